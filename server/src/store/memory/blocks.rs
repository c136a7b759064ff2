//! Who blocks whom, in memory: whichever visits of the two were named.

use std::collections::BTreeSet;

use hiroba_shared::{door::RESUME_SECONDS, ids::VisitorId};

use super::{Kept, MemoryStore};
use crate::{
    store::{MOST_BLOCKS, MOST_RECENT_BLOCKS},
    venue::{input::UnixSeconds, record::Answer},
};

impl MemoryStore {
    pub(super) fn block(&mut self, visitor: VisitorId, other: VisitorId, now: UnixSeconds) -> Answer {
        if self.visits.get(&other).is_none_or(|kept| kept.forgotten) {
            return Answer::Unknown;
        }
        let Some(kept) = self.visits.get_mut(&visitor) else { return Answer::Unknown };
        kept.blocks.insert(other);
        Answer::Blocks(self.blocks(visitor, now))
    }

    pub(super) fn unblock(&mut self, visitor: VisitorId, other: VisitorId, now: UnixSeconds) -> Answer {
        if !self.visits.contains_key(&visitor) {
            return Answer::Unknown;
        }
        let (mine, theirs) = (self.visits_of(visitor), self.visits_of(other));
        for id in &mine {
            if let Some(kept) = self.visits.get_mut(id) {
                kept.blocks.retain(|blocked| !theirs.contains(blocked));
            }
        }
        // What is left over of visits that were forgotten goes by its number alone.
        if let Some(kept) = self.visits.get_mut(&visitor) {
            kept.blocks.remove(&other);
        }
        Answer::Blocks(self.blocks(visitor, now))
    }

    /// Whom the visitor blocks: those they named, and their visits of late.
    pub(super) fn blocks(&self, visitor: VisitorId, now: UnixSeconds) -> Vec<VisitorId> {
        let mine = self.visits_of(visitor);
        let named: BTreeSet<VisitorId> =
            mine.iter().filter_map(|id| self.visits.get(id)).flat_map(|kept| kept.blocks.iter().copied()).collect();
        let recent: BTreeSet<VisitorId> = named.iter().flat_map(|id| self.recent_visits_of(*id, now)).collect();
        let recent = recent.into_iter().rev().take(MOST_RECENT_BLOCKS);
        let all: BTreeSet<VisitorId> = named.iter().rev().take(MOST_BLOCKS).copied().chain(recent).collect();
        all.into_iter().filter(|id| *id != visitor).collect()
    }

    /// Who of late blocks the visitor.
    pub(super) fn blocked_by(&self, visitor: VisitorId, now: UnixSeconds) -> Vec<VisitorId> {
        let mine = self.visits_of(visitor);
        let blocks_me = |kept: &Kept| mine.iter().any(|id| kept.blocks.contains(id));
        let blockers = self.visits.iter().filter(|(_, kept)| blocks_me(kept));
        let all: BTreeSet<VisitorId> = blockers.flat_map(|(id, _)| self.recent_visits_of(*id, now)).collect();
        let newest: BTreeSet<VisitorId> = all.into_iter().rev().filter(|id| *id != visitor).take(MOST_BLOCKS).collect();
        newest.into_iter().collect()
    }

    fn recent_visits_of(&self, visitor: VisitorId, now: UnixSeconds) -> Vec<VisitorId> {
        let is_recent = |kept: &Kept| now.0 - kept.seen.0 <= i64::from(RESUME_SECONDS);
        let all = self.visits_of(visitor);
        all.into_iter().filter(|id| self.visits.get(id).is_some_and(is_recent)).collect()
    }

    /// Every visit of the person of this visit.
    pub(super) fn visits_of(&self, visitor: VisitorId) -> Vec<VisitorId> {
        let Some(Kept { visit, forgotten: false, .. }) = self.visits.get(&visitor) else { return vec![visitor] };
        let is_theirs = |kept: &Kept| !kept.forgotten && kept.visit.trace.is_same_person(&visit.trace);
        self.visits.iter().filter(|(_, kept)| is_theirs(kept)).map(|(id, _)| *id).collect()
    }
}
