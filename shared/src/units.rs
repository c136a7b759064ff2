//! Time and place in whole numbers: ticks, subtiles, tiles and the eight directions.
//!
//! Floats begin at the renderer. Nothing here knows a clock or a screen.

use serde::{Deserialize, Serialize};

/// Ticks in one second; the venue steps this often.
pub const TICKS_PER_SECOND: u32 = 20;
/// Subtiles along one side of a tile.
pub const SUBTILES_PER_TILE: i32 = 256;
/// Subtiles in one wire unit (1/32 tile): the precision in which others are seen.
pub const SUBTILES_PER_WIRE_UNIT: i32 = 8;
/// Largest side of a map in tiles; 14 bits of wire units reach exactly this far.
pub const MAX_MAP_SIDE: u16 = 512;

/// A count of venue steps since the venue was created. Monotonic for 6.8 years, so it may be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Tick(pub u32);

impl Tick {
    /// The tick `ticks` later.
    #[must_use]
    pub const fn after(self, ticks: u32) -> Self {
        Self(self.0.saturating_add(ticks))
    }

    /// Ticks from `earlier` to this one, zero if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Seconds as a number of ticks.
#[must_use]
pub const fn seconds(seconds: u32) -> u32 {
    seconds.saturating_mul(TICKS_PER_SECOND)
}

/// A place in a room, in subtiles from the top left corner; x grows to the right, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Point {
    /// Subtiles from the left edge.
    pub x: i32,
    /// Subtiles from the top edge.
    pub y: i32,
}

impl Point {
    /// The point at `x`, `y` subtiles.
    #[must_use]
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// The tile this point lies in, or `None` above or left of the map.
    #[must_use]
    pub fn tile(self) -> Option<TilePoint> {
        let side = |v: i32| u16::try_from(v.div_euclid(SUBTILES_PER_TILE)).ok();
        Some(TilePoint { x: side(self.x)?, y: side(self.y)? })
    }

    /// Square of the straight distance, in square subtiles.
    #[must_use]
    pub fn distance_squared(self, other: Self) -> i64 {
        let dx = i64::from(self.x) - i64::from(other.x);
        let dy = i64::from(self.y) - i64::from(other.y);
        dx * dx + dy * dy
    }

    /// Whether `other` is at most `tiles` tiles away in a straight line.
    #[must_use]
    pub fn is_within(self, other: Self, tiles: u16) -> bool {
        let reach = i64::from(tiles) * i64::from(SUBTILES_PER_TILE);
        self.distance_squared(other) <= reach * reach
    }
}

/// One tile of a room, counted from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct TilePoint {
    /// Columns from the left.
    pub x: u16,
    /// Rows from the top.
    pub y: u16,
}

impl TilePoint {
    /// The tile in column `x`, row `y`.
    #[must_use]
    pub const fn new(x: u16, y: u16) -> Self {
        Self { x, y }
    }

    /// The middle of the tile.
    #[must_use]
    pub fn centre(self) -> Point {
        let middle = |v: u16| i32::from(v) * SUBTILES_PER_TILE + SUBTILES_PER_TILE / 2;
        Point::new(middle(self.x), middle(self.y))
    }
}

/// The eight directions a body can face, clockwise from north (up on the map). The discriminant is the wire value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[repr(u8)]
#[allow(missing_docs, reason = "the eight names say all there is to say")]
pub enum Facing {
    North = 0,
    NorthEast = 1,
    East = 2,
    SouthEast = 3,
    #[default]
    South = 4,
    SouthWest = 5,
    West = 6,
    NorthWest = 7,
}

impl Facing {
    /// All directions, in wire order.
    pub const ALL: [Self; 8] = [
        Self::North,
        Self::NorthEast,
        Self::East,
        Self::SouthEast,
        Self::South,
        Self::SouthWest,
        Self::West,
        Self::NorthWest,
    ];

    /// The wire value, 0 to 7.
    #[must_use]
    pub const fn index(self) -> u8 {
        self as u8
    }

    /// The direction with this wire value; only the lowest three bits count.
    #[must_use]
    pub fn from_index(index: u8) -> Self {
        Self::ALL[usize::from(index & 7)]
    }

    /// Unit steps along x and y, each -1, 0 or 1.
    #[must_use]
    pub const fn steps(self) -> (i32, i32) {
        match self {
            Self::North => (0, -1),
            Self::NorthEast => (1, -1),
            Self::East => (1, 0),
            Self::SouthEast => (1, 1),
            Self::South => (0, 1),
            Self::SouthWest => (-1, 1),
            Self::West => (-1, 0),
            Self::NorthWest => (-1, -1),
        }
    }

    /// The direction whose steps have the signs of `dx` and `dy`; `None` when both are zero.
    #[must_use]
    pub fn from_steps(dx: i32, dy: i32) -> Option<Self> {
        let wanted = (dx.signum(), dy.signum());
        Self::ALL.into_iter().find(|facing| facing.steps() == wanted)
    }

    /// The nearest of the eight directions from one point towards another; `None` when they are equal.
    #[must_use]
    pub fn towards(from: Point, to: Point) -> Option<Self> {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        // An axis shorter than about tan(22.5 deg) = 5/12 of the other does not count.
        let keeps = |a: i32, b: i32| i64::from(a.abs()) * 12 >= i64::from(b.abs()) * 5;
        let x = if keeps(dx, dy) { dx } else { 0 };
        let y = if keeps(dy, dx) { dy } else { 0 };
        Self::from_steps(x, y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facing_survives_its_wire_value() {
        for facing in Facing::ALL {
            assert_eq!(Facing::from_index(facing.index()), facing);
        }
    }

    #[test]
    fn steep_lines_snap_to_the_axis_and_even_ones_to_the_diagonal() {
        let origin = Point::default();
        assert_eq!(Facing::towards(origin, Point::new(100, 10)), Some(Facing::East));
        assert_eq!(Facing::towards(origin, Point::new(-80, 90)), Some(Facing::SouthWest));
        assert_eq!(Facing::towards(origin, origin), None);
    }
}
