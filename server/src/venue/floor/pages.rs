//! Who watches which page, and what they are told of it: once everything, then what changed, gathered over half a second.
//!
//! All who watch one page get the same message, so that it is encoded once; a change costs each of them a few bytes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hiroba_shared::ids::{QuestionId, RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::question::{Listing, Question, QuestionState};
use hiroba_shared::protocol::floor::{FloorFromServer, PAGE_QUESTIONS};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;

use super::pending::Wish;
use super::{Floor, RoomFloor, Watch, allowed, ask_store, name_of, room_of, say};
use crate::venue::Venue;
use crate::venue::input::LinkId;
use crate::venue::record::floor::{FloorRequest, KeptQuestion};
use crate::venue::roster::Roster;

/// A page as those who watch it know it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub(super) struct Told {
    total: u32,
    rows: Vec<(QuestionId, u32)>,
    questions: BTreeMap<QuestionId, Question>,
}

/// Somebody opens a page, or turns to another.
pub(super) fn watch(venue: &mut Venue, id: VisitorId, listing: Listing, page: u16) -> Result<(), Refusal> {
    if listing == Listing::Hidden {
        allowed(venue, id, Action::ModerateFloor)?;
    }
    let room = venue.roster.get(id).ok_or(Refusal::NotHere)?.room;
    let watch = Watch { room, listing, page };
    let before = venue.floor.watchers.insert(id, watch);
    // While the room is not known yet nothing can be told: `know` makes up for it.
    if room_of(venue, id).is_ok() {
        show(venue, id, watch);
        if before.is_none_or(|before| before.room != room) {
            tell_beginning(venue, id, room);
        }
    }
    Ok(())
}

/// A room is known now: those who watch it already are told as if they began.
pub(super) fn know(venue: &mut Venue, room: RoomId) {
    let watching = venue.floor.watchers.iter().filter(|(_, watch)| watch.room == room);
    for (id, watch) in watching.map(|(id, watch)| (*id, *watch)).collect::<Vec<_>>() {
        show(venue, id, watch);
        tell_beginning(venue, id, room);
    }
}

/// How the room asks, and what this person voted for.
fn tell_beginning(venue: &mut Venue, id: VisitorId, room: RoomId) {
    let Some(manners) = venue.floor.rooms.get(&room).map(|floor| floor.manners) else { return };
    say(venue, id, FloorFromServer::Manners(manners));
    let request = FloorRequest::Votes { visitor: id, room: name_of(venue, room) };
    // With too many requests under way they are not told their votes; voting again counts once all the same.
    ask_store(venue, (id, room), request, Wish::Votes).ok();
}

/// Tells somebody the page they watch.
fn show(venue: &mut Venue, id: VisitorId, Watch { room, listing, page }: Watch) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    // What others were told last; what changed since then comes to all of them together.
    let told = match floor.pages.get(&(listing, page)) {
        Some(told) => told.clone(),
        None => cut(&listed(floor, listing), page),
    };
    // A page beyond the last is told and not kept: there are as many of those as numbers.
    if told.rows.is_empty() && page > 0 {
        venue.floor.watchers.remove(&id);
    } else {
        floor.pages.insert((listing, page), told.clone());
    }
    let questions: Vec<Question> = told.questions.values().cloned().collect();
    if !questions.is_empty() {
        say(venue, id, FloorFromServer::Questions(questions));
    }
    say(venue, id, told.message(listing, page));
}

/// Tells everybody who watches a room's floor something.
pub(super) fn tell_watchers(venue: &mut Venue, room: RoomId, said: FloorFromServer) {
    let links = links(&venue.floor, &venue.roster, |watch| watch.room == room);
    venue.outbox.broadcast(links, FromServer::Floor(said));
}

/// Tells those who watch what changed in their pages.
pub(super) fn tell_changes(venue: &mut Venue) {
    let stirred: Vec<RoomId> =
        venue.floor.rooms.iter().filter(|(_, floor)| floor.stirred).map(|(room, _)| *room).collect();
    for room in stirred {
        let Some(floor) = venue.floor.rooms.get_mut(&room) else { continue };
        floor.stirred = false;
        let before = std::mem::take(&mut floor.pages);
        for ((listing, page), old) in before {
            tell_page(venue, Watch { room, listing, page }, &old);
        }
    }
}

fn tell_page(venue: &mut Venue, watch: Watch, old: &Told) {
    let Watch { room, listing, page } = watch;
    let links = links(&venue.floor, &venue.roster, |other| *other == watch);
    let Some(floor) = venue.floor.rooms.get_mut(&room).filter(|_| !links.is_empty()) else { return };
    let new = cut(&listed(floor, listing), page);
    let changed: Vec<Question> = new
        .questions
        .values()
        .filter(|question| old.questions.get(&question.question) != Some(question))
        .cloned()
        .collect();
    let moved = (old.total, &old.rows) != (new.total, &new.rows);
    let message = new.message(listing, page);
    floor.pages.insert((listing, page), new);
    if !changed.is_empty() {
        venue.outbox.broadcast(links.clone(), FromServer::Floor(FloorFromServer::Questions(changed)));
    }
    if moved {
        venue.outbox.broadcast(links, FromServer::Floor(message));
    }
}

/// Links of those who look and watch what is asked for.
fn links(floor: &Floor, roster: &Roster, wanted: impl Fn(&Watch) -> bool) -> Vec<LinkId> {
    let watching = floor.watchers.iter().filter(|(_, watch)| wanted(watch));
    let present = watching.filter_map(|(id, watch)| roster.get(*id).filter(|visitor| visitor.room == watch.room));
    present.filter_map(|visitor| visitor.looking()).collect()
}

/// The questions of a list, in order.
fn listed(floor: &RoomFloor, listing: Listing) -> Vec<&KeptQuestion> {
    let mut questions: Vec<&KeptQuestion> =
        floor.questions.values().filter(|kept| listing.lists(kept.question.state)).collect();
    questions.sort_by_key(|kept| {
        let question = &kept.question;
        let votes = if listing == Listing::MostVotes { kept.votes } else { 0 };
        // Of equal votes the older question comes first, in the other lists the newer one.
        let age = match listing {
            Listing::MostVotes => i64::from(question.question.0),
            Listing::Newest | Listing::Answered | Listing::Hidden => -i64::from(question.question.0),
        };
        (question.state != QuestionState::Answering, !question.pinned, Reverse(votes), age)
    });
    questions
}

/// One page of a list.
fn cut(listed: &[&KeptQuestion], page: u16) -> Told {
    let rows = listed.iter().skip(usize::from(page).saturating_mul(PAGE_QUESTIONS)).take(PAGE_QUESTIONS);
    Told {
        total: u32::try_from(listed.len()).unwrap_or(u32::MAX),
        rows: rows.clone().map(|kept| (kept.question.question, kept.votes)).collect(),
        questions: rows.map(|kept| (kept.question.question, kept.question.clone())).collect(),
    }
}

impl Told {
    fn message(&self, listing: Listing, page: u16) -> FloorFromServer {
        FloorFromServer::Page { listing, page, total: self.total, rows: self.rows.clone() }
    }
}
