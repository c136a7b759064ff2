//! Keeps what must outlive the process: visits, keys, invitations, bars, the moderators' log and the chat of the day.
//!
//! An answer is given only after the transaction that holds its request was committed to the disk, and requests that
//! wait together share one transaction. The store knows no rule of the venue beyond what one transaction must hold
//! together, and it never writes names, texts or addresses to a log. [`sqlite`] is the one for real, [`memory`] the
//! one for tests without files; both answer alike, held by one set of claims.

pub mod backup;
#[cfg(test)]
mod claims;
mod error;
mod folder;
pub mod memory;
mod person;
pub mod restore;
pub mod sqlite;

use std::future::Future;

use hiroba_desk::keeping::{Answered, Asked};

pub use error::StoreError;
pub use folder::{KEYS_FOLDER, MEDIA_FOLDER, sync_folder};
pub use memory::MemoryStore;
pub use sqlite::{SqliteStore, open};

use crate::venue::input::UnixSeconds;
use crate::venue::record::programme::KeptProgramme;
use crate::venue::record::{Answer, CaptionLine, Request, RequestId};

/// Log entries of one page.
const PAGE_ENTRIES: usize = hiroba_shared::protocol::order::LOG_ROWS;
/// Resume keys a visitor can have open at once; further ones push out the oldest that is not being shown.
const MAX_KEYS_PER_VISIT: usize = 8;
/// Blocks of people in other visits that a visit is told of, the newest; further ones are told when those come in.
const MOST_RECENT_BLOCKS: usize = 256;
/// Blocks a visit is told of at all.
const MOST_BLOCKS: usize = 1_000;
/// Answered and hidden questions of a room that are still looked at, the newest.
const MOST_CLOSED_QUESTIONS: usize = 500;
/// Questions of a room whose askers are still told what became of them, the newest.
const MOST_UNHEARD_QUESTIONS: usize = 1_000;
/// Closed polls of a room that are still looked at, the newest.
const MOST_CLOSED_POLLS: usize = 10;
/// What stands where a name was forgotten.
const FORGOTTEN_NAME: &str = "…";
/// How long it is kept who changed what at the desk, in seconds: a year and a month.
const AUDIT_SECONDS: i64 = 400 * 86_400;

/// What keeps for the venue: carries out its requests, and forgets in time.
pub trait Store {
    /// Carries out `requests` in order within one transaction and answers each, in the same order, once that is on
    /// the disk. A request that fails for its own reason leaves nothing behind and does not spoil the others; when
    /// the transaction itself fails, every answer is [`Answer::Failed`].
    fn commit(&mut self, requests: Vec<(RequestId, Request)>) -> impl Future<Output = Vec<(RequestId, Answer)>> + Send;

    /// The highest number of a message ever kept, 0 when there is none.
    ///
    /// # Errors
    /// When what is kept cannot be read.
    fn last_message(&mut self) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// The programme that was kept last, if one was.
    ///
    /// # Errors
    /// When what is kept cannot be read.
    fn programme(&mut self) -> impl Future<Output = Result<Option<KeptProgramme>, StoreError>> + Send;

    /// What was said on stage and is still kept, oldest first.
    ///
    /// # Errors
    /// When what is kept cannot be read.
    fn captions(&mut self) -> impl Future<Output = Result<Vec<CaptionLine>, StoreError>> + Send;

    /// Forgets what is older than `retention` allows, and what has expired.
    ///
    /// # Errors
    /// When it cannot be done; then nothing was forgotten.
    fn forget(
        &mut self,
        now: UnixSeconds,
        retention: Retention,
    ) -> impl Future<Output = Result<Forgotten, StoreError>> + Send;
}

/// What keeps for the desk of the staff, beside the venue: nothing of it is a rule of the hall, so it does not pass through
/// the venue, and the twenty ticks of a second carry none of it.
pub trait DeskStore {
    /// Answers once whatever it changes is on the disk; when that fails nothing was changed.
    fn desk(&mut self, asked: &Asked, now: UnixSeconds) -> impl Future<Output = Answered> + Send;
}

/// How long personal things are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Chat, in hours.
    pub chat_hours: u32,
    /// Names and organisations of visits, and names and words in the log, in days.
    pub name_days: u32,
}

/// How much was forgotten, by what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Lines of chat deleted.
    pub chat: u64,
    /// Visits whose names are gone.
    pub visits: u64,
    /// Log entries whose names and words are gone.
    pub entries: u64,
    /// Questions whose askers are forgotten.
    pub questions: u64,
    /// Announcements of which it was forgotten who made them.
    pub announcements: u64,
    /// Lines of captions deleted.
    pub captions: u64,
    /// Resume keys deleted.
    pub keys: u64,
    /// Mutes and bars that are over, of whom it was forgotten who they were about, and invitations deleted.
    pub expired: u64,
    /// Group photographs deleted.
    pub photographs: u64,
    /// Files deleted that no deck and no photograph needs any more.
    pub files: u64,
    /// Sessions, one-time links, sheets of invitations and old entries of the desk deleted.
    pub desk: u64,
}
