//! The seam between the features and whatever carries the link: a thread on the desktop, the browser's own objects
//! in a browser, a pair of queues in tests.
//!
//! A port never blocks. Duties of whoever is behind it: join, open a link, keep it alive outside the frame loop,
//! come back by the resume key when it breaks, fetch maps, pictures and slides, and report in order.

use std::sync::Arc;

use hiroba_shared::deck::DeckIndex;
use hiroba_shared::door::JoinRequest;
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::{Farewell, Refusal};

use crate::net::visit::LinkChoice;
use crate::venue_state::JoinRefused;

/// The two ends of the seam, seen from the features.
pub trait LinkPort: Send + Sync {
    /// Hands an order to the link; lost when nothing is behind the port any more.
    fn order(&mut self, order: ToLink);
    /// The oldest report not taken yet.
    fn next(&mut self) -> Option<FromLink>;
    /// Says which links visits from now on may use; a port that was told so when it was made stays with that.
    fn choose(&mut self, _choice: LinkChoice) {}
}

/// What features want of the link.
#[derive(Debug)]
pub enum ToLink {
    /// Ask the door and open a link.
    Join {
        /// Address of the door as a person types it.
        server: String,
        /// Who they say they are.
        request: Box<JoinRequest>,
    },
    /// Come back to the place that an earlier program of this window left, by the key it kept.
    ComeBack {
        /// Address of the door.
        server: String,
        /// The resume key.
        key: String,
    },
    /// Send on the reliable channel.
    Say(Box<FromClient>),
    /// Send on the unreliable channel, at once.
    Stride(Vec<u8>),
    /// Fetch a map; answered by [`FromLink::Map`].
    FetchMap(String),
    /// Fetch a picture; answered by [`FromLink::Picture`].
    FetchPicture(String),
    /// Fetch what a deck consists of; answered by [`FromLink::Deck`].
    FetchDeck(String),
    /// Fetch the picture of a page; answered by [`FromLink::Page`].
    FetchPage(String),
    /// Say good-bye and close, or stop trying to come back.
    Leave,
}

/// A page as pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct PagePixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for PagePixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PagePixels({} x {})", self.width, self.height)
    }
}

/// How a file fares on its way to the door, which it takes beside the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// So many bytes are sent.
    Sent(u64),
    /// It has arrived.
    Arrived,
    /// The door took it not, or it cannot be read.
    Failed,
}

/// What the link reports.
#[derive(Debug)]
pub enum FromLink {
    /// A link carries the visitor from now on.
    Opened,
    /// A reliable message.
    Message(Box<FromServer>),
    /// A snapshot.
    Snapshot(Snapshot),
    /// A map that was asked for, or nothing when it cannot be had.
    Map {
        /// Its hash.
        hash: String,
        /// The map.
        map: Option<Arc<RoomMap>>,
    },
    /// A picture that was asked for, or nothing when it cannot be had.
    Picture {
        /// Its hash.
        hash: String,
        /// The PNG file.
        png: Option<Vec<u8>>,
    },
    /// What a deck consists of, or nothing when it cannot be had.
    Deck {
        /// Its hash.
        hash: String,
        /// Its pages.
        index: Option<Arc<DeckIndex>>,
    },
    /// A page that was asked for, or nothing when it cannot be had.
    Page {
        /// Its hash.
        hash: String,
        /// What it looks like.
        pixels: Option<PagePixels>,
    },
    /// There will be no link: the door refused, or does not answer.
    NotJoined(JoinRefused),
    /// The link broke; it is being made again.
    Broken {
        /// Tries so far.
        tries: u32,
        /// What the venue said before, if anything.
        farewell: Option<Farewell>,
        /// Why the last try was refused, if the venue said so; it passes, and the next try may not be.
        refusal: Option<Refusal>,
    },
    /// The venue said farewell, and the client does not come back by itself.
    Ended(Farewell),
}
