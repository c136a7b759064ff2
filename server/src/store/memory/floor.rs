//! The floor in memory: questions, and whose votes count for them.

mod polls;

use std::collections::{BTreeMap, BTreeSet};

use hiroba_shared::{
    ids::{PollId, QuestionId, VisitorId},
    protocol::floor::question::{Handling, Manners, Question, QuestionState, Signature},
};

use super::MemoryStore;
use crate::{
    store::{MOST_CLOSED_QUESTIONS, MOST_UNHEARD_QUESTIONS},
    venue::{
        input::UnixSeconds,
        record::{
            Answer,
            floor::{FloorAnswer, FloorRequest, KeptFloor, KeptQuestion, NewQuestion, is_news},
        },
    },
};

/// The floors of all rooms.
#[derive(Debug, Default)]
pub(super) struct Floors {
    questions: BTreeMap<QuestionId, Asked>,
    manners: BTreeMap<String, Manners>,
    polls: BTreeMap<PollId, polls::Put>,
    /// When something was announced by somebody who is not forgotten; nobody asks this store what it was.
    announced: Vec<UnixSeconds>,
}

#[derive(Debug)]
struct Asked {
    room: String,
    by: VisitorId,
    question: Question,
    voters: BTreeSet<VisitorId>,
    /// Its asker has not heard what became of it.
    unheard: bool,
}

impl MemoryStore {
    pub(super) fn answer_floor(&mut self, request: &FloorRequest) -> Answer {
        let answer = match request {
            FloorRequest::Read { room } => Some(FloorAnswer::Floor(self.read_floor(room))),
            FloorRequest::Votes { visitor, room } => Some(FloorAnswer::Votes(self.votes_of(*visitor, room))),
            FloorRequest::Ask(asking) => self.keep_question(asking).map(FloorAnswer::Asked),
            FloorRequest::Vote { question, visitor, counts } => {
                let change = if *counts { self.vote(*question, *visitor) } else { self.unvote(*question, *visitor) };
                change.map(|change| FloorAnswer::Voted { change })
            }
            FloorRequest::Handle { question, handling, .. } => {
                self.handle_question(*question, handling).map(FloorAnswer::Handled)
            }
            FloorRequest::Merge { question, into, .. } => self.merge_questions(*question, *into),
            FloorRequest::OpenPoll(opening) => self.open_poll(opening).map(FloorAnswer::Poll),
            FloorRequest::ClosePoll { poll, now } => self.close_poll(*poll, *now).map(FloorAnswer::Poll),
            FloorRequest::ShowResults { poll } => self.show_results(*poll).map(FloorAnswer::Poll),
            FloorRequest::Choose { poll, visitor, choices, now } => {
                self.choose((*poll, *visitor), *choices, *now).map(|before| FloorAnswer::Chosen { before })
            }
            FloorRequest::Choices { visitor, room } => Some(FloorAnswer::Choices(self.choices_of(*visitor, room))),
            FloorRequest::Announce { by, now, .. } => {
                let known = self.visits.get(by).is_some_and(|kept| !kept.forgotten);
                self.floors.announced.extend(known.then_some(*now));
                return if known { Answer::Kept } else { Answer::Unknown };
            }
            FloorRequest::Heard(questions) => {
                for (question, state) in questions {
                    let asked = self.floors.questions.get_mut(question);
                    if let Some(asked) = asked.filter(|asked| asked.question.state == *state) {
                        asked.unheard = false;
                    }
                }
                return Answer::Kept;
            }
            FloorRequest::Clear { room, .. } => Some(FloorAnswer::Cleared(self.clear_questions(room))),
            FloorRequest::SetManners { room, manners } => {
                self.floors.manners.insert(room.clone(), *manners);
                return Answer::Kept;
            }
        };
        answer.map_or(Answer::Unknown, Answer::Floor)
    }

    /// Askers of questions older than `from` are forgotten; how many there were.
    pub(super) fn forget_askers(&mut self, from: UnixSeconds) -> u64 {
        let old = self.floors.questions.values_mut().filter(|asked| asked.question.at < from.0);
        old.map(|asked| u64::from(asked.question.by.take().is_some())).sum()
    }

    /// Those who announced something before `from` are forgotten; how many announcements that were.
    pub(super) fn forget_announcers(&mut self, from: UnixSeconds) -> u64 {
        let announced = self.floors.announced.len();
        self.floors.announced.retain(|at| *at >= from);
        (announced - self.floors.announced.len()) as u64
    }

    fn read_floor(&self, room: &str) -> KeptFloor {
        let here = || self.floors.questions.values().filter(|asked| asked.room == room);
        let closed = |asked: &&Asked| matches!(asked.question.state, QuestionState::Answered | QuestionState::Hidden);
        let number = |asked: &Asked| asked.question.question;
        let newest: BTreeSet<QuestionId> =
            here().rev().filter(closed).take(MOST_CLOSED_QUESTIONS).map(number).collect();
        let questions = here().filter(|asked| asked.question.state.is_open() || newest.contains(&number(asked)));
        let kept = |asked: &Asked| KeptQuestion {
            question: asked.question.clone(),
            by: asked.by,
            votes: u32::try_from(asked.voters.len()).unwrap_or(u32::MAX),
        };
        let mut unheard: Vec<KeptQuestion> =
            here().rev().filter(|asked| asked.unheard).take(MOST_UNHEARD_QUESTIONS).map(kept).collect();
        unheard.reverse();
        KeptFloor {
            manners: self.floors.manners.get(room).copied().unwrap_or_default(),
            questions: questions.map(kept).collect(),
            polls: self.polls_of_room(room),
            unheard,
        }
    }

    fn votes_of(&self, visitor: VisitorId, room: &str) -> Vec<QuestionId> {
        let mine = BTreeSet::from_iter(self.visits_of(visitor));
        let here = self.floors.questions.values().filter(|asked| asked.room == room && asked.question.state.is_open());
        let voted = here.filter(|asked| !asked.voters.is_disjoint(&mine));
        voted.map(|asked| asked.question.question).collect()
    }

    fn keep_question(&mut self, asking: &NewQuestion) -> Option<Question> {
        let name = self.visits.get(&asking.by).filter(|kept| !kept.forgotten)?.visit.persona.name.clone();
        let question = Question {
            question: QuestionId(self.floors.questions.last_key_value().map_or(0, |(last, _)| last.0) + 1),
            words: asking.words.clone(),
            by: match asking.signature {
                Signature::Named => Some(name),
                Signature::Unnamed => None,
            },
            at: asking.now.0,
            state: QuestionState::Waiting,
            pinned: false,
            answer: None,
        };
        let (room, by) = (asking.room.clone(), asking.by);
        let asked = Asked { room, by, question: question.clone(), voters: BTreeSet::new(), unheard: false };
        self.floors.questions.insert(question.question, asked);
        Some(question)
    }

    fn vote(&mut self, question: QuestionId, visitor: VisitorId) -> Option<i32> {
        self.visits.get(&visitor)?;
        let mine = BTreeSet::from_iter(self.visits_of(visitor));
        let asked = self.floors.questions.get_mut(&question).filter(|asked| asked.question.state.is_open())?;
        if !asked.voters.is_disjoint(&mine) {
            return Some(0);
        }
        asked.voters.insert(visitor);
        Some(1)
    }

    fn unvote(&mut self, question: QuestionId, visitor: VisitorId) -> Option<i32> {
        let mine = BTreeSet::from_iter(self.visits_of(visitor));
        let asked = self.floors.questions.get_mut(&question).filter(|asked| asked.question.state.is_open())?;
        let before = asked.voters.len();
        asked.voters.retain(|voter| !mine.contains(voter));
        i32::try_from(before - asked.voters.len()).ok().map(i32::saturating_neg)
    }

    fn handle_question(&mut self, question: QuestionId, handling: &Handling) -> Option<Question> {
        let asked = self.floors.questions.get_mut(&question)?;
        let is_handled = asked.question.handle(handling);
        asked.unheard |= is_handled && is_news(handling);
        is_handled.then(|| asked.question.clone())
    }

    fn clear_questions(&mut self, room: &str) -> Vec<QuestionId> {
        let here = self.floors.questions.values_mut().filter(|asked| asked.room == room);
        let waiting = here.filter(|asked| asked.question.state == QuestionState::Waiting);
        let hide = |asked: &mut Asked| {
            asked.question.state = QuestionState::Hidden;
            asked.question.pinned = false;
            asked.unheard = true;
            asked.question.question
        };
        waiting.map(hide).collect()
    }

    fn merge_questions(&mut self, question: QuestionId, into: QuestionId) -> Option<FloorAnswer> {
        let open = |id| self.floors.questions.get(&id).filter(|asked| asked.question.state.is_open());
        let (gone, stays) = open(question).zip(open(into))?;
        if question == into || gone.room != stays.room {
            return None;
        }
        for voter in gone.voters.clone() {
            self.vote(into, voter);
        }
        let votes = self.floors.questions.get(&into).map(|asked| asked.voters.len()).unwrap_or_default();
        let gone = self.floors.questions.get_mut(&question)?;
        gone.question.state = QuestionState::Merged(into);
        gone.question.pinned = false;
        gone.unheard = true;
        Some(FloorAnswer::Merged { gone: gone.question.clone(), votes: u32::try_from(votes).unwrap_or(u32::MAX) })
    }
}
