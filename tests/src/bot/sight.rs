//! What a bot sees: its slot table, kept from snapshots that may be lost, doubled or out of order.
//!
//! Counts what a faithful server never sends (records of slots whose visitor was never named), instead of hiding it.

use std::collections::BTreeMap;

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::snapshot::{SLOTS, Sighting, Snapshot};
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::units::Tick;

/// A viewer's picture of the others.
#[derive(Debug, Clone)]
pub struct Sight {
    slots: Vec<Slot>,
    ack: Ack,
    first: u16,
    newest: Option<u16>,
    tick: Tick,
    taken: u64,
    faults: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    seen: Option<(VisitorId, Sighting)>,
    touched: Option<u16>,
    told: Tick,
}

/// What became of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is the newest so far; its own body counts.
    Newest,
    /// Only its records counted.
    Late,
    /// It had arrived before, is too old, or belongs to another room.
    Ignored,
}

impl Default for Sight {
    fn default() -> Self {
        let slots = vec![Slot::default(); SLOTS];
        Self { slots, ack: Ack::default(), first: 0, newest: None, tick: Tick(0), taken: 0, faults: 0 }
    }
}

impl Sight {
    /// What to acknowledge.
    #[must_use]
    pub const fn ack(&self) -> Ack {
        self.ack
    }

    /// The tick of the newest snapshot.
    #[must_use]
    pub const fn tick(&self) -> Tick {
        self.tick
    }

    /// How many snapshots were taken.
    #[must_use]
    pub const fn snapshots(&self) -> u64 {
        self.taken
    }

    /// How often a snapshot made no sense.
    #[must_use]
    pub const fn faults(&self) -> u32 {
        self.faults
    }

    /// Everybody in sight, with how they are seen.
    #[must_use]
    pub fn picture(&self) -> BTreeMap<VisitorId, Sighting> {
        self.slots.iter().filter_map(|slot| slot.seen).collect()
    }

    /// How one visitor is seen, if they are.
    #[must_use]
    pub fn of(&self, visitor: VisitorId) -> Option<Sighting> {
        self.slots.iter().filter_map(|slot| slot.seen).find(|(who, _)| *who == visitor).map(|(_, sighting)| sighting)
    }

    /// How long ago the newest record of a visitor was made, in ticks, if they are in sight.
    #[must_use]
    pub fn ticks_since_told(&self, visitor: VisitorId) -> Option<u32> {
        let slot = self.slots.iter().find(|slot| slot.seen.is_some_and(|(who, _)| who == visitor))?;
        Some(self.tick.since(slot.told))
    }

    /// A room was entered: slots told before snapshot `first` are void.
    pub fn enter(&mut self, first: u16) {
        self.first = first;
        for slot in &mut self.slots {
            if slot.touched.is_some_and(|touched| is_older(touched, first)) {
                *slot = Slot::default();
            }
        }
    }

    /// Takes a snapshot.
    pub fn take(&mut self, snapshot: &Snapshot) -> Taken {
        let number = snapshot.number;
        if !self.ack.note(number) || is_older(number, self.first) {
            return Taken::Ignored;
        }
        self.taken += 1;
        for slot in &snapshot.gone {
            self.write((*slot, None), snapshot);
        }
        for record in &snapshot.records {
            let known = self.slots.get(usize::from(record.slot)).and_then(|slot| slot.seen).map(|(who, _)| who);
            match record.visitor.or(known) {
                Some(visitor) => self.write((record.slot, Some((visitor, record.sighting))), snapshot),
                None => self.note_unnamed(record.slot, number),
            }
        }
        if self.newest.is_some_and(|newest| is_older(number, newest)) {
            return Taken::Late;
        }
        self.newest = Some(number);
        self.tick = snapshot.tick;
        Taken::Newest
    }

    fn write(&mut self, (slot, seen): (u8, Option<(VisitorId, Sighting)>), snapshot: &Snapshot) {
        let Some(slot) = self.slots.get_mut(usize::from(slot)) else { return };
        if slot.touched.is_none_or(|touched| !is_older(snapshot.number, touched)) {
            *slot = Slot { seen, touched: Some(snapshot.number), told: snapshot.tick };
        }
    }

    /// An unnamed record is only right where a newer snapshot emptied the slot already.
    fn note_unnamed(&mut self, slot: u8, number: u16) {
        let emptied = self.slots.get(usize::from(slot)).and_then(|slot| slot.touched);
        if emptied.is_none_or(|touched| !is_older(number, touched)) {
            self.faults += 1;
        }
    }
}

/// Whether snapshot `number` was made before snapshot `other`; numbers wrap.
fn is_older(number: u16, other: u16) -> bool {
    number != other && other.wrapping_sub(number) < 0x8000
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::protocol::snapshot::{OwnBody, Record};

    fn seeing(number: u16, slot: u8, visitor: Option<u32>, x: u16) -> Snapshot {
        let sighting = Sighting { x, ..Sighting::default() };
        let records = vec![Record { slot, visitor: visitor.map(VisitorId), sighting }];
        Snapshot { number, tick: Tick(u32::from(number)), own: OwnBody::default(), gone: vec![], records }
    }

    #[test]
    fn a_late_snapshot_changes_only_what_no_newer_one_told() {
        let mut sight = Sight::default();
        sight.take(&seeing(1, 0, Some(7), 10));
        sight.take(&seeing(3, 0, None, 30));
        assert_eq!(sight.take(&seeing(2, 0, None, 20)), Taken::Late);
        assert_eq!(sight.of(VisitorId(7)).map(|s| s.x), Some(30));
    }

    #[test]
    fn a_record_that_names_nobody_in_an_empty_slot_is_a_fault() {
        let mut sight = Sight::default();
        sight.take(&seeing(1, 0, None, 10));
        assert_eq!((sight.faults(), sight.picture().len()), (1, 0));
    }

    #[test]
    fn entering_a_room_voids_what_was_seen_before_and_keeps_what_belongs_to_it() {
        let mut sight = Sight::default();
        sight.take(&seeing(1, 0, Some(7), 10));
        sight.take(&seeing(2, 1, Some(8), 10));
        sight.enter(2);
        assert_eq!(sight.picture().into_keys().collect::<Vec<_>>(), vec![VisitorId(8)]);
    }
}
