//! One of everything that is said on the floor, in both directions.

use hiroba_shared::ids::QuestionId;
use hiroba_shared::protocol::floor::question::{Handling, Listing, Manners, Question, QuestionState, Signature};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::text::FloorText;

use super::display;

/// A text as it is asked.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn words(text: &str) -> FloorText {
    FloorText::new(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"))
}

/// A question of this state.
#[must_use]
pub fn question(state: QuestionState) -> Question {
    Question {
        question: QuestionId(300),
        words: words("なぜですか？"),
        by: Some(display("Бат")),
        at: 1_790_000_000,
        state,
        pinned: true,
        answer: Some(words("Because.")),
    }
}

/// One of everything a client may say on the floor.
#[must_use]
pub fn from_client() -> Vec<FloorFromClient> {
    let question = QuestionId(300);
    let handlings = [
        Handling::Pin,
        Handling::Unpin,
        Handling::Take,
        Handling::PutBack,
        Handling::Answer(Some(words("Because."))),
        Handling::Hide,
    ];
    let asked = [Signature::Named, Signature::Unnamed];
    let asked = asked.map(|signature| FloorFromClient::Ask { words: words("Why?"), signature });
    let mut all = vec![
        FloorFromClient::Watch { listing: Listing::Hidden, page: 2 },
        FloorFromClient::Unwatch,
        FloorFromClient::Vote(question),
        FloorFromClient::Unvote(question),
        FloorFromClient::Merge { question, into: QuestionId(7) },
        FloorFromClient::SetManners(Manners { unnamed: true }),
    ];
    all.extend(asked);
    all.extend(handlings.map(|handling| FloorFromClient::Handle { question, handling }));
    all
}

/// One of everything a server may say of the floor.
#[must_use]
pub fn from_server() -> Vec<FloorFromServer> {
    let states = [
        QuestionState::Waiting,
        QuestionState::Answering,
        QuestionState::Answered,
        QuestionState::Hidden,
        QuestionState::Merged(QuestionId(7)),
    ];
    vec![
        FloorFromServer::Manners(Manners { unnamed: true }),
        FloorFromServer::Questions(states.map(question).to_vec()),
        FloorFromServer::Page {
            listing: Listing::MostVotes,
            page: 1,
            total: 41,
            rows: vec![(QuestionId(300), 70_000), (QuestionId(7), 0)],
        },
        FloorFromServer::Voted(vec![QuestionId(7), QuestionId(300)]),
        FloorFromServer::Vote { question: QuestionId(300), counts: false },
        FloorFromServer::Asked(question(QuestionState::Waiting)),
        FloorFromServer::Yours(question(QuestionState::Answered)),
    ]
}
