//! Moves the own avatar before the venue answers: one step a tick through the shared rules, corrected by snapshots.
//!
//! While the venue leads the body nothing is predicted; its positions are shown like anybody else's. The pure heart
//! is [`hiroba_viewer::own_walk`].

use bevy::prelude::*;
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::rules::movement::Ground;
use hiroba_viewer::arrivals::{Arrival, Arrivals};
use hiroba_viewer::own_walk::{Nowhere, OwnWalk};
use hiroba_viewer::track::{Sample, Seen, Track};

use super::interpolate::Shown;
use crate::intent::Wanted;
use crate::net::port::ToLink;
use crate::net::{Link, LinkOpened, SnapshotArrived};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{OpenRoom, OwnAvatar, Pose};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Prediction>()
        .add_systems(PreUpdate, (begin, reconcile).chain().in_set(ClientSystems::Learn))
        .add_systems(
            FixedUpdate,
            (
                step.in_set(ClientSystems::Predict).run_if(resource_exists::<OpenRoom>),
                send_stride.in_set(ClientSystems::Stride).run_if(resource_exists::<Link>),
            )
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, place.in_set(ClientSystems::Present));
}

/// The own body, and what is told to the venue about it.
#[derive(Resource, Debug, Default)]
pub struct Prediction {
    /// The predicted body.
    pub walk: OwnWalk,
    arrivals: Arrivals,
    /// Where the venue had the body, for being led.
    led: Track,
    was_led: bool,
    drawn: Option<Seen>,
}

impl Prediction {
    fn take(&mut self, snapshot: &Snapshot, ground: &impl Ground) {
        if self.arrivals.note(snapshot.number) == Arrival::Newest {
            self.led.push(Sample::of_own(snapshot.tick, &snapshot.own));
            self.walk.correct(&snapshot.own, ground);
        }
    }
}

fn begin(mut opened: MessageReader<LinkOpened>, mut prediction: ResMut<Prediction>) {
    if opened.read().last().is_some() {
        prediction.walk.begin();
        let Prediction { walk, .. } = std::mem::take(&mut *prediction);
        prediction.walk = walk;
    }
}

fn reconcile(
    mut arrived: MessageReader<SnapshotArrived>,
    room: Option<Res<OpenRoom>>,
    mut prediction: ResMut<Prediction>,
) {
    for SnapshotArrived(snapshot) in arrived.read() {
        match &room {
            Some(room) => prediction.take(snapshot, &*room.map),
            None => prediction.take(snapshot, &Nowhere),
        }
    }
}

fn step(wanted: Res<Wanted>, room: Res<OpenRoom>, mut prediction: ResMut<Prediction>) {
    prediction.walk.step(wanted.0, &*room.map);
}

fn send_stride(mut prediction: ResMut<Prediction>, mut link: ResMut<Link>) {
    let ack = prediction.arrivals.ack();
    if let Some(stride) = prediction.walk.stride(ack) {
        link.0.order(ToLink::Stride(stride.to_bytes()));
    }
}

/// Where the own avatar is drawn: as predicted, or on the way the venue leads it.
fn place(
    time: Res<Time>,
    fixed: Res<Time<Fixed>>,
    shown: Res<Shown>,
    mut prediction: ResMut<Prediction>,
    mut own: Query<&mut Pose, With<OwnAvatar>>,
) {
    let prediction = &mut *prediction;
    if !prediction.walk.is_known() {
        return;
    }
    prediction.walk.ease(time.delta_secs());
    let led = prediction.walk.is_led();
    let predicted = prediction.walk.drawn(fixed.overstep_fraction());
    let followed = shown.playhead.and_then(|playhead| prediction.led.at(playhead)).filter(|_| led);
    if prediction.was_led
        && !led
        && let Some(drawn) = prediction.drawn
    {
        prediction.walk.ease_from((drawn.x - predicted.x, drawn.y - predicted.y));
    }
    prediction.was_led = followed.is_some();
    let seen = followed.unwrap_or_else(|| prediction.walk.drawn(fixed.overstep_fraction()));
    prediction.drawn = Some(seen);
    for mut pose in &mut own {
        pose.set_if_neq(super::pose_of(seen));
    }
}
