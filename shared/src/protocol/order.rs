//! Keeping order: what moderators do, what anybody does for themself, and the log of it.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, VisitorId};
use crate::text::{ChatText, DisplayName};

/// Longest mute and bar, in minutes: 366 days.
pub const MAX_MINUTES: u32 = 366 * 24 * 60;
/// Entries of one page of the log.
pub const LOG_ROWS: usize = 50;
/// Messages attached to a report.
pub const REPORT_MESSAGES: usize = 10;

/// What a client asks about order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderFromClient {
    /// Moderators: nobody hears this person for so many minutes.
    Mute {
        /// Whom.
        visitor: VisitorId,
        /// 1 to [`MAX_MINUTES`].
        minutes: u32,
    },
    /// Moderators: ask somebody to leave; they may come back.
    SendOut(VisitorId),
    /// Moderators: send out and let neither the person nor their link in for so many minutes.
    Bar {
        /// Whom.
        visitor: VisitorId,
        /// 1 to [`MAX_MINUTES`].
        minutes: u32,
    },
    /// Moderators: take back what an entry of the log did (a mute or a bar).
    Undo(EntryId),
    /// Moderators: the log and the reports, newest first, page from 0.
    ReadLog {
        /// Which page.
        page: u16,
    },
    /// Anybody: neither hear nor get messages from this person, and the other way round.
    Block(VisitorId),
    /// Anybody: take back a block.
    Unblock(VisitorId),
    /// Anybody: tell the moderators about somebody; their last messages to the reporter go along.
    Report {
        /// About whom.
        visitor: VisitorId,
        /// What happened, in the reporter's words.
        words: Option<ChatText>,
    },
}

/// What an entry of the log is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Muted until then (Unix seconds).
    Muted {
        /// Unix time in seconds.
        until: i64,
    },
    /// Sent out.
    SentOut,
    /// Barred until then (Unix seconds).
    Barred {
        /// Unix time in seconds.
        until: i64,
    },
    /// An earlier entry was undone.
    Undid(EntryId),
    /// Somebody reported somebody.
    Reported {
        /// The reporter's words.
        words: Option<ChatText>,
        /// The last messages of the reported person that the reporter had heard, oldest first.
        messages: Vec<ChatText>,
    },
}

/// One entry of the moderators' log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its number.
    pub entry: EntryId,
    /// When, Unix time in seconds.
    pub at: i64,
    /// Who did it, by the name at that time.
    pub by: DisplayName,
    /// To whom, by id and the name at that time.
    pub visitor: VisitorId,
    /// That name.
    pub name: DisplayName,
    /// What.
    pub deed: Deed,
    /// It was undone since.
    pub undone: bool,
}

/// What a server says about order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderFromServer {
    /// To the person: muted until then, or heard again when `None`.
    YouAreMuted {
        /// Unix time in seconds.
        until: Option<i64>,
    },
    /// To the moderator: done and stored as this entry.
    Done(LogEntry),
    /// To the moderator: a page of the log.
    Log {
        /// Which page.
        page: u16,
        /// Whether there are older entries.
        more: bool,
        /// Newest first, at most [`LOG_ROWS`].
        entries: Vec<LogEntry>,
    },
    /// To every moderator in the venue: a new report.
    Reported(LogEntry),
    /// To the reporter: the report is stored and moderators were told.
    ReportTaken,
    /// Whom this visitor blocks now.
    Blocks(Vec<VisitorId>),
}
