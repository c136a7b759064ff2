//! See `hiroba_tests::fuzzing::decode`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hiroba_tests::fuzzing::decode(bytes));
