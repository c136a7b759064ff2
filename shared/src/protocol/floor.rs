//! The audience has the floor: what people ask of whoever presents, and how they vote for it.
//!
//! All of it belongs to the room somebody stands in. Lists come in pages to those who watch them, and then what changed in
//! their page, gathered: never a message per vote.

pub mod question;

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::ids::QuestionId;
use crate::text::FloorText;

use question::{Handling, Listing, Manners, Question, Signature};

/// Questions of one page.
pub const PAGE_QUESTIONS: usize = 20;
/// Most questions that may wait in a room.
pub const MOST_WAITING: u32 = 500;

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
}
