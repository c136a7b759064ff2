//! How many are here: told to everybody who looks, at most once a second and only when it changed.
//!
//! Counts those who are seen; a place that is only held counts for the capacity, not here.

use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;

use super::Venue;

/// How many are where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// In the whole venue.
    pub(super) venue: u32,
    /// By room, in order of ids.
    pub(super) rooms: Vec<u32>,
}

impl Counts {
    /// The message that tells it.
    pub(super) fn message(&self) -> FromServer {
        FromServer::Session(SessionFromServer::Present { venue: self.venue, rooms: self.rooms.clone() })
    }
}

/// Counts who is seen.
pub(super) fn count(venue: &Venue) -> Counts {
    let mut counts = Counts { venue: 0, rooms: venue.rooms.iter().map(|_| 0).collect() };
    for (_, visitor) in venue.roster.iter().filter(|(_, visitor)| visitor.is_seen(venue.tick)) {
        counts.venue += 1;
        if let Some(room) = counts.rooms.get_mut(usize::from(visitor.room.0)) {
            *room += 1;
        }
    }
    counts
}

/// Tells everybody who looks, if it changed since the last time.
pub(super) fn tell_if_changed(venue: &mut Venue) {
    let counts = count(venue);
    if counts == venue.counts {
        return;
    }
    let links = venue.roster.iter().filter_map(|(_, visitor)| visitor.looking()).collect();
    venue.outbox.broadcast(links, counts.message());
    venue.counts = counts;
}
