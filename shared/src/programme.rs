//! A programme: what happens in which room, in order, and what holds there meanwhile.
//!
//! Values here are legal once they exist: titles have a language, lengths are bounded. When an item really begins, and
//! what becomes of those after it, is computed by [`schedule`]. Who may run or change a programme is the role table's
//! business, and the venue alone decides what runs.

pub mod schedule;
mod words;

use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, RoomId};
use crate::profile::Language;
use crate::protocol::codec;
use crate::text::{ItemTitle, SpeakerName};
pub use words::{ChatRule, ItemKind, Lights, RoomRules, Seating, StageRule};

/// Most items of one programme.
pub const MOST_ITEMS: usize = 200;

/// The title of an item in one to four languages, the first of which stands in for those that are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(Language, ItemTitle)>", into = "Vec<(Language, ItemTitle)>")]
pub struct Titles(Vec<(Language, ItemTitle)>);

/// Titles that are none, too many, or two in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadTitles;

impl fmt::Display for BadTitles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not one to {} titles, each in a language of its own", Titles::MAX)
    }
}

impl core::error::Error for BadTitles {}

impl Titles {
    /// Most languages of one title.
    pub const MAX: usize = 4;

    /// These titles.
    ///
    /// # Errors
    /// When there is none, when there are more than [`Self::MAX`], or two in one language.
    pub fn new(titles: Vec<(Language, ItemTitle)>) -> Result<Self, BadTitles> {
        let twice = titles
            .iter()
            .enumerate()
            .any(|(at, (language, _))| titles.iter().take(at).any(|(other, _)| other == language));
        if titles.is_empty() || titles.len() > Self::MAX || twice { Err(BadTitles) } else { Ok(Self(titles)) }
    }

    /// The title in this language, else in English, else the first.
    #[must_use]
    pub fn in_language(&self, code: &str) -> &str {
        let of = |code: &str| self.0.iter().find(|(language, _)| language.code() == code);
        of(code).or_else(|| of("en")).or(self.0.first()).map_or("", |(_, title)| title.as_str())
    }

    /// Every title with its language.
    #[must_use]
    pub fn as_slice(&self) -> &[(Language, ItemTitle)] {
        &self.0
    }
}

impl TryFrom<Vec<(Language, ItemTitle)>> for Titles {
    type Error = BadTitles;
    fn try_from(titles: Vec<(Language, ItemTitle)>) -> Result<Self, BadTitles> {
        Self::new(titles)
    }
}

impl From<Titles> for Vec<(Language, ItemTitle)> {
    fn from(titles: Titles) -> Self {
        titles.0
    }
}

/// Who speaks, as texts: a name, and whatever belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<SpeakerName>", into = "Vec<SpeakerName>")]
pub struct Speakers(Vec<SpeakerName>);

/// More speakers than [`Speakers::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManySpeakers;

impl fmt::Display for TooManySpeakers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} speakers", Speakers::MAX)
    }
}

impl core::error::Error for TooManySpeakers {}

impl Speakers {
    /// Most speakers of one item.
    pub const MAX: usize = 8;

    /// These speakers.
    ///
    /// # Errors
    /// When there are more than [`Self::MAX`].
    pub fn new(speakers: Vec<SpeakerName>) -> Result<Self, TooManySpeakers> {
        if speakers.len() > Self::MAX { Err(TooManySpeakers) } else { Ok(Self(speakers)) }
    }

    /// The speakers in order.
    #[must_use]
    pub fn as_slice(&self) -> &[SpeakerName] {
        &self.0
    }
}

impl TryFrom<Vec<SpeakerName>> for Speakers {
    type Error = TooManySpeakers;
    fn try_from(speakers: Vec<SpeakerName>) -> Result<Self, TooManySpeakers> {
        Self::new(speakers)
    }
}

impl From<Speakers> for Vec<SpeakerName> {
    fn from(speakers: Speakers) -> Self {
        speakers.0
    }
}

/// How long an item is planned to last: one minute to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Minutes(u16);

/// No minutes at all, or more than a day of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadMinutes;

impl fmt::Display for BadMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not 1 to {} minutes", Minutes::MAX)
    }
}

impl core::error::Error for BadMinutes {}

impl Minutes {
    /// The longest an item lasts.
    pub const MAX: u16 = 24 * 60;

    /// So many minutes.
    ///
    /// # Errors
    /// When there are none or more than [`Self::MAX`].
    pub fn new(minutes: u16) -> Result<Self, BadMinutes> {
        if (1..=Self::MAX).contains(&minutes) { Ok(Self(minutes)) } else { Err(BadMinutes) }
    }

    /// How many.
    #[must_use]
    pub const fn count(self) -> u16 {
        self.0
    }

    /// The same in seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

impl TryFrom<u16> for Minutes {
    type Error = BadMinutes;
    fn try_from(minutes: u16) -> Result<Self, BadMinutes> {
        Self::new(minutes)
    }
}

impl From<Minutes> for u16 {
    fn from(minutes: Minutes) -> Self {
        minutes.0
    }
}

/// What an item is about, as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemDraft {
    /// Its title by language.
    pub titles: Titles,
    /// Who speaks.
    pub speakers: Speakers,
    /// What it is.
    pub kind: ItemKind,
    /// Where.
    pub room: RoomId,
    /// When it is planned to begin: Unix seconds once the programme is open, seconds from its opening before.
    pub start: i64,
    /// How long it is planned to last.
    pub length: Minutes,
    /// What holds in its room meanwhile.
    pub rules: RoomRules,
}

impl ItemDraft {
    /// A number that is equal for equal drafts (FNV-1a of their bytes): who changes an item says by it which one they
    /// read. Two drafts hardly ever share it, and nothing is lost where they do but this warning.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        codec::encode(self).iter().fold(0xCBF2_9CE4_8422_2325, mix)
    }
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Run {
    /// It has not begun.
    #[default]
    Waiting,
    /// It is going on.
    Running {
        /// Since then, Unix seconds.
        began: i64,
    },
    /// It is over.
    Over {
        /// When it began, Unix seconds.
        began: i64,
        /// When it ended, Unix seconds.
        ended: i64,
    },
}

/// One item of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// What it is about.
    pub what: ItemDraft,
    /// How far it is.
    pub run: Run,
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn title(code: &str, text: &str) -> (Language, ItemTitle) {
        (Language::new(code).unwrap(), ItemTitle::new(text).unwrap())
    }

    #[test]
    fn a_title_is_told_in_the_readers_language_else_in_english_else_as_it_is() {
        let titles = Titles::new(vec![title("ja", "挨拶"), title("en", "Greeting")]).unwrap();
        assert_eq!(["ja", "mn", "en"].map(|code| titles.in_language(code)), ["挨拶", "Greeting", "Greeting"]);
        let titles = Titles::new(vec![title("mn", "Мэндчилгээ")]).unwrap();
        assert_eq!(titles.in_language("ja"), "Мэндчилгээ");
    }

    #[test]
    fn no_title_and_two_in_one_language_are_refused() {
        assert_eq!(Titles::new(vec![]), Err(BadTitles));
        assert_eq!(Titles::new(vec![title("en", "a"), title("en", "b")]), Err(BadTitles));
    }
}
