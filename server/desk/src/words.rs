//! The texts of the desk, in Fluent files like everybody's, by the same rules as the door's: one line a text.
//!
//! They lie in files of their own (`assets/locales/desk`), so that no visitor downloads them.

use std::collections::BTreeMap;

/// A language of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// For whoever wants none of the others.
    English,
    /// 日本語.
    Japanese,
    /// Монгол.
    Mongolian,
    /// Bahasa Indonesia.
    Indonesian,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 4] = [Self::English, Self::Japanese, Self::Mongolian, Self::Indonesian];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
            Self::Mongolian => "mn",
            Self::Indonesian => "id",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What it calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Japanese => "日本語",
            Self::Mongolian => "Монгол",
            Self::Indonesian => "Indonesia",
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../../../assets/locales/desk/en.ftl"),
            Self::Japanese => include_str!("../../../assets/locales/desk/ja.ftl"),
            Self::Mongolian => include_str!("../../../assets/locales/desk/mn.ftl"),
            Self::Indonesian => include_str!("../../../assets/locales/desk/id.ftl"),
        }
    }
}

/// The texts of one language by key.
#[derive(Debug, Clone)]
pub struct Words {
    /// Which language.
    pub language: Language,
    texts: BTreeMap<&'static str, &'static str>,
}

impl Words {
    /// The texts of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let lines = language.source().lines().filter(|line| !line.starts_with('#'));
        Self { language, texts: lines.filter_map(|line| line.split_once(" = ")).collect() }
    }

    /// A text; a key that does not exist shows itself.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).copied().unwrap_or(key)
    }

    /// A text whose places `{ $name }` are filled; what is filled in is never looked at again.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(key);
        while let Some((before, after)) = rest.split_once("{ $") {
            let Some((name, behind)) = after.split_once(" }") else { break };
            filled.push_str(before);
            filled.push_str(values.iter().find(|(known, _)| *known == name).map_or(name, |(_, value)| value));
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every source that names keys.
    const SOURCES: [&str; 14] = [
        include_str!("fault.rs"),
        include_str!("moment.rs"),
        include_str!("page.rs"),
        include_str!("page/done.rs"),
        include_str!("page/frame.rs"),
        include_str!("page/field.rs"),
        include_str!("page/entry.rs"),
        include_str!("page/home.rs"),
        include_str!("page/people.rs"),
        include_str!("page/person.rs"),
        include_str!("page/invitations.rs"),
        include_str!("page/sheet.rs"),
        include_str!("page/log.rs"),
        include_str!("page/note.rs"),
    ];

    fn keys(language: Language) -> BTreeSet<&'static str> {
        Words::of(language).texts.keys().copied().collect()
    }

    fn places(text: &str) -> BTreeSet<&str> {
        text.split("{ $").skip(1).filter_map(|rest| rest.split(" }").next()).collect()
    }

    #[test]
    fn each_language_has_each_text_with_the_same_places() {
        let english = Words::of(Language::English);
        assert!(english.texts.len() > 100);
        for language in Language::ALL {
            assert_eq!(keys(language), keys(Language::English), "{language:?}");
            let words = Words::of(language);
            for (key, text) in &english.texts {
                assert_eq!(places(words.text(key)), places(text), "{key} in {language:?}");
            }
        }
    }

    #[test]
    fn nothing_is_left_in_english_elsewhere() {
        let english = Words::of(Language::English);
        for language in [Language::Japanese, Language::Mongolian, Language::Indonesian] {
            let words = Words::of(language);
            // Indonesian has the English word.
            let borrowed = |key: &str| key == "desk-role-moderator" && language == Language::Indonesian;
            let same = english.texts.iter().filter(|(key, text)| words.text(key) == **text && !borrowed(key));
            let same: Vec<_> = same.collect();
            assert!(same.is_empty(), "{language:?}: {same:?}");
        }
    }

    #[test]
    fn each_text_is_used_and_each_text_that_is_used_is_there() {
        let named: BTreeSet<&str> = SOURCES
            .iter()
            .flat_map(|source| source.split('"').skip(1).step_by(2))
            .filter(|text| text.starts_with("desk-"))
            .collect();
        assert_eq!(named, keys(Language::English), "left what the pages say, right what there are texts for");
    }

    #[test]
    fn what_is_filled_in_is_never_read_as_a_place() {
        let words = Words::of(Language::English);
        let filled = words.fill("desk-audit-added", &[("by", "{ $whom }"), ("whom", "{ $by }"), ("role", "x")]);
        assert!(filled.contains("{ $whom }") && filled.contains("{ $by }"), "{filled}");
    }
}
