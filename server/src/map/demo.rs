//! The venue inside the executable: a reception hall and a garden terrace, drawn by us, read by the same importer.

use super::{ImportError, Rooms, files::Embedded, rooms_from};

/// The file the demo venue starts in.
pub const FIRST_FILE: &str = "reception.tmj";

/// The demo venue's files.
pub static FILES: Embedded = Embedded {
    base: "maps",
    files: &[
        ("maps/reception.tmj", include_bytes!("../../../assets/maps/reception.tmj")),
        ("maps/terrace.tmj", include_bytes!("../../../assets/maps/terrace.tmj")),
        ("atlas/hall.png", include_bytes!("../../../assets/atlas/hall.png")),
        ("atlas/garden.png", include_bytes!("../../../assets/atlas/garden.png")),
    ],
};

/// The rooms of the demo venue, the reception hall first.
///
/// # Errors
/// Never with the files it is built with; a test holds that.
pub fn rooms() -> Result<Rooms, ImportError> {
    rooms_from(&FILES, FIRST_FILE)
}
