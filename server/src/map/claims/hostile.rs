//! Claims about broken and hostile files: an error that names the place, never a panic, never much memory.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::samples::{
    Shelf, area, floor, imported, map, numbers, objects, packed, png, png_header, property, start, tiles,
};
use super::super::{import_from, rooms_from};

/// The map is refused with an error that holds each of these.
#[track_caller]
fn refused(map: &Value, said: &[&str]) {
    let fault = imported(map).unwrap_err().to_string();
    for words in said {
        assert!(fault.contains(words), "{words:?} in {fault:?}");
    }
}

fn with(field: &str, value: Value) -> Value {
    let mut map = map(&[start(), floor()]);
    map[field] = value;
    map
}

#[test]
fn maps_of_other_kinds_and_sizes_are_refused_in_words() {
    refused(&with("orientation", json!("isometric")), &["\"room.tmj\"", "only orthogonal"]);
    refused(&with("infinite", json!(true)), &["infinite"]);
    for width in [json!(0), json!(-4), json!(513), json!(i64::MAX)] {
        refused(&with("width", width), &["its width is", "not within 1 to 512"]);
    }
    refused(&with("tileheight", json!(0)), &["tile height"]);
    refused(&with("width", json!("eight")), &["no Tiled map in JSON"]);
    let shelf = Shelf::with_tiles().and("maps/a.tmx", b"<map/>").and("maps/b.tmj", b"\xff\xfe");
    assert!(import_from(&shelf, "a.tmx").unwrap_err().to_string().contains("save it as JSON"));
    assert!(import_from(&shelf, "b.tmj").unwrap_err().to_string().contains("no text"));
    assert!(import_from(&shelf, "c.tmj").unwrap_err().to_string().contains("no such file"));
}

#[test]
fn wrong_layers_are_refused_by_name() {
    let layer = |change: fn(&mut Value)| {
        let mut layer = tiles("walls", &[]);
        change(&mut layer);
        map(&[start(), layer, floor()])
    };
    refused(&layer(|it| it["data"] = json!([-1, 2])), &["layer \"walls\"", "-1"]);
    refused(&layer(|it| it["data"] = json!([0.5])), &["layer \"walls\"", "0.5"]);
    refused(&layer(|it| it["data"] = json!([1, 2, 3])), &["layer \"walls\"", "3 tiles", "48"]);
    refused(&layer(|it| it["data"] = json!(vec![1; 300_000])), &["layer \"walls\"", "more than 262144"]);
    refused(&layer(|it| it["data"] = json!("1,2,3")), &["layer \"walls\"", "unknown way"]);
    refused(&layer(|it| it["chunks"] = json!([])), &["layer \"walls\"", "infinite"]);
    refused(&layer(|it| it["height"] = json!(100_000)), &["layer \"walls\"", "height"]);
    refused(&layer(|it| it["type"] = json!("video")), &["layer \"walls\"", "unknown type \"video\""]);
    refused(&layer(|it| *it = json!({"type": "tilelayer", "name": "walls", "width": 1, "height": 1})), &["no tiles"]);
}

#[test]
fn a_packed_layer_unpacks_to_its_size_and_no_further() {
    let packed_as = |compression: &str, data: String| {
        let mut layer = tiles("bomb", &[]);
        layer["encoding"] = json!("base64");
        layer["compression"] = json!(compression);
        layer["data"] = json!(data);
        map(&[start(), layer, floor()])
    };
    let bomb = vec![0; 4 * 1024 * 1024];
    for compression in ["gzip", "zlib", "zstd"] {
        refused(&packed_as(compression, packed(&bomb, compression)), &["layer \"bomb\"", "more than the 192 bytes"]);
        refused(&packed_as(compression, packed(&[1; 7], compression)), &["layer \"bomb\"", "28 bytes"]);
        let mut cut = packed(&numbers(&[(1, 1, 1)]), compression);
        cut.truncate(12);
        refused(&packed_as(compression, cut), &["layer \"bomb\""]);
    }
    refused(&packed_as("", packed(&[1; 7], "")), &["layer \"bomb\"", "28 bytes"]);
    refused(&packed_as("", String::from("***")), &["layer \"bomb\"", "base64"]);
    refused(&packed_as("lzma", packed(&[1; 48], "")), &["layer \"bomb\"", "unknown way (lzma)"]);
}

#[test]
fn nesting_and_numbers_have_limits_that_are_named() {
    let nested = |depth| (0..depth).fold(start(), |inner, _| json!({"type": "group", "name": "g", "layers": [inner]}));
    assert!(imported(&map(&[nested(8), floor()])).is_ok());
    refused(&map(&[nested(9), floor()]), &["layer \"g/g/g", "more than 8 deep"]);
    refused(&map(&vec![floor(); 65]), &["more than 64"]);
    let group = json!({"type": "group", "name": "g", "layers": vec![floor(); 40]});
    refused(&map(&[group.clone(), group]), &["layer \"g/floorLayer\"", "more than 64 layers"]);
    let crowded = objects("crowd", &vec![json!({}); 16_385]);
    refused(&map(&[start(), crowded]), &["layer \"crowd\"", "more than 16384"]);
    let half = objects("crowd", &vec![json!({}); 9_000]);
    refused(&map(&[start(), half.clone(), half]), &["layer \"crowd\"", "more than 16384 objects"]);
    let deep = format!("{{\"layers\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let shelf = Shelf::with_tiles().and("maps/room.tmj", deep.as_bytes());
    assert!(import_from(&shelf, "room.tmj").is_err());
    let big = vec![b' '; 16 * 1024 * 1024 + 1];
    let fault = import_from(&Shelf::default().and("maps/room.tmj", &big), "room.tmj").unwrap_err();
    assert!(fault.to_string().contains("larger than 16384 KiB"));
}

#[test]
fn tilesets_that_lead_out_or_lie_are_refused_by_name() {
    let tileset = |change: fn(&mut Value)| {
        let mut map = map(&[start(), floor()]);
        change(&mut map["tilesets"][0]);
        map
    };
    refused(
        &tileset(|it| it["image"] = json!("../../secret.png")),
        &["tileset \"tiles\"", "../../secret.png", "outside"],
    );
    refused(&tileset(|it| it["image"] = json!("/etc/hostname")), &["tileset \"tiles\"", "hostname"]);
    refused(&tileset(|it| it["image"] = json!("gone.png")), &["tileset \"tiles\"", "gone.png", "no such file"]);
    refused(&tileset(|it| it["image"] = Value::Null), &["tileset \"tiles\"", "no picture"]);
    refused(&tileset(|it| it["tilewidth"] = json!(0)), &["tileset \"tiles\"", "tile width"]);
    refused(&tileset(|it| it["tilewidth"] = json!(65)), &["tileset \"tiles\"", "tile width"]);
    refused(&tileset(|it| it["firstgid"] = json!(0)), &["tileset \"tiles\"", "first number"]);
    refused(&tileset(|it| it["firstgid"] = json!(1 << 28)), &["tileset \"tiles\"", "first number"]);
    refused(&tileset(|it| it["margin"] = json!(-1)), &["tileset \"tiles\"", "margin"]);
    refused(&tileset(|it| it["margin"] = json!(64)), &["tileset \"tiles\"", "smaller than one tile"]);
    refused(&tileset(|it| it["source"] = json!("walls.xml")), &["tileset \"tiles\"", "\"walls.xml\"", "embed"]);
    refused(&tileset(|it| it["source"] = json!("walls.tsj")), &["tileset \"tiles\"", "\"walls.tsj\"", "no such file"]);
    let mut twice = map(&[start(), floor()]);
    twice["tilesets"] = json!([twice["tilesets"][0].clone(), twice["tilesets"][0].clone()]);
    refused(&twice, &["tileset \"tiles\"", "of another tileset as well"]);
    twice["tilesets"][0]["firstgid"] = json!(i64::MIN);
    twice["tilesets"][1]["firstgid"] = json!(i64::MAX);
    refused(&twice, &["tileset \"tiles\"", "first number"]);
    let boast = Shelf::default().and("maps/tiles.png", &png_header(60_000, 60_000));
    let fault = import_from(&boast.and_map("room.tmj", &map(&[start()])), "room.tmj").unwrap_err().to_string();
    assert!(fault.contains("60000 x 60000") && fault.contains("tileset \"tiles\""), "{fault}");
}

#[test]
fn absurd_places_and_names_do_no_harm() {
    let mut far = area("\u{202E}\u{7}evil", (1, 1), (1, 1), ("silent", json!(true)));
    far["x"] = json!(-1e300);
    far["width"] = json!(1e308);
    let nameless = area(&"長".repeat(100_000), (2, 2), (1, 1), ("silent", json!(true)));
    let imported = imported(&map(&[start(), objects("areas", &[far, nameless]), floor()])).unwrap();
    let report = imported.report.to_string();
    assert!(!report.contains('\u{7}') && !report.contains('\u{202E}') && report.len() < 4_000);
    assert!(imported.room.zones.iter().all(|zone| zone.name.chars().count() <= 60));
    let text = map(&[start(), objects("areas", &[json!({"x": 12345.5})])]).to_string().replace("12345.5", "1e999");
    let shelf = Shelf::with_tiles().and("maps/room.tmj", text.as_bytes());
    assert!(import_from(&shelf, "room.tmj").unwrap_err().to_string().contains("layer \"areas\""));
    for word in ["NaN", "Infinity"] {
        let text = text.replace("1e999", word);
        assert!(import_from(&Shelf::with_tiles().and("maps/room.tmj", text.as_bytes()), "room.tmj").is_err());
    }
}

#[test]
fn zones_over_more_tiles_than_four_of_the_largest_maps_are_left_out_and_named() {
    let entry = area("start", (1, 1), (1, 1), ("start", json!(true)));
    let whole = |number: u32| area(&format!("zone {number}"), (0, 0), (512, 512), ("silent", json!(true)));
    let areas: Vec<Value> = std::iter::once(entry).chain((1..=5).map(whole)).collect();
    let mut map = map(&[objects("areas", &areas), floor()]);
    (map["width"], map["height"]) = (json!(512), json!(512));
    let imported = imported(&map).unwrap();
    assert_eq!(imported.room.zones.len(), 4);
    assert!(imported.report.blames("object \"zone 5\": all zones together"), "{}", imported.report);
}

#[test]
fn tiles_that_mean_too_much_are_left_out_and_reported() {
    let named = |id: u32| json!({"id": id, "properties": [property("name", json!(format!("n{id}")))]});
    let mut map = map(&[start(), tiles("ground", &[(0, 0, 1), (1, 0, 300)]), floor()]);
    map["tilesets"][0]["image"] = json!("large.png");
    map["tilesets"][0]["tilecount"] = json!(400);
    map["tilesets"][0]["tiles"] = json!((0..400).map(named).collect::<Vec<_>>());
    let shelf = Shelf::with_tiles().and("maps/large.png", &png(320, 320)).and_map("room.tmj", &map);
    let imported = import_from(&shelf, "room.tmj").unwrap();
    assert_eq!(imported.room.zones.iter().filter(|zone| zone.name == "n0").count(), 2);
    assert!(imported.report.blames("tile 299: tiles mean more than 256 different things"), "{}", imported.report);
}

/// A map with something of everything.
fn rich() -> Value {
    let mut quiet = tiles("quiet", &[(5, 1, 4), (6, 1, 1)]);
    quiet["properties"] = json!([{"name": "silent", "value": true}, {"name": "zone", "value": {"a": 1}}]);
    let mut zlib = tiles("ground", &[]);
    zlib["encoding"] = json!("base64");
    zlib["compression"] = json!("zlib");
    zlib["data"] = json!(packed(&numbers(&[(1, 1, 1), (3, 3, 2)]), "zlib"));
    let group = json!({"type": "group", "name": "g", "opacity": 0.5, "offsetx": 16, "layers": [zlib, quiet]});
    let seat =
        json!({"type": "seat", "point": true, "x": 20, "y": 40, "properties": [{"name": "facing", "value": "n"}]});
    let door = area("door", (3, 4), (1, 1), ("exitUrl", json!("room.tmj#side")));
    map(&[start(), group, objects("areas", &[seat, door, area("t", (1, 1), (2, 2), ("circle", json!(8)))]), floor()])
}

fn survives(bytes: &[u8]) {
    let shelf = Shelf::with_tiles().and("maps/room.tmj", bytes);
    if let Ok(rooms) = rooms_from(&shelf, "room.tmj") {
        for room in &rooms.rooms {
            assert_eq!(room.map.check(), Ok(()));
        }
    }
}

#[test]
fn every_truncation_is_refused_or_opens_soundly() {
    let text = rich().to_string();
    for length in (0..text.len()).step_by(3) {
        survives(&text.as_bytes()[..length]);
    }
    survives(text.as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = rich().to_string().into_bytes();
        for (index, byte) in changes {
            let place = index.index(bytes.len());
            bytes[place] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn changed_numbers_never_panic(
        which in any::<prop::sample::Index>(),
        number in prop_oneof![any::<i64>().prop_map(|n| n.to_string()), any::<f64>().prop_map(|n| n.to_string())],
    ) {
        let text = rich().to_string();
        let digits: Vec<(usize, usize)> = runs_of_digits(&text);
        let (from, to) = digits[which.index(digits.len())];
        survives(format!("{}{number}{}", &text[..from], &text[to..]).as_bytes());
    }
}

fn runs_of_digits(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 0 {
            runs.push((at, at + length));
        }
        at += length.max(1);
    }
    runs
}
