//! Decks as the venue hands them to the store and gets them back. The files themselves are not here.

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::slides::DeckRow;
use hiroba_shared::text::DeckTitle;

use crate::venue::input::{DeckFiles, Digest, UnixSeconds};

/// A deck that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeck {
    /// By whom.
    pub by: VisitorId,
    /// What it is called.
    pub title: DeckTitle,
    /// Its files.
    pub files: DeckFiles,
    /// Now.
    pub now: UnixSeconds,
}

/// A deck as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDeck {
    /// As lists show it.
    pub row: DeckRow,
    /// BLAKE3 of its index.
    pub index: [u8; 32],
    /// In which visit it was brought.
    pub by: VisitorId,
    /// From which device, if that is known.
    pub device: Option<Digest>,
}

impl KeptDeck {
    /// Whether a visit, at this device, is of who brought it.
    #[must_use]
    pub fn is_of(&self, visitor: VisitorId, device: Option<Digest>) -> bool {
        self.by == visitor || (device.is_some() && device == self.device)
    }
}

/// Whose decks somebody may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeckClaim {
    /// Those this visitor brought, in this visit or another one at the same device. A name and an address are not
    /// enough: a whole school shares an address.
    Own(VisitorId),
    /// Everybody's.
    Any,
}
