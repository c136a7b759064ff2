//! Free seats for those who ask: the nearest in the audience, kept for them long enough to walk there.
//!
//! Promises that two who ask within that time are not sent to one seat. It neither leads nor seats anybody: that is
//! theirs to do, and whoever sits down first sits.

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, SeatId, VisitorId};
use hiroba_shared::map::{RoomMap, Seat, ZoneKind};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::programme::ProgrammeFromServer;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::units::{Tick, seconds};

use crate::venue::Venue;

/// How long a seat is kept.
const KEPT_TICKS: u32 = seconds(30);

/// Which seats are promised to whom, and since when.
#[derive(Debug, Default, Hash)]
pub(super) struct Promises(BTreeMap<(RoomId, SeatId), (VisitorId, Tick)>);

impl Promises {
    fn holds(&self, room: RoomId, seat: SeatId, visitor: VisitorId, tick: Tick) -> bool {
        let promise = self.0.get(&(room, seat));
        promise.is_some_and(|(whose, since)| *whose != visitor && tick.since(*since) < KEPT_TICKS)
    }

    fn make(&mut self, room: RoomId, seat: SeatId, visitor: VisitorId, tick: Tick) {
        self.0.retain(|_, (whose, since)| *whose != visitor && tick.since(*since) < KEPT_TICKS);
        self.0.insert((room, seat), (visitor, tick));
    }
}

/// Finds somebody a seat.
pub(super) fn find(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    let room = venue.rooms.get(visitor.room).ok_or(Refusal::NotHere)?;
    let promises = &venue.programme.seats;
    let is_free = |seat: SeatId| !room.seats.contains_key(&seat) && !promises.holds(visitor.room, seat, id, venue.tick);
    let free = candidates(&room.map).filter(|(seat, _)| is_free(*seat));
    let nearest = free.min_by_key(|(id, seat)| (seat.at.distance_squared(visitor.body.position), *id));
    let (seat, _) = nearest.ok_or(Refusal::NoSeat)?;
    let room = visitor.room;
    venue.programme.seats.make(room, seat, id, venue.tick);
    venue.send(id, FromServer::Programme(ProgrammeFromServer::Seat(seat)));
    Ok(())
}

/// The seats of the audience; all seats of a room without one.
fn candidates(map: &RoomMap) -> impl Iterator<Item = (SeatId, &Seat)> {
    let audience: Vec<_> =
        map.zones.iter().filter(|zone| zone.kind == ZoneKind::Audience).map(|zone| zone.shape).collect();
    let seats = (0u16..).map(SeatId).zip(&map.seats);
    seats.filter(move |(_, seat)| audience.is_empty() || audience.iter().any(|shape| shape.contains(seat.at)))
}
