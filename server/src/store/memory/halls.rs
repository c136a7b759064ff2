//! What stands in the halls, in memory.

use super::MemoryStore;
use crate::venue::record::hall::{FoundHall, FoundScreen, KeptHall};
use crate::venue::record::{Answer, DeckClaim};

impl MemoryStore {
    pub(super) fn keep_halls(&mut self, halls: &[KeptHall]) -> Answer {
        for hall in halls {
            self.halls.insert(hall.room.clone(), hall.clone());
        }
        Answer::Kept
    }

    pub(super) fn read_hall(&self, room: &str) -> Answer {
        let kept = self.halls.get(room).cloned().unwrap_or_default();
        let screen = kept.screen.and_then(|shown| {
            let Answer::Deck(deck) = self.find_deck(shown.deck, DeckClaim::Any) else { return None };
            Some(FoundScreen { deck: *deck, screen: shown.screen, presenter: shown.presenter })
        });
        Answer::Hall(Box::new(FoundHall { stage: kept.stage, screen }))
    }
}
