//! Leading a visitor to a goal, through doors if need be, and following somebody.
//!
//! Ways are planned a few per tick, in the order they were asked for, so that a crowd with goals cannot stall the
//! venue. The steps along a way are taken by `walk`.

use std::collections::VecDeque;

use hiroba_shared::ids::{RoomId, SeatId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::walk::{Goal, WalkFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::path;
use hiroba_shared::units::{Point, Tick, TilePoint};

use super::room::Room;
use super::roster::Visitor;
use super::{Venue, circle, passage};

/// How often the way to a moving goal is looked after, in ticks.
const REVIEW_EVERY: u32 = 10;
/// Tiles that may be searched in one tick; one way is always planned, whatever the map's size.
const TILES_PER_TICK: u32 = 60_000;
/// How far round a closed goal tile an open one may be.
const GOAL_REACH: u16 = 2;
/// Close enough to somebody to have arrived, in tiles.
const BESIDE_TILES: u16 = 2;
/// Ticks without getting anywhere after which leading is given up.
const STUCK_TICKS: u8 = 20;

/// Something a visitor wants to do once their steps are done.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wish {
    /// Sit down.
    Sit(SeatId),
    /// Be led.
    Lead(Goal),
    /// Follow somebody.
    Follow(VisitorId),
}

/// What leading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To arrive.
    Goal(Goal),
    /// To stay beside somebody.
    Follow(VisitorId),
}

/// How leading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// They are there.
    Arrived,
    /// They or the venue gave up.
    GivenUp,
}

/// A visitor being led.
#[derive(Debug)]
pub(super) struct Lead {
    aim: Aim,
    /// Points to walk to, the next one last.
    points: Vec<Point>,
    /// The way that was planned.
    planned: Option<Way>,
    queued: bool,
    stuck: u8,
}

/// What is to be done for a visitor who is led.
enum Course {
    Stop(Outcome),
    Stand,
    Walk(Way),
    Pass(RoomId, String),
    Impossible(Refusal),
}

/// Where a way ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// On this tile.
    To(TilePoint),
    /// A tile before this one, where somebody is.
    Beside(TilePoint),
}

impl Lead {
    /// Whom the visitor is led to.
    pub(super) fn whom(&self) -> Option<VisitorId> {
        match self.aim {
            Aim::Follow(whom) | Aim::Goal(Goal::Visitor(whom)) => Some(whom),
            Aim::Goal(Goal::Zone(..) | Goal::Tile(_) | Goal::Room(_)) => None,
        }
    }

    /// Where to walk now.
    pub(super) fn next_point(&self) -> Option<Point> {
        self.points.last().copied()
    }

    /// Notes a step.
    pub(super) fn walked(&mut self, before: Point, after: Point) {
        if self.points.last() == Some(&after) {
            self.points.pop();
        }
        let stands = before == after && !self.points.is_empty();
        self.stuck = if stands { self.stuck.saturating_add(1) } else { 0 };
    }

    /// Whether it is time to look after the way: at its end, and now and then on it.
    pub(super) fn is_due(&self, id: VisitorId, tick: Tick) -> bool {
        let turn = tick.0.wrapping_add(id.0).is_multiple_of(REVIEW_EVERY);
        let at_end = self.points.is_empty() && self.planned.is_some() && !matches!(self.aim, Aim::Follow(_));
        !self.queued && (turn || at_end)
    }

    /// The visitor is in another room now.
    pub(super) fn lose_way(&mut self) {
        self.points.clear();
        self.planned = None;
        self.stuck = 0;
    }
}

/// Begins to lead a visitor.
pub(super) fn begin(venue: &mut Venue, id: VisitorId, aim: Aim) {
    if let Some(refusal) = objection(venue, id, aim) {
        return venue.refuse(id, refusal);
    }
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    visitor.lead = Some(Lead { aim, points: Vec::new(), planned: None, queued: true, stuck: 0 });
    venue.ways.push_back(id);
    let told = match aim {
        Aim::Goal(goal) => WalkFromServer::Led(goal),
        Aim::Follow(whom) => WalkFromServer::Following(whom),
    };
    venue.send(id, FromServer::Walk(told));
    circle::refresh_forced(venue, id);
}

/// Ends leading, if the visitor is led, and tells them.
pub(super) fn release(venue: &mut Venue, id: VisitorId, outcome: Outcome) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    if visitor.lead.take().is_none() {
        return;
    }
    told_released(venue, id, outcome);
}

/// The visitor's own step ended the leading.
pub(super) fn broke_away(venue: &mut Venue, id: VisitorId) {
    told_released(venue, id, Outcome::GivenUp);
}

/// Looks after a visitor who is led: stops them where they arrived, finds a new way where the goal moved.
pub(super) fn review(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let Some(lead) = &visitor.lead else { return };
    let stuck = lead.stuck >= STUCK_TICKS;
    match course(venue, visitor, lead) {
        _ if stuck => give_up(venue, id, Refusal::NoWay),
        Course::Stop(outcome) => release(venue, id, outcome),
        Course::Stand => stand(venue, id),
        Course::Pass(room, entry) => passage::go(venue, id, room, &entry),
        Course::Impossible(refusal) => give_up(venue, id, refusal),
        Course::Walk(way) if lead.planned != Some(way) => queue(venue, id),
        Course::Walk(_) if lead.points.is_empty() && !matches!(lead.aim, Aim::Follow(_)) => {
            release(venue, id, Outcome::Arrived);
        }
        Course::Walk(_) => {}
    }
}

/// Plans ways for those who wait for one, within what one tick may cost.
pub(super) fn plan_some(venue: &mut Venue) {
    let mut left = TILES_PER_TICK;
    while let Some(id) = venue.ways.pop_front() {
        let cost = plan(venue, id);
        left = left.saturating_sub(cost);
        if left == 0 {
            return;
        }
    }
}

/// Who waits for a way, in order.
pub(super) type Ways = VecDeque<VisitorId>;

/// Plans one way; answers how many tiles may have been searched.
fn plan(venue: &mut Venue, id: VisitorId) -> u32 {
    let Some(visitor) = venue.roster.get_mut(id) else { return 0 };
    let Some(lead) = &mut visitor.lead else { return 0 };
    lead.queued = false;
    let Some(visitor) = venue.roster.get(id) else { return 0 };
    let (Some(lead), Some(room)) = (&visitor.lead, venue.rooms.get(visitor.room)) else { return 0 };
    let Course::Walk(way) = course(venue, visitor, lead) else {
        review(venue, id);
        return 0;
    };
    let size = (room.map.width, room.map.height);
    let cost = u32::from(size.0).saturating_mul(u32::from(size.1));
    let (Way::To(to) | Way::Beside(to)) = way;
    let from = visitor.body.position.tile();
    let Some(tiles) = from.and_then(|from| path::find(room.map.as_ref(), size, from, to)) else {
        give_up(venue, id, Refusal::NoWay);
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

/// What is to be done now.
fn course(venue: &Venue, visitor: &Visitor, lead: &Lead) -> Course {
    match lead.aim {
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

fn objection(venue: &Venue, id: VisitorId, aim: Aim) -> Option<Refusal> {
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

fn queue(venue: &mut Venue, id: VisitorId) {
    let Some(lead) = venue.roster.get_mut(id).and_then(|visitor| visitor.lead.as_mut()) else { return };
    if !lead.queued {
        lead.queued = true;
        venue.ways.push_back(id);
    }
}

fn stand(venue: &mut Venue, id: VisitorId) {
    if let Some(lead) = venue.roster.get_mut(id).and_then(|visitor| visitor.lead.as_mut()) {
        lead.lose_way();
    }
}

fn give_up(venue: &mut Venue, id: VisitorId, refusal: Refusal) {
    venue.refuse(id, refusal);
    release(venue, id, Outcome::GivenUp);
}

fn told_released(venue: &mut Venue, id: VisitorId, outcome: Outcome) {
    let released = WalkFromServer::Released { arrived: outcome == Outcome::Arrived };
    venue.send(id, FromServer::Walk(released));
    circle::refresh_forced(venue, id);
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
