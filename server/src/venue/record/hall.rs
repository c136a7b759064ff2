//! What stands in a hall apart from where people are: who is on its stage and what its screen shows.

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::Screen;

use super::KeptDeck;

/// A hall to be kept, in the place of what was kept of it before.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct KeptHall {
    /// Name of the room.
    pub room: String,
    /// Who is on its stage, in the order they came up.
    pub stage: Vec<VisitorId>,
    /// What its screen shows.
    pub screen: Option<KeptScreen>,
}

/// A screen to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeptScreen {
    /// The deck.
    pub deck: DeckId,
    /// Its page, or that it is blank.
    pub screen: Screen,
    /// Who presents.
    pub presenter: VisitorId,
}

/// A hall as it was kept; a deck that was forgotten since is on no screen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FoundHall {
    /// Who was on its stage, in the order they came up.
    pub stage: Vec<VisitorId>,
    /// What its screen showed.
    pub screen: Option<FoundScreen>,
}

/// A screen as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundScreen {
    /// The deck.
    pub deck: KeptDeck,
    /// Its page, or that it was blank.
    pub screen: Screen,
    /// Who presented.
    pub presenter: VisitorId,
}

impl FoundScreen {
    /// The same as it is handed over.
    #[must_use]
    pub fn kept(&self) -> KeptScreen {
        KeptScreen { deck: self.deck.row.deck, screen: self.screen, presenter: self.presenter }
    }
}
