//! A group photograph as the edge that draws gets it: who stands where, and what is written under it.

use serde::{Deserialize, Serialize};

use hiroba_shared::look::Look;
use hiroba_shared::text::{DisplayName, PhotographCaption};

use crate::venue::input::UnixSeconds;

/// A photograph to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition {
    /// Its number, for the answer.
    pub number: u64,
    /// What is written under it.
    pub caption: PhotographCaption,
    /// When it was taken.
    pub taken: UnixSeconds,
    /// Minutes by which the clocks of who called are ahead of UTC: the date is theirs.
    pub ahead_of_utc: i16,
    /// The rows, the back one first, each from left to right.
    pub rows: Vec<Vec<Posed>>,
}

/// Somebody in a photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posed {
    /// How they look.
    pub look: Look,
    /// Their name, if it may stand under it.
    pub name: Option<DisplayName>,
}
