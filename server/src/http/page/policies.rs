//! What people agree to at the door: the operator's privacy notice and code of conduct, in every language.
//!
//! A folder may hold `privacy.LANGUAGE.md` and `conduct.LANGUAGE.md`; whatever is missing there is our own text. All
//! texts together have one version, and whoever agreed to another one is asked again.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use axum::Json;
use axum::extract::{self, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hiroba_shared::door::{Policies, PolicyTexts};
use serde::Serialize;

use super::welcome::Greeting;
use super::{LANGUAGES, markdown};
use crate::http::Site;
use crate::venue::input::PolicyVersion;

/// Most bytes of one text.
const LONGEST_BYTES: usize = 64 * 1024;

/// What the texts say about this venue and the people behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Name of the venue.
    pub title: String,
    /// Whom to ask, if the operator said so.
    pub contact: Option<String>,
    /// Hours that chat is kept.
    pub chat_hours: u32,
    /// Days that names are kept.
    pub name_days: u32,
}

/// The texts in force.
#[derive(Debug)]
pub struct PolicyBook {
    version: PolicyVersion,
    /// Markdown of the privacy notice and the code of conduct, by language.
    texts: BTreeMap<&'static str, [String; 2]>,
}

/// The texts of one language as the page shows them.
#[derive(Debug, Serialize)]
struct Shown {
    version: String,
    language: &'static str,
    privacy: String,
    conduct: String,
}

/// The texts of one language, and what the venue says of itself beside them.
#[derive(Debug, Serialize)]
struct Papers<'a> {
    #[serde(flatten)]
    policies: Shown,
    welcome: Option<&'a Greeting>,
}

impl PolicyBook {
    /// The texts of the folder, and ours where it has none.
    ///
    /// # Errors
    /// When the folder or a text in it cannot be read.
    pub fn open(folder: Option<&Path>, operator: &Operator) -> anyhow::Result<Self> {
        if let Some(folder) = folder {
            ensure!(folder.is_dir(), "policies = {} is no folder", folder.display());
        }
        let mut texts = BTreeMap::new();
        let mut hasher = blake3::Hasher::new();
        for language in LANGUAGES {
            let [privacy, conduct] = ours(language);
            let both = [
                text(folder, &format!("privacy.{language}.md"), privacy)?,
                text(folder, &format!("conduct.{language}.md"), conduct)?,
            ];
            let both = both.map(|text| operator.fill(&text));
            for text in &both {
                // The length stands before each text, so that no words can wander from one into the next unnoticed.
                hasher.update(&text.len().to_le_bytes());
                hasher.update(text.as_bytes());
            }
            texts.insert(language, both);
        }
        let hash = hasher.finalize();
        let version = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
        Ok(Self { version: PolicyVersion(version), texts })
    }

    /// The version of all texts together.
    #[must_use]
    pub const fn version(&self) -> PolicyVersion {
        self.version
    }

    fn plain(&self) -> Policies {
        let plain = |texts: &[String; 2]| PolicyTexts {
            privacy: markdown::to_text(&texts[0]),
            conduct: markdown::to_text(&texts[1]),
        };
        let texts = self.texts.iter().map(|(language, texts)| ((*language).to_owned(), plain(texts)));
        Policies { version: self.version.letters(), texts: texts.collect() }
    }

    fn shown(&self, language: &str) -> Option<Shown> {
        let (language, [privacy, conduct]) = self.texts.get_key_value(language)?;
        let [privacy, conduct] = [privacy, conduct].map(|text| markdown::to_html(text));
        Some(Shown { version: self.version.letters(), language, privacy, conduct })
    }
}

impl Operator {
    /// Puts what is true of this venue into a text. Lines about a contact stand only where there is one.
    pub(super) fn fill(&self, text: &str) -> String {
        let has_contact = self.contact.is_some();
        let lines = text.lines().filter(|line| has_contact || !line.contains("{contact}"));
        let text = lines.collect::<Vec<_>>().join("\n");
        text.replace("{title}", &self.title)
            .replace("{contact}", self.contact.as_deref().unwrap_or_default())
            .replace("{chat_hours}", &self.chat_hours.to_string())
            .replace("{name_days}", &self.name_days.to_string())
    }
}

/// All texts as plain text, for clients without a page.
pub(crate) async fn show(State(site): State<Arc<Site>>) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-cache")], Json(site.page.policies.plain()))
}

/// The texts of one language as HTML, for the page.
pub(crate) async fn show_in(State(site): State<Arc<Site>>, extract::Path(language): extract::Path<String>) -> Response {
    match site.page.policies.shown(&language) {
        Some(policies) => {
            let papers = Papers { policies, welcome: site.page.welcome.greeting(&language) };
            ([(header::CACHE_CONTROL, "no-cache")], Json(papers)).into_response()
        }
        None => (StatusCode::NOT_FOUND, "There is no such language here.\n").into_response(),
    }
}

fn text(folder: Option<&Path>, name: &str, ours: &str) -> anyhow::Result<String> {
    Ok(written(folder, name)?.unwrap_or_else(|| ours.to_owned()))
}

/// The operator's text of this name, if the folder has it.
pub(super) fn written(folder: Option<&Path>, name: &str) -> anyhow::Result<Option<String>> {
    let Some(file) = folder.map(|folder| folder.join(name)) else { return Ok(None) };
    match fs::read_to_string(&file) {
        Ok(text) => {
            ensure!(text.len() <= LONGEST_BYTES, "{} is longer than {LONGEST_BYTES} bytes", file.display());
            ensure!(!text.trim().is_empty(), "{} is empty", file.display());
            Ok(Some(text))
        }
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(fault).with_context(|| format!("{} cannot be read", file.display())),
    }
}

/// Our own privacy notice and code of conduct.
fn ours(language: &str) -> [&'static str; 2] {
    macro_rules! written {
        ($language:literal) => {
            [
                include_str!(concat!("../../../../assets/policies/privacy.", $language, ".md")),
                include_str!(concat!("../../../../assets/policies/conduct.", $language, ".md")),
            ]
        };
    }
    match language {
        "ja" => written!("ja"),
        "mn" => written!("mn"),
        "id" => written!("id"),
        _ => written!("en"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operator() -> Operator {
        Operator { title: "Nagi".to_owned(), contact: None, chat_hours: 24, name_days: 90 }
    }

    #[test]
    fn our_texts_say_how_long_this_venue_keeps_things() {
        let book = PolicyBook::open(None, &Operator { name_days: 41, chat_hours: 7, ..operator() }).unwrap();
        for language in LANGUAGES {
            let shown = book.shown(language).unwrap();
            assert!(shown.privacy.contains("41") && shown.privacy.contains('7'), "{language}");
            assert!(!shown.privacy.contains('{') && !shown.conduct.contains('{'), "{language}");
        }
    }

    #[test]
    fn whom_to_ask_is_said_where_the_operator_named_somebody() {
        let contact = Some("privacy@city.example".to_owned());
        let named = PolicyBook::open(None, &Operator { contact, ..operator() }).unwrap();
        let nobody = PolicyBook::open(None, &operator()).unwrap();
        for language in LANGUAGES {
            assert!(named.shown(language).unwrap().privacy.contains("privacy@city.example"), "{language}");
            assert!(!nobody.shown(language).unwrap().privacy.contains("{contact}"), "{language}");
        }
    }

    #[test]
    fn a_text_of_the_operator_stands_in_for_ours_and_is_a_new_version() {
        let folder = tempfile::tempdir().unwrap();
        let before = PolicyBook::open(Some(folder.path()), &operator()).unwrap();
        assert_eq!(before.version(), PolicyBook::open(None, &operator()).unwrap().version());
        fs::write(folder.path().join("conduct.ja.md"), "# 約束\n\n{title} では親切に。").unwrap();
        let after = PolicyBook::open(Some(folder.path()), &operator()).unwrap();
        assert_ne!(before.version(), after.version());
        assert_eq!(after.shown("ja").unwrap().conduct, "<h1>約束</h1>\n<p>Nagi では親切に。</p>\n");
        assert_eq!(after.shown("mn").unwrap().conduct, before.shown("mn").unwrap().conduct);
        assert!(after.plain().texts["ja"].conduct.starts_with("約束\n\nNagi"));
    }

    #[test]
    fn a_folder_that_is_not_there_and_an_empty_text_are_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let fault = PolicyBook::open(Some(&folder.path().join("none")), &operator()).unwrap_err().to_string();
        assert!(fault.contains("is no folder"), "{fault}");
        fs::write(folder.path().join("privacy.en.md"), " \n").unwrap();
        let fault = PolicyBook::open(Some(folder.path()), &operator()).unwrap_err().to_string();
        assert!(fault.contains("is empty"), "{fault}");
    }
}
