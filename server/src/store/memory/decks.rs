//! Decks in memory.

use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::{DeckRow, MOST_DECKS};

use super::MemoryStore;
use crate::venue::input::Digest;
use crate::venue::record::{Answer, DeckClaim, KeptDeck, NewDeck};

impl MemoryStore {
    pub(super) fn keep_deck(&mut self, new: &NewDeck) -> Answer {
        self.last_deck += 1;
        let deck = DeckId(self.last_deck);
        let row = DeckRow { deck, title: new.title.clone(), last: new.files.last, brought: new.now.0 };
        let kept = KeptDeck { row, index: new.files.index, by: new.by, device: self.device_of(new.by) };
        self.decks.insert(deck, kept.clone());
        Answer::Deck(Box::new(kept))
    }

    pub(super) fn list_decks(&self, claim: DeckClaim) -> Answer {
        let theirs = self.decks.values().rev().filter(|deck| self.is_claimed(deck, claim));
        Answer::Decks(theirs.map(|deck| deck.row.clone()).take(MOST_DECKS).collect())
    }

    pub(super) fn find_deck(&self, deck: DeckId, claim: DeckClaim) -> Answer {
        match self.decks.get(&deck).filter(|deck| self.is_claimed(deck, claim)) {
            // A visit that was forgotten meanwhile has no device any more.
            Some(deck) => Answer::Deck(Box::new(KeptDeck { device: self.device_of(deck.by), ..deck.clone() })),
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

    fn is_claimed(&self, deck: &KeptDeck, claim: DeckClaim) -> bool {
        match claim {
            DeckClaim::Any => true,
            DeckClaim::Own(visitor) => {
                visitor == deck.by || {
                    let device = self.device_of(visitor);
                    device.is_some() && device == self.device_of(deck.by)
                }
            }
        }
    }

    fn device_of(&self, visitor: VisitorId) -> Option<Digest> {
        self.visits.get(&visitor).filter(|kept| !kept.forgotten)?.visit.trace.device
    }
}
