//! Claims about the `.wam` file beside a map.

use hiroba_shared::map::ZoneKind;
use hiroba_shared::units::TilePoint;
use serde_json::{Value, json};

use super::super::samples::{Shelf, floor, map, start};
use super::super::{Imported, import_from};

fn with_wam(text: &str) -> Imported {
    let shelf = Shelf::with_tiles().and_map("room.tmj", &map(&[start(), floor()]));
    import_from(&shelf.and("maps/room.wam", text.as_bytes()), "room.tmj").unwrap()
}

fn area(name: &str, (x, y): (u32, u32), rules: &[Value]) -> Value {
    json!({
        "id": "0b1c", "name": name, "visible": true, "x": x * 16, "y": y * 16, "width": 32, "height": 16,
        "properties": rules,
    })
}

#[test]
fn areas_of_the_browsers_editor_hold_like_those_of_the_map() {
    let wam = json!({
        "version": "2.0.0", "mapUrl": "https://maps.example/room.tmj", "entityCollections": [], "areas": [
            area("Library", (0, 0), &[json!({"id": "1", "type": "silent", "hideButtonLabel": true})]),
            area("Corner", (2, 0), &[json!({"id": "2", "type": "livekitRoomProperty", "roomName": "Talk"})]),
            area("Podium", (4, 0), &[json!({"id": "3", "type": "speakerMegaphone", "name": "Podium"})]),
            area("Out", (6, 0), &[json!({"id": "4", "type": "exit", "url": "b.wam", "areaName": "side"})]),
            area("Shop", (0, 2), &[json!({"id": "5", "type": "openWebsite", "link": "https://example.org"})]),
            area("Gate", (3, 4), &[json!({"id": "6", "type": "start", "isDefault": true})]),
        ],
        "entities": {"e1": {"x": 4, "y": 4, "prefabRef": {"id": "chair"}}},
    });
    let imported = with_wam(&wam.to_string());
    let kinds: Vec<&ZoneKind> = imported.room.zones.iter().map(|zone| &zone.kind).collect();
    let door = ZoneKind::Door { room: String::from("b"), entry: String::from("side") };
    assert_eq!(kinds, [&ZoneKind::Quiet, &ZoneKind::Circle { capacity: 8 }, &ZoneKind::Stage, &door]);
    let gate = imported.room.entry("Gate").unwrap();
    assert_eq!(gate.tiles, [(3, 4), (4, 4)].map(|(x, y)| TilePoint::new(x, y)));
    assert!(imported.room.entries[0].tiles.contains(&TilePoint::new(3, 4)), "the default start is none");
    let report = imported.report.to_string();
    assert!(report.contains("object \"Shop\": property \"openWebsite\": maps open no web pages"), "{report}");
    assert!(report.contains("\"room.wam\": things placed in the browser's editor are not drawn"), "{report}");
}

#[test]
fn a_broken_wam_file_is_left_out_and_the_map_opens() {
    for text in ["", "{", "{\"areas\": 7}", "{\"areas\": [{\"x\": \"far\"}]}"] {
        let imported = with_wam(text);
        assert!(imported.report.blames("\"room.wam\""), "{text}: {}", imported.report);
        assert!(imported.room.zones.is_empty());
    }
}
