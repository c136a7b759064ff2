//! See `hiroba_tests::fuzzing::prefilter_and_renet`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hiroba_tests::fuzzing::prefilter_and_renet(bytes));
