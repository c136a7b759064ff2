//! Decks on their way in: announced over the link, brought over HTTP, drawn, and kept.
//!
//! The secret that comes with the file was made by who announced it; only its digest is known here, so nobody else can
//! bring a file in their name. A file is taken once. Its bringer hears how far it is as long as they are here; the deck
//! is kept without them too.

use std::collections::BTreeMap;

use hiroba_shared::deck::{DeckFault, DeckFaultReason};
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::slides::{Blake3, MOST_DECKS, SlidesFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::text::DeckTitle;
use hiroba_shared::units::{Tick, seconds};

use super::{Asked, answer, may};
use crate::venue::Venue;
use crate::venue::input::{AskId, DeckFiles, DeckNews, Digest};
use crate::venue::record::{Answer, DeckClaim, NewDeck, Request};
use crate::venue::requests::Awaiting;

/// How long an announced file may take to come, and later how long nothing may be heard of it.
const PATIENCE: u32 = seconds(10 * 60);
/// Most files one visitor can have on their way.
const MOST_OF_ONE: usize = 3;
/// Most files on their way at all.
const MOST: usize = 100;

/// The files that were announced.
#[derive(Debug, Default, Hash)]
pub(super) struct Offers(BTreeMap<Digest, Offer>);

#[derive(Debug, Hash)]
struct Offer {
    by: VisitorId,
    title: DeckTitle,
    /// When something was heard of it last.
    heard: Tick,
    arrived: bool,
}

/// A file that somebody wants to bring.
#[derive(Debug)]
pub(in crate::venue) struct Announced {
    pub(super) by: VisitorId,
    key: Digest,
    title: DeckTitle,
}

/// A deck that is being kept.
#[derive(Debug)]
pub(in crate::venue) struct Brought {
    ask: AskId,
    key: Digest,
    by: VisitorId,
}

/// Somebody announces a file.
pub(super) fn bring(venue: &mut Venue, id: VisitorId, key: Blake3, title: DeckTitle) -> Result<(), Refusal> {
    if !may(venue, id, Action::PresentOwnDeck) {
        return Err(Refusal::NotAllowed);
    }
    let announced = Announced { by: id, key: Digest(key.0), title };
    if is_expected(venue, &announced) {
        tell(venue, id, SlidesFromServer::Expected(key));
        return Ok(());
    }
    may_come(venue, &announced)?;
    let request = Request::ListDecks(DeckClaim::Own(id));
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Deck(Asked::Count(announced)))
}

/// The store said how many decks they have.
pub(super) fn counted(venue: &mut Venue, announced: Announced, decks: usize) {
    let by = announced.by;
    if is_expected(venue, &announced) {
        return tell(venue, by, SlidesFromServer::Expected(Blake3(announced.key.0)));
    }
    // Those on their way will be decks too.
    if decks + theirs(venue, by) >= MOST_DECKS {
        return venue.refuse(by, Refusal::TooMany { limit: u32::try_from(MOST_DECKS).unwrap_or(u32::MAX) });
    }
    // Others may have announced theirs meanwhile.
    if let Err(refusal) = may_come(venue, &announced) {
        return venue.refuse(by, refusal);
    }
    let Announced { by, key, title } = announced;
    venue.slides.offers.0.insert(key, Offer { by, title, heard: venue.tick, arrived: false });
    tell(venue, by, SlidesFromServer::Expected(Blake3(key.0)));
}

/// Whether somebody announces once more what they announced before: the answer may have been lost with their link.
fn is_expected(venue: &Venue, announced: &Announced) -> bool {
    let offer = venue.slides.offers.0.get(&announced.key);
    offer.is_some_and(|offer| offer.by == announced.by && !offer.arrived)
}

fn may_come(venue: &Venue, announced: &Announced) -> Result<(), Refusal> {
    let offers = &venue.slides.offers.0;
    if offers.contains_key(&announced.key) {
        return Err(Refusal::OutOfPlace);
    }
    let is_enough = theirs(venue, announced.by) >= MOST_OF_ONE || offers.len() >= MOST;
    if is_enough { Err(Refusal::NotReady) } else { Ok(()) }
}

/// How many files of one visitor are on their way.
fn theirs(venue: &Venue, id: VisitorId) -> usize {
    venue.slides.offers.0.values().filter(|offer| offer.by == id).count()
}

/// The edge tells something about a file.
pub(in crate::venue) fn told(venue: &mut Venue, ask: AskId, key: Digest, news: DeckNews) {
    let tick = venue.tick;
    let stopping = venue.stopping;
    let Some(offer) = venue.slides.offers.0.get_mut(&key).filter(|_| !stopping) else {
        return answer(venue, ask, Err(Refusal::BadTicket));
    };
    offer.heard = tick;
    let (by, arrived) = (offer.by, offer.arrived);
    match news {
        // A secret is good for one file.
        DeckNews::Arrives if arrived => answer(venue, ask, Err(Refusal::BadTicket)),
        DeckNews::Arrives => {
            offer.arrived = true;
            answer(venue, ask, Ok(()));
        }
        DeckNews::Drawn { drawn, pages } => {
            tell(venue, by, SlidesFromServer::Drawn { key: Blake3(key.0), drawn, pages });
            answer(venue, ask, Ok(()));
        }
        DeckNews::Spoilt(fault) => {
            spoil(venue, key, fault);
            answer(venue, ask, Ok(()));
        }
        DeckNews::Complete(files) => keep(venue, Brought { ask, key, by }, files),
    }
}

/// The store answered about a deck to be kept.
pub(super) fn kept(venue: &mut Venue, Brought { ask, key, by }: Brought, stored: Answer) {
    let Answer::Deck(deck) = stored else {
        spoil(venue, key, DeckFaultReason::NotStored.of_file());
        return answer(venue, ask, Err(Refusal::NotStored));
    };
    venue.slides.offers.0.remove(&key);
    let index = Blake3(deck.index);
    tell(venue, by, SlidesFromServer::Ready { key: Blake3(key.0), deck: deck.row, index });
    answer(venue, ask, Ok(()));
}

/// Gives up files of which nothing was heard for long.
pub(super) fn give_up_late(venue: &mut Venue) {
    let tick = venue.tick;
    let late = venue.slides.offers.0.iter().filter(|(_, offer)| tick.since(offer.heard) >= PATIENCE);
    let late: Vec<Digest> = late.map(|(key, _)| *key).collect();
    for key in late {
        spoil(venue, key, DeckFaultReason::TooSlow.of_file());
    }
}

fn keep(venue: &mut Venue, brought: Brought, files: DeckFiles) {
    let Some(offer) = venue.slides.offers.0.get(&brought.key) else { return };
    let deck = NewDeck { by: brought.by, title: offer.title.clone(), files, now: venue.now };
    let (ask, key) = (brought.ask, brought.key);
    let asked = venue.requests.ask(&mut venue.outbox, Request::KeepDeck(deck), Awaiting::Deck(Asked::Keep(brought)));
    if let Err(refusal) = asked {
        spoil(venue, key, DeckFaultReason::NotStored.of_file());
        answer(venue, ask, Err(refusal));
    }
}

fn spoil(venue: &mut Venue, key: Digest, fault: DeckFault) {
    if let Some(offer) = venue.slides.offers.0.remove(&key) {
        tell(venue, offer.by, SlidesFromServer::Spoilt { key: Blake3(key.0), fault });
    }
}

fn tell(venue: &mut Venue, id: VisitorId, message: SlidesFromServer) {
    venue.send(id, FromServer::Slides(message));
}
