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
        full_rate: bool,
        under_way: Option<UnderWay>,
        priority: u16,
    },
    /// Showed somebody who is to be forgotten.
    Leaving {
        visitor: VisitorId,
        under_way: Option<UnderWay>,
    },
}

/// Whom a slot shows and which version the viewer has; `None` until they know whose slot this is. Apart from [`Slot`],
/// because it is looked at in every tick, and mostly there is nothing to send: so close together it stays in the
/// processor's cache.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    index: SlabIndex,
    acked: Option<Tick>,
}

/// A visitor who has a slot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    visitor: VisitorId,
    slot: u8,
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
    known: Vec<Known>,
    /// How many slots are leaving.
    leaving: usize,
    /// Counts the re-assignments of each slot, so that old acknowledgements do not count for a new visitor.
    generations: Vec<u8>,
    sent: VecDeque<Sent>,
    spare: Vec<Sent>,
    last_ack: Ack,
    /// Held visitors in order.
    held: Vec<Held>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            slots: vec![Slot::Free; SLOTS],
            known: vec![Known::default(); SLOTS],
            leaving: 0,
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
        for _ in 0..self.sent.len() {
            let Some(mut sent) = self.sent.pop_front() else { return };
            let age = ack.newest.wrapping_sub(sent.number);
            let arrived = ack.covers(sent.number);
            let lost = !arrived && (OVERTAKEN_BY..0x8000).contains(&age);
            if !arrived && !lost {
                self.sent.push_back(sent);
                continue;
            }
            for (slot, generation, changed) in &sent.carried {
                self.settle(*slot, *generation, *changed, sent.number, arrived);
            }
            sent.carried.clear();
            self.spare.push(sent);
        }
    }

    fn settle(&mut self, slot: u8, generation: u8, changed: Tick, number: u16, arrived: bool) {
        if self.generations.get(usize::from(slot)) != Some(&generation) {
            return;
        }
        let at = usize::from(slot);
        let (Some(place), Some(known)) = (self.slots.get_mut(at), self.known.get_mut(at)) else { return };
        match place {
            Slot::Free => {}
            Slot::Held { under_way, .. } => {
                if arrived && known.acked.is_none_or(|acked| acked < changed) {
                    known.acked = Some(changed);
                }
                if under_way.is_some_and(|way| way.number == number) {
                    *under_way = None;
                }
            }
            Slot::Leaving { under_way, .. } => {
                if arrived {
                    *place = Slot::Free;
                    self.leaving = self.leaving.saturating_sub(1);
                } else if under_way.is_some_and(|way| way.number == number) {
                    *under_way = None;
                }
            }
        }
    }

    /// Gives every member a slot and lets go of everybody else; newcomers are added to `introduced`. Answers whether
    /// everybody got a slot. `old` is a buffer.
    pub(super) fn match_members(
        &mut self,
        members: &[Chosen],
        (crowd, room): (&Crowd, RoomId),
        old: &mut Vec<Held>,
        introduced: &mut Vec<VisitorId>,
    ) -> bool {
        let present = |chosen: &Chosen| {
            let member = crowd.member(chosen.index);
            member.is_some_and(|m| m.present && m.visitor == chosen.visitor && m.room == room)
        };
        let mut all = true;
        let mut wanted = members.iter().filter(|chosen| present(chosen)).peekable();
        core::mem::swap(&mut self.held, old);
        self.held.clear();
        let mut held = old.iter().peekable();
        // Both lists are ordered by visitor: one pass finds who stays, who goes and who is new.
        loop {
            match (wanted.peek().copied(), held.peek().copied()) {
                (None, None) => break,
                (Some(new), Some(Held { visitor, slot })) if new.visitor == *visitor => {
                    self.keep(*slot, new);
                    wanted.next();
                    held.next();
                }
                (Some(new), other) if other.is_none_or(|other| new.visitor < other.visitor) => {
                    if self.assign(new) {
                        introduced.push(new.visitor);
                    } else {
                        all = false;
                    }
                    wanted.next();
                }
                (_, Some(Held { slot, .. })) => {
                    self.release(*slot);
                    held.next();
                }
                (Some(_), None) => break,
            }
        }
        all
    }

    fn keep(&mut self, slot: u8, chosen: &Chosen) {
        let at = usize::from(slot);
        if let (Some(Slot::Held { full_rate, .. }), Some(known)) = (self.slots.get_mut(at), self.known.get_mut(at)) {
            (*full_rate, known.index) = (chosen.full_rate, chosen.index);
        }
        self.held.push(Held { visitor: chosen.visitor, slot });
    }

    /// A slot that is just leaving with the same visitor is taken back; otherwise any free one.
    fn assign(&mut self, chosen: &Chosen) -> bool {
        let same = |slot: &Slot| matches!(slot, Slot::Leaving { visitor, .. } if *visitor == chosen.visitor);
        let back = if self.leaving > 0 { self.slots.iter().position(same) } else { None };
        let place = back.or_else(|| self.slots.iter().position(|slot| matches!(slot, Slot::Free)));
        let Some((at, slot)) = place.and_then(|at| Some((at, u8::try_from(at).ok()?))) else { return false };
        let places = (self.slots.get_mut(at), self.known.get_mut(at), self.generations.get_mut(at));
        let (Some(place), Some(known), Some(generation)) = places else { return false };
        *generation = generation.wrapping_add(1);
        *known = Known { index: chosen.index, acked: None };
        *place = Slot::Held { visitor: chosen.visitor, full_rate: chosen.full_rate, under_way: None, priority: DUE };
        self.leaving -= usize::from(back.is_some());
        self.held.push(Held { visitor: chosen.visitor, slot });
        true
    }

    fn release(&mut self, slot: u8) {
        let at = usize::from(slot);
        if let (Some(place), Some(generation)) = (self.slots.get_mut(at), self.generations.get_mut(at))
            && let Slot::Held { visitor, .. } = *place
        {
            *generation = generation.wrapping_add(1);
            *place = Slot::Leaving { visitor, under_way: None };
            self.leaving += 1;
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
        if self.leaving > 0 {
            self.write_gone(tick, number, writer, &mut sent);
        }
        due.clear();
        for Held { slot, .. } in &self.held {
            let at = usize::from(*slot);
            let Some(known) = self.known.get(at) else { continue };
            let Some(changed) = crowd.changed(known.index) else { continue };
            if known.acked == Some(changed) {
                continue;
            }
            let Some(Slot::Held { full_rate, under_way, priority, .. }) = self.slots.get_mut(at) else { continue };
            let coming = under_way.is_some_and(|way| way.changed == changed);
            if coming && !is_open(*under_way, tick) {
                continue;
            }
            *priority = priority.saturating_add(if *full_rate { FULL_RATE } else { MIDDLE_RATE });
            if *priority >= DUE {
                due.push((*priority, *slot));
            }
        }
        due.sort_unstable_by_key(|(priority, slot)| (core::cmp::Reverse(*priority), *slot));
        for (_, slot) in due.iter() {
            self.write_record(*slot, tick, number, crowd, writer, &mut sent);
        }
        self.remember(sent);
    }

    fn write_gone(&mut self, tick: Tick, number: u16, writer: &mut Writer<'_>, sent: &mut Sent) {
        for (slot, place) in (0u8..).zip(&mut self.slots) {
            let Slot::Leaving { under_way, .. } = place else { continue };
            if is_open(*under_way, tick) && writer.len() < BUDGET_BYTES && writer.gone(slot) {
                *under_way = Some(UnderWay { number, changed: tick, sent: tick });
                let generation = self.generations.get(usize::from(slot)).copied().unwrap_or(0);
                sent.carried.push((slot, generation, tick));
            }
        }
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
        let at = usize::from(slot);
        let (Some(place), Some(known)) = (self.slots.get_mut(at), self.known.get(at)) else { return };
        let Slot::Held { visitor, under_way, priority, .. } = place else { return };
        let (Some(member), Some(changed)) = (crowd.member(known.index), crowd.changed(known.index)) else { return };
        let bind = known.acked.is_none().then_some(*visitor);
        let length = if bind.is_some() { BOUND_RECORD_BYTES } else { RECORD_BYTES };
        if writer.len() + length > BUDGET_BYTES || !writer.record(slot, member.bytes, bind) {
            return;
        }
        *priority = 0;
        *under_way = Some(UnderWay { number, changed, sent: tick });
        let generation = self.generations.get(at).copied().unwrap_or(0);
        sent.carried.push((slot, generation, changed));
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
