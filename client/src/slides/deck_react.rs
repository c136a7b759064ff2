//! How decks are listed, shown and removed.

use bevy::prelude::*;
use hiroba_shared::ids::DeckId;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::slides::SlidesFromClient;
use hiroba_shared::role::Action;

use super::Slides;
use crate::hud::{OpenPanels, Side};
use crate::panel::{PanelEvent, PanelEventKind, PanelKey};
use crate::venue_state::{ToVenue, VenueState};

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut was_open: Local<bool>,
    mut slides: ResMut<Slides>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let mut ask = |asked| {
        to_venue.write(ToVenue(FromClient::Slides(asked)));
    };
    let is_open = open.side == Some(Side::Slides);
    // The list may have changed since it was last looked at.
    if is_open && !*was_open && state.role.may(Action::PresentOwnDeck) {
        ask(SlidesFromClient::List);
    }
    *was_open = is_open;
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Slides && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let number = |family| event.key.number_within(family).and_then(|number| u32::try_from(number).ok());
        if let Some(deck) = number("show").map(DeckId) {
            ask(SlidesFromClient::Show(deck));
        } else if let Some(deck) = number("forget").map(DeckId) {
            if slides.forgetting.take() == Some(deck) {
                ask(SlidesFromClient::Forget(deck));
            } else {
                slides.forgetting = Some(deck);
            }
        } else if number("keep").is_some() {
            slides.forgetting = None;
        }
    }
}
