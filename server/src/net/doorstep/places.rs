//! The places at the doorstep: how many links stand there, in all and from one address.
//!
//! A place is given back when it is dropped. A whole school comes in behind one address, so one may take a good part of
//! them, but never all: others must still get in while somebody opens links and says nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::venue::input::AddressKey;

/// Most links that may stand at the doorstep.
const PLACES: usize = 1_024;
/// Most of them from one address.
const PLACES_OF_ONE_ADDRESS: usize = 256;

/// All places.
#[derive(Debug, Default)]
pub(super) struct Places(Mutex<Taken>);

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_address: BTreeMap<AddressKey, usize>,
}

/// A place that is taken, until it is dropped.
#[derive(Debug)]
pub(in crate::net) struct Place {
    places: Arc<Places>,
    address: AddressKey,
}

impl Places {
    /// A place for a link from this address, if there is one.
    pub(super) fn take(places: &Arc<Self>, address: AddressKey) -> Option<Place> {
        let mut taken = places.lock();
        let of_address = taken.by_address.get(&address).copied().unwrap_or(0);
        if taken.all >= PLACES || of_address >= PLACES_OF_ONE_ADDRESS {
            return None;
        }
        taken.all += 1;
        taken.by_address.insert(address, of_address + 1);
        drop(taken);
        Some(Place { places: Arc::clone(places), address })
    }

    pub(super) fn are_half_taken(&self) -> bool {
        self.lock().all > PLACES / 2
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        // Nothing inside can panic half-way, so a poisoned lock still guards whole values.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        taken.all = taken.all.saturating_sub(1);
        let left = taken.by_address.get(&self.address).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            taken.by_address.remove(&self.address);
        } else {
            taken.by_address.insert(self.address, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: AddressKey = AddressKey([1; 16]);

    #[test]
    fn an_address_that_fills_its_places_leaves_the_door_open_for_others() {
        let places = Arc::new(Places::default());
        let flood: Vec<Place> = std::iter::from_fn(|| Places::take(&places, FLOOD)).take(2_000).collect();
        assert_eq!(flood.len(), PLACES_OF_ONE_ADDRESS);
        assert!(Places::take(&places, AddressKey([2; 16])).is_some());
    }

    #[test]
    fn all_addresses_together_take_no_more_than_there_are_and_places_come_back() {
        let places = Arc::new(Places::default());
        let mut held = Vec::new();
        for address in 0..=255 {
            held.extend((0..100).filter_map(|_| Places::take(&places, AddressKey([address; 16]))));
        }
        assert_eq!(held.len(), PLACES);
        assert!(places.are_half_taken());
        held.clear();
        assert!(!places.are_half_taken() && places.lock().by_address.is_empty());
        assert!(Places::take(&places, FLOOD).is_some());
    }
}
