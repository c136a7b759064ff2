//! How captions are heard, read and written, and how one goes up and down.

use bevy::prelude::*;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::stage::{Channel, StageFromClient, StageFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::text::{CaptionText, TextFault};

use super::Captions;
use super::view::{self, Around};
use crate::locale::{Locale, Tongue, time::WallClock};
use crate::notice::Notices;
use crate::panel::{PanelEvent, PanelEventKind, PanelKey, Shown, Tone};
use crate::people::name::name_with_flag;
use crate::programme::Programme;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, ToVenue, VenueState};

/// Seconds between two sendings of a line that is being typed.
const SEND_SECONDS: f32 = 0.6;

pub(super) fn forget(mut captions: ResMut<Captions>) {
    *captions = Captions::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    clock: Res<WallClock>,
    state: Res<VenueState>,
    words: Res<Locale>,
    mut captions: ResMut<Captions>,
    mut notices: ResMut<Notices>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let name = |id| state.profiles.get(&id).map(|profile| name_with_flag(&profile.persona));
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Session(SessionFromServer::Welcome { .. }) => {
                // A new session reads as spoken until it says otherwise.
                captions.invited_by = None;
                let channel = *captions.channel.get_or_insert(view::own_channel(words.tongue()));
                to_venue.write(ToVenue(FromClient::Stage(StageFromClient::Listen(channel))));
            }
            FromServer::Session(SessionFromServer::Entered { .. }) => {
                captions.lines.clear();
                captions.channels.clear();
            }
            FromServer::Stage(StageFromServer::Channels(channels)) => captions.channels.clone_from(channels),
            FromServer::Stage(StageFromServer::Invited { by }) => captions.invited_by = Some(*by),
            FromServer::Stage(StageFromServer::Uninvited) => captions.invited_by = None,
            FromServer::Stage(StageFromServer::Declined(who)) => {
                let name = name(*who).unwrap_or_else(|| words.text("person-unknown"));
                notices.add(Tone::Plain, words.text_with("stage-declined", &[("name", name.into())]));
            }
            FromServer::Stage(StageFromServer::Caption(caption)) => {
                let name = name(caption.from).unwrap_or_else(|| words.text("person-unknown"));
                captions.take(caption, name, clock.unix);
            }
            FromServer::Stage(StageFromServer::On(_))
            | FromServer::Session(_)
            | FromServer::Walk(_)
            | FromServer::Talk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Slides(_)
            | FromServer::Photograph(_) => {}
        }
    }
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut captions: ResMut<Captions>,
    state: Res<VenueState>,
    words: Res<Locale>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Captions) {
        let mut ask = |asked| {
            to_venue.write(ToVenue(FromClient::Stage(asked)));
        };
        match (&event.kind, event.key.as_str()) {
            (PanelEventKind::Typed(text), "caption") => {
                if captions.fault.is_some() {
                    captions.fault = None;
                }
                // Whoever types has chosen. Arrows choose each language that they pass, so that the choice itself closes
                // nothing.
                if captions.offers_all {
                    captions.offers_all = false;
                }
                // The field shows already what was typed.
                let captions = captions.bypass_change_detection();
                captions.draft.clone_from(text);
                captions.unsent = true;
            }
            (PanelEventKind::Submitted, "caption") => {
                finish(&mut captions, words.tongue()).into_iter().for_each(&mut ask);
            }
            (PanelEventKind::Chosen(at), "language") => {
                let chosen = captions.offered(view::spoken(&state)).get(*at).copied();
                captions.writes = chosen.or(captions.writes);
            }
            (PanelEventKind::Pressed, "more-languages") => captions.offers_all = !captions.offers_all,
            (PanelEventKind::Chosen(at), "channel") => {
                let language = at.checked_sub(1).and_then(|at| captions.channels.get(at)).copied();
                let channel = language.map_or(Channel::AsSpoken, Channel::In);
                captions.channel = Some(channel);
                captions.lines.clear();
                ask(StageFromClient::Listen(channel));
            }
            (PanelEventKind::Pressed, "accept") => {
                captions.invited_by = None;
                ask(StageFromClient::Accept);
            }
            (PanelEventKind::Pressed, "decline") => {
                captions.invited_by = None;
                ask(StageFromClient::Decline);
            }
            (PanelEventKind::Pressed, "go-up") => ask(StageFromClient::GoUp),
            (PanelEventKind::Pressed, "go-down") => {
                captions.offers_all = false;
                ask(StageFromClient::GoDown);
            }
            (_, _) => {}
        }
    }
}

/// The line that is being typed is sent now and then, so that others read along.
pub(super) fn send(
    time: Res<Time>,
    mut waited: Local<f32>,
    mut captions: ResMut<Captions>,
    words: Res<Locale>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    *waited += time.delta_secs();
    if !captions.unsent || *waited < SEND_SECONDS {
        return;
    }
    *waited = 0.0;
    captions.bypass_change_detection().unsent = false;
    if let Some(line) = line(&captions, words.tongue(), false) {
        to_venue.write(ToVenue(FromClient::Stage(line)));
    }
}

pub(super) fn pass(clock: Res<WallClock>, mut captions: ResMut<Captions>) {
    if clock.is_changed() && captions.bypass_change_detection().pass(clock.unix) {
        captions.set_changed();
    }
}

pub(super) fn show(
    captions: Res<Captions>,
    state: Res<VenueState>,
    programme: Res<Programme>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let changed = captions.is_changed() || state.is_changed() || programme.is_changed();
    if changed || words.is_changed() || screen.is_changed() {
        let rule = programme.rules_in(state.room).stage;
        let around = Around { captions: &captions, state: &state, rule };
        let panel = (*screen.get() == Screen::InVenue).then(|| view::view(&around, &words)).flatten();
        shown.set(PanelKey::Captions, panel);
    }
}

/// The line is finished: it is sent, and the next one begins. One that cannot be sent stays and says why.
fn finish(captions: &mut Captions, tongue: Tongue) -> Option<StageFromClient> {
    let fault = CaptionText::new(&captions.draft).err();
    captions.fault = fault.filter(|fault| *fault != TextFault::Empty);
    if captions.fault.is_some() {
        return None;
    }
    let line = line(captions, tongue, true);
    let language = captions.language(tongue).filter(|language| line.is_some() && !captions.written.contains(language));
    captions.written.extend(language);
    captions.draft.clear();
    captions.unsent = false;
    captions.edition = captions.edition.wrapping_add(1);
    line
}

/// The line as it is sent; nothing while it says nothing.
fn line(captions: &Captions, tongue: Tongue, finished: bool) -> Option<StageFromClient> {
    let language = captions.language(tongue)?;
    let text = CaptionText::new(&captions.draft).ok()?;
    Some(StageFromClient::Caption { language, text, finished })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_cannot_be_sent_stays_and_says_why_and_a_blank_one_goes() {
        let written = |draft: &str| Captions { draft: draft.to_owned(), ..Captions::default() };
        let mut captions = written(&"a".repeat(241));
        assert_eq!(finish(&mut captions, Tongue::En), None);
        assert_eq!((captions.draft.len(), captions.fault), (241, Some(TextFault::TooLong { limit: 240 })));
        for (draft, sent) in [("Good morning", true), ("  ", false)] {
            let mut captions = written(draft);
            assert_eq!(finish(&mut captions, Tongue::En).is_some(), sent, "{draft:?}");
            assert_eq!((captions.draft.as_str(), captions.fault), ("", None));
        }
    }
}
