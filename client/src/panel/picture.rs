//! What a picture in a panel shows, by name: the renderer knows where the pixels are.

use hiroba_shared::look::Look;
use hiroba_shared::protocol::slides::PagePoint;
use std::sync::Arc;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// An icon of the interface, in the colour of the text.
    Icon(&'static str),
    /// Somebody's avatar, looking at the reader.
    Look(Look),
    /// A small map.
    Plan(Arc<Plan>),
    /// A page of slides.
    Page(PagePicture),
}

/// A page of slides in a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePicture {
    /// Hash of the picture, in hexadecimal letters.
    pub hash: String,
    /// Width and height, in parts of each other.
    pub size: (u16, u16),
    /// Whether the client has its pixels; a browser gets them by itself.
    pub here: bool,
    /// Where somebody points at it.
    pub dot: Option<PagePoint>,
    /// Where the pointer is on it is told.
    pub points: bool,
}

/// A small map: the room's squares as pixels, and marks on it.
#[derive(Debug, PartialEq)]
pub struct Plan {
    /// Width and height in squares.
    pub size: (u16, u16),
    /// What each square is, row by row.
    pub squares: Vec<Square>,
    /// What is marked, in subtiles, later ones on top.
    pub marks: Vec<Mark>,
}

/// What a square of a small map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Square {
    /// Nobody can stand here.
    Closed,
    /// Somebody can.
    Open,
    /// A talk circle.
    Circle,
    /// The stage.
    Stage,
    /// A door.
    Door,
    /// A quiet corner.
    Quiet,
    /// The help desk or another named place.
    Named,
}

/// Something marked on a small map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where, in subtiles from the top left corner.
    pub at: hiroba_shared::units::Point,
    /// What.
    pub kind: MarkKind,
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Somebody.
    Person,
    /// Somebody who was looked for.
    Found,
    /// The person at the screen.
    You,
}

/// Which face goes with a look. It is not chosen; the same look always has the same one.
#[must_use]
pub fn face(look: Look) -> usize {
    let [skin, hair, _, clothes, _, accessory] = look.parts().map(usize::from);
    skin + hair + clothes + accessory
}
