//! The drawn thumb stick: a calm ring where the thumb was put down, and a knob under it.
//!
//! It hangs on the camera, so it keeps its place on the screen while the world moves.

use bevy::prelude::*;
use bevy::sprite_render::AlphaMode2d;
use bevy::window::PrimaryWindow;

use super::fingers::Fingers;
use super::route::Pace;
use super::stick::{RADIUS, Stick};
use crate::camera::WorldCamera;
use crate::schedule::ClientSystems;
use crate::theme::Theme;

/// Radius of the knob and thickness of the ring, in logical pixels.
const KNOB: f32 = 24.0;
const LINE: f32 = 3.0;
/// Over everything in the world.
const HEIGHT: f32 = 900.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, show.in_set(ClientSystems::Follow));
}

/// A part of the drawn stick.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Ground,
    Ring,
    Knob,
}

fn show(
    mut commands: Commands,
    fingers: Res<Fingers>,
    theme: Option<Res<Theme>>,
    window: Query<&Window, With<PrimaryWindow>>,
    camera: Query<(Entity, &Projection), With<WorldCamera>>,
    mut pieces: Query<(Entity, &Piece, &mut Transform, &MeshMaterial2d<ColorMaterial>)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ColorMaterial>>,
) {
    let (Some(stick), Some(theme)) = (fingers.stick(), theme) else {
        pieces.iter().for_each(|(piece, ..)| commands.entity(piece).despawn());
        return;
    };
    let (Ok(window), Ok((camera, Projection::Orthographic(lens)))) = (window.single(), camera.single()) else { return };
    let middle = Vec2::new(window.width(), window.height()) / 2.0;
    let place = |piece: Piece| {
        let at = if piece == Piece::Knob { stick.knob() } else { stick.from } - middle;
        let height = HEIGHT + if piece == Piece::Knob { 0.2 } else { 0.0 };
        Transform::from_translation((at * Vec2::new(1.0, -1.0) * lens.scale).extend(height))
            .with_scale(Vec2::splat(lens.scale).extend(1.0))
    };
    if pieces.is_empty() {
        for piece in [Piece::Ground, Piece::Ring, Piece::Knob] {
            let mesh = match piece {
                Piece::Ground => meshes.add(Circle::new(RADIUS)),
                Piece::Ring => meshes.add(Annulus::new(RADIUS - LINE, RADIUS)),
                Piece::Knob => meshes.add(Circle::new(KNOB)),
            };
            let color = colour(piece, stick, &theme);
            let material = materials.add(ColorMaterial { color, alpha_mode: AlphaMode2d::Blend, ..default() });
            let drawn = (piece, Mesh2d(mesh), MeshMaterial2d(material), place(piece), ChildOf(camera));
            commands.spawn((Name::new("thumb stick"), drawn));
        }
        return;
    }
    for (_, piece, mut transform, material) in &mut pieces {
        transform.set_if_neq(place(*piece));
        let wanted = colour(*piece, stick, &theme);
        if materials.get(&material.0).is_some_and(|material| material.color != wanted)
            && let Some(mut material) = materials.get_mut(&material.0)
        {
            material.color = wanted;
        }
    }
}

/// Running shows in the ring, so that one sees it without looking at the feet.
fn colour(piece: Piece, stick: Stick, theme: &Theme) -> Color {
    let ink = &theme.ink;
    let runs = stick.drive().is_some_and(|(_, pace)| pace == Pace::Run);
    match piece {
        Piece::Ground => ink.plate.colour().with_alpha(0.28),
        Piece::Ring if runs => ink.accent.colour(),
        Piece::Ring => ink.on_plate.colour().with_alpha(0.75),
        Piece::Knob => ink.accent.colour().with_alpha(0.9),
    }
}
