//! What the venue says of itself at its door: its name and a few words, by the operator, in every language.
//!
//! The folder of the policies may hold `welcome.LANGUAGE.md`; its first heading is the venue's name in that language. A
//! language without one gets the English, or whichever there is; without any the page says what a venue is. It is
//! nothing that people agree to, and changes no version.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::policies::{self, Operator};
use super::{LANGUAGES, escaped, markdown};

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Greeting {
    /// Which language they are in.
    language: &'static str,
    /// Name of the venue, if they name it.
    title: Option<String>,
    /// What it is, as harmless HTML.
    about: String,
}

/// The words of every language that has some.
#[derive(Debug, Clone, Default)]
pub struct Welcome(BTreeMap<&'static str, Greeting>);

impl Welcome {
    /// The words in this folder; none where there is none.
    ///
    /// # Errors
    /// When a file cannot be read, is empty or too long.
    pub fn open(folder: Option<&Path>, operator: &Operator) -> anyhow::Result<Self> {
        let mut greetings = BTreeMap::new();
        for language in LANGUAGES {
            if let Some(text) = policies::written(folder, &format!("welcome.{language}.md"))? {
                greetings.insert(language, Greeting::read(language, &operator.fill(&text)));
            }
        }
        Ok(Self(greetings))
    }

    /// The words for a reader of this language.
    pub(super) fn greeting(&self, language: &str) -> Option<&Greeting> {
        self.0.get(language).or_else(|| LANGUAGES.iter().find_map(|other| self.0.get(other)))
    }
}

impl Greeting {
    fn read(language: &'static str, text: &str) -> Self {
        let text = text.trim_start();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let title = first.strip_prefix("# ").map(|title| title.trim().to_owned());
        let about = markdown::to_html(if title.is_some() { rest } else { text });
        Self { language, title, about }
    }

    /// Name of the venue in these words, or as the operator set it.
    pub(super) fn title<'a>(&'a self, set: &'a str) -> &'a str {
        self.title.as_deref().unwrap_or(set)
    }

    /// The element of the page that holds them.
    pub(super) fn element(&self) -> String {
        format!("<div id=\"about\" class=\"prose\" lang=\"{}\">{}</div>", escaped(self.language), self.about)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn operator() -> Operator {
        Operator { title: "Hiroba".to_owned(), contact: None, chat_hours: 24, name_days: 90 }
    }

    #[test]
    fn the_first_heading_is_the_name_and_the_rest_says_what_the_venue_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("welcome.ja.md"), "# 港の町の集い\n\n二日間の**集い**です。<script>x</script>\n")
            .unwrap();
        let welcome = Welcome::open(Some(folder.path()), &operator()).unwrap();
        let greeting = welcome.greeting("ja").unwrap();
        assert_eq!(greeting.title("Hiroba"), "港の町の集い");
        assert!(greeting.about.starts_with("<p>二日間の<strong>集い</strong>です。"), "{}", greeting.about);
        assert!(!greeting.about.contains("<script"), "{}", greeting.about);
    }

    #[test]
    fn who_reads_a_language_without_words_gets_english_or_what_there_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("welcome.mn.md"), "Тавтай морил, {title}").unwrap();
        let only = Welcome::open(Some(folder.path()), &operator()).unwrap();
        assert!(only.greeting("id").unwrap().element().contains("lang=\"mn\"><p>Тавтай морил, Hiroba"));
        assert_eq!(only.greeting("id").unwrap().title("Hiroba"), "Hiroba");
        fs::write(folder.path().join("welcome.en.md"), "Welcome").unwrap();
        let both = Welcome::open(Some(folder.path()), &operator()).unwrap();
        assert_eq!(both.greeting("id").unwrap().language, "en");
        assert_eq!(Welcome::open(None, &operator()).unwrap().greeting("en"), None);
    }
}
