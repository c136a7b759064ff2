//! The programme as the store keeps it: whole, because it is small and changes seldom.
//!
//! Rooms are named, because their numbers can change between runs.

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::ItemId;
use hiroba_shared::programme::{ItemKind, Minutes, RoomRules, Run, Speakers, Titles};

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptProgramme {
    /// Where it came from: the hash of a file in letters, or a word.
    pub source: String,
    /// It was opened; before, starts are counted from its opening.
    pub open: bool,
    /// The number the next new item gets.
    pub next: u32,
    /// The items in order.
    pub items: Vec<KeptItem>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptItem {
    /// Which.
    pub item: ItemId,
    /// Its title by language.
    pub titles: Titles,
    /// Who speaks.
    pub speakers: Speakers,
    /// What it is.
    pub kind: ItemKind,
    /// Name of its room; empty for the first one.
    pub room: String,
    /// When it is planned to begin.
    pub start: i64,
    /// How long it is planned to last.
    pub length: Minutes,
    /// What holds in its room meanwhile.
    pub rules: RoomRules,
    /// How far it is.
    pub run: Run,
}
