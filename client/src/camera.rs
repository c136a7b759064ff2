//! The camera: follows the own avatar, stays within the room, zooms in steps that keep pixels crisp.
//!
//! Keys and wheel take a step, two fingers zoom freely and end on a step. Panels lie over the world and have no camera
//! of their own. With reduced motion nothing glides: the view is at once where it should be.

use bevy::input::mouse::{AccumulatedMouseScroll, MouseScrollUnit};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;

use crate::comfort::Comfort;
use crate::intent::fingers::Pinched;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::theme::Theme;
use crate::venue_state::{OpenRoom, OwnAvatar, PointerTaken, TILE, TypingFocus};

/// Zooms to choose from; 1 shows the art pixel for pixel.
const ZOOMS: [f32; 5] = [0.5, 0.75, 1.0, 1.5, 2.0];
const FIRST_ZOOM: f32 = 1.0;
/// Pixels of a wheel without notches that make one step.
const WHEEL_STEP: f32 = 100.0;
/// How quickly the camera closes in on the avatar, and the zoom on its goal, per second.
const FOLLOWING: f32 = 9.0;
const ZOOMING: f32 = 12.0;
/// Further away than this the camera does not travel but is there at once.
const CUT: f32 = TILE * 12.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, place)
        .add_systems(Update, (zoom, pinch).in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(Update, tint.run_if(resource_exists_and_changed::<Theme>))
        .add_systems(Update, follow.in_set(ClientSystems::Follow).run_if(resource_exists::<OpenRoom>));
}

/// The camera of the world.
#[derive(Component, Debug)]
pub struct WorldCamera {
    wanted: f32,
    scale: f32,
    looks_at: Vec2,
    /// What the wheel turned since its last step, in steps.
    turned: f32,
}

impl WorldCamera {
    /// The zoom that the camera is at or on its way to.
    #[must_use]
    pub const fn zoom(&self) -> f32 {
        self.wanted
    }
}

fn place(mut commands: Commands) {
    let camera = WorldCamera { wanted: FIRST_ZOOM, scale: FIRST_ZOOM, looks_at: Vec2::ZERO, turned: 0.0 };
    commands.spawn((Name::new("camera of the world"), Camera2d, Msaa::Off, camera));
}

/// What lies round a room that is smaller than the view.
fn tint(theme: Res<Theme>, mut ground: ResMut<ClearColor>) {
    ground.0 = theme.ink.ground.colour();
}

fn zoom(
    keys: Res<ButtonInput<KeyCode>>,
    scroll: Res<AccumulatedMouseScroll>,
    typing: Res<TypingFocus>,
    taken: Res<PointerTaken>,
    mut cameras: Query<&mut WorldCamera>,
) {
    let pressed = |wanted: [KeyCode; 2]| !typing.0 && keys.any_just_pressed(wanted);
    let wheel = match scroll.unit {
        _ if taken.0 => 0.0,
        MouseScrollUnit::Line => scroll.delta.y,
        MouseScrollUnit::Pixel => scroll.delta.y / WHEEL_STEP,
    };
    for mut camera in &mut cameras {
        // A turn the other way counts at once.
        let before = if camera.turned * wheel < 0.0 { 0.0 } else { camera.turned };
        let turned = before + wheel;
        let step = pressed([KeyCode::Equal, KeyCode::NumpadAdd]) || turned >= 1.0;
        let back = pressed([KeyCode::Minus, KeyCode::NumpadSubtract]) || turned <= -1.0;
        if step || back {
            camera.wanted = if step { nearer(camera.wanted) } else { further(camera.wanted) };
            camera.turned = 0.0;
        } else if camera.turned != turned {
            camera.turned = turned;
        }
    }
}

/// Two fingers zoom by as much as they move apart; when they are lifted the nearest step is taken.
fn pinch(mut pinched: MessageReader<Pinched>, mut cameras: Query<&mut WorldCamera>) {
    for pinched in pinched.read() {
        for mut camera in &mut cameras {
            camera.wanted = match pinched {
                Pinched::By(factor) => within_zooms(camera.wanted * factor),
                Pinched::Ended => nearest_zoom(camera.wanted),
            };
        }
    }
}

fn within_zooms(zoom: f32) -> f32 {
    let [least, .., most] = ZOOMS;
    zoom.clamp(least, most)
}

fn nearest_zoom(zoom: f32) -> f32 {
    let off = |step: f32| (step / zoom).ln().abs();
    ZOOMS.into_iter().min_by(|a, b| off(*a).total_cmp(&off(*b))).unwrap_or(FIRST_ZOOM)
}

fn nearer(zoom: f32) -> f32 {
    within_zooms(ZOOMS.into_iter().find(|step| *step > zoom + 0.01).unwrap_or(zoom))
}

fn further(zoom: f32) -> f32 {
    within_zooms(ZOOMS.into_iter().rev().find(|step| *step < zoom - 0.01).unwrap_or(zoom))
}

fn follow(
    time: Res<Time>,
    comfort: Option<Res<Comfort>>,
    room: Res<OpenRoom>,
    window: Query<&Window, With<PrimaryWindow>>,
    own: Query<&Transform, (With<OwnAvatar>, Without<WorldCamera>)>,
    mut cameras: Query<(&mut WorldCamera, &mut Transform, &mut Projection)>,
) {
    let (Ok(window), Ok(own)) = (window.single(), own.single()) else { return };
    let calm = comfort.is_some_and(|comfort| comfort.is_calm());
    let body = own.translation.truncate() + Vec2::new(0.0, TILE * 0.5);
    let room_size = Vec2::new(f32::from(room.map.width), f32::from(room.map.height)) * TILE;
    for (mut camera, mut transform, mut projection) in &mut cameras {
        let Projection::Orthographic(lens) = &mut *projection else { continue };
        let share = if calm { 1.0 } else { ZOOMING * time.delta_secs() };
        camera.scale = approached(camera.scale, camera.wanted, share);
        lens.scale = 1.0 / camera.scale;
        let half = Vec2::new(window.width(), window.height()) / 2.0 / camera.scale;
        let goal = within(body, half, room_size);
        // Another room is not travelled to.
        let cuts = calm || room.is_changed();
        camera.looks_at = if cuts || camera.looks_at.distance(goal) > CUT {
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
    fn steps_lead_from_the_smallest_to_the_largest_zoom_and_no_further() {
        let up: Vec<f32> = std::iter::successors(Some(0.5), |zoom| Some(nearer(*zoom))).take(7).collect();
        assert_eq!(up, [0.5, 0.75, 1.0, 1.5, 2.0, 2.0, 2.0]);
        assert_eq!((further(0.6), further(0.5), nearest_zoom(1.3), within_zooms(9.0)), (0.5, 0.5, 1.5, 2.0));
    }

    #[test]
    fn the_view_stops_at_the_walls_and_small_rooms_are_in_the_middle() {
        let room = Vec2::new(1_000.0, 400.0);
        let half = Vec2::new(200.0, 300.0);
        assert_eq!(within(Vec2::new(50.0, -50.0), half, room), Vec2::new(200.0, -200.0));
        assert_eq!(within(Vec2::new(500.0, -50.0), half, room), Vec2::new(500.0, -200.0));
        assert_eq!(within(Vec2::new(990.0, -50.0), half, room), Vec2::new(800.0, -200.0));
    }
}
