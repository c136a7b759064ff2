//! Visits, keys and invitations in memory.

use hiroba_shared::{door::RESUME_SECONDS, ids::VisitorId, role::Role};

use super::{Kept, Key, MemoryStore};
use crate::{
    store::{Forgotten, MAX_KEYS_PER_VISIT},
    venue::{
        input::{Digest, UnixSeconds},
        record::{Answer, NewVisit, Place, Visit},
    },
};

impl MemoryStore {
    pub(super) fn open_visit(&mut self, opening: &NewVisit) -> Answer {
        let invited = opening.invitation.map(|code| self.usable_invitation(code, opening.now));
        let role = invited.flatten().unwrap_or_default();
        let visitor = VisitorId(self.last_visit + 1);
        if let Some(until) = self.barred_until((visitor, &opening.trace, role), opening.now) {
            return Answer::Barred(until);
        }
        if invited == Some(None) {
            return Answer::BadInvitation;
        }
        if self.keys.contains_key(&opening.resume) {
            return Answer::Failed;
        }
        if let Some(invitation) = opening.invitation.and_then(|code| self.invitations.get_mut(&code)) {
            invitation.uses -= 1;
        }
        self.last_visit = visitor.0;
        let visit = Visit {
            visitor,
            persona: opening.persona.clone(),
            role,
            trace: opening.trace.clone(),
            place: None,
            mutes: Vec::new(),
            blocks: Vec::new(),
            blocked_by: Vec::new(),
            takes_direct: true,
        };
        let (agreed, seen, invitation) = (opening.agreed, opening.now, opening.invitation);
        let kept = Kept { visit, agreed, seen, blocks: Default::default(), invitation, forgotten: false };
        self.visits.insert(visitor, kept);
        self.add_key(visitor, opening.resume);
        self.opened(visitor, opening.now)
    }

    pub(super) fn resume_visit(&mut self, key: Digest, resume: Digest, now: UnixSeconds) -> Answer {
        let Some(visitor) = self.keys.get(&key).map(|key| key.visitor) else { return Answer::Unknown };
        let Some(kept) = self.visits.get(&visitor) else { return Answer::Unknown };
        if now.0 - kept.seen.0 > i64::from(RESUME_SECONDS) {
            return Answer::Unknown;
        }
        if let Some(until) = self.barred_until((visitor, &kept.visit.trace, kept.visit.role), now) {
            return Answer::Barred(until);
        }
        if self.keys.contains_key(&resume) {
            return Answer::Failed;
        }
        self.add_key(visitor, resume);
        self.drop_oldest_keys(visitor, key);
        let Some(kept) = self.visits.get_mut(&visitor) else { return Answer::Unknown };
        kept.seen = kept.seen.max(now);
        kept.invitation = None;
        self.opened(visitor, now)
    }

    /// The visit with what holds for it now.
    fn opened(&self, visitor: VisitorId, now: UnixSeconds) -> Answer {
        let Some(kept) = self.visits.get(&visitor) else { return Answer::Unknown };
        let mut visit = kept.visit.clone();
        visit.mutes = self.mutes((visitor, &visit.trace, visit.role), now);
        visit.blocks = self.blocks(visitor, now);
        visit.blocked_by = self.blocked_by(visitor, now);
        Answer::Opened(Box::new(visit))
    }

    pub(super) fn settle_key(&mut self, visitor: VisitorId, resume: Digest) -> Answer {
        self.keys.retain(|digest, key| key.visitor != visitor || *digest == resume);
        if self.visits.contains_key(&visitor) && !self.keys.contains_key(&resume) {
            self.add_key(visitor, resume);
        }
        if let Some(kept) = self.visits.get_mut(&visitor) {
            kept.invitation = None;
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

    pub(super) fn close_visit(&mut self, visitor: VisitorId, now: UnixSeconds) -> Answer {
        if let Some(kept) = self.visits.get_mut(&visitor) {
            kept.seen = kept.seen.max(now);
            let unused = kept.invitation.take();
            if let Some(invitation) = unused.and_then(|code| self.invitations.get_mut(&code)) {
                invitation.uses += 1;
            }
        }
        self.delete_keys(visitor);
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
        // What is blanked in a row of the real store is unreachable here; only the counts differ from keeping it.
        for kept in self.visits.values_mut().filter(|kept| kept.seen < from && !kept.forgotten) {
            kept.forgotten = true;
            kept.blocks.clear();
            forgotten.visits += 1;
        }
    }

    fn usable_invitation(&self, code: Digest, now: UnixSeconds) -> Option<Role> {
        let usable = self.invitations.get(&code).filter(|it| it.uses > 0 && it.expires > now);
        usable.map(|invitation| invitation.role)
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
