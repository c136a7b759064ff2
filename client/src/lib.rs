//! What a person sees of Hiroba: one Bevy plugin per feature, panels as pure views over what the venue said.
//!
//! The client predicts with the shared rules and never decides. This file is the list of features; each feature is a
//! file (and folder) that exposes `plugin`. `venue_state` is the seam between playing and panels.

#![allow(elided_lifetimes_in_paths, reason = "every Bevy system parameter has lifetimes that say nothing to a reader")]

pub mod schedule;
pub mod screen;
pub mod venue_state;
pub mod fault;
pub mod start;

pub mod net;
pub mod index;
pub mod room;
pub mod avatar;
pub mod intent;
pub mod camera;
#[cfg(not(target_arch = "wasm32"))]
pub mod photo;

pub mod chat;
pub mod comfort;
pub mod floor;
pub mod help;
pub mod hud;
pub mod locale;
pub mod minimap;
pub mod nearby;
pub mod notice;
pub mod order;
pub mod page;
pub mod panel;
pub mod people;
pub mod photograph;
pub mod programme;
pub mod settings;
pub mod signin;
pub mod slides;
pub mod stage;
pub mod text_world;
pub mod theme;

use bevy::prelude::*;

/// Every feature without window, renderer and link: what headless tests add to `MinimalPlugins` and `StatesPlugin`.
pub fn venue_features(app: &mut App) {
    app.add_plugins((
        schedule::plugin,
        screen::plugin,
        venue_state::plugin,
        fault::plugin,
        start::plugin,
        net::plugin,
        index::plugin,
        room::plugin,
        avatar::plugin,
        intent::plugin,
    ));
}

/// The world as pictures, and what is written in it.
pub fn world_pictures(app: &mut App) {
    app.add_plugins((
        room::pictures,
        avatar::pictures,
        intent::pictures,
        programme::pictures,
        slides::pictures,
        camera::plugin,
        text_world::plugin,
    ));
}

/// The panels; without a window they are made, and nobody draws them.
pub fn panel_features(app: &mut App) {
    app.add_plugins((
        theme::plugin,
        locale::plugin,
        settings::plugin,
        comfort::plugin,
        panel::plugin,
        chat::plugin,
        people::plugin,
        order::plugin,
        help::plugin,
        minimap::plugin,
        nearby::plugin,
        hud::plugin,
        notice::plugin,
    ));
    app.add_plugins((programme::plugin, stage::plugin, floor::plugin, photograph::plugin, slides::plugin));
    #[cfg(not(target_arch = "wasm32"))]
    app.add_plugins(signin::plugin);
}
