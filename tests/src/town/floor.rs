//! What somebody in a town knows of the floor, put together from what the venue said, as a client does it.

use std::collections::BTreeMap;

use hiroba_shared::ids::{PollId, QuestionId, VisitorId};
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::floor::poll::{Choices, Poll};
use hiroba_shared::protocol::floor::question::{Question, QuestionState};

use super::player::Player;

impl Player {
    /// The questions of the page they watch, in order: words and votes.
    ///
    /// # Panics
    /// When a question is listed that was not sent before.
    #[must_use]
    pub fn board(&self) -> Vec<(String, u32)> {
        let mut known: BTreeMap<QuestionId, &Question> = BTreeMap::new();
        let mut page = Vec::new();
        for said in self.floor() {
            if let FloorFromServer::Questions(questions) = said {
                known.extend(questions.iter().map(|question| (question.question, question)));
            }
            let FloorFromServer::Page { rows, .. } = said else { continue };
            let row = |(id, votes): &(QuestionId, u32)| {
                let question = known.get(id).unwrap_or_else(|| panic!("{id:?} was never sent"));
                (question.words.to_string(), *votes)
            };
            page = rows.iter().map(row).collect();
        }
        page
    }

    /// The newest question of theirs that was confirmed.
    #[must_use]
    pub fn question(&self) -> Option<QuestionId> {
        self.floor().rev().find_map(|said| {
            let FloorFromServer::Asked(question) = said else { return None };
            Some(question.question)
        })
    }

    /// What became of their questions, in order.
    #[must_use]
    pub fn became(&self) -> Vec<QuestionState> {
        let state = |said: &FloorFromServer| {
            let FloorFromServer::Yours(question) = said else { return None };
            Some(question.state)
        };
        self.floor().filter_map(state).collect()
    }

    /// Which of their votes are confirmed, in order, and whether each counts.
    #[must_use]
    pub fn votes(&self) -> Vec<(QuestionId, bool)> {
        let vote = |said: &FloorFromServer| {
            let FloorFromServer::Vote { question, counts } = said else { return None };
            Some((*question, *counts))
        };
        self.floor().filter_map(vote).collect()
    }

    /// Every poll they were told of as it was told last, by number.
    #[must_use]
    pub fn polls(&self) -> Vec<Poll> {
        let mut polls: BTreeMap<PollId, Poll> = BTreeMap::new();
        for said in self.floor() {
            let FloorFromServer::Poll(poll) = said else { continue };
            polls.insert(poll.poll, poll.clone());
        }
        polls.into_values().collect()
    }

    /// How a poll stands by what they were told last: voters, and votes by option.
    #[must_use]
    pub fn stands(&self, poll: PollId) -> Option<(u32, Vec<u32>)> {
        self.floor().rev().find_map(|said| {
            let FloorFromServer::Tally(tally) = said else { return None };
            (tally.poll == poll).then(|| (tally.voters, tally.votes.clone()))
        })
    }

    /// Their confirmed choices in a poll, in order.
    #[must_use]
    pub fn chosen(&self, wanted: PollId) -> Vec<Choices> {
        let chosen = |said: &FloorFromServer| {
            let FloorFromServer::Choice { poll, choices } = said else { return None };
            (*poll == wanted).then_some(*choices)
        };
        self.floor().filter_map(chosen).collect()
    }

    /// Which hands are up, and who has the word.
    #[must_use]
    pub fn hands(&self) -> (Vec<VisitorId>, Option<VisitorId>) {
        let hands = self.floor().rev().find_map(|said| {
            let FloorFromServer::Hands { raised, called } = said else { return None };
            Some((raised.clone(), *called))
        });
        hands.unwrap_or_default()
    }

    /// What was announced to them, in order.
    #[must_use]
    pub fn announcements(&self) -> Vec<String> {
        let words = |said: &FloorFromServer| {
            let FloorFromServer::Announced { words, .. } = said else { return None };
            Some(words.to_string())
        };
        self.floor().filter_map(words).collect()
    }
}
