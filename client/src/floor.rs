//! The audience has the floor: questions to whoever presents, votes for them, and the moderators' hands on them.
//!
//! The client watches one page of one list while its panel is open; what may be done and what counts is the venue's decision.

pub mod board;
mod react;
pub mod view;

use bevy::prelude::*;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<board::Board>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::hear, react::act, react::watch)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}
