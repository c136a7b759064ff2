//! Pointing into the world: somebody, a seat, or a place to walk to.
//!
//! Clicks on panels are not for it. The way there is found elsewhere.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use hiroba_shared::ids::{SeatId, VisitorId};
use hiroba_shared::map::RoomMap;
use hiroba_shared::units::{Point, SUBTILES_PER_TILE};

use super::nearest_seat;
use crate::venue_state::{Avatar, AvatarClicked, OpenRoom, OwnAvatar, PointerTaken, Pose, TILE, WalkTo};

/// How near to a click a seat must be to be meant, in tiles.
const CLICKED_SEAT_TILES: f32 = 0.6;
/// An avatar's body for clicks: half its width and its height above the feet, in world units.
const CLICKED_BODY: (f32, f32) = (18.0, 76.0);

/// Where a place on the screen is in the world.
#[derive(SystemParam)]
pub(super) struct Eye<'w, 's> {
    camera: Query<'w, 's, (&'static Camera, &'static GlobalTransform)>,
}

impl Eye<'_, '_> {
    /// The place in the world behind a place on the screen.
    pub(super) fn place(&self, at: Vec2) -> Option<Vec2> {
        let (camera, place) = self.camera.iter().find(|(camera, _)| camera.is_active)?;
        camera.viewport_to_world_2d(place, at).ok()
    }
}

/// A click in the world.
pub(super) fn click(
    buttons: Res<ButtonInput<MouseButton>>,
    taken: Res<PointerTaken>,
    window: Query<&Window, With<PrimaryWindow>>,
    eye: Eye,
    room: Option<Res<OpenRoom>>,
    others: Query<(&Avatar, &Transform), (With<Pose>, Without<OwnAvatar>)>,
    mut clicked: MessageWriter<AvatarClicked>,
    mut to: MessageWriter<WalkTo>,
) {
    if !buttons.just_pressed(MouseButton::Left) || taken.0 {
        return;
    }
    let cursor = window.iter().find_map(Window::cursor_position);
    let (Some(room), Some(at)) = (room, cursor.and_then(|cursor| eye.place(cursor))) else { return };
    match somebody_at(at, others.iter()) {
        Some(visitor) => {
            clicked.write(AvatarClicked(visitor));
        }
        None => {
            to.write_batch(way_to(&room.map, at));
        }
    }
}

/// Whose body stands at this place of the world; who stands in front counts.
pub(super) fn somebody_at<'a>(
    at: Vec2,
    others: impl Iterator<Item = (&'a Avatar, &'a Transform)>,
) -> Option<VisitorId> {
    let hit = others.filter(|(_, body)| {
        let off = at - body.translation.truncate();
        off.x.abs() <= CLICKED_BODY.0 && (0.0..=CLICKED_BODY.1).contains(&off.y)
    });
    hit.max_by(|(_, a), (_, b)| a.translation.z.total_cmp(&b.translation.z)).map(|(avatar, _)| avatar.visitor)
}

/// Where somebody wants to walk who points at this place of the world.
pub(super) fn way_to(map: &RoomMap, at: Vec2) -> Option<WalkTo> {
    let subtiles = |units: f32| (units / TILE * SUBTILES_PER_TILE as f32) as i32;
    let point = Point::new(subtiles(at.x), subtiles(-at.y));
    clicked_seat(map, point).map(WalkTo::Seat).or_else(|| point.tile().map(WalkTo::Tile))
}

fn clicked_seat(map: &RoomMap, at: Point) -> Option<SeatId> {
    let limit = CLICKED_SEAT_TILES * SUBTILES_PER_TILE as f32;
    nearest_seat(map, at, 1)
        .filter(|id| map.seat(*id).is_some_and(|seat| (seat.at.distance_squared(at) as f32).sqrt() <= limit))
}
