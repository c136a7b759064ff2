//! A number that is equal for equal states: replays and the tests of determinism compare it.
//!
//! Covers where everybody is, what holds for them and how much was sent; not what views remember of each other and not
//! who waits for which answer, which show in the outputs that such tests compare too. No protection against tampering.

use std::hash::{Hash, Hasher};

use super::Venue;

/// FNV-1a, because the standard hasher may change from release to release.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
}

/// The number of the venue's state.
pub(super) fn of(venue: &Venue) -> u64 {
    let mut hash = Fnv(0xCBF2_9CE4_8422_2325);
    (venue.tick, venue.now, venue.stopping, venue.outbox.made()).hash(&mut hash);
    (venue.told.next_number(), venue.requests.len(), &venue.programme, &venue.stages).hash(&mut hash);
    (venue.admission.tickets(), venue.admission.promised()).hash(&mut hash);
    (&venue.floor, &venue.halls).hash(&mut hash);
    (&venue.ways, &venue.searches, &venue.stirred, &venue.slides, &venue.photographs).hash(&mut hash);
    for (_, room) in venue.rooms.iter() {
        (&room.seats, &room.circles).hash(&mut hash);
    }
    for (id, visitor) in venue.roster.iter() {
        (id, visitor.attendance, visitor.room, visitor.body, visitor.epoch, visitor.seat).hash(&mut hash);
        (visitor.standing, visitor.circle, &visitor.steps, &visitor.forced, visitor.partner).hash(&mut hash);
        (&visitor.mutes, &visitor.blocks, &visitor.blocked_by).hash(&mut hash);
        (visitor.takes_direct, &visitor.allowances).hash(&mut hash);
        (visitor.lead.as_ref().and_then(|lead| lead.next_point()), visitor.unkept, &visitor.heard).hash(&mut hash);
        (visitor.ack.newest, visitor.ack.history, visitor.pace, visitor.channel).hash(&mut hash);
    }
    hash.finish()
}
