//! Polls and announcements in memory.

use std::collections::BTreeMap;

use hiroba_shared::{
    ids::{PollId, VisitorId},
    protocol::floor::poll::{Choices, Poll, Results, Tally},
};

use super::super::MemoryStore;
use crate::{
    store::MOST_CLOSED_POLLS,
    venue::{
        input::UnixSeconds,
        record::floor::{KeptPoll, NewPoll},
    },
};

/// A poll with its votes.
#[derive(Debug)]
pub(super) struct Put {
    room: String,
    poll: Poll,
    chosen: BTreeMap<VisitorId, Choices>,
}

impl MemoryStore {
    pub(super) fn polls_of_room(&self, room: &str) -> Vec<KeptPoll> {
        let here = || self.floors.polls.values().filter(|put| put.room == room);
        let closed: Vec<PollId> = here()
            .rev()
            .filter(|put| put.poll.closed.is_some())
            .take(MOST_CLOSED_POLLS)
            .map(|put| put.poll.poll)
            .collect();
        let kept = here().filter(|put| put.poll.closed.is_none() || closed.contains(&put.poll.poll));
        kept.map(|put| {
            let mut tally = Tally::empty(&put.poll);
            put.chosen.values().for_each(|choices| tally.count(*choices));
            KeptPoll { poll: put.poll.clone(), tally }
        })
        .collect()
    }

    pub(super) fn open_poll(&mut self, opening: &NewPoll) -> Option<Poll> {
        self.visits.get(&opening.by).filter(|kept| !kept.forgotten)?;
        let poll = Poll {
            poll: PollId(self.floors.polls.last_key_value().map_or(0, |(last, _)| last.0) + 1),
            ballot: opening.ballot.clone(),
            results: opening.results,
            at: opening.now.0,
            closes: opening.closes.map(|closes| closes.0),
            closed: None,
        };
        let put = Put { room: opening.room.clone(), poll: poll.clone(), chosen: BTreeMap::new() };
        self.floors.polls.insert(poll.poll, put);
        Some(poll)
    }

    pub(super) fn close_poll(&mut self, poll: PollId, now: UnixSeconds) -> Option<Poll> {
        let put = self.floors.polls.get_mut(&poll)?;
        put.poll.closed = put.poll.closed.or(Some(now.0));
        Some(put.poll.clone())
    }

    pub(super) fn show_results(&mut self, poll: PollId) -> Option<Poll> {
        let put = self.floors.polls.get_mut(&poll)?;
        put.poll.results = Results::Open;
        Some(put.poll.clone())
    }

    pub(super) fn choose(
        &mut self,
        (poll, visitor): (PollId, VisitorId),
        choices: Choices,
        now: UnixSeconds,
    ) -> Option<Vec<Choices>> {
        self.visits.get(&visitor).filter(|kept| !kept.forgotten)?;
        let mine = self.visits_of(visitor);
        let put = self.floors.polls.get_mut(&poll)?;
        let late = put.poll.closed.is_some() || put.poll.closes.is_some_and(|closes| closes <= now.0);
        if late || !put.poll.ballot.takes(choices) {
            return None;
        }
        let before = mine.iter().filter_map(|visit| put.chosen.remove(visit)).collect();
        put.chosen.insert(visitor, choices);
        Some(before)
    }

    pub(super) fn choices_of(&self, visitor: VisitorId, room: &str) -> Vec<(PollId, Choices)> {
        let mine = self.visits_of(visitor);
        let here = self.polls_of_room(room).into_iter().filter_map(|kept| self.floors.polls.get(&kept.poll.poll));
        let chosen = here.flat_map(|put| {
            let chosen = put.chosen.iter().filter(|(visit, _)| mine.contains(visit));
            chosen.map(|(_, choices)| (put.poll.poll, *choices))
        });
        chosen.collect()
    }
}
