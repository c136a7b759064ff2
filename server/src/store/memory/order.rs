//! The moderators' log, mutes and bars in memory.

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::{Deed, LogEntry},
};

use super::{Bar, MemoryStore};
use crate::{
    store::PAGE_ENTRIES,
    venue::{
        input::UnixSeconds,
        record::{Answer, NewEntry},
    },
};

impl MemoryStore {
    pub(super) fn write_log(&mut self, writing: &NewEntry) -> Answer {
        match &writing.deed {
            Deed::Muted { until } => {
                let Some(kept) = self.visits.get_mut(&writing.visitor) else { return Answer::Unknown };
                kept.visit.muted_until = Some(UnixSeconds(*until));
                self.logged(writing, None)
            }
            Deed::Barred { until } => {
                let Some(kept) = self.visits.get(&writing.visitor) else { return Answer::Unknown };
                let (trace, visitor) = (kept.trace.clone(), writing.visitor);
                let bar = Bar { entry: self.next_entry(), visitor, trace, until: UnixSeconds(*until) };
                self.bars.push(bar);
                self.delete_keys(visitor);
                self.logged(writing, None)
            }
            Deed::Undid(earlier) => self.undo(writing, *earlier),
            Deed::SentOut | Deed::Reported { .. } => self.logged(writing, None),
        }
    }

    pub(super) fn read_log(&self, page: u16) -> Answer {
        let skipped = usize::from(page) * PAGE_ENTRIES;
        let entries: Vec<LogEntry> = self.log.values().rev().skip(skipped).take(PAGE_ENTRIES).cloned().collect();
        let more = self.log.len() > skipped.saturating_add(PAGE_ENTRIES);
        Answer::LogPage { page, more, entries }
    }

    fn undo(&mut self, writing: &NewEntry, earlier: EntryId) -> Answer {
        if !self.may_undo(writing, earlier) {
            return Answer::Unknown;
        }
        let Some(undone) = self.log.get_mut(&earlier).filter(|entry| !entry.undone) else { return Answer::Unknown };
        match undone.deed {
            Deed::Muted { until } => {
                let muted = self.visits.get_mut(&undone.visitor).map(|kept| &mut kept.visit.muted_until);
                // A later mute stays.
                if let Some(muted) = muted.filter(|muted| **muted == Some(UnixSeconds(until))) {
                    *muted = None;
                }
            }
            Deed::Barred { .. } => self.bars.retain(|bar| bar.entry != earlier),
            Deed::SentOut | Deed::Undid(_) | Deed::Reported { .. } => return Answer::Unknown,
        }
        undone.undone = true;
        let undone = undone.clone();
        let about = NewEntry { visitor: undone.visitor, name: undone.name.clone(), ..writing.clone() };
        self.logged(&about, Some(undone.clone()))
    }

    /// Whether the ranks of all three allow it. Roles of visits that are forgotten forbid nothing.
    fn may_undo(&self, writing: &NewEntry, earlier: EntryId) -> bool {
        let target = self.log.get(&earlier).map(|entry| entry.visitor);
        if target == Some(writing.by) {
            return false;
        }
        let role_of = |visitor: Option<VisitorId>| Some(self.visits.get(&visitor?)?.visit.role);
        let roles = [role_of(Some(writing.by)), role_of(self.doers.get(&earlier).copied()), role_of(target)];
        let [Some(by), Some(doer), Some(target)] = roles else { return true };
        by.may_undo(doer, target)
    }

    fn next_entry(&self) -> EntryId {
        EntryId(self.log.last_key_value().map_or(0, |(entry, _)| entry.0) + 1)
    }

    fn logged(&mut self, writing: &NewEntry, undone: Option<LogEntry>) -> Answer {
        let entry = LogEntry {
            entry: self.next_entry(),
            at: writing.now.0,
            by: writing.by_name.clone(),
            visitor: writing.visitor,
            name: writing.name.clone(),
            deed: writing.deed.clone(),
            undone: false,
        };
        self.doers.insert(entry.entry, writing.by);
        self.log.insert(entry.entry, entry.clone());
        Answer::Logged { entry, undone }
    }
}
