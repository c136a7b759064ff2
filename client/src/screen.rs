//! Which screen the person looks at. Entities of one screen carry `DespawnOnExit`; systems run `in_state`.

use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>();
}

/// The screens of the client.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Screen {
    /// The form of the door.
    #[default]
    SignIn,
    /// The door was asked, or the link is being made.
    Connecting,
    /// In the venue.
    InVenue,
    /// The link broke, or the venue said farewell: `Parting` knows which, and whether the client tries to come back.
    Lost,
}
