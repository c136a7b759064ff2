//! Moves every body once a tick, by its visitor's intents or led by the venue, and carries out what follows from it.
//!
//! Promises one step per visitor and tick at most, taken by the shared rules, whatever clients send. Where somebody
//! is led is decided in `lead`, what a door does in `passage`.

use hiroba_shared::ids::{SeatId, VisitorId};
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::walk::WalkFromClient;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::movement::{self, Body, Drive, Intent, Motion};
use hiroba_shared::rules::path;

use super::input::{Discarded, LinkId};
use super::lead::{Act, Wish};
use super::room::{Room, Standing};
use super::roster::Visitor;
use super::{Venue, circle, lead, passage, photograph};

/// How far away a seat may be to sit down on it, in tiles.
const SEAT_REACH_TILES: u16 = 2;
/// Most steps that lead there: straight ones may go round a corner.
const SEAT_REACH_STEPS: u8 = 3;

/// What followed from a step.
#[derive(Debug)]
pub(super) enum Happening {
    /// They rose from a seat.
    Rose(SeatId),
    /// Other zone rules hold where they are now.
    Crossed(Standing),
    /// Their own step ended the leading.
    BrokeAway,
    /// All steps before their wish are done.
    Wished(Act),
    /// It is time to look after where they are led.
    LedOn,
}

/// A stride came over a link.
pub(super) fn stride(venue: &mut Venue, link: LinkId, stride: &Stride) {
    let Some(visitor) = venue.roster.by_link(link).and_then(|id| venue.roster.get_mut(id)) else {
        return venue.outbox.discard(Discarded::UnknownLink);
    };
    // A late stride must not take back what a newer one acknowledged.
    if stride.ack.newest.wrapping_sub(visitor.ack.newest) < 0x8000 {
        visitor.ack = stride.ack;
    }
    if visitor.steps.take_in(stride).is_err() {
        venue.outbox.discard(Discarded::OddStride);
    }
}

/// A client says something about moving.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: WalkFromClient) {
    photograph::wished_elsewhere(venue, id);
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    let wish = match message {
        WalkFromClient::Sit { seat, after } => Some(Wish { act: Act::Sit(seat), after }),
        WalkFromClient::Lead { goal, after } => Some(Wish { act: Act::Lead(goal), after }),
        WalkFromClient::Follow { visitor, after } => Some(Wish { act: Act::Follow(visitor), after }),
        WalkFromClient::Stop => None,
    };
    // A wish waits for the steps taken before it: they may be in the queue or still on their way, and would end it.
    visitor.wish = wish;
    if wish.is_none() {
        lead::release(venue, id, lead::Outcome::GivenUp);
    }
}

/// One step of everybody.
pub(super) fn step(venue: &mut Venue) {
    let mut happenings = std::mem::take(&mut venue.happenings);
    let Venue { roster, rooms, tick, .. } = venue;
    for (id, visitor) in roster.iter_mut() {
        let Some(room) = rooms.get(visitor.room) else { continue };
        advance(visitor, room, &mut |happening| happenings.push((id, happening)));
        if visitor.lead.as_ref().is_some_and(|lead| lead.is_due(id, *tick)) {
            happenings.push((id, Happening::LedOn));
        }
    }
    for (id, happening) in happenings.drain(..) {
        match happening {
            Happening::Rose(seat) => rise(venue, id, seat),
            Happening::Crossed(standing) => passage::cross(venue, id, standing),
            Happening::BrokeAway => lead::broke_away(venue, id),
            Happening::Wished(Act::Sit(seat)) => sit(venue, id, seat),
            Happening::Wished(Act::Lead(goal)) => lead::begin(venue, id, lead::Aim::Goal(goal)),
            Happening::Wished(Act::Follow(whom)) => lead::begin(venue, id, lead::Aim::Follow(whom)),
            Happening::LedOn => lead::review(venue, id),
        }
    }
    venue.happenings = happenings;
}

/// The visitor gives up their seat, if they have one: for a door, another seat, or for good.
pub(super) fn leave_seat(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    if let Some(seat) = visitor.seat.take() {
        visitor.body.motion = Motion::Standing;
        rise(venue, id, seat);
    }
}

fn advance(visitor: &mut Visitor, room: &Room, note: &mut impl FnMut(Happening)) {
    let before = visitor.body;
    if let Some(drive) = drive(visitor, note) {
        visitor.body = movement::step(before, drive, room.map.as_ref());
    }
    if let Some(lead) = &mut visitor.lead {
        lead.walked(before.position, visitor.body.position);
    }
    if visitor.body != before {
        visitor.unkept = true;
        moved(visitor, room, before, note);
    }
    // Last, because sitting down changes once more what the step changed.
    if let Some(wish) = visitor.wish.take_if(|wish| visitor.steps.applied() >= wish.after) {
        note(Happening::Wished(wish.act));
    }
}

/// What follows from another place or pose.
fn moved(visitor: &mut Visitor, room: &Room, before: Body, note: &mut impl FnMut(Happening)) {
    if visitor.body.motion != Motion::Seated {
        visitor.seat.take().map(Happening::Rose).into_iter().for_each(&mut *note);
    }
    if visitor.body.position == before.position {
        return;
    }
    let standing = room.standing(visitor.body.position);
    if standing != visitor.standing {
        note(Happening::Crossed(standing));
    }
}

/// Who moves the body in this tick; nobody, when it rests.
fn drive(visitor: &mut Visitor, note: &mut impl FnMut(Happening)) -> Option<Drive> {
    let moves = matches!(visitor.body.motion, Motion::Walking | Motion::Running);
    if let Some(lead) = &visitor.lead {
        if !visitor.steps.wants_to_move() {
            return lead.next_point().map(Drive::Led).or(moves.then_some(Drive::Own(Intent::Stay)));
        }
        visitor.lead = None;
        note(Happening::BrokeAway);
    }
    if let Some(intent) = visitor.steps.next(visitor.body.motion) {
        return Some(Drive::Own(intent));
    }
    (moves && visitor.steps.starve()).then_some(Drive::Own(Intent::Stay))
}

fn rise(venue: &mut Venue, id: VisitorId, seat: SeatId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    if let Some(room) = venue.rooms.get_mut(visitor.room) {
        room.seats.remove(&seat);
    }
    venue.stirred.insert(id);
}

fn sit(venue: &mut Venue, id: VisitorId, seat: SeatId) {
    if let Err(refusal) = try_sit(venue, id, seat) {
        return venue.refuse(id, refusal);
    }
    lead::release(venue, id, lead::Outcome::GivenUp);
}

fn try_sit(venue: &mut Venue, id: VisitorId, seat: SeatId) -> Result<(), Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    let room = venue.rooms.get(visitor.room).ok_or(Refusal::Unknown)?;
    let place = room.map.seat(seat).ok_or(Refusal::Unknown)?;
    let (from, to) = (visitor.body.position, place.at);
    let tiles = from.tile().zip(to.tile());
    let open_way = tiles.is_some_and(|(from, to)| path::leads_to(room.map.as_ref(), from, to, SEAT_REACH_STEPS));
    if !from.is_within(to, SEAT_REACH_TILES) || !open_way {
        return Err(Refusal::TooFar);
    }
    match room.seats.get(&seat) {
        Some(sitter) if *sitter == id => return Ok(()),
        Some(_) => return Err(Refusal::SeatTaken),
        None => {}
    }
    let standing = room.standing(place.at);
    let room = visitor.room;
    leave_seat(venue, id);
    if let Some(room) = venue.rooms.get_mut(room) {
        room.seats.insert(seat, id);
    }
    if let Some(visitor) = venue.roster.get_mut(id) {
        visitor.body = Body { position: place.at, facing: place.facing, motion: Motion::Seated };
        visitor.epoch = visitor.epoch.wrapping_add(1) & 3;
        visitor.seat = Some(seat);
        visitor.unkept = true;
    }
    venue.stirred.insert(id);
    circle::cross(venue, id, standing);
    Ok(())
}
