//! How often one looks round, and when the panel is there.

use bevy::prelude::*;

use super::{Nearby, view};
use crate::chat::log::ChatLog;
use crate::floor::applause::Applause;
use crate::locale::Locale;
use crate::panel::{PanelKey, Shown};
use crate::screen::Screen;
use crate::venue_state::{Avatar, OpenRoom, OwnAvatar, Pose, VenueState};

/// Seconds between two looks: as often as one can listen to it.
const SECONDS_BETWEEN_LOOKS: f32 = 3.0;

pub(super) fn forget(mut nearby: ResMut<Nearby>) {
    *nearby = Nearby::default();
}

pub(super) fn look(
    mut nearby: ResMut<Nearby>,
    mut seconds: Local<f32>,
    time: Res<Time>,
    room: Option<Res<OpenRoom>>,
    avatars: Query<(&Avatar, &Pose, Has<OwnAvatar>)>,
) {
    *seconds -= time.delta_secs();
    let Some(room) = room.filter(|_| *seconds <= 0.0) else { return };
    *seconds = SECONDS_BETWEEN_LOOKS;
    let Some((_, own, _)) = avatars.iter().find(|(.., own)| *own) else { return };
    let mut zones: Vec<_> = room.map.zones_at(own.position).collect();
    zones.sort_by_key(|(_, zone)| {
        let (_, size) = zone.shape.bounds();
        i64::from(size.x) * i64::from(size.y)
    });
    let zones = zones.into_iter().map(|(id, _)| id).collect();
    let others = avatars.iter().filter(|(.., own)| !own).map(|(avatar, pose, _)| (avatar.visitor, pose.position));
    nearby.set_if_neq(Nearby::around(own.position, others, zones));
}

pub(super) fn show(
    nearby: Res<Nearby>,
    room: Option<Res<OpenRoom>>,
    (log, applause): (Res<ChatLog>, Res<Applause>),
    state: Res<VenueState>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let room_changed = room.as_ref().is_some_and(|room| room.is_changed());
    let changed =
        nearby.is_changed() || log.is_changed() || applause.is_changed() || state.is_changed() || room_changed;
    if !(changed || words.is_changed() || screen.is_changed()) {
        return;
    }
    let panel = room.filter(|_| *screen.get() == Screen::InVenue).map(|room| {
        let (map, applause) = (&room.map, &applause);
        view::view(&view::Around { nearby: &nearby, map, state: &state, log: &log, applause }, &words)
    });
    shown.set(PanelKey::Nearby, panel);
}
