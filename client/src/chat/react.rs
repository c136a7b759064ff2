//! How the log and the draft change: by what the venue says and by what the person presses.

use bevy::prelude::*;
use hiroba_shared::ids::{MessageId, VisitorId};
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::talk::{Emote, TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};

use super::log::{ChatLog, Heard, Reach, Tab, WINDOW};
use super::say::{SCOPES, Say};
use super::{log_view, say_view};
use crate::hud::OpenPanels;
use crate::locale::{Locale, time::WallClock};
use crate::panel::{CLOSE, FocusWish, PanelEvent, PanelEventKind, PanelKey, Shown};
use crate::people::name::name_with_flag;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, ToVenue, TypingFocus, VenueState};

pub(super) fn forget(mut log: ResMut<ChatLog>) {
    *log = ChatLog::default();
}

/// A broken link keeps the log; what was being written stays too, but its place is gone with the panels.
pub(super) fn keep_log_and_drop_draft(mut say: ResMut<Say>) {
    say.to = None;
    say.emotes = false;
    say.edition += 1;
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    state: Res<VenueState>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    mut log: ResMut<ChatLog>,
) {
    for FromVenue(message) in heard.read() {
        if let FromServer::Floor(FloorFromServer::Announced { message, from, by, words: text, .. }) = message {
            let look = state.profiles.get(from).map(|profile| profile.persona.look).unwrap_or_default();
            log.take(Heard {
                mine: state.you == Some(*from),
                message: *message,
                from: *from,
                name: by.as_str().to_owned(),
                look,
                at: clock.unix,
                reach: Reach::Announced,
                text: text.as_str().to_owned(),
            });
        }
        let FromServer::Talk(talk) = message else { continue };
        let (message, from, reach, text) = match talk {
            TalkFromServer::Heard { message, from, scope, text } => (*message, *from, Reach::Said(*scope), text),
            TalkFromServer::Direct { message, from, to, text } => {
                let mine = state.you == Some(*from);
                (*message, *from, if mine { Reach::DirectTo(*to) } else { Reach::DirectFrom(*from) }, text)
            }
            TalkFromServer::Emoted(..) | TalkFromServer::TakesDirect(_) => continue,
        };
        let name = |visitor: VisitorId| match state.profiles.get(&visitor) {
            Some(profile) => name_with_flag(&profile.persona),
            None => words.text("person-unknown"),
        };
        let named = match reach {
            Reach::DirectTo(other) => words.text_with("chat-sent-to", &[("name", name(other).into())]),
            Reach::Said(_) | Reach::DirectFrom(_) | Reach::Announced => name(from),
        };
        let look = state.profiles.get(&from).map(|profile| profile.persona.look).unwrap_or_default();
        let mine = state.you == Some(from);
        log.take(Heard {
            mine,
            message,
            from,
            name: named,
            look,
            at: clock.unix,
            reach,
            text: text.as_str().to_owned(),
        });
    }
}

pub(super) fn act_in_log(
    mut events: MessageReader<PanelEvent>,
    mut log: ResMut<ChatLog>,
    mut say: ResMut<Say>,
    mut open: ResMut<OpenPanels>,
    mut focus: ResMut<FocusWish>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Chat) {
        match &event.kind {
            PanelEventKind::Chosen(index) => log.show(Tab::ALL.get(*index).copied().unwrap_or_default()),
            PanelEventKind::Pressed if event.key.as_str() == CLOSE => log.set_open(false),
            PanelEventKind::Pressed if event.key.as_str() == "show-earlier" => log.window += WINDOW,
            PanelEventKind::Pressed => {
                let number = |family| event.key.number_within(family).map(MessageId);
                if let Some(heard) = number("reply").and_then(|id| log.message(id)) {
                    say.to = Some((heard.from, heard.name.clone()));
                    *focus = FocusWish::field(PanelKey::Say, "draft");
                } else if let Some(heard) = number("more").and_then(|id| log.message(id)) {
                    let who = if let Reach::DirectTo(other) = heard.reach { other } else { heard.from };
                    open.person = Some(who);
                }
            }
            PanelEventKind::Typed(_)
            | PanelEventKind::Submitted
            | PanelEventKind::Pointed(_)
            | PanelEventKind::Picked(_) => {}
        }
    }
}

pub(super) fn act_in_say(
    mut events: MessageReader<PanelEvent>,
    mut say: ResMut<Say>,
    mut to_venue: MessageWriter<ToVenue>,
    mut focus: ResMut<FocusWish>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Say) {
        match &event.kind {
            PanelEventKind::Typed(text) => say.write(text.clone()),
            PanelEventKind::Chosen(index) => say.scope = SCOPES.get(*index).copied().unwrap_or(say.scope),
            PanelEventKind::Submitted => send(&mut say, &mut to_venue, &mut focus),
            PanelEventKind::Pressed => match event.key.as_str() {
                "send" => send(&mut say, &mut to_venue, &mut focus),
                "say-to-all" => say.to = None,
                "gestures" => say.emotes = !say.emotes,
                _ => {
                    let index = event.key.number_within("emote").and_then(|n| usize::try_from(n).ok());
                    if let Some(emote) = index.and_then(|n| Emote::ALL.get(n)) {
                        to_venue.write(ToVenue(FromClient::Talk(TalkFromClient::Emote(*emote))));
                    }
                }
            },
            PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => {}
        }
    }
}

/// Sends the draft and goes back to walking; a draft that cannot be sent stays under the caret.
fn send(say: &mut Say, to_venue: &mut MessageWriter<ToVenue>, focus: &mut FocusWish) {
    if let Some(message) = say.send() {
        to_venue.write(ToVenue(message));
    }
    if say.fault.is_none() {
        *focus = FocusWish::Walking;
    }
}

/// Enter starts to write, unless the keys already belong to a field or a button.
pub(super) fn start_typing(
    keys: Res<ButtonInput<KeyCode>>,
    typing: Res<TypingFocus>,
    focused: Res<crate::panel::PanelFocus>,
    mut focus: ResMut<FocusWish>,
) {
    if keys.just_pressed(KeyCode::Enter) && !typing.0 && !focused.0 && *focus == FocusWish::Nothing {
        *focus = FocusWish::field(PanelKey::Say, "draft");
    }
}

pub(super) fn show_log(
    log: Res<ChatLog>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if !(log.is_changed() || words.is_changed() || screen.is_changed()) {
        return;
    }
    let visible = log.open && *screen.get() == Screen::InVenue;
    shown.set(PanelKey::Chat, visible.then(|| log_view::view(&log, clock.offset, &words)));
}

pub(super) fn show_say(
    say: Res<Say>,
    state: Res<VenueState>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if !(say.is_changed() || state.is_changed() || clock.is_changed() || words.is_changed() || screen.is_changed()) {
        return;
    }
    let visible = *screen.get() == Screen::InVenue;
    shown.set(PanelKey::Say, visible.then(|| say_view::view(&say, &state, clock.unix, &words)));
}
