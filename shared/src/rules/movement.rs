//! How a body walks: one step per tick, slides along walls, never enters a closed tile.
//!
//! Integers only, rounding towards the smaller step. Bodies do not collide with each other: in a crowd that would
//! make every prediction wrong. Who asks for a step, and whether they may, is not decided here.

use serde::{Deserialize, Serialize};

use crate::units::{Facing, Point, SUBTILES_PER_TILE, TilePoint};

/// Half the width of a body's square footprint, in subtiles: 0.3 tiles, so a one-tile gap is easy to pass.
pub const HALF_WIDTH: i32 = 77;
/// Subtiles per tick on foot: 4 tiles per second.
pub const WALK: i32 = 51;
/// Subtiles per tick at a run: 7 tiles per second.
pub const RUN: i32 = 90;
/// Subtiles per tick along each axis of a diagonal: the pace divided by the square root of two, rounded down.
const fn diagonal(pace: i32) -> i32 {
    pace * 70 / 99
}

/// What a body is doing. The discriminant is the wire value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[repr(u8)]
pub enum Motion {
    /// Stands still.
    #[default]
    Standing = 0,
    /// Walks.
    Walking = 1,
    /// Runs.
    Running = 2,
    /// Sits on a seat.
    Seated = 3,
}

impl Motion {
    /// The motion with this wire value; only the lowest two bits count.
    #[must_use]
    pub const fn from_index(index: u8) -> Self {
        match index & 3 {
            0 => Self::Standing,
            1 => Self::Walking,
            2 => Self::Running,
            _ => Self::Seated,
        }
    }
}

/// Where a body is, where it looks and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Body {
    /// Middle of the footprint.
    pub position: Point,
    /// Where it looks.
    pub facing: Facing,
    /// What it did in the last step.
    pub motion: Motion,
}

/// What a visitor wants of their body for one tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Intent {
    /// Nothing: a seated body stays seated, a walking one stops.
    #[default]
    Stay,
    /// Walk that way.
    Walk(Facing),
    /// Run that way.
    Run(Facing),
}

impl Intent {
    /// The wire value: 0, 8 to 15 or 16 to 23.
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        match self {
            Self::Stay => 0,
            Self::Walk(facing) => 8 | facing.index(),
            Self::Run(facing) => 16 | facing.index(),
        }
    }

    /// The intent with this wire value, if there is one.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Stay),
            8..=15 => Some(Self::Walk(Facing::from_index(byte))),
            16..=23 => Some(Self::Run(Facing::from_index(byte))),
            _ => None,
        }
    }
}

/// Who moves a body in this step: its visitor, or the venue that leads it somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drive {
    /// The visitor's own intent.
    Own(Intent),
    /// Led at a walk straight to this point; arrives exactly and then stands.
    Led(Point),
}

/// The world a body walks in, reduced to the one question a step asks.
pub trait Ground {
    /// Whether a body can stand on this tile. Tiles outside the map are closed.
    fn is_open(&self, tile: TilePoint) -> bool;
}

/// One tick of a body's life. Total: there is no input for which it fails.
#[must_use]
pub fn step(body: Body, drive: Drive, ground: &impl Ground) -> Body {
    match drive {
        Drive::Own(Intent::Stay) => {
            let motion = if body.motion == Motion::Seated { Motion::Seated } else { Motion::Standing };
            Body { motion, ..body }
        }
        Drive::Own(Intent::Walk(facing)) => stride(body, facing, WALK, Motion::Walking, ground),
        Drive::Own(Intent::Run(facing)) => stride(body, facing, RUN, Motion::Running, ground),
        Drive::Led(goal) => {
            let (dx, dy) = (goal.x - body.position.x, goal.y - body.position.y);
            let pace = if dx != 0 && dy != 0 { diagonal(WALK) } else { WALK };
            let (dx, dy) = (dx.clamp(-pace, pace), dy.clamp(-pace, pace));
            match Facing::from_steps(dx, dy) {
                None => Body { motion: Motion::Standing, ..body },
                Some(facing) => moved(body, (dx, dy), facing, Motion::Walking, ground),
            }
        }
    }
}

fn stride(body: Body, facing: Facing, pace: i32, motion: Motion, ground: &impl Ground) -> Body {
    let (x, y) = facing.steps();
    let pace = if x != 0 && y != 0 { diagonal(pace) } else { pace };
    moved(body, (x * pace, y * pace), facing, motion, ground)
}

/// Moves along x, then along y, so that a wall stops one axis and the other slides on.
fn moved(body: Body, (dx, dy): (i32, i32), facing: Facing, motion: Motion, ground: &impl Ground) -> Body {
    let from = body.position;
    let x = slide(from.x, dx, |tile| column_is_open(ground, tile, from.y));
    let y = slide(from.y, dy, |tile| row_is_open(ground, tile, x));
    Body { position: Point::new(x, y), facing, motion }
}

/// Moves one coordinate by `by`, stopping with the footprint's edge at the first closed line of tiles.
/// A step is shorter than a tile, so only one new line can be entered.
fn slide(from: i32, by: i32, is_open: impl Fn(i32) -> bool) -> i32 {
    let to = from + by;
    if by > 0 {
        let entered = (to + HALF_WIDTH - 1).div_euclid(SUBTILES_PER_TILE);
        if is_open(entered) { to } else { (entered * SUBTILES_PER_TILE - HALF_WIDTH).clamp(from, to) }
    } else if by < 0 {
        let entered = (to - HALF_WIDTH).div_euclid(SUBTILES_PER_TILE);
        if is_open(entered) { to } else { ((entered + 1) * SUBTILES_PER_TILE + HALF_WIDTH).clamp(to, from) }
    } else {
        from
    }
}

fn column_is_open(ground: &impl Ground, column: i32, y: i32) -> bool {
    span(y).all(|row| is_open(ground, column, row))
}

fn row_is_open(ground: &impl Ground, row: i32, x: i32) -> bool {
    span(x).all(|column| is_open(ground, column, row))
}

/// The lines of tiles that a footprint round `middle` touches.
fn span(middle: i32) -> core::ops::RangeInclusive<i32> {
    (middle - HALF_WIDTH).div_euclid(SUBTILES_PER_TILE)..=(middle + HALF_WIDTH - 1).div_euclid(SUBTILES_PER_TILE)
}

fn is_open(ground: &impl Ground, x: i32, y: i32) -> bool {
    match (u16::try_from(x), u16::try_from(y)) {
        (Ok(x), Ok(y)) => ground.is_open(TilePoint::new(x, y)),
        _ => false,
    }
}

/// Whether a body at `position` touches no closed tile.
#[must_use]
pub fn stands_clear(position: Point, ground: &impl Ground) -> bool {
    span(position.x).all(|column| column_is_open(ground, column, position.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    /// A map drawn with `#` for closed tiles.
    struct Drawn(Vec<Vec<u8>>);

    impl Drawn {
        fn new(drawing: &str) -> Self {
            Self(drawing.split_whitespace().map(|row| row.bytes().collect()).collect())
        }
    }

    impl Ground for Drawn {
        fn is_open(&self, tile: TilePoint) -> bool {
            self.0.get(usize::from(tile.y)).and_then(|row| row.get(usize::from(tile.x))).is_some_and(|t| *t == b'.')
        }
    }

    fn body_on(x: u16, y: u16) -> Body {
        Body { position: TilePoint::new(x, y).centre(), ..Body::default() }
    }

    fn walked(ground: &Drawn, mut body: Body, facing: Facing, ticks: usize) -> Body {
        for _ in 0..ticks {
            body = step(body, Drive::Own(Intent::Walk(facing)), ground);
        }
        body
    }

    const ROOM: &str = "########  #......#  #..##..#  #......#  ########";

    #[test]
    fn a_wall_stops_a_body_at_its_edge() {
        let end = walked(&Drawn::new(ROOM), body_on(1, 1), Facing::West, 40);
        assert_eq!(end.position.x, SUBTILES_PER_TILE + HALF_WIDTH);
    }

    #[test]
    fn walking_diagonally_into_a_wall_slides_along_it() {
        let end = walked(&Drawn::new(ROOM), body_on(1, 1), Facing::NorthEast, 10);
        assert_eq!(end.position.y, SUBTILES_PER_TILE + HALF_WIDTH);
        assert_eq!(end.position.x, TilePoint::new(1, 1).centre().x + 10 * diagonal(WALK));
    }

    #[test]
    fn a_led_body_arrives_exactly_and_stands() {
        let ground = Drawn::new(ROOM);
        let goal = Point::new(1_201, 400);
        let mut body = body_on(1, 1);
        for _ in 0..40 {
            body = step(body, Drive::Led(goal), &ground);
        }
        assert_eq!((body.position, body.motion), (goal, Motion::Standing));
    }

    #[test]
    fn a_seated_body_rises_by_walking() {
        let seated = Body { motion: Motion::Seated, ..body_on(2, 1) };
        let ground = Drawn::new(ROOM);
        assert_eq!(step(seated, Drive::Own(Intent::Stay), &ground).motion, Motion::Seated);
        assert_eq!(step(seated, Drive::Own(Intent::Walk(Facing::East)), &ground).motion, Motion::Walking);
    }

    #[test]
    fn every_intent_survives_its_byte_and_other_bytes_mean_nothing() {
        for byte in 0..=u8::MAX {
            assert!(Intent::from_byte(byte).is_none_or(|intent| intent.to_byte() == byte));
        }
        assert_eq!((0..=u8::MAX).filter_map(Intent::from_byte).count(), 17);
    }

    proptest! {
        #[test]
        fn no_run_of_intents_leads_into_a_wall_or_goes_too_fast(bytes in prop::collection::vec(0u8..24, 1..200)) {
            let ground = Drawn::new(ROOM);
            let mut body = body_on(1, 1);
            for intent in bytes.into_iter().filter_map(Intent::from_byte) {
                let next = step(body, Drive::Own(intent), &ground);
                prop_assert!(stands_clear(next.position, &ground));
                prop_assert!(body.position.distance_squared(next.position) <= i64::from(RUN) * i64::from(RUN));
                body = next;
            }
        }
    }
}
