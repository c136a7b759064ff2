//! Rooms drawn with letters, for tests: a line per row, a letter per tile.
//!
//! `#` wall, `.` floor, `@` start, `s` seat, `1` to `9` talk circles, `q` quiet zone, `h` help desk, `D` door, `S`
//! stage, `a` audience, `w` screen, `x` a place with a name. Letters of one kind make one zone, the rectangle round them.
//! No pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use hiroba_server::venue::RoomSetup;
use hiroba_shared::map::{Entry, MAP_VERSION, RoomMap, Seat, Shape, Zone, ZoneKind};
use hiroba_shared::protocol::codec;
use hiroba_shared::units::{Facing, Point, SUBTILES_PER_TILE, TilePoint};

/// Most members of a drawn circle.
pub const CIRCLE_CAPACITY: u8 = 3;

/// The room in the drawing; its doors lead to the start of `leads_to`.
#[must_use]
pub fn room_with_door(drawing: &str, leads_to: &str) -> RoomMap {
    let rows: Vec<Vec<char>> = drawing.lines().map(|row| row.trim().chars().collect()).collect();
    let rows: Vec<Vec<char>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    let height = rows.len();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let side = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    let mut map = RoomMap {
        version: MAP_VERSION,
        title: "A drawn room".into(),
        width: side(width),
        height: side(height),
        grid_px: (32, 32),
        blocked: vec![0; (width * height).div_ceil(8)],
        layers: Vec::new(),
        tilesets: Vec::new(),
        zones: Vec::new(),
        seats: Vec::new(),
        entries: Vec::new(),
    };
    let mut letters: BTreeMap<char, Vec<TilePoint>> = BTreeMap::new();
    for (y, row) in rows.iter().enumerate() {
        for x in 0..width {
            let letter = row.get(x).copied().unwrap_or('#');
            let tile = TilePoint::new(side(x), side(y));
            map.set_blocked(tile, letter == '#');
            letters.entry(letter).or_default().push(tile);
        }
    }
    let start = letters.get(&'@').or(letters.get(&'.')).cloned().unwrap_or_default();
    map.entries.push(Entry { name: String::new(), tiles: start });
    for tile in letters.get(&'s').into_iter().flatten() {
        map.seats.push(Seat { at: tile.centre(), facing: Facing::North });
    }
    for (letter, tiles) in &letters {
        if let Some(kind) = zone_kind(*letter, leads_to) {
            map.zones.push(Zone { name: letter.to_string(), shape: round(tiles), kind });
        }
    }
    map
}

/// The room in the drawing, without doors.
#[must_use]
pub fn room(drawing: &str) -> RoomMap {
    room_with_door(drawing, "nowhere")
}

/// A room ready to be opened under this name.
#[must_use]
pub fn setup(name: &str, map: RoomMap) -> RoomSetup {
    let map_hash = blake3::hash(&codec::encode(&map)).to_hex().to_string();
    RoomSetup { name: name.to_owned(), map: Arc::new(map), map_hash }
}

/// An empty hall of this many tiles within its walls, where everybody starts anywhere.
#[must_use]
pub fn hall(width: usize, height: usize) -> RoomMap {
    let wall = "#".repeat(width + 2);
    let row = format!("#{}#\n", ".".repeat(width));
    room(&format!("{wall}\n{}{wall}", row.repeat(height)))
}

fn zone_kind(letter: char, leads_to: &str) -> Option<ZoneKind> {
    match letter {
        '1'..='9' => Some(ZoneKind::Circle { capacity: CIRCLE_CAPACITY }),
        'q' => Some(ZoneKind::Quiet),
        'h' => Some(ZoneKind::HelpDesk),
        'D' => Some(ZoneKind::Door { room: leads_to.to_owned(), entry: String::new() }),
        'S' => Some(ZoneKind::Stage),
        'a' => Some(ZoneKind::Audience),
        'x' => Some(ZoneKind::Place),
        'w' => Some(ZoneKind::Screen),
        _ => None,
    }
}

/// The rectangle round some tiles.
fn round(tiles: &[TilePoint]) -> Shape {
    let span = |side: fn(&TilePoint) -> u16| {
        let (low, high) = (tiles.iter().map(side).min(), tiles.iter().map(side).max());
        let (low, high) = (i32::from(low.unwrap_or(0)), i32::from(high.unwrap_or(0)));
        (low * SUBTILES_PER_TILE, (high - low + 1) * SUBTILES_PER_TILE)
    };
    let (x, width) = span(|tile| tile.x);
    let (y, height) = span(|tile| tile.y);
    Shape::Rectangle { at: Point::new(x, y), size: Point::new(width, height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_a_room_that_holds_together() {
        let map = room_with_door("######\n#@.s1#\n#qqDD#\n######", "garden");
        assert!(map.check().is_ok());
        assert_eq!(map.seats.len(), 1);
        assert_eq!(map.zones.len(), 3);
        assert!(!map.is_open(TilePoint::new(0, 0)) && map.is_open(TilePoint::new(1, 1)));
    }
}
