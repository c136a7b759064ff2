//! The phases of a frame and their order; the only file that orders features against each other.
//!
//! A feature joins a phase and never names another feature's system. The fixed step is the venue's tick, 20 a second.

use bevy::prelude::*;
use hiroba_shared::units::TICKS_PER_SECOND;

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Time::<Fixed>::from_hz(f64::from(TICKS_PER_SECOND)))
        .configure_sets(PreUpdate, (ClientSystems::Receive, ClientSystems::Learn).chain())
        .configure_sets(FixedUpdate, (ClientSystems::Intend, ClientSystems::Predict, ClientSystems::Stride).chain())
        .configure_sets(
            Update,
            (
                ClientSystems::React,
                ClientSystems::Present,
                ClientSystems::Stand,
                ClientSystems::Follow,
                ClientSystems::Send,
            )
                .chain(),
        );
}

/// The phases of the client.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClientSystems {
    /// `PreUpdate`: what came over the link becomes messages.
    Receive,
    /// `PreUpdate`: the picture of the venue takes them in.
    Learn,
    /// `FixedUpdate`: what the person wants of their body in this tick.
    Intend,
    /// `FixedUpdate`: the own body makes its step.
    Predict,
    /// `FixedUpdate`: the step is told to the venue.
    Stride,
    /// `Update`: features react to messages and to the person.
    React,
    /// `Update`: bodies get their poses of this moment.
    Present,
    /// `Update`: poses become places in the world.
    Stand,
    /// `Update`: what hangs on bodies follows them: the camera, name plates, balloons.
    Follow,
    /// `Update`: messages to the venue are handed to the link.
    Send,
}
