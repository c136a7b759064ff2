//! The key to come back with, kept by the tab: a reload is not leaving, closing the tab is in the end.
//!
//! A browser that keeps nothing (private windows may refuse) costs only the way back after a reload.

use web_sys::Storage;

const KEY: &str = "hiroba.resume";

/// The key an earlier page of this tab left.
#[must_use]
pub fn key() -> Option<String> {
    let key = storage()?.get_item(KEY).ok()??;
    (key.len() == 64).then_some(key)
}

pub(super) fn keep(key: &str) {
    if let Some(storage) = storage()
        && storage.set_item(KEY, key).is_err()
    {
        bevy::log::debug!("this tab keeps nothing");
    }
}

pub(super) fn forget() {
    // What is not there need not be taken away.
    let _ = storage().map(|storage| storage.remove_item(KEY));
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
