//! Rows before a stage for a group photograph: which tiles, and who stands on which.
//!
//! Promises that no two people share a tile, that every place can be reached from every other, and that whoever is taller
//! stands no further in front than whoever is shorter. The picture is looked at from below on the map, so the back row is
//! the uppermost. How people get there is not decided here.

use alloc::{collections::BTreeSet, vec, vec::Vec};
use core::cmp::Reverse;
use core::ops::Range;

use crate::map::{RoomMap, Zone, ZoneKind};
use crate::units::{SUBTILES_PER_TILE, TilePoint};

/// Most rows.
const MOST_ROWS: usize = 24;
/// Longest row.
const LONGEST: usize = 40;
/// People in a row are at least this many, where there is room, because a row of three looks lost.
const SHORTEST: usize = 8;
/// A row this many times as long as there are rows makes a picture as wide as pictures are.
const WIDE: usize = 4;

/// Places for so many people before a stage, the back row first, each row from left to right. Fewer places where the
/// room has no more.
#[must_use]
pub fn before(map: &RoomMap, stage: &Zone, people: usize) -> Vec<Vec<TilePoint>> {
    let ground = Ground::of(map, stage);
    let [below, above] = [ground.lines(true), ground.lines(false)];
    let room = |lines: &[Vec<TilePoint>]| lines.iter().map(|line| line.len().min(LONGEST)).sum::<usize>();
    let lines = if room(&below) >= people.min(room(&above)) { below } else { above };
    let mut length = (people.saturating_mul(WIDE)).isqrt().max(SHORTEST);
    while length < LONGEST && lines.iter().map(|line| line.len().min(length)).sum::<usize>() < people {
        length += 1;
    }
    let mut left = people;
    let mut rows: Vec<Vec<TilePoint>> = Vec::new();
    for line in &lines {
        let taken = line.len().min(length.min(LONGEST)).min(left);
        left -= taken;
        let mut row: Vec<TilePoint> = line.iter().take(taken).copied().collect();
        row.sort_unstable();
        rows.push(row);
    }
    rows.retain(|row| !row.is_empty());
    rows.sort_unstable_by_key(|row| row.first().map(|tile| tile.y));
    rows
}

/// Who stands where: a place for each height, in their order; `None` for those the rows have no place for. The tallest
/// stand in the back row.
#[must_use]
pub fn stand(rows: &[Vec<TilePoint>], heights: &[u16]) -> Vec<Option<TilePoint>> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by_key(|who| Reverse(heights.get(*who).copied()));
    let mut places = vec![None; heights.len()];
    for (who, tile) in order.into_iter().zip(rows.iter().flatten()) {
        if let Some(place) = places.get_mut(who) {
            *place = Some(*tile);
        }
    }
    places
}

/// The place for one who comes late, among those that are free: where the fewest would be wrongly before or behind them,
/// and of those the most in front.
#[must_use]
pub fn late(rows: &[Vec<TilePoint>], standing: &[(TilePoint, u16)], height: u16) -> Option<TilePoint> {
    let taken: BTreeSet<TilePoint> = standing.iter().map(|(tile, _)| *tile).collect();
    let wrong = |tile: &TilePoint| {
        let hides = |(other, tall): &&(TilePoint, u16)| {
            (other.y < tile.y && *tall < height) || (other.y > tile.y && *tall > height)
        };
        standing.iter().filter(hides).count()
    };
    let free = rows.iter().flatten().filter(|tile| !taken.contains(tile));
    free.min_by_key(|tile| (wrong(tile), Reverse(tile.y), tile.x)).copied()
}

/// Where people can stand before one stage.
struct Ground<'a> {
    map: &'a RoomMap,
    /// The column in the middle of the stage.
    middle: u16,
    /// The rows of the stage.
    stage: Range<u16>,
    chairs: BTreeSet<TilePoint>,
}

impl<'a> Ground<'a> {
    fn of(map: &'a RoomMap, stage: &Zone) -> Self {
        let (at, size) = stage.shape.bounds();
        let tile = |v: i32| u16::try_from(v.div_euclid(SUBTILES_PER_TILE)).unwrap_or(0);
        Self {
            map,
            middle: tile(at.x + size.x / 2),
            stage: tile(at.y)..tile(at.y + size.y + SUBTILES_PER_TILE - 1),
            // Chairs stay free: nobody stands on one for a picture.
            chairs: map.seats.iter().filter_map(|seat| seat.at.tile()).collect(),
        }
    }

    /// The lines of places on one side of the stage, the nearest first, each from its middle outwards; all of them can
    /// be reached from each other.
    fn lines(&self, below: bool) -> Vec<Vec<TilePoint>> {
        let numbers: Vec<u16> = if below {
            (self.stage.end..self.map.height).take(MOST_ROWS).collect()
        } else {
            (0..self.stage.start).rev().take(MOST_ROWS).collect()
        };
        let reach = u16::try_from(LONGEST).unwrap_or(u16::MAX);
        let columns = self.middle.saturating_sub(reach)..self.map.width.min(self.middle.saturating_add(reach));
        let line = |y: &u16| {
            let mut line: Vec<TilePoint> =
                columns.clone().map(|x| TilePoint::new(x, *y)).filter(|tile| self.is_place(*tile)).collect();
            line.sort_unstable_by_key(|tile| (tile.x.abs_diff(self.middle), tile.x));
            line
        };
        let mut lines: Vec<Vec<TilePoint>> = numbers.iter().map(line).collect();
        let nearest = lines.iter().flatten().min_by_key(|tile| {
            let far = numbers.iter().position(|y| *y == tile.y).unwrap_or(usize::MAX);
            (far, tile.x.abs_diff(self.middle), tile.x)
        });
        let reached = nearest.map(|tile| self.reached_from(*tile)).unwrap_or_default();
        lines.iter_mut().for_each(|line| line.retain(|tile| reached.contains(tile)));
        lines
    }

    /// Whether somebody in a photograph can stand on a tile.
    fn is_place(&self, tile: TilePoint) -> bool {
        let is_other = |kind: &ZoneKind| {
            matches!(kind, ZoneKind::Circle { .. } | ZoneKind::Door { .. } | ZoneKind::Quiet | ZoneKind::Stage)
        };
        self.map.is_open(tile)
            && !self.chairs.contains(&tile)
            && !self.map.zones_at(tile.centre()).any(|(_, zone)| is_other(&zone.kind))
    }

    /// The tiles that straight steps over open tiles lead to; no door is walked through.
    fn reached_from(&self, start: TilePoint) -> BTreeSet<TilePoint> {
        let is_door = |tile: TilePoint| {
            self.map.zones_at(tile.centre()).any(|(_, zone)| matches!(zone.kind, ZoneKind::Door { .. }))
        };
        let mut reached = BTreeSet::from([start]);
        let mut waiting = vec![start];
        while let Some(tile) = waiting.pop() {
            let around = [
                tile.x.checked_sub(1).map(|x| TilePoint::new(x, tile.y)),
                tile.y.checked_sub(1).map(|y| TilePoint::new(tile.x, y)),
                Some(TilePoint::new(tile.x.saturating_add(1), tile.y)),
                Some(TilePoint::new(tile.x, tile.y.saturating_add(1))),
            ];
            for next in around.into_iter().flatten() {
                if self.map.is_open(next) && !is_door(next) && reached.insert(next) {
                    waiting.push(next);
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;

    use proptest::prelude::*;

    use super::*;
    use crate::map::{Entry, MAP_VERSION, Shape};
    use crate::units::Point;

    const WIDTH: u16 = 40;
    const HEIGHT: u16 = 30;

    /// A hall with a stage at the top and these tiles closed.
    fn hall(closed: &[(u16, u16)]) -> (RoomMap, Zone) {
        let corner = |x: i32, y: i32| Point::new(x * SUBTILES_PER_TILE, y * SUBTILES_PER_TILE);
        let shape = Shape::Rectangle { at: corner(12, 2), size: corner(16, 3) };
        let stage = Zone { name: String::new(), shape, kind: ZoneKind::Stage };
        let mut map = RoomMap {
            version: MAP_VERSION,
            title: "A hall".into(),
            width: WIDTH,
            height: HEIGHT,
            grid_px: (32, 32),
            blocked: vec![0; (usize::from(WIDTH) * usize::from(HEIGHT)).div_ceil(8)],
            layers: Vec::new(),
            tilesets: Vec::new(),
            zones: vec![stage.clone()],
            seats: Vec::new(),
            entries: vec![Entry { name: String::new(), tiles: vec![TilePoint::new(20, 25)] }],
        };
        closed.iter().for_each(|(x, y)| map.set_blocked(TilePoint::new(*x, *y), true));
        (map, stage)
    }

    #[test]
    fn forty_people_stand_in_four_rows_round_the_middle_of_the_stage() {
        let (map, stage) = hall(&[]);
        let rows = before(&map, &stage, 40);
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [12, 12, 12, 4]);
        assert_eq!(rows.first().and_then(|row| row.first()), Some(&TilePoint::new(14, 5)));
        assert_eq!(rows.first().and_then(|row| row.last()), Some(&TilePoint::new(25, 5)));
    }

    #[test]
    fn three_hundred_find_a_place_and_where_there_is_none_before_the_stage_they_stand_behind_it() {
        let (map, stage) = hall(&[]);
        assert_eq!(before(&map, &stage, 300).iter().flatten().count(), 300);
        let walls: Vec<(u16, u16)> = (0..WIDTH).flat_map(|x| (5..HEIGHT).map(move |y| (x, y))).collect();
        let (map, stage) = hall(&walls);
        // The rows over the stage are all that is left.
        let rows = before(&map, &stage, 300);
        assert!(rows.iter().flatten().count() > 40 && rows.iter().flatten().all(|tile| tile.y < 2));
        let everywhere: Vec<(u16, u16)> = (0..WIDTH).flat_map(|x| (0..HEIGHT).map(move |y| (x, y))).collect();
        let (map, stage) = hall(&everywhere);
        assert!(before(&map, &stage, 300).is_empty());
    }

    proptest! {
        #[test]
        fn nobody_shares_a_place_and_every_place_is_open_and_not_on_the_stage(
            people in 0usize..320,
            closed in proptest::collection::vec((0..WIDTH, 0..HEIGHT), 0..200),
        ) {
            let (map, stage) = hall(&closed);
            let rows = before(&map, &stage, people);
            let places: Vec<TilePoint> = rows.iter().flatten().copied().collect();
            let apart: BTreeSet<TilePoint> = places.iter().copied().collect();
            prop_assert_eq!(apart.len(), places.len());
            prop_assert!(places.len() <= people);
            prop_assert!(places.iter().all(|tile| map.is_open(*tile) && !stage.shape.contains(tile.centre())));
            let reached = places.first().map(|first| Ground::of(&map, &stage).reached_from(*first)).unwrap_or_default();
            prop_assert!(places.iter().all(|tile| reached.contains(tile)), "one is cut off");
            prop_assert!(rows.iter().all(|row| row.iter().all(|tile| Some(tile.y) == row.first().map(|first| first.y))));
        }

        #[test]
        fn the_taller_stand_no_further_in_front(heights in proptest::collection::vec(100u16..200, 0..300)) {
            let (map, stage) = hall(&[]);
            let rows = before(&map, &stage, heights.len());
            let places = stand(&rows, &heights);
            prop_assert!(places.iter().all(Option::is_some));
            for (one, tall) in places.iter().zip(&heights) {
                for (other, taller) in places.iter().zip(&heights).filter(|(_, taller)| *taller > tall) {
                    prop_assert!(other.map(|tile| tile.y) <= one.map(|tile| tile.y), "{} before {}", taller, tall);
                }
            }
        }

        #[test]
        fn who_comes_late_takes_a_free_place_and_hides_nobody_where_that_can_be(
            heights in proptest::collection::vec(100u16..200, 1..60),
            tall in 100u16..200,
        ) {
            let (map, stage) = hall(&[]);
            let rows = before(&map, &stage, heights.len() + 30);
            let places = stand(&rows, &heights);
            let standing: Vec<(TilePoint, u16)> = places.iter().flatten().copied().zip(heights.iter().copied()).collect();
            let late = late(&rows, &standing, tall);
            prop_assert!(late.is_some_and(|late| standing.iter().all(|(tile, _)| *tile != late)));
            let hidden = |place: TilePoint| {
                let wrong = |(tile, height): &&(TilePoint, u16)| {
                    (tile.y < place.y && *height < tall) || (tile.y > place.y && *height > tall)
                };
                standing.iter().filter(wrong).count()
            };
            let free = rows.iter().flatten().filter(|tile| standing.iter().all(|(taken, _)| taken != *tile));
            prop_assert_eq!(late.map(hidden), free.map(|tile| hidden(*tile)).min());
        }
    }
}
