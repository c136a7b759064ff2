//! The folder of media that people brought, each file under its hash: put once, never changed, read by anybody.
//!
//! A file appears whole. Which files are still needed is the store's knowledge, and it deletes the others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use futures_util::Stream;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use crate::media::{self, file_name};

/// How much of a file is in memory for each of its readers.
const PIECE_BYTES: u64 = 64 * 1024;
/// Within the media folder: what is on its way, emptied at each start.
const WORK: &str = "work";

/// The folder.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
    /// How many bytes may lie here.
    most: u64,
}

impl Shelf {
    /// Opens the folder, making it if there is none; at most `most` bytes may lie in it. What was on its way when the last server ended is deleted.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: PathBuf, most: u64) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        let work = folder.join(WORK);
        if work.exists() {
            fs::remove_dir_all(&work)?;
        }
        Ok(Self { folder, most })
    }

    /// Where files may be made before they are put.
    pub(crate) fn work(&self) -> PathBuf {
        self.folder.join(WORK)
    }

    /// The file of this hash; `name` must be a hash in letters.
    pub(crate) async fn find(&self, name: &str) -> Option<Found> {
        let path = self.folder.join(name);
        let length = tokio::fs::metadata(&path).await.ok()?.len();
        let first = piece(&path, 0, 4).await.ok()?;
        let kind = match first.as_ref() {
            b"RIFF" => "image/webp",
            b"\x89PNG" => "image/png",
            _ => "application/json",
        };
        Some(Found { path, length, kind })
    }

    /// Takes files out of the folder `from`, and the bytes of an index; gives the hash of the index. They are on the
    /// disk when this returns.
    pub(super) fn put(&self, from: &Path, names: &[[u8; 32]], index: &[u8]) -> io::Result<[u8; 32]> {
        self.move_in(from, names)?;
        let hash = *blake3::hash(index).as_bytes();
        let part = from.join("index");
        fs::write(&part, index)?;
        fs::File::open(&part)?.sync_all()?;
        fs::rename(&part, self.folder.join(file_name(&hash)))?;
        fs::File::open(&self.folder)?.sync_all()?;
        Ok(hash)
    }

    /// Takes files out of the folder `from`. They are on the disk when this returns.
    pub(crate) fn put_files(&self, from: &Path, names: &[[u8; 32]]) -> io::Result<()> {
        self.move_in(from, names)?;
        fs::File::open(&self.folder)?.sync_all()
    }

    fn move_in(&self, from: &Path, names: &[[u8; 32]]) -> io::Result<()> {
        // What people bring must not take the room that the database needs to confirm anything.
        if bytes_in(&self.folder)?.saturating_add(bytes_in(from)?) > self.most {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "the media folder is full (most_media_gib)"));
        }
        for name in names.iter().map(|hash| file_name(hash)) {
            let (made, kept) = (from.join(&name), self.folder.join(&name));
            // Two pages that look alike are one file, which was moved with the first of them.
            if made.exists() {
                fs::File::open(&made)?.sync_all()?;
            }
            let _file = media::one_file();
            if kept.exists() {
                touch(&kept)?;
            } else {
                fs::rename(&made, &kept)?;
            }
        }
        Ok(())
    }
}

/// The plain files directly in a folder together.
fn bytes_in(folder: &Path) -> io::Result<u64> {
    let sizes = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.metadata().ok());
    Ok(sizes.filter(fs::Metadata::is_file).map(|file| file.len()).sum())
}

/// A file on the shelf.
#[derive(Debug)]
pub(crate) struct Found {
    path: PathBuf,
    /// In bytes.
    pub(crate) length: u64,
    /// Its media type.
    pub(crate) kind: &'static str,
}

impl Found {
    /// The file in pieces, each read when the one before has gone out: whoever reads slowly holds one piece, and no
    /// open file.
    pub(crate) fn pieces(self) -> impl Stream<Item = io::Result<Bytes>> {
        futures_util::stream::try_unfold((self.path, 0), |(path, from)| async move {
            let bytes = piece(&path, from, PIECE_BYTES).await?;
            let next = from + bytes.len() as u64;
            Ok((!bytes.is_empty()).then_some((bytes, (path, next))))
        })
    }
}

async fn piece(path: &Path, from: u64, most: u64) -> io::Result<Bytes> {
    let mut file = tokio::fs::File::open(path).await?;
    file.seek(io::SeekFrom::Start(from)).await?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).await?;
    Ok(bytes.into())
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

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::TryStreamExt;

    /// The whole file of this name.
    async fn read(shelf: &Shelf, name: &str) -> Option<(Vec<u8>, &'static str)> {
        let found = shelf.find(name).await?;
        let (length, kind) = (found.length, found.kind);
        let bytes: Vec<Bytes> = found.pieces().try_collect().await.unwrap();
        let bytes = bytes.concat();
        assert_eq!(bytes.len() as u64, length);
        Some((bytes, kind))
    }

    #[tokio::test]
    async fn a_file_of_many_pieces_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path().to_owned(), u64::MAX).unwrap();
        let bytes: Vec<u8> = (0..3 * PIECE_BYTES + 7).map(|at| (at % 251) as u8).collect();
        fs::write(folder.path().join("file"), &bytes).unwrap();
        assert_eq!(read(&shelf, "file").await, Some((bytes, "application/json")));
    }

    #[tokio::test]
    async fn what_is_put_is_read_by_its_hash_and_stays_when_it_comes_again() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path().join("media"), 100).unwrap();
        let picture = b"RIFF....WEBP".as_slice();
        let hash = *blake3::hash(picture).as_bytes();
        for _ in 0..2 {
            let made = shelf.work().join("deck");
            fs::create_dir_all(&made).unwrap();
            fs::write(made.join(file_name(&hash)), picture).unwrap();
            let index = shelf.put(&made, &[hash, hash], b"{}").unwrap();
            assert_eq!(read(&shelf, &file_name(&index)).await, Some((b"{}".to_vec(), "application/json")));
        }
        assert_eq!(read(&shelf, &file_name(&hash)).await, Some((picture.to_vec(), "image/webp")));
        let again = Shelf::open(folder.path().join("media"), 100).unwrap();
        assert!(!again.work().exists() && again.find(&file_name(&hash)).await.is_some());
    }

    #[test]
    fn a_full_shelf_takes_nothing_more_and_keeps_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path().join("media"), 10).unwrap();
        let made = shelf.work().join("deck");
        for (bytes, fits) in [(b"123456", true), (b"abcdef", false)] {
            fs::create_dir_all(&made).unwrap();
            let hash = *blake3::hash(bytes).as_bytes();
            fs::write(made.join(file_name(&hash)), bytes).unwrap();
            assert_eq!(shelf.put(&made, &[hash], b"{}").is_ok(), fits);
            assert_eq!(folder.path().join("media").join(file_name(&hash)).exists(), fits);
            fs::remove_dir_all(&made).unwrap();
        }
    }
}
