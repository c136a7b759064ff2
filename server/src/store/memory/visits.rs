//! Visits, keys and invitations in memory.

use hiroba_shared::{door::RESUME_SECONDS, ids::VisitorId, protocol::order::LogEntry, role::Role, text::DisplayName};

use super::{Kept, Key, MemoryStore};
use crate::{
    store::{FORGOTTEN_NAME, Forgotten, MAX_KEYS_PER_VISIT},
    venue::{
        input::{Digest, UnixSeconds},
        record::{Answer, NewVisit, Place, Trace, Visit},
    },
};

impl MemoryStore {
    pub(super) fn open_visit(&mut self, opening: &NewVisit) -> Answer {
        if let Some(until) = self.barred_until(None, Some(&opening.trace), opening.now) {
            return Answer::Barred(until);
        }
        let role = match opening.invitation.map(|code| self.usable_invitation(code, opening.now)) {
            None => Role::Visitor,
            Some(Some(role)) => role,
            Some(None) => return Answer::BadInvitation,
        };
        if self.keys.contains_key(&opening.resume) {
            return Answer::Failed;
        }
        if let Some(invitation) = opening.invitation.and_then(|code| self.invitations.get_mut(&code)) {
            invitation.uses -= 1;
        }
        self.last_visit += 1;
        let visitor = VisitorId(self.last_visit);
        let visit = Visit {
            visitor,
            persona: opening.persona.clone(),
            role,
            place: None,
            muted_until: None,
            blocks: Vec::new(),
            takes_direct: true,
        };
        let trace = Some(opening.trace.clone());
        let kept =
            Kept { visit: visit.clone(), trace, agreed: opening.agreed, seen: opening.now, blocks: Default::default() };
        self.visits.insert(visitor, kept);
        self.add_key(visitor, opening.resume);
        Answer::Opened(Box::new(visit))
    }

    pub(super) fn resume_visit(&mut self, key: Digest, resume: Digest, now: UnixSeconds) -> Answer {
        let Some(visitor) = self.keys.get(&key).map(|key| key.visitor) else { return Answer::Unknown };
        let Some(kept) = self.visits.get(&visitor) else { return Answer::Unknown };
        if now.0 - kept.seen.0 > i64::from(RESUME_SECONDS) {
            return Answer::Unknown;
        }
        if let Some(until) = self.barred_until(Some(visitor), kept.trace.as_ref(), now) {
            return Answer::Barred(until);
        }
        if self.keys.contains_key(&resume) {
            return Answer::Failed;
        }
        self.add_key(visitor, resume);
        self.drop_oldest_keys(visitor, key);
        let Some(kept) = self.visits.get_mut(&visitor) else { return Answer::Unknown };
        kept.seen = kept.seen.max(now);
        let mut visit = kept.visit.clone();
        visit.muted_until = visit.muted_until.filter(|until| *until > now);
        visit.blocks = kept.blocks.iter().copied().collect();
        Answer::Opened(Box::new(visit))
    }

    pub(super) fn settle_key(&mut self, visitor: VisitorId, resume: Digest) -> Answer {
        self.keys.retain(|digest, key| key.visitor != visitor || *digest == resume);
        if self.visits.contains_key(&visitor) && !self.keys.contains_key(&resume) {
            self.add_key(visitor, resume);
        }
        Answer::Kept
    }

    pub(super) fn keep_places(&mut self, places: &[(VisitorId, Place)], now: UnixSeconds) -> Answer {
        for (visitor, place) in places {
            let Some(kept) = self.visits.get_mut(visitor) else { continue };
            kept.visit.place = Some(place.clone());
            kept.seen = kept.seen.max(now);
        }
        Answer::Kept
    }

    pub(super) fn close_visit(&mut self, visitor: VisitorId, unused: Option<Digest>, now: UnixSeconds) -> Answer {
        if let Some(invitation) = unused.and_then(|code| self.invitations.get_mut(&code)) {
            invitation.uses += 1;
        }
        if let Some(kept) = self.visits.get_mut(&visitor) {
            kept.seen = kept.seen.max(now);
        }
        self.delete_keys(visitor);
        Answer::Kept
    }

    pub(super) fn block(&mut self, visitor: VisitorId, other: VisitorId, blocked: bool) -> Answer {
        let Some(kept) = self.visits.get_mut(&visitor) else { return Answer::Unknown };
        if blocked {
            kept.blocks.insert(other)
        } else {
            kept.blocks.remove(&other)
        };
        Answer::Kept
    }

    pub(super) fn take_direct(&mut self, visitor: VisitorId, takes: bool) -> Answer {
        let Some(kept) = self.visits.get_mut(&visitor) else { return Answer::Unknown };
        kept.visit.takes_direct = takes;
        Answer::Kept
    }

    pub(super) fn delete_keys(&mut self, visitor: VisitorId) {
        self.keys.retain(|_, key| key.visitor != visitor);
    }

    pub(super) fn forget_names(&mut self, now: UnixSeconds, from: UnixSeconds, forgotten: &mut Forgotten) {
        let keys = self.keys.len();
        let visits = &self.visits;
        let is_live = |kept: &Kept| now.0 - kept.seen.0 <= i64::from(RESUME_SECONDS);
        self.keys.retain(|_, key| visits.get(&key.visitor).is_some_and(is_live));
        forgotten.keys = (keys - self.keys.len()) as u64;
        // What is blanked in a row of the real store is unreachable here once the keys are gone; only the trace and
        // the count differ from keeping it.
        for kept in self.visits.values_mut().filter(|kept| kept.seen < from && kept.trace.is_some()) {
            kept.trace = None;
            kept.visit.persona.organisation = None;
            kept.blocks.clear();
            forgotten.visits += 1;
        }
        let Ok(nobody) = DisplayName::new(FORGOTTEN_NAME) else { return };
        for entry in self.log.values_mut().filter(|entry| entry.at < from.0 && entry.by != nobody) {
            blank(entry, &nobody);
            forgotten.entries += 1;
        }
    }

    fn usable_invitation(&self, code: Digest, now: UnixSeconds) -> Option<Role> {
        let usable = self.invitations.get(&code).filter(|it| it.uses > 0 && it.expires > now);
        usable.map(|invitation| invitation.role)
    }

    fn barred_until(&self, visitor: Option<VisitorId>, trace: Option<&Trace>, now: UnixSeconds) -> Option<UnixSeconds> {
        let holds = |bar: &&super::Bar| {
            let same_visitor = visitor == Some(bar.visitor);
            let same_trace = bar.trace.as_ref().zip(trace).is_some_and(|(bar, trace)| is_same(bar, trace));
            bar.until > now && (same_visitor || same_trace)
        };
        self.bars.iter().filter(holds).map(|bar| bar.until).max()
    }

    fn add_key(&mut self, visitor: VisitorId, digest: Digest) {
        self.last_key += 1;
        self.keys.insert(digest, Key { visitor, age: self.last_key });
    }

    fn drop_oldest_keys(&mut self, visitor: VisitorId, shown: Digest) {
        let of_visitor = self.keys.iter().filter(|(digest, key)| key.visitor == visitor && **digest != shown);
        let mut ages: Vec<u64> = of_visitor.map(|(_, key)| key.age).collect();
        ages.sort_unstable_by(|a, b| b.cmp(a));
        let Some(oldest) = ages.get(MAX_KEYS_PER_VISIT - 2).copied() else { return };
        self.keys.retain(|digest, key| key.visitor != visitor || *digest == shown || key.age >= oldest);
    }
}

fn is_same(bar: &Trace, trace: &Trace) -> bool {
    let same_device = bar.device.is_some() && bar.device == trace.device;
    same_device || (bar.address == trace.address && bar.name_skeleton == trace.name_skeleton)
}

fn blank(entry: &mut LogEntry, nobody: &DisplayName) {
    use hiroba_shared::protocol::order::Deed;
    entry.by = nobody.clone();
    entry.name = nobody.clone();
    if let Deed::Reported { words, messages } = &mut entry.deed {
        *words = None;
        messages.clear();
    }
}
