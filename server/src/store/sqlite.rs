//! The store for real: one SQLite file in the data folder, one writer, every commit synced to the disk.
//!
//! The file and its tables are made at first start and brought up to date at later ones. `synchronous=FULL` makes an
//! answer a promise: kill the process or the power after it, and it is still there. Deleted texts are overwritten.

pub mod archive;
mod blocks;
mod captions;
mod chat;
mod columns;
mod decks;
mod desk;
mod floor;
mod forget;
mod halls;
mod migrations;
mod order;
mod person;
mod photographs;
mod programme;
mod visits;

use std::{path::Path, time::Duration, time::Instant};

use hiroba_desk::keeping::{Answered, Asked};
use hiroba_shared::ids::VisitorId;
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{DeskStore, Forgotten, Retention, Store, StoreError, folder, folder::DataFolder};
use crate::venue::{
    input::UnixSeconds,
    record::{Answer, CaptionLine, Request, RequestId, programme::KeptProgramme},
};

/// The SQLite database of a data folder that this process alone uses.
#[derive(Debug)]
pub struct SqliteStore {
    connection: SqliteConnection,
    /// Held for its lock: nobody else uses the folder meanwhile.
    folder: DataFolder,
}

/// Opens the store in the folder `data`, making what is missing.
///
/// # Errors
/// When another process uses the folder, a restore into it was not finished, or the database cannot be used.
pub async fn open(data: &Path) -> Result<SqliteStore, StoreError> {
    let folder = DataFolder::take(data)?;
    if folder.is_half_restored() {
        return Err(StoreError::RestoreUnfinished(data.to_owned()));
    }
    let connection = connect(&folder.database()).await?;
    folder::sync_folder(data).map_err(StoreError::file("sync", data))?;
    if let Some(above) = data.parent().filter(|above| !above.as_os_str().is_empty()) {
        // The folder itself may be new. One that may not be read cannot be synced either, and was there before.
        folder::sync_folder(above).ok();
    }
    Ok(SqliteStore { connection, folder })
}

/// Connects to the database `file` as its only writer and brings its tables up to date.
pub(super) async fn connect(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("secure_delete", "ON");
    let mut connection = SqliteConnection::connect_with(&options).await?;
    migrations::migrator().run_direct(None, &mut connection, false).await?;
    Ok(connection)
}

impl SqliteStore {
    /// Writes the log of changes back into the file and closes it.
    ///
    /// # Errors
    /// When the database cannot be closed in order; what was confirmed is safe all the same.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }

    /// What the visitor agreed to, in letters; `None` for visits before it was asked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn agreed(&mut self, visitor: VisitorId) -> Result<Option<String>, StoreError> {
        Ok(visits::agreed(&mut self.connection, visitor).await?)
    }

    /// Makes every later write fail.
    #[cfg(test)]
    pub(super) async fn forbid_writing(&mut self) {
        sqlx::query("PRAGMA query_only = ON").execute(&mut self.connection).await.unwrap();
    }

    async fn answer_desk(&mut self, asked: &Asked, now: UnixSeconds) -> sqlx::Result<Answered> {
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let answered = desk::answer(&mut transaction, asked, now.0).await?;
        transaction.commit().await?;
        Ok(answered)
    }

    async fn carry_out(&mut self, requests: &[(RequestId, Request)]) -> sqlx::Result<Vec<Answer>> {
        // The write lock is taken at the start: a transaction that began by reading could not wait for it later.
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let mut answers = Vec::with_capacity(requests.len());
        for (_, request) in requests {
            let mut attempt = transaction.begin().await?;
            match answer(&mut attempt, request).await {
                Ok(answer) => {
                    attempt.commit().await?;
                    answers.push(answer);
                }
                Err(fault) => {
                    // SQLite ends the whole transaction itself on a full disk and the like; then this fails too,
                    // and with it every request of the batch.
                    attempt.rollback().await?;
                    tracing::error!(%fault, "a request to the store failed");
                    answers.push(Answer::Failed);
                }
            }
        }
        transaction.commit().await?;
        Ok(answers)
    }
}

impl Store for SqliteStore {
    async fn commit(&mut self, requests: Vec<(RequestId, Request)>) -> Vec<(RequestId, Answer)> {
        if requests.is_empty() {
            return Vec::new();
        }
        #[expect(clippy::disallowed_methods, reason = "the store is an edge, and this only measures its own latency")]
        let begun = Instant::now();
        let carried_out = self.carry_out(&requests).await;
        metrics::histogram!("hiroba_store_commit_seconds").record(begun.elapsed().as_secs_f64());
        let answers = carried_out.unwrap_or_else(|fault| {
            tracing::error!(%fault, requests = requests.len(), "the store could not commit");
            vec![Answer::Failed; requests.len()]
        });
        requests.into_iter().map(|(id, _)| id).zip(answers).collect()
    }

    async fn last_message(&mut self) -> Result<u64, StoreError> {
        Ok(chat::last_message(&mut self.connection).await?)
    }

    async fn programme(&mut self) -> Result<Option<KeptProgramme>, StoreError> {
        Ok(programme::read(&mut self.connection).await?)
    }

    async fn captions(&mut self) -> Result<Vec<CaptionLine>, StoreError> {
        Ok(captions::read(&mut self.connection).await?)
    }

    async fn forget(&mut self, now: UnixSeconds, retention: Retention) -> Result<Forgotten, StoreError> {
        let mut forgotten = forget::forget(&mut self.connection, now, retention).await?;
        let mut needed = decks::needed_files(&mut self.connection).await?;
        needed.extend(photographs::needed_files(&mut self.connection).await?);
        forgotten.files = folder::sweep_media(self.folder.path(), &needed);
        Ok(forgotten)
    }
}

impl DeskStore for SqliteStore {
    async fn desk(&mut self, asked: &Asked, now: UnixSeconds) -> Answered {
        self.answer_desk(asked, now).await.unwrap_or_else(|fault| {
            tracing::error!(%fault, "the store could not do something for the desk");
            Answered::Failed
        })
    }
}

async fn answer(db: &mut SqliteConnection, request: &Request) -> sqlx::Result<Answer> {
    match request {
        Request::OpenVisit(opening) => visits::open(db, opening).await,
        Request::ResumeVisit { key, resume, now } => visits::resume(db, *key, *resume, *now).await,
        Request::SettleKey { visitor, resume } => visits::settle_key(db, *visitor, *resume).await,
        Request::KeepPlaces { places, now } => visits::keep_places(db, places, *now).await,
        Request::CloseVisit { visitor, now } => visits::close(db, *visitor, *now).await,
        Request::Invite { code, role, uses, expires } => visits::invite(db, *code, *role, *uses, *expires).await,
        Request::Log(writing) => order::write(db, writing).await,
        Request::ReadLog { page } => order::read(db, *page).await,
        Request::Block { visitor, other, blocked, now } => {
            if *blocked {
                blocks::block(db, *visitor, *other, *now).await
            } else {
                blocks::unblock(db, *visitor, *other, *now).await
            }
        }
        Request::TakeDirect { visitor, takes } => visits::take_direct(db, *visitor, *takes).await,
        Request::KeepChat(lines) => chat::keep(db, lines).await,
        Request::KeepProgramme(programme) => programme::keep(db, programme).await,
        Request::Floor(request) => floor::answer(db, request).await,
        Request::KeepCaptions(lines) => captions::keep(db, lines).await,
        Request::KeepDeck(new) => decks::keep(db, new).await,
        Request::ListDecks(claim) => decks::list(db, *claim).await,
        Request::FindDeck(deck, claim) => decks::find(db, *deck, *claim).await,
        Request::ForgetDeck(deck, claim) => decks::forget(db, *deck, *claim).await,
        Request::KeepPhotograph(new) => photographs::keep(db, new).await,
        Request::ListPhotographs => photographs::list(db).await,
        Request::KeepHalls(kept) => halls::keep(db, kept).await,
        Request::ReadHall { room } => halls::read(db, room).await,
    }
}

/// The error of a row that does not hold what this program writes.
fn odd_row(what: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(what))
}

/// The 64-bit form SQLite keeps a number in.
fn stored(number: u64) -> sqlx::Result<i64> {
    i64::try_from(number).map_err(|fault| sqlx::Error::Encode(Box::new(fault)))
}
