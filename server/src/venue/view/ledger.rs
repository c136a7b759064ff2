//! What one viewer has: a slot per visitor, the version of each sighting they acknowledged, and what is under way.
//!
//! A record is sent while the viewer does not have the newest version and it is not under way; a lost snapshot thus
//! repairs itself with the newest state. Who gets a slot is the interest's choice.

use std::collections::VecDeque;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::snapshot::{BOUND_RECORD_BYTES, RECORD_BYTES, SLOTS, Writer};
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::units::Tick;

use super::crowd::{Crowd, SlabIndex};
use super::interest::Chosen;

/// Most bytes of one snapshot; the datagram could hold more, a phone's link should not have to.
const BUDGET_BYTES: usize = 700;
/// A record becomes due when its priority reaches this.
const DUE: u16 = 16;
/// Priority per tick of a pending change at the full rate, and of one further away (5 per second).
const FULL_RATE: u16 = 16;
const MIDDLE_RATE: u16 = 4;
/// Snapshots remembered until they are acknowledged or given up: more than an ack's history covers.
const REMEMBERED: usize = 40;
/// A snapshot counts as lost when one this much newer arrived without it.
const OVERTAKEN_BY: u16 = 3;
/// A record whose fate is unknown is sent again after so many ticks: a slow client acknowledges 4 times a second.
const RESEND_TICKS: u32 = 16;

/// One record that is due: its priority, then its slot.
pub(super) type Due = (u16, u8);

/// What is under way: the snapshot that carries it, the version, and when it left.
#[derive(Debug, Clone, Copy)]
struct UnderWay {
    number: u16,
    changed: Tick,
    sent: Tick,
}

#[derive(Debug, Clone, Copy)]
enum Slot {
    Free,
    /// Shows a visitor.
    Held {
        visitor: VisitorId,
        index: SlabIndex,
        full_rate: bool,
        /// The version the viewer has; `None` until they know whose slot this is.
        acked: Option<Tick>,
        under_way: Option<UnderWay>,
        priority: u16,
    },
    /// Showed somebody who is to be forgotten.
    Leaving {
        visitor: VisitorId,
        under_way: Option<UnderWay>,
    },
}

/// One remembered snapshot: what it carried.
#[derive(Debug, Default)]
struct Sent {
    number: u16,
    /// Slot, its generation, and the version sent.
    carried: Vec<(u8, u8, Tick)>,
}

/// What one viewer has.
#[derive(Debug)]
pub(super) struct Ledger {
    slots: Vec<Slot>,
    /// Counts the re-assignments of each slot, so that old acknowledgements do not count for a new visitor.
    generations: Vec<u8>,
    sent: VecDeque<Sent>,
    spare: Vec<Sent>,
    last_ack: Ack,
    /// Held visitors in order, with their slot.
    held: Vec<(VisitorId, u8)>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            slots: vec![Slot::Free; SLOTS],
            generations: vec![0; SLOTS],
            sent: VecDeque::with_capacity(REMEMBERED + 1),
            spare: Vec::new(),
            last_ack: Ack::default(),
            held: Vec::new(),
        }
    }
}

impl Ledger {
    /// Takes in which snapshots arrived.
    pub(super) fn acknowledge(&mut self, ack: Ack) {
        if ack == self.last_ack {
            return;
        }
        self.last_ack = ack;
        let mut waiting = VecDeque::with_capacity(self.sent.capacity());
        while let Some(mut sent) = self.sent.pop_front() {
            let age = ack.newest.wrapping_sub(sent.number);
            let arrived = ack.covers(sent.number);
            let lost = !arrived && (OVERTAKEN_BY..0x8000).contains(&age);
            if !arrived && !lost {
                waiting.push_back(sent);
                continue;
            }
            for (slot, generation, changed) in &sent.carried {
                self.settle(*slot, *generation, *changed, sent.number, arrived);
            }
            sent.carried.clear();
            self.spare.push(sent);
        }
        self.sent = waiting;
    }

    fn settle(&mut self, slot: u8, generation: u8, changed: Tick, number: u16, arrived: bool) {
        if self.generations.get(usize::from(slot)) != Some(&generation) {
            return;
        }
        let Some(place) = self.slots.get_mut(usize::from(slot)) else { return };
        match place {
            Slot::Free => {}
            Slot::Held { acked, under_way, .. } => {
                if arrived && acked.is_none_or(|known| known < changed) {
                    *acked = Some(changed);
                }
                if under_way.is_some_and(|way| way.number == number) {
                    *under_way = None;
                }
            }
            Slot::Leaving { under_way, .. } => {
                if arrived {
                    *place = Slot::Free;
                } else if under_way.is_some_and(|way| way.number == number) {
                    *under_way = None;
                }
            }
        }
    }

    /// Gives every member a slot and lets go of everybody else; newcomers are added to `introduced`.
    pub(super) fn match_members(
        &mut self,
        members: &[Chosen],
        crowd: &Crowd,
        room: RoomId,
        introduced: &mut Vec<VisitorId>,
    ) {
        let present = |chosen: &Chosen| {
            let member = crowd.member(chosen.index);
            member.is_some_and(|m| m.present && m.visitor == chosen.visitor && m.room == room)
        };
        let mut wanted = members.iter().filter(|chosen| present(chosen)).peekable();
        let old = core::mem::take(&mut self.held);
        let mut held = old.iter().peekable();
        // Both lists are ordered by visitor: one pass finds who stays, who goes and who is new.
        loop {
            match (wanted.peek().copied(), held.peek().copied()) {
                (None, None) => break,
                (Some(new), Some((visitor, slot))) if new.visitor == *visitor => {
                    self.keep(*slot, new);
                    wanted.next();
                    held.next();
                }
                (Some(new), other) if other.is_none_or(|(visitor, _)| new.visitor < *visitor) => {
                    if self.assign(new) {
                        introduced.push(new.visitor);
                    }
                    wanted.next();
                }
                (_, Some((_, slot))) => {
                    self.release(*slot);
                    held.next();
                }
                (Some(_), None) => break,
            }
        }
    }

    fn keep(&mut self, slot: u8, chosen: &Chosen) {
        if let Some(Slot::Held { index, full_rate, .. }) = self.slots.get_mut(usize::from(slot)) {
            (*index, *full_rate) = (chosen.index, chosen.full_rate);
        }
        self.held.push((chosen.visitor, slot));
    }

    /// A slot that is just leaving with the same visitor is taken back; otherwise any free one.
    fn assign(&mut self, chosen: &Chosen) -> bool {
        let same = |slot: &Slot| matches!(slot, Slot::Leaving { visitor, .. } if *visitor == chosen.visitor);
        let place = self.slots.iter().position(same);
        let place = place.or_else(|| self.slots.iter().position(|slot| matches!(slot, Slot::Free)));
        let Some(place) = place else { return false };
        if let (Some(slot), Some(generation)) = (self.slots.get_mut(place), self.generations.get_mut(place)) {
            *generation = generation.wrapping_add(1);
            *slot = Slot::Held {
                visitor: chosen.visitor,
                index: chosen.index,
                full_rate: chosen.full_rate,
                acked: None,
                under_way: None,
                priority: DUE,
            };
        }
        self.held.push((chosen.visitor, u8::try_from(place).unwrap_or(u8::MAX)));
        true
    }

    fn release(&mut self, slot: u8) {
        let at = usize::from(slot);
        if let (Some(place), Some(generation)) = (self.slots.get_mut(at), self.generations.get_mut(at))
            && let Slot::Held { visitor, .. } = *place
        {
            *generation = generation.wrapping_add(1);
            *place = Slot::Leaving { visitor, under_way: None };
        }
    }

    /// Writes what is due, the most pressing first, within the budget; remembers it as under way.
    pub(super) fn write(
        &mut self,
        tick: Tick,
        number: u16,
        crowd: &Crowd,
        writer: &mut Writer<'_>,
        due: &mut Vec<Due>,
    ) {
        let mut sent = self.spare.pop().unwrap_or_default();
        sent.number = number;
        due.clear();
        for (slot, place) in (0u8..).zip(&mut self.slots) {
            match place {
                Slot::Free => {}
                Slot::Leaving { under_way, .. } => {
                    if is_open(*under_way, tick) && writer.len() < BUDGET_BYTES && writer.gone(slot) {
                        *under_way = Some(UnderWay { number, changed: tick, sent: tick });
                        let generation = self.generations.get(usize::from(slot)).copied().unwrap_or(0);
                        sent.carried.push((slot, generation, tick));
                    }
                }
                Slot::Held { index, full_rate, acked, under_way, priority, .. } => {
                    let Some(member) = crowd.member(*index) else { continue };
                    let known = *acked == Some(member.changed);
                    let coming = under_way.is_some_and(|way| way.changed == member.changed);
                    if known || (coming && !is_open(*under_way, tick)) {
                        continue;
                    }
                    *priority = priority.saturating_add(if *full_rate { FULL_RATE } else { MIDDLE_RATE });
                    if *priority >= DUE {
                        due.push((*priority, slot));
                    }
                }
            }
        }
        due.sort_unstable_by_key(|(priority, slot)| (core::cmp::Reverse(*priority), *slot));
        for (_, slot) in due.iter() {
            self.write_record(*slot, tick, number, crowd, writer, &mut sent);
        }
        self.remember(sent);
    }

    fn write_record(
        &mut self,
        slot: u8,
        tick: Tick,
        number: u16,
        crowd: &Crowd,
        writer: &mut Writer<'_>,
        sent: &mut Sent,
    ) {
        let Some(Slot::Held { visitor, index, acked, under_way, priority, .. }) = self.slots.get_mut(usize::from(slot))
        else {
            return;
        };
        let Some(member) = crowd.member(*index) else { return };
        let bind = acked.is_none().then_some(*visitor);
        let length = if bind.is_some() { BOUND_RECORD_BYTES } else { RECORD_BYTES };
        if writer.len() + length > BUDGET_BYTES || !writer.record(slot, member.bytes, bind) {
            return;
        }
        *priority = 0;
        *under_way = Some(UnderWay { number, changed: member.changed, sent: tick });
        let generation = self.generations.get(usize::from(slot)).copied().unwrap_or(0);
        sent.carried.push((slot, generation, member.changed));
    }

    fn remember(&mut self, sent: Sent) {
        self.sent.push_back(sent);
        if self.sent.len() > REMEMBERED
            && let Some(mut forgotten) = self.sent.pop_front()
        {
            forgotten.carried.clear();
            self.spare.push(forgotten);
        }
        self.spare.truncate(REMEMBERED);
    }
}

/// Whether something may be sent (again): nothing is under way, or it has been for too long.
fn is_open(under_way: Option<UnderWay>, tick: Tick) -> bool {
    under_way.is_none_or(|way| tick.since(way.sent) >= RESEND_TICKS)
}
