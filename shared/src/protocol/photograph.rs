//! The group photograph: calling people together, standing in rows, the countdown, and the picture that comes of it.
//!
//! Whoever is called may step out at any moment, by walking off or by saying so. A name stands under the picture only of
//! who said that it may. The picture itself never crosses the link: it lies at `/media/` under its hash.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::slides::Blake3;
use crate::ids::{PhotographId, VisitorId};
use crate::text::PhotographCaption;

/// Most people in one photograph.
pub const MOST_IN_PHOTOGRAPH: usize = 300;
/// Most photographs in a list.
pub const MOST_PHOTOGRAPHS: usize = 20;
/// Seconds of the countdown.
pub const COUNTDOWN_SECONDS: u8 = 5;

/// A picture that lies at `/media/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PictureFile {
    /// BLAKE3 of the file.
    pub hash: Blake3,
    /// Its length.
    pub bytes: u32,
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
}

/// A photograph that was taken, and is stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Photograph {
    /// Which.
    pub photograph: PhotographId,
    /// What is written under it.
    pub caption: PhotographCaption,
    /// When it was taken, Unix time in seconds.
    pub taken: i64,
    /// How many people are in it.
    pub people: u16,
    /// The picture to take home: a PNG, 3,840 pixels wide.
    pub large: PictureFile,
    /// A small one to look at: a WebP.
    pub small: PictureFile,
}

/// What part somebody has in a photograph that is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// None.
    Out,
    /// They are on the way to their place.
    OnTheWay,
    /// They stand in their place.
    InPlace,
}

/// How far the making of a photograph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Progress {
    /// People are led to their places.
    Gathering,
    /// So many seconds are left.
    Counting(u8),
    /// It was taken and is being drawn.
    Drawing,
}

/// Why there is no photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoPhotograph {
    /// It was called off.
    CalledOff,
    /// Nobody stood there.
    Nobody,
    /// The server could not draw it.
    NotDrawn,
    /// It could not be stored.
    NotStored,
}

/// What a client says about the photograph of the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotographFromClient {
    /// Whoever may: call everybody in the room before the stage.
    Call {
        /// What will be written under the picture.
        caption: PhotographCaption,
        /// Minutes by which clocks of whoever calls are ahead of UTC: the date under the picture is theirs.
        ahead_of_utc: i16,
    },
    /// Come into it, late or again.
    JoinIn,
    /// Stay out of it.
    StepOut,
    /// My name may stand under it, or may not.
    Sign(bool),
    /// Whoever may: wait for nobody any more, the countdown begins.
    Take,
    /// Whoever may: call it off.
    CallOff,
    /// Which photographs were taken? Answered by [`PhotographFromServer::Photographs`].
    List,
}

/// What a server says about the photograph of the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotographFromServer {
    /// People are called together in this room; on entering while they are, too.
    Called {
        /// Who calls; their profile was sent before.
        by: VisitorId,
        /// What will be written under the picture.
        caption: PhotographCaption,
    },
    /// What part this visitor has in it; after `Called` and on every change.
    You {
        /// Which.
        part: Part,
        /// Their name will stand under it.
        signed: bool,
    },
    /// How far it is: how many stand in their places and how many are on the way, at most twice a second.
    Standing {
        /// How far it is.
        progress: Progress,
        /// How many stand in their places.
        there: u16,
        /// How many are on the way.
        coming: u16,
    },
    /// There will be none.
    Over(NoPhotograph),
    /// It was taken, and is stored.
    Taken(Photograph),
    /// The photographs of the venue, newest first; at most [`MOST_PHOTOGRAPHS`].
    Photographs(Vec<Photograph>),
}
