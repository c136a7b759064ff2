//! See `hiroba_tests::fuzzing::map_import`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hiroba_tests::fuzzing::map_import(bytes));
