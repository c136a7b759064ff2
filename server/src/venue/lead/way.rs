//! Plans the ways of visitors who are led: a few per tick, in the order they were asked for.
//!
//! The path itself is found by the shared rules; the steps along it are taken by `walk`.

use hiroba_shared::ids::{VisitorId, ZoneId};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::movement::Ground;
use hiroba_shared::rules::path;
use hiroba_shared::units::{Point, TilePoint};

use super::course::{self, Course};
use crate::venue::Venue;
use crate::venue::room::Room;

/// Tiles that may be searched in one tick; one way is always planned, whatever the map's size.
const TILES_PER_TICK: u32 = 60_000;

/// Where a way ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// On this tile.
    To(TilePoint),
    /// A tile before this one, where somebody is.
    Beside(TilePoint),
}

/// A room without the doors that do not belong to the way: who steps into one is somewhere else.
struct Pavement<'a> {
    room: &'a Room,
    /// The door the visitor stands in, and the one they go to.
    doors: [Option<ZoneId>; 2],
}

impl Ground for Pavement<'_> {
    fn is_open(&self, tile: TilePoint) -> bool {
        let door = self.room.door_at(tile);
        self.room.map.is_open(tile) && (door.is_none() || self.doors.contains(&door))
    }
}

/// Plans ways for those who wait for one, within what one tick may cost.
pub(in crate::venue) fn plan_some(venue: &mut Venue) {
    let mut left = TILES_PER_TICK;
    for _ in 0..venue.ways.len() {
        let Some(id) = venue.ways.next() else { return };
        let cost = plan(venue, id);
        left = left.saturating_sub(cost);
        if left == 0 {
            return;
        }
    }
}

/// Plans one way; answers how many tiles may have been searched.
fn plan(venue: &mut Venue, id: VisitorId) -> u32 {
    let Some(visitor) = venue.roster.get(id) else { return 0 };
    let (Some(lead), Some(room)) = (&visitor.lead, venue.rooms.get(visitor.room)) else { return 0 };
    let Course::Walk(way) = course::of(venue, visitor, lead.aim) else {
        super::review(venue, id);
        return 0;
    };
    let size = (room.map.width, room.map.height);
    let cost = u32::from(size.0).saturating_mul(u32::from(size.1));
    let (Way::To(to) | Way::Beside(to)) = way;
    let from = visitor.body.position.tile();
    let ground = Pavement { room, doors: [visitor.standing.door, room.door_at(to)] };
    let Some(tiles) = from.and_then(|from| path::find(&ground, size, from, to)) else {
        super::give_up(venue, id, Refusal::NoWay);
        return cost;
    };
    let points = points_along(visitor.body.position, &tiles, way);
    if let Some(lead) = venue.roster.get_mut(id).and_then(|visitor| visitor.lead.as_mut()) {
        lead.points = points;
        lead.planned = Some(way);
        lead.stuck = 0;
    }
    cost
}

/// The corners of a way, the first one last; a way to somebody ends a tile before them.
fn points_along(from: Point, tiles: &[TilePoint], way: Way) -> Vec<Point> {
    let beside = matches!(way, Way::Beside(_));
    let tiles = if beside { tiles.split_last().map_or(tiles, |(_, before)| before) } else { tiles };
    // Straight runs become one point, because each point costs a shortened step. The first tile always stays: the
    // body may stand beside the middle of its own.
    let mut points: Vec<Point> = Vec::new();
    for point in tiles.iter().map(|tile| tile.centre()) {
        if let [.., before, last] = points.as_slice()
            && (last.x - before.x).signum() == (point.x - last.x).signum()
            && (last.y - before.y).signum() == (point.y - last.y).signum()
        {
            points.pop();
        }
        points.push(point);
    }
    // To one's own tile the way is empty; its middle still is to be reached.
    if points.is_empty()
        && !beside
        && let Some(tile) = from.tile()
    {
        points.push(tile.centre());
    }
    points.reverse();
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_keeps_its_corners_only_and_stops_beside_people() {
        let tiles = [(1, 0), (2, 0), (3, 0), (4, 1), (5, 2)].map(|(x, y)| TilePoint::new(x, y));
        let corners = |tiles: &[(u16, u16)]| -> Vec<Point> {
            tiles.iter().map(|(x, y)| TilePoint::new(*x, *y).centre()).collect()
        };
        let from = TilePoint::new(0, 0).centre();
        assert_eq!(points_along(from, &tiles, Way::To(TilePoint::new(5, 2))), corners(&[(5, 2), (3, 0), (1, 0)]));
        assert_eq!(points_along(from, &tiles, Way::Beside(TilePoint::new(5, 2))), corners(&[(4, 1), (3, 0), (1, 0)]));
    }
}
