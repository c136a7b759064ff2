//! The moderators' log in memory, and which mutes and bars are in force.

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::{Deed, LogEntry},
    role::Role,
    text::DisplayName,
};

use super::{Kept, MemoryStore};
use crate::{
    store::{
        FORGOTTEN_NAME, PAGE_ENTRIES,
        person::{Done, Person},
    },
    venue::{
        input::UnixSeconds,
        record::{Answer, Mute, NewEntry, Reach, Trace},
    },
};

/// An entry with what its readers never see.
#[derive(Debug)]
pub(super) struct Written {
    entry: LogEntry,
    by: VisitorId,
    /// How whom it is about is known again, while it is in force.
    trace: Option<Trace>,
    /// Names and words were kept long enough.
    forgotten: bool,
}

impl MemoryStore {
    pub(super) fn write_log(&mut self, writing: &NewEntry) -> Answer {
        let Some(by) = self.person(writing.by) else { return Answer::Unknown };
        if let Deed::Undid(earlier) = writing.deed {
            return self.undo(writing, &by, earlier);
        }
        let Some(whom) = self.person(writing.visitor) else { return Answer::Unknown };
        if !by.may_do(&writing.deed, &whom) {
            return Answer::NotAllowed;
        }
        let lasts = matches!(writing.deed, Deed::Muted { .. } | Deed::Barred { .. });
        if let Deed::Barred { .. } = writing.deed {
            self.delete_keys(whom.visitor);
        }
        let entry = self.log(writing, &by, (whom.visitor, whom.name), lasts.then(|| whom.trace.clone()));
        let reach = lasts.then_some(Reach { by: by.role, trace: whom.trace });
        Answer::Logged { entry, undone: None, reach }
    }

    pub(super) fn read_log(&self, page: u16) -> Answer {
        let skipped = usize::from(page) * PAGE_ENTRIES;
        let newest = self.log.values().rev().map(|written| written.entry.clone());
        let entries: Vec<LogEntry> = newest.skip(skipped).take(PAGE_ENTRIES).collect();
        let more = self.log.len() > skipped.saturating_add(PAGE_ENTRIES);
        Answer::LogPage { page, more, entries }
    }

    /// The mutes in force for somebody of this role.
    pub(super) fn mutes(&self, whom: (VisitorId, &Trace, Role), now: UnixSeconds) -> Vec<Mute> {
        let until = |entry: &LogEntry| if let Deed::Muted { until } = entry.deed { Some(until) } else { None };
        self.in_force(whom, now, until).collect()
    }

    /// Until when somebody of this role is barred.
    pub(super) fn barred_until(&self, whom: (VisitorId, &Trace, Role), now: UnixSeconds) -> Option<UnixSeconds> {
        let until = |entry: &LogEntry| if let Deed::Barred { until } = entry.deed { Some(until) } else { None };
        self.in_force(whom, now, until).map(|bar| bar.until).max()
    }

    fn in_force(
        &self,
        (visitor, trace, role): (VisitorId, &Trace, Role),
        now: UnixSeconds,
        until: impl Fn(&LogEntry) -> Option<i64>,
    ) -> impl Iterator<Item = Mute> {
        let is_about = move |written: &&Written| {
            let known_again = written.trace.as_ref().is_some_and(|known| known.is_same_person(trace));
            let by = self.visits.get(&written.by).map(|kept| kept.visit.role);
            let meant = written.entry.visitor == visitor || known_again;
            meant && !written.entry.undone && by.is_some_and(|by| by.outranks(role))
        };
        let lasting = self.log.values().filter(is_about).filter_map(move |written| {
            Some(Mute { entry: written.entry.entry, until: UnixSeconds(until(&written.entry)?) })
        });
        lasting.filter(move |mute| mute.until > now)
    }

    /// How many deeds are over by now; who they were about is no longer known.
    pub(super) fn forget_traces(&mut self, now: UnixSeconds) -> u64 {
        let mut forgotten = 0;
        for written in self.log.values_mut().filter(|written| written.trace.is_some()) {
            let (Deed::Muted { until } | Deed::Barred { until }) = written.entry.deed else { continue };
            if until <= now.0 {
                written.trace = None;
                forgotten += 1;
            }
        }
        forgotten
    }

    /// Names and words of entries older than `from` are gone; how many there were.
    pub(super) fn forget_entries(&mut self, from: UnixSeconds) -> u64 {
        let Ok(nobody) = DisplayName::new(FORGOTTEN_NAME) else { return 0 };
        let mut forgotten = 0;
        for written in self.log.values_mut().filter(|written| written.entry.at < from.0 && !written.forgotten) {
            written.forgotten = true;
            (written.entry.by, written.entry.name) = (nobody.clone(), nobody.clone());
            if let Deed::Reported { words, messages } = &mut written.entry.deed {
                *words = None;
                messages.clear();
            }
            forgotten += 1;
        }
        forgotten
    }

    fn undo(&mut self, writing: &NewEntry, by: &Person, earlier: EntryId) -> Answer {
        let role_of = |visitor: VisitorId| self.visits.get(&visitor).map(|kept| kept.visit.role);
        let Some(written) = self.log.get(&earlier).filter(|written| !written.entry.undone) else {
            return Answer::Unknown;
        };
        let (Deed::Muted { .. } | Deed::Barred { .. }) = written.entry.deed else { return Answer::Unknown };
        let whom = written.entry.visitor;
        let Some((done_by, role)) = role_of(written.by).zip(role_of(whom)) else { return Answer::Unknown };
        if !by.may_undo(&Done { by: done_by, whom: (whom, role), trace: written.trace.clone() }) {
            return Answer::NotAllowed;
        }
        let Some(written) = self.log.get_mut(&earlier) else { return Answer::Unknown };
        written.entry.undone = true;
        written.trace = None;
        let undone = written.entry.clone();
        let entry = self.log(writing, by, (undone.visitor, undone.name.clone()), None);
        Answer::Logged { entry, undone: Some(undone), reach: None }
    }

    fn person(&self, visitor: VisitorId) -> Option<Person> {
        let Kept { visit, .. } = self.visits.get(&visitor).filter(|kept| !kept.forgotten)?;
        let (name, role, trace) = (visit.persona.name.clone(), visit.role, visit.trace.clone());
        Some(Person { visitor, name, role, trace })
    }

    fn log(
        &mut self,
        writing: &NewEntry,
        by: &Person,
        (visitor, name): (VisitorId, DisplayName),
        trace: Option<Trace>,
    ) -> LogEntry {
        let number = EntryId(self.log.last_key_value().map_or(0, |(entry, _)| entry.0) + 1);
        let (at, by_name, deed) = (writing.now.0, by.name.clone(), writing.deed.clone());
        let entry = LogEntry { entry: number, at, by: by_name, visitor, name, deed, undone: false };
        self.log.insert(number, Written { entry: entry.clone(), by: by.visitor, trace, forgotten: false });
        entry
    }
}
