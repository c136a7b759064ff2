//! What each viewer sees: who is near enough to matter, and what of them changed.
//!
//! Once per tick every visitor's sighting is encoded once (`crowd`); each viewer keeps a bounded set of visitors
//! worth seeing (`interest`) and a ledger of what they already have (`ledger`); a snapshot holds only what
//! changed and was not yet acknowledged. No cost per viewer depends on how many are in the hall. Names and looks are
//! told by `introductions`, not sent here.

mod crowd;
mod interest;
mod ledger;

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::session::{LOW_PACE_TICKS, Pace};
use hiroba_shared::protocol::snapshot::{OwnBody, Sighting, Writer};
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::units::{Point, Tick};

use crowd::Crowd;
use interest::Interest;
use ledger::Ledger;

/// Most visitors a viewer sees by nearness.
pub const MOST_NEAREST: usize = 64;
/// Most visitors a viewer sees because they must (table, followed, conversation).
pub const MOST_FORCED: usize = 16;
/// Most visitors a viewer at the low pace sees by nearness, all of them in each of its few snapshots.
pub const MOST_NEAREST_LOW: usize = 24;
/// The interest of a viewer is chosen anew every so many ticks.
const REFRESH_TICKS: u32 = 8;

/// One visitor as the room shows them this tick.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Who.
    pub visitor: VisitorId,
    /// In which room.
    pub room: RoomId,
    /// Exactly where, for distances.
    pub position: Point,
    /// As others see them.
    pub sighting: Sighting,
}

/// One visitor who looks this tick.
#[derive(Debug, Clone, Copy)]
pub struct Viewer<'a> {
    /// Who.
    pub visitor: VisitorId,
    /// Where.
    pub room: RoomId,
    /// Their own body.
    pub own: OwnBody,
    /// Which snapshots they have.
    pub ack: Ack,
    /// How often they want to see.
    pub pace: Pace,
    /// Whom they must see if in the same room; beyond [`MOST_FORCED`] ignored.
    pub forced: &'a [VisitorId],
}

/// The views of everybody who looks.
#[derive(Debug)]
pub struct Views {
    seed: u64,
    crowd: Crowd,
    views: BTreeMap<VisitorId, View>,
    scratch: Scratch,
}

/// What one viewer has and is interested in.
#[derive(Debug)]
struct View {
    room: RoomId,
    next_number: u16,
    interest: Interest,
    ledger: Ledger,
    /// The crowd's departures when members and slots were last matched; `None` when they are to be matched anew.
    matched: Option<u64>,
    fresh: bool,
}

/// Buffers reused from viewer to viewer.
#[derive(Debug, Default)]
struct Scratch {
    choice: interest::Choice,
    due: Vec<ledger::Due>,
    held: Vec<ledger::Held>,
    introduced: Vec<VisitorId>,
}

impl Views {
    /// No views yet. `seed` salts the sampling of crowds too dense to look at one by one.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, crowd: Crowd::default(), views: BTreeMap::new(), scratch: Scratch::default() }
    }

    /// The visitor looks at `room` from now on and knows nothing of it. Answers the number of the first snapshot
    /// that belongs to it.
    pub fn open(&mut self, visitor: VisitorId, room: RoomId) -> u16 {
        let next_number = self.views.get(&visitor).map_or(1, |view| view.next_number);
        let (interest, ledger) = (Interest::default(), Ledger::default());
        let view = View { room, next_number, interest, ledger, matched: None, fresh: true };
        self.views.insert(visitor, view);
        next_number
    }

    /// The visitor no longer looks.
    pub fn close(&mut self, visitor: VisitorId) {
        self.views.remove(&visitor);
    }

    /// Builds the snapshots of one tick. `seen` is ordered by visitor and complete; viewers without an open view are
    /// passed over. `emit` gets the viewer, the snapshot, and whoever it mentions for the first time.
    pub fn tick(
        &mut self,
        tick: Tick,
        seen: &[Seen],
        viewers: &[Viewer<'_>],
        emit: &mut impl FnMut(VisitorId, Vec<u8>, &[VisitorId]),
    ) {
        self.crowd.update(tick, seen);
        for viewer in viewers {
            let Some(view) = self.views.get_mut(&viewer.visitor) else { continue };
            if view.room != viewer.room {
                continue;
            }
            // Viewers take turns, so that no tick has all the work.
            let turn = tick.0.wrapping_add(viewer.visitor.0);
            if viewer.pace == Pace::Low && !view.fresh && !turn.is_multiple_of(LOW_PACE_TICKS) {
                continue;
            }
            let due = view.fresh || turn.is_multiple_of(REFRESH_TICKS);
            if due || view.interest.lacks(viewer.forced) {
                let turns = u64::from(tick.0 / REFRESH_TICKS);
                let chance = salted(self.seed, viewer.visitor).wrapping_add(turns);
                let search = interest::Search { crowd: &self.crowd, viewer, chance };
                view.interest.choose(&search, &mut self.scratch.choice);
                (view.fresh, view.matched) = (false, None);
            }
            let bytes = view.snapshot(tick, viewer, &self.crowd, &mut self.scratch);
            emit(viewer.visitor, bytes, &self.scratch.introduced);
        }
        self.crowd.sweep();
    }
}

/// Another number for every viewer.
fn salted(seed: u64, viewer: VisitorId) -> u64 {
    seed ^ u64::from(viewer.0).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl View {
    fn snapshot(&mut self, tick: Tick, viewer: &Viewer<'_>, crowd: &Crowd, scratch: &mut Scratch) -> Vec<u8> {
        scratch.introduced.clear();
        self.ledger.acknowledge(viewer.ack);
        let departures = Some(crowd.departures());
        if self.matched != departures {
            let Scratch { held, introduced, .. } = scratch;
            let all = self.ledger.match_members(self.interest.members(), (crowd, viewer.room), held, introduced);
            self.matched = departures.filter(|_| all);
        }
        let number = self.next_number;
        self.next_number = if number == u16::MAX { 1 } else { number + 1 };
        let mut bytes = Vec::with_capacity(160);
        let mut writer = Writer::new(&mut bytes, number, tick, &viewer.own);
        self.ledger.write(tick, number, crowd, &mut writer, &mut scratch.due);
        writer.finish();
        bytes
    }
}

#[cfg(test)]
mod tests;
