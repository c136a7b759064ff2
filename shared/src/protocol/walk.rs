//! Moving other than by steps: sitting, being led to somebody or somewhere, following. Steps are [`super::stride`]s.

use serde::{Deserialize, Serialize};

use crate::ids::{RoomId, SeatId, VisitorId, ZoneId};
use crate::units::{Point, TilePoint};

/// Where somebody wants to be led.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goal {
    /// Next to a visitor, through doors if need be.
    Visitor(VisitorId),
    /// Into a zone of a room, through doors if need be.
    Zone(RoomId, ZoneId),
    /// To a tile of this room.
    Tile(TilePoint),
    /// To the start of a room, through doors if need be.
    Room(RoomId),
}

/// What a client says about moving.
///
/// A wish carries the number of the last intent given before it, 0 before the first. The venue waits until that intent
/// is applied: a step that a bad link delivers late is then known to be older than the wish and does not undo it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WalkFromClient {
    /// Sit down on a seat at most two tiles away; any later step rises.
    Sit {
        /// On which seat.
        seat: SeatId,
        /// Number of the last intent before.
        after: u32,
    },
    /// Be led somewhere; any later step ends it.
    Lead {
        /// Where to.
        goal: Goal,
        /// Number of the last intent before.
        after: u32,
    },
    /// Walk after somebody until the next own step.
    Follow {
        /// After whom.
        visitor: VisitorId,
        /// Number of the last intent before.
        after: u32,
    },
    /// Stop being led or following.
    Stop,
}

/// What a server says about moving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WalkFromServer {
    /// The venue leads the visitor now.
    Led(Goal),
    /// The venue has them follow somebody now.
    Following(VisitorId),
    /// Leading or following is over.
    Released {
        /// They arrived; otherwise it was given up.
        arrived: bool,
    },
    /// Answer to [`super::people::PeopleFromClient::Locate`]: where somebody is.
    Located {
        /// Who.
        visitor: VisitorId,
        /// In which room.
        room: RoomId,
        /// Where in it.
        at: Point,
    },
}
