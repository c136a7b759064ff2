//! See `hiroba_tests::fuzzing::venue_operations`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hiroba_tests::fuzzing::venue_operations(bytes));
