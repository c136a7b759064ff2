//! The key to come back with, kept by the tab: a reload is not leaving, closing the tab is in the end.
//!
//! A browser that keeps nothing (private windows may refuse) costs only the way back after a reload.

use hiroba_web::tab::Slot;

const KEY: Slot = Slot("hiroba.resume");

/// The key an earlier page of this tab left.
#[must_use]
pub fn key() -> Option<String> {
    KEY.read().filter(|key| key.len() == 64)
}

pub(super) fn keep(key: &str) {
    if !KEY.keep(key) {
        bevy::log::debug!("this tab keeps nothing");
    }
}

pub(super) fn forget() {
    // What is not there need not be taken away.
    KEY.forget();
}
