//! Slides: who may bring decks, what is shown on which screen, who turns and points.
//!
//! Promises that everybody who looks at a room is told what its screen shows, at once on entering and at each change,
//! and that a turned page costs its number and nothing more. Decks are the store's; what is shown is known here, and
//! kept by `hall`.
//! Files are an edge's business, which tells how they fare.

mod bringing;

use std::collections::{BTreeMap, BTreeSet};

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::{DeckId, RoomId, VisitorId};
use hiroba_shared::map::ZoneKind;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::slides::{Blake3, PagePoint, Screen, Showing, SlidesFromClient, SlidesFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;

use super::Venue;
use super::input::{AskId, LinkId};
use super::record::hall::{FoundScreen, KeptScreen};
use super::record::{Answer, DeckClaim, KeptDeck, Request};
use super::requests::Awaiting;
pub(super) use bringing::told;

/// What there is of slides in a venue.
#[derive(Debug, Default, Hash)]
pub(super) struct Slides {
    offers: bringing::Offers,
    shown: BTreeMap<RoomId, Showing>,
    /// Who looks at a screen closely.
    watching: BTreeSet<VisitorId>,
}

impl Slides {
    /// What the screen of a room shows, as it is kept.
    pub(super) fn shown_in(&self, room: RoomId) -> Option<KeptScreen> {
        let Showing { deck, presenter, screen, .. } = self.shown.get(&room)?;
        Some(KeptScreen { deck: deck.deck, screen: *screen, presenter: *presenter })
    }
}

/// What the store was asked about decks, and by whom.
#[derive(Debug)]
pub(super) enum Asked {
    /// How many somebody has, before they bring another.
    Count(bringing::Announced),
    /// To keep one.
    Keep(bringing::Brought),
    /// For a list.
    List(VisitorId),
    /// To forget one, and then for the list.
    Forget(VisitorId, DeckId),
    /// For one to be shown in this room.
    Show(VisitorId, RoomId),
}

/// A client says something about slides.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: SlidesFromClient) {
    let asked = match message {
        SlidesFromClient::Bring { key, title } => bringing::bring(venue, id, key, title),
        SlidesFromClient::List => list(venue, id),
        SlidesFromClient::Forget(deck) => forget(venue, id, deck),
        SlidesFromClient::Show(deck) => show(venue, id, deck),
        SlidesFromClient::Turn(screen) => turn(venue, id, screen),
        SlidesFromClient::Point(point) => {
            // A presenter whose deck was taken off a moment ago need not hear of it with every movement.
            let _ = point_at(venue, id, point);
            Ok(())
        }
        SlidesFromClient::End => end(venue, id),
        SlidesFromClient::Watch(true) => {
            venue.slides.watching.insert(id);
            Ok(())
        }
        SlidesFromClient::Watch(false) => {
            venue.slides.watching.remove(&id);
            Ok(())
        }
    };
    if let Err(refusal) = asked {
        venue.refuse(id, refusal);
    }
}

/// The store answered about decks.
pub(super) fn answered(venue: &mut Venue, asked: Asked, answer: Answer) {
    match (asked, answer) {
        (Asked::Count(announced), Answer::Decks(decks)) => bringing::counted(venue, announced, decks.len()),
        (Asked::Count(announced), _) => venue.refuse(announced.by, Refusal::NotStored),
        (Asked::Keep(brought), answer) => bringing::kept(venue, brought, answer),
        (Asked::List(id), Answer::Decks(decks)) => venue.send(id, FromServer::Slides(SlidesFromServer::Decks(decks))),
        (Asked::Forget(id, deck), Answer::Decks(decks)) => {
            take_off(venue, deck);
            venue.send(id, FromServer::Slides(SlidesFromServer::Decks(decks)));
        }
        (Asked::Show(id, room), Answer::Deck(deck)) => begin(venue, id, room, *deck),
        (Asked::List(id) | Asked::Forget(id, _) | Asked::Show(id, _), Answer::Unknown) => {
            venue.refuse(id, Refusal::Unknown);
        }
        (Asked::List(id) | Asked::Forget(id, _) | Asked::Show(id, _), _) => venue.refuse(id, Refusal::NotStored),
    }
}

/// A screen shows what it showed before a restart, unless something else was shown meanwhile.
pub(super) fn come_back(venue: &mut Venue, room: RoomId, found: FoundScreen) {
    if venue.slides.shown.contains_key(&room) || !has_screen(venue, room) {
        return;
    }
    let FoundScreen { deck, mut screen, presenter } = found;
    screen.page = screen.page.min(deck.row.last);
    let showing = Showing { deck: deck.row, index: Blake3(deck.index), presenter, screen };
    venue.slides.shown.insert(room, showing.clone());
    tell_room(venue, room, SlidesFromServer::Shown(Some(showing)));
}

/// Tells somebody who begins to look what is shown, or that nothing is: they may believe what was shown when they looked
/// last. They no longer watch what they watched.
pub(super) fn tell_shown(venue: &mut Venue, id: VisitorId) {
    venue.slides.watching.remove(&id);
    let Some(room) = venue.roster.get(id).map(|visitor| visitor.room) else { return };
    let shown = venue.slides.shown.get(&room).cloned();
    if shown.is_some() || has_screen(venue, room) {
        venue.send(id, FromServer::Slides(SlidesFromServer::Shown(shown)));
    }
}

/// Forgets who is gone and which files did not come.
pub(super) fn tidy(venue: &mut Venue) {
    let roster = &venue.roster;
    venue.slides.watching.retain(|id| roster.get(*id).is_some());
    bringing::give_up_late(venue);
}

fn list(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let claim = claim(venue, id)?;
    venue.requests.ask(&mut venue.outbox, Request::ListDecks(claim), Awaiting::Deck(Asked::List(id)))
}

fn forget(venue: &mut Venue, id: VisitorId, deck: DeckId) -> Result<(), Refusal> {
    let claim = claim(venue, id)?;
    venue.requests.ask(&mut venue.outbox, Request::ForgetDeck(deck, claim), Awaiting::Deck(Asked::Forget(id, deck)))
}

/// A deck that was forgotten is shown nowhere: its files will be deleted.
fn take_off(venue: &mut Venue, deck: DeckId) {
    let shown = venue.slides.shown.iter().filter(|(_, showing)| showing.deck.deck == deck);
    for room in shown.map(|(room, _)| *room).collect::<Vec<_>>() {
        venue.slides.shown.remove(&room);
        tell_room(venue, room, SlidesFromServer::Shown(None));
    }
}

fn show(venue: &mut Venue, id: VisitorId, deck: DeckId) -> Result<(), Refusal> {
    let claim = claim(venue, id)?;
    let room = venue.roster.get(id).ok_or(Refusal::NotHere)?.room;
    may_show(venue, id, room, deck)?;
    let request = Request::FindDeck(deck, claim);
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Deck(Asked::Show(id, room)))
}

/// Whether somebody may put a deck on the screen of a room: there is one, and nobody else presents another one on it,
/// unless they may show anybody's. Who has left presents nothing. Whether the deck is theirs to show, the store says.
fn may_show(venue: &Venue, id: VisitorId, room: RoomId, deck: DeckId) -> Result<(), Refusal> {
    if !has_screen(venue, room) {
        return Err(Refusal::OutOfPlace);
    }
    match venue.slides.shown.get(&room) {
        Some(shown) if shown.presenter != id && is_there(venue, shown.presenter, room) => {
            if shown.deck.deck == deck || may(venue, id, Action::PresentAnyDeck) {
                Ok(())
            } else {
                Err(Refusal::OutOfPlace)
            }
        }
        Some(_) | None => Ok(()),
    }
}

fn has_screen(venue: &Venue, room: RoomId) -> bool {
    venue.rooms.get(room).is_some_and(|room| room.map.zones.iter().any(|zone| zone.kind == ZoneKind::Screen))
}

fn is_there(venue: &Venue, id: VisitorId, room: RoomId) -> bool {
    venue.roster.get(id).is_some_and(|visitor| visitor.room == room && visitor.is_seen(venue.tick))
}

fn begin(venue: &mut Venue, id: VisitorId, room: RoomId, deck: KeptDeck) {
    // The store took a moment, in which they may have left the room or somebody else have begun.
    let still = venue.roster.get(id).is_some_and(|visitor| visitor.room == room);
    if !still {
        return;
    }
    if let Err(refusal) = may_show(venue, id, room, deck.row.deck) {
        return venue.refuse(id, refusal);
    }
    let presenter = presenter_of(venue, id, room, &deck);
    // Who takes over their deck goes on where it is, and a moderator who shows it once more turns nothing. Only who
    // presents it begins anew.
    let goes_on = |shown: &&Showing| shown.deck == deck.row && (shown.presenter != presenter || id != presenter);
    let before = venue.slides.shown.get(&room).filter(goes_on);
    let screen = before.map_or(Screen { page: PageNumber::FIRST, blank: false }, |shown| shown.screen);
    let showing = Showing { deck: deck.row, index: Blake3(deck.index), presenter, screen };
    venue.slides.shown.insert(room, showing.clone());
    tell_room(venue, room, SlidesFromServer::Shown(Some(showing)));
}

/// Who presents a deck that `id` puts up: its bringer, if they are in the room and still may, and who put it up
/// otherwise. A moderator who shows a speaker's deck does not take it out of the speaker's hands.
fn presenter_of(venue: &Venue, id: VisitorId, room: RoomId, deck: &KeptDeck) -> VisitorId {
    let theirs = |id: VisitorId| {
        let visitor = venue.roster.get(id)?;
        (deck.is_of(id, visitor.trace.device) && may(venue, id, Action::PresentOwnDeck)).then_some(id)
    };
    let there = venue.roster.iter().map(|(id, _)| id).filter(|id| is_there(venue, *id, room));
    theirs(id).or_else(|| there.filter_map(theirs).max()).unwrap_or(id)
}

fn turn(venue: &mut Venue, id: VisitorId, screen: Screen) -> Result<(), Refusal> {
    let room = presented_by(venue, id)?;
    let shown = venue.slides.shown.get_mut(&room).ok_or(Refusal::OutOfPlace)?;
    if screen.page > shown.deck.last {
        return Err(Refusal::OutOfPlace);
    }
    if shown.screen != screen {
        shown.screen = screen;
        tell_room(venue, room, SlidesFromServer::Turned(screen));
    }
    Ok(())
}

fn point_at(venue: &mut Venue, id: VisitorId, point: Option<PagePoint>) -> Result<(), Refusal> {
    let room = presented_by(venue, id)?;
    let watch = |id: &VisitorId| venue.roster.get(*id).filter(|visitor| visitor.room == room)?.looking();
    let links: Vec<LinkId> = venue.slides.watching.iter().filter(|other| **other != id).filter_map(watch).collect();
    venue.outbox.broadcast(links, FromServer::Slides(SlidesFromServer::Pointed(point)));
    Ok(())
}

fn end(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let room = presented_by(venue, id)?;
    venue.slides.shown.remove(&room);
    tell_room(venue, room, SlidesFromServer::Shown(None));
    Ok(())
}

/// The room where somebody is and has the say over what is shown: as its presenter, or as one who may show any deck.
fn presented_by(venue: &Venue, id: VisitorId) -> Result<RoomId, Refusal> {
    let room = venue.roster.get(id).ok_or(Refusal::NotHere)?.room;
    let shown = venue.slides.shown.get(&room).ok_or(Refusal::OutOfPlace)?;
    let is_theirs = shown.presenter == id && may(venue, id, Action::PresentOwnDeck);
    if is_theirs || may(venue, id, Action::PresentAnyDeck) { Ok(room) } else { Err(Refusal::NotAllowed) }
}

/// Which decks somebody may touch.
fn claim(venue: &Venue, id: VisitorId) -> Result<DeckClaim, Refusal> {
    if may(venue, id, Action::PresentAnyDeck) {
        Ok(DeckClaim::Any)
    } else if may(venue, id, Action::PresentOwnDeck) {
        Ok(DeckClaim::Own(id))
    } else {
        Err(Refusal::NotAllowed)
    }
}

fn may(venue: &Venue, id: VisitorId, action: Action) -> bool {
    venue.roster.get(id).is_some_and(|visitor| visitor.profile.role.may(action))
}

/// Tells everybody who looks at the room, by one message.
fn tell_room(venue: &mut Venue, room: RoomId, message: SlidesFromServer) {
    let inside = venue.roster.iter().filter(|(_, visitor)| visitor.room == room);
    let links = inside.filter_map(|(_, visitor)| visitor.looking()).collect();
    venue.outbox.broadcast(links, FromServer::Slides(message));
}

/// Answers whoever tells about a file.
fn answer(venue: &mut Venue, ask: AskId, answer: Result<(), Refusal>) {
    venue.outbox.answer_door(ask, answer);
}
