//! The audience has the floor: what people ask of whoever presents, and how they vote for it.
//!
//! All of it belongs to the room somebody stands in. Lists come in pages to those who watch them, and then what changed in
//! their page, gathered: never a message per vote.

pub mod poll;
pub mod question;

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::ids::{MessageId, PollId, QuestionId, VisitorId};
use crate::protocol::talk::Emote;
use crate::text::{DisplayName, FloorText};

use poll::{Ballot, Choices, Poll, Results, Tally};
use question::{Handling, Listing, Manners, Question, Signature};

/// Questions of one page.
pub const PAGE_QUESTIONS: usize = 20;
/// Most questions that may wait in a room.
pub const MOST_WAITING: u32 = 500;

/// Most hands that can be up in a room.
pub const MOST_HANDS: u32 = 500;

/// To whom something is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Audience {
    /// Everybody in the room of whoever announces it.
    #[default]
    Room,
    /// Everybody in the venue.
    Venue,
}

/// What a client says on the floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloorFromClient {
    /// The panel is open at this page: send it, and what changes in it. Ends with the room.
    Watch {
        /// Which list.
        listing: Listing,
        /// Which page, from 0.
        page: u16,
    },
    /// The panel is closed.
    Unwatch,
    /// Ask something; answered by [`FloorFromServer::Asked`] once it is stored.
    Ask {
        /// What.
        words: FloorText,
        /// With one's name or, if the room allows it, without.
        signature: Signature,
    },
    /// This question is mine too; one vote for each person.
    Vote(QuestionId),
    /// Take the vote back.
    Unvote(QuestionId),
    /// Moderators: something becomes of a question.
    Handle {
        /// Which question.
        question: QuestionId,
        /// What.
        handling: Handling,
    },
    /// Moderators: the first asks what the second asks too; its votes go there, each person's once.
    Merge {
        /// The question that goes.
        question: QuestionId,
        /// The question that stays.
        into: QuestionId,
    },
    /// Moderators: how this room asks.
    SetManners(Manners),
    /// Raise a hand. It goes down when its owner is called on, leaves the room, or wishes it.
    RaiseHand,
    /// Take the own hand down, or give the word back.
    LowerHand,
    /// Moderators: call on somebody, or on nobody any more.
    Call(Option<VisitorId>),
    /// Moderators: take somebody's hand down, or all.
    Dismiss(Option<VisitorId>),
    /// Moderators: put something to the vote.
    OpenPoll {
        /// What.
        ballot: Ballot,
        /// Who sees how it stands.
        results: Results,
        /// After how many minutes it closes by itself, up to [`poll::MOST_POLL_MINUTES`].
        minutes: Option<u16>,
    },
    /// Moderators: take no more votes.
    ClosePoll(PollId),
    /// Moderators: show everybody how a poll stands.
    ShowResults(PollId),
    /// Choose in a poll; each person's last choice counts.
    Choose {
        /// Which poll.
        poll: PollId,
        /// What.
        choices: Choices,
    },
    /// Clap, or the like: heard by the whole room as a part of the applause.
    Cheer(Emote),
    /// Moderators: announce something.
    Announce {
        /// To whom.
        to: Audience,
        /// What.
        words: FloorText,
    },
    /// Moderators: everything that waits in this room goes out of sight, and its askers are told.
    Clear,
}

/// What a server says of the floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloorFromServer {
    /// How this room asks.
    Manners(Manners),
    /// Questions of the watched page that are new there, or have changed.
    Questions(Vec<Question>),
    /// The watched page: which questions are on it, in order, with their votes. Each was sent before.
    Page {
        /// Which list.
        listing: Listing,
        /// Which page.
        page: u16,
        /// Questions of the list in all.
        total: u32,
        /// At most [`PAGE_QUESTIONS`].
        rows: Vec<(QuestionId, u32)>,
    },
    /// All questions of this room that this person voted for, in this visit or another.
    Voted(Vec<QuestionId>),
    /// This person's vote is stored as it is now.
    Vote {
        /// For which question.
        question: QuestionId,
        /// It counts; otherwise it was taken back.
        counts: bool,
    },
    /// To the asker: the question is stored.
    Asked(Question),
    /// To the asker: something became of their question.
    Yours(Question),
    /// Which hands are up, in order, and who was called on. Sent on entering, and when it changed.
    Hands {
        /// At most [`MOST_HANDS`].
        raised: Vec<VisitorId>,
        /// Who has the word.
        called: Option<VisitorId>,
    },
    /// A poll of the room: opened, closed or shown; on entering each that is open, and the last that were closed.
    Poll(Poll),
    /// How a poll stands; sent when it changed, at most twice a second.
    Tally(Tally),
    /// This person's choice is stored as it is now.
    Choice {
        /// In which poll.
        poll: PollId,
        /// What.
        choices: Choices,
    },
    /// How many cheered in the last half second.
    Cheers(Vec<(Emote, u16)>),
    /// A moderator announced something; it is stored.
    Announced {
        /// Number of the message; it stands among what was said.
        message: MessageId,
        /// Who.
        from: VisitorId,
        /// Their name.
        by: DisplayName,
        /// To whom.
        to: Audience,
        /// When, Unix time in seconds.
        at: i64,
        /// What.
        words: FloorText,
    },
}
