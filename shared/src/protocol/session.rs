//! Being here: welcome, rooms, presence, farewell.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::ids::{RoomId, SeatId, VisitorId, ZoneId};
use crate::profile::Profile;
use crate::refusal::{Farewell, Refusal};
use crate::role::Role;
use crate::title::Title;
use crate::units::Point;

/// What a client says about being here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionFromClient {
    /// The window is hidden (true) or looked at again (false). While away only keep-alives flow; on return the room's
    /// state is sent as on entering.
    Away(bool),
    /// The visitor leaves for good; answered by a farewell.
    Leave,
    /// How often the client wants to see; every new link begins at [`Pace::Full`].
    Pace(Pace),
}

/// How often a client is told what it sees, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Pace {
    /// In every tick, everybody worth seeing.
    #[default]
    Full,
    /// In every [`LOW_PACE_TICKS`]th tick, and only the nearest: for slow links and small allowances.
    Low,
}

/// Ticks from one snapshot to the next at [`Pace::Low`]: five a second.
pub const LOW_PACE_TICKS: u32 = 4;

/// A room of the venue, for lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSummary {
    /// Which room.
    pub room: RoomId,
    /// Its name in addresses, such as `terrace`.
    pub name: String,
    /// Its title for people.
    pub title: Title,
    /// How many are in it.
    pub present: u32,
}

/// What a server says about being here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionFromServer {
    /// First message of every session.
    Welcome {
        /// Who this client is.
        you: VisitorId,
        /// The role they have.
        role: Role,
        /// Whether this visit goes on from an earlier link.
        resumed: bool,
        /// The rooms of the venue.
        rooms: Vec<RoomSummary>,
    },
    /// The visitor stands in this room from now on; every slot of earlier snapshots is void.
    Entered {
        /// Which room.
        room: RoomId,
        /// BLAKE3 of its compiled map in hexadecimal, fetched from `/map/<hash>`.
        map: String,
        /// Where they stand.
        at: Point,
        /// Number of the snapshots that belong to this room: those from this one on.
        first_snapshot: u16,
    },
    /// Names and looks of visitors this client can see or was told of; kept by the client.
    Profiles(Vec<Profile>),
    /// How many people are in the venue and in each room; at most every second, when it changed.
    Present {
        /// In the whole venue.
        venue: u32,
        /// By room, in order of [`RoomId`].
        rooms: Vec<u32>,
    },
    /// The zone rules the visitor is under changed.
    Zones {
        /// The talk circle they are a member of.
        circle: Option<ZoneId>,
        /// Members of that circle, themself included.
        members: Vec<VisitorId>,
        /// They stand in a quiet zone.
        quiet: bool,
        /// They sit here.
        seat: Option<SeatId>,
    },
    /// Something asked for was not done.
    Refused(Refusal),
    /// The session ends; the link closes after this.
    Farewell(Farewell),
}
