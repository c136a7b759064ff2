//! The parts of a room: tiles between which people walk without going through a door.
//!
//! Walls and doors divide a room, and a door is entered from the parts beside it. Made once per room, from its map and
//! where its doors are. Which way somebody is led is decided in `lead`.

use std::collections::{BTreeMap, BTreeSet};

use hiroba_shared::ids::ZoneId;
use hiroba_shared::map::RoomMap;
use hiroba_shared::units::{Point, TilePoint};

/// One part, by its number within the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::venue) struct Part(u32);

/// Which part each tile belongs to.
#[derive(Debug, Default)]
pub(in crate::venue) struct Parts {
    size: (u16, u16),
    squares: Vec<Square>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Square {
    /// A wall or furniture.
    Closed,
    /// Leads on.
    Door(ZoneId),
    /// Open, and not reached yet while the parts are made.
    Open,
    /// Of this part.
    In(Part),
}

impl Parts {
    /// Divides a room; `door_at` says which door leads on from a tile, if one does.
    pub(super) fn of(map: &RoomMap, door_at: impl Fn(TilePoint) -> Option<ZoneId>) -> Self {
        let size = (map.width, map.height);
        let tiles = || (0..size.1).flat_map(move |y| (0..size.0).map(move |x| TilePoint::new(x, y)));
        let square = |tile| match door_at(tile) {
            _ if !map.is_open(tile) => Square::Closed,
            Some(door) => Square::Door(door),
            None => Square::Open,
        };
        let mut parts = Self { size, squares: tiles().map(square).collect() };
        let mut number = 0;
        for tile in tiles() {
            if parts.at(tile) == Square::Open {
                parts.fill(tile, Part(number));
                number += 1;
            }
        }
        parts
    }

    /// The parts that can be walked to from a tile: its own, or from a door or a closed tile those beside it.
    pub(in crate::venue) fn around(&self, tile: TilePoint) -> BTreeSet<Part> {
        let start = self.at(tile);
        if let Square::In(part) = start {
            return BTreeSet::from([part]);
        }
        let mut parts = BTreeSet::new();
        let mut reached = BTreeSet::from([tile]);
        let mut waiting = vec![tile];
        while let Some(next) = waiting.pop() {
            for beside in self.beside(next) {
                match self.at(beside) {
                    Square::In(part) => {
                        parts.insert(part);
                    }
                    door @ Square::Door(_) if door == start && reached.insert(beside) => waiting.push(beside),
                    Square::Door(_) | Square::Closed | Square::Open => {}
                }
            }
        }
        parts
    }

    /// The parts beside a door, each with the door's tile to enter by: of those beside the part the nearest to the
    /// door's middle.
    pub(super) fn beside_door(
        &self,
        door: ZoneId,
        tiles: impl Iterator<Item = TilePoint>,
        middle: Point,
    ) -> Vec<(Part, TilePoint)> {
        let mut nearest: BTreeMap<Part, TilePoint> = BTreeMap::new();
        let order = |tile: TilePoint| (tile.centre().distance_squared(middle), tile);
        for tile in tiles.filter(|tile| self.at(*tile) == Square::Door(door)) {
            for beside in self.beside(tile) {
                let Square::In(part) = self.at(beside) else { continue };
                let known = nearest.entry(part).or_insert(tile);
                if order(tile) < order(*known) {
                    *known = tile;
                }
            }
        }
        nearest.into_iter().collect()
    }

    fn fill(&mut self, start: TilePoint, part: Part) {
        let mut waiting = vec![start];
        self.set(start, Square::In(part));
        while let Some(tile) = waiting.pop() {
            // No corner is cut, so whoever can walk at all can walk straight.
            for beside in self.beside(tile) {
                if self.at(beside) == Square::Open {
                    self.set(beside, Square::In(part));
                    waiting.push(beside);
                }
            }
        }
    }

    fn at(&self, tile: TilePoint) -> Square {
        self.index(tile).and_then(|index| self.squares.get(index)).copied().unwrap_or(Square::Closed)
    }

    fn set(&mut self, tile: TilePoint, square: Square) {
        if let Some(known) = self.index(tile).and_then(|index| self.squares.get_mut(index)) {
            *known = square;
        }
    }

    fn index(&self, tile: TilePoint) -> Option<usize> {
        let inside = tile.x < self.size.0 && tile.y < self.size.1;
        inside.then(|| usize::from(tile.y) * usize::from(self.size.0) + usize::from(tile.x))
    }

    fn beside(&self, tile: TilePoint) -> impl Iterator<Item = TilePoint> + use<> {
        let TilePoint { x, y } = tile;
        let beside = [
            (x.checked_sub(1), Some(y)),
            (x.checked_add(1), Some(y)),
            (Some(x), y.checked_sub(1)),
            (Some(x), y.checked_add(1)),
        ];
        beside.into_iter().filter_map(|(x, y)| Some(TilePoint::new(x?, y?)))
    }
}
