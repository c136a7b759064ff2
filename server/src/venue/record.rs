//! What the venue asks the store to keep and to find, and what the store answers. Plain values: the venue knows no
//! database, the store knows no rule beyond what one transaction must hold together.

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::{EntryId, MessageId, SeatId, VisitorId};
use hiroba_shared::profile::Persona;
use hiroba_shared::protocol::order::{Deed, LogEntry};
use hiroba_shared::role::Role;
use hiroba_shared::text::{ChatText, DisplayName};
use hiroba_shared::units::{Facing, Point};

use super::input::{AddressKey, Digest, PolicyVersion, UnixSeconds};

/// One request, numbered by the venue; its answer carries the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u64);

/// Where a visitor was last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Name of the room; ids can change between runs.
    pub room: String,
    /// Where in it.
    pub at: Point,
    /// Looking there.
    pub facing: Facing,
    /// Sitting there.
    pub seat: Option<SeatId>,
}

/// A visit as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Number of the visitor, never used twice.
    pub visitor: VisitorId,
    /// Who they said they are.
    pub persona: Persona,
    /// The role their invitation gave.
    pub role: Role,
    /// Where they were last, once known.
    pub place: Option<Place>,
    /// Muted until then.
    pub muted_until: Option<UnixSeconds>,
    /// Whom they block.
    pub blocks: Vec<VisitorId>,
    /// Whether they take direct messages.
    pub takes_direct: bool,
}

/// How a bar knows somebody again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The device's number, if it has one.
    pub device: Option<Digest>,
    /// Their address.
    pub address: AddressKey,
    /// The skeleton of their name (look-alikes fold to the same); counts together with the address.
    pub name_skeleton: String,
}

/// What a visit begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVisit {
    /// Who.
    pub persona: Persona,
    /// How a bar would know them.
    pub trace: Trace,
    /// The invitation to use.
    pub invitation: Option<Digest>,
    /// Version of the policies they agreed to.
    pub agreed: PolicyVersion,
    /// Their resume key.
    pub resume: Digest,
    /// Now.
    pub now: UnixSeconds,
}

/// What goes into the moderators' log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    /// Who did it.
    pub by: VisitorId,
    /// Their name now.
    pub by_name: DisplayName,
    /// To whom (for `Undid` ignored: the earlier entry's visitor counts).
    pub visitor: VisitorId,
    /// Their name now.
    pub name: DisplayName,
    /// What.
    pub deed: Deed,
    /// Now.
    pub now: UnixSeconds,
}

/// What was said to whom, for the chat of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatLine {
    /// Its number.
    pub message: MessageId,
    /// When.
    pub at: UnixSeconds,
    /// Name of the room.
    pub room: String,
    /// Who.
    pub from: VisitorId,
    /// `near`, `circle`, `room` or `direct`.
    pub scope: String,
    /// To whom, of a direct message.
    pub to: Option<VisitorId>,
    /// What.
    pub text: ChatText,
}

/// What the venue asks of the store. Requests are carried out in order; one is one transaction or part of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Begin a visit: check bars by `trace` and use the invitation once, or do nothing. Answered by `Opened`,
    /// `Barred` or `BadInvitation`.
    OpenVisit(NewVisit),
    /// Find the visit of a resume key that was used within the last 12 hours, and add a further key to it. Answered
    /// by `Opened`, `Barred` or `Unknown`.
    ResumeVisit {
        /// The key shown.
        key: Digest,
        /// The key they get.
        resume: Digest,
        /// Now.
        now: UnixSeconds,
    },
    /// The visitor came in by this key: it works, whatever became of it since it was made, and their other keys are
    /// forgotten. Answered by `Kept`.
    SettleKey {
        /// Whose.
        visitor: VisitorId,
        /// The key that stays.
        resume: Digest,
    },
    /// Remember where visitors are, and that they were seen now. Answered by `Kept`.
    KeepPlaces {
        /// Who was where.
        places: Vec<(VisitorId, Place)>,
        /// Now.
        now: UnixSeconds,
    },
    /// The visitor left for good: their keys die. Answered by `Kept`.
    CloseVisit {
        /// Who.
        visitor: VisitorId,
        /// The invitation to give one use back to, because they were not let in after all.
        unused: Option<Digest>,
        /// Now.
        now: UnixSeconds,
    },
    /// Remember an invitation. Answered by `Kept`.
    Invite {
        /// Digest of its code.
        code: Digest,
        /// The role it gives.
        role: Role,
        /// How often it can be used.
        uses: u32,
        /// When it stops working.
        expires: UnixSeconds,
    },
    /// Log a deed and carry out its lasting part: a mute, a bar (with the trace of the visit; their keys die), the
    /// undoing of an earlier entry. Answered by `Logged`, or `Unknown` when there is nothing to undo.
    Log(NewEntry),
    /// One page of the log, newest first. Answered by `LogPage`.
    ReadLog {
        /// Which page, from 0.
        page: u16,
    },
    /// The visitor blocks, or no longer blocks, another. Answered by `Kept`.
    Block {
        /// Who.
        visitor: VisitorId,
        /// Whom.
        other: VisitorId,
        /// Blocks, or no longer.
        blocked: bool,
    },
    /// Whether the visitor takes direct messages. Answered by `Kept`.
    TakeDirect {
        /// Who.
        visitor: VisitorId,
        /// Takes them.
        takes: bool,
    },
    /// Write behind what was said. Answered by `Kept`.
    KeepChat(Vec<ChatLine>),
}

/// What the store answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "answers are few and short-lived, and a box would stand in every match")]
pub enum Answer {
    /// Committed.
    Kept,
    /// The visit, begun or found; committed.
    Opened(Box<Visit>),
    /// A bar holds until then.
    Barred(UnixSeconds),
    /// The invitation does not exist, is used up or has expired.
    BadInvitation,
    /// Logged and carried out; committed. With the entry that was undone, if it undid one.
    Logged {
        /// The new entry.
        entry: LogEntry,
        /// The earlier entry it undid, with its visitor and deed.
        undone: Option<LogEntry>,
    },
    /// A page of the log.
    LogPage {
        /// Which page.
        page: u16,
        /// Whether there are older entries.
        more: bool,
        /// Newest first.
        entries: Vec<LogEntry>,
    },
    /// There is no such thing.
    Unknown,
    /// The store could not do it; nothing was changed.
    Failed,
}

/// The entry an [`Answer::Logged`] reports, if the answer is one.
#[must_use]
pub fn logged_entry(answer: &Answer) -> Option<EntryId> {
    if let Answer::Logged { entry, .. } = answer { Some(entry.entry) } else { None }
}
