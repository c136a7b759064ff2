//! What can happen to a visit, and what it then wants done: the words between it and whoever carries the link.

use hiroba_shared::door::{Admission, JoinRequest};

use crate::net::port::{FromLink, ToLink};
use crate::venue_state::JoinRefused;

/// Which links a client may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkChoice {
    /// WebTransport, and WebSocket when that fails.
    #[default]
    Any,
    /// Only WebTransport.
    WebTransport,
    /// Only WebSocket.
    WebSocket,
}

/// Number of a question or a connection; what is said about an older one counts no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attempt(u32);

impl Attempt {
    pub(super) const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// What happened to a visit.
#[derive(Debug)]
pub enum Happening {
    /// The door answered.
    Answered(Attempt, Result<Admission, JoinRefused>),
    /// The connection stands and this was answered to the opening; `None` when there is none.
    Dialled(Attempt, Option<Vec<u8>>),
    /// A frame came.
    Frame(Attempt, Vec<u8>),
    /// The connection is gone, or too slow to be of use.
    HungUp(Attempt),
    /// A feature wants something.
    Order(ToLink),
    /// Whether the person can see the venue: false for a hidden window.
    Looks(bool),
    /// The device is in another network, or in one again.
    NetworkChanged,
    /// The program itself ends, and nothing outlives it.
    Closing,
    /// The program itself ends, and the key outlives it: the place is to be held.
    Parting,
    /// Only time.
    Passed,
}

/// What is to be done for a visit, in this order.
#[derive(Debug)]
pub enum Deed {
    /// Ask the door.
    Ask(Attempt, Question),
    /// Connect, send the opening, and wait for the answer to it.
    Dial(Attempt, Dial),
    /// Send a frame over the connection.
    Send(Vec<u8>),
    /// Close the connection, standing or not.
    HangUp,
    /// Fetch something and report it.
    Fetch(Fetch),
    /// Report to the features.
    Report(FromLink),
    /// Keep this resume key, where keys outlive the program.
    Remember(String),
    /// Forget the key.
    Forget,
}

/// A question to the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Somebody new wants in.
    Join(Box<JoinRequest>),
    /// Somebody with this key wants back.
    Resume(String),
}

/// Something to be fetched by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetch {
    /// A map.
    Map(String),
    /// A picture.
    Picture(String),
    /// What a deck of slides consists of.
    Deck(String),
    /// The picture of a page of it, which is decoded too.
    Page(String),
}

/// A connection to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dial {
    /// Over what.
    pub line: Line,
    /// Its address.
    pub url: String,
    /// What to say first.
    pub opening: Vec<u8>,
}

/// What a connection runs over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// WebTransport; SHA-256 of each certificate that may be met, in hexadecimal, none for a publicly trusted one.
    WebTransport(Vec<String>),
    /// WebSocket.
    WebSocket,
}
