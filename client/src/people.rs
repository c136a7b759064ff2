//! Finding people: the search, one person and what can be done with them, and showing where somebody is.
//!
//! Searches run on the server in pages; nothing is filtered here. Keeping order has its own log in `order`.

pub mod countries;
pub mod list;
pub mod list_view;
pub mod name;
pub mod person;
pub mod person_view;
pub mod pointing;
mod react;

use bevy::prelude::*;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<list::PeopleList>()
        .init_resource::<person::PersonCard>()
        .init_resource::<pointing::Pointing>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::hear, react::act_in_list, react::act_on_person, react::pick, react::open_card, react::search)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, (react::show_list, react::show_person).in_set(PanelSystems::Show))
        .add_systems(Update, pointing::point.in_set(ClientSystems::Follow));
}
