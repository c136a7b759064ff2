//! The camera: follows the own avatar, stays within the room, zooms in steps that keep pixels crisp.
//!
//! Panels lie over the world and have no camera of their own.

use bevy::input::mouse::AccumulatedMouseScroll;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;

use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{OpenRoom, OwnAvatar, PointerTaken, TILE, TypingFocus};

/// Zooms to choose from; 1 shows the art pixel for pixel.
const ZOOMS: [f32; 5] = [0.5, 0.75, 1.0, 1.5, 2.0];
const FIRST_ZOOM: usize = 2;
/// How quickly the camera closes in on the avatar, and the zoom on its goal, per second.
const FOLLOWING: f32 = 9.0;
const ZOOMING: f32 = 12.0;
/// Further away than this the camera does not travel but is there at once.
const CUT: f32 = TILE * 12.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, place)
        .add_systems(Update, zoom.in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(Update, follow.in_set(ClientSystems::Follow).run_if(resource_exists::<OpenRoom>));
}

/// The camera of the world.
#[derive(Component, Debug)]
pub struct WorldCamera {
    zoom: usize,
    scale: f32,
    looks_at: Vec2,
}

fn place(mut commands: Commands) {
    let camera = WorldCamera { zoom: FIRST_ZOOM, scale: 1.0, looks_at: Vec2::ZERO };
    commands.spawn((Name::new("camera of the world"), Camera2d, Msaa::Off, camera));
}

fn zoom(
    keys: Res<ButtonInput<KeyCode>>,
    scroll: Res<AccumulatedMouseScroll>,
    typing: Res<TypingFocus>,
    taken: Res<PointerTaken>,
    mut cameras: Query<&mut WorldCamera>,
) {
    let pressed = |wanted: [KeyCode; 2]| !typing.0 && keys.any_just_pressed(wanted);
    let wheel = if taken.0 { 0.0 } else { scroll.delta.y };
    let nearer = pressed([KeyCode::Equal, KeyCode::NumpadAdd]) || wheel > 0.0;
    let further = pressed([KeyCode::Minus, KeyCode::NumpadSubtract]) || wheel < 0.0;
    for mut camera in &mut cameras {
        if nearer {
            camera.zoom = (camera.zoom + 1).min(ZOOMS.len() - 1);
        } else if further {
            camera.zoom = camera.zoom.saturating_sub(1);
        }
    }
}

fn follow(
    time: Res<Time>,
    room: Res<OpenRoom>,
    window: Query<&Window, With<PrimaryWindow>>,
    own: Query<&Transform, (With<OwnAvatar>, Without<WorldCamera>)>,
    mut cameras: Query<(&mut WorldCamera, &mut Transform, &mut Projection)>,
) {
    let (Ok(window), Ok(own)) = (window.single(), own.single()) else { return };
    let body = own.translation.truncate() + Vec2::new(0.0, TILE * 0.5);
    let room_size = Vec2::new(f32::from(room.map.width), f32::from(room.map.height)) * TILE;
    for (mut camera, mut transform, mut projection) in &mut cameras {
        let Projection::Orthographic(lens) = &mut *projection else { continue };
        let wanted = ZOOMS.get(camera.zoom).copied().unwrap_or(1.0);
        camera.scale = approached(camera.scale, wanted, ZOOMING * time.delta_secs());
        lens.scale = 1.0 / camera.scale;
        let half = Vec2::new(window.width(), window.height()) / 2.0 / camera.scale;
        let goal = within(body, half, room_size);
        camera.looks_at = if camera.looks_at.distance(goal) > CUT {
            goal
        } else {
            camera.looks_at.lerp(goal, 1.0 - (-FOLLOWING * time.delta_secs()).exp())
        };
        let seen = within(camera.looks_at, half, room_size);
        // Whole pixels of the screen, or the floor shimmers while walking.
        let pixel = camera.scale * window.scale_factor();
        let odd = Vec2::new((window.physical_width() % 2) as f32, (window.physical_height() % 2) as f32) / 2.0;
        transform.translation = (((seen * pixel).round() + odd) / pixel).extend(transform.translation.z);
    }
}

fn approached(from: f32, to: f32, share: f32) -> f32 {
    if (from - to).abs() < 0.005 { to } else { from + (to - from) * share.min(1.0) }
}

/// The place nearest to `place` from which a view of `half` the size shows nothing outside the room; the middle of the
/// room where it is smaller than the view. The room lies to the right of and below the origin.
fn within(place: Vec2, half: Vec2, room: Vec2) -> Vec2 {
    let axis = |place: f32, half: f32, room: f32| {
        if room <= half * 2.0 { room / 2.0 } else { place.clamp(half, room - half) }
    };
    Vec2::new(axis(place.x, half.x, room.x), -axis(-place.y, half.y, room.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_stops_at_the_walls_and_small_rooms_are_in_the_middle() {
        let room = Vec2::new(1_000.0, 400.0);
        let half = Vec2::new(200.0, 300.0);
        assert_eq!(within(Vec2::new(50.0, -50.0), half, room), Vec2::new(200.0, -200.0));
        assert_eq!(within(Vec2::new(500.0, -50.0), half, room), Vec2::new(500.0, -200.0));
        assert_eq!(within(Vec2::new(990.0, -50.0), half, room), Vec2::new(800.0, -200.0));
    }
}
