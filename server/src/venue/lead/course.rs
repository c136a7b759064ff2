//! Where a visitor who is led has to go now: to the goal, to a door on the way, or nowhere.
//!
//! Looks only; what follows from it is done by `lead`.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::path;

use super::way::Way;
use super::{Aim, Outcome};
use crate::venue::Venue;
use crate::venue::room::Room;
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
            towards(venue, visitor, room, |room| Course::of(room.tile_of_zone(zone).map(Way::To)))
        }
        Aim::Goal(Goal::Room(room)) => towards(venue, visitor, room, |_| Course::Stop(Outcome::Arrived)),
        Aim::Goal(Goal::Tile(tile)) => towards(venue, visitor, visitor.room, |room| {
            Course::of(path::nearest_open(room.map.as_ref(), tile, GOAL_REACH).map(Way::To))
        }),
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
    let tile = other.body.position.tile();
    towards(venue, visitor, other.room, |room| {
        let open = tile.and_then(|tile| path::nearest_open(room.map.as_ref(), tile, GOAL_REACH));
        Course::of(open.map(Way::Beside))
    })
}

/// The course within the goal's room, or to the nearest door on the way there.
fn towards(venue: &Venue, visitor: &Visitor, goal: RoomId, within: impl FnOnce(&Room) -> Course) -> Course {
    let Some(room) = venue.rooms.get(visitor.room) else { return Course::Impossible(Refusal::Unknown) };
    if goal == visitor.room {
        return within(room);
    }
    let next = venue.rooms.next_on_the_way(visitor.room, goal);
    let doors = room.doors.iter().filter(|door| Some(door.room) == next);
    let Some((door, tile)) = doors
        .filter_map(|door| Some((door, door.tile?)))
        .min_by_key(|(_, tile)| tile.centre().distance_squared(visitor.body.position))
    else {
        return Course::Impossible(Refusal::NoWay);
    };
    // Who stands in the door they came by would have to step out of it and in again.
    if visitor.standing.door == Some(door.zone) {
        Course::Pass(door.room, door.entry.clone())
    } else {
        Course::Walk(Way::To(tile))
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
