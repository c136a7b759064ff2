//! By which door somebody is led to another room, or to a part of their own that is reached through others.
//!
//! Counts doors, not tiles: the fewest doors win, among equals the one chosen before, then the nearest. Looks at rooms
//! only; it neither plans the way to the door nor walks it.

use std::collections::{BTreeSet, VecDeque};

use hiroba_shared::ids::{RoomId, ZoneId};
use hiroba_shared::units::{Point, TilePoint};

use crate::venue::room::{Doorway, Part, Rooms};

/// Where somebody sets out from.
pub(super) struct Start {
    pub(super) room: RoomId,
    pub(super) at: Point,
    /// The door they stand in, because they came by it.
    pub(super) door: Option<ZoneId>,
    /// The tile they are on their way to: a door once chosen is kept while no other needs fewer doors.
    pub(super) chosen: Option<TilePoint>,
}

/// Where they want to be.
pub(super) struct End {
    pub(super) room: RoomId,
    /// On which tile; anywhere in the room without one.
    pub(super) tile: Option<TilePoint>,
}

/// What is to be done first.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum First<'a> {
    /// Nothing: the goal is in this part of this room.
    Here,
    /// Step onto this tile of the door.
    Enter(TilePoint),
    /// Go through the door they stand in, which would have to be left and entered again.
    Pass(&'a Doorway),
}

type Place = (RoomId, Part);

/// The first thing to do on the way; `None` when no doors lead there.
pub(super) fn first<'a>(rooms: &'a Rooms, start: &Start, end: &End) -> Option<First<'a>> {
    let room = rooms.get(start.room)?;
    let target = rooms.get(end.room)?;
    let wanted = end.tile.map(|tile| target.parts.around(tile));
    let is_end = |(room, part): Place| room == end.room && wanted.as_ref().is_none_or(|parts| parts.contains(&part));
    let own = room.parts.around(start.at.tile()?);
    if start.room == end.room && (wanted.is_none() || own.iter().any(|part| is_end((start.room, *part)))) {
        return Some(First::Here);
    }
    let passed = start.door.and_then(|zone| room.doorway(zone)).map(|door| (door, First::Pass(door), 0));
    let entered = room.doors.iter().flat_map(|door| {
        let reached = door.beside.iter().filter(|(part, _)| own.contains(part));
        reached.map(move |(_, tile)| (door, First::Enter(*tile), tile.centre().distance_squared(start.at)))
    });
    let by_door = passed.into_iter().chain(entered.filter(|(door, ..)| start.door != Some(door.zone)));
    let counted = by_door.filter_map(|(door, first, far)| Some((doors_behind(rooms, door, &is_end)?, far, first)));
    let is_other = |first: &First<'_>| start.chosen.is_some_and(|tile| *first != First::Enter(tile));
    counted.min_by_key(|(doors, far, first)| (*doors, is_other(first), *far)).map(|(_, _, first)| first)
}

/// How many more doors there are behind this one.
fn doors_behind(rooms: &Rooms, door: &Doorway, is_end: &impl Fn(Place) -> bool) -> Option<u32> {
    let mut reached: BTreeSet<Place> = door.behind.iter().map(|part| (door.room, *part)).collect();
    let mut waiting: VecDeque<(Place, u32)> = reached.iter().map(|place| (*place, 0)).collect();
    while let Some((place, doors)) = waiting.pop_front() {
        if is_end(place) {
            return Some(doors);
        }
        let leading_on =
            rooms.get(place.0)?.doors.iter().filter(|door| door.beside.iter().any(|(part, _)| *part == place.1));
        for door in leading_on {
            for next in door.behind.iter().map(|part| (door.room, *part)) {
                if reached.insert(next) {
                    waiting.push_back((next, doors + 1));
                }
            }
        }
    }
    None
}
