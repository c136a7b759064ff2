//! The rooms of the venue, and their maps and images as files that clients fetch by hash.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Bytes;

use crate::http::Packed;
use crate::map;
use crate::venue::RoomSetup;

/// Rooms, ready to be opened and served.
#[derive(Debug)]
pub(super) struct Rooms {
    pub(super) setups: Vec<RoomSetup>,
    pub(super) maps: BTreeMap<String, Packed>,
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
        let packed = |(hash, map): (String, Vec<u8>)| Ok((hash, Packed::pack(map.into())?));
        let maps = venue.maps.into_iter().map(packed).collect::<std::io::Result<_>>()?;
        let media = venue.media.into_iter().map(|(hash, file)| (hash, file.into())).collect();
        Ok(Self { setups: venue.rooms, maps, media })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_venues_first_map_is_no_larger_than_the_budget_of_the_first_load_says() {
        let rooms = Rooms::open(None, None).unwrap();
        let first = rooms.setups.first().and_then(|room| rooms.maps.get(&room.map_hash)).unwrap();
        let (sent, most) = (first.sent() as u64, hiroba_shared::bundle::FIRST_MAP_BYTES);
        assert!(sent <= most && sent * 2 > most, "{sent} of {most} bytes");
    }
}
