//! Shows others a little late and therefore smoothly: between the places the venue told of.
//!
//! The pure parts are [`hiroba_viewer::crowd`] (who is in sight), [`hiroba_viewer::track`] (places between samples) and
//! [`hiroba_viewer::playout`] (how late). Nothing of it is ever told to the venue.

use bevy::prelude::*;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_viewer::crowd::Crowd;
use hiroba_viewer::playout::Playout;

use crate::comfort::Comfort;
use crate::net::{LinkOpened, SnapshotArrived};
use crate::schedule::ClientSystems;
use crate::venue_state::{Avatar, FromVenue, OwnAvatar, Pose};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sight>()
        .init_resource::<Shown>()
        .add_systems(PreUpdate, (begin, watch, enter).chain().in_set(ClientSystems::Learn))
        .add_systems(Update, (advance, place).chain().in_set(ClientSystems::Present));
}

/// Everybody in sight, and the clock by which they are shown.
#[derive(Resource, Debug, Default)]
pub struct Sight {
    /// Who is seen, and where.
    pub crowd: Crowd,
    playout: Playout,
}

/// The tick that is drawn now.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Shown {
    /// In ticks; `None` before the first snapshot.
    pub playhead: Option<f64>,
}

fn begin(mut opened: MessageReader<LinkOpened>, mut sight: ResMut<Sight>) {
    if opened.read().last().is_some() {
        *sight = Sight::default();
    }
}

fn watch(
    mut arrived: MessageReader<SnapshotArrived>,
    time: Res<Time<Real>>,
    comfort: Option<Res<Comfort>>,
    mut sight: ResMut<Sight>,
) {
    sight.playout.expect(comfort.map(|comfort| comfort.bandwidth.pace()).unwrap_or_default());
    for SnapshotArrived(snapshot) in arrived.read() {
        sight.playout.note(snapshot.tick.0, time.elapsed_secs_f64());
        sight.crowd.take(snapshot.clone());
    }
}

fn enter(mut heard: MessageReader<FromVenue>, mut sight: ResMut<Sight>) {
    for FromVenue(message) in heard.read() {
        if let FromServer::Session(SessionFromServer::Entered { first_snapshot, .. }) = message {
            sight.crowd.enter(*first_snapshot);
        }
    }
}

fn advance(time: Res<Time<Real>>, mut sight: ResMut<Sight>, mut shown: ResMut<Shown>) {
    let playhead = sight.playout.playhead(time.elapsed_secs_f64());
    shown.playhead = playhead;
    if let Some(playhead) = playhead {
        sight.crowd.forget_before(playhead);
    }
}

fn place(sight: Res<Sight>, shown: Res<Shown>, mut others: Query<(&Avatar, &mut Pose), Without<OwnAvatar>>) {
    let Some(playhead) = shown.playhead else { return };
    for (avatar, mut pose) in &mut others {
        if let Some(seen) = sight.crowd.track(avatar.visitor).and_then(|track| track.at(playhead)) {
            pose.set_if_neq(super::pose_of(seen));
        }
    }
}
