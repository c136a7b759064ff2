//! Settings in the browser's storage for this origin, which outlives the tab.

use std::io;
use std::path::Path;

use web_sys::Storage;

const KEY: &str = "hiroba.settings";

/// A browser may refuse, for instance in a private window.
pub(super) fn is_there(_folder: Option<&Path>) -> bool {
    storage().is_some()
}

pub(super) fn read(_folder: Option<&Path>) -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

pub(super) fn write(_folder: Option<&Path>, text: &str) -> io::Result<()> {
    let kept = storage().map(|storage| storage.set_item(KEY, text));
    kept.and_then(Result::ok).ok_or_else(|| io::Error::other("the browser keeps nothing more"))
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
