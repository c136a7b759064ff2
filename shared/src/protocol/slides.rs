//! Slides: bringing decks, showing them in a room, turning their pages. The pictures never cross the link.
//!
//! A client learns where a deck's index lies and fetches everything else over HTTP by hash; after that a turned page is a
//! number. Who brings a deck makes a secret, names its BLAKE3 here, and shows the secret with the file at `/api/deck`.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::deck::{DeckFault, PageNumber};
use crate::ids::{DeckId, VisitorId};
use crate::text::DeckTitle;

/// Most decks in a list.
pub const MOST_DECKS: usize = 50;

/// BLAKE3 of something: of a secret, or of a file, which lies at `/media/` with its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Blake3(pub [u8; 32]);

/// A place on a page: parts of its width and height, 65,535 the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PagePoint {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

/// A deck in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DeckRow {
    /// Which.
    pub deck: DeckId,
    /// What it is called.
    pub title: DeckTitle,
    /// The number of its last page.
    pub last: PageNumber,
    /// When it was brought, Unix time in seconds.
    pub brought: i64,
}

/// What is shown in a room.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Showing {
    /// Which deck.
    pub deck: DeckRow,
    /// Its [`crate::deck::DeckIndex`] as JSON.
    pub index: Blake3,
    /// Who shows it.
    pub presenter: VisitorId,
    /// What is on the screen now.
    pub screen: Screen,
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Screen {
    /// This page.
    pub page: PageNumber,
    /// Or nothing, for as long as the presenter wants to be looked at instead.
    pub blank: bool,
}

/// What a client says about slides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlidesFromClient {
    /// I bring a deck: a PDF will come to `/api/deck` with the secret of this key within ten minutes. Answered by
    /// [`SlidesFromServer::Expected`].
    Bring {
        /// BLAKE3 of the secret.
        key: Blake3,
        /// What the deck is called.
        title: DeckTitle,
    },
    /// Which decks can I show? Answered by [`SlidesFromServer::Decks`].
    List,
    /// This deck is not needed any more. Answered by [`SlidesFromServer::Decks`].
    Forget(DeckId),
    /// Show this deck on the screen of the room, from its first page.
    Show(DeckId),
    /// Put this on the screen.
    Turn(Screen),
    /// Point at the page, or no longer.
    Point(Option<PagePoint>),
    /// Take the deck off the screen.
    End,
    /// I look at the screen closely, or no longer: only then I am told where the presenter points.
    Watch(bool),
}

/// What a server says about slides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlidesFromServer {
    /// The file may come.
    Expected(Blake3),
    /// So many pages are drawn.
    Drawn {
        /// Which file.
        key: Blake3,
        /// How many.
        drawn: u16,
        /// Of how many; 0 while the file is being read.
        pages: u16,
    },
    /// There is no deck of this file.
    Spoilt {
        /// Which file.
        key: Blake3,
        /// Where and why.
        fault: DeckFault,
    },
    /// The deck is there, and stored.
    Ready {
        /// Which file.
        key: Blake3,
        /// The deck.
        deck: DeckRow,
        /// Its [`crate::deck::DeckIndex`] as JSON, which says what was left out on which page.
        index: Blake3,
    },
    /// The decks one can show, newest first; at most [`MOST_DECKS`].
    Decks(Vec<DeckRow>),
    /// What is shown in the room where one is; told on entering one with a screen, and when it changes.
    Shown(Option<Showing>),
    /// The screen shows something else of the same deck.
    Turned(Screen),
    /// The presenter points there, or no longer.
    Pointed(Option<PagePoint>),
}
