//! What a room is called for people, in more than one language where its map says so.
//!
//! Whoever reads another language gets the first title. What rooms are called in addresses is their name, not this.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::profile::Language;

/// A title for people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Title {
    /// For readers of all languages that are not among the others.
    first: String,
    others: Vec<(Language, String)>,
}

impl Title {
    /// Most languages beside the first.
    pub const MOST_OTHERS: usize = 16;

    /// The same title, called so in this language; the last word counts. No more than [`Self::MOST_OTHERS`] are kept.
    #[must_use]
    pub fn called(mut self, language: Language, title: impl Into<String>) -> Self {
        self.others.retain(|(known, _)| *known != language);
        if self.others.len() < Self::MOST_OTHERS {
            self.others.push((language, title.into()));
        }
        self
    }

    /// The title for readers of the language with this code.
    #[must_use]
    pub fn in_language(&self, code: &str) -> &str {
        let written = self.others.iter().find(|(language, _)| language.code() == code);
        written.map_or(&self.first, |(_, title)| title)
    }

    /// The title for everybody else.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.first
    }

    /// The languages that have a title of their own, with it.
    pub fn others(&self) -> impl Iterator<Item = (Language, &str)> {
        self.others.iter().map(|(language, title)| (*language, title.as_str()))
    }
}

impl From<String> for Title {
    fn from(first: String) -> Self {
        Self { first, others: Vec::new() }
    }
}

impl From<&str> for Title {
    fn from(first: &str) -> Self {
        Self::from(String::from(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_of_a_language_without_a_title_get_the_first() {
        let [ja, mn] = ["ja", "mn"].map(|code| Language::new(code).unwrap());
        let title = Title::from("Hall").called(ja, "ホール").called(mn, "Танхим").called(ja, "広間");
        assert_eq!(
            ["ja", "mn", "id", "en", ""].map(|code| title.in_language(code)),
            ["広間", "Танхим", "Hall", "Hall", "Hall"]
        );
        assert_eq!(title.others().count(), 2);
    }
}
