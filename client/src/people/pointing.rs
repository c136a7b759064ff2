//! Showing where somebody is: an arrow at the edge of the view, or a pulse round them when they are in it.

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::units::Point;

use crate::comfort::Comfort;
use crate::theme::Theme;
use crate::venue_state::{Avatar, HEAD, OwnAvatar, depth, world_place};

/// Seconds somebody is pointed at.
const SECONDS: f32 = 8.0;
/// From the direction a chevron points in to each of its bars, in radians.
const CHEVRON_OPENING: f32 = 0.75 * std::f32::consts::PI;

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
    comfort: Option<Res<Comfort>>,
    avatars: Query<(&Avatar, &Transform, Has<OwnAvatar>)>,
    mut commands: Commands,
    drawn: Query<Entity, With<PointerMark>>,
) {
    if pointing.target.is_none() {
        return;
    }
    drawn.iter().for_each(|mark| commands.entity(mark).despawn());
    pointing.seconds -= time.delta_secs();
    if pointing.seconds <= 0.0 {
        pointing.target = None;
        return;
    }
    let Some((visitor, place)) = pointing.target else { return };
    let seen =
        avatars.iter().find(|(avatar, ..)| avatar.visitor == visitor).map(|(_, at, _)| at.translation.truncate());
    let goal = seen.unwrap_or_else(|| world_place(place));
    let calm = comfort.is_some_and(|comfort| comfort.is_calm());
    let beat = if calm { 0.5 } else { 0.5 + 0.5 * (pointing.seconds * 5.0).sin() };
    let colour = theme.ink.focus.colour();
    let middle = goal + Vec2::Y * (HEAD + 40.0 + beat * 12.0);
    chevron(&mut commands, middle, Vec2::NEG_Y, 22.0, colour);
    let Some(own) = avatars.iter().find(|(.., own)| *own).map(|(_, at, _)| at.translation.truncate()) else { return };
    let way = goal - own;
    if way.length() < 240.0 {
        return;
    }
    let direction = way.normalize();
    for step in 0..3u8 {
        let ahead = own + Vec2::Y * HEAD * 0.5 + direction * (90.0 + 34.0 * f32::from(step) + beat * 14.0);
        chevron(&mut commands, ahead, direction, 14.0 + 4.0 * f32::from(step), colour);
    }
}

/// A drawn part of the arrow or the pulse.
#[derive(Component)]
pub(super) struct PointerMark;

/// Two bars that meet at `tip` and open backwards: it points along `direction`.
fn chevron(commands: &mut Commands, tip: Vec2, direction: Vec2, length: f32, colour: Color) {
    for side in [1.0, -1.0] {
        let bar = direction.rotate(Vec2::from_angle(side * CHEVRON_OPENING));
        commands.spawn((
            PointerMark,
            Sprite::from_color(colour, Vec2::new(length, length * 0.3)),
            Transform::from_translation((tip + bar * length * 0.42).extend(depth::EMOTES))
                .with_rotation(Quat::from_rotation_z(bar.to_angle())),
        ));
    }
}
