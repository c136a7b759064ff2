//! Keys that leaf: for everybody over a large page, for the presenter wherever they walk.

use bevy::prelude::*;
use hiroba_shared::protocol::FromClient;

use super::{Leaf, Slides, react};
use crate::hud::OpenPanels;
use crate::venue_state::{ToVenue, TypingFocus, VenueState};

pub(super) fn press(
    keys: Res<ButtonInput<KeyCode>>,
    typing: Res<TypingFocus>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    mut slides: ResMut<Slides>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let presents = slides.is_shown_by(state.you);
    if typing.0 || !(open.page || presents) {
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
    if presents && keys.just_pressed(KeyCode::KeyB) {
        let asked = react::blanked(&slides);
        to_venue.write_batch(asked.map(|asked| ToVenue(FromClient::Slides(asked))));
    }
}
