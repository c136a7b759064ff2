//! What the venue asks the store to keep and to find, and what the store answers. Plain values: the venue knows no
//! database, the store knows no rule beyond what one transaction must hold together.

mod deck;
mod photograph;
pub mod programme;
pub mod floor;
pub mod hall;

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::{DeckId, EntryId, ItemId, MessageId, SeatId, VisitorId};
use hiroba_shared::profile::{Language, Persona};
use hiroba_shared::protocol::order::{Deed, LogEntry};
use hiroba_shared::protocol::photograph::Photograph;
use hiroba_shared::protocol::slides::DeckRow;
use hiroba_shared::role::Role;
use hiroba_shared::text::{CaptionText, ChatText};
use hiroba_shared::units::{Facing, Point};

use floor::{FloorAnswer, FloorRequest};

pub use deck::{DeckClaim, KeptDeck, NewDeck};
pub use photograph::{NewPhotograph, PhotographFiles};

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
    /// How they are known again.
    pub trace: Trace,
    /// Where they were last, once known.
    pub place: Option<Place>,
    /// The mutes in force for them, whichever visit of theirs they were for.
    pub mutes: Vec<Mute>,
    /// Whom they block, as far as still needed.
    pub blocks: Vec<VisitorId>,
    /// Who of late blocks them, by an earlier visit of either.
    pub blocked_by: Vec<VisitorId>,
    /// Whether they take direct messages.
    pub takes_direct: bool,
}

/// A mute in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mute {
    /// The log's entry about it.
    pub entry: EntryId,
    /// When it ends.
    pub until: UnixSeconds,
}

/// How somebody is known again in another visit: what holds for a person holds for each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The device's number, if it has one.
    pub device: Option<Digest>,
    /// Their address.
    pub address: AddressKey,
    /// The skeleton of their name (look-alikes fold to the same); counts together with the address.
    pub name_skeleton: String,
}

impl Trace {
    /// Whether both are of one person, as far as can be told: one device, or look-alike names at one address.
    #[must_use]
    pub fn is_same_person(&self, other: &Self) -> bool {
        let same_device = self.device.is_some() && self.device == other.device;
        same_device || (self.address == other.address && self.name_skeleton == other.name_skeleton)
    }
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

/// What goes into the moderators' log; names and roles are those of the visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    /// Who did it.
    pub by: VisitorId,
    /// To whom (for `Undid` ignored: the earlier entry's visitor counts).
    pub visitor: VisitorId,
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

/// A finished line of captions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CaptionLine {
    /// When.
    pub at: UnixSeconds,
    /// Name of the room.
    pub room: String,
    /// During which item of the programme.
    pub item: Option<ItemId>,
    /// Who wrote it.
    pub from: VisitorId,
    /// In which language.
    pub language: Language,
    /// By an interpreter.
    pub interpreted: bool,
    /// What.
    pub text: CaptionText,
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
    /// The visitor left for good, or never came in: their keys die, and if the visit never began, the use of its
    /// invitation is given back. Answered by `Kept`.
    CloseVisit {
        /// Who.
        visitor: VisitorId,
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
    /// Log a deed, if rank allows it, and carry out its lasting part: a mute, a bar (their keys die), the undoing of
    /// an earlier entry. Answered by `Logged`, by `NotAllowed`, or by `Unknown` when there is no such person or
    /// nothing to undo.
    Log(NewEntry),
    /// One page of the log, newest first. Answered by `LogPage`.
    ReadLog {
        /// Which page, from 0.
        page: u16,
    },
    /// The visitor blocks, or no longer blocks, another, whichever visit of theirs is named. Answered by `Blocks`, or
    /// by `Unknown` when there is no such person.
    Block {
        /// Who.
        visitor: VisitorId,
        /// Whom.
        other: VisitorId,
        /// Blocks, or no longer.
        blocked: bool,
        /// Now.
        now: UnixSeconds,
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
    /// Keep the programme in the place of the one before. Answered by `Kept`.
    KeepProgramme(Box<programme::KeptProgramme>),
    /// About the floor. Answered by `Floor`, by `Kept`, or by `Unknown`.
    Floor(FloorRequest),
    /// Write behind what was said on stage. Answered by `Kept`.
    KeepCaptions(Vec<CaptionLine>),
    /// Remember a deck. Answered by `Deck`.
    KeepDeck(NewDeck),
    /// The decks of somebody, or all, newest first. Answered by `Decks`.
    ListDecks(DeckClaim),
    /// One deck, if it is theirs. Answered by `Deck`, or by `Unknown`.
    FindDeck(DeckId, DeckClaim),
    /// Forget a deck, if it is theirs. Answered by `Decks` without it, or by `Unknown`.
    ForgetDeck(DeckId, DeckClaim),
    /// Remember a group photograph. Answered by `Photographs`, with it alone.
    KeepPhotograph(NewPhotograph),
    /// The group photographs, newest first. Answered by `Photographs`.
    ListPhotographs,
    /// Write behind what stands in these halls. Answered by `Kept`.
    KeepHalls(Vec<hall::KeptHall>),
    /// What stood in a hall. Answered by `Hall`.
    ReadHall {
        /// Name of the room.
        room: String,
    },
}

/// For whom a mute or a bar holds: the person known by a trace, in each of their visits whose role the doer outranks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The role of who did it.
    pub by: Role,
    /// How the person is known again.
    pub trace: Trace,
}

impl Reach {
    /// Whether a visit of this trace and role is meant.
    #[must_use]
    pub fn covers(&self, trace: &Trace, role: Role) -> bool {
        self.by.outranks(role) && self.trace.is_same_person(trace)
    }
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
        /// For whom beside the visitor a mute or a bar holds.
        reach: Option<Reach>,
    },
    /// Whom the visitor blocks now.
    Blocks(Vec<VisitorId>),
    /// A page of the log.
    LogPage {
        /// Which page.
        page: u16,
        /// Whether there are older entries.
        more: bool,
        /// Newest first.
        entries: Vec<LogEntry>,
    },
    /// About the floor.
    Floor(FloorAnswer),
    /// A deck; committed.
    Deck(Box<KeptDeck>),
    /// Decks, newest first.
    Decks(Vec<DeckRow>),
    /// Group photographs, newest first; committed.
    Photographs(Vec<Photograph>),
    /// A hall, empty when nothing is kept of it.
    Hall(Box<hall::FoundHall>),
    /// There is no such thing.
    Unknown,
    /// Rank does not allow it; nothing was changed.
    NotAllowed,
    /// The store could not do it; nothing was changed.
    Failed,
}
