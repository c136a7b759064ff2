//! Claims about areas that are no upright rectangle, and about walls made by layers.

use hiroba_shared::map::{Zone, ZoneKind};
use hiroba_shared::units::TilePoint;
use serde_json::{Value, json};

use super::super::Imported;
use super::super::samples::{area, floor, imported, map, objects, property, start, tiles};

fn with_objects(all: &[Value]) -> Imported {
    imported(&map(&[start(), objects("areas", all), floor()])).unwrap()
}

/// The tiles whose middle lies in any of these zones.
fn covered(zones: &[Zone]) -> Vec<(u16, u16)> {
    let all = (0..6).flat_map(|y| (0..8).map(move |x| (x, y)));
    let is_in = |(x, y): (u16, u16)| zones.iter().any(|zone| zone.shape.contains(TilePoint::new(x, y).centre()));
    all.filter(|tile| is_in(*tile)).collect()
}

fn quiet(corners: &Value) -> Value {
    let mut object = area("Nook", (1, 1), (0, 0), ("silent", json!(true)));
    object["polygon"] = corners.clone();
    object
}

#[test]
fn a_polygon_holds_on_the_tiles_whose_middle_it_covers() {
    let corner = |(x, y): (u32, u32)| json!({"x": x, "y": y});
    let corners = json!([(0, 0), (48, 0), (48, 16), (16, 16), (16, 48), (0, 48)].map(corner));
    let imported = with_objects(&[quiet(&corners)]);
    assert_eq!(covered(&imported.room.zones), [(1, 1), (2, 1), (3, 1), (1, 2), (1, 3)]);
    assert!(imported.room.zones.iter().all(|zone| zone.kind == ZoneKind::Quiet && zone.name == "Nook"));
}

#[test]
fn a_turned_rectangle_holds_where_tiled_shows_it() {
    let mut object = area("Turned", (4, 1), (3, 1), ("silent", json!(true)));
    object["rotation"] = json!(90);
    let imported = with_objects(&[object]);
    assert_eq!(covered(&imported.room.zones), [(3, 1), (3, 2), (3, 3)]);
}

#[test]
fn a_point_holds_on_its_tile() {
    let mut object = area("Desk", (2, 3), (0, 0), ("helpDesk", json!(true)));
    object["point"] = json!(true);
    let imported = with_objects(&[object]);
    assert_eq!(covered(&imported.room.zones), [(2, 3)]);
}

#[test]
fn a_polygon_of_nothing_is_left_out_and_named() {
    for corners in
        [json!([]), json!([{"x": 1, "y": 1}]), json!([{"x": 9e99, "y": 0}, {"x": 0, "y": 9e99}, {"x": -1, "y": 0}])]
    {
        let imported = with_objects(&[quiet(&corners)]);
        assert!(imported.report.blames("object \"Nook\"") || !imported.room.zones.is_empty(), "{}", imported.report);
    }
}

#[test]
fn tiles_placed_as_objects_are_drawn_where_they_stand_on_the_grid() {
    let tile = |x: f64, y: f64, gid: u32| json!({"name": "", "gid": gid, "x": x, "y": y, "width": 16, "height": 16});
    let all =
        [tile(32.0, 48.0, 5), tile(48.0, 48.0, 2), tile(33.5, 48.0, 5), tile(32.0, 48.0, 6), tile(-16.0, 16.0, 5)];
    let imported = imported(&map(&[start(), floor(), objects("plants", &all)])).unwrap();
    let layer = imported.room.layers.iter().find(|layer| layer.name == "plants (tiles)").unwrap();
    let drawn: Vec<(usize, u32)> = layer.cells.iter().copied().enumerate().filter(|(_, cell)| *cell != 0).collect();
    assert_eq!((drawn, layer.above), (vec![(2 * 8 + 2, 5), (2 * 8 + 3, 2)], true));
    assert!(!imported.room.is_open(TilePoint::new(3, 2)), "a wall is one however it is placed");
    assert!(imported.report.to_string().contains("layer \"plants\": 3 tiles placed as objects: turned"));
}

#[test]
fn a_tileset_that_cannot_be_read_matters_only_when_its_tiles_are_used() {
    let mut lost = super::super::samples::tileset();
    lost["firstgid"] = json!(100);
    lost["name"] = json!("lost");
    lost["image"] = json!("lost.png");
    let with = |layer: Value| {
        let mut map = map(&[start(), layer, floor()]);
        let first = map["tilesets"][0].clone();
        map["tilesets"] = json!([first, lost]);
        imported(&map)
    };
    let unused = with(tiles("ground", &[(0, 0, 1)])).unwrap();
    assert!(unused.report.blames("tileset \"lost\": its picture \"lost.png\": there is no such file; no tile of it"));
    let used = with(tiles("ground", &[(0, 0, 0x8000_0000 | 101)])).unwrap_err();
    assert_eq!(used.place, "tileset \"lost\"");
}

#[test]
fn a_layer_that_collides_is_a_wall_on_all_its_tiles() {
    let mut layer = tiles("walls", &[(3, 2, 1), (4, 2, 5)]);
    layer["properties"] = json!([property("collides", json!(true))]);
    let imported = imported(&map(&[start(), layer, floor()])).unwrap();
    let closed = [(3, 2), (4, 2), (5, 2)].map(|(x, y)| !imported.room.is_open(TilePoint::new(x, y)));
    assert_eq!(closed, [true, true, false]);
}
