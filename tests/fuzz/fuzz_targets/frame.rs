//! See `hiroba_tests::fuzzing::frame_and_parts`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hiroba_tests::fuzzing::frame_and_parts(bytes));
