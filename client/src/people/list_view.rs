//! The people panel: a search, filters with counts, and a page of rows.

use super::countries::{self, Offer};
use super::list::{Found, PeopleList};
use super::name::{from_where, name_with_flag, role_note};
use crate::locale::Locale;
use crate::panel::picture::Picture;
use crate::panel::{
    Button, Choice, ChoiceLook, Field, Flow, Group, Panel, PanelKey, Place, Rank, Row, Rows, Tone, Widget,
};
use crate::venue_state::VenueState;
use hiroba_shared::profile::OrganisationKind;
use hiroba_shared::protocol::people::PersonRow;
use hiroba_shared::text::SearchText;

/// The kinds offered as filters, in the order of the choice.
#[must_use]
pub fn kinds_offered(list: &PeopleList) -> Vec<(OrganisationKind, u32)> {
    let found = list.found.as_ref().map(|found| found.kinds.as_slice()).unwrap_or_default();
    let chosen = list.kind.filter(|kind| !found.iter().any(|(other, _)| other == kind));
    found.iter().filter(|(_, count)| *count > 0).copied().chain(chosen.map(|kind| (kind, 0))).collect()
}

/// The panel.
#[must_use]
pub fn view(list: &PeopleList, state: &VenueState, words: &Locale) -> Panel {
    let search = Field {
        label_shown: false,
        hint: words.text("people-hint"),
        value: list.text.clone(),
        limit: usize::from(SearchText::MAX_GRAPHEMES),
        ..Field::new("search", words.text("people-search"))
    };
    let mut widgets: Vec<Widget> = vec![search.into()];
    let Some(found) = &list.found else {
        widgets.push(Widget::Progress { key: "people-wait".into(), label: words.text("people-wait"), percent: None });
        return panel(widgets, words);
    };
    widgets.extend(country_filter(list, words));
    widgets.extend(kind_filter(list, words));
    widgets.push(Widget::text(
        "people-count",
        Tone::Quiet,
        words.text_with("people-count", &[("count", found.total.into())]),
    ));
    widgets.push(
        Rows {
            key: "people-rows".into(),
            label: words.text("people-title"),
            rows: found.rows.iter().map(|row| person_row(row, state, words)).collect(),
            follows_end: false,
            fills: true,
            live: false,
        }
        .into(),
    );
    widgets.extend(pages(found, words));
    panel(widgets, words)
}

fn panel(widgets: Vec<Widget>, words: &Locale) -> Panel {
    let title = words.text("people-title");
    Panel { key: PanelKey::People, place: Place::Right, title, close: Some(words.text("close")), widgets }
}

fn country_filter(list: &PeopleList, words: &Locale) -> Option<Widget> {
    let offered = countries::offered(list, words);
    let entry = |offer: &Offer| {
        let name = format!("{} {}", offer.country.flag(), words.country(offer.country));
        match offer.count {
            Some(count) => words.text_with("filter-count", &[("name", name.into()), ("count", count.into())]),
            None => name,
        }
    };
    let chosen = list.country.and_then(|country| offered.iter().position(|offer| offer.country == country));
    // A country that was typed is offered even alone: choosing it is how it is searched for.
    let fewest = if offered.iter().any(|offer| offer.named) { 1 } else { 2 };
    let entries = offered.iter().map(entry).collect();
    filter("country", words.text("people-country"), Entries { entries, chosen, fewest }, words)
}

fn kind_filter(list: &PeopleList, words: &Locale) -> Option<Widget> {
    let offered = kinds_offered(list);
    let entry = |(kind, count): &(OrganisationKind, u32)| {
        let name = words.text(&format!("kind-{}", kind.name()));
        words.text_with("filter-count", &[("name", name.into()), ("count", (*count).into())])
    };
    let chosen = list.kind.and_then(|kind| offered.iter().position(|(k, _)| *k == kind));
    let entries = offered.iter().map(entry).collect();
    filter("kind", words.text("people-kind"), Entries { entries, chosen, fewest: 2 }, words)
}

/// What a filter offers.
struct Entries {
    entries: Vec<String>,
    chosen: Option<usize>,
    /// With fewer there is nothing to choose from.
    fewest: usize,
}

/// A filter whose first entry takes it away; none where there is nothing to choose from.
fn filter(key: &'static str, label: String, offered: Entries, words: &Locale) -> Option<Widget> {
    let Entries { entries, chosen, fewest } = offered;
    if entries.len() < fewest && chosen.is_none() {
        return None;
    }
    let entries = [words.text("filter-all")].into_iter().chain(entries).collect();
    let chosen = vec![chosen.map_or(0, |n| n + 1)];
    let look = ChoiceLook::Chips;
    Some(Choice { key: key.into(), label, label_shown: false, look, entries, chosen, fault: None }.into())
}

fn person_row(person: &PersonRow, state: &VenueState, words: &Locale) -> Row {
    let id = person.profile.visitor;
    let room = state.rooms.iter().find(|room| room.room == person.room);
    let place = room
        .filter(|room| Some(room.room) != state.room)
        .map(|room| words.title(&room.title).to_owned())
        .unwrap_or_default();
    let you = state.you == Some(id);
    let notes = [
        if you { words.text("person-you") } else { String::new() },
        role_note(&person.profile, words),
        if person.away { words.text("person-away") } else { String::new() },
        place,
    ];
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    let act = |family: &str, key: &str, icon| {
        Button::new(format!("{family}/{}", id.0), words.text(key)).quiet().only_icon(icon)
    };
    let buttons = if you {
        Vec::new()
    } else {
        vec![
            act("show", "act-show", "search"),
            act("walk", "act-walk", "walk-there"),
            act("follow", "act-follow", "follow"),
            act("write", "act-write", "chat"),
        ]
    };
    Row {
        picture: Some(Picture::Look(person.profile.persona.look)),
        note: notes.join(" · "),
        text: from_where(&person.profile.persona, words),
        rank: if you { Rank::Plain } else { Rank::Pressable },
        buttons,
        ..Row::new(format!("person/{}", id.0), name_with_flag(&person.profile.persona))
    }
}

fn pages(found: &Found, words: &Locale) -> Option<Widget> {
    let last = found.last_page();
    if last == 0 {
        return None;
    }
    let place = words.text_with("people-page", &[("page", (found.page + 1).into()), ("pages", (last + 1).into())]);
    let widgets = vec![
        Button::new("page-back", words.text("page-back")).enabled_if(found.page > 0).into(),
        Widget::text("page", Tone::Quiet, place),
        Button::new("page-on", words.text("page-on")).enabled_if(found.page < last).into(),
    ];
    Some(Group::new("pages", Flow::Ends, widgets).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::people::list::PeopleList;
    use hiroba_shared::country::Country;
    use hiroba_shared::ids::{RoomId, VisitorId};
    use hiroba_shared::profile::{Persona, Profile};
    use hiroba_shared::protocol::session::RoomSummary;
    use hiroba_shared::role::Role;
    use hiroba_shared::text::{DisplayName, OrganisationName};

    fn person(id: u32, name: &str, country: &str, organisation: Option<&str>) -> PersonRow {
        let persona = Persona {
            name: DisplayName::new(name).unwrap(),
            country: Country::new(country).unwrap(),
            organisation_kind: OrganisationKind::City,
            organisation: organisation.map(|name| OrganisationName::new(name).unwrap()),
            languages: Default::default(),
            look: Default::default(),
        };
        let role = if id == 2 { Role::Moderator } else { Role::Visitor };
        PersonRow { profile: Profile { visitor: VisitorId(id), persona, role }, room: RoomId(1), away: id == 3 }
    }

    fn list() -> PeopleList {
        let found = Found {
            total: 120,
            page: 1,
            rows: vec![
                person(1, "Ana", "JP", None),
                person(2, "Бат-Эрдэнэ", "MN", Some("Улаанбаатар")),
                person(3, "สมชาย", "TH", None),
            ],
            countries: vec![(Country::new("JP").unwrap(), 80), (Country::new("MN").unwrap(), 40)],
            kinds: vec![(OrganisationKind::City, 120)],
        };
        PeopleList { found: Some(found), page: 1, country: Country::new("MN").ok(), ..PeopleList::default() }
    }

    fn state() -> VenueState {
        let room = |id, title: &str| RoomSummary {
            room: RoomId(id),
            name: title.to_lowercase(),
            title: title.into(),
            present: 1,
        };
        VenueState {
            you: Some(VisitorId(1)),
            room: Some(RoomId(0)),
            rooms: vec![room(0, "Hall"), room(1, "Terrace")],
            ..VenueState::default()
        }
    }

    #[test]
    fn a_page_shows_counts_roles_places_and_what_can_be_done() {
        let panel = view(&list(), &state(), &Locale::new(Tongue::En));
        let text = panel.as_text();
        for line in [
            "Country: All / 🇯🇵 Japan 80 / (🇲🇳 Mongolia 40)",
            "120 people",
            "- Ana 🇯🇵 (You · Terrace) City · Japan",
            "> Бат-Эрдэнэ 🇲🇳 (Moderator · Terrace) Улаанбаатар · Mongolia [Show where] [Walk me there] [Follow] [Message]",
            "> สมชาย 🇹🇭 (Away · Terrace)",
            "Page 2 of 3",
        ] {
            assert!(text.contains(line), "{line} not in\n{text}");
        }
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn a_country_that_was_typed_can_be_chosen_although_nobody_is_called_so() {
        let countries = vec![(Country::new("JP").unwrap(), 80), (Country::new("IS").unwrap(), 1)];
        let found = Some(Found { total: 0, page: 0, rows: vec![], countries: vec![], kinds: vec![] });
        let list = PeopleList { text: "icel".to_owned(), everywhere: countries, found, ..PeopleList::default() };
        let text = view(&list, &state(), &Locale::new(Tongue::En)).as_text();
        assert!(text.contains("Country: (All) / 🇮🇸 Iceland 1\n"), "{text}");
        let text =
            view(&PeopleList { text: "Brazil".to_owned(), ..list }, &state(), &Locale::new(Tongue::En)).as_text();
        assert!(text.contains("Country: (All) / 🇧🇷 Brazil\n"), "{text}");
    }

    #[test]
    fn the_japanese_page_has_japanese_country_names() {
        let text = view(&list(), &state(), &Locale::new(Tongue::Ja)).as_text();
        assert!(text.contains("モンゴル"), "{text}");
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| view(&list(), &state(), words));
        in_every_language(|words| view(&PeopleList::default(), &state(), words));
    }
}
