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
    let parts: Vec<Option<&str>> = name
        .components()
        .map(|part| if let Component::Normal(part) = part { part.to_str() } else { None })
        .collect();
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
