//! Text in the world: name plates under and speech balloons over avatars, and the letters they are drawn with.
//!
//! Bounded: the nearest plates only, one balloon per person. What was said is kept by `chat`.

mod backing;
mod balloon;
pub mod balloon_text;
pub mod fonts;
mod plate;

use bevy::prelude::*;

use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    fonts::install(app);
    app.init_resource::<balloon::Balloons>()
        .add_systems(OnExit(Screen::InVenue), (balloon::clear, plate::clear))
        .add_systems(Update, balloon::hear.in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(
            Update,
            (plate::place, balloon::place).chain().in_set(ClientSystems::Follow).run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Startup, backing::make_card)
        .add_systems(PostUpdate, backing::back.after(bevy::sprite::update_text2d_layout));
}
