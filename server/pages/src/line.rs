//! What the rasteriser says on its standard output: one JSON value a line.
//!
//! It is read as something a stranger may have written.

use hiroba_shared::deck::{DeckFault, Flaw, PageNumber};
use serde::{Deserialize, Serialize};

/// Longest line that is read.
pub const LONGEST: usize = 1_024;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The file was read; so many pages follow.
    Pages(u16),
    /// This page is being drawn.
    Drawing(PageNumber),
    /// This page is drawn.
    Drawn(Drawn),
    /// There will be no deck.
    Failed(DeckFault),
    /// Every page is drawn.
    Done {
        /// The most memory the process had at once; 0 where the system does not say.
        peak_bytes: u64,
    },
}

/// A page that was drawn, and its files in the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Which.
    pub page: PageNumber,
    /// The large picture.
    pub large: File,
    /// The small one.
    pub small: File,
    /// What was left out.
    pub flaws: Vec<Flaw>,
}

/// A WebP file, named by the BLAKE3 of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name in the output folder, 64 hexadecimal letters.
    pub name: String,
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
}
