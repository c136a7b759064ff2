//! Who waits for an answer of the store about the floor, and what for.

use hiroba_shared::ids::{PollId, QuestionId, RoomId, VisitorId};
use hiroba_shared::protocol::floor::Audience;
use hiroba_shared::protocol::floor::poll::Choices;
use hiroba_shared::protocol::floor::question::Manners;
use hiroba_shared::text::{DisplayName, FloorText};

/// Who waits for an answer of the store about the floor, and what for.
#[derive(Debug)]
pub(in crate::venue) enum Pending {
    /// What is kept of a room.
    Read(RoomId),
    /// The end of a poll whose time is over.
    Closing(RoomId, PollId),
    /// Somebody asked something of the floor of a room.
    Of {
        /// Who.
        by: VisitorId,
        /// Which room.
        room: RoomId,
        /// What.
        what: Wish,
    },
}

/// What somebody asked.
#[derive(Debug)]
pub(in crate::venue) enum Wish {
    /// What they voted for.
    Votes,
    /// A question.
    Ask,
    /// A vote, that counts or no longer.
    Vote(QuestionId, Counting),
    /// What becomes of a question.
    Handle {
        /// Whether its asker is told.
        telling: Telling,
        /// It was closed and waits again.
        reopens: bool,
    },
    /// Two questions to be one.
    Merge(QuestionId),
    /// Everything that waits to be out of sight.
    Clear,
    /// How the room asks.
    Manners(Manners),
    /// A new poll.
    OpenPoll,
    /// A poll, closed or shown.
    Poll,
    /// A choice in a poll.
    Choose(PollId, Choices),
    /// What they chose.
    Choices,
    /// An announcement, by the name they have.
    Announce(DisplayName, Audience, FloorText),
}

/// Whether a vote counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::venue) enum Counting {
    /// It does.
    Counts,
    /// It was taken back.
    TakenBack,
}

/// Whether the asker hears of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::venue) enum Telling {
    /// They do.
    Asker,
    /// It is nothing to them.
    Nobody,
}
