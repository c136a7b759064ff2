//! Looking for people: searches run on the server and answer in pages.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::ids::{RoomId, VisitorId};
use crate::profile::{OrganisationKind, Profile};
use crate::text::SearchText;

/// Rows of one page.
pub const PAGE_ROWS: usize = 50;
/// Most countries in a count.
pub const MAX_COUNTED: usize = 250;

/// What somebody looks for; empty fields match everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PeopleQuery {
    /// Part of a name or of an organisation, any case.
    pub text: Option<SearchText>,
    /// Only from there.
    pub country: Option<Country>,
    /// Only of this kind of organisation.
    pub kind: Option<OrganisationKind>,
    /// Only in this room.
    pub room: Option<RoomId>,
}

/// One person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub profile: Profile,
    /// In which room.
    pub room: RoomId,
    /// Present but not looking.
    pub away: bool,
}

/// What a client asks about people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeopleFromClient {
    /// Search; answered by [`PeopleFromServer::Page`].
    Search {
        /// Copied into the answer, so that a late answer to an older search is known.
        number: u32,
        /// What to look for.
        query: PeopleQuery,
        /// Which page, from 0.
        page: u16,
    },
    /// Where is this person? Answered by [`super::walk::WalkFromServer::Located`].
    Locate(VisitorId),
}

/// Answers about people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeopleFromServer {
    /// One page of a search, by name.
    Page {
        /// Number of the search.
        number: u32,
        /// How many match in all.
        total: u32,
        /// Which page.
        page: u16,
        /// At most [`PAGE_ROWS`].
        rows: Vec<PersonRow>,
        /// How many of the matches come from each country, most first; at most [`MAX_COUNTED`].
        countries: Vec<(Country, u32)>,
        /// How many of the matches come from each kind of organisation.
        kinds: Vec<(OrganisationKind, u32)>,
    },
}
