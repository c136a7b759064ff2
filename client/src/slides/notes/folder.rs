//! Notes as files of the desktop, one for each deck, beside the settings.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest file that is read: a long line for each page of the longest deck.
const MOST_BYTES: u64 = 1024 * 1024;

fn file(folder: &Path, deck: &str) -> PathBuf {
    folder.join("notes").join(deck)
}

pub(super) fn read(folder: Option<&Path>, deck: &str) -> Option<String> {
    let mut text = String::new();
    fs::File::open(file(folder?, deck)).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

pub(super) fn write(folder: Option<&Path>, deck: &str, text: &str) -> io::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    fs::create_dir_all(folder.join("notes"))?;
    let file = file(folder, deck);
    let beside = file.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(beside, file)
}
