//! What a bot sees: the client's own [`Crowd`], read in wire units.
//!
//! Adds counts that no client needs: how many snapshots came, and when somebody was last told of. Has no rule of its
//! own.

use std::collections::BTreeMap;

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::snapshot::{Sighting, Snapshot};
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::units::Tick;
use hiroba_viewer::arrivals::{Arrival, Arrivals};
use hiroba_viewer::crowd::Crowd;
use hiroba_viewer::track::{Sample, Track};

/// A viewer's picture of the others.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    crowd: Crowd,
    arrivals: Arrivals,
    tick: Tick,
    taken: u64,
}

impl Sight {
    /// What to acknowledge.
    #[must_use]
    pub const fn ack(&self) -> Ack {
        self.arrivals.ack()
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
        self.crowd.strays()
    }

    /// Everybody in sight, with how they were last told of.
    #[must_use]
    pub fn picture(&self) -> BTreeMap<VisitorId, Sighting> {
        self.crowd.visitors().filter_map(|visitor| Some((visitor, self.of(visitor)?))).collect()
    }

    /// How one visitor was last told of, if they are in sight.
    #[must_use]
    pub fn of(&self, visitor: VisitorId) -> Option<Sighting> {
        self.newest(visitor).map(sighting)
    }

    /// How long ago the newest record of a visitor was made, in ticks, if they are in sight.
    #[must_use]
    pub fn ticks_since_told(&self, visitor: VisitorId) -> Option<u32> {
        self.newest(visitor).map(|sample| self.tick.since(Tick(sample.tick as u32)))
    }

    /// A room was entered.
    pub fn enter(&mut self, first: u16) {
        self.crowd.enter(first);
    }

    /// Takes a snapshot.
    pub fn take(&mut self, snapshot: &Snapshot) -> Arrival {
        let arrival = self.arrivals.note(snapshot.number);
        self.taken += u64::from(arrival != Arrival::Again);
        self.crowd.take(snapshot.clone());
        if arrival == Arrival::Newest {
            self.tick = snapshot.tick;
            // Nothing is drawn, so nothing earlier is ever looked at again.
            self.crowd.forget_before(f64::from(snapshot.tick.0));
        }
        arrival
    }

    fn newest(&self, visitor: VisitorId) -> Option<&Sample> {
        self.crowd.track(visitor).and_then(Track::newest)
    }
}

/// A sample as it came: places keep their wire unit.
fn sighting(sample: &Sample) -> Sighting {
    let Sample { at, facing, motion, epoch, away, .. } = *sample;
    Sighting { x: Sighting::wire_units(at.x), y: Sighting::wire_units(at.y), facing, motion, epoch, away }
}
