//! The search for people: what is looked for, which page is shown, and what the server answered last.

use bevy::prelude::Resource;
use hiroba_shared::country::Country;
use hiroba_shared::profile::OrganisationKind;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::people::{PAGE_ROWS, PeopleFromClient, PeopleFromServer, PeopleQuery, PersonRow};
use hiroba_shared::text::SearchText;

/// Seconds after which an open list asks again.
pub const REFRESH_SECONDS: i64 = 10;

/// The search as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct PeopleList {
    /// What was typed.
    pub text: String,
    /// Only from there.
    pub country: Option<Country>,
    /// Only of this kind.
    pub kind: Option<OrganisationKind>,
    /// Which page, from 0.
    pub page: u16,
    /// Number of the last search that was asked.
    pub number: u32,
    /// When it was asked, Unix seconds; `None` when one must be asked now.
    pub asked_at: Option<i64>,
    /// Number of the last search for everybody, without text and filters.
    pub everybody: Option<u32>,
    /// The last answer.
    pub found: Option<Found>,
    /// How many come from each country, as the last answer about everybody said.
    pub everywhere: Vec<(Country, u32)>,
}

/// What the server found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many match.
    pub total: u32,
    /// The page shown.
    pub page: u16,
    /// Its rows.
    pub rows: Vec<PersonRow>,
    /// Matches by country, most first.
    pub countries: Vec<(Country, u32)>,
    /// Matches by kind.
    pub kinds: Vec<(OrganisationKind, u32)>,
}

impl Found {
    /// Number of the last page, from 0.
    #[must_use]
    pub fn last_page(&self) -> u16 {
        let rows = u32::try_from(PAGE_ROWS).unwrap_or(u32::MAX);
        u16::try_from(self.total.saturating_sub(1) / rows).unwrap_or(u16::MAX)
    }
}

impl PeopleList {
    /// Looks for something else, from its first page.
    pub fn look_for(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.page = 0;
        self.asked_at = None;
    }

    /// The search to ask now, if one is due.
    pub fn due(&mut self, now: i64) -> Option<FromClient> {
        if self.asked_at.is_some_and(|asked| now.saturating_sub(asked) < REFRESH_SECONDS) {
            return None;
        }
        self.asked_at = Some(now);
        self.number = self.number.wrapping_add(1);
        // A text that cannot be searched for finds everybody, as an empty one does.
        let text = SearchText::new(&self.text).ok();
        let query = PeopleQuery { text, country: self.country, kind: self.kind, room: None };
        if query == PeopleQuery::default() {
            self.everybody = Some(self.number);
        }
        Some(FromClient::People(PeopleFromClient::Search { number: self.number, query, page: self.page }))
    }

    /// Takes an answer in; of answers to older searches only where everybody comes from is kept.
    pub fn take(&mut self, answer: &PeopleFromServer) {
        let PeopleFromServer::Page { number, total, page, rows, countries, kinds } = answer;
        if self.everybody == Some(*number) {
            self.everywhere.clone_from(countries);
        }
        if *number == self.number {
            self.found = Some(Found {
                total: *total,
                page: *page,
                rows: rows.clone(),
                countries: countries.clone(),
                kinds: kinds.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(number: u32, total: u32) -> PeopleFromServer {
        PeopleFromServer::Page { number, total, page: 0, rows: vec![], countries: vec![], kinds: vec![] }
    }

    #[test]
    fn a_late_answer_to_an_older_search_is_ignored() {
        let mut list = PeopleList::default();
        assert!(list.due(0).is_some());
        list.look_for(|list| list.text = "ana".to_owned());
        assert!(list.due(0).is_some());
        list.take(&answer(1, 99));
        assert_eq!(list.found, None);
        list.take(&answer(2, 51));
        assert_eq!(list.found.as_ref().map(|found| (found.total, found.last_page())), Some((51, 1)));
    }

    #[test]
    fn where_everybody_comes_from_is_known_even_when_a_text_was_typed_before_the_answer() {
        let iceland = Country::new("IS").unwrap();
        let mut list = PeopleList::default();
        assert!(list.due(0).is_some());
        list.look_for(|list| list.text = "icel".to_owned());
        assert!(list.due(0).is_some());
        for (number, countries) in [(1, vec![(iceland, 3)]), (2, vec![])] {
            list.take(&PeopleFromServer::Page { number, total: 0, page: 0, rows: vec![], countries, kinds: vec![] });
        }
        assert_eq!(list.everywhere, vec![(iceland, 3)]);
    }

    #[test]
    fn an_open_list_asks_again_after_ten_seconds_and_not_before() {
        let mut list = PeopleList::default();
        assert!(list.due(100).is_some());
        assert!(list.due(109).is_none());
        assert!(list.due(110).is_some());
    }
}
