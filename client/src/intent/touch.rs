//! Fingers on the world become walking, cards and zoom; what they mean is decided by `fingers`.
//!
//! A finger that comes down on a panel is the panel's until it is lifted.

use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;

use super::Walk;
use super::click::{Eye, somebody_at, way_to};
use super::fingers::{Fingers, Meaning, Phase, Pinched, Touch};
use super::stick::Stick;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{Avatar, AvatarClicked, OpenRoom, OwnAvatar, PointerTaken, Pose, WalkTo};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fingers>()
        .add_message::<TouchInput>()
        .add_message::<Pinched>()
        .add_systems(Update, feel.in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(OnExit(Screen::InVenue), |mut fingers: ResMut<Fingers>| *fingers = Fingers::default());
}

fn feel(
    time: Res<Time<Real>>,
    taken: Res<PointerTaken>,
    window: Query<&Window, With<PrimaryWindow>>,
    mut touches: MessageReader<TouchInput>,
    mut fingers: ResMut<Fingers>,
    mut walk: ResMut<Walk>,
    mut pinches: MessageWriter<Pinched>,
    mut hands: Hands,
) {
    let (now, width) = (time.elapsed_secs_f64(), window.iter().next().map_or(0.0, Window::width));
    let mut meanings = Vec::new();
    for input in touches.read() {
        let phase = match input.phase {
            TouchPhase::Started if taken.0 => continue,
            TouchPhase::Started => Phase::Down,
            TouchPhase::Moved => Phase::Moved,
            TouchPhase::Ended => Phase::Up,
            TouchPhase::Canceled => Phase::Lost,
        };
        meanings.extend(fingers.touch(Touch { finger: input.id, phase, at: input.position }, width, now));
    }
    // Last: after a long frame a finger that moved or was lifted within it did not rest.
    meanings.extend(fingers.pass(now));
    walk.stick = fingers.stick().and_then(Stick::drive);
    for meaning in meanings {
        match meaning {
            Meaning::Pinch(pinched) => {
                pinches.write(pinched);
            }
            Meaning::Tap(at) => hands.walk(at),
            Meaning::LongPress(at) => hands.open_card(at),
        }
    }
}

/// What a finger can do in the world.
#[derive(bevy::ecs::system::SystemParam)]
struct Hands<'w, 's> {
    eye: Eye<'w, 's>,
    room: Option<Res<'w, OpenRoom>>,
    others: Query<'w, 's, (&'static Avatar, &'static Transform), (With<Pose>, Without<OwnAvatar>)>,
    clicked: MessageWriter<'w, AvatarClicked>,
    to: MessageWriter<'w, WalkTo>,
}

impl Hands<'_, '_> {
    fn walk(&mut self, at: Vec2) {
        let place = self.eye.place(at);
        if let (Some(place), Some(room)) = (place, self.room.as_deref()) {
            self.to.write_batch(way_to(&room.map, place));
        }
    }

    fn open_card(&mut self, at: Vec2) {
        let somebody = self.eye.place(at).and_then(|place| somebody_at(place, self.others.iter()));
        self.clicked.write_batch(somebody.map(AvatarClicked));
    }
}
