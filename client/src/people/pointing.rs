//! Showing where somebody is: an arrow at the edge of the view, or a pulse round them when they are in it.

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::units::Point;

use crate::theme::Theme;
use crate::venue_state::{Avatar, HEAD, OwnAvatar, depth, world_place};

/// Seconds somebody is pointed at.
const SECONDS: f32 = 8.0;

/// Whom the person at the screen is shown, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Default, Resource)]
pub struct Pointing {
    /// Whom, and where they were when the venue told.
    pub target: Option<(VisitorId, Point)>,
    /// Seconds left.
    pub seconds: f32,
}

impl Pointing {
    /// Points at somebody from now on.
    pub fn at(&mut self, visitor: VisitorId, place: Point) {
        *self = Self { target: Some((visitor, place)), seconds: SECONDS };
    }
}

/// Draws the pulse and the arrow while somebody is pointed at.
pub(super) fn point(
    mut pointing: ResMut<Pointing>,
    time: Res<Time>,
    theme: Res<Theme>,
    avatars: Query<(&Avatar, &Transform, Has<OwnAvatar>)>,
    mut gizmos: Commands,
    drawn: Query<Entity, With<PointerMark>>,
) {
    if pointing.target.is_none() {
        return;
    }
    drawn.iter().for_each(|mark| gizmos.entity(mark).despawn());
    pointing.seconds -= time.delta_secs();
    if pointing.seconds <= 0.0 {
        pointing.target = None;
        return;
    }
    let Some((visitor, place)) = pointing.target else { return };
    let seen =
        avatars.iter().find(|(avatar, ..)| avatar.visitor == visitor).map(|(_, at, _)| at.translation.truncate());
    let goal = seen.unwrap_or_else(|| world_place(place));
    let beat = 0.5 + 0.5 * (pointing.seconds * 5.0).sin();
    let colour = theme.ink.focus.colour();
    let middle = goal + Vec2::Y * (HEAD + 40.0 + beat * 12.0);
    mark(&mut gizmos, middle, std::f32::consts::FRAC_PI_4, Vec2::splat(20.0), colour);
    let Some(own) = avatars.iter().find(|(.., own)| *own).map(|(_, at, _)| at.translation.truncate()) else { return };
    let way = goal - own;
    if way.length() < 240.0 {
        return;
    }
    let direction = way.normalize();
    for step in 0..3u8 {
        let ahead = own + Vec2::Y * HEAD * 0.5 + direction * (90.0 + 34.0 * f32::from(step) + beat * 14.0);
        let size = Vec2::splat(9.0 + 4.0 * f32::from(step));
        mark(&mut gizmos, ahead, direction.to_angle() + std::f32::consts::FRAC_PI_4, size, colour);
    }
}

/// A drawn part of the arrow or the pulse.
#[derive(Component)]
pub(super) struct PointerMark;

fn mark(commands: &mut Commands, at: Vec2, angle: f32, size: Vec2, colour: Color) {
    commands.spawn((
        PointerMark,
        Sprite::from_color(colour, size),
        Transform::from_translation(at.extend(depth::EMOTES)).with_rotation(Quat::from_rotation_z(angle)),
    ));
}
