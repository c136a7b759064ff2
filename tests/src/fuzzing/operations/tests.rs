//! The operations reach what they are for.

use std::collections::BTreeSet;

use super::*;
use crate::fuzzing::seeds;
use crate::rng::Rng;

#[test]
fn the_seeds_hear_everything_that_a_venue_can_say() {
    let told: BTreeSet<&str> = seeds::of("venue").iter().flat_map(|seed| said_to(seed)).collect();
    let all: BTreeSet<&str> = messages::from_server::NAMES.iter().copied().collect();
    let unheard: Vec<&&str> = all.difference(&told).collect();
    assert!(unheard.is_empty(), "no seed gets as far as {unheard:?}");
}

#[test]
fn every_operation_has_a_byte_that_means_it() {
    for operation in Operation::TABLE {
        assert_eq!(Operation::of(operation.byte()), operation);
    }
}

#[test]
fn broken_seeds_still_hear_most_of_it() {
    let (seeds, mut rng) = (seeds::of("venue"), Rng::new(5));
    let told: BTreeSet<&str> = (0..40).flat_map(|_| said_to(&seeds::next(&seeds, &mut rng))).collect();
    assert!(told.len() * 4 > messages::from_server::NAMES.len() * 3, "40 broken inputs hear only {told:?}");
}
