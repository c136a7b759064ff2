//! Which countries the search offers as filters: those that a text names, and those that most of who was found come from.
//!
//! The venue searches names of people and organisations; what a country is called is a text of the interface. So a
//! country that was typed is recognised here, and searched for only when its filter is chosen.

use hiroba_shared::country::Country;
use hiroba_shared::text::SearchText;

use super::list::PeopleList;
use crate::locale::Locale;

/// Most countries offered at once; a text that names another one offers it too.
const OFFERED: usize = 6;
/// Letters until a text is looked for in the names of countries.
const LETTERS: usize = 2;
/// From here on Unicode has the scripts of East Asia, which write words without spaces.
const EAST_ASIA: char = '\u{2e80}';

/// A country to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub country: Country,
    /// How many come from there, where that is known.
    pub count: Option<u32>,
    /// The text names it, so whoever chooses it looks for the country and no longer for the text.
    pub named: bool,
}

/// The countries offered, those that the text names first.
#[must_use]
pub fn offered(list: &PeopleList, words: &Locale) -> Vec<Offer> {
    let found = list.found.as_ref().map(|found| found.countries.as_slice()).unwrap_or_default();
    let mut offers = named(list, words);
    for (country, count) in found {
        if offers.len() < OFFERED && !offers.iter().any(|offer| offer.country == *country) {
            offers.push(Offer { country: *country, count: Some(*count), named: false });
        }
    }
    if let Some(country) = list.country.filter(|country| !offers.iter().any(|offer| offer.country == *country)) {
        let count = found.iter().find(|(other, _)| *other == country).map_or(0, |(_, count)| *count);
        offers.push(Offer { country, count: Some(count), named: false });
    }
    offers
}

/// The countries that the text names: of those people are known to come from, all in which a word begins like it; of
/// the others only one written in full, because somebody may have come since.
fn named(list: &PeopleList, words: &Locale) -> Vec<Offer> {
    let Ok(typed) = SearchText::new(&list.text) else { return Vec::new() };
    let typed = typed.as_str();
    if typed.chars().count() < LETTERS {
        return Vec::new();
    }
    let folded = typed.to_lowercase();
    let mut offers: Vec<(bool, Offer)> = Country::all()
        .filter_map(|country| {
            let name = words.country(country).to_lowercase();
            let known = list.everywhere.iter().find(|(other, _)| *other == country).map(|(_, count)| *count);
            let in_full = name == folded || country.code() == typed;
            let is_begun = known.is_some()
                && (has_word_beginning_with(&name, &folded) || country.code().eq_ignore_ascii_case(typed));
            // The count is of all kinds, so beside another filter it would promise too much.
            let count = known.filter(|_| list.kind.is_none());
            (in_full || is_begun).then_some((in_full, Offer { country, count, named: true }))
        })
        .collect();
    offers.sort_by_key(|(in_full, offer)| std::cmp::Reverse((*in_full, offer.count)));
    offers.into_iter().map(|(_, offer)| offer).take(OFFERED).collect()
}

fn has_word_beginning_with(name: &str, typed: &str) -> bool {
    name.match_indices(typed).any(|(at, _)| {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric() || before >= EAST_ASIA)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::people::list::Found;
    use hiroba_shared::profile::OrganisationKind;

    /// Ten countries, of which the last have the fewest people.
    const TEN: [&str; 10] = ["JP", "MN", "TH", "PT", "ID", "KR", "FR", "MK", "NE", "IS"];

    fn list(text: &str) -> PeopleList {
        let count = |(n, code): (u32, &str)| (Country::new(code).unwrap(), 20 - n);
        let everywhere: Vec<(Country, u32)> = (0..).zip(TEN).map(count).collect();
        let countries = if text.is_empty() { everywhere.clone() } else { Vec::new() };
        let found = Found { total: 0, page: 0, rows: vec![], countries, kinds: vec![] };
        PeopleList { text: text.to_owned(), everywhere, found: Some(found), ..PeopleList::default() }
    }

    fn codes(text: &str, tongue: Tongue) -> String {
        let offers = offered(&list(text), &Locale::new(tongue));
        let codes: Vec<&str> =
            TEN.into_iter().filter(|code| offers.iter().any(|offer| offer.country.code() == *code)).collect();
        assert_eq!(codes.len(), offers.len(), "{offers:?}");
        codes.join(" ")
    }

    #[test]
    fn without_a_text_the_six_that_most_come_from_are_offered() {
        assert_eq!(codes("", Tongue::En), "JP MN TH PT ID KR");
    }

    #[test]
    fn every_country_people_come_from_is_offered_by_its_name_and_by_its_code_in_every_language() {
        for tongue in Tongue::ALL {
            let words = Locale::new(tongue);
            for code in TEN {
                for text in [words.country(Country::new(code).unwrap()), code.to_owned(), code.to_lowercase()] {
                    let offers = offered(&list(&text), &words);
                    assert!(offers.iter().any(|offer| offer.country.code() == code && offer.named), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_beginning_of_a_word_of_its_name_offers_a_country() {
        for (text, tongue, expected) in [
            ("icel", Tongue::En, "IS"),
            ("maced", Tongue::En, "MK"),
            ("land", Tongue::En, ""),
            ("n", Tongue::En, ""),
            ("マケドニア", Tongue::Ja, "MK"),
            ("исла", Tongue::Mn, "IS"),
            ("makedonia", Tongue::Id, "MK"),
        ] {
            assert_eq!(codes(text, tongue), expected, "{text}");
        }
    }

    #[test]
    fn a_country_nobody_was_known_to_come_from_is_offered_once_it_is_written_in_full() {
        let words = Locale::new(Tongue::En);
        let offers = |text| offered(&list(text), &words);
        assert_eq!(offers("Braz"), vec![]);
        let country = Country::new("BR").unwrap();
        for text in ["brazil", "BR"] {
            assert_eq!(offers(text), vec![Offer { country, count: None, named: true }], "{text}");
        }
    }

    #[test]
    fn the_country_written_in_full_is_offered_before_those_that_only_begin_so() {
        let mut list = list("Niger");
        list.everywhere.insert(0, (Country::new("NG").unwrap(), 90));
        let offers = offered(&list, &Locale::new(Tongue::En));
        assert_eq!(offers.iter().map(|offer| offer.country.code().to_owned()).collect::<Vec<_>>(), ["NE", "NG"]);
    }

    #[test]
    fn a_count_of_all_kinds_is_not_shown_beside_a_chosen_kind() {
        let list = PeopleList { kind: Some(OrganisationKind::City), ..list("Iceland") };
        assert_eq!(offered(&list, &Locale::new(Tongue::En)).first().and_then(|offer| offer.count), None);
    }
}
