//! A deck of slides: its limits, its pages by number, and every reason why a PDF does not become one.
//!
//! Both the process that draws the pages and the clients that explain a failure speak these words. There are no
//! pictures here and no PDF.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

/// Most bytes of a PDF.
pub const MOST_PDF_BYTES: u64 = 100 * 1024 * 1024;
/// Most pages of a deck.
pub const MOST_PAGES: u16 = 300;
/// Longest side of a page's large picture, in pixels.
pub const LARGE_PIXELS: u16 = 1_920;
/// Longest side of its small one.
pub const SMALL_PIXELS: u16 = LARGE_PIXELS / 2;

/// A page of a deck, counted from 1 as people do, up to [`MOST_PAGES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct PageNumber(u16);

impl PageNumber {
    /// The first page of any deck.
    pub const FIRST: Self = Self(1);

    /// The page with this number.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number >= 1 && number <= MOST_PAGES { Some(Self(number)) } else { None }
    }

    /// The number people read.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Where the page stands in a list that begins with the first.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }
}

impl TryFrom<u16> for PageNumber {
    type Error = &'static str;
    fn try_from(number: u16) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("no page has this number")
    }
}

impl From<PageNumber> for u16 {
    fn from(page: PageNumber) -> Self {
        page.0
    }
}

/// The pages of a deck as a file lists them, in order; its own name is the hash of its bytes too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeckIndex {
    /// At least one, at most [`MOST_PAGES`].
    pub pages: Vec<PageFiles>,
}

/// Where the pictures of a page are, and the size of the large one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFiles {
    /// Hash of the large picture, in hexadecimal letters; it lies at `/media/` with these.
    pub large: String,
    /// Hash of the small one.
    pub small: String,
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
    /// What was left out of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flaws: Vec<Flaw>,
}

/// Why a PDF did not become a deck: where, when it was one page, and what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeckFault {
    /// The page at which it ended.
    pub page: Option<PageNumber>,
    /// What was wrong.
    pub reason: DeckFaultReason,
}

/// What was wrong with a PDF, or with the venue that should draw it. Variants are appended, never reordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeckFaultReason {
    /// The file is no PDF, or too broken to be read.
    NotPdf,
    /// It opens with a password only.
    NeedsPassword,
    /// It has no pages.
    NoPages,
    /// It has more than [`MOST_PAGES`].
    TooManyPages,
    /// It needs more memory than a deck may have.
    TooMuchMemory,
    /// It takes longer than a deck may take.
    TooSlow,
    /// Something on the page is such that it cannot be drawn.
    Undrawable,
    /// The pictures of its pages are too large to be kept.
    TooLarge,
    /// The venue was closing, or its disk is full.
    NotStored,
    /// The venue has nothing to draw with.
    NoRasteriser,
}

impl DeckFaultReason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::NotPdf,
        Self::NeedsPassword,
        Self::NoPages,
        Self::TooManyPages,
        Self::TooMuchMemory,
        Self::TooSlow,
        Self::Undrawable,
        Self::TooLarge,
        Self::NotStored,
        Self::NoRasteriser,
    ];

    /// The fault of a whole file.
    #[must_use]
    pub const fn of_file(self) -> DeckFault {
        DeckFault { page: None, reason: self }
    }
}

/// Something on a page that was left out; the rest of the page is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Letters of a font that could not be read.
    Letters,
    /// A picture that could not be read.
    Picture,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one_to_three_hundred() {
        assert_eq!(PageNumber::new(0), None);
        assert_eq!(PageNumber::new(MOST_PAGES + 1), None);
        assert_eq!(PageNumber::new(1), Some(PageNumber::FIRST));
        assert_eq!(PageNumber::new(MOST_PAGES).map(PageNumber::index), Some(299));
    }
}
