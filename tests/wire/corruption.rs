//! Broken bytes: every truncation and every change of one byte is refused or read as a valid value, without a panic.
//!
//! Valid means: written again and read again it stays itself. All failures of a sweep are reported at once.

use crate::samples::{self, Sample};

#[test]
fn no_truncation_is_taken_for_the_whole() {
    let mut taken = Vec::new();
    for Sample { name, bytes, read } in samples::all() {
        for cut in 0..bytes.len() {
            let Some(again) = read(bytes.split_at(cut).0) else { continue };
            // A frame cut between two packets, and a part cut anywhere after its head, are shorter ones.
            let may_be_shorter = name.starts_with("frame/") || name.starts_with("parts/");
            if !may_be_shorter || again == bytes {
                taken.push(format!("{name} cut to {cut} of {} bytes", bytes.len()));
            }
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

#[test]
fn every_changed_byte_gives_an_error_or_a_value_that_stays_itself() {
    let mut unstable = Vec::new();
    for Sample { name, bytes, read } in samples::all() {
        for at in 0..bytes.len() {
            for change in 1..=u8::MAX {
                let mut broken = bytes.clone();
                broken[at] ^= change;
                let Some(again) = read(&broken) else { continue };
                if read(&again).as_ref() != Some(&again) {
                    unstable.push(format!("{name} byte {at} changed by {change}"));
                }
            }
        }
    }
    assert!(unstable.is_empty(), "{}", unstable.join("\n"));
}

#[test]
fn bytes_added_at_the_end_are_refused() {
    let mut taken = Vec::new();
    for Sample { name, mut bytes, read } in samples::all() {
        bytes.push(0);
        if read(&bytes).is_some() && !name.starts_with("parts/") {
            taken.push(name);
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}
