//! The questions of the room as this client knows them: the watched page, the own votes, and the question being written.

use std::collections::{BTreeMap, BTreeSet};

use bevy::prelude::Resource;
use hiroba_shared::ids::{QuestionId, RoomId};
use hiroba_shared::protocol::floor::question::{Handling, Listing, Manners, Question, QuestionState, Signature};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer, PAGE_QUESTIONS};
use hiroba_shared::text::{FloorText, TextFault};

/// The questions of the room.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Board {
    /// The room whose questions these are.
    pub room: Option<RoomId>,
    /// How the room asks, once that was told.
    pub manners: Option<Manners>,
    /// Which list is looked at.
    pub listing: Listing,
    /// Which page of it, from 0.
    pub page: u16,
    /// Questions of the list in all; `None` until its page came.
    pub total: Option<u32>,
    /// The questions of the page in order, with their votes.
    pub rows: Vec<(QuestionId, u32)>,
    /// What is known of questions.
    pub questions: BTreeMap<QuestionId, Question>,
    /// What this person voted for.
    pub voted: BTreeSet<QuestionId>,
    /// What is being asked.
    pub draft: Draft,
    /// Ask without a name.
    pub unnamed: bool,
    /// Moderators: the question whose buttons are shown.
    pub chosen: Option<QuestionId>,
    /// Moderators: the question that asks the same as one to be named next.
    pub merging: Option<QuestionId>,
    /// Moderators: everything that waits goes out of sight if they say so once more.
    pub clearing: bool,
    /// Moderators: the answer being written to the chosen question.
    pub answer: Option<Draft>,
}

/// Something being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// As typed.
    pub text: String,
    /// Raised whenever the program changes it.
    pub edition: u32,
    /// Why it cannot be sent.
    pub fault: Option<TextFault>,
    /// What was sent and is not answered yet.
    pub sent: Option<FloorText>,
}

impl Draft {
    /// As typed by the person.
    pub fn write(&mut self, text: String) {
        self.text = text;
        self.fault = None;
        self.sent = None;
    }

    /// The text, if it can be sent; otherwise it says why not. What was typed stays until the venue has it, so that a
    /// refusal costs nobody their words; a press too many sends nothing twice.
    pub fn send(&mut self) -> Option<FloorText> {
        match FloorText::new(&self.text) {
            Ok(text) if self.sent.as_ref() == Some(&text) => None,
            Ok(text) => {
                self.sent = Some(text.clone());
                Some(text)
            }
            Err(fault) => {
                self.fault = Some(fault);
                None
            }
        }
    }

    /// The venue has this text: the draft is empty, unless somebody wrote on.
    pub fn arrived(&mut self, words: &FloorText) {
        self.sent = None;
        if FloorText::new(&self.text).as_ref() == Ok(words) {
            *self = Self { edition: self.edition + 1, ..Self::default() };
        }
    }

    /// The venue refused something, or never heard it: the same may be sent again.
    pub fn unanswered(&mut self) {
        self.sent = None;
    }
}

impl Board {
    /// Takes in what the venue says of the floor.
    pub fn take(&mut self, said: &FloorFromServer) {
        match said {
            FloorFromServer::Manners(manners) => self.manners = Some(*manners),
            FloorFromServer::Questions(questions) => {
                self.questions.extend(questions.iter().map(|question| (question.question, question.clone())));
                let answered = self.chosen.and_then(|chosen| self.questions.get(&chosen)?.answer.as_ref());
                if answered.is_some() && answered == self.answer.as_ref().and_then(|draft| draft.sent.as_ref()) {
                    self.answer = None;
                }
            }
            FloorFromServer::Page { listing, page, total, rows } => {
                if (*listing, *page) == (self.listing, self.page) {
                    self.turn_to(*total, rows);
                }
            }
            FloorFromServer::Voted(voted) => self.voted = voted.iter().copied().collect(),
            FloorFromServer::Vote { question, counts: true } => {
                self.voted.insert(*question);
            }
            FloorFromServer::Vote { question, counts: false } => {
                self.voted.remove(question);
            }
            FloorFromServer::Asked(question) => self.draft.arrived(&question.words),
            FloorFromServer::Yours(_)
            | FloorFromServer::Hands { .. }
            | FloorFromServer::Poll(_)
            | FloorFromServer::Tally(_)
            | FloorFromServer::Choice { .. }
            | FloorFromServer::Cheers(_)
            | FloorFromServer::Announced { .. } => {}
        }
    }

    /// The question being written, as it is sent. Who wishes to leave their name out never asks with it, whatever the
    /// room takes by now: the venue refuses instead.
    pub fn ask(&mut self) -> Option<FloorFromClient> {
        let signature = if self.unnamed { Signature::Unnamed } else { Signature::Named };
        Some(FloorFromClient::Ask { words: self.draft.send()?, signature })
    }

    /// Whether one chooses here between asking with a name and without.
    #[must_use]
    pub const fn offers_no_name(&self) -> bool {
        matches!(self.manners, Some(Manners { unnamed: true, .. })) || self.unnamed
    }

    /// The vote for a question, or taking it back.
    #[must_use]
    pub fn vote(&self, question: QuestionId) -> FloorFromClient {
        if self.voted.contains(&question) { FloorFromClient::Unvote(question) } else { FloorFromClient::Vote(question) }
    }

    /// The answer being written to the chosen question, as it is sent; the field stays until the question has it.
    pub fn answer(&mut self) -> Option<FloorFromClient> {
        let (question, draft) = self.chosen.zip(self.answer.as_mut())?;
        let words = draft.send()?;
        Some(FloorFromClient::Handle { question, handling: Handling::Answer(Some(words)) })
    }

    /// Looks at another list, from its first page.
    pub fn look_at(&mut self, listing: Listing) {
        self.listing = listing;
        self.turn(0);
    }

    /// Turns to another page.
    pub fn turn(&mut self, page: u16) {
        self.clearing = false;
        self.open_page(page);
        self.choose(None);
    }

    /// Begins, or goes on, to write the answer to the chosen question.
    pub fn write_answer(&mut self) {
        self.answer.get_or_insert_default();
    }

    /// Somebody typed into a field of the questions; one that is gone by now takes nothing.
    pub fn write(&mut self, field: &str, text: String) {
        match (field, self.answer.as_mut()) {
            ("answer", Some(answer)) => answer.write(text),
            ("draft", _) => self.draft.write(text),
            (_, _) => {}
        }
    }

    /// The venue refused something, or a new link began: what was sent may be sent again.
    pub fn unanswered(&mut self) {
        self.draft.unanswered();
        self.answer.iter_mut().for_each(Draft::unanswered);
    }

    /// Shows the buttons of this question, or of none.
    pub fn choose(&mut self, question: Option<QuestionId>) {
        self.chosen = question;
        self.answer = None;
    }

    /// This person stands in a room now: another room has questions of its own; in the same one, after a break, only the
    /// page is read again. What is being written stays.
    pub fn enter(&mut self, room: RoomId) {
        if self.room == Some(room) {
            self.total = None;
            self.rows.clear();
            return;
        }
        let (draft, unnamed, listing) = (std::mem::take(&mut self.draft), self.unnamed, self.listing);
        *self = Self { room: Some(room), draft, unnamed, listing, ..Self::default() };
    }

    /// Whether something that waits is known of: lists of other questions know nothing of it.
    #[must_use]
    pub fn waits(&self) -> bool {
        let lists_it = matches!(self.listing, Listing::MostVotes | Listing::Newest);
        let is_waiting = |(id, _): &(QuestionId, u32)| {
            self.questions.get(id).is_some_and(|question| question.state == QuestionState::Waiting)
        };
        lists_it && (self.last_page() > 0 || self.rows.iter().any(is_waiting))
    }

    /// Whether everything that waits would go out of sight by one more press.
    #[must_use]
    pub fn asks_to_clear(&self) -> bool {
        self.clearing && self.waits()
    }

    /// Number of the last page, from 0.
    #[must_use]
    pub fn last_page(&self) -> u16 {
        let rows = u32::try_from(PAGE_QUESTIONS).unwrap_or(u32::MAX);
        u16::try_from(self.total.unwrap_or_default().saturating_sub(1) / rows).unwrap_or(u16::MAX)
    }

    fn open_page(&mut self, page: u16) {
        self.page = page;
        self.total = None;
        self.rows.clear();
    }

    fn turn_to(&mut self, total: u32, rows: &[(QuestionId, u32)]) {
        self.total = Some(total);
        self.rows = rows.to_vec();
        self.clearing = self.asks_to_clear();
        let listed: BTreeSet<QuestionId> = rows.iter().map(|(question, _)| *question).collect();
        self.questions.retain(|question, _| listed.contains(question));
        // Who writes an answer is not interrupted by the list; an answer that was sent takes its question away.
        let writes = self.answer.as_ref().is_some_and(|draft| draft.sent.is_none());
        if self.chosen.is_some_and(|chosen| !listed.contains(&chosen)) && !writes {
            self.choose(None);
        }
        if self.page > self.last_page() {
            self.open_page(self.last_page());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(page: u16, total: u32, rows: Vec<(QuestionId, u32)>) -> FloorFromServer {
        FloorFromServer::Page { listing: Listing::MostVotes, page, total, rows }
    }

    #[test]
    fn a_page_that_was_turned_away_from_is_not_shown() {
        let mut board = Board::default();
        board.turn(1);
        board.take(&page(0, 30, vec![(QuestionId(1), 3)]));
        assert_eq!((board.total, board.rows.len()), (None, 0));
        board.take(&page(1, 30, vec![(QuestionId(2), 1)]));
        assert_eq!((board.total, board.rows.len()), (Some(30), 1));
    }

    #[test]
    fn who_comes_back_into_the_same_room_finds_what_they_were_writing_and_in_another_only_the_question() {
        let mut board = Board::default();
        board.enter(RoomId(1));
        board.take(&page(0, 1, vec![(QuestionId(1), 3)]));
        board.choose(Some(QuestionId(1)));
        board.merging = Some(QuestionId(1));
        board.answer = Some(Draft { text: "Because".to_owned(), ..Draft::default() });
        board.draft.write("Why?".to_owned());
        let before = board.clone();
        board.enter(RoomId(1));
        assert_eq!(board, Board { total: None, rows: Vec::new(), ..before.clone() });
        board.enter(RoomId(2));
        assert_eq!((board.answer, board.merging, board.draft), (None, None, before.draft));
    }

    #[test]
    fn an_answer_being_written_stays_when_its_question_leaves_the_page_and_goes_once_the_question_has_it() {
        let mut board = Board::default();
        board.take(&page(0, 21, vec![(QuestionId(1), 3)]));
        board.choose(Some(QuestionId(1)));
        board.write_answer();
        board.write("answer", "Because".to_owned());
        board.write_answer();
        board.take(&page(0, 0, vec![]));
        assert_eq!(board.answer.as_ref().map(|draft| draft.text.as_str()), Some("Because"));
        assert!(board.answer().is_some() && board.answer.is_some());
        board.take(&page(0, 0, vec![]));
        assert_eq!((board.answer.take(), board.chosen), (None, None));
        board.write("answer", "Because".to_owned());
        assert_eq!(board.draft.text, "", "a late letter of an answer became a question");
    }

    #[test]
    fn a_page_that_is_no_more_turns_back_to_the_last_one() {
        let mut board = Board::default();
        board.turn(2);
        board.take(&page(2, 20, vec![]));
        assert_eq!((board.page, board.total), (0, None));
    }

    #[test]
    fn who_leaves_their_name_out_never_asks_with_it_whatever_the_room_takes_by_now() {
        let mut board = Board { unnamed: true, ..Board::default() };
        for manners in [Manners { unnamed: true, closed: false }, Manners::default()] {
            board.take(&FloorFromServer::Manners(manners));
            board.draft.write(format!("Why? {manners:?}"));
            assert!(matches!(board.ask(), Some(FloorFromClient::Ask { signature: Signature::Unnamed, .. })));
            assert!(board.offers_no_name(), "the name cannot be put back");
        }
        board.unnamed = false;
        board.draft.write("Who?".to_owned());
        assert!(matches!(board.ask(), Some(FloorFromClient::Ask { signature: Signature::Named, .. })));
        assert!(!board.offers_no_name());
    }

    #[test]
    fn a_question_stays_written_until_the_venue_has_it_and_a_press_too_many_asks_nothing_twice() {
        let mut board = Board::default();
        board.draft.write(" Why? ".to_owned());
        assert!(board.ask().is_some() && board.ask().is_none());
        board.draft.unanswered();
        assert!(board.ask().is_some(), "after a refusal");
        assert_eq!(board.draft.text, " Why? ");
        board.draft.arrived(&FloorText::new("Why?").unwrap());
        assert_eq!((board.draft.text.as_str(), board.draft.edition), ("", 1));
    }

    #[test]
    fn a_question_that_cannot_be_sent_stays_and_says_why() {
        let mut board = Board::default();
        board.draft.write("あ".repeat(241));
        assert_eq!(board.ask(), None);
        assert_eq!(board.draft.fault, Some(TextFault::TooLong { limit: 240 }));
    }

    #[test]
    fn a_vote_pressed_again_is_taken_back() {
        let mut board = Board::default();
        let question = QuestionId(4);
        assert_eq!(board.vote(question), FloorFromClient::Vote(question));
        board.take(&FloorFromServer::Vote { question, counts: true });
        assert_eq!(board.vote(question), FloorFromClient::Unvote(question));
    }
}
