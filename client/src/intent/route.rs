//! Click-to-walk as a row of own steps: which intent leads along a path, tile by tile.
//!
//! Pure. The path comes from the shared path-finding; a body that gets nowhere gives the route up.

use std::collections::VecDeque;

use hiroba_shared::ids::SeatId;
use hiroba_shared::map::RoomMap;
use hiroba_shared::rules::movement::{Intent, RUN, WALK};
use hiroba_shared::rules::path;
use hiroba_shared::units::{Facing, Point, TilePoint};

/// How far round a closed tile an open one is looked for.
const REACH: u16 = 3;
/// From how many tiles away a seat is taken.
const SEAT_TILES: u16 = 1;
/// Ticks without getting nearer after which a route is given up.
const PATIENCE: u32 = 15;

/// A way being walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    waypoints: VecDeque<Point>,
    /// The tile it leads to.
    pub goal: TilePoint,
    seat: Option<SeatId>,
    pace: Pace,
    stuck: u32,
    last: Option<Point>,
}

/// How fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// On foot.
    #[default]
    Walk,
    /// At a run.
    Run,
}

/// What to do in this tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This step.
    Step(Intent),
    /// Sit down here; the route is over.
    Sit(SeatId),
    /// Nothing more: arrived, or given up.
    Done,
}

impl Route {
    /// The way from `from` to `to`, or to the nearest open tile when that is closed.
    #[must_use]
    pub fn to_tile(map: &RoomMap, from: Point, to: TilePoint, pace: Pace) -> Option<Self> {
        let goal = if map.is_open(to) { to } else { path::nearest_open(map, to, REACH)? };
        Self::along(map, from, goal, pace)
    }

    /// The way to a seat, to sit down on it.
    #[must_use]
    pub fn to_seat(map: &RoomMap, from: Point, seat: SeatId, pace: Pace) -> Option<Self> {
        let goal = map.seat(seat)?.at.tile()?;
        let route = Self::along(map, from, goal, pace)?;
        Some(Self { seat: Some(seat), ..route })
    }

    fn along(map: &RoomMap, from: Point, goal: TilePoint, pace: Pace) -> Option<Self> {
        let tiles = path::find(map, (map.width, map.height), from.tile()?, goal)?;
        let waypoints = tiles.into_iter().map(TilePoint::centre).collect();
        Some(Self { waypoints, goal, seat: None, pace, stuck: 0, last: None })
    }

    /// The next step from `at`.
    pub fn next(&mut self, map: &RoomMap, at: Point) -> Next {
        if let Some(seat) = self.seat
            && map.seat(seat).is_some_and(|seat| seat.at.is_within(at, SEAT_TILES))
        {
            return Next::Sit(seat);
        }
        self.stuck = if self.last == Some(at) { self.stuck + 1 } else { 0 };
        self.last = Some(at);
        if self.stuck > PATIENCE {
            return Next::Done;
        }
        while let Some(waypoint) = self.waypoints.front() {
            match steer(at, *waypoint, self.pace) {
                Some(facing) => return Next::Step(self.pace.intent(facing)),
                None => drop(self.waypoints.pop_front()),
            }
        }
        Next::Done
    }
}

impl Pace {
    /// The intent of going that way at this pace.
    #[must_use]
    pub const fn intent(self, facing: Facing) -> Intent {
        match self {
            Self::Walk => Intent::Walk(facing),
            Self::Run => Intent::Run(facing),
        }
    }

    const fn subtiles(self) -> i32 {
        match self {
            Self::Walk => WALK,
            Self::Run => RUN,
        }
    }
}

/// The direction towards a waypoint; `None` when it is less than half a step away on both axes.
fn steer(at: Point, to: Point, pace: Pace) -> Option<Facing> {
    let near = pace.subtiles() / 2 + 1;
    let axis = |d: i32| if d.abs() <= near { 0 } else { d };
    Facing::from_steps(axis(to.x - at.x), axis(to.y - at.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::map::{Entry, MAP_VERSION, Seat};
    use hiroba_shared::rules::movement::{self, Body, Drive};

    /// A room of 12 by 10 tiles with a wall down column 5 that is open at the bottom, and a seat behind it.
    fn room() -> RoomMap {
        let mut map = RoomMap {
            version: MAP_VERSION,
            title: hiroba_shared::title::Title::default(),
            width: 12,
            height: 10,
            grid_px: (64, 64),
            blocked: vec![0; 15],
            layers: vec![],
            tilesets: vec![],
            zones: vec![],
            seats: vec![Seat { at: TilePoint::new(8, 2).centre(), facing: Facing::South }],
            entries: vec![Entry { name: String::new(), tiles: vec![TilePoint::new(1, 1)] }],
        };
        for y in 0..9 {
            map.set_blocked(TilePoint::new(5, y), true);
        }
        map
    }

    fn walked(map: &RoomMap, mut route: Route) -> (Body, Next) {
        let mut body = Body { position: TilePoint::new(1, 1).centre(), ..Body::default() };
        for _ in 0..1_000 {
            match route.next(map, body.position) {
                Next::Step(intent) => body = movement::step(body, Drive::Own(intent), map),
                end @ (Next::Sit(_) | Next::Done) => return (body, end),
            }
        }
        panic!("the route never ends")
    }

    #[test]
    fn a_click_behind_a_wall_leads_round_it_at_both_paces() {
        let map = room();
        for pace in [Pace::Walk, Pace::Run] {
            let from = TilePoint::new(1, 1).centre();
            let (body, _) = walked(&map, Route::to_tile(&map, from, TilePoint::new(10, 1), pace).unwrap());
            assert_eq!(body.position.tile(), Some(TilePoint::new(10, 1)), "{pace:?}");
        }
    }

    #[test]
    fn a_click_on_a_wall_leads_beside_it() {
        let map = room();
        let from = TilePoint::new(1, 1).centre();
        let (body, _) = walked(&map, Route::to_tile(&map, from, TilePoint::new(5, 1), Pace::Walk).unwrap());
        assert_eq!(body.position.tile(), Some(TilePoint::new(4, 1)));
    }

    #[test]
    fn a_click_on_a_seat_ends_in_sitting_down() {
        let map = room();
        let from = TilePoint::new(1, 1).centre();
        let (_, end) = walked(&map, Route::to_seat(&map, from, SeatId(0), Pace::Walk).unwrap());
        assert_eq!(end, Next::Sit(SeatId(0)));
    }
}
