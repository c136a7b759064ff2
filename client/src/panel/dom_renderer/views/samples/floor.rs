//! The floor with something in each of its parts.

use hiroba_shared::ids::{PollId, QuestionId, VisitorId};
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::floor::poll::{Ballot, Choices, Poll, Results, Tally};
use hiroba_shared::protocol::floor::question::{Listing, Manners, Question, QuestionState};
use hiroba_shared::text::{DisplayName, FloorText, OptionText};

use crate::floor::board::{Board, Draft};
use crate::floor::hall::{Composing, Hall, Section};
use crate::floor::view::{self, Floor};
use crate::locale::Locale;
use crate::panel::Panel;
use crate::venue_state::VenueState;

/// The bar and a part of the floor.
pub(super) fn scene(bar: Panel, section: Section, state: &VenueState, words: &Locale) -> Vec<Panel> {
    let (board, hall) = (board(), hall(section));
    let floor = Floor { board: &board, hall: &hall, state, offset_seconds: 0 };
    vec![bar, view::view(&floor, words)]
}

pub(super) fn board() -> Board {
    let question = |number, by: Option<&str>, state| Question {
        question: QuestionId(number),
        words: FloorText::new("How do <b>small</b> towns keep their young people?").unwrap(),
        by: by.map(|name| DisplayName::new(name).unwrap()),
        at: 50_000,
        state,
        pinned: number == 2,
        answer: (number == 3).then(|| FloorText::new("By asking them.").unwrap()),
    };
    let mut board = Board::default();
    board.take(&FloorFromServer::Manners(Manners { unnamed: true, closed: false }));
    board.take(&FloorFromServer::Questions(vec![
        question(1, Some("Бат-Эрдэнэ"), QuestionState::Answering),
        question(2, None, QuestionState::Waiting),
        question(3, Some("山田 花子"), QuestionState::Waiting),
    ]));
    let rows = vec![(QuestionId(1), 31), (QuestionId(2), 120), (QuestionId(3), 0)];
    board.take(&FloorFromServer::Page { listing: Listing::MostVotes, page: 0, total: 43, rows });
    board.take(&FloorFromServer::Voted(vec![QuestionId(2)]));
    board.choose(Some(QuestionId(2)));
    board.answer = Some(Draft { text: "x".repeat(241), ..Draft::default() });
    board.merging = Some(QuestionId(3));
    board
}

fn hall(section: Section) -> Hall {
    let options = ["赤", "Цэнхэр", "<b>Hijau"].map(|option| OptionText::new(option).unwrap());
    let poll = |number, most, closed| {
        let words = FloorText::new("Which <b>colour</b> shall it be?").unwrap();
        let ballot = Ballot::new(words, options.to_vec(), most).unwrap();
        Poll { poll: PollId(number), ballot, results: Results::Hidden, at: 0, closes: Some(50_000), closed }
    };
    let mut hall = Hall { section, composing: Some(Composing::new()), ..Hall::default() };
    for poll in [poll(1, 1, Some(60_000)), poll(2, 1, None), poll(3, 2, None)] {
        let (id, votes) = (poll.poll, vec![31, 12, 0]);
        hall.take(&FloorFromServer::Poll(poll));
        hall.take(&FloorFromServer::Tally(Tally { poll: id, voters: 43, votes }));
        hall.take(&FloorFromServer::Choice { poll: id, choices: Choices(0b10) });
    }
    hall.take(&FloorFromServer::Hands { raised: (2..9).map(VisitorId).collect(), called: Some(VisitorId(1)) });
    hall
}
