//! Folders of maps that are all right: every way to write layers and tilesets, and everything a map can mean.
//!
//! Each is small, so that a broken byte is a broken byte in something that is read.

use serde_json::{Value, json};

use crate::fuzzing::map::{folder, tiles};

/// Walls round a floor, with a quiet tile at the top and a turned one below it, as Tiled packs them.
const GZIP: &str = "H4sIAAAAAAACA2NiYGBgIoAZoZgFic2IRZ6VgaEBnzwjAf245PFhAJagMoLAAAAA";
const ZLIB: &str = "eNpjYmBgYCKAGaGYBYnNiEWelYGhAZ88IwH9uOTxYQBYXADQ";
const ZSTD: &str = "KLUv/SDAHQEAkgEECPA5/68lrUwp6lOtRl1dRQYAAAeBiACGhkoAID78EgE=";
const PLAIN: &str = "AgAAAAIAAAACAAAAAgAAAAIAAAACAAAAAgAAAAIAAAACAAAAAQAAAAEAAAAEAAAAAQAAAAEAAAABAAAAAgAAAAIAAAABAAAAAQAA\
    AAUAAIABAAAAAQAAAAEAAAACAAAAAgAAAAEAAAABAAAAAQAAAAEAAAABAAAAAQAAAAIAAAACAAAAAQAAAAEAAAABAAAAAQAAAAEAAAABAAAAAgAAAAIAAAAC\
    AAAAAgAAAAIAAAACAAAAAgAAAAIAAAACAAAA";

/// A tileset as Tiled saves it by itself: tile 1 is a wall, 2 an entry, 3 quiet and moving.
const TSX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tileset version="1.10" name="tiles" tilewidth="16" tileheight="16" tilecount="16" columns="4">
 <properties><property name="tilesetCopyright">Ours,
all of it</property></properties>
 <image source="../art/tiles.png" width="64" height="64"/>
 <tile id="1"><properties><property name="collides" type="bool" value="true"/></properties></tile>
 <tile id="2"><properties><property name="start" value="side"/></properties></tile>
 <tile id="3"><properties><property name="silent" type="bool" value="true"/></properties>
  <animation><frame tileid="3" duration="100"/><frame tileid="4" duration="50"/></animation></tile>
</tileset>"#;

/// All of them.
pub(super) fn all() -> Vec<Vec<u8>> {
    vec![lists(), packed(), grouped()]
}

/// Layers as lists, the tileset within, areas of every kind, and the areas of the browser's editor beside it.
fn lists() -> Vec<u8> {
    let yes = || json!(true);
    let zones = [
        area("table", (1, 1), ("circle", json!(4))),
        area("booth", (3, 1), ("jitsiRoom", json!("Talk"))),
        area("corner", (5, 1), ("silent", yes())),
        area("podium", (1, 2), ("stage", yes())),
        area("rows", (3, 2), ("audience", yes())),
        area("wall", (5, 2), ("screen", yes())),
        area("desk", (1, 3), ("helpDesk", yes())),
        area("view", (3, 3), ("focusable", yes())),
        area("from-garden", (5, 3), ("start", yes())),
        area("to-garden", (1, 4), ("exitUrl", json!("garden.tmj#side"))),
        area("again", (3, 4), ("exitSceneUrl", json!("#from-garden"))),
    ];
    let seat =
        json!({"type": "seat", "point": true, "x": 56, "y": 40, "properties": [property("facing", json!("ne"))]});
    let hall = map(
        &[
            start(),
            list("floor", &walled()),
            objects("zones", &zones),
            objects("seats", &[seat]),
            objects("floorLayer", &[]),
            list("lamps", &marked(20, 5)),
        ],
        &embedded(),
    );
    let side = list_with("lobby", &marked(9, 3), ("startLayer", yes()));
    let back = area("to-hall", (4, 4), ("exitUrl", json!("./hall.tmj#from-garden")));
    let garden = map(
        &[start(), list("floor", &walled()), side, objects("zones", &[back]), objects("floorLayer", &[])],
        &embedded(),
    );
    let rule = |kind: &str| json!({"type": kind, "roomName": "Talk", "name": "Podium", "isDefault": true});
    let edited = |x: u32, kind: &str| json!({"name": kind, "x": x, "y": 32, "width": 16, "height": 16, "properties": [rule(kind)]});
    let areas = ["silent", "livekitRoomProperty", "speakerMegaphone", "start"];
    let wam = json!({"version": "2.0.0", "areas": areas.map(|kind| edited(32, kind)), "entities": {"e1": {"x": 4}}});
    let [hall, garden, wam] = [hall, garden, wam].map(|file| file.to_string());
    folder(&[
        ("hall.tmj", hall.as_bytes()),
        ("hall.wam", wam.as_bytes()),
        ("garden.tmj", garden.as_bytes()),
        ("tiles.png", tiles()),
    ])
}

/// Layers packed in every way, the tileset in XML.
fn packed() -> Vec<u8> {
    let packed = |name: &str, compression: &str, data: &str| {
        json!({"type": "tilelayer", "name": name, "width": 8, "height": 6, "encoding": "base64",
            "compression": compression, "data": data})
    };
    let outside = json!([{"firstgid": 1, "source": "../tilesets/tiles.tsx"}]);
    let room = |door: &str| {
        let doors = objects("doors", &[area("out", (4, 4), ("exitUrl", json!(door)))]);
        let layers = [
            start(),
            packed("a", "gzip", GZIP),
            packed("b", "zlib", ZLIB),
            packed("c", "zstd", ZSTD),
            packed("d", "", PLAIN),
        ];
        map(&[&layers[..], &[doors, objects("floorLayer", &[])]].concat(), &outside).to_string()
    };
    let (hall, garden) = (room("garden.json"), room("hall.tmj"));
    folder(&[
        ("hall.tmj", hall.as_bytes()),
        ("garden.json", garden.as_bytes()),
        ("tiles.tsx", TSX.as_bytes()),
        ("tiles.png", tiles()),
    ])
}

/// Groups in groups, layers moved and half seen through, shapes of every kind, tiles placed as objects, the tileset in a
/// JSON file of its own.
fn grouped() -> Vec<u8> {
    let polygon = json!({"name": "round", "type": "area", "x": 32, "y": 32, "rotation": 10, "polygon":
        [{"x": 0, "y": 0}, {"x": 40, "y": 0}, {"x": 40, "y": 30}], "properties": [property("silent", json!(true))]});
    let ellipse = json!({"name": "ring", "class": "area", "x": 16, "y": 16, "width": 48, "height": 48, "ellipse": true,
        "properties": [property("circle", json!(8))]});
    let point = json!({"name": "here", "type": "area", "point": true, "x": 40, "y": 40,
        "properties": [property("name", json!("A place"))]});
    let tile = json!({"gid": 5, "x": 48, "y": 48, "width": 16, "height": 16});
    let turned = list("turned", &marked(12, 0x6000_0005));
    let meeting = list_with("rooms", &marked(18, 1), ("jitsiRoom", json!("Talk")));
    let inner = json!({"type": "group", "name": "inner", "opacity": 0.5, "offsetx": 16, "layers": [turned, meeting]});
    let outer = json!({"type": "group", "name": "outer", "layers": [list("floor", &walled()), inner]});
    let hidden = json!({"type": "tilelayer", "name": "hidden", "visible": false, "width": 8, "height": 6,
        "x": 1, "y": 1, "data": marked(20, 6)});
    let shapes = objects("shapes", &[polygon, ellipse, point, tile]);
    let layers = |door: &str| {
        let door = objects("doors", &[area("out", (4, 4), ("exitUrl", json!(door)))]);
        [start(), outer.clone(), hidden.clone(), shapes.clone(), door, objects("floorLayer", &[])]
    };
    let outside = json!([{"firstgid": 1, "source": "tiles.tsj"}]);
    let hall = map(&layers("garden.tmj#start"), &outside).to_string();
    let garden = map(&layers("hall.tmj"), &outside).to_string();
    let tileset = tileset().to_string();
    folder(&[
        ("hall.tmj", hall.as_bytes()),
        ("garden.tmj", garden.as_bytes()),
        ("tiles.tsj", tileset.as_bytes()),
        ("tiles.png", tiles()),
    ])
}

fn map(layers: &[Value], tilesets: &Value) -> Value {
    json!({"type": "map", "orientation": "orthogonal", "infinite": false, "width": 8, "height": 6, "tilewidth": 16,
        "tileheight": 16, "layers": layers, "tilesets": tilesets,
        "properties": [property("mapName", json!("Hall")), property("mapName_ja", json!("ホール"))]})
}

fn embedded() -> Value {
    let mut tileset = tileset();
    tileset["firstgid"] = json!(1);
    json!([tileset])
}

fn tileset() -> Value {
    json!({"name": "tiles", "image": "tiles.png", "imagewidth": 64, "imageheight": 64, "tilewidth": 16, "tileheight": 16,
        "columns": 4, "tilecount": 16, "margin": 0, "spacing": 0, "tiles": [
            {"id": 1, "properties": [property("collides", json!(true))]},
            {"id": 2, "properties": [property("start", json!("side"))]},
            {"id": 3, "properties": [property("silent", json!(true))],
             "animation": [{"tileid": 3, "duration": 100}, {"tileid": 4, "duration": 50}]}]})
}

fn start() -> Value {
    list("start", &marked(9, 1))
}

fn list(name: &str, cells: &[u32]) -> Value {
    json!({"type": "tilelayer", "name": name, "width": 8, "height": 6, "data": cells})
}

fn list_with(name: &str, cells: &[u32], (key, value): (&str, Value)) -> Value {
    let mut layer = list(name, cells);
    layer["properties"] = json!([property(key, value)]);
    layer
}

fn objects(name: &str, objects: &[Value]) -> Value {
    json!({"type": "objectgroup", "name": name, "objects": objects})
}

/// An area of two tiles side by side.
fn area(name: &str, (x, y): (u32, u32), (key, value): (&str, Value)) -> Value {
    json!({"name": name, "type": "area", "x": x * 16, "y": y * 16, "width": 32, "height": 16,
        "properties": [property(key, value)]})
}

fn property(name: &str, value: Value) -> Value {
    json!({"name": name, "value": value})
}

/// Walls round a floor of 6 x 4 tiles.
fn walled() -> Vec<u32> {
    let is_inside = |square: usize| (1..7).contains(&(square % 8)) && (1..5).contains(&(square / 8));
    (0..48).map(|square| if is_inside(square) { 1 } else { 2 }).collect()
}

/// One tile in this square.
fn marked(square: usize, tile: u32) -> Vec<u32> {
    (0..48).map(|other| if other == square { tile } else { 0 }).collect()
}
