//! One file that holds a whole data folder: the database as of one moment, the keys and the media.
//!
//! It is made while the server runs: SQLite copies the database within one read transaction, and a media file never
//! changes while it has its name; one that is swept away meanwhile was needed by nobody. The file appears under its name only when it is complete and on the disk.
//! Not in it: the operator's secret, which belongs to one running server.

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{KEYS_FOLDER, MEDIA_FOLDER, StoreError, folder};

/// Two at once would write over each other's copy.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
/// The copy of the database on its way into the backup.
const COPY_FILE: &str = "backup.part.sqlite";

/// Writes the data folder `data`, which this process has open, into `file`.
///
/// # Errors
/// When something cannot be read or written; then there is no new `file`.
pub async fn make(data: &Path, file: &Path) -> Result<(), StoreError> {
    let _turn = ONE_AT_A_TIME.lock().await;
    let copy = data.join(COPY_FILE);
    remove_if_there(&copy)?;
    copy_database(&data.join(folder::DATABASE_FILE), &copy).await?;
    let (data, file) = (data.to_owned(), file.to_owned());
    let packed = tokio::task::spawn_blocking(move || {
        let packed = pack(&data, &copy, &file);
        remove_if_there(&copy)?;
        packed
    });
    packed.await.unwrap_or_else(|stopped| Err(StoreError::BadBackup(stopped.to_string())))
}

async fn copy_database(database: &Path, copy: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::query("VACUUM INTO ?").bind(copy.to_string_lossy().into_owned()).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

fn pack(data: &Path, copy: &Path, file: &Path) -> Result<(), StoreError> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = write_archive(data, copy, &part).and_then(|()| {
        fs::rename(&part, file).map_err(StoreError::file("rename to", file))?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder::sync_folder(folder).map_err(StoreError::file("sync", folder))
    });
    if written.is_err() {
        remove_if_there(&part)?;
    }
    written
}

fn write_archive(data: &Path, copy: &Path, part: &Path) -> Result<(), StoreError> {
    let out = create_private_file(part).map_err(StoreError::file("create", part))?;
    let mut archive = tar::Builder::new(BufWriter::new(out));
    archive.mode(tar::HeaderMode::Deterministic);
    archive.append_path_with_name(copy, folder::DATABASE_FILE).map_err(StoreError::file("copy", copy))?;
    for name in [KEYS_FOLDER, MEDIA_FOLDER] {
        let source = data.join(name);
        for file in files_in(&source).map_err(StoreError::file("read", &source))? {
            let path = source.join(&file);
            // Opened first: what disappears is then missing as a whole, and what is open can be read to its end.
            let mut opened = match File::open(&path) {
                Err(fault) if name == MEDIA_FOLDER && fault.kind() == io::ErrorKind::NotFound => continue,
                opened => opened.map_err(StoreError::file("open", &path))?,
            };
            archive.append_file(format!("{name}/{file}"), &mut opened).map_err(StoreError::file("copy", &path))?;
        }
    }
    let out = archive.into_inner().and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error));
    out.and_then(|out| out.sync_all()).map_err(StoreError::file("write", part))
}

/// The plain files directly in `folder` that belong into a backup, in order of their names.
fn files_in(folder: &Path) -> io::Result<Vec<String>> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let mut names = Vec::new();
    for item in listing {
        let item = item?;
        let Ok(name) = item.file_name().into_string() else { continue };
        let passing = name.starts_with(folder::OPERATOR_PREFIX) || name.ends_with(".part");
        if item.file_type()?.is_file() && !passing {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn remove_if_there(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => Err(StoreError::file("remove", file)(fault)),
        Ok(()) | Err(_) => Ok(()),
    }
}
