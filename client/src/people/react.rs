//! How the search and the card change, and what they ask of the venue.

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::people::PeopleFromClient;
use hiroba_shared::protocol::stage::StageFromClient;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient, WalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};

use super::list::PeopleList;
use super::person::{PersonCard, Step};
use super::pointing::Pointing;
use super::{countries, list_view, person_view};
use crate::avatar::predict::Prediction;
use crate::chat::say::Say;
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, time::WallClock};
use crate::notice::Notices;
use crate::panel::{CLOSE, FocusWish, PanelEvent, PanelEventKind, PanelKey, Shown, Tone};
use crate::people::name::name_with_flag;
use crate::screen::Screen;
use crate::venue_state::{AvatarClicked, FromVenue, ToVenue, VenueState};

pub(super) fn forget(mut list: ResMut<PeopleList>, mut card: ResMut<PersonCard>, mut pointing: ResMut<Pointing>) {
    *list = PeopleList::default();
    *card = PersonCard::default();
    *pointing = Pointing::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    state: Res<VenueState>,
    words: Res<Locale>,
    mut list: ResMut<PeopleList>,
    mut pointing: ResMut<Pointing>,
    mut notices: ResMut<Notices>,
) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::People(answer) => list.take(answer),
            FromServer::Walk(WalkFromServer::Located { visitor, room, at }) => {
                if state.room == Some(*room) {
                    pointing.at(*visitor, *at);
                } else {
                    let place = state.rooms.iter().find(|summary| summary.room == *room);
                    let place = place.map(|summary| words.title(&summary.title).to_owned()).unwrap_or_default();
                    let name = state.profiles.get(visitor).map(|profile| name_with_flag(&profile.persona));
                    let name = name.unwrap_or_else(|| words.text("person-unknown"));
                    let text = words.text_with("person-elsewhere", &[("name", name.into()), ("place", place.into())]);
                    notices.add(Tone::Plain, text);
                }
            }
            FromServer::Walk(_)
            | FromServer::Session(_)
            | FromServer::Talk(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Slides(_)
            | FromServer::Photograph(_) => {}
        }
    }
}

pub(super) fn search(
    mut list: ResMut<PeopleList>,
    clock: Res<WallClock>,
    open: Res<OpenPanels>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    if open.side != Some(Side::People) || !(list.is_changed() || clock.is_changed() || open.is_changed()) {
        return;
    }
    if let Some(search) = list.bypass_change_detection().due(clock.unix) {
        to_venue.write(ToVenue(search));
    }
}

pub(super) fn act_in_list(
    mut events: MessageReader<PanelEvent>,
    mut list: ResMut<PeopleList>,
    mut open: ResMut<OpenPanels>,
    words: Res<Locale>,
    mut hands: Hands,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::People) {
        match &event.kind {
            PanelEventKind::Typed(text) => list.look_for(|list| list.text.clone_from(text)),
            PanelEventKind::Submitted => list.look_for(|_| {}),
            PanelEventKind::Chosen(index) => choose(&mut list, event.key.as_str(), *index, &words),
            PanelEventKind::Pressed => match event.key.as_str() {
                CLOSE => open.side = None,
                "page-back" => {
                    let page = list.page.saturating_sub(1);
                    turn(&mut list, page);
                }
                "page-on" => {
                    let page = list.page.saturating_add(1);
                    turn(&mut list, page);
                }
                _ => press_row(event, &list, &mut open, &mut hands),
            },
            PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => {}
        }
    }
}

fn choose(list: &mut PeopleList, key: &str, index: usize, words: &Locale) {
    let place = index.checked_sub(1);
    if key == "country" {
        let offer = place.and_then(|n| countries::offered(list, words).get(n).copied());
        list.look_for(|list| {
            list.country = offer.map(|offer| offer.country);
            // Nobody from there need be called like their country.
            if offer.is_some_and(|offer| offer.named) {
                list.text.clear();
            }
        });
    } else {
        let offered = list_view::kinds_offered(list);
        list.look_for(|list| list.kind = place.and_then(|n| offered.get(n)).map(|(kind, _)| *kind));
    }
}

fn turn(list: &mut PeopleList, page: u16) {
    list.page = page;
    list.asked_at = None;
}

fn press_row(event: &PanelEvent, list: &PeopleList, open: &mut OpenPanels, hands: &mut Hands<'_>) {
    let id = |family| event.key.number_within(family).and_then(|id| u32::try_from(id).ok()).map(VisitorId);
    let rows = list.found.as_ref().map(|found| found.rows.as_slice()).unwrap_or_default();
    let name = |id: VisitorId| {
        let row = rows.iter().find(|row| row.profile.visitor == id);
        row.map(|row| name_with_flag(&row.profile.persona)).unwrap_or_default()
    };
    if let Some(visitor) = id("show") {
        hands.send(FromClient::People(PeopleFromClient::Locate(visitor)));
    } else if let Some(visitor) = id("walk") {
        hands.ask_the_way_to(visitor);
    } else if let Some(visitor) = id("follow") {
        hands.follow(visitor);
    } else if let Some(visitor) = id("write") {
        hands.write_to(visitor, name(visitor));
    } else if let Some(visitor) = id("person") {
        open.person = Some(visitor);
    }
}

/// What buttons about people reach for.
#[derive(bevy::ecs::system::SystemParam)]
pub(super) struct Hands<'w> {
    to_venue: MessageWriter<'w, ToVenue>,
    prediction: Res<'w, Prediction>,
    say: ResMut<'w, Say>,
    focus: ResMut<'w, FocusWish>,
}

impl Hands<'_> {
    fn send(&mut self, message: FromClient) {
        self.to_venue.write(ToVenue(message));
    }

    fn ask_the_way_to(&mut self, visitor: VisitorId) {
        let after = self.prediction.walk.newest();
        self.send(FromClient::Walk(WalkFromClient::Lead { goal: Goal::Visitor(visitor), after }));
    }

    fn follow(&mut self, visitor: VisitorId) {
        let after = self.prediction.walk.newest();
        self.send(FromClient::Walk(WalkFromClient::Follow { visitor, after }));
    }

    fn write_to(&mut self, visitor: VisitorId, name: String) {
        self.say.to = Some((visitor, name));
        *self.focus = FocusWish::field(PanelKey::Say, "draft");
    }
}

pub(super) fn act_on_person(
    mut events: MessageReader<PanelEvent>,
    mut card: ResMut<PersonCard>,
    mut open: ResMut<OpenPanels>,
    state: Res<VenueState>,
    mut hands: Hands,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Person) {
        let Some(visitor) = open.person else { continue };
        match &event.kind {
            PanelEventKind::Typed(text) => card.words.clone_from(text),
            PanelEventKind::Chosen(index) => card.minutes = *index,
            PanelEventKind::Submitted => confirm(&mut card, visitor, &mut open, &mut hands),
            PanelEventKind::Pressed => match event.key.as_str() {
                CLOSE => open.person = None,
                "back" => card.step = Step::Looking,
                "report" => {
                    card.step = Step::Reporting;
                    *hands.focus = FocusWish::field(PanelKey::Person, "report-words");
                }
                "mute" => card.step = Step::Muting,
                "send-out" => card.step = Step::SendingOut,
                "bar" => card.step = Step::Barring,
                "confirm" | "report-send" => confirm(&mut card, visitor, &mut open, &mut hands),
                "write" => {
                    let profile = state.profiles.get(&visitor);
                    let name = profile.map(|profile| name_with_flag(&profile.persona)).unwrap_or_default();
                    open.person = None;
                    hands.write_to(visitor, name);
                }
                "show" => hands.send(FromClient::People(PeopleFromClient::Locate(visitor))),
                "walk" => hands.ask_the_way_to(visitor),
                "follow" => hands.follow(visitor),
                "invite-up" => hands.send(FromClient::Stage(StageFromClient::Invite(visitor))),
                "send-down" => hands.send(FromClient::Stage(StageFromClient::SendDown(visitor))),
                "block" => hands.send(FromClient::Order(OrderFromClient::Block(visitor))),
                "unblock" => hands.send(FromClient::Order(OrderFromClient::Unblock(visitor))),
                _ => {}
            },
            PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => {}
        }
    }
}

fn confirm(card: &mut PersonCard, visitor: VisitorId, open: &mut OpenPanels, hands: &mut Hands<'_>) {
    if let Some(message) = card.confirm(visitor) {
        hands.send(message);
        open.person = None;
    }
}

/// Whoever was clicked in the world, or had a finger rest on them, is the one to show.
pub(super) fn pick(mut clicked: MessageReader<AvatarClicked>, mut open: ResMut<OpenPanels>) {
    if let Some(AvatarClicked(visitor)) = clicked.read().last() {
        open.person = Some(*visitor);
    }
}

/// The card turns to whoever it was opened for.
pub(super) fn open_card(open: Res<OpenPanels>, mut card: ResMut<PersonCard>) {
    if let Some(visitor) = open.person.filter(|visitor| card.visitor != Some(*visitor)) {
        card.turn_to(visitor);
    }
}

pub(super) fn show_list(
    list: Res<PeopleList>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if !(list.is_changed() || open.is_changed() || state.is_changed() || words.is_changed() || screen.is_changed()) {
        return;
    }
    let visible = open.side == Some(Side::People) && *screen.get() == Screen::InVenue;
    shown.set(PanelKey::People, visible.then(|| list_view::view(&list, &state, &words)));
}

pub(super) fn show_person(
    card: Res<PersonCard>,
    list: Res<PeopleList>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if !(card.is_changed() || open.is_changed() || state.is_changed() || words.is_changed() || screen.is_changed()) {
        return;
    }
    let visitor = open.person.filter(|_| *screen.get() == Screen::InVenue);
    let listed = |visitor| {
        let rows = list.found.as_ref().map(|found| found.rows.as_slice()).unwrap_or_default();
        rows.iter().find(|row| row.profile.visitor == visitor).map(|row| &row.profile)
    };
    let profile = visitor.and_then(|visitor| state.profiles.get(&visitor).or_else(|| listed(visitor)));
    shown.set(PanelKey::Person, profile.map(|profile| person_view::view(&card, profile, &state, &words)));
}
