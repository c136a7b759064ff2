//! The rooms of the venue, and their maps and images as files that clients fetch by hash.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Bytes;

use crate::map;
use crate::venue::RoomSetup;

/// Rooms, ready to be opened and served.
#[derive(Debug)]
pub(super) struct Rooms {
    pub(super) setups: Vec<RoomSetup>,
    pub(super) maps: BTreeMap<String, Bytes>,
    pub(super) media: BTreeMap<String, Bytes>,
}

impl Rooms {
    /// The rooms that begin in the map `file` and read below `root`, or the demo venue.
    ///
    /// # Errors
    /// When a map cannot be opened; the words name the place that is wrong.
    pub(super) fn open(file: Option<&Path>, root: Option<&Path>) -> anyhow::Result<Self> {
        let venue = match file {
            Some(file) => map::venue_from(file, root)?,
            None => map::demo::rooms()?,
        };
        for (room, report) in venue.reports.iter().filter(|(_, report)| report.wrong() > 0) {
            let wrong = report.wrong();
            tracing::warn!(%room, wrong, "the map has mistakes the room can do without; see `map check`");
        }
        let by_hash =
            |files: Vec<(String, Vec<u8>)>| files.into_iter().map(|(hash, file)| (hash, file.into())).collect();
        Ok(Self { setups: venue.rooms, maps: by_hash(venue.maps), media: by_hash(venue.media) })
    }
}
