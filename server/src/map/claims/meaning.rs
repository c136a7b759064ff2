//! Claims about zones, seats and entries.

use hiroba_shared::{
    map::{Shape, Zone, ZoneKind},
    units::{Facing, Point, TilePoint},
};
use serde_json::{Value, json};

use super::super::Imported;
use super::super::samples::{area, floor, imported, map, objects, property, start, tiles};

fn with_objects(all: &[Value]) -> Imported {
    imported(&map(&[start(), objects("areas", all), floor()])).unwrap()
}

fn zone(name: &str, value: Value) -> Zone {
    let imported = with_objects(&[area("Here", (2, 1), (3, 2), (name, value))]);
    let [zone] = imported.room.zones.as_slice() else { panic!("{name}: {}", imported.report) };
    zone.clone()
}

#[test]
fn each_property_of_an_area_makes_its_zone() {
    let yes = json!(true);
    let circle = |capacity| ZoneKind::Circle { capacity };
    let kinds = [
        ("circle", json!(6), circle(6)),
        ("jitsiRoom", json!("Meeting"), circle(8)),
        ("meetingRoomLabel", json!("Meeting"), circle(8)),
        ("silent", yes.clone(), ZoneKind::Quiet),
        ("quiet", yes.clone(), ZoneKind::Quiet),
        ("stage", yes.clone(), ZoneKind::Stage),
        ("speakerMegaphone", json!("hall"), ZoneKind::Stage),
        ("audience", yes.clone(), ZoneKind::Audience),
        ("listenerMegaphone", json!("hall"), ZoneKind::Audience),
        ("screen", yes.clone(), ZoneKind::Screen),
        ("helpDesk", yes.clone(), ZoneKind::HelpDesk),
        ("focusable", yes, ZoneKind::Place),
        ("exitUrl", json!("b.tmj#c"), ZoneKind::Door { room: "b".to_owned(), entry: "c".to_owned() }),
        ("exitSceneUrl", json!("#c"), ZoneKind::Door { room: "room".to_owned(), entry: "c".to_owned() }),
    ];
    let shape = Shape::Rectangle { at: Point::new(512, 256), size: Point::new(768, 512) };
    for (name, value, kind) in kinds {
        assert_eq!(zone(name, value), Zone { name: "Here".to_owned(), shape, kind }, "{name}");
    }
}

#[test]
fn an_area_without_its_class_is_reported_and_not_honoured() {
    let mut object = area("Here", (2, 1), (3, 2), ("silent", json!(true)));
    object["type"] = json!("");
    let imported = with_objects(&[object.clone()]);
    assert!(imported.room.zones.is_empty());
    assert!(imported.report.to_string().contains("object \"Here\": it is of class \"\""));
    object["class"] = json!("area");
    assert_eq!(with_objects(&[object]).room.zones.len(), 1);
}

#[test]
fn an_ellipse_stays_one_and_areas_are_cut_to_the_map() {
    let mut round = area("Table", (1, 1), (2, 2), ("circle", json!(8)));
    round["ellipse"] = json!(true);
    let wide = area("Wide", (6, 4), (9, 9), ("silent", json!(true)));
    let outside = area("Outside", (20, 4), (9, 9), ("silent", json!(true)));
    let imported = with_objects(&[round, wide, outside]);
    let shapes: Vec<Shape> = imported.room.zones.iter().map(|zone| zone.shape).collect();
    let ellipse = Shape::Ellipse { at: Point::new(256, 256), size: Point::new(512, 512) };
    let cut = Shape::Rectangle { at: Point::new(1_536, 1_024), size: Point::new(512, 512) };
    assert_eq!(shapes, [ellipse, cut]);
    assert!(imported.report.blames("object \"Outside\""));
}

#[test]
fn a_layer_and_a_tile_with_a_property_cover_their_squares() {
    let mut layer = tiles("quiet corner", &[(5, 0, 1), (6, 0, 1), (5, 1, 1), (6, 1, 1), (7, 1, 1)]);
    layer["properties"] = json!([property("silent", json!(true))]);
    let imported = imported(&map(&[start(), layer, tiles("ground", &[(0, 4, 4), (1, 4, 4)]), floor()])).unwrap();
    let covered = |x, y| {
        let point = TilePoint::new(x, y).centre();
        imported.room.zones_at(point).filter(|(_, zone)| zone.kind == ZoneKind::Quiet).count()
    };
    for (x, y) in [(5, 0), (6, 0), (5, 1), (6, 1), (7, 1), (0, 4), (1, 4)] {
        assert_eq!(covered(x, y), 1, "{x} {y}");
    }
    for (x, y) in [(7, 0), (4, 0), (2, 4), (0, 3)] {
        assert_eq!(covered(x, y), 0, "{x} {y}");
    }
}

#[test]
fn a_meeting_room_on_a_layer_is_one_circle_per_connected_part() {
    let mut layer = tiles("rooms", &[(0, 3, 1), (1, 3, 1), (0, 4, 1), (5, 3, 1), (6, 3, 1)]);
    layer["properties"] = json!([property("jitsiRoom", json!("Meeting"))]);
    let imported = imported(&map(&[start(), layer, floor()])).unwrap();
    let kinds: Vec<&ZoneKind> = imported.room.zones.iter().map(|zone| &zone.kind).collect();
    assert_eq!(kinds, [&ZoneKind::Circle { capacity: 8 }; 2]);
}

#[test]
fn seats_look_where_they_say_and_not_into_walls() {
    let seat = |x: f64, y: f64, facing: &str| json!({"name": "", "type": "seat", "point": true, "x": x, "y": y, "properties": [property("facing", json!(facing))]});
    let all = [seat(24.0, 40.0, "ne"), seat(24.0, 24.0, "South-West"), seat(60.0, 40.0, "n"), seat(-9.0, 1.0, "n")];
    let layers = [start(), tiles("walls", &[(3, 2, 2)]), objects("seats", &all), floor()];
    let imported = imported(&map(&layers)).unwrap();
    let seats: Vec<(Point, Facing)> = imported.room.seats.iter().map(|seat| (seat.at, seat.facing)).collect();
    assert_eq!(seats, [(Point::new(384, 640), Facing::NorthEast), (Point::new(384, 384), Facing::SouthWest)]);
    assert!(imported.report.blames("object 3: the seat is in a wall"));
    assert!(imported.report.blames("object 4: the seat is in a wall or outside"));
}

#[test]
fn entries_come_from_layers_tiles_and_areas() {
    let mut lobby = tiles("lobby", &[(6, 0, 1), (7, 0, 3)]);
    lobby["properties"] = json!([property("startLayer", json!(true))]);
    let door = area("from-terrace", (2, 4), (2, 1), ("start", json!(true)));
    let layers = [start(), lobby, objects("areas", &[door]), floor()];
    let imported = imported(&map(&layers)).unwrap();
    let entries: Vec<(&str, &[TilePoint])> =
        imported.room.entries.iter().map(|entry| (entry.name.as_str(), entry.tiles.as_slice())).collect();
    let tile = TilePoint::new;
    assert_eq!(
        entries,
        [
            ("", &[tile(1, 1)][..]),
            ("lobby", &[tile(6, 0)]),
            ("side", &[tile(7, 0)]),
            ("from-terrace", &[tile(2, 4), tile(3, 4)]),
        ]
    );
}

#[test]
fn closed_tiles_are_no_entry_and_an_entry_of_nothing_else_is_left_out() {
    let blocked = area("blocked", (3, 2), (1, 1), ("start", json!(true)));
    let walls = tiles("walls", &[(3, 2, 2), (1, 1, 2)]);
    let start = tiles("start", &[(1, 1, 1), (2, 1, 1)]);
    let imported = imported(&map(&[start, walls, objects("areas", &[blocked]), floor()])).unwrap();
    assert_eq!(imported.room.entries.len(), 1);
    assert_eq!(imported.room.entries[0].tiles, [TilePoint::new(2, 1)]);
    assert!(imported.report.blames("entry \"blocked\": none of its tiles is open"));
}

#[test]
fn values_that_make_no_sense_are_reported_with_the_object() {
    let all = [
        area("Crowd", (0, 0), (1, 1), ("circle", json!(4_000))),
        area("Away", (0, 0), (1, 1), ("exitUrl", json!("https://example.org/other.tmj"))),
        area("Up", (0, 0), (1, 1), ("exitUrl", json!("../other.tmj"))),
    ];
    let imported = with_objects(&all);
    assert!(imported.room.zones.is_empty());
    for line in ["object \"Crowd\": property \"circle\"", "object \"Away\"", "object \"Up\""] {
        assert!(imported.report.blames(line), "{line} in\n{}", imported.report);
    }
}
