//! What the edge that puts media files into their folder and the store that deletes those nobody needs must agree on.
//!
//! Its name, and who touches it when. Not here: what a media file is and who may see it.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The name of a media file: the BLAKE3 of what is in it, in hexadecimal.
#[must_use]
pub fn file_name(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

static ONE_FILE: Mutex<()> = Mutex::new(());

/// Held while a media file is looked at and then deleted, or made young again: between the two, neither may happen.
pub fn one_file() -> MutexGuard<'static, ()> {
    ONE_FILE.lock().unwrap_or_else(PoisonError::into_inner)
}
