//! Finding people: search by name, country and organisation, in pages, with counts.

use hiroba_shared::country::Country;
use hiroba_shared::profile::OrganisationKind;
use hiroba_shared::protocol::people::{PAGE_ROWS, PeopleFromClient, PeopleFromServer, PeopleQuery, PersonRow};
use hiroba_shared::protocol::walk::WalkFromServer;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::text::SearchText;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_HALL, hall_and_garden};

/// One answered page: how many match in all, and the rows.
struct Page {
    total: u32,
    rows: Vec<PersonRow>,
    countries: Vec<(Country, u32)>,
    kinds: Vec<(OrganisationKind, u32)>,
}

fn searched(town: &mut Town, who: Who, query: PeopleQuery, page: u16) -> Page {
    let number = 1_000 + u32::from(page);
    town[who].log.clear();
    town[who].asks(&FromClient::People(PeopleFromClient::Search { number, query, page }));
    let answer = |town: &Town| {
        town[who].log.iter().find_map(|message| {
            let FromServer::People(said) = message else { return None };
            let PeopleFromServer::Page { number: n, total, page: p, rows, countries, kinds } = said;
            let (rows, countries, kinds) = (rows.clone(), countries.clone(), kinds.clone());
            ((*n, *p) == (number, page)).then_some(Page { total: *total, rows, countries, kinds })
        })
    };
    town.run_until("the page is answered", 100, |town| answer(town).is_some());
    answer(town).unwrap()
}

fn named(text: &str) -> PeopleQuery {
    PeopleQuery { text: SearchText::new(text).ok(), ..PeopleQuery::default() }
}

fn from(name: &str, country: &str, kind: OrganisationKind, organisation: &str) -> Newcomer {
    let mut newcomer = Newcomer::named(name);
    newcomer.request.country = country.to_owned();
    newcomer.request.organisation_kind = kind.name().to_owned();
    newcomer.request.organisation = organisation.to_owned();
    newcomer
}

#[test]
fn a_long_list_comes_in_pages_by_name_each_person_once() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let people = town.all_join((0..70).map(|number| format!("Guest {number:02}")));
        let pages: Vec<Page> =
            (0..3).map(|page| searched(&mut town, people[0], PeopleQuery::default(), page)).collect();
        assert!(pages.iter().all(|page| page.total == 70 && page.rows.len() <= PAGE_ROWS));
        let rows = pages.iter().flat_map(|page| &page.rows);
        let names: Vec<String> = rows.map(|row| row.profile.persona.name.to_string()).collect();
        let expected: Vec<String> = (0..70).map(|number| format!("Guest {number:02}")).collect();
        assert_eq!(names, expected);
    }
}

#[test]
fn a_search_finds_parts_of_names_and_organisations_in_any_case_and_script() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.comes(from("Alice", "PT", OrganisationKind::City, "Câmara de Lisboa"));
    town.comes(from("Бат-Эрдэнэ", "MN", OrganisationKind::University, "National University"));
    town.comes(from("山田花子", "JP", OrganisationKind::School, "横浜小学校"));
    for (text, expected) in [("ALI", 1), ("бат-э", 1), ("花子", 1), ("lisboa", 1), ("universit", 1), ("nobody", 0)]
    {
        assert_eq!(searched(&mut town, alice, named(text), 0).total, expected, "{text}");
    }
}

#[test]
fn counts_tell_how_many_come_from_where() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.comes(from("Alice", "JP", OrganisationKind::City, ""));
    town.comes(from("Bob", "JP", OrganisationKind::School, ""));
    town.comes(from("Carol", "MN", OrganisationKind::City, ""));
    let page = searched(&mut town, alice, PeopleQuery::default(), 0);
    let japan = Country::new("JP").unwrap();
    assert_eq!(page.countries.first(), Some(&(japan, 2)));
    assert!(page.kinds.contains(&(OrganisationKind::City, 2)));
    let only = PeopleQuery { country: Some(japan), kind: Some(OrganisationKind::City), ..PeopleQuery::default() };
    assert_eq!(searched(&mut town, alice, only, 0).total, 1);
}

#[test]
fn show_me_tells_in_which_room_and_where_somebody_is() {
    let mut town = Town::new(hall_and_garden());
    let alice = town.joins("Alice");
    let bob = town.comes(Newcomer::named("Bob").into_room("garden"));
    let id = town[bob].id();
    town[alice].asks(&FromClient::People(PeopleFromClient::Locate(id)));
    town.run(20);
    let room = town[bob].room().unwrap();
    let located = WalkFromServer::Located { visitor: id, room, at: town[bob].place() };
    assert!(town[alice].log.contains(&FromServer::Walk(located)));
}

#[test]
fn somebody_who_is_gone_is_neither_found_nor_located() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    let id = town[bob].id();
    town[bob].leaves();
    town.run(40);
    assert_eq!(searched(&mut town, alice, named("Bob"), 0).total, 0);
    town[alice].asks(&FromClient::People(PeopleFromClient::Locate(id)));
    town.run(20);
    assert_eq!(town[alice].refusals(), vec![Refusal::NotHere]);
}
