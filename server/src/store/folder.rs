//! The data folder: what lies where in it, and the lock by which only one process uses it.
//!
//! A file that must survive a power cut is synced, and so is the folder in which it appeared.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use super::StoreError;
use crate::media;

/// Where the server keeps secrets that a backup must hold, such as the key of the address hashes.
pub const KEYS_FOLDER: &str = "keys";
/// Where files of visitors and curators lie, by their BLAKE3.
pub const MEDIA_FOLDER: &str = "media";
/// A media file younger than this may belong to a deck that is still being drawn.
const YOUNG: Duration = Duration::from_secs(60 * 60);
/// The database.
pub(super) const DATABASE_FILE: &str = "venue.sqlite";
/// Held while a process uses the folder.
pub(super) const LOCK_FILE: &str = "venue.lock";
/// Holds what a restore has unpacked and not yet moved into place.
pub(super) const RESTORE_FOLDER: &str = "restore.part";
/// Start of the names in [`KEYS_FOLDER`] that belong to one running server and stay out of backups.
pub(super) const OPERATOR_PREFIX: &str = "operator";

/// A data folder that this process alone uses, until it is dropped.
#[derive(Debug)]
pub(super) struct DataFolder {
    path: PathBuf,
    // Dropping the file gives up the lock; the file itself stays, because deleting it would let two in.
    _lock: File,
}

impl DataFolder {
    /// Makes the folder if there is none, and locks it.
    ///
    /// # Errors
    /// When another process holds it, or it cannot be made.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        create_private(path)?;
        let lock_path = path.join(LOCK_FILE);
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path);
        let lock = opened.map_err(StoreError::file("open", &lock_path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked(path.to_owned())),
            Err(TryLockError::Error(source)) => Err(StoreError::file("lock", &lock_path)(source)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn database(&self) -> PathBuf {
        self.path.join(DATABASE_FILE)
    }

    /// Whether a restore was begun here and not finished.
    pub(super) fn is_half_restored(&self) -> bool {
        self.path.join(RESTORE_FOLDER).exists()
    }
}

/// Waits until the names of files made in `folder` are on the disk.
///
/// # Errors
/// When the system cannot do it.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Deletes media files that nobody needs and that are older than the way from a file to its entry takes; says how many.
/// One that cannot be deleted is tried again the next time.
pub(super) fn sweep_media(data: &Path, needed: &BTreeSet<String>) -> u64 {
    let Ok(entries) = fs::read_dir(data.join(MEDIA_FOLDER)) else { return 0 };
    let mut deleted = 0;
    let mut stuck = 0_u64;
    for entry in entries.filter_map(Result::ok) {
        if entry.file_name().to_str().is_some_and(|name| needed.contains(name)) {
            continue;
        }
        let _file = media::one_file();
        let age =
            entry.metadata().ok().filter(fs::Metadata::is_file).and_then(|file| file.modified().ok()?.elapsed().ok());
        if age.is_none_or(|age| age < YOUNG) {
            continue;
        }
        match fs::remove_file(entry.path()) {
            Ok(()) => deleted += 1,
            Err(_) => stuck += 1,
        }
    }
    if stuck > 0 {
        tracing::warn!(files = stuck, "media that nobody needs could not be deleted");
    }
    deleted
}

/// Makes `folder` and those above it, for the server's user alone where the system knows such a thing.
pub(super) fn create_private(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(StoreError::file("create", folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_use_is_refused_in_words_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::take(folder.path()).unwrap();
        let refused = DataFolder::take(folder.path()).unwrap_err();
        assert!(refused.to_string().contains("in use by a running server"), "{refused}");
        drop(first);
        assert!(DataFolder::take(folder.path()).is_ok());
    }

    #[test]
    fn the_sweep_deletes_what_is_old_and_not_needed_and_nothing_else() {
        let data = tempfile::tempdir().unwrap();
        let media = data.path().join(MEDIA_FOLDER);
        fs::create_dir_all(media.join("work/deck")).unwrap();
        let old = fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
        for (name, times) in [("needed", Some(old)), ("old", Some(old)), ("young", None), ("work/deck/old", Some(old))]
        {
            let file = File::create(media.join(name)).unwrap();
            if let Some(times) = times {
                file.set_times(times).unwrap();
            }
        }
        assert_eq!(sweep_media(data.path(), &BTreeSet::from([String::from("needed")])), 1);
        let there = |name: &str| media.join(name).exists();
        assert!(there("needed") && there("young") && there("work/deck/old") && !there("old"));
    }
}
