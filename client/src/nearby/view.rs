//! The words about what is round this person.

use super::Nearby;
use crate::chat::log::{ChatLog, Heard};
use crate::floor::applause::Applause;
use crate::locale::Locale;
use crate::minimap::view::zone_name;
use crate::panel::{Panel, PanelKey, Place, Row, Rows, Tone, Widget};
use crate::people::name::name_with_flag;
use crate::venue_state::VenueState;
use hiroba_shared::map::RoomMap;

/// Messages that are told while the chat is closed.
const MOST_TOLD: usize = 3;

/// What the panel is made of.
pub struct Around<'a> {
    /// Who and what is near.
    pub nearby: &'a Nearby,
    /// The map of the room.
    pub map: &'a RoomMap,
    /// What the venue said.
    pub state: &'a VenueState,
    /// What was said; an open chat tells it itself.
    pub log: &'a ChatLog,
    /// What the hall cheers.
    pub applause: &'a Applause,
}

/// The panel.
#[must_use]
pub fn view(around: &Around<'_>, words: &Locale) -> Panel {
    let messages = (!around.log.open).then(|| said(around.log, words));
    let widgets = [
        Widget::text("where", Tone::Plain, place(around, words)),
        Widget::text("near", Tone::Plain, people(around, words)),
    ];
    Panel {
        key: PanelKey::Nearby,
        place: Place::Unseen,
        title: words.text("near-title"),
        close: None,
        widgets: widgets.into_iter().chain(messages).chain([cheered(around.applause, words)]).collect(),
    }
}

fn place(around: &Around<'_>, words: &Locale) -> String {
    let room = words.title(&around.map.title);
    let mut zones = around.nearby.zones.iter().filter_map(|id| around.map.zone(*id));
    let zone = zones.find_map(|zone| zone_name(zone, around.state, words)).map(|(title, _)| title);
    match zone {
        Some(zone) => words.text_with("near-where-zone", &[("room", room.into()), ("zone", zone.into())]),
        None => words.text_with("near-where", &[("room", room.into())]),
    }
}

fn people(around: &Around<'_>, words: &Locale) -> String {
    let nearby = around.nearby;
    if nearby.count == 0 {
        return words.text("near-nobody");
    }
    if nearby.people.is_empty() {
        return words.text_with("near-many", &[("count", nearby.count.into())]);
    }
    let name = |visitor| match around.state.profiles.get(visitor) {
        Some(profile) => name_with_flag(&profile.persona),
        None => words.text("person-unknown"),
    };
    let names: Vec<String> = nearby.people.iter().map(name).collect();
    words.text_with("near-people", &[("names", words.list(&names).into())])
}

/// The list is there without applause too: screen readers tell only what comes into a place they know.
fn cheered(applause: &Applause, words: &Locale) -> Widget {
    let row = |(number, text): (u32, &str)| Row::new(format!("cheered/{number}"), text.to_owned());
    let rows = applause.line().map(row).into_iter().collect();
    let label = words.text("cheer-title");
    Rows { key: "cheered".into(), label, rows, follows_end: false, fills: false, live: true }.into()
}

fn said(log: &ChatLog, words: &Locale) -> Widget {
    let row = |heard: &Heard| Row {
        text: heard.text.clone(),
        ..Row::new(format!("heard/{}", heard.message.0), heard.name.clone())
    };
    let rows = log.newest(MOST_TOLD).map(row).collect();
    let label = words.text("chat-messages");
    Rows { key: "heard".into(), label, rows, follows_end: true, fills: false, live: true }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::minimap::view::tests::empty_map;
    use hiroba_shared::ids::{VisitorId, ZoneId};
    use hiroba_shared::map::{Shape, Zone, ZoneKind};
    use hiroba_shared::units::Point;

    fn told(nearby: &Nearby, tongue: Tongue) -> String {
        let shape = Shape::Rectangle { at: Point::new(0, 0), size: Point::new(256, 256) };
        let mut map = empty_map(4, 4);
        map.zones = vec![Zone { name: "Table 3".to_owned(), shape, kind: ZoneKind::Circle { capacity: 8 } }];
        let (state, log) = (VenueState::default(), ChatLog::default());
        let applause = Applause::default();
        let panel =
            view(&Around { nearby, map: &map, state: &state, log: &log, applause: &applause }, &Locale::new(tongue));
        assert_eq!(panel.repeated_key(), None);
        panel.as_text()
    }

    #[test]
    fn the_zone_and_everybody_in_reach_are_told() {
        let nearby = Nearby { zones: vec![ZoneId(0)], people: vec![VisitorId(1), VisitorId(2)], count: 2 };
        let text = told(&nearby, Tongue::En);
        assert!(text.contains("You are in Reception, at Table 3."), "{text}");
        assert!(text.contains("Near you: Somebody, Somebody"), "{text}");
    }

    #[test]
    fn a_crowd_is_a_number_and_nobody_is_a_sentence() {
        let crowd = Nearby { count: 40, ..Nearby::default() };
        assert!(told(&crowd, Tongue::En).contains("about 40"));
        assert!(told(&Nearby::default(), Tongue::Ja).contains("だれもいません"));
    }
}
