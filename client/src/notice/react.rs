//! What becomes a notice, and how notices and the veil go.

use bevy::prelude::*;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::order::{Deed, OrderFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::walk::WalkFromServer;

use super::{Notices, veil_view, view};
use crate::locale::{Locale, time::WallClock};
use crate::panel::{PanelEvent, PanelEventKind, PanelKey, Shown, Tone};
use crate::screen::Screen;
use crate::venue_state::{FromVenue, LeaveAsked, Parting};

pub(super) fn forget(mut notices: ResMut<Notices>) {
    *notices = Notices::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    mut notices: ResMut<Notices>,
) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Session(SessionFromServer::Refused(refusal)) => {
                notices.add(Tone::Bad, words.refusal(refusal, clock.unix));
            }
            FromServer::Session(SessionFromServer::Welcome { resumed: true, .. }) => {
                notices.add(Tone::Good, words.text("notice-resumed"));
            }
            FromServer::Walk(WalkFromServer::Released { arrived: true }) => {
                notices.add(Tone::Good, words.text("notice-arrived"));
            }
            FromServer::Order(order) => hear_order(order, &words, clock.unix, &mut notices),
            FromServer::Session(_)
            | FromServer::Walk(_)
            | FromServer::Talk(_)
            | FromServer::People(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Slides(_)
            | FromServer::Photograph(_) => {}
        }
    }
}

fn hear_order(order: &OrderFromServer, words: &Locale, now: i64, notices: &mut Notices) {
    match order {
        OrderFromServer::YouAreMuted { until: Some(until) } => {
            let time = words.length_of_time(until - now);
            notices.add(Tone::Bad, words.text_with("say-muted", &[("time", time.into())]));
        }
        OrderFromServer::YouAreMuted { until: None } => notices.add(Tone::Good, words.text("notice-unmuted")),
        OrderFromServer::ReportTaken => notices.add(Tone::Good, words.text("notice-report-taken")),
        OrderFromServer::Reported(entry) => {
            let text = words.text_with("notice-reported", &[("name", entry.name.as_str().into())]);
            notices.add(Tone::Bad, text);
        }
        OrderFromServer::Done(entry) => {
            let key = match entry.deed {
                Deed::Muted { .. } => "notice-muted",
                Deed::SentOut => "notice-sent-out",
                Deed::Barred { .. } => "notice-barred",
                Deed::Undid(_) => "notice-undone",
                Deed::Reported { .. } => return,
            };
            notices.add(Tone::Good, words.text_with(key, &[("name", entry.name.as_str().into())]));
        }
        OrderFromServer::Log { .. } | OrderFromServer::Blocks(_) => {}
    }
}

pub(super) fn pass(mut notices: ResMut<Notices>, time: Res<Time>) {
    if notices.bypass_change_detection().pass(time.delta_secs()) {
        notices.set_changed();
    }
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut notices: ResMut<Notices>,
    mut leave: MessageWriter<LeaveAsked>,
) {
    for event in events.read().filter(|event| event.kind == PanelEventKind::Pressed) {
        if event.panel == PanelKey::Notices
            && let Some(number) = event.key.number_within("dismiss")
        {
            notices.dismiss(number);
        } else if event.panel == PanelKey::Veil && event.key.as_str() == "to-door" {
            leave.write(LeaveAsked);
        }
    }
}

pub(super) fn show(notices: Res<Notices>, words: Res<Locale>, mut shown: ResMut<Shown>) {
    if notices.is_changed() || words.is_changed() {
        shown.set(PanelKey::Notices, Some(view::view(&notices, &words)));
    }
}

pub(super) fn show_veil(
    parting: Res<Parting>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if parting.is_changed() || words.is_changed() || screen.is_changed() {
        shown.set(PanelKey::Veil, veil_view::view(*screen.get(), &parting, clock.unix, &words));
    }
}
