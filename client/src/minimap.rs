//! The small map: the room from above, who is near, and places to be walked to.
//!
//! It shows what this client knows anyway; the walking is the venue's.

pub mod plan;
mod react;
pub mod view;

use bevy::prelude::*;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<react::Seen>()
        .add_systems(Update, (react::look, react::act).in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}
