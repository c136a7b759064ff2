//! Every fuzz target for a minute of seeded inputs, on stable Rust. `HIROBA_FUZZ` is another number of minutes.
//!
//! Inputs that once failed are kept under `data/fuzz/<target>` and run first.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]
#![expect(clippy::disallowed_methods, reason = "how long a target has run is read from the clock")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use hiroba_tests::fuzzing::{self, seeds};
use hiroba_tests::rng::Rng;

/// Runs a target for its minutes, and with at least so many inputs.
fn runs(name: &str, inputs: u32) {
    let target = fuzzing::targets().remove(name).unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fuzz").join(name);
    for file in fs::read_dir(kept).into_iter().flatten().flatten() {
        target(&fs::read(file.path()).unwrap());
    }
    let begun = seeds::of(name);
    for seed in &begun {
        target(seed);
    }
    let minutes: u64 = std::env::var("HIROBA_FUZZ").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(1);
    let (began, wanted) = (Instant::now(), Duration::from_secs(60 * minutes));
    let mut rng = Rng::new(20_260_101);
    let mut number = 0;
    while number < inputs || began.elapsed() < wanted {
        number += 1;
        let input = seeds::next(&begun, &mut rng);
        let outcome = catch_unwind(AssertUnwindSafe(|| target(&input)));
        assert!(outcome.is_ok(), "{name} failed at input {number}: {input:?}");
    }
}

#[test]
fn no_bytes_upset_a_decoder() {
    runs("decode", 400_000);
}

#[test]
fn no_bytes_upset_frames_and_parts() {
    runs("frame", 300_000);
}

#[test]
fn no_packets_that_pass_the_prefilter_upset_renet() {
    runs("hub", 40_000);
}

#[test]
fn no_file_upsets_the_map_importer() {
    runs("map", 5_000);
}

#[test]
fn no_sequence_of_operations_upsets_the_venue() {
    runs("venue", 100);
}
