//! Slides for tests: a deck of pages of one size, shown by visitor 1.

use std::sync::Arc;

use hiroba_shared::deck::{DeckIndex, PageFiles, PageNumber};
use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::{Blake3, DeckRow, Screen, Showing};
use hiroba_shared::text::DeckTitle;

use super::Slides;

/// This page.
pub(crate) fn page(number: u16) -> PageNumber {
    PageNumber::new(number).unwrap()
}

/// A deck of so many pages.
pub(crate) fn deck(number: u32, last: u16) -> DeckRow {
    let title = DeckTitle::new("Plastic <b>in</b> the sea").unwrap();
    DeckRow { deck: DeckId(number), title, last: page(last), brought: 1_800_000_000 }
}

/// Page `at` of so many, on the screen.
pub(crate) fn showing(at: u16, last: u16) -> Showing {
    let screen = Screen { page: page(at), blank: false };
    Showing { deck: deck(1, last), index: Blake3([7; 32]), presenter: VisitorId(1), screen }
}

/// The same with its pages known.
pub(crate) fn slides(at: u16, last: u16) -> Slides {
    let hash = |number: u16, size: &str| blake3::hash(format!("{size}{number}").as_bytes()).to_hex().to_string();
    let files = |number| PageFiles {
        large: hash(number, "large"),
        small: hash(number, "small"),
        width: 1_920,
        height: 1_080,
        flaws: Vec::new(),
    };
    let index = DeckIndex { pages: (1..=last).map(files).collect() };
    Slides { showing: Some(showing(at, last)), index: Some(Arc::new(index)), ..Slides::default() }
}
