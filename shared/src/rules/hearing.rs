//! Who hears whom, as a question of place; mutes, blocks and rights are the venue's.

use serde::{Deserialize, Serialize};

use crate::units::Point;

/// How far near chat carries, in tiles.
pub const NEAR_TILES: u16 = 8;
/// How far an emote is seen, in tiles.
pub const EMOTE_TILES: u16 = 24;

/// To whom something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Everybody within [`NEAR_TILES`] in the same room.
    Near,
    /// Those at the same table.
    Circle,
    /// The whole room.
    Room,
}

/// Whether near chat from `speaker` reaches `listener` in the same room.
#[must_use]
pub fn near_chat_carries(speaker: Point, listener: Point) -> bool {
    speaker.is_within(listener, NEAR_TILES)
}

/// Whether an emote at `sender` reaches `viewer` in the same room.
#[must_use]
pub fn emote_carries(sender: Point, viewer: Point) -> bool {
    sender.is_within(viewer, EMOTE_TILES)
}
