//! The catalogue of all tiles: which pieces make the sheet of the hall and the sheet of the garden.
//!
//! The pictures are in the files beneath, one per kind of thing. Add new pieces at the END of a list: maps that
//! people changed by hand hold tile numbers.

mod floor;
mod garden;
mod plant;
mod seat;
mod sign;
mod stage;
mod table;
mod tree;
mod wall;

pub use floor::LINES;
pub use seat::FACINGS;
pub use stage::SCREEN_WINDOW;

use crate::sheet::{Piece, Sheet};
use anyhow::Result;

pub fn hall() -> Result<Sheet> {
    let mut pieces = stage::pieces();
    pieces.extend(floor::pieces());
    pieces.extend(wall::pieces());
    pieces.extend(table::pieces());
    pieces.extend(seat::pieces());
    pieces.extend(plant::pieces());
    pieces.extend(sign::pieces());
    Sheet::pack("hall", 32, pieces)
}

pub fn garden() -> Result<Sheet> {
    let mut pieces: Vec<Piece> = garden::pieces();
    pieces.extend(tree::pieces());
    Sheet::pack("garden", 16, pieces)
}
