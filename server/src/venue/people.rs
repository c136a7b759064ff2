//! Finding people: searches in pages, and where somebody is.
//!
//! A search looks at everybody, so only a few run per tick, in the order they were asked for; a newer search of the
//! same visitor takes the place of one that still waits.

use std::collections::BTreeMap;

use hiroba_shared::country::Country;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::profile::OrganisationKind;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::people::{
    MAX_COUNTED, PAGE_ROWS, PeopleFromClient, PeopleFromServer, PeopleQuery, PersonRow,
};
use hiroba_shared::protocol::walk::WalkFromServer;
use hiroba_shared::refusal::Refusal;

use super::Venue;
use super::names::search_fold;
use super::roster::Visitor;

/// Searches run in one tick.
const SEARCHES_PER_TICK: usize = 10;

/// A search that waits.
#[derive(Debug)]
pub(super) struct Search {
    number: u32,
    query: PeopleQuery,
    page: u16,
}

/// A client asks about people.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: PeopleFromClient) {
    match message {
        PeopleFromClient::Search { number, query, page } => {
            let Some(visitor) = venue.roster.get_mut(id) else { return };
            visitor.search = Some(Search { number, query, page });
            venue.searches.join(id);
        }
        PeopleFromClient::Locate(whom) => locate(venue, id, whom),
    }
}

/// Runs the searches that have waited longest.
pub(super) fn search_some(venue: &mut Venue) {
    for _ in 0..SEARCHES_PER_TICK {
        let Some(id) = venue.searches.next() else { return };
        let Some(search) = venue.roster.get_mut(id).and_then(|visitor| visitor.search.take()) else { continue };
        let page = found(venue, search);
        venue.send(id, FromServer::People(page));
    }
}

fn locate(venue: &mut Venue, id: VisitorId, whom: VisitorId) {
    let Some(other) = venue.roster.get(whom).filter(|other| other.is_seen(venue.tick)) else {
        return venue.refuse(id, Refusal::NotHere);
    };
    let located = WalkFromServer::Located { visitor: whom, room: other.room, at: other.body.position };
    venue.send(id, FromServer::Walk(located));
}

fn found(venue: &Venue, search: Search) -> PeopleFromServer {
    let Search { number, query, page } = search;
    let text = query.text.as_ref().map(|text| search_fold(text.as_str()));
    let from = usize::from(page).saturating_mul(PAGE_ROWS);
    let mut total = 0usize;
    let mut rows = Vec::new();
    let mut countries: BTreeMap<Country, u32> = BTreeMap::new();
    let mut kinds: BTreeMap<OrganisationKind, u32> = BTreeMap::new();
    for visitor in venue.roster.by_name().filter(|visitor| visitor.is_seen(venue.tick)) {
        if !matches(visitor, &query, text.as_deref()) {
            continue;
        }
        if total >= from && rows.len() < PAGE_ROWS {
            rows.push(PersonRow { profile: visitor.profile.clone(), room: visitor.room, away: visitor.is_away() });
        }
        total += 1;
        *countries.entry(visitor.profile.persona.country).or_default() += 1;
        *kinds.entry(visitor.profile.persona.organisation_kind).or_default() += 1;
    }
    let mut countries: Vec<(Country, u32)> = countries.into_iter().collect();
    countries.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), *country));
    countries.truncate(MAX_COUNTED);
    let total = u32::try_from(total).unwrap_or(u32::MAX);
    PeopleFromServer::Page { number, total, page, rows, countries, kinds: kinds.into_iter().collect() }
}

fn matches(visitor: &Visitor, query: &PeopleQuery, text: Option<&str>) -> bool {
    let persona = &visitor.profile.persona;
    query.room.is_none_or(|room| room == visitor.room)
        && query.country.is_none_or(|country| country == persona.country)
        && query.kind.is_none_or(|kind| kind == persona.organisation_kind)
        && text.is_none_or(|text| visitor.folded.contains(text))
}
