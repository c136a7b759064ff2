//! Brings a backup back into an empty data folder of a server that does not run.
//!
//! Everything is unpacked beside its place and checked first (only names a backup can hold, media by their BLAKE3,
//! the database by SQLite itself), then moved into place, the database last. A restore that was cut short is
//! recognised and can be run again; a server refuses to start on it.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path},
};

use super::{
    KEYS_FOLDER, MEDIA_FOLDER, StoreError,
    folder::{self, DataFolder},
};

/// Brings the backup `file` into the folder `data`.
///
/// # Errors
/// When a server uses the folder, there is data in it, or the backup is damaged; then nothing is in place.
pub async fn restore(file: &Path, data: &Path) -> Result<(), StoreError> {
    let folder = DataFolder::take(data)?;
    let unpacked = data.join(folder::RESTORE_FOLDER);
    if unpacked.exists() {
        // Whatever is here came from a restore that was cut short.
        clear(data)?;
    } else if holds_anything(data)? {
        return Err(StoreError::NotEmpty(data.to_owned()));
    }
    folder::create_private(&unpacked)?;
    let checked = match unpack(file, &unpacked) {
        Ok(()) => check_database(&unpacked.join(folder::DATABASE_FILE)).await,
        Err(fault) => Err(fault),
    };
    if let Err(fault) = checked {
        fs::remove_dir_all(&unpacked).map_err(StoreError::file("remove", &unpacked))?;
        return Err(fault);
    }
    move_into_place(&unpacked, folder.path())
}

fn unpack(file: &Path, into: &Path) -> Result<(), StoreError> {
    for name in [KEYS_FOLDER, MEDIA_FOLDER] {
        folder::create_private(&into.join(name))?;
    }
    let source = File::open(file).map_err(StoreError::file("open", file))?;
    let mut archive = tar::Archive::new(io::BufReader::new(source));
    let entries = archive.entries().map_err(StoreError::file("read", file))?;
    for entry in entries {
        let mut entry = entry.map_err(StoreError::file("read", file))?;
        let name = entry.path().map_err(StoreError::file("read", file))?.into_owned();
        if !entry.header().entry_type().is_file() || !belongs(&name) {
            return Err(StoreError::BadBackup(format!("it holds {}, which no backup does", name.display())));
        }
        let path = into.join(&name);
        let mut out = File::create_new(&path).map_err(StoreError::file("create", &path))?;
        let copied = io::copy(&mut entry, &mut out).and_then(|_| out.sync_all());
        copied.map_err(StoreError::file("write", &path))?;
        if name.starts_with(MEDIA_FOLDER) {
            check_media(&path)?;
        }
    }
    Ok(())
}

/// Whether a backup can hold something of this name.
fn belongs(name: &Path) -> bool {
    let parts: Vec<Option<&str>> =
        name.components().map(|part| if let Component::Normal(part) = part { part.to_str() } else { None }).collect();
    match parts.as_slice() {
        [Some(file)] => *file == folder::DATABASE_FILE,
        [Some(folder), Some(_)] => *folder == KEYS_FOLDER || *folder == MEDIA_FOLDER,
        _ => false,
    }
}

fn check_media(path: &Path) -> Result<(), StoreError> {
    let mut hasher = blake3::Hasher::new();
    let mut file = File::open(path).map_err(StoreError::file("open", path))?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer).map_err(StoreError::file("read", path))?;
        if read == 0 {
            break;
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    if hasher.finalize().to_hex().as_str() == name {
        return Ok(());
    }
    Err(StoreError::BadBackup(format!("the media file {name} is damaged")))
}

async fn check_database(file: &Path) -> Result<(), StoreError> {
    if !file.exists() {
        return Err(StoreError::BadBackup(String::from("there is no database in it")));
    }
    // Opening brings an older database up to date and refuses a newer one.
    let damaged = |fault: StoreError| StoreError::BadBackup(format!("its database is damaged: {fault}"));
    let mut connection = super::sqlite::connect(file).await.map_err(damaged)?;
    let integrity: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut connection).await?;
    if integrity != "ok" {
        return Err(StoreError::BadBackup(format!("its database is damaged: {integrity}")));
    }
    let lost = sqlx::query("PRAGMA foreign_key_check").fetch_optional(&mut connection).await?;
    if lost.is_some() {
        return Err(StoreError::BadBackup(String::from("its database has rows that point to nothing")));
    }
    // Whoever was signed in when the backup was made, or had a link then, may have been removed since.
    for ways_in in ["DELETE FROM staff_sessions", "DELETE FROM staff_links"] {
        sqlx::query(ways_in).execute(&mut connection).await?;
    }
    sqlx::Connection::close(connection).await?;
    let file = File::open(file).map_err(StoreError::file("open", file))?;
    file.sync_all().map_err(StoreError::file("sync", Path::new(folder::DATABASE_FILE)))
}

fn move_into_place(unpacked: &Path, data: &Path) -> Result<(), StoreError> {
    let sync = |folder: &Path| folder::sync_folder(folder).map_err(StoreError::file("sync", folder));
    for name in [KEYS_FOLDER, MEDIA_FOLDER, folder::DATABASE_FILE] {
        let (from, to) = (unpacked.join(name), data.join(name));
        if from.is_dir() {
            sync(&from)?;
        }
        fs::rename(&from, &to).map_err(StoreError::file("move", &to))?;
    }
    sync(data)?;
    fs::remove_dir_all(unpacked).map_err(StoreError::file("remove", unpacked))?;
    sync(data)
}

fn holds_anything(data: &Path) -> Result<bool, StoreError> {
    let listing = fs::read_dir(data).map_err(StoreError::file("read", data))?;
    Ok(listing.flatten().any(|item| item.file_name() != folder::LOCK_FILE))
}

/// Empties the folder but for its lock and the sign that a restore is under way.
fn clear(data: &Path) -> Result<(), StoreError> {
    for name in [KEYS_FOLDER, MEDIA_FOLDER] {
        let path = data.join(name);
        if path.exists() {
            fs::remove_dir_all(&path).map_err(StoreError::file("remove", &path))?;
        }
    }
    let database = data.join(folder::DATABASE_FILE);
    if database.exists() {
        fs::remove_file(&database).map_err(StoreError::file("remove", &database))?;
    }
    let unpacked = data.join(folder::RESTORE_FOLDER);
    fs::remove_dir_all(&unpacked).map_err(StoreError::file("remove", &unpacked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{self, DeskStore as _, Store, backup};

    async fn filled(data: &Path) -> store::SqliteStore {
        fs::create_dir_all(data.join(KEYS_FOLDER)).unwrap();
        fs::create_dir_all(data.join(MEDIA_FOLDER)).unwrap();
        fs::write(data.join(KEYS_FOLDER).join("address.key"), b"key").unwrap();
        fs::write(data.join(KEYS_FOLDER).join("operator.key"), b"secret").unwrap();
        let picture = blake3::hash(b"picture").to_hex();
        fs::write(data.join(MEDIA_FOLDER).join(picture.as_str()), b"picture").unwrap();
        let mut store = store::open(data).await.unwrap();
        keep(&mut store, 7).await;
        store
    }

    async fn keep(store: &mut store::SqliteStore, message: u64) {
        use crate::venue::{input::UnixSeconds, record};
        let text = hiroba_shared::text::ChatText::new("hello").unwrap();
        let line = record::ChatLine {
            message: hiroba_shared::ids::MessageId(message),
            at: UnixSeconds(1),
            room: String::from("reception"),
            from: hiroba_shared::ids::VisitorId(1),
            scope: String::from("near"),
            to: None,
            text,
        };
        let kept = store.commit(vec![(record::RequestId(1), record::Request::KeepChat(vec![line]))]).await;
        assert_eq!(kept, [(record::RequestId(1), record::Answer::Kept)]);
    }

    async fn backed_up(data: &Path, file: &Path) {
        let _running = filled(data).await;
        backup::make(data, file).await.unwrap();
    }

    #[tokio::test]
    async fn what_was_backed_up_from_a_running_server_comes_back_and_its_secret_does_not() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = from.path().join("venue.backup");
        let mut running = filled(from.path()).await;
        backup::make(from.path(), &file).await.unwrap();
        keep(&mut running, 8).await;
        restore(&file, to.path()).await.unwrap();
        assert_eq!(store::open(to.path()).await.unwrap().last_message().await.unwrap(), 7);
        assert_eq!(fs::read(to.path().join("keys/address.key")).unwrap(), b"key");
        assert!(!to.path().join("keys/operator.key").exists());
        assert_eq!(fs::read_dir(to.path().join(MEDIA_FOLDER)).unwrap().count(), 1);
        assert!(!to.path().join(folder::RESTORE_FOLDER).exists());
    }

    #[tokio::test]
    async fn a_restored_desk_has_its_staff_and_none_of_the_ways_in_of_then() {
        use hiroba_desk::keeping::{Answered, Asked, Beginning, Deed, NameKey, NewLink, Seal};
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = from.path().join("venue.backup");
        let now = crate::venue::input::UnixSeconds(1_800_000_000);
        let link = |number| NewLink { seal: Seal([number; 32]), expires: now.0 + 1_000 };
        let mut running = filled(from.path()).await;
        let noor = Beginning {
            link: Seal([1; 32]),
            name: "Noor".to_owned(),
            key: NameKey("noor".to_owned()),
            password: "hash".to_owned(),
            session: link(2),
        };
        for asked in [Asked::OfferHost(link(1)), Asked::Begin(noor), Asked::OfferHost(link(3))] {
            running.desk(&asked, now).await;
        }
        backup::make(from.path(), &file).await.unwrap();
        restore(&file, to.path()).await.unwrap();
        let mut restored = store::open(to.path()).await.unwrap();
        assert_eq!(restored.desk(&Asked::HasHost, now).await, Answered::HasHost(true));
        assert_eq!(restored.desk(&Asked::By(Seal([2; 32]), Deed::Open), now).await, Answered::NoSession);
        assert_eq!(restored.desk(&Asked::ReadLink(Seal([3; 32])), now).await, Answered::Spent);
    }

    #[tokio::test]
    async fn a_restore_is_refused_over_data_and_under_a_running_server() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = from.path().join("venue.backup");
        backed_up(from.path(), &file).await;
        let other = filled(to.path()).await;
        let refused = restore(&file, to.path()).await.unwrap_err();
        assert!(matches!(refused, StoreError::Locked(_)), "{refused}");
        drop(other);
        let refused = restore(&file, to.path()).await.unwrap_err();
        assert!(matches!(refused, StoreError::NotEmpty(_)), "{refused}");
    }

    #[tokio::test]
    async fn a_damaged_or_foreign_archive_leaves_the_folder_empty() {
        let from = tempfile::tempdir().unwrap();
        let file = from.path().join("venue.backup");
        backed_up(from.path(), &file).await;
        let whole = fs::read(&file).unwrap();
        let mut flipped = whole.clone();
        let database = 512 + 4_096..512 + 20_000;
        flipped.get_mut(database).unwrap().fill(0xA5);
        let mut climbing = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..10].copy_from_slice(b"../evil.db");
        header.set_size(0);
        header.set_cksum();
        climbing.append(&header, &b""[..]).unwrap();
        let damaged =
            [whole[..whole.len() / 2].to_vec(), flipped, climbing.into_inner().unwrap(), b"no archive".to_vec()];
        for (number, bytes) in damaged.iter().enumerate() {
            let to = tempfile::tempdir().unwrap();
            let bad = from.path().join("bad");
            fs::write(&bad, bytes).unwrap();
            assert!(restore(&bad, to.path()).await.is_err(), "{number}");
            assert!(!holds_anything(to.path()).unwrap(), "{number}");
        }
    }

    #[tokio::test]
    async fn a_restore_cut_short_stops_the_server_and_can_be_run_again() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = from.path().join("venue.backup");
        backed_up(from.path(), &file).await;
        fs::create_dir(to.path().join(folder::RESTORE_FOLDER)).unwrap();
        fs::create_dir(to.path().join(KEYS_FOLDER)).unwrap();
        let refused = store::open(to.path()).await.unwrap_err();
        assert!(matches!(refused, StoreError::RestoreUnfinished(_)), "{refused}");
        restore(&file, to.path()).await.unwrap();
        assert!(store::open(to.path()).await.is_ok());
    }

    #[tokio::test]
    async fn a_backup_that_cannot_be_written_leaves_no_file() {
        let from = tempfile::tempdir().unwrap();
        let _store = filled(from.path()).await;
        let nowhere = from.path().join("missing/venue.backup");
        assert!(backup::make(from.path(), &nowhere).await.is_err());
        assert!(!from.path().join("backup.part.sqlite").exists());
        backup::make(from.path(), &from.path().join("fine")).await.unwrap();
    }
}
