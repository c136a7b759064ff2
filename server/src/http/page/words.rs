//! The texts of the door page: from the same Fluent files as the clients', by the same keys.
//!
//! Only texts on one line without a choice among forms are told to the page, which fills their places itself; the
//! page's own keys are all of that kind, held by a test. Which language somebody wants is decided here too.

use std::collections::BTreeMap;

use super::{LANGUAGES, escaped};

/// Keys the page uses begin like this.
const FAMILIES: [&str; 8] = ["page-", "door-", "kind-", "look-", "fault-", "refusal-", "farewell-", "settings-"];
const SINGLE: [&str; 3] = ["close", "join", "venue-name"];

/// The texts of one language by key.
#[derive(Debug, Clone)]
pub(super) struct Words(BTreeMap<&'static str, &'static str>);

impl Words {
    /// The texts of a language of [`LANGUAGES`]; English for any other.
    pub(super) fn of(language: &str) -> Self {
        let source = match language {
            "ja" => include_str!("../../../../assets/locales/ja.ftl"),
            "mn" => include_str!("../../../../assets/locales/mn.ftl"),
            "id" => include_str!("../../../../assets/locales/id.ftl"),
            _ => include_str!("../../../../assets/locales/en.ftl"),
        };
        let lines = source.lines().filter_map(|line| line.split_once(" = "));
        let is_ours = |key: &str| SINGLE.contains(&key) || FAMILIES.iter().any(|family| key.starts_with(family));
        Self(lines.filter(|(key, text)| is_ours(key) && !text.ends_with("->")).collect())
    }

    /// The texts as one JSON object.
    pub(super) fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(&self.0)
    }

    /// Puts texts in the places `{{key}}` of a page; a key that does not exist shows itself in brackets.
    pub(super) fn fill(&self, page: &str) -> String {
        let mut filled = String::with_capacity(page.len() * 2);
        let mut rest = page;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((key, behind)) = after.split_once("}}") else { break };
            filled.push_str(before);
            match self.0.get(key) {
                Some(text) => filled.push_str(&escaped(text)),
                None => filled.push_str(&escaped(&format!("[{key}]"))),
            }
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }
}

/// The language of ours with this code.
pub(super) fn known(code: &str) -> Option<&'static str> {
    let code = code.split('-').next().unwrap_or_default();
    LANGUAGES.into_iter().find(|language| language.eq_ignore_ascii_case(code.trim()))
}

/// The language of ours that a browser's list likes best.
pub(super) fn best(accepted: &str) -> &'static str {
    let weighed = accepted.split(',').take(20).filter_map(|entry| {
        let (code, weight) = entry.split_once(";q=").unwrap_or((entry, "1"));
        Some((known(code.trim())?, weight.trim().parse::<f32>().ok().filter(|weight| weight.is_finite())?))
    });
    // The first of equals wins, so a later one must be strictly better.
    let better = |best: (&'static str, f32), next: (&'static str, f32)| if next.1 > best.1 { next } else { best };
    weighed.reduce(better).map_or(LANGUAGES[0], |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_a_browser_likes_best_is_spoken() {
        for (accepted, language) in [
            ("", "en"),
            ("ja", "ja"),
            ("mn-MN,mn;q=0.9,en;q=0.8", "mn"),
            ("de,fr;q=0.9,id;q=0.2,ja;q=0.1", "id"),
            ("en;q=0.5, ja;q=0.9", "ja"),
            ("tlh, *;q=0.1, nonsense;q=x", "en"),
        ] {
            assert_eq!(best(accepted), language, "{accepted}");
        }
    }

    #[test]
    fn a_place_is_filled_and_an_unknown_key_shows_itself() {
        let words = Words::of("en");
        assert_eq!(words.fill("<b>{{close}}</b>{{no-such}}{{"), "<b>Close</b>[no-such]{{");
    }

    #[test]
    fn every_language_has_every_text_of_the_page_on_one_line() {
        let english: Vec<&str> = Words::of("en").0.keys().copied().collect();
        for language in LANGUAGES {
            let theirs: Vec<&str> = Words::of(language).0.keys().copied().collect();
            let missing: Vec<&&str> = english.iter().filter(|key| !theirs.contains(key)).collect();
            assert_eq!(missing, Vec::<&&str>::new(), "{language}");
        }
        let is_page = |line: &&str| line.starts_with("page-") || line.starts_with("door-");
        let source = include_str!("../../../../assets/locales/en.ftl");
        let own: Vec<&str> = source.lines().filter(is_page).filter_map(|line| line.split(" =").next()).collect();
        assert!(own.iter().all(|key| english.contains(key)), "a text of the page stands on several lines");
    }
}
