//! Group photographs as the venue hands them to the store and gets them back. The pictures themselves are not here.

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::ItemId;
use hiroba_shared::protocol::photograph::PictureFile;
use hiroba_shared::text::PhotographCaption;

use crate::venue::input::UnixSeconds;

/// A photograph that was taken and drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPhotograph {
    /// Name of the room.
    pub room: String,
    /// During which item of the programme.
    pub item: Option<ItemId>,
    /// What is written under it.
    pub caption: PhotographCaption,
    /// How many people are in it; who they are only the picture says.
    pub people: u16,
    /// The pictures.
    pub files: PhotographFiles,
    /// When it was taken.
    pub taken: UnixSeconds,
}

/// The files of a photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotographFiles {
    /// The one to take home.
    pub large: PictureFile,
    /// The one to look at.
    pub small: PictureFile,
}
