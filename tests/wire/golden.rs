//! Golden bytes: what this build writes is what every build of this protocol version wrote.
//!
//! A changed byte means a changed protocol: raise `PROTOCOL_VERSION`, then write the files anew with
//! `UPDATE_GOLDEN=1 cargo test -p hiroba-tests --test wire`. Without that nothing is ever written here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hiroba_shared::protocol::PROTOCOL_VERSION;
use hiroba_shared::rules::RULES_VERSION;

use crate::samples::{self, Sample};

#[test]
fn every_message_has_the_bytes_it_always_had() {
    let mut wrong = Vec::new();
    for sample in samples::all() {
        let path = folder().join(format!("{}.hex", sample.name));
        if is_update() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, to_hex(&sample.bytes)).unwrap();
        }
        match fs::read_to_string(&path).ok().as_deref().map(from_hex) {
            Some(golden) if golden == sample.bytes => {}
            Some(_) => wrong.push(format!("{} has changed", sample.name)),
            None => wrong.push(format!("{} has no golden bytes", sample.name)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn golden_bytes_are_read_as_what_they_were_written_from() {
    for Sample { name, bytes, read } in samples::all() {
        assert_eq!(read(&bytes).as_deref(), Some(bytes.as_slice()), "{name}");
    }
}

#[test]
fn no_golden_file_lies_about_a_message_that_is_gone() {
    let named: BTreeSet<PathBuf> = samples::all().iter().map(|s| folder().join(format!("{}.hex", s.name))).collect();
    let mut folders = vec![folder()];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            if file.is_dir() {
                folders.push(file);
            } else {
                assert!(named.contains(&file), "{} belongs to no message", file.display());
            }
        }
    }
}

#[test]
fn golden_bytes_belong_to_these_versions() {
    // Raised together with new golden bytes, and with docs/protocol.md.
    assert_eq!((PROTOCOL_VERSION, RULES_VERSION), (3, 1));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/golden")
}

fn is_update() -> bool {
    std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1")
}

/// 32 bytes a line, so that a change shows where it is.
fn to_hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
    bytes.chunks(32).map(line).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}
