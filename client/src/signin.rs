//! The door's form: who somebody is, how they look, and which venue they want into.
//!
//! Answers are remembered on this device only on request. Whether somebody gets in is the venue's decision; what it
//! wants agreed to first is fetched and shown when it says so.

mod agreement_view;
pub mod form;
pub mod form_view;
pub mod look_view;
#[cfg(not(target_arch = "wasm32"))]
mod papers;
mod react;

use bevy::prelude::*;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    // In a browser the door page shows the texts before it hands over.
    #[cfg(not(target_arch = "wasm32"))]
    papers::plugin(app);
    app.init_resource::<form::Form>()
        .add_systems(Startup, react::fill_in)
        .add_systems(OnEnter(Screen::SignIn), react::ask_again)
        .add_systems(
            Update,
            (react::act, react::refused).chain().in_set(ClientSystems::React).run_if(in_state(Screen::SignIn)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}
