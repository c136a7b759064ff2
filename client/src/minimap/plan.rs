//! A room's map as squares for a small picture.

use crate::panel::picture::{Mark, Plan, Square};
use hiroba_shared::map::{RoomMap, ZoneKind};
use hiroba_shared::units::TilePoint;

/// The picture of this room with these marks.
#[must_use]
pub fn plan(map: &RoomMap, marks: Vec<Mark>) -> Plan {
    let tiles = (0..map.height).flat_map(|y| (0..map.width).map(move |x| TilePoint::new(x, y)));
    let squares = tiles.map(|tile| square(map, tile)).collect();
    Plan { size: (map.width, map.height), squares, marks }
}

fn square(map: &RoomMap, tile: TilePoint) -> Square {
    let open = map.is_open(tile);
    let kinds = map.zones_at(tile.centre()).map(|(_, zone)| &zone.kind);
    let ranked = kinds.filter_map(|kind| match kind {
        ZoneKind::Door { .. } => Some((4, Square::Door)),
        ZoneKind::Circle { .. } => Some((3, Square::Circle)),
        ZoneKind::Stage | ZoneKind::Screen => Some((2, Square::Stage)),
        ZoneKind::Quiet => Some((1, Square::Quiet)),
        ZoneKind::HelpDesk => Some((2, Square::Named)),
        ZoneKind::Audience | ZoneKind::Place => None,
    });
    let zoned = ranked.max_by_key(|(rank, _)| *rank).map(|(_, square)| square);
    // Walls stay walls; a table's closed squares belong to its circle.
    match (open, zoned) {
        (_, Some(square @ (Square::Circle | Square::Stage | Square::Door))) => square,
        (true, Some(square)) => square,
        (true, None) => Square::Open,
        (false, _) => Square::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::map::{Shape, Zone};
    use hiroba_shared::units::Point;

    #[test]
    fn walls_doors_and_floor_are_told_apart() {
        let door = Zone {
            name: String::new(),
            shape: Shape::Rectangle { at: Point::new(512, 0), size: Point::new(256, 256) },
            kind: ZoneKind::Door { room: "terrace".to_owned(), entry: String::new() },
        };
        let mut map = super::super::view::tests::empty_map(3, 1);
        map.zones.push(door);
        map.set_blocked(TilePoint::new(0, 0), true);
        assert_eq!(plan(&map, vec![]).squares, vec![Square::Closed, Square::Open, Square::Door]);
    }
}
