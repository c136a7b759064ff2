//! How the programme is heard, read and run from the strip and the list.

use bevy::prelude::*;
use hiroba_shared::ids::{ItemId, RoomId};
use hiroba_shared::programme::{Minutes, schedule};
use hiroba_shared::protocol::programme::{ProgrammeFromClient, ProgrammeFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::stage::StageFromClient;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::role::Action;

use super::edit::Editor;
use super::list_view::{self, List};
use super::strip_view::{self, Strip};
use super::{Programme, times};
use crate::avatar::predict::Prediction;
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, time::WallClock};
use crate::notice::Notices;
use crate::panel::{CLOSE, PanelEvent, PanelEventKind, PanelKey, Shown, Tone};
use crate::photograph::Photographs;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, ToVenue, VenueState, WalkTo};

/// How much longer an item gets at one press.
const LONGER_MINUTES: u16 = 5;

pub(super) fn forget(mut programme: ResMut<Programme>) {
    *programme = Programme::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    (clock, words, state): (Res<WallClock>, Res<Locale>, Res<VenueState>),
    mut programme: ResMut<Programme>,
    mut notices: ResMut<Notices>,
    mut walk: MessageWriter<WalkTo>,
) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Session(SessionFromServer::Welcome { .. }) => programme.begin_anew(),
            FromServer::Session(SessionFromServer::Refused(refusal)) => programme.refused(*refusal),
            FromServer::Session(SessionFromServer::Entered { .. }) => programme.going = None,
            FromServer::Session(_)
            | FromServer::Walk(_)
            | FromServer::Talk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Slides(_)
            | FromServer::Photograph(_) => {}
        }
        let FromServer::Programme(message) = message else { continue };
        let is_here = matches!(message, ProgrammeFromServer::Called { room, .. } if state.room == Some(*room));
        if !is_here {
            programme.take(message, clock.unix);
        }
        match message {
            ProgrammeFromServer::Seat(seat) => {
                walk.write(WalkTo::Seat(*seat));
            }
            // Who is where it runs is told of a call only when it is their own, or when they came while it was on its way.
            ProgrammeFromServer::Called { .. } if is_here && state.role.may(Action::RunProgramme) => {
                notices.add(Tone::Good, words.text("programme-called"));
            }
            ProgrammeFromServer::Called { .. }
            | ProgrammeFromServer::Now(_)
            | ProgrammeFromServer::Page { .. }
            | ProgrammeFromServer::Done => {}
        }
    }
}

/// While the panel is open the list is read, and again after every change.
pub(super) fn read_when_opened(
    open: Res<OpenPanels>,
    mut programme: ResMut<Programme>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    if open.side != Some(Side::Programme) {
        return;
    }
    if let Some(from) = programme.bypass_change_detection().due() {
        to_venue.write(ToVenue(FromClient::Programme(ProgrammeFromClient::Read { from })));
    }
}

pub(super) fn act_in_strip(
    mut events: MessageReader<PanelEvent>,
    mut programme: ResMut<Programme>,
    prediction: Res<Prediction>,
    state: Res<VenueState>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Strip && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let message = match event.key.as_str() {
            "open" => FromClient::Programme(ProgrammeFromClient::Open),
            "find-seat" => FromClient::Programme(ProgrammeFromClient::FindSeat),
            "go-there" => {
                let Some(room) = programme.follow(state.room) else { continue };
                programme.going = programme.answered;
                let goal = Goal::Room(room);
                FromClient::Walk(WalkFromClient::Lead { goal, after: prediction.walk.newest() })
            }
            "stay-here" => {
                programme.follow(state.room);
                continue;
            }
            _ => continue,
        };
        to_venue.write(ToVenue(message));
    }
}

pub(super) fn act_in_list(
    mut events: MessageReader<PanelEvent>,
    mut programme: ResMut<Programme>,
    mut open: ResMut<OpenPanels>,
    clock: Res<WallClock>,
    state: Res<VenueState>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Programme && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let now = programme.now.as_ref();
        let asked = match event.key.as_str() {
            CLOSE => {
                open.side = None;
                None
            }
            "open" => Some(ProgrammeFromClient::Open),
            "start-next" => now.and_then(|now| now.next.as_ref()).map(|item| ProgrammeFromClient::Start(item.id)),
            "end" => now.and_then(|now| now.current.as_ref()).map(|item| ProgrammeFromClient::End(item.id)),
            "call" => Some(ProgrammeFromClient::Call),
            "undo" => now.map(|now| ProgrammeFromClient::Undo { revision: now.revision }),
            "go-up" | "go-down" => {
                let up = event.key.as_str() == "go-up";
                let asked = if up { StageFromClient::GoUp } else { StageFromClient::GoDown };
                to_venue.write(ToVenue(FromClient::Stage(asked)));
                None
            }
            "add" => {
                let is_open = now.is_some_and(|now| now.open);
                programme.editor = Some(new_item(&programme, is_open, (&clock, state.room)));
                None
            }
            _ => on_item(&mut programme, event),
        };
        if let Some(asked) = asked {
            to_venue.write(ToVenue(FromClient::Programme(asked)));
        }
    }
}

/// A new item begins where the last one ends.
fn new_item(programme: &Programme, is_open: bool, (clock, room): (&WallClock, Option<RoomId>)) -> Editor {
    let moment = programme.moment(clock.unix);
    let last =
        schedule::expected(&programme.items, if is_open { moment } else { i64::MIN }).last().map(|time| time.end);
    let start = last.unwrap_or(if is_open { moment } else { 0 });
    Editor::new(room.unwrap_or(RoomId(0)), start, is_open, times::own_zone(start))
}

/// Something done with one item of the list.
fn on_item(programme: &mut Programme, event: &PanelEvent) -> Option<ProgrammeFromClient> {
    let (family, number) = event.key.as_str().split_once('/')?;
    let id = ItemId(number.parse().ok()?);
    let at = programme.items.iter().position(|item| item.id == id)?;
    let item = programme.items.get(at)?;
    match family {
        "item" => {
            programme.chosen = (programme.chosen != Some(id)).then_some(id);
            None
        }
        "start" => Some(ProgrammeFromClient::Start(id)),
        "remove" => Some(ProgrammeFromClient::Remove(id)),
        "edit" => {
            let is_open = programme.now.as_ref().is_some_and(|now| now.open);
            programme.editor = Some(Editor::of(item, is_open, times::own_zone(item.what.start)));
            None
        }
        "longer" => Minutes::new(LONGER_MINUTES).ok().map(|by| ProgrammeFromClient::Longer { item: id, by }),
        "up" => {
            let before = programme.items.get(at.checked_sub(1)?)?.id;
            Some(ProgrammeFromClient::Move { item: id, before: Some(before) })
        }
        "down" => {
            programme.items.get(at + 1)?;
            let before = programme.items.get(at + 2).map(|item| item.id);
            Some(ProgrammeFromClient::Move { item: id, before })
        }
        _ => None,
    }
}

pub(super) fn show_strip(
    programme: Res<Programme>,
    photographs: Res<Photographs>,
    state: Res<VenueState>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    // Every second, because a countdown runs.
    let told = programme.is_changed() || photographs.is_changed() || state.is_changed();
    if told || clock.is_changed() || words.is_changed() || screen.is_changed() {
        let on_stage = state.you.is_some_and(|you| state.on_stage.contains(&you));
        let (unix, zone) = (clock.unix, &times::own_zone);
        let strip = Strip { programme: &programme, photographs: &photographs, state: &state, on_stage, unix, zone };
        let panel = (*screen.get() == Screen::InVenue).then(|| strip_view::view(&strip, &words)).flatten();
        if shown.panel(PanelKey::Strip) != panel.as_ref() {
            shown.set(PanelKey::Strip, panel);
        }
    }
}

pub(super) fn show_list(
    programme: Res<Programme>,
    state: Res<VenueState>,
    open: Res<OpenPanels>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let visible = open.side == Some(Side::Programme) && *screen.get() == Screen::InVenue;
    let changed = programme.is_changed() || state.is_changed() || clock.is_changed() || words.is_changed();
    if open.is_changed() || screen.is_changed() || (visible && changed) {
        let list = List { programme: &programme, state: &state, unix: clock.unix, zone: &times::own_zone };
        let panel = visible.then(|| list_view::view(&list, &words));
        if shown.panel(PanelKey::Programme) != panel.as_ref() {
            shown.set(PanelKey::Programme, panel);
        }
    }
}
