//! The folder of media that people brought, each file under its hash: put once, never changed, read by anybody.
//!
//! A file appears whole. Which files are still needed is the store's knowledge, and it deletes the others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;

/// Within the media folder: what is on its way, emptied at each start.
const WORK: &str = "work";

/// The folder.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// Opens the folder, making it if there is none. What was on its way when the last server ended is deleted.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        let work = folder.join(WORK);
        if work.exists() {
            fs::remove_dir_all(&work)?;
        }
        Ok(Self { folder })
    }

    /// Where files may be made before they are put.
    pub(super) fn work(&self) -> PathBuf {
        self.folder.join(WORK)
    }

    /// The file of this hash, and of what kind it is; `name` must be a hash in letters.
    pub(crate) async fn read(&self, name: &str) -> Option<(Bytes, &'static str)> {
        let bytes = tokio::fs::read(self.folder.join(name)).await.ok()?;
        let kind = if bytes.starts_with(b"RIFF") { "image/webp" } else { "application/json" };
        Some((bytes.into(), kind))
    }

    /// Takes files out of the folder `from`, and the bytes of an index; gives the hash of the index. They are on the
    /// disk when this returns.
    pub(super) fn put(&self, from: &Path, names: &[[u8; 32]], index: &[u8]) -> io::Result<[u8; 32]> {
        for name in names.iter().map(letters) {
            let (made, kept) = (from.join(&name), self.folder.join(&name));
            // Two pages that look alike are one file.
            if kept.exists() {
                touch(&kept)?;
                continue;
            }
            fs::File::open(&made)?.sync_all()?;
            fs::rename(&made, &kept)?;
        }
        let hash = *blake3::hash(index).as_bytes();
        let part = from.join("index");
        fs::write(&part, index)?;
        fs::File::open(&part)?.sync_all()?;
        fs::rename(&part, self.folder.join(letters(&hash)))?;
        fs::File::open(&self.folder)?.sync_all()?;
        Ok(hash)
    }
}

/// A file is young again, because another deck will need it.
fn touch(file: &Path) -> io::Result<()> {
    let now = fs::FileTimes::new().set_modified(now());
    fs::File::options().append(true).open(file)?.set_times(now)
}

#[expect(clippy::disallowed_methods, reason = "the age of a file, for the sweep; nothing is decided by it here")]
fn now() -> std::time::SystemTime {
    std::time::SystemTime::now()
}

/// A hash in hexadecimal letters.
pub(super) fn letters(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_put_is_read_by_its_hash_and_stays_when_it_comes_again() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path().join("media")).unwrap();
        let picture = b"RIFF....WEBP".as_slice();
        let hash = *blake3::hash(picture).as_bytes();
        for _ in 0..2 {
            let made = shelf.work().join("deck");
            fs::create_dir_all(&made).unwrap();
            fs::write(made.join(letters(&hash)), picture).unwrap();
            let index = shelf.put(&made, &[hash, hash], b"{}").unwrap();
            assert_eq!(shelf.read(&letters(&index)).await, Some((Bytes::from_static(b"{}"), "application/json")));
        }
        assert_eq!(shelf.read(&letters(&hash)).await, Some((Bytes::copy_from_slice(picture), "image/webp")));
        let again = Shelf::open(folder.path().join("media")).unwrap();
        assert!(!again.work().exists() && again.read(&letters(&hash)).await.is_some());
    }
}
