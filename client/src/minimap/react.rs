//! What the small map shows now, and what its buttons ask.

use std::sync::Arc;

use bevy::prelude::*;
use hiroba_shared::ids::{RoomId, ZoneId};
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient};

use super::{plan, view};
use crate::avatar::predict::Prediction;
use crate::hud::{OpenPanels, Side};
use crate::locale::Locale;
use crate::panel::picture::{Mark, MarkKind};
use crate::panel::{CLOSE, PanelEvent, PanelEventKind, PanelKey, Shown};
use crate::people::pointing::Pointing;
use crate::screen::Screen;
use crate::venue_state::{Avatar, OpenRoom, OwnAvatar, Pose, ToVenue, VenueState};

/// Seconds between two looks at who is where.
const SECONDS_BETWEEN_LOOKS: f32 = 0.5;

/// Who is where, as of the last look.
#[derive(Debug, Clone, PartialEq, Default, Resource)]
pub(super) struct Seen {
    marks: Vec<Mark>,
    seconds: f32,
}

/// Looks at who is where, twice a second while the map is open.
pub(super) fn look(
    mut seen: ResMut<Seen>,
    time: Res<Time>,
    open: Res<OpenPanels>,
    pointing: Res<Pointing>,
    avatars: Query<(&Avatar, &Pose, Has<OwnAvatar>)>,
) {
    if open.side != Some(Side::Map) {
        return;
    }
    let waiting = seen.bypass_change_detection();
    waiting.seconds -= time.delta_secs();
    if waiting.seconds > 0.0 && !open.is_changed() {
        return;
    }
    waiting.seconds = SECONDS_BETWEEN_LOOKS;
    let target = pointing.target.map(|(visitor, _)| visitor);
    let mut marks: Vec<Mark> = avatars
        .iter()
        .map(|(avatar, pose, own)| {
            let kind = match (own, target == Some(avatar.visitor)) {
                (true, _) => MarkKind::You,
                (false, true) => MarkKind::Found,
                (false, false) => MarkKind::Person,
            };
            Mark { at: pose.position, kind }
        })
        .collect();
    marks.sort_by_key(|mark| (mark.kind as u8, mark.at));
    if marks != seen.marks {
        seen.marks = marks;
    }
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut open: ResMut<OpenPanels>,
    state: Res<VenueState>,
    prediction: Res<Prediction>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Map && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let number = |family| event.key.number_within(family).and_then(|n| u16::try_from(n).ok());
        let goal = if event.key.as_str() == CLOSE {
            open.side = None;
            None
        } else if let (Some(zone), Some(room)) = (number("zone"), state.room) {
            Some(Goal::Zone(room, ZoneId(zone)))
        } else {
            number("room").map(|room| Goal::Room(RoomId(room)))
        };
        if let Some(goal) = goal {
            to_venue.write(ToVenue(FromClient::Walk(WalkFromClient::Lead { goal, after: prediction.walk.newest() })));
        }
    }
}

pub(super) fn show(
    seen: Res<Seen>,
    room: Option<Res<OpenRoom>>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let room_changed = room.as_ref().is_some_and(|room| room.is_changed());
    let changed = seen.is_changed() || room_changed || open.is_changed() || state.is_changed();
    if !(changed || words.is_changed() || screen.is_changed()) {
        return;
    }
    let visible = open.side == Some(Side::Map) && *screen.get() == Screen::InVenue;
    let panel = room.filter(|_| visible).map(|room| {
        let plan = Arc::new(plan::plan(&room.map, seen.marks.clone()));
        view::view(&view::Chart { map: &room.map, plan, state: &state }, &words)
    });
    shown.set(PanelKey::Map, panel);
}
