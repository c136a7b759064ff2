//! Turns Tiled files into compiled rooms, and says what it made of them.
//!
//! Reads the JSON form of Tiled (`.tmj`) with WorkAdventure's conventions and a few names of our own; `docs/maps.md`
//! has the list. Whatever a file holds, the answer is a room within the limits or an error that names the place;
//! scripts are never run, nothing is fetched from the network, and nothing outside the map's folders is read.

pub mod demo;
mod entries;
mod error;
mod exit;
pub mod files;
mod import;
mod layers;
mod meaning;
mod outline;
mod picture;
mod places;
mod region;
pub mod report;
mod rooms;
mod standing;
mod tiled;
mod tileset;
mod wam;

#[cfg(test)]
mod claims;
#[cfg(test)]
mod samples;

use std::path::Path;

pub use error::ImportError;
pub use import::{Exit, Imported, import_from};
pub use report::Report;
pub use rooms::{Rooms, rooms_from};

/// Most bytes of one map file.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Deepest nesting of group layers.
pub const MAX_NESTING: usize = 8;
/// Most objects of one map, all its layers together.
pub const MAX_OBJECTS: usize = 16_384;
/// Most bytes of a tileset's picture.
pub const MAX_PICTURE_BYTES: usize = 8 * 1024 * 1024;
/// Longest side of a tileset's picture in pixels.
pub const MAX_PICTURE_SIDE: u32 = 8_192;
/// Most rooms one venue is made of by following doors.
pub const MAX_ROOMS: usize = 32;

/// The venue that starts in the map file at `path`: its room and those its doors lead to, within the same folder. What
/// the maps use lies below `root`, or where [`files::Folder::of`] says.
///
/// # Errors
/// Names what in the first file cannot be used; a door to a broken or missing map is a line in the report.
pub fn venue_from(path: &Path, root: Option<&Path>) -> Result<Rooms, ImportError> {
    let (folder, file) = files::Folder::of(path, root)?;
    rooms_from(&folder, &file)
}

/// What `map check` prints about the file at `path`, and the exit code it ends with: 0 when all is well, 1 when
/// something is wrong that the room can do without, 2 when the room cannot be opened.
#[must_use]
pub fn check(path: &Path, root: Option<&Path>) -> (String, u8) {
    let venue = match venue_from(path, root) {
        Ok(venue) => venue,
        Err(fault) => return (format!("This map cannot be opened.\n{fault}\n"), 2),
    };
    let mut text = String::new();
    for (room, report) in &venue.reports {
        text.push_str(&format!("== {room}\n{report}\n"));
    }
    let sound = venue.reports.iter().all(|(_, report)| report.wrong() == 0);
    (text, u8::from(!sound))
}
