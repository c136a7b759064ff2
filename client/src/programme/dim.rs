//! Dimmed lights: a shade over the room while its item asks for it, which leaves the stage and the screen bright.
//!
//! Names, gestures and balloons stay as they are, because people are to be found in the dark too.

use bevy::prelude::*;
use hiroba_shared::map::{RoomMap, ZoneKind};
use hiroba_shared::units::SUBTILES_PER_TILE;

use super::Programme;
use crate::comfort::Comfort;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{OpenRoom, TILE, VenueState, depth, world_place};

/// How much of the light the shade takes.
const DARKNESS: f32 = 0.5;
/// Seconds until it is dark.
const FADE_SECONDS: f32 = 1.5;
/// World units by which the shade reaches beyond the map.
const BEYOND: f32 = 4_000.0;

pub(in crate::programme) fn plugin(app: &mut App) {
    app.add_systems(Update, (cover, fade).chain().in_set(ClientSystems::Follow).run_if(in_state(Screen::InVenue)));
}

/// One of the strips round what stays bright.
#[derive(Component)]
struct Shade;

/// Lays the shade round the bright part of a room that was opened.
fn cover(mut commands: Commands, room: Option<Res<OpenRoom>>, laid: Query<Entity, With<Shade>>) {
    let Some(room) = room.filter(|room| room.is_changed()) else { return };
    for entity in &laid {
        commands.entity(entity).despawn();
    }
    for strip in around(room_of(&room.map), bright(&room.map)) {
        commands.spawn((
            Name::new("dimmed light"),
            Shade,
            DespawnOnExit(Screen::InVenue),
            Sprite::from_color(Color::srgba(0.02, 0.02, 0.06, 0.0), strip.size()),
            Transform::from_translation(strip.center().extend(depth::NAMES - 1.0)),
        ));
    }
}

fn fade(
    programme: Res<Programme>,
    state: Res<VenueState>,
    comfort: Option<Res<Comfort>>,
    time: Res<Time>,
    mut strips: Query<&mut Sprite, With<Shade>>,
) {
    let wanted = if programme.is_dim(state.room) { DARKNESS } else { 0.0 };
    let calm = comfort.is_some_and(|comfort| comfort.is_calm());
    let step = if calm { DARKNESS } else { DARKNESS * time.delta_secs() / FADE_SECONDS };
    for mut sprite in &mut strips {
        let alpha = sprite.color.alpha();
        if (alpha - wanted).abs() > f32::EPSILON {
            let next = if alpha < wanted { (alpha + step).min(wanted) } else { (alpha - step).max(wanted) };
            sprite.color.set_alpha(next);
        }
    }
}

/// The room with what lies beyond its edges.
fn room_of(map: &RoomMap) -> Rect {
    let far = Vec2::new(f32::from(map.width) * TILE, -f32::from(map.height) * TILE);
    Rect::from_corners(Vec2::ZERO, far).inflate(BEYOND)
}

/// What stays bright: stage and screen with a step round them. Nothing in a room without a stage.
fn bright(map: &RoomMap) -> Option<Rect> {
    let lit = map.zones.iter().filter(|zone| matches!(zone.kind, ZoneKind::Stage | ZoneKind::Screen));
    let rectangles = lit.map(|zone| {
        let (at, size) = zone.shape.bounds();
        let units = |subtiles: i32| subtiles as f32 * TILE / SUBTILES_PER_TILE as f32;
        let corner = world_place(at);
        Rect::from_corners(corner, corner + Vec2::new(units(size.x), -units(size.y))).inflate(TILE / 2.0)
    });
    rectangles.reduce(|one, other| one.union(other))
}

/// The strips of `whole` round `hole`.
fn around(whole: Rect, hole: Option<Rect>) -> Vec<Rect> {
    let Some(hole) = hole else { return vec![whole] };
    vec![
        Rect::new(whole.min.x, hole.max.y, whole.max.x, whole.max.y),
        Rect::new(whole.min.x, whole.min.y, whole.max.x, hole.min.y),
        Rect::new(whole.min.x, hole.min.y, hole.min.x, hole.max.y),
        Rect::new(hole.max.x, hole.min.y, whole.max.x, hole.max.y),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shade_covers_the_room_once_and_leaves_the_stage_bright() {
        let whole = Rect::new(-10.0, -50.0, 90.0, 10.0);
        let hole = Rect::new(20.0, -20.0, 40.0, -5.0);
        let strips = around(whole, Some(hole));
        let area = |rect: &Rect| rect.width() * rect.height();
        assert_eq!(strips.iter().map(area).sum::<f32>() + area(&hole), area(&whole));
        assert!(strips.iter().all(|strip| strip.intersect(hole).is_empty()));
        assert_eq!(around(whole, None), [whole]);
    }
}
