//! The bar at the top: where this person is, how many are here, and the buttons.

use super::{OpenPanels, Side};
use crate::chat::log::{ChatLog, Tab};
use crate::locale::Locale;
use crate::panel::{Button, Flow, Group, Panel, PanelKey, Place, Tone, Widget};
use crate::venue_state::{Leading, VenueState};
use hiroba_shared::role::Action;

/// What the bar shows.
pub struct Bar<'a> {
    /// Which panels are open.
    pub open: &'a OpenPanels,
    /// What the venue said.
    pub state: &'a VenueState,
    /// For the count on the button.
    pub log: &'a ChatLog,
    /// Reports that no moderator here has looked at yet.
    pub reports: u32,
    /// Polls that wait for this person's choice, and for moderators raised hands.
    pub floor: u32,
    /// Something is shown on the screen of the room.
    pub slides: bool,
}

/// The bar.
#[must_use]
pub fn view(bar: &Bar<'_>, words: &Locale) -> Panel {
    let state = bar.state;
    let room = state.room.and_then(|id| state.rooms.iter().find(|room| room.room == id));
    let title = room.map_or_else(|| words.text("venue-name"), |room| words.title(&room.title).to_owned());
    let here = room.map_or(0, |room| room.present);
    let present = words.text_with("bar-present", &[("here", here.into()), ("venue", state.present.into())]);
    let place = Group::new(
        "bar-place",
        Flow::Row,
        vec![Widget::text("bar-room", Tone::Strong, title), Widget::text("bar-present", Tone::Quiet, present)],
    );
    let widgets = [place.into()].into_iter().chain(led(state, words)).chain([buttons(bar, words)]).collect();
    Panel {
        key: PanelKey::Bar,
        place: Place::Top,
        title: words.text("bar-title"),
        close: None,
        widgets: vec![Group::new("bar-line", Flow::Ends, widgets).into()],
    }
}

/// While the venue leads this person: where to, and a way to stop.
fn led(state: &VenueState, words: &Locale) -> Option<Widget> {
    let text = match state.led? {
        Leading::After(visitor) => {
            let name = state.profiles.get(&visitor).map(|profile| profile.persona.name.as_str().to_owned());
            let name = name.unwrap_or_else(|| words.text("person-unknown"));
            words.text_with("bar-following", &[("name", name.into())])
        }
        Leading::To(_) => words.text("bar-led"),
    };
    let stop = Button::new("stop", words.text("bar-stop")).icon("close");
    Some(Group::new("bar-led", Flow::Row, vec![Widget::text("bar-leading", Tone::Good, text), stop.into()]).into())
}

fn buttons(bar: &Bar<'_>, words: &Locale) -> Widget {
    let side = |side, key: &'static str, icon, label: &str| -> Widget {
        Button::new(key, words.text(label)).quiet().only_icon(icon).lit_if(bar.open.side == Some(side)).into()
    };
    let chat = Button::new("open-chat", words.text("bar-chat"))
        .quiet()
        .only_icon("chat")
        .lit_if(bar.log.open)
        .counting(if bar.log.open { 0 } else { bar.log.unread(Tab::All) });
    let order = bar.state.role.may(Action::ReadReports).then(|| {
        let button = Button::new("open-order", words.text("bar-order")).quiet().only_icon("moderator");
        button.lit_if(bar.open.side == Some(Side::Order)).counting(bar.reports).into()
    });
    let help = Button::new("open-help", words.text("bar-help")).quiet().only_icon("help").lit_if(bar.open.help);
    let floor = Button::new("open-floor", words.text("bar-floor"))
        .quiet()
        .only_icon("question")
        .lit_if(bar.open.side == Some(Side::Floor))
        .counting(bar.floor);
    // Only where there is something to see or to show.
    let slides = (bar.slides || bar.state.role.may(Action::PresentOwnDeck))
        .then(|| side(Side::Slides, "open-slides", "slides", "bar-slides"));
    let widgets = [
        chat.into(),
        side(Side::People, "open-people", "people", "bar-people"),
        side(Side::Map, "open-map", "map", "bar-map"),
        side(Side::Programme, "open-programme", "stage", "bar-programme"),
        floor.into(),
    ]
    .into_iter()
    .chain(slides)
    .chain(order)
    .chain([side(Side::Settings, "open-settings", "settings", "bar-settings"), help.into()])
    .collect();
    Group::new("bar-buttons", Flow::Row, widgets).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::ids::{RoomId, VisitorId};
    use hiroba_shared::protocol::session::RoomSummary;
    use hiroba_shared::role::Role;

    fn shown(state: &VenueState, tongue: Tongue) -> Panel {
        let (open, log) = (OpenPanels::default(), ChatLog::default());
        view(&Bar { open: &open, state, log: &log, reports: 2, floor: 0, slides: true }, &Locale::new(tongue))
    }

    fn state(role: Role) -> VenueState {
        let hall = RoomSummary { room: RoomId(0), name: "hall".to_owned(), title: "Reception".into(), present: 12 };
        VenueState { role, rooms: vec![hall], room: Some(RoomId(0)), present: 34, ..VenueState::default() }
    }

    #[test]
    fn the_number_present_is_always_there() {
        let text = shown(&state(Role::Visitor), Tongue::En).as_text();
        assert!(text.contains("Reception") && text.contains("12 here · 34 in the venue"), "{text}");
        assert!(!text.contains("[Order]"), "{text}");
    }

    #[test]
    fn moderators_see_waiting_reports_and_led_people_can_stop() {
        let led = VenueState { led: Some(Leading::After(VisitorId(9))), ..state(Role::Moderator) };
        let panel = shown(&led, Tongue::Ja);
        let text = panel.as_text();
        assert!(text.contains("(2)") && text.contains("[止まる]"), "{text}");
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn every_language_has_all_its_words() {
        let led = VenueState { led: Some(Leading::After(VisitorId(9))), ..state(Role::Moderator) };
        in_every_language(|words| shown(&led, words.tongue()));
    }
}
