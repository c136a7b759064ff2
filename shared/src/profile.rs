//! Who a visitor is to others: name, country, organisation, languages, look and role.

use alloc::{string::String, vec::Vec};
use core::fmt;
use serde::{Deserialize, Serialize};

use crate::{country::Country, ids::VisitorId, look::Look, role::Role, text::DisplayName, text::OrganisationName};

/// The kind of organisation somebody comes from. Variants are appended, never reordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say all there is to say")]
pub enum OrganisationKind {
    City,
    Government,
    International,
    Company,
    University,
    School,
    Ngo,
    Press,
    #[default]
    Other,
}

impl OrganisationKind {
    /// Every kind, in wire order.
    pub const ALL: [Self; 9] = [
        Self::City,
        Self::Government,
        Self::International,
        Self::Company,
        Self::University,
        Self::School,
        Self::Ngo,
        Self::Press,
        Self::Other,
    ];

    /// The name used in stored rows and translation keys.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Government => "government",
            Self::International => "international",
            Self::Company => "company",
            Self::University => "university",
            Self::School => "school",
            Self::Ngo => "ngo",
            Self::Press => "press",
            Self::Other => "other",
        }
    }
}

/// A language by its two-letter ISO 639-1 code, such as `ja` or `mn`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 2]);

/// The text was not two small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotALanguage;

impl fmt::Display for NotALanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a two-letter language code")
    }
}

impl core::error::Error for NotALanguage {}

impl Language {
    /// The language with this code.
    ///
    /// # Errors
    /// When `code` is not two small letters; whether anybody speaks it is not checked.
    pub fn new(code: &str) -> Result<Self, NotALanguage> {
        match code.as_bytes() {
            [a @ b'a'..=b'z', b @ b'a'..=b'z'] => Ok(Self([*a, *b])),
            _ => Err(NotALanguage),
        }
    }

    /// The two letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("en")
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;
    fn try_from(code: String) -> Result<Self, NotALanguage> {
        Self::new(&code)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        Self::from(language.code())
    }
}

/// Up to [`Languages::MAX`] languages somebody speaks, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Language>", into = "Vec<Language>")]
pub struct Languages(Vec<Language>);

/// More languages than [`Languages::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyLanguages;

impl fmt::Display for TooManyLanguages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} languages", Languages::MAX)
    }
}

impl core::error::Error for TooManyLanguages {}

impl Languages {
    /// Most languages one person can name.
    pub const MAX: usize = 6;

    /// A list of languages, best first.
    ///
    /// # Errors
    /// When there are more than [`Self::MAX`].
    pub fn new(languages: Vec<Language>) -> Result<Self, TooManyLanguages> {
        if languages.len() > Self::MAX { Err(TooManyLanguages) } else { Ok(Self(languages)) }
    }

    /// The languages, best first.
    #[must_use]
    pub fn as_slice(&self) -> &[Language] {
        &self.0
    }
}

impl TryFrom<Vec<Language>> for Languages {
    type Error = TooManyLanguages;
    fn try_from(languages: Vec<Language>) -> Result<Self, TooManyLanguages> {
        Self::new(languages)
    }
}

impl From<Languages> for Vec<Language> {
    fn from(languages: Languages) -> Self {
        languages.0
    }
}

/// What somebody says of themself at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    /// The name over the avatar.
    pub name: DisplayName,
    /// Where they come from.
    pub country: Country,
    /// What kind of organisation sent them.
    pub organisation_kind: OrganisationKind,
    /// Its name, if they want to give one.
    pub organisation: Option<OrganisationName>,
    /// What they speak, best first.
    pub languages: Languages,
    /// How their avatar looks.
    pub look: Look,
}

/// A visitor as others know them: who they say they are, and what the venue made of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Which visitor.
    pub visitor: VisitorId,
    /// What they said of themself.
    pub persona: Persona,
    /// Their role here.
    pub role: Role,
}
