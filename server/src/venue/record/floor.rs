//! What the venue asks the store about the floor: questions, polls, the votes in both, and announcements.
//!
//! A vote belongs to a person, not to a visit: whose vote it is, is decided by the traces within one transaction.

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::{PollId, QuestionId, VisitorId};
use hiroba_shared::protocol::floor::poll::{Ballot, Choices, Poll, Results, Tally};
use hiroba_shared::protocol::floor::question::{Handling, Manners, Question, QuestionState, Signature};
use hiroba_shared::text::FloorText;

use crate::venue::input::UnixSeconds;

/// A question to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewQuestion {
    /// Name of the room.
    pub room: String,
    /// Who asks.
    pub by: VisitorId,
    /// With their name or without.
    pub signature: Signature,
    /// What.
    pub words: FloorText,
    /// Now.
    pub now: UnixSeconds,
}

/// A question with what not everybody is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeptQuestion {
    /// The question.
    pub question: Question,
    /// Who asked.
    pub by: VisitorId,
    /// How many persons voted for it.
    pub votes: u32,
}

/// A poll to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoll {
    /// Name of the room.
    pub room: String,
    /// Who opens it.
    pub by: VisitorId,
    /// What is put to the vote.
    pub ballot: Ballot,
    /// Who sees how it stands.
    pub results: Results,
    /// When it closes by itself.
    pub closes: Option<UnixSeconds>,
    /// Now.
    pub now: UnixSeconds,
}

/// A poll and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPoll {
    /// The poll.
    pub poll: Poll,
    /// Counted from the votes.
    pub tally: Tally,
}

/// The floor of a room as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptFloor {
    /// How the room asks.
    pub manners: Manners,
    /// Everything open, and the newest of the rest; by number.
    pub questions: Vec<KeptQuestion>,
    /// Every open poll, and the newest of the closed ones; by number.
    pub polls: Vec<KeptPoll>,
    /// Questions of which something became that their askers have not heard, the newest; by number.
    pub unheard: Vec<KeptQuestion>,
}

/// What the venue asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloorRequest {
    /// Everything of a room's floor that can still matter. Answered by `Floor`.
    Read {
        /// Name of the room.
        room: String,
    },
    /// What the person of this visit voted for in a room. Answered by `Votes`.
    Votes {
        /// The visit.
        visitor: VisitorId,
        /// Name of the room.
        room: String,
    },
    /// Keep a question. Answered by `Asked`, or `Unknown` when there is no such visit.
    Ask(NewQuestion),
    /// The person's vote for an open question counts, or no longer. Answered by `Voted`, or `Unknown`.
    Vote {
        /// Which question.
        question: QuestionId,
        /// Whose.
        visitor: VisitorId,
        /// It counts.
        counts: bool,
    },
    /// Something becomes of a question, and its asker has not heard it unless it is no news to them. Answered by
    /// `Handled`, or `Unknown` when nothing can become of it.
    Handle {
        /// Which question.
        question: QuestionId,
        /// What.
        handling: Handling,
        /// Now.
        now: UnixSeconds,
    },
    /// An open question becomes one with another of its room, which its asker has not heard. Answered by `Merged`, or
    /// `Unknown`.
    Merge {
        /// The question that goes.
        question: QuestionId,
        /// The open question that stays.
        into: QuestionId,
        /// Now.
        now: UnixSeconds,
    },
    /// Keep a poll. Answered by `Poll`, or `Unknown` when there is no such visit.
    OpenPoll(NewPoll),
    /// Take no more votes. Answered by `Poll`, or `Unknown`.
    ClosePoll {
        /// Which poll.
        poll: PollId,
        /// Now.
        now: UnixSeconds,
    },
    /// Show everybody how a poll stands. Answered by `Poll`, or `Unknown`.
    ShowResults {
        /// Which poll.
        poll: PollId,
    },
    /// What the person chooses in an open poll, in the place of what they chose before. Answered by `Chosen`, or
    /// `Unknown`.
    Choose {
        /// Which poll.
        poll: PollId,
        /// Whose.
        visitor: VisitorId,
        /// What.
        choices: Choices,
        /// Now.
        now: UnixSeconds,
    },
    /// What the person of this visit chose in the polls of a room. Answered by `Choices`.
    Choices {
        /// The visit.
        visitor: VisitorId,
        /// Name of the room.
        room: String,
    },
    /// Keep what was announced. Answered by `Kept`, or `Unknown` when there is no such visit.
    Announce {
        /// Name of the room; none for all.
        room: Option<String>,
        /// Who.
        by: VisitorId,
        /// What.
        words: FloorText,
        /// Now.
        now: UnixSeconds,
    },
    /// Every question of a room that waits is hidden, which their askers have not heard. Answered by `Cleared`.
    Clear {
        /// Name of the room.
        room: String,
        /// Now.
        now: UnixSeconds,
    },
    /// Write behind that the askers of these have heard that this became of them. Answered by `Kept`.
    Heard(Vec<(QuestionId, QuestionState)>),
    /// How a room asks. Answered by `Kept`.
    SetManners {
        /// Name of the room.
        room: String,
        /// How.
        manners: Manners,
    },
}

/// What the store answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloorAnswer {
    /// The floor of a room.
    Floor(KeptFloor),
    /// What the person voted for.
    Votes(Vec<QuestionId>),
    /// The question is kept.
    Asked(Question),
    /// The vote is kept; the number of persons changed by so much.
    Voted {
        /// 0 when it counted, or did not, already.
        change: i32,
    },
    /// What became of the question is kept.
    Handled(Question),
    /// These are hidden now.
    Cleared(Vec<QuestionId>),
    /// Both are kept.
    Merged {
        /// The question that went.
        gone: Question,
        /// Votes of the question that stays.
        votes: u32,
    },
    /// The poll is kept as it is now.
    Poll(Poll),
    /// The choice is kept.
    Chosen {
        /// What the person chose before, which counts no longer; at most one, unless two persons turned out to be one.
        before: Vec<Choices>,
    },
    /// What the person chose.
    Choices(Vec<(PollId, Choices)>),
}

/// Whether an asker is told when this becomes of their question.
#[must_use]
pub const fn is_news(handling: &Handling) -> bool {
    match handling {
        Handling::Pin | Handling::Unpin => false,
        Handling::Take | Handling::PutBack | Handling::Answer(_) | Handling::Hide => true,
    }
}
