//! Keys and buttons that open and close panels.

use bevy::prelude::*;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::walk::WalkFromClient;
use hiroba_shared::role::{Action, Role};

use super::view::{self, Bar};
use super::{COMMAND_KEYS, OpenPanels, Side};
use crate::chat::log::ChatLog;
use crate::floor::hall::Hall;
use crate::locale::Locale;
use crate::order::OrderLog;
use crate::panel::{FocusWish, PanelEvent, PanelEventKind, PanelFocus, PanelKey, Shown};
use crate::screen::Screen;
use crate::slides::Slides;
use crate::venue_state::{ToVenue, TypingFocus, VenueState};

pub(super) fn close_all(mut open: ResMut<OpenPanels>) {
    *open = OpenPanels::default();
}

/// Letters open panels while nobody types; Escape leaves a field, then closes panels one by one.
pub(super) fn press_keys(
    keys: Res<ButtonInput<KeyCode>>,
    typing: Res<TypingFocus>,
    focused: Res<PanelFocus>,
    mut open: ResMut<OpenPanels>,
    mut log: ResMut<ChatLog>,
    mut focus: ResMut<FocusWish>,
) {
    if keys.just_pressed(KeyCode::Escape) {
        if typing.0 || focused.0 {
            *focus = FocusWish::Walking;
        } else if open.bypass_change_detection().close_topmost() {
            open.set_changed();
        } else if log.open {
            log.set_open(false);
        }
        // Letters of the same frame count as well: on a slow machine frames are long.
    }
    if typing.0 || keys.any_pressed(COMMAND_KEYS) {
        return;
    }
    let sides = [
        (KeyCode::KeyP, Side::People),
        (KeyCode::KeyM, Side::Map),
        (KeyCode::KeyQ, Side::Floor),
        (KeyCode::KeyR, Side::Programme),
        (KeyCode::KeyL, Side::Slides),
    ];
    for (key, side) in sides {
        if keys.just_pressed(key) {
            open.turn(side);
        }
    }
    if keys.just_pressed(KeyCode::KeyH) {
        open.help = !open.help;
    }
    if keys.just_pressed(KeyCode::KeyC) {
        let opened = !log.open;
        log.set_open(opened);
    }
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut open: ResMut<OpenPanels>,
    mut log: ResMut<ChatLog>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Bar && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        match event.key.as_str() {
            "open-chat" => {
                let opened = !log.open;
                log.set_open(opened);
            }
            "open-people" => open.turn(Side::People),
            "open-map" => open.turn(Side::Map),
            "open-settings" => open.turn(Side::Settings),
            "open-floor" => open.turn(Side::Floor),
            "open-order" => open.turn(Side::Order),
            "open-slides" => open.turn(Side::Slides),
            "open-programme" => open.turn(Side::Programme),
            "open-help" => open.help = !open.help,
            "stop" => {
                to_venue.write(ToVenue(FromClient::Walk(WalkFromClient::Stop)));
            }
            _ => {}
        }
    }
}

pub(super) fn show(
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    log: Res<ChatLog>,
    (order, hall, slides): (Res<OrderLog>, Res<Hall>, Res<Slides>),
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let changed =
        open.is_changed() || state.is_changed() || log.is_changed() || order.is_changed() || hall.is_changed();
    if !(changed || slides.is_changed() || words.is_changed() || screen.is_changed()) {
        return;
    }
    let (reports, floor) = (order.unseen, waiting(&hall, state.role));
    let slides = slides.showing.is_some();
    let bar = Bar { open: &open, state: &state, log: &log, reports, floor, slides };
    shown.set(PanelKey::Bar, (*screen.get() == Screen::InVenue).then(|| view::view(&bar, &words)));
}

/// What waits on the floor: polls for everybody, raised hands for those who call on them.
fn waiting(hall: &Hall, role: Role) -> u32 {
    let hands = if role.may(Action::ModerateFloor) { hall.raised.len() } else { 0 };
    hall.waiting().saturating_add(u32::try_from(hands).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::ecs::system::RunSystemOnce;

    #[test]
    fn escape_and_a_letter_of_the_same_long_frame_both_count() {
        let mut world = World::new();
        let mut keys = ButtonInput::default();
        keys.press(KeyCode::Escape);
        keys.press(KeyCode::KeyC);
        world.insert_resource(keys);
        world.insert_resource(OpenPanels { side: Some(Side::Map), ..default() });
        world.init_resource::<TypingFocus>();
        world.init_resource::<PanelFocus>();
        world.init_resource::<ChatLog>();
        world.init_resource::<FocusWish>();
        world.run_system_once(press_keys).unwrap();
        assert_eq!(world.resource::<OpenPanels>().side, None);
        assert!(world.resource::<ChatLog>().open);
    }
}
