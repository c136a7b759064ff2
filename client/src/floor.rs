//! The audience has the floor: questions to whoever presents, raised hands, polls, applause, and what is announced to all.
//!
//! The client watches one page of one list while its panel is open; what may be done and what counts is the venue's decision.

pub mod applause;
pub mod board;
pub mod hall;
mod hall_react;
mod hands_view;
mod keys;
mod polls_view;
mod questions_view;
mod react;
pub mod view;

use bevy::prelude::*;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<board::Board>()
        .init_resource::<hall::Hall>()
        .init_resource::<applause::Applause>()
        .add_systems(OnEnter(Screen::SignIn), (react::forget, applause::forget))
        .add_systems(
            Update,
            (react::hear, applause::gather, keys::press, react::act, react::watch)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}
