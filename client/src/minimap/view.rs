//! The map panel: the picture, the places of this room and the other rooms.

use std::sync::Arc;

use crate::locale::Locale;
use crate::panel::picture::{Picture, Plan};
use crate::panel::widget::PictureSize;
use crate::panel::{Button, Panel, PanelKey, Place, Row, Rows, Widget};
use crate::venue_state::VenueState;
use hiroba_shared::map::{RoomMap, Zone, ZoneKind};

/// What the panel shows.
pub struct Chart<'a> {
    /// The map of the room.
    pub map: &'a RoomMap,
    /// Its picture.
    pub plan: Arc<Plan>,
    /// What the venue said.
    pub state: &'a VenueState,
}

/// The panel.
#[must_use]
pub fn view(chart: &Chart<'_>, words: &Locale) -> Panel {
    let people = chart.plan.marks.len();
    let picture = Widget::Picture {
        key: "plan".into(),
        picture: Picture::Plan(Arc::clone(&chart.plan)),
        label: words.text_with("map-plan", &[("room", words.title(&chart.map.title).into()), ("count", people.into())]),
        size: PictureSize::Wide,
    };
    let label = words.text("map-places");
    let rows = rooms(chart.state, words).into_iter().chain(places(chart, words)).collect();
    let list = Rows { key: "places".into(), label: label.clone(), rows, follows_end: false, fills: true, live: false };
    Panel {
        key: PanelKey::Map,
        place: Place::Right,
        title: words.text("map-title"),
        close: Some(words.text("close")),
        widgets: vec![picture, Widget::Heading(label), list.into()],
    }
}

/// Named zones once each, by name; doors by what lies behind them.
fn places(chart: &Chart<'_>, words: &Locale) -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, zone) in chart.map.zones.iter().enumerate() {
        let Some((title, note)) = zone_name(zone, chart.state, words) else { continue };
        let walk = Button::new(format!("zone/{n}"), words.text("act-walk")).quiet().only_icon("walk-there");
        rows.push(Row { note, buttons: vec![walk], ..Row::new(format!("place/{n}"), title) });
    }
    rows.sort_by_key(|row| natural(&row.title));
    rows
}

/// The name of a zone, and what it is where the name does not say that, for zones that have either.
pub(crate) fn zone_name(zone: &Zone, state: &VenueState, words: &Locale) -> Option<(String, String)> {
    let what = match &zone.kind {
        ZoneKind::Circle { capacity } => words.text_with("zone-circle", &[("count", (*capacity).into())]),
        ZoneKind::Stage => words.text("zone-stage"),
        ZoneKind::Audience => words.text("zone-audience"),
        ZoneKind::Quiet => words.text("zone-quiet"),
        ZoneKind::HelpDesk => words.text("zone-help"),
        ZoneKind::Door { room, .. } => {
            let title =
                state.rooms.iter().find(|other| other.name == *room).map(|other| words.title(&other.title).to_owned());
            let title = title.unwrap_or_else(|| room.clone());
            words.text_with("zone-door", &[("room", title.into())])
        }
        ZoneKind::Place => String::new(),
        ZoneKind::Screen => return None,
    };
    let name = words.place(&zone.name);
    match (name.is_empty(), what.is_empty()) {
        (true, true) => None,
        (true, false) => Some((what, String::new())),
        (false, _) if name == what => Some((name, String::new())),
        (false, _) => Some((name, what)),
    }
}

/// Orders "Table 2" before "Table 10".
fn natural(title: &str) -> (String, u64) {
    let text = title.trim_end_matches(|c: char| c.is_ascii_digit());
    (text.to_owned(), title.get(text.len()..).and_then(|digits| digits.parse().ok()).unwrap_or(0))
}

fn rooms(state: &VenueState, words: &Locale) -> Vec<Row> {
    let others = state.rooms.iter().filter(|room| Some(room.room) != state.room);
    others
        .map(|room| {
            let walk =
                Button::new(format!("room/{}", room.room.0), words.text("act-walk")).quiet().only_icon("walk-there");
            let present = words.text_with("map-present", &[("count", room.present.into())]);
            let note = format!("{} · {present}", words.text("map-room"));
            Row {
                note,
                buttons: vec![walk],
                ..Row::new(format!("other/{}", room.room.0), words.title(&room.title).to_owned())
            }
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::ids::RoomId;
    use hiroba_shared::map::{MAP_VERSION, Shape};
    use hiroba_shared::protocol::session::RoomSummary;
    use hiroba_shared::units::Point;

    pub(crate) fn empty_map(width: u16, height: u16) -> RoomMap {
        RoomMap {
            version: MAP_VERSION,
            title: "Reception".into(),
            width,
            height,
            grid_px: (32, 32),
            blocked: vec![0; usize::from(width * height).div_ceil(8)],
            layers: vec![],
            tilesets: vec![],
            zones: vec![],
            seats: vec![],
            entries: vec![],
        }
    }

    fn circle(name: &str) -> Zone {
        let shape = Shape::Rectangle { at: Point::new(0, 0), size: Point::new(256, 256) };
        Zone { name: name.to_owned(), shape, kind: ZoneKind::Circle { capacity: 8 } }
    }

    #[test]
    fn places_come_in_the_order_of_their_numbers_and_rooms_with_counts() {
        let mut map = empty_map(4, 4);
        map.zones = vec![circle("Table 10"), circle("Table 2"), circle("")];
        let terrace = RoomSummary { room: RoomId(1), name: "terrace".to_owned(), title: "Terrace".into(), present: 3 };
        let state = VenueState { rooms: vec![terrace], room: Some(RoomId(0)), ..VenueState::default() };
        let plan = Arc::new(super::super::plan::plan(&map, vec![]));
        let panel = view(&Chart { map: &map, plan, state: &state }, &Locale::new(Tongue::En));
        let text = panel.as_text();
        let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} not in\n{text}"));
        assert!(place("- Table 2 (Table for 8) [Walk me there]") < place("- Table 10"));
        assert!(text.contains("- Terrace (Another room · 3 people) [Walk me there]"), "{text}");
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn a_place_is_called_in_the_language_of_the_reader_and_not_twice() {
        let zone = |name: &str, kind| Zone { kind, ..circle(name) };
        let called = |zone: &Zone, tongue| zone_name(zone, &VenueState::default(), &Locale::new(tongue)).unwrap();
        let both = |title: &str, note: &str| (title.to_owned(), note.to_owned());
        assert_eq!(called(&circle("Table 10"), Tongue::Id), both("Meja 10", "Meja untuk 8"));
        assert_eq!(called(&zone("Quiet corner", ZoneKind::Quiet), Tongue::Ja), both("静かな場所", ""));
        assert_eq!(called(&zone("Library", ZoneKind::Quiet), Tongue::En), both("Library", "Quiet corner"));
    }

    #[test]
    fn every_language_has_all_its_words() {
        let mut map = empty_map(4, 4);
        map.zones = vec![circle("Table 10")];
        let state = VenueState::default();
        let plan = || Arc::new(super::super::plan::plan(&map, vec![]));
        in_every_language(|words| view(&Chart { map: &map, plan: plan(), state: &state }, words));
    }
}
