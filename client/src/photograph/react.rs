//! How photographs are heard of, joined, stepped out of, called and looked at.

use bevy::prelude::*;
use hiroba_shared::protocol::photograph::{NoPhotograph, PhotographFromClient, PhotographFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::text::PhotographCaption;

use super::Photographs;
use super::list_view;
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, time::WallClock};
use crate::notice::Notices;
use crate::panel::{CLOSE, PanelEvent, PanelEventKind, PanelKey, Shown, Tone};
use crate::programme::Programme;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, ToVenue, VenueState};

pub(super) fn forget(mut photographs: ResMut<Photographs>) {
    *photographs = Photographs::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    words: Res<Locale>,
    open: Res<OpenPanels>,
    mut photographs: ResMut<Photographs>,
    mut notices: ResMut<Notices>,
) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Photograph(said) => {
                if let PhotographFromServer::Over(why) = said {
                    notices.add(Tone::Plain, words.text(ended(*why)));
                }
                photographs.take(said);
                if open.side == Some(Side::Photographs) {
                    photographs.fresh = None;
                }
            }
            FromServer::Session(SessionFromServer::Entered { .. }) => photographs.sitting = None,
            FromServer::Session(_)
            | FromServer::Walk(_)
            | FromServer::Talk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Slides(_) => {}
        }
    }
}

/// Why there is no photograph, as a key of the words.
const fn ended(why: NoPhotograph) -> &'static str {
    match why {
        NoPhotograph::CalledOff => "photograph-over-called-off",
        NoPhotograph::Nobody => "photograph-over-nobody",
        NoPhotograph::NotDrawn => "photograph-over-not-drawn",
        NoPhotograph::NotStored => "photograph-over-not-stored",
    }
}

/// The list is read when the panel opens for the first time; afterwards the venue tells what is new. A caption is
/// proposed from what runs.
pub(super) fn read_when_opened(
    open: Res<OpenPanels>,
    programme: Res<Programme>,
    words: Res<Locale>,
    mut asked: Local<bool>,
    mut photographs: ResMut<Photographs>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let is_open = open.side == Some(Side::Photographs);
    if !is_open || !open.is_changed() {
        *asked = is_open && *asked;
        return;
    }
    if !std::mem::replace(&mut *asked, true) {
        photographs.fresh = None;
        to_venue.write(ToVenue(FromClient::Photograph(PhotographFromClient::List)));
        let running = programme.now.as_ref().and_then(|now| now.current.as_ref());
        if let Some(item) = running.filter(|_| photographs.caption.is_empty()) {
            photographs.caption = item.what.titles.in_language(words.tongue().code()).to_owned();
            photographs.edition = photographs.edition.wrapping_add(1);
        }
    }
}

pub(super) fn act_in_strip(
    mut events: MessageReader<PanelEvent>,
    mut photographs: ResMut<Photographs>,
    mut open: ResMut<OpenPanels>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Strip && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let asked = match event.key.as_str() {
            "photograph-join" => PhotographFromClient::JoinIn,
            "photograph-step-out" => PhotographFromClient::StepOut,
            "photograph-sign" => {
                let signed = photographs.sitting.as_ref().is_some_and(|sitting| sitting.signed);
                PhotographFromClient::Sign(!signed)
            }
            "photograph-take" => PhotographFromClient::Take,
            "photograph-call-off" => PhotographFromClient::CallOff,
            "photograph-look" => {
                open.side = Some(Side::Photographs);
                continue;
            }
            "photograph-later" => {
                photographs.fresh = None;
                continue;
            }
            _ => continue,
        };
        to_venue.write(ToVenue(FromClient::Photograph(asked)));
    }
}

pub(super) fn act_in_list(
    mut events: MessageReader<PanelEvent>,
    mut photographs: ResMut<Photographs>,
    mut open: ResMut<OpenPanels>,
    clock: Res<WallClock>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for event in events.read() {
        match (event.panel, &event.kind, event.key.as_str()) {
            (PanelKey::Programme, PanelEventKind::Pressed, "photographs") => open.side = Some(Side::Photographs),
            (PanelKey::Photographs, PanelEventKind::Pressed, CLOSE) => open.side = None,
            (PanelKey::Photographs, PanelEventKind::Typed(text), "caption") => {
                // The field shows already what was typed.
                photographs.bypass_change_detection().caption.clone_from(text);
            }
            (PanelKey::Photographs, PanelEventKind::Submitted, "caption")
            | (PanelKey::Photographs, PanelEventKind::Pressed, "call") => {
                let caption = PhotographCaption::new(&photographs.caption);
                photographs.faulty = caption.is_err();
                if let Ok(caption) = caption {
                    let ahead_of_utc = i16::try_from(clock.offset / 60).unwrap_or(0);
                    let call = PhotographFromClient::Call { caption, ahead_of_utc };
                    to_venue.write(ToVenue(FromClient::Photograph(call)));
                }
            }
            (_, _, _) => {}
        }
    }
}

/// Each second of a countdown is shown.
pub(super) fn count(time: Res<Time>, mut second: Local<f32>, mut photographs: ResMut<Photographs>) {
    if !photographs.is_counting() {
        *second = 0.0;
        return;
    }
    *second += time.delta_secs();
    if *second >= 1.0 {
        *second -= 1.0;
        photographs.count_down();
    }
}

pub(super) fn show(
    photographs: Res<Photographs>,
    state: Res<VenueState>,
    open: Res<OpenPanels>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let visible = open.side == Some(Side::Photographs) && *screen.get() == Screen::InVenue;
    let changed = photographs.is_changed() || state.is_changed() || words.is_changed();
    if open.is_changed() || screen.is_changed() || (visible && changed) {
        let panel = visible.then(|| list_view::view(&photographs, &state, &words));
        if shown.panel(PanelKey::Photographs) != panel.as_ref() {
            shown.set(PanelKey::Photographs, panel);
        }
    }
}
