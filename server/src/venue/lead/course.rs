//! Where a visitor who is led has to go now: to the goal, to a door on the way, or nowhere.
//!
//! Looks only; what follows from it is done by `lead`.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::path;
use hiroba_shared::units::TilePoint;

use super::journey::{self, End, First, Start};
use super::way::Way;
use super::{Aim, Outcome};
use crate::venue::Venue;
use crate::venue::roster::Visitor;

/// How far round a closed goal tile an open one may be.
const GOAL_REACH: u16 = 2;
/// Close enough to somebody to have arrived, in tiles.
const BESIDE_TILES: u16 = 2;

/// What is to be done for a visitor who is led.
pub(super) enum Course {
    /// Leading ends here.
    Stop(Outcome),
    /// Stand beside the one followed.
    Stand,
    /// Walk this way.
    Walk(Way),
    /// Go through the door they stand in.
    Pass(RoomId, String),
    /// It cannot be done.
    Impossible(Refusal),
}

/// What is to be done now.
pub(super) fn of(venue: &Venue, visitor: &Visitor, aim: Aim) -> Course {
    match aim {
        Aim::Follow(whom) => beside(venue, visitor, whom, Course::Stand),
        Aim::Goal(Goal::Visitor(whom)) => beside(venue, visitor, whom, Course::Stop(Outcome::Arrived)),
        Aim::Goal(Goal::Zone(room, zone)) => {
            // Whoever is led to a door goes through it.
            if let Some(door) = venue.rooms.get(room).and_then(|room| room.doorway(zone)) {
                return towards(venue, visitor, &End { room: door.room, tile: None }, Course::Stop(Outcome::Arrived));
            }
            let tile = venue.rooms.get(room).and_then(|room| room.tile_of_zone(zone));
            to_tile(venue, visitor, room, tile.map(Way::To))
        }
        Aim::Goal(Goal::Room(room)) => {
            towards(venue, visitor, &End { room, tile: None }, Course::Stop(Outcome::Arrived))
        }
        // A tile is one of this room: the way to it never leads out of it.
        Aim::Goal(Goal::Tile(tile)) => Course::of(open_tile(venue, visitor.room, tile).map(Way::To)),
    }
}

impl Course {
    fn of(way: Option<Way>) -> Self {
        way.map_or(Self::Impossible(Refusal::NoWay), Self::Walk)
    }
}

fn beside(venue: &Venue, visitor: &Visitor, whom: VisitorId, there: Course) -> Course {
    let Some(other) = venue.roster.get(whom).filter(|other| other.is_seen(venue.tick)) else {
        return Course::Impossible(Refusal::NotHere);
    };
    if other.room == visitor.room && other.body.position.is_within(visitor.body.position, BESIDE_TILES) {
        return there;
    }
    let tile = other.body.position.tile().and_then(|tile| open_tile(venue, other.room, tile));
    to_tile(venue, visitor, other.room, tile.map(Way::Beside))
}

/// The open tile nearest to one of a room.
fn open_tile(venue: &Venue, room: RoomId, tile: TilePoint) -> Option<TilePoint> {
    path::nearest_open(venue.rooms.get(room)?.map.as_ref(), tile, GOAL_REACH)
}

/// The course to the end of a way that may lie in another room.
fn to_tile(venue: &Venue, visitor: &Visitor, room: RoomId, way: Option<Way>) -> Course {
    let Some(Way::To(tile) | Way::Beside(tile)) = way else { return Course::Impossible(Refusal::NoWay) };
    towards(venue, visitor, &End { room, tile: Some(tile) }, Course::of(way))
}

/// The course to a place: within the part of the room the visitor is in, or to the first door on the way there.
fn towards(venue: &Venue, visitor: &Visitor, end: &End, here: Course) -> Course {
    let chosen = visitor.lead.as_ref().and_then(|lead| lead.planned).and_then(|way| match way {
        Way::To(tile) => Some(tile),
        Way::Beside(_) => None,
    });
    let start = Start { room: visitor.room, at: visitor.body.position, door: visitor.standing.door, chosen };
    match journey::first(&venue.rooms, &start, end) {
        Some(First::Here) => here,
        Some(First::Enter(tile)) => Course::Walk(Way::To(tile)),
        Some(First::Pass(door)) => Course::Pass(door.room, door.entry.clone()),
        None => Course::Impossible(Refusal::NoWay),
    }
}

/// Why a visitor cannot be led there, if they cannot.
pub(super) fn objection(venue: &Venue, id: VisitorId, aim: Aim) -> Option<Refusal> {
    match aim {
        Aim::Follow(whom) | Aim::Goal(Goal::Visitor(whom)) => {
            let here = venue.roster.get(whom).is_some_and(|other| other.is_seen(venue.tick));
            if whom == id { Some(Refusal::OutOfPlace) } else { (!here).then_some(Refusal::NotHere) }
        }
        Aim::Goal(Goal::Zone(room, zone)) => {
            let known = venue.rooms.get(room).is_some_and(|room| room.map.zone(zone).is_some());
            (!known).then_some(Refusal::Unknown)
        }
        Aim::Goal(Goal::Room(room)) => venue.rooms.get(room).is_none().then_some(Refusal::Unknown),
        Aim::Goal(Goal::Tile(_)) => None,
    }
}
