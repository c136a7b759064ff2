//! What the edge that takes decks tells the venue: how a file fares, and what became of it.

use serde::{Deserialize, Serialize};

use hiroba_shared::deck::{DeckFault, PageNumber};

/// What happens to the file of a deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeckNews {
    /// It begins to arrive.
    Arrives,
    /// So many pages of so many are drawn.
    Drawn {
        /// How many.
        drawn: u16,
        /// Of how many; 0 while the file is being read.
        pages: u16,
    },
    /// It does not become a deck.
    Spoilt(DeckFault),
    /// Every page is drawn, and all files lie where they are served from.
    Complete(DeckFiles),
}

/// The files of a deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeckFiles {
    /// The number of the last page.
    pub last: PageNumber,
    /// BLAKE3 of the index.
    pub index: [u8; 32],
    /// BLAKE3 of each picture, in no order that counts.
    pub pictures: Vec<[u8; 32]>,
}
