//! Text in the world: name plates under and speech balloons over avatars, captions under screens.
//!
//! Here is decided what is written where, as a [`Writing`]; how it becomes pixels is the business of `bevy_text` on the
//! desktop and of `browser_text` in a browser, which answer with an [`Extent`]. Bounded: the nearest plates only, one
//! balloon per person. What was said is kept by `chat`.

mod plate;
pub mod plate_layout;
mod balloon;
pub mod balloon_text;
mod subtitle;
mod backing;
#[cfg(not(target_arch = "wasm32"))]
mod bevy_text;
#[cfg(not(target_arch = "wasm32"))]
pub mod breaks;
#[cfg(not(target_arch = "wasm32"))]
pub mod fonts;
#[cfg(target_arch = "wasm32")]
mod browser_text;
pub mod atlas;
pub mod budget;

use bevy::prelude::*;

use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::theme::Ink;
use crate::venue_state::OpenRoom;

pub(super) fn plugin(app: &mut App) {
    #[cfg(not(target_arch = "wasm32"))]
    bevy_text::plugin(app);
    #[cfg(target_arch = "wasm32")]
    browser_text::plugin(app);
    app.init_resource::<balloon::Balloons>()
        // Before places in the world are worked out, or a new card stood elsewhere for a frame.
        .configure_sets(PostUpdate, (TextSystems::Write, TextSystems::Back).chain().before(TransformSystems::Propagate))
        .add_systems(OnExit(Screen::InVenue), (balloon::clear, plate::clear, subtitle::clear))
        .add_systems(Update, balloon::hear.in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(
            Update,
            (plate::place, balloon::place).chain().in_set(ClientSystems::Follow).run_if(in_state(Screen::InVenue)),
        )
        .add_systems(
            Update,
            subtitle::place
                .in_set(ClientSystems::Follow)
                .run_if(in_state(Screen::InVenue))
                .run_if(resource_exists::<OpenRoom>),
        )
        .add_systems(Startup, backing::make_card)
        .add_systems(PostUpdate, (backing::back, subtitle::hang).in_set(TextSystems::Back));
}

/// When texts are drawn within `PostUpdate`.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum TextSystems {
    /// Writings become pixels and get their extents.
    Write,
    /// Cards grow to the extents.
    Back,
}

/// A text in the world and how it is written; its place is the middle of its lower edge.
#[derive(Component, Debug, Clone, PartialEq)]
#[require(Extent, Transform, Visibility)]
struct Writing {
    text: String,
    /// World units of a letter's body.
    size: f32,
    weight: Weight,
    colour: Ink,
    /// From line to line, as a multiple of the size.
    line_height: f32,
    /// World units at which lines end; one line without.
    width: Option<f32>,
    card: Card,
}

/// How strong the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Plain,
    Strong,
}

/// The rounded card behind a text.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Card {
    colour: Ink,
    /// World units between text and edge.
    padding: Vec2,
    /// World units of the corners.
    radius: f32,
}

/// How large a text came out in world units; nothing until it is drawn.
#[derive(Component, Debug, Clone, Copy, PartialEq, Default)]
struct Extent(Vec2);
