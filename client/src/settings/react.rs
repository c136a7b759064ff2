//! How settings change, and what changes with them.

use bevy::prelude::*;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};

use super::{Settings, view};
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, Tongue};
use crate::panel::{CLOSE, PanelEvent, PanelEventKind, PanelKey, Shown};
use crate::screen::Screen;
use crate::start::{Bandwidth, Motion};
use crate::theme::Theme;
use crate::venue_state::{FromVenue, LeaveAsked, ToVenue};

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut settings: ResMut<Settings>,
    mut words: ResMut<Locale>,
    mut theme: ResMut<Theme>,
    mut open: ResMut<OpenPanels>,
    mut to_venue: MessageWriter<ToVenue>,
    mut leave: MessageWriter<LeaveAsked>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Settings) {
        match (&event.kind, event.key.as_str()) {
            (PanelEventKind::Chosen(index), "tongue") => {
                let tongue = Tongue::ALL.get(*index).copied().unwrap_or_default();
                settings.tongue = Some(tongue);
                *words = Locale::new(tongue);
            }
            (PanelEventKind::Chosen(index), "shade") => {
                let shade = view::SHADES.get(*index).copied().unwrap_or_default();
                settings.shade = Some(shade);
                *theme = Theme::new(shade);
            }
            (PanelEventKind::Chosen(index), "direct") => {
                settings.refuses_direct = *index == 1;
                let takes = TalkFromClient::TakeDirect(!settings.refuses_direct);
                to_venue.write(ToVenue(FromClient::Talk(takes)));
            }
            (PanelEventKind::Chosen(index), "motion") => {
                settings.choose_motion(if *index == 1 { Motion::Reduced } else { Motion::Auto });
            }
            (PanelEventKind::Chosen(index), "bandwidth") => {
                settings.choose_bandwidth(if *index == 1 { Bandwidth::Low } else { Bandwidth::Auto });
            }
            (PanelEventKind::Pressed, "forget") => settings.answers = None,
            (PanelEventKind::Pressed, "leave") => {
                leave.write(LeaveAsked);
            }
            (PanelEventKind::Pressed, CLOSE) => open.side = None,
            _ => {}
        }
    }
}

/// A new session starts with the venue's own setting: tell it this device's, and learn what the venue made of it.
pub(super) fn tell_direct(
    mut heard: MessageReader<FromVenue>,
    mut settings: ResMut<Settings>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for FromVenue(message) in heard.read() {
        if let FromServer::Session(SessionFromServer::Welcome { .. }) = message
            && settings.refuses_direct
        {
            to_venue.write(ToVenue(FromClient::Talk(TalkFromClient::TakeDirect(false))));
        }
        if let FromServer::Talk(TalkFromServer::TakesDirect(takes)) = message
            && settings.refuses_direct == *takes
        {
            settings.refuses_direct = !takes;
        }
    }
}

pub(super) fn show(
    settings: Res<Settings>,
    open: Res<OpenPanels>,
    words: Res<Locale>,
    theme: Res<Theme>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if !(settings.is_changed() || open.is_changed() || words.is_changed() || theme.is_changed() || screen.is_changed())
    {
        return;
    }
    let visible = open.side == Some(Side::Settings) && *screen.get() == Screen::InVenue;
    shown.set(PanelKey::Settings, visible.then(|| view::view(&settings, theme.shade, &words)));
}
