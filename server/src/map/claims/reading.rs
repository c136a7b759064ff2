//! Claims about layers, tilesets and walls.

use hiroba_shared::units::TilePoint;
use serde_json::json;

use super::super::samples::{Shelf, floor, imported, map, numbers, objects, packed, property, start, tiles, tileset};
use super::super::{Imported, import_from};

fn walls(imported: &Imported) -> Vec<(u16, u16)> {
    let all = (0..6).flat_map(|y| (0..8).map(move |x| (x, y)));
    all.filter(|(x, y)| !imported.room.is_open(TilePoint::new(*x, *y))).collect()
}

#[test]
fn layers_before_the_floor_layer_are_under_the_avatars_and_those_after_it_over_them() {
    let layers = [start(), tiles("ground", &[(0, 0, 1)]), floor(), tiles("lamps", &[(2, 2, 5)]), tiles("empty", &[])];
    let room = imported(&map(&layers)).unwrap().room;
    let drawn: Vec<(&str, bool)> = room.layers.iter().map(|layer| (layer.name.as_str(), layer.above)).collect();
    assert_eq!(drawn, [("start", false), ("ground", false), ("lamps", true)]);
    assert_eq!((room.width, room.height, room.grid_px, room.title.first()), (8, 6, (16, 16), "room"));
}

#[test]
fn every_way_of_writing_tiles_gives_the_same_layer() {
    let marked = [(0, 0, 1), (7, 5, 2), (3, 3, 0xE000_0005)];
    let plain = imported(&map(&[start(), tiles("ground", &marked), floor()])).unwrap();
    for compression in ["", "gzip", "zlib", "zstd"] {
        let mut layer = tiles("ground", &[]);
        layer["encoding"] = json!("base64");
        layer["compression"] = json!(compression);
        layer["data"] = json!(packed(&numbers(&marked), compression));
        let room = imported(&map(&[start(), layer, floor()])).unwrap().room;
        assert_eq!(room, plain.room, "{compression}");
    }
}

#[test]
fn groups_are_flattened_and_hand_on_what_they_hide() {
    let inner = json!({"type": "group", "name": "inner", "opacity": 0.5, "layers": [tiles("lamps", &[(2, 2, 5)])]});
    let hidden = json!({"type": "group", "name": "gone", "visible": false, "layers": [tiles("walls", &[(4, 4, 2)])]});
    let outer = json!({"type": "group", "name": "outer", "layers": [start(), inner, hidden]});
    let imported = imported(&map(&[outer, floor()])).unwrap();
    let names: Vec<(&str, u8)> =
        imported.room.layers.iter().map(|layer| (layer.name.as_str(), layer.opacity)).collect();
    assert_eq!(names, [("outer/start", 255), ("outer/inner/lamps", 128)]);
    assert_eq!(walls(&imported), []);
    assert_eq!(imported.room.entries[0].tiles, [TilePoint::new(1, 1)]);
}

#[test]
fn a_colliding_tile_is_a_wall_whichever_way_it_is_turned() {
    let turned = 2 | 1 << 31 | 1 << 29;
    let layers = [start(), tiles("walls", &[(3, 2, 2), (4, 2, turned), (5, 2, 1)]), floor()];
    let imported = imported(&map(&layers)).unwrap();
    assert_eq!(walls(&imported), [(3, 2), (4, 2)]);
    let walls = &imported.room.layers[1].cells;
    assert_eq!(walls[2 * 8 + 4], turned);
}

#[test]
fn a_moved_or_smaller_layer_lands_where_tiled_shows_it() {
    let mut small = json!({"type": "tilelayer", "name": "walls", "width": 2, "height": 1, "data": [2, 2]});
    small["offsetx"] = json!(16.0 * 7.0);
    small["y"] = json!(3);
    let imported = imported(&map(&[start(), small, floor()])).unwrap();
    assert_eq!(walls(&imported), [(7, 3)]);
    assert!(imported.report.blames("layer \"walls\""));
}

#[test]
fn tiles_of_no_tileset_are_left_out_and_reported_with_their_square() {
    let imported = imported(&map(&[start(), tiles("ground", &[(2, 1, 99)]), floor()])).unwrap();
    assert!(imported.report.blames("layer \"ground\": 1 tile of no tileset"), "{}", imported.report);
    assert!(imported.report.blames("number 99 in column 2, row 1"));
}

#[test]
fn a_tileset_beside_the_map_is_read_and_its_picture_is_found_from_there() {
    let mut source = tileset();
    source["image"] = json!("tiles.png");
    let mut map = map(&[start(), tiles("walls", &[(3, 2, 12)]), floor()]);
    map["tilesets"] = json!([{"firstgid": 11, "source": "sets/ours.tsj"}]);
    let picture = super::super::samples::png(64, 64);
    let shelf = Shelf::default().and("maps/sets/ours.tsj", source.to_string().as_bytes());
    let shelf = shelf.and("maps/sets/tiles.png", &picture).and_map("room.tmj", &map);
    let imported = import_from(&shelf, "room.tmj").unwrap();
    assert_eq!(walls(&imported), [(3, 2)]);
    assert_eq!(imported.room.tilesets[0].first, 11);
}

#[test]
fn a_tileset_in_xml_beside_the_map_is_read_too() {
    let xml = r#"<tileset name="ours" tilewidth="16" tileheight="16" tilecount="16" columns="4">
        <image source="tiles.png" width="64" height="64"/>
        <tile id="1"><properties><property name="collides" type="bool" value="true"/></properties></tile></tileset>"#;
    let mut map = map(&[start(), tiles("walls", &[(3, 2, 12)]), floor()]);
    map["tilesets"] = json!([{"firstgid": 11, "source": "../sets/ours.tsx"}]);
    let shelf = Shelf::default().and("sets/ours.tsx", xml.as_bytes());
    let shelf = shelf.and("sets/tiles.png", &super::super::samples::png(64, 64)).and_map("room.tmj", &map);
    let imported = import_from(&shelf, "room.tmj").unwrap();
    assert_eq!(walls(&imported), [(3, 2)]);
    assert_eq!((imported.room.tilesets[0].first, imported.room.tilesets[0].count), (11, 16));
}

#[test]
fn pictures_are_served_by_the_hash_of_what_is_served() {
    let imported = imported(&map(&[start(), floor()])).unwrap();
    let [(hash, png)] = imported.media.as_slice() else { panic!("{}", imported.media.len()) };
    assert_eq!(hash, blake3::hash(png).to_hex().as_str());
    let tileset = &imported.room.tilesets[0];
    assert_eq!((&tileset.image, tileset.image_px, tileset.columns, tileset.count), (hash, (64, 64), 4, 16));
    assert_eq!(tileset.animations.len(), 1);
    assert_eq!(tileset.animations[0].frames, [(3, 100), (4, 20)]);
}

#[test]
fn what_is_not_honoured_is_listed_with_its_place() {
    let mut chatty = tiles("ground", &[(0, 0, 1)]);
    chatty["properties"] =
        json!([property("openWebsite", json!("https://example.org")), property("odd", json!({"a": [1]}))]);
    let mut map = map(&[start(), chatty, floor(), json!({"type": "imagelayer", "name": "sky", "image": "sky.png"})]);
    map["properties"] = json!([property("script", json!("evil.js")), property("mapName", json!("Our hall"))]);
    let imported = imported(&map).unwrap();
    let report = imported.report.to_string();
    for line in [
        "map: property \"script\": scripts are never run",
        "layer \"ground\": property \"openWebsite\": maps open no web pages",
        "layer \"ground\": property \"odd\": not known here",
        "layer \"sky\": layers that are one picture are not drawn",
    ] {
        assert!(report.contains(line), "{line} in\n{report}");
    }
    assert_eq!((imported.room.title.first(), imported.report.wrong()), ("Our hall", 0));
}

#[test]
fn a_room_has_its_title_in_the_languages_of_its_map() {
    let mut map = map(&[start(), floor()]);
    map["properties"] = json!([
        property("mapName", json!("Our hall")),
        property("mapName_ja", json!("広間")),
        property("mapName_nowhere", json!("?")),
    ]);
    let imported = imported(&map).unwrap();
    assert_eq!(["ja", "mn", "en"].map(|code| imported.room.title.in_language(code)), ["広間", "Our hall", "Our hall"]);
    assert!(imported.report.to_string().contains("property \"mapName_nowhere\": not known here"));
}

#[test]
fn a_tileset_that_grew_into_the_next_one_keeps_the_tiles_before_it() {
    let mut map = map(&[start(), tiles("walls", &[(3, 2, 3), (4, 2, 2)]), floor()]);
    let mut second = tileset();
    second["firstgid"] = json!(3);
    second["name"] = json!("second");
    second["tiles"] = json!([{"id": 0, "properties": [property("collides", json!(true))]}]);
    map["tilesets"][0]["tiles"] = json!([{"id": 2, "properties": [property("silent", json!(true))]}]);
    map["tilesets"] = json!([map["tilesets"][0].clone(), second]);
    let imported = imported(&map).unwrap();
    assert_eq!(walls(&imported), [(3, 2)]);
    assert!(imported.room.zones.is_empty());
    assert!(imported.report.blames("tileset \"tiles\": its numbers run into the next tileset; 2 of 16"));
}

#[test]
fn walls_of_a_layer_that_is_seen_through_hold_and_those_of_a_hidden_one_do_not() {
    let layer = |name: &str, column: usize, field: &str, value: serde_json::Value| {
        let mut layer = tiles(name, &[(column, 2, 2)]);
        layer[field] = value;
        layer
    };
    let layers =
        [start(), layer("clear", 3, "opacity", json!(0)), layer("hidden", 4, "visible", json!(false)), floor()];
    let imported = imported(&map(&layers)).unwrap();
    assert_eq!(walls(&imported), [(3, 2)]);
    assert_eq!(imported.room.layers.len(), 1);
}

#[test]
fn properties_of_old_files_are_read_too() {
    let mut quiet = tiles("quiet", &[(4, 4, 1)]);
    quiet["properties"] = json!({"silent": true, "openTab": "https://example.org"});
    let imported = imported(&map(&[start(), quiet, floor()])).unwrap();
    assert_eq!(imported.room.zones.len(), 1);
    assert!(imported.report.to_string().contains("property \"openTab\""));
}

#[test]
fn a_map_without_a_start_or_floor_opens_and_says_so() {
    let imported = imported(&map(&[tiles("walls", &[(4, 3, 2)]), objects("things", &[])])).unwrap();
    assert_eq!(imported.room.entries.len(), 1);
    let start = imported.room.entries[0].tiles[0];
    assert!(imported.room.is_open(start) && start.centre().is_within(TilePoint::new(4, 3).centre(), 2));
    assert!(imported.report.blames("no layer \"start\"") && imported.report.blames("floorLayer"));
}
