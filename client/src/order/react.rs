//! How the log is read, and what is taken back.

use bevy::prelude::*;
use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::{FromClient, FromServer};

use super::{OrderLog, view};
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, time::WallClock};
use crate::panel::{CLOSE, PanelEvent, PanelEventKind, PanelKey, Shown};
use crate::screen::Screen;
use crate::venue_state::{FromVenue, ToVenue};

pub(super) fn forget(mut log: ResMut<OrderLog>) {
    *log = OrderLog::default();
}

pub(super) fn hear(mut heard: MessageReader<FromVenue>, mut log: ResMut<OrderLog>, open: Res<OpenPanels>) {
    for FromVenue(message) in heard.read() {
        if let FromServer::Order(order) = message {
            log.take(order);
        }
    }
    if open.side == Some(Side::Order) && log.unseen > 0 {
        log.unseen = 0;
    }
}

/// Opening the panel reads the log from its newest entry.
pub(super) fn read_when_opened(
    open: Res<OpenPanels>,
    mut was_open: Local<bool>,
    mut log: ResMut<OrderLog>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let is_open = open.side == Some(Side::Order);
    if is_open && !*was_open {
        log.unseen = 0;
        to_venue.write(ToVenue(FromClient::Order(OrderFromClient::ReadLog { page: 0 })));
    }
    *was_open = is_open;
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    log: Res<OrderLog>,
    mut open: ResMut<OpenPanels>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Order && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let mut ask = |order| {
            to_venue.write(ToVenue(FromClient::Order(order)));
        };
        match event.key.as_str() {
            CLOSE => open.side = None,
            "show-older" => ask(OrderFromClient::ReadLog { page: log.page.saturating_add(1) }),
            _ => {
                let person = event.key.within("look").and_then(|rest| rest.split_once('/')?.1.parse().ok());
                if let Some(entry) = event.key.number_within("undo") {
                    ask(OrderFromClient::Undo(EntryId(entry)));
                } else if let Some(person) = person {
                    open.person = Some(VisitorId(person));
                }
            }
        }
    }
}

pub(super) fn show(
    log: Res<OrderLog>,
    open: Res<OpenPanels>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if log.is_changed() || open.is_changed() || words.is_changed() || screen.is_changed() {
        let visible = open.side == Some(Side::Order) && *screen.get() == Screen::InVenue;
        shown.set(PanelKey::Order, visible.then(|| view::view(&log, clock.offset, &words)));
    }
}
