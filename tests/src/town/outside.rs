//! People of a town who are played from outside it, by another client than a bot: frames in, frames out.
//!
//! The town carries their frames as it carries everybody's, over the link of its plan, and watches their bodies.

use std::sync::Arc;

use hiroba_shared::map::RoomMap;

use super::{Town, Who};

impl Town {
    /// From now on this person is played from outside the town: their bot sleeps, and what arrives waits.
    pub fn hands_over(&mut self, who: Who) {
        self[who].inbox.get_or_insert_default();
    }

    /// What arrived for a person who is played from outside; nothing but an empty frame when the server hung up.
    pub fn arrived_for(&mut self, who: Who) -> Vec<Vec<u8>> {
        self[who].inbox.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// The map with this hash, as the server gives it out.
    #[must_use]
    pub fn map_by_hash(&self, hash: &str) -> Option<Arc<RoomMap>> {
        self.maps.get(hash).cloned()
    }
}
