//! Every file says what it is for, is short, and has a name that means something.

use crate::tree::{self, assert_none};

/// Most lines of a file, tests included.
const MOST_LINES: usize = 400;
/// Names that mean nothing.
const FORBIDDEN: [&str; 9] = ["utils", "util", "common", "helpers", "helper", "manager", "handler", "data", "info"];

#[test]
fn every_source_opens_by_saying_what_it_is_for() {
    let silent = tree::all_sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    assert_none("files without a module document", &silent.map(|source| source.path).collect::<Vec<_>>());
}

#[test]
fn no_source_is_longer_than_four_hundred_lines() {
    let long = tree::all_sources().into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > MOST_LINES).then(|| format!("{}: {lines}", source.path))
    });
    assert_none("files that hold more than one subject", &long.collect::<Vec<_>>());
}

#[test]
fn no_source_has_a_name_that_means_nothing() {
    let mut found = Vec::new();
    for source in tree::all_sources() {
        let (folder, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let stem = name.trim_end_matches(".rs");
        if stem == "mod" || FORBIDDEN.contains(&stem) {
            found.push(source.path.clone());
        }
        if folder.split('/').any(|part| FORBIDDEN.contains(&part)) {
            found.push(source.path);
        }
    }
    assert_none("files whose name says nothing", &found);
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let marks =
        [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["unimplemented", "!("], ["to", "do!("]].map(|mark| mark.concat());
    let mut found = Vec::new();
    for source in tree::all_sources() {
        for (number, line) in source.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) || line.trim() == "//! To be written." {
                found.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    assert_none("something was left for later", &found);
}

#[test]
fn no_test_is_switched_off() {
    let mark = ["#[ig", "nore"].concat();
    let off = tree::all_sources().into_iter().filter(|source| source.text.contains(&mark));
    assert_none("tests that never run", &off.map(|source| source.path).collect::<Vec<_>>());
}
