//! The wire: what a client may say, what the server may say, and how both are framed. The index of `docs/protocol.md`.
//!
//! Layers, outermost first: a *link* (WebTransport, WebSocket, loopback) carries [`opening`] once, then [`frame`]s of
//! renet packets; renet's reliable [`channel`] carries [`parts`] of [`FromClient`] and [`FromServer`] messages, its
//! unreliable one carries [`stride`]s upward and [`snapshot`]s downward. A feature adds its own file and one variant.

pub mod codec;
pub mod channel;
pub mod frame;
pub mod opening;
pub mod parts;
pub mod stride;
pub mod snapshot;
pub mod session;
pub mod walk;
pub mod talk;
pub mod people;
pub mod order;
pub mod programme;
pub mod floor;
pub mod stage;
pub mod slides;
pub mod photograph;

use serde::{Deserialize, Serialize};

use floor::{FloorFromClient, FloorFromServer};
use order::{OrderFromClient, OrderFromServer};
use people::{PeopleFromClient, PeopleFromServer};
use photograph::{PhotographFromClient, PhotographFromServer};
use programme::{ProgrammeFromClient, ProgrammeFromServer};
use session::{SessionFromClient, SessionFromServer};
use slides::{SlidesFromClient, SlidesFromServer};
use stage::{StageFromClient, StageFromServer};
use talk::{TalkFromClient, TalkFromServer};
use walk::{WalkFromClient, WalkFromServer};

/// Version of everything in this module; a server refuses a client of another version in words.
pub const PROTOCOL_VERSION: u16 = 3;

/// Everything a client may say on the reliable channel. Variants are appended, never reordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromClient {
    /// Being here: away, back, leaving.
    Session(SessionFromClient),
    /// Moving other than by steps: sitting, being led, following.
    Walk(WalkFromClient),
    /// Saying things.
    Talk(TalkFromClient),
    /// Looking for people.
    People(PeopleFromClient),
    /// Keeping order, for moderators and for oneself.
    Order(OrderFromClient),
    /// What happens when, and running it.
    Programme(ProgrammeFromClient),
    /// The audience has the floor: asking and voting.
    Floor(FloorFromClient),
    /// Going up on stage, and captions.
    Stage(StageFromClient),
    /// Showing slides.
    Slides(SlidesFromClient),
    /// Standing in a group photograph.
    Photograph(PhotographFromClient),
}

/// Everything a server may say on the reliable channel. Variants are appended, never reordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromServer {
    /// Being here: welcome, room, farewell.
    Session(SessionFromServer),
    /// Answers about moving.
    Walk(WalkFromServer),
    /// Things said.
    Talk(TalkFromServer),
    /// Who is here.
    People(PeopleFromServer),
    /// Order in the rooms.
    Order(OrderFromServer),
    /// What happens when.
    Programme(ProgrammeFromServer),
    /// What the audience asks.
    Floor(FloorFromServer),
    /// Who is on stage, and captions.
    Stage(StageFromServer),
    /// Slides shown.
    Slides(SlidesFromServer),
    /// Group photographs.
    Photograph(PhotographFromServer),
}
