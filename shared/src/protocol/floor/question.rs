//! A question, and what can become of it. The same function says so on the server and in its store.

use serde::{Deserialize, Serialize};

use crate::ids::QuestionId;
use crate::text::{DisplayName, FloorText};

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuestionState {
    /// It waits.
    Waiting,
    /// It is being answered now.
    Answering,
    /// It was answered.
    Answered,
    /// A moderator took it out of sight.
    Hidden,
    /// Another one asks the same.
    Merged(QuestionId),
}

/// A question to whoever presents.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// Which.
    pub question: QuestionId,
    /// What is asked.
    pub words: FloorText,
    /// Who asks, by the name at that time; `None` for a question without a name.
    pub by: Option<DisplayName>,
    /// When, Unix time in seconds.
    pub at: i64,
    /// What became of it.
    pub state: QuestionState,
    /// A moderator keeps it at the top.
    pub pinned: bool,
    /// The answer, where somebody wrote it down.
    pub answer: Option<FloorText>,
}

/// Whether a question bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Signature {
    /// It does.
    Named,
    /// It does not; not even to moderators.
    Unnamed,
}

/// How a room asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Manners {
    /// Questions without a name are taken.
    pub unnamed: bool,
    /// No questions are taken at all; those that wait still do.
    pub closed: bool,
}

/// Which questions are listed, and in which order. What is being answered and what is pinned comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Listing {
    /// Those that wait, most votes first.
    #[default]
    MostVotes,
    /// Those that wait, newest first.
    Newest,
    /// Those that were answered, newest first.
    Answered,
    /// Moderators: those out of sight, newest first.
    Hidden,
}

/// What a moderator does with a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Handling {
    /// Keep it at the top.
    Pin,
    /// No longer keep it there.
    Unpin,
    /// It is being answered now.
    Take,
    /// It waits again.
    PutBack,
    /// It was answered, perhaps in these words.
    Answer(Option<FloorText>),
    /// Take it out of sight.
    Hide,
}

impl QuestionState {
    /// Whether it can be voted for.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Answering)
    }
}

impl Question {
    /// Lets this become of it; false when it is one with another question and nothing becomes of it any more.
    pub fn handle(&mut self, handling: &Handling) -> bool {
        if matches!(self.state, QuestionState::Merged(_)) {
            return false;
        }
        match handling {
            Handling::Pin => self.pinned = true,
            Handling::Unpin => self.pinned = false,
            Handling::Take => self.state = QuestionState::Answering,
            Handling::PutBack => self.state = QuestionState::Waiting,
            Handling::Answer(words) => {
                self.state = QuestionState::Answered;
                self.pinned = false;
                if words.is_some() {
                    self.answer.clone_from(words);
                }
            }
            Handling::Hide => {
                self.state = QuestionState::Hidden;
                self.pinned = false;
            }
        }
        true
    }
}

impl Listing {
    /// Every list, in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::MostVotes, Self::Newest, Self::Answered, Self::Hidden];

    /// Whether a question of this state is listed.
    #[must_use]
    pub const fn lists(self, state: QuestionState) -> bool {
        match self {
            Self::MostVotes | Self::Newest => state.is_open(),
            Self::Answered => matches!(state, QuestionState::Answered),
            Self::Hidden => matches!(state, QuestionState::Hidden),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(state: QuestionState) -> Question {
        let words = FloorText::new("Why?").unwrap();
        Question { question: QuestionId(1), words, by: None, at: 0, state, pinned: true, answer: None }
    }

    #[test]
    fn what_is_answered_or_hidden_gives_up_its_place_at_the_top() {
        for handling in [Handling::Answer(None), Handling::Hide] {
            let mut question = question(QuestionState::Answering);
            assert!(question.handle(&handling) && !question.pinned && !question.state.is_open());
        }
    }

    #[test]
    fn an_answer_in_words_stays_when_the_question_is_answered_again_without() {
        let mut question = question(QuestionState::Waiting);
        let words = FloorText::new("Because.").ok();
        question.handle(&Handling::Answer(words.clone()));
        question.handle(&Handling::Answer(None));
        assert_eq!(question.answer, words);
    }

    #[test]
    fn nothing_becomes_of_a_question_that_is_one_with_another() {
        let mut question = question(QuestionState::Merged(QuestionId(2)));
        assert!(!question.handle(&Handling::PutBack));
        assert_eq!(question.state, QuestionState::Merged(QuestionId(2)));
    }
}
