//! Keys that leaf: for everybody over a large page, for the presenter wherever they walk.

use bevy::prelude::*;
use hiroba_shared::protocol::FromClient;

use super::{Leaf, Slides, react};
use crate::hud::alone::LoneLetter;
use crate::hud::{COMMAND_KEYS, OpenPanels};
use crate::venue_state::{ToVenue, TypingFocus, VenueState};

pub(super) fn press(
    (keys, letter): (Res<ButtonInput<KeyCode>>, Res<LoneLetter>),
    typing: Res<TypingFocus>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    mut slides: ResMut<Slides>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let presents = slides.is_shown_by(state.you);
    if typing.0 || keys.any_pressed(COMMAND_KEYS) || !(open.page || presents) {
        return;
    }
    let leaf = |key: &KeyCode| match (key, open.page) {
        (KeyCode::PageUp, _) | (KeyCode::ArrowLeft | KeyCode::ArrowUp, true) => Some(Leaf::Back),
        (KeyCode::PageDown, _) | (KeyCode::ArrowRight | KeyCode::ArrowDown, true) => Some(Leaf::On),
        (KeyCode::Home, true) => Some(Leaf::First),
        (KeyCode::End, true) => Some(Leaf::Last),
        (_, _) => None,
    };
    for leaf in keys.get_just_pressed().filter_map(leaf) {
        let asked = react::leaf(&mut slides, &state, leaf);
        to_venue.write_batch(asked.map(|asked| ToVenue(FromClient::Slides(asked))));
    }
    if presents && letter.is(KeyCode::KeyB) {
        let asked = slides.blanked().map(|screen| slides.ask(screen));
        to_venue.write_batch(asked.map(|asked| ToVenue(FromClient::Slides(asked))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::ecs::system::RunSystemOnce;
    use hiroba_shared::ids::VisitorId;
    use hiroba_shared::protocol::slides::{Screen, SlidesFromClient};

    use crate::slides::samples::{page, slides};

    /// The presenter, walking about at page 3 of 9.
    fn presenter() -> World {
        let mut world = World::new();
        world.init_resource::<TypingFocus>();
        world.init_resource::<OpenPanels>();
        world.init_resource::<Messages<ToVenue>>();
        world.insert_resource(VenueState { you: Some(VisitorId(1)), ..VenueState::default() });
        world.insert_resource(slides(3, 9));
        world
    }

    fn press_all(world: &mut World, pressed: &[KeyCode]) -> Vec<FromClient> {
        let mut keys = ButtonInput::default();
        pressed.iter().for_each(|key| keys.press(*key));
        world.insert_resource(keys);
        world.insert_resource(pressed.last().map_or_else(LoneLetter::default, |key| LoneLetter::known(*key)));
        world.run_system_once(press).unwrap();
        world.resource_mut::<Messages<ToVenue>>().drain().map(|ToVenue(said)| said).collect()
    }

    fn turn(number: u16, blank: bool) -> Vec<FromClient> {
        vec![FromClient::Slides(SlidesFromClient::Turn(Screen { page: page(number), blank }))]
    }

    #[test]
    fn two_quick_presses_turn_two_pages_and_dark_is_dark_on_the_second() {
        let mut world = presenter();
        assert_eq!(press_all(&mut world, &[KeyCode::PageDown]), turn(4, false));
        assert_eq!(press_all(&mut world, &[KeyCode::PageDown]), turn(5, false));
        assert_eq!(press_all(&mut world, &[KeyCode::KeyB]), turn(5, true));
    }

    #[test]
    fn a_command_of_the_browser_or_the_system_is_none_of_the_slides() {
        let mut world = presenter();
        for held in COMMAND_KEYS {
            assert_eq!(press_all(&mut world, &[held, KeyCode::KeyB]), []);
            assert_eq!(press_all(&mut world, &[held, KeyCode::PageDown]), []);
        }
        assert_eq!(press_all(&mut world, &[KeyCode::KeyB]), turn(3, true));
    }
}
