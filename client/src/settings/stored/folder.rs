//! Settings in a file of the desktop: written beside itself and then moved into place.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

const FILE: &str = "client.json";
/// Largest file that is read; a real one is far below.
const MOST_BYTES: u64 = 64 * 1024;

pub(super) const fn is_there(folder: Option<&Path>) -> bool {
    folder.is_some()
}

/// Whether there is somebody to keep them.
pub(super) const fn takes(folder: Option<&Path>) -> bool {
    is_there(folder)
}

pub(super) fn read(folder: Option<&Path>) -> Option<String> {
    let mut text = String::new();
    fs::File::open(folder?.join(FILE)).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

pub(super) fn write(folder: Option<&Path>, text: &str) -> io::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let beside = folder.join("client.json.new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside, folder.join(FILE))
}
