//! Decks in memory.

use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::{DeckRow, MOST_DECKS};

use super::MemoryStore;
use crate::venue::record::{Answer, DeckClaim, KeptDeck, NewDeck};

/// A deck with who brought it.
#[derive(Debug)]
pub(super) struct Brought {
    by: VisitorId,
    deck: KeptDeck,
}

impl MemoryStore {
    pub(super) fn keep_deck(&mut self, new: &NewDeck) -> Answer {
        self.last_deck += 1;
        let deck = DeckId(self.last_deck);
        let row = DeckRow { deck, title: new.title.clone(), last: new.files.last, brought: new.now.0 };
        let kept = KeptDeck { row, index: new.files.index };
        self.decks.insert(deck, Brought { by: new.by, deck: kept.clone() });
        Answer::Deck(Box::new(kept))
    }

    pub(super) fn list_decks(&self, claim: DeckClaim) -> Answer {
        let theirs = self.decks.values().rev().filter(|brought| self.is_claimed(brought, claim));
        Answer::Decks(theirs.map(|brought| brought.deck.row.clone()).take(MOST_DECKS).collect())
    }

    pub(super) fn find_deck(&self, deck: DeckId, claim: DeckClaim) -> Answer {
        match self.decks.get(&deck).filter(|brought| self.is_claimed(brought, claim)) {
            Some(brought) => Answer::Deck(Box::new(brought.deck.clone())),
            None => Answer::Unknown,
        }
    }

    pub(super) fn forget_deck(&mut self, deck: DeckId, claim: DeckClaim) -> Answer {
        if self.find_deck(deck, claim) == Answer::Unknown {
            return Answer::Unknown;
        }
        self.decks.remove(&deck);
        self.list_decks(claim)
    }

    fn is_claimed(&self, brought: &Brought, claim: DeckClaim) -> bool {
        match claim {
            DeckClaim::Any => true,
            DeckClaim::Own(visitor) => visitor == brought.by || self.share_a_device(visitor, brought.by),
        }
    }

    fn share_a_device(&self, one: VisitorId, other: VisitorId) -> bool {
        let device = |id: VisitorId| self.visits.get(&id).filter(|kept| !kept.forgotten)?.visit.trace.device;
        device(one).is_some() && device(one) == device(other)
    }
}
