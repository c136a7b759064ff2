//! Who is seen: the viewer's slot table, kept from snapshots that may come late, twice or not at all.
//!
//! Pure. Each slot remembers the snapshot that changed it last, so an older one never overwrites it; because a slot may
//! rest for hours, numbers are unwrapped (`Count`). Snapshots can overtake the message that opens a room; the latest are
//! kept and read again when it arrives.

use std::collections::{BTreeMap, VecDeque};

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::snapshot::{Record, SLOTS, Snapshot};
use hiroba_shared::units::Tick;

use crate::arrivals::is_older;
use crate::track::{Sample, Track};

/// Snapshots kept for reading again: over three seconds of them.
const KEPT: usize = 64;
/// Numbers after which snapshots begin anew.
const ROUND: i64 = 1 << 16;

/// Everybody in sight but oneself.
#[derive(Debug, Clone)]
pub struct Crowd {
    slots: Vec<Slot>,
    tracks: BTreeMap<VisitorId, Track>,
    recent: VecDeque<Snapshot>,
    first: Option<Count>,
    newest: Option<Count>,
    strays: u32,
}

/// A snapshot's number counted on where it wraps: 16 bits come round within the hour, and what happened half a round ago
/// would look as if it were still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Count(i64);

impl Count {
    /// The count of snapshot `number`, which came at about the same time as the snapshot of `near`.
    fn of(number: u16, near: Option<Self>) -> Self {
        let Some(Self(near)) = near else { return Self(i64::from(number)) };
        let ahead = i64::from(number) - near.rem_euclid(ROUND);
        Self(near + (ahead + ROUND / 2).rem_euclid(ROUND) - ROUND / 2)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    visitor: Option<VisitorId>,
    changed: Option<Count>,
}

impl Default for Crowd {
    fn default() -> Self {
        let slots = vec![Slot::default(); SLOTS];
        Self { slots, tracks: BTreeMap::new(), recent: VecDeque::new(), first: None, newest: None, strays: 0 }
    }
}

impl Crowd {
    /// Takes in a snapshot.
    pub fn take(&mut self, snapshot: Snapshot) {
        self.read(&snapshot);
        self.recent.push_back(snapshot);
        if self.recent.len() > KEPT {
            self.recent.pop_front();
        }
    }

    /// Begins a room whose first snapshot has this number: everybody seen before is forgotten.
    pub fn enter(&mut self, first: u16) {
        let recent = std::mem::take(&mut self.recent);
        let count = Some(Count::of(first, None));
        *self = Self { first: count, newest: count, strays: self.strays, ..Self::default() };
        for snapshot in recent.into_iter().filter(|snapshot| !is_older(snapshot.number, first)) {
            self.take(snapshot);
        }
    }

    /// Everybody in sight.
    pub fn visitors(&self) -> impl Iterator<Item = VisitorId> {
        self.tracks.keys().copied()
    }

    /// The way this visitor went, if they are in sight.
    #[must_use]
    pub fn track(&self, visitor: VisitorId) -> Option<&Track> {
        self.tracks.get(&visitor)
    }

    /// How many records named nobody although their slot was empty: a faithful venue sends none.
    #[must_use]
    pub const fn strays(&self) -> u32 {
        self.strays
    }

    /// Drops what is no longer needed to draw from `playhead` on.
    pub fn forget_before(&mut self, playhead: f64) {
        for track in self.tracks.values_mut() {
            track.forget_before(playhead);
        }
    }

    fn read(&mut self, snapshot: &Snapshot) {
        let count = Count::of(snapshot.number, self.newest);
        if self.first.is_some_and(|first| count < first) {
            return;
        }
        self.newest = self.newest.max(Some(count));
        for slot in &snapshot.gone {
            if let Some(left) = self.change(*slot, count, |_| None) {
                self.forget_unseen(left);
            }
        }
        for record in &snapshot.records {
            self.note(record, count, snapshot.tick);
        }
    }

    fn note(&mut self, record: &Record, count: Count, tick: Tick) {
        let left = self.change(record.slot, count, |visitor| record.visitor.or(visitor));
        let Some(slot) = self.slots.get(usize::from(record.slot)) else { return };
        if slot.changed != Some(count) {
            return;
        }
        let Some(visitor) = slot.visitor else {
            self.strays += 1;
            return;
        };
        if let Some(left) = left.filter(|left| *left != visitor) {
            self.forget_unseen(left);
        }
        self.tracks.entry(visitor).or_default().push(Sample::of_sighting(tick, &record.sighting));
    }

    /// Changes who is in a slot unless a newer snapshot did; answers who was in it before.
    fn change(
        &mut self,
        slot: u8,
        count: Count,
        to: impl FnOnce(Option<VisitorId>) -> Option<VisitorId>,
    ) -> Option<VisitorId> {
        let slot = self.slots.get_mut(usize::from(slot))?;
        if slot.changed.is_some_and(|changed| count < changed) {
            return None;
        }
        let before = slot.visitor;
        *slot = Slot { visitor: to(before), changed: Some(count) };
        before
    }

    fn forget_unseen(&mut self, visitor: VisitorId) {
        if !self.slots.iter().any(|slot| slot.visitor == Some(visitor)) {
            self.tracks.remove(&visitor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::protocol::snapshot::{OwnBody, Sighting};

    const ANNA: VisitorId = VisitorId(7);
    const BEN: VisitorId = VisitorId(8);

    fn snapshot(number: u16, gone: &[u8], records: &[(u8, Option<VisitorId>, u16)]) -> Snapshot {
        let record = |(slot, visitor, x): &(u8, Option<VisitorId>, u16)| Record {
            slot: *slot,
            visitor: *visitor,
            sighting: Sighting { x: *x, ..Sighting::default() },
        };
        Snapshot {
            number,
            tick: Tick(u32::from(number)),
            own: OwnBody::default(),
            gone: gone.to_vec(),
            records: records.iter().map(record).collect(),
        }
    }

    fn place(crowd: &Crowd, visitor: VisitorId) -> Option<f32> {
        crowd.track(visitor)?.at(f64::MAX).map(|seen| seen.x)
    }

    #[test]
    fn a_bound_record_says_who_and_later_ones_only_where() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(1, &[], &[(3, Some(ANNA), 32)]));
        crowd.take(snapshot(2, &[], &[(3, None, 64)]));
        assert_eq!(place(&crowd, ANNA), Some(516.0));
    }

    #[test]
    fn a_gone_slot_takes_its_visitor_out_of_sight() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(1, &[], &[(3, Some(ANNA), 32)]));
        crowd.take(snapshot(2, &[3], &[]));
        assert!(crowd.track(ANNA).is_none());
    }

    #[test]
    fn an_older_snapshot_never_overwrites_a_newer_one() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(5, &[], &[(3, Some(BEN), 64)]));
        crowd.take(snapshot(4, &[3], &[(3, Some(ANNA), 32)]));
        assert!(crowd.track(BEN).is_some() && crowd.track(ANNA).is_none());
    }

    #[test]
    fn who_changed_slots_stays_in_sight() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(1, &[], &[(3, Some(ANNA), 32)]));
        crowd.take(snapshot(2, &[], &[(4, Some(ANNA), 64)]));
        crowd.take(snapshot(3, &[3], &[]));
        assert!(crowd.track(ANNA).is_some());
    }

    #[test]
    fn a_record_that_names_nobody_in_an_empty_slot_is_counted() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(1, &[], &[(3, None, 32)]));
        assert_eq!((crowd.strays(), crowd.visitors().count()), (1, 0));
    }

    #[test]
    fn a_record_that_names_nobody_is_no_fault_where_a_newer_snapshot_emptied_the_slot() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(1, &[], &[(3, Some(ANNA), 32)]));
        crowd.take(snapshot(3, &[3], &[]));
        crowd.take(snapshot(2, &[], &[(3, None, 64)]));
        assert_eq!((crowd.strays(), crowd.visitors().count()), (0, 0));
    }

    #[test]
    fn snapshots_that_overtook_the_entering_are_read_again_and_older_ones_are_not() {
        let mut crowd = Crowd::default();
        crowd.take(snapshot(u16::MAX, &[], &[(3, Some(ANNA), 32)]));
        crowd.take(snapshot(1, &[], &[(3, Some(BEN), 64)]));
        crowd.enter(1);
        crowd.take(snapshot(0, &[], &[(9, Some(ANNA), 32)]));
        assert!(crowd.track(BEN).is_some() && crowd.track(ANNA).is_none());
    }

    #[test]
    fn who_stands_for_hours_in_a_room_where_one_stays_for_hours_is_seen_when_they_walk() {
        let mut crowd = Crowd::default();
        let mut ticks = 0..;
        let mut at_next_tick = |snapshot: Snapshot| Snapshot { tick: Tick(ticks.next().unwrap()), ..snapshot };
        crowd.enter(1);
        crowd.take(at_next_tick(snapshot(1, &[], &[(3, Some(ANNA), 32), (4, Some(BEN), 32)])));
        // Anna rests for an hour and more while Ben walks; then she walks too, and goes.
        let hours = (2..=u16::MAX).chain(1..=u16::MAX).chain(1..=40_000);
        for (steps, number) in hours.enumerate() {
            let x = 32 + u16::try_from(steps % 100).unwrap();
            crowd.take(at_next_tick(snapshot(number, &[], &[(4, None, x)])));
            assert_eq!(place(&crowd, BEN), Some(f32::from(x) * 8.0 + 4.0), "after {steps} snapshots");
        }
        crowd.take(at_next_tick(snapshot(40_001, &[], &[(3, None, 64)])));
        assert_eq!(place(&crowd, ANNA), Some(516.0));
        crowd.take(at_next_tick(snapshot(40_000, &[3], &[])));
        assert!(crowd.track(ANNA).is_some(), "an older snapshot came late");
        crowd.take(at_next_tick(snapshot(40_002, &[3], &[])));
        assert!(crowd.track(ANNA).is_none());
    }
}
