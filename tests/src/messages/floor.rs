//! One of everything that is said on the floor, in both directions.

use hiroba_shared::ids::{MessageId, PollId, QuestionId, VisitorId};
use hiroba_shared::protocol::floor::poll::{Ballot, Choices, Poll, Results, Tally};
use hiroba_shared::protocol::floor::question::{Handling, Listing, Manners, Question, QuestionState, Signature};
use hiroba_shared::protocol::floor::{Audience, FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::text::{FloorText, OptionText};

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

/// A poll of three options, of which two may be chosen.
///
/// # Panics
/// When that is no poll.
#[must_use]
pub fn ballot() -> Ballot {
    let options = ["赤", "Цэнхэр", "Hijau"].map(|option| OptionText::new(option).unwrap_or_else(|f| panic!("{f}")));
    Ballot::new(words("Which colour?"), options.to_vec(), 2).unwrap_or_else(|fault| panic!("{fault}"))
}

/// That poll, open.
#[must_use]
pub fn poll() -> Poll {
    let (at, closes) = (1_790_000_000, Some(1_790_000_600));
    Poll { poll: PollId(9), ballot: ballot(), results: Results::Open, at, closes, closed: None }
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
        FloorFromClient::SetManners(Manners { unnamed: true, closed: false }),
        FloorFromClient::Clear,
    ];
    all.extend([
        FloorFromClient::RaiseHand,
        FloorFromClient::LowerHand,
        FloorFromClient::Call(Some(VisitorId(3))),
        FloorFromClient::Dismiss(None),
        FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Hidden, minutes: Some(10) },
        FloorFromClient::ClosePoll(PollId(9)),
        FloorFromClient::ShowResults(PollId(9)),
        FloorFromClient::Choose { poll: PollId(9), choices: Choices(0b101) },
        FloorFromClient::Cheer(Emote::Clap),
        FloorFromClient::Announce { to: Audience::Venue, words: words("We begin.") },
    ]);
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
        FloorFromServer::Manners(Manners { unnamed: true, closed: false }),
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
        FloorFromServer::Hands { raised: vec![VisitorId(3), VisitorId(70_000)], called: Some(VisitorId(4)) },
        FloorFromServer::Poll(poll()),
        FloorFromServer::Tally(Tally { poll: PollId(9), voters: 300, votes: vec![300, 0, 12] }),
        FloorFromServer::Choice { poll: PollId(9), choices: Choices(0b101) },
        FloorFromServer::Cheers(vec![(Emote::Clap, 300), (Emote::Heart, 2)]),
        FloorFromServer::Announced {
            message: MessageId(1 << 40),
            from: VisitorId(3),
            by: display("Noor"),
            to: Audience::Room,
            at: 1_790_000_000,
            words: words("We begin."),
        },
    ]
}
