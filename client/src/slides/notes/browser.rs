//! Notes in the browser's storage for this origin, one entry for each deck.

use std::io;
use std::path::Path;

use web_sys::Storage;

fn entry(deck: &str) -> String {
    format!("hiroba.notes.{deck}")
}

pub(super) fn read(_folder: Option<&Path>, deck: &str) -> Option<String> {
    storage()?.get_item(&entry(deck)).ok()?
}

/// A browser may refuse, for instance in a private window; then the notes live as long as the tab.
pub(super) fn write(_folder: Option<&Path>, deck: &str, text: &str) -> io::Result<()> {
    let Some(storage) = storage() else { return Ok(()) };
    storage.set_item(&entry(deck), text).map_err(|_| io::Error::other("the browser keeps nothing more"))
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
