//! Talking: what was said, the field to say something, and the panel with both.
//!
//! Keeps a bounded log of what the venue sent; who hears whom is the venue's decision. Balloons in the world are
//! `text_world`'s business.

pub mod log;
pub mod log_view;
mod react;
pub mod say;
pub mod say_view;

use bevy::prelude::*;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<log::ChatLog>()
        .init_resource::<say::Say>()
        .add_systems(OnExit(Screen::InVenue), react::keep_log_and_drop_draft)
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::hear, react::act_in_log, react::act_in_say, react::start_typing)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, (react::show_log, react::show_say).in_set(PanelSystems::Show));
}
