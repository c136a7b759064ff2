//! What goes on in the room beside the questions: raised hands, polls and the own choices in them, and what a moderator
//! writes to all.

use std::collections::BTreeMap;

use bevy::prelude::Resource;
use hiroba_shared::ids::{PollId, RoomId, VisitorId};
use hiroba_shared::protocol::floor::poll::{Ballot, Choices, MOST_OPTIONS, Poll, Results, Tally};
use hiroba_shared::protocol::floor::{Audience, FloorFromClient, FloorFromServer};
use hiroba_shared::text::{OptionText, TextFault};

use super::board::Draft;

/// After how many minutes a poll closes by itself, as offered; the first is never.
pub const MINUTES: [Option<u16>; 5] = [None, Some(1), Some(3), Some(10), Some(60)];

/// The parts of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Questions.
    #[default]
    Questions,
    /// Raised hands and applause.
    Hands,
    /// Polls.
    Polls,
    /// Moderators: announcements.
    Announce,
}

impl Section {
    /// Every part, in order.
    pub const ALL: [Self; 4] = [Self::Questions, Self::Hands, Self::Polls, Self::Announce];
}

/// What goes on in the room.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Hall {
    /// The room in which all this is.
    pub room: Option<RoomId>,
    /// The part of the panel that is shown.
    pub section: Section,
    /// Whose hands are up, in order.
    pub raised: Vec<VisitorId>,
    /// Who has the word.
    pub called: Option<VisitorId>,
    /// The polls of the room.
    pub polls: BTreeMap<PollId, Shown>,
    /// The poll being written.
    pub composing: Option<Composing>,
    /// What is being announced.
    pub announcement: Draft,
    /// To whom.
    pub audience: Audience,
}

/// A poll as this client shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The poll.
    pub poll: Poll,
    /// How it stands, if this person is told.
    pub tally: Option<Tally>,
    /// What this person chose; stored.
    pub chosen: Option<Choices>,
    /// What they mark now.
    pub marked: Choices,
}

/// A poll being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composing {
    /// What is asked.
    pub words: Draft,
    /// The options; the last one waits to be filled in.
    pub options: Vec<Draft>,
    /// Several may be chosen.
    pub several: bool,
    /// The results are hidden at first.
    pub hidden: bool,
    /// Which of [`MINUTES`].
    pub minutes: usize,
    /// There are fewer than two options.
    pub too_few: bool,
    /// What was sent and is not answered yet.
    pub sent: Option<Ballot>,
}

impl Hall {
    /// Takes in what the venue says of the floor.
    pub fn take(&mut self, said: &FloorFromServer) {
        match said {
            FloorFromServer::Hands { raised, called } => {
                self.raised.clone_from(raised);
                self.called = *called;
            }
            FloorFromServer::Poll(poll) => {
                let shown = self.polls.entry(poll.poll).or_insert_with(|| Shown::of(poll));
                shown.poll = poll.clone();
                self.composing.take_if(|composing| composing.sent.as_ref() == Some(&poll.ballot));
            }
            FloorFromServer::Tally(tally) => {
                if let Some(shown) = self.polls.get_mut(&tally.poll) {
                    shown.tally = Some(tally.clone());
                }
            }
            FloorFromServer::Choice { poll, choices } => {
                let shown = self.polls.get_mut(poll).filter(|shown| shown.chosen != Some(*choices));
                if let Some(shown) = shown {
                    shown.chosen = Some(*choices);
                    shown.marked = *choices;
                }
            }
            FloorFromServer::Manners(_)
            | FloorFromServer::Questions(_)
            | FloorFromServer::Page { .. }
            | FloorFromServer::Voted(_)
            | FloorFromServer::Vote { .. }
            | FloorFromServer::Asked(_)
            | FloorFromServer::Yours(_)
            | FloorFromServer::Cheers(_) => {}
            FloorFromServer::Announced { words, .. } => self.announcement.arrived(words),
        }
    }

    /// This person stands in a room now: another room has polls and hands of its own. Of the same one, after a break,
    /// the venue says again what holds, and what they marked stays.
    pub fn enter(&mut self, room: RoomId) {
        if self.room.replace(room) != Some(room) {
            self.raised.clear();
            self.called = None;
            self.polls.clear();
        }
    }

    /// Whether this is news: the venue says some things again after a break.
    #[must_use]
    pub fn is_news(&self, said: &FloorFromServer) -> bool {
        match said {
            FloorFromServer::Choice { poll, choices } => {
                self.polls.get(poll).is_none_or(|shown| shown.chosen != Some(*choices))
            }
            FloorFromServer::Poll(poll) => poll.closed.is_none() && !self.polls.contains_key(&poll.poll),
            FloorFromServer::Hands { called, .. } => called.is_some() && self.called != *called,
            FloorFromServer::Asked(_) | FloorFromServer::Yours(_) | FloorFromServer::Announced { .. } => true,
            FloorFromServer::Manners(_)
            | FloorFromServer::Questions(_)
            | FloorFromServer::Page { .. }
            | FloorFromServer::Voted(_)
            | FloorFromServer::Vote { .. }
            | FloorFromServer::Tally(_)
            | FloorFromServer::Cheers(_) => false,
        }
    }

    /// How many open polls wait for this person.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        let waiting = self.polls.values().filter(|shown| shown.poll.closed.is_none() && shown.chosen.is_none());
        u32::try_from(waiting.count()).unwrap_or(u32::MAX)
    }

    /// Somebody presses an option: where one may be chosen that is the vote, where several may be it is a mark.
    pub fn mark(&mut self, poll: PollId, option: usize) -> Option<FloorFromClient> {
        let shown = self.polls.get_mut(&poll)?;
        if shown.poll.ballot.most() == 1 {
            let choices = Choices::default().turned(option);
            return Some(FloorFromClient::Choose { poll, choices });
        }
        let marked = shown.marked.turned(option);
        if marked.iter().count() <= usize::from(shown.poll.ballot.most()) {
            shown.marked = marked;
        }
        None
    }

    /// The marked choices of a poll, as they are sent.
    #[must_use]
    pub fn choose(&self, poll: PollId) -> Option<FloorFromClient> {
        let shown = self.polls.get(&poll)?;
        shown.poll.ballot.takes(shown.marked).then_some(FloorFromClient::Choose { poll, choices: shown.marked })
    }

    /// The poll being written, as it is sent; it stays until the venue has it, and says what is wrong where it cannot be.
    pub fn open_poll(&mut self) -> Option<FloorFromClient> {
        let composing = self.composing.as_mut()?;
        let ballot = composing.ballot()?;
        let results = if composing.hidden { Results::Hidden } else { Results::Open };
        let minutes = MINUTES.get(composing.minutes).copied().flatten();
        if composing.sent.as_ref() == Some(&ballot) {
            return None;
        }
        composing.sent = Some(ballot.clone());
        Some(FloorFromClient::OpenPoll { ballot, results, minutes })
    }

    /// The venue refused something, or a new link began: what was sent may be sent again.
    pub fn unanswered(&mut self) {
        self.announcement.unanswered();
        self.composing.iter_mut().for_each(|composing| composing.sent = None);
    }

    /// What is being announced, as it is sent.
    pub fn announce(&mut self) -> Option<FloorFromClient> {
        Some(FloorFromClient::Announce { to: self.audience, words: self.announcement.send()? })
    }
}

impl Shown {
    fn of(poll: &Poll) -> Self {
        Self { poll: poll.clone(), tally: None, chosen: None, marked: Choices::default() }
    }
}

impl Composing {
    /// An empty poll with two options to be filled in.
    #[must_use]
    pub fn new() -> Self {
        Self { options: vec![Draft::default(); 2], ..Self::default() }
    }

    /// Writes an option; after the last one another is offered.
    pub fn write_option(&mut self, option: usize, text: String) {
        let Some(draft) = self.options.get_mut(option) else { return };
        draft.write(text);
        self.too_few = false;
        let full = self.options.iter().all(|draft| !draft.text.trim().is_empty());
        if full && self.options.len() < MOST_OPTIONS {
            self.options.push(Draft::default());
        }
    }

    fn ballot(&mut self) -> Option<Ballot> {
        let words = hiroba_shared::text::FloorText::new(&self.words.text);
        self.words.fault = words.as_ref().err().copied();
        let mut options = Vec::new();
        for draft in self.options.iter_mut().filter(|draft| !draft.text.trim().is_empty()) {
            let option = OptionText::new(&draft.text);
            draft.fault = option.as_ref().err().copied().filter(|fault| *fault != TextFault::Empty);
            options.push(option);
        }
        let options = options.into_iter().collect::<Result<Vec<OptionText>, _>>().ok()?;
        self.too_few = options.len() < 2;
        let most = if self.several { u8::try_from(options.len()).ok()? } else { 1 };
        Ballot::new(words.ok()?, options, most).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::text::FloorText;

    fn hall(most: u8) -> Hall {
        let options = ["Red", "Blue", "Green"].map(|option| OptionText::new(option).unwrap());
        let ballot = Ballot::new(FloorText::new("Which?").unwrap(), options.to_vec(), most).unwrap();
        let poll = Poll { poll: PollId(1), ballot, results: Results::Open, at: 0, closes: None, closed: None };
        let mut hall = Hall::default();
        hall.take(&FloorFromServer::Poll(poll));
        hall
    }

    #[test]
    fn where_one_may_be_chosen_a_press_is_the_vote() {
        let mut hall = hall(1);
        let vote = FloorFromClient::Choose { poll: PollId(1), choices: Choices(0b10) };
        assert_eq!(hall.mark(PollId(1), 1), Some(vote));
        assert_eq!(hall.polls[&PollId(1)].chosen, None, "not confirmed yet");
        assert_eq!(hall.waiting(), 1);
        hall.take(&FloorFromServer::Choice { poll: PollId(1), choices: Choices(0b10) });
        assert_eq!((hall.polls[&PollId(1)].chosen, hall.waiting()), (Some(Choices(0b10)), 0));
    }

    #[test]
    fn where_several_may_be_chosen_they_are_marked_first_and_never_too_many() {
        let mut hall = hall(2);
        assert_eq!(hall.choose(PollId(1)), None);
        for option in [0, 1, 2] {
            assert_eq!(hall.mark(PollId(1), option), None);
        }
        let vote = FloorFromClient::Choose { poll: PollId(1), choices: Choices(0b11) };
        assert_eq!(hall.choose(PollId(1)), Some(vote));
    }

    #[test]
    fn what_is_told_again_in_the_same_room_is_no_news_and_leaves_the_marks() {
        let poll = hall(2).polls.remove(&PollId(1)).unwrap().poll;
        let mut hall = Hall::default();
        hall.enter(RoomId(1));
        let said = [
            FloorFromServer::Poll(poll),
            FloorFromServer::Choice { poll: PollId(1), choices: Choices(0b1) },
            FloorFromServer::Hands { raised: vec![], called: Some(VisitorId(4)) },
        ];
        for said in &said {
            assert!(hall.is_news(said), "{said:?}");
            hall.take(said);
        }
        hall.mark(PollId(1), 1);
        let before = hall.clone();
        hall.enter(RoomId(1));
        for said in &said {
            assert!(!hall.is_news(said), "{said:?}");
            hall.take(said);
        }
        assert_eq!(hall, before);
        hall.enter(RoomId(2));
        assert!(said.iter().all(|said| hall.is_news(said)));
    }

    #[test]
    fn a_poll_being_written_offers_one_option_more_is_sent_without_it_and_stays_until_the_venue_has_it() {
        let mut hall = Hall { composing: Some(Composing::new()), ..Hall::default() };
        let composing = hall.composing.as_mut().unwrap();
        composing.words.write("Tea or coffee?".to_owned());
        composing.write_option(0, "Tea".to_owned());
        assert_eq!(hall.open_poll(), None);
        let composing = hall.composing.as_mut().unwrap();
        assert!(composing.too_few);
        composing.write_option(1, "Coffee".to_owned());
        assert_eq!((composing.options.len(), composing.too_few), (3, false));
        let sent = hall.open_poll();
        let Some(FloorFromClient::OpenPoll { ballot, .. }) = sent else { panic!("{sent:?}") };
        assert_eq!((ballot.options().len(), ballot.most()), (2, 1));
        assert!(hall.open_poll().is_none() && hall.composing.is_some(), "not answered yet");
        hall.unanswered();
        assert!(hall.open_poll().is_some(), "after a refusal");
        let poll = Poll { poll: PollId(1), ballot, results: Results::Open, at: 0, closes: None, closed: None };
        hall.take(&FloorFromServer::Poll(poll));
        assert_eq!(hall.composing, None);
    }
}
