//! Claims about venues of several maps, and about the demo venue.

use hiroba_shared::{map::ZoneKind, protocol::codec};
use serde_json::{Value, json};

use super::super::samples::{Shelf, area, floor, map, objects, start};
use super::super::{demo, rooms_from};

fn with_doors(doors: &[&str]) -> Value {
    let areas: Vec<Value> = doors
        .iter()
        .enumerate()
        .map(|(x, url)| area(&format!("door {x}"), (x as u32, 4), (1, 1), ("exitUrl", json!(url))))
        .collect();
    let entry = area("side", (3, 3), (1, 1), ("start", json!(true)));
    map(&[start(), objects("areas", &areas), objects("entries", &[entry]), floor()])
}

#[test]
fn doors_are_followed_once_and_lead_to_rooms_by_name() {
    let shelf = Shelf::with_tiles()
        .and_map("hall.tmj", &with_doors(&["garden.tmj#side", "cellar.json"]))
        .and_map("garden.tmj", &with_doors(&["hall.tmj", "./cellar.json#side"]))
        .and_map("cellar.json", &with_doors(&["#side"]));
    let rooms = rooms_from(&shelf, "hall.tmj").unwrap();
    let names: Vec<&str> = rooms.rooms.iter().map(|room| room.name.as_str()).collect();
    assert_eq!(names, ["hall", "garden", "cellar"]);
    assert_eq!(rooms.reports.iter().map(|(_, report)| report.wrong()).sum::<usize>(), 0);
    assert_eq!(rooms.media.len(), 1);
    for (room, (hash, bytes)) in rooms.rooms.iter().zip(&rooms.maps) {
        assert_eq!(&room.map_hash, hash);
        assert_eq!(codec::decode_map(bytes).as_ref(), Ok(room.map.as_ref()));
    }
    let own = &rooms.rooms[2].map.zones[0].kind;
    assert_eq!(*own, ZoneKind::Door { room: "cellar".to_owned(), entry: "side".to_owned() });
}

#[test]
fn a_door_to_nowhere_is_a_place_and_a_line_in_the_report() {
    let shelf = Shelf::with_tiles()
        .and_map("hall.tmj", &with_doors(&["missing.tmj", "broken.tmj", "garden.tmj#nowhere"]))
        .and_map("garden.tmj", &with_doors(&[]))
        .and("maps/broken.tmj", b"{");
    let rooms = rooms_from(&shelf, "hall.tmj").unwrap();
    let kinds: Vec<bool> =
        rooms.rooms[0].map.zones.iter().map(|zone| matches!(zone.kind, ZoneKind::Door { .. })).collect();
    assert_eq!(kinds, [false, false, true]);
    let report = &rooms.reports[0].1;
    assert!(report.blames("door \"door 0\": it leads nowhere: \"missing.tmj\": there is no such file"), "{report}");
    assert!(report.blames("door \"door 1\": it leads nowhere: \"broken.tmj\""), "{report}");
    assert!(report.blames("door \"door 2\": \"garden.tmj\" has no entry \"nowhere\""), "{report}");
}

#[test]
fn a_chain_of_doors_ends_at_the_limit_of_rooms() {
    let mut shelf = Shelf::with_tiles();
    for number in 0..40 {
        shelf = shelf.and_map(&format!("r{number}.tmj"), &with_doors(&[&format!("r{}.tmj", number + 1)]));
    }
    let rooms = rooms_from(&shelf, "r0.tmj").unwrap();
    assert_eq!(rooms.rooms.len(), 32);
    assert!(rooms.reports[31].1.blames("at most 32 rooms"));
}

#[test]
fn the_demo_venue_has_the_reception_hall_and_the_terrace_and_nothing_wrong() {
    let rooms = demo::rooms().unwrap();
    for (room, report) in &rooms.reports {
        assert_eq!(report.wrong(), 0, "{room}\n{report}");
    }
    let [hall, terrace] = rooms.rooms.as_slice() else { panic!("{}", rooms.rooms.len()) };
    assert_eq!((hall.name.as_str(), terrace.name.as_str()), ("reception", "terrace"));
    assert!(hall.map.width >= 80 && hall.map.height >= 56);
    let count = |wanted: fn(&ZoneKind) -> bool| hall.map.zones.iter().filter(|zone| wanted(&zone.kind)).count();
    assert_eq!(count(|kind| matches!(kind, ZoneKind::Circle { capacity: 8 })), 26);
    for wanted in [
        (|kind| matches!(kind, ZoneKind::Stage)) as fn(&ZoneKind) -> bool,
        |kind| matches!(kind, ZoneKind::Screen),
        |kind| matches!(kind, ZoneKind::Audience),
        |kind| matches!(kind, ZoneKind::Quiet),
        |kind| matches!(kind, ZoneKind::HelpDesk),
        |kind| matches!(kind, ZoneKind::Door { room, .. } if room == "terrace"),
    ] {
        assert!(count(wanted) >= 1);
    }
    let audience = hall.map.zones.iter().find(|zone| zone.kind == ZoneKind::Audience).unwrap();
    assert!(hall.map.seats.iter().filter(|seat| audience.shape.contains(seat.at)).count() >= 120);
    assert!(hall.map.layers.iter().any(|layer| layer.above) && hall.map.layers.iter().any(|layer| !layer.above));
}
