//! What can be wrong with a data folder, a backup or the database, in sentences an operator can act on.

use std::{fmt, io, path::Path, path::PathBuf};

/// Why the store could not be opened, backed up or restored.
#[derive(Debug)]
pub enum StoreError {
    /// Another process holds the data folder.
    Locked(PathBuf),
    /// A file could not be read or written.
    File {
        /// What was being done, such as `create`.
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database could not do something.
    Database(sqlx::Error),
    /// The database could not be brought to this program's form, most often because a newer program made it.
    Migration(sqlx::migrate::MigrateError),
    /// A restore into this folder was begun and not finished.
    RestoreUnfinished(PathBuf),
    /// There is something in the folder a restore was to fill.
    NotEmpty(PathBuf),
    /// The backup is not one, or is damaged.
    BadBackup(String),
}

impl StoreError {
    /// The error of a file operation, for `map_err`.
    pub(super) fn file<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| Self::File { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked(path) => write!(
                f,
                "{} is in use by a running server; stop it first, or name another folder with --data",
                path.display()
            ),
            Self::File { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Database(source) => write!(f, "the database cannot be used: {source}"),
            Self::Migration(source) => {
                write!(f, "the database does not fit this version of the server: {source}")
            }
            Self::RestoreUnfinished(path) => {
                write!(f, "a restore into {} was not finished; run it again", path.display())
            }
            Self::NotEmpty(path) => {
                write!(f, "{} already holds data; restore into an empty folder", path.display())
            }
            Self::BadBackup(what) => write!(f, "this is no usable backup: {what}"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Database(source) => Some(source),
            Self::Migration(source) => Some(source),
            Self::Locked(_) | Self::RestoreUnfinished(_) | Self::NotEmpty(_) | Self::BadBackup(_) => None,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(source: sqlx::Error) -> Self {
        Self::Database(source)
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(source: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(source)
    }
}
