//! What somebody in a town knows of the floor, put together from what the venue said, as a client does it.

use std::collections::BTreeMap;

use hiroba_shared::ids::QuestionId;
use hiroba_shared::protocol::floor::FloorFromServer;
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
}
