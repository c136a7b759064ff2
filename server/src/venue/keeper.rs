//! Hands the store where everybody is, so that people come back to their place after a broken link or a restart.
//!
//! Only those who moved are written, every five seconds, on parting and on stopping; everybody with a link once an
//! hour, so that sitting still does not look like being gone. What the store does with it is its own business; a
//! failed write is tried again.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::units::seconds;

use super::Venue;
use super::record::{Answer, Place, Request};
use super::requests::Awaiting;

/// How often places are handed over, in ticks.
pub(super) const KEEP_EVERY: u32 = seconds(5);
/// How often the store hears of those who did not move, in ticks; much more often than resume keys expire.
pub(super) const SEE_EVERY: u32 = seconds(60 * 60);

/// Everybody with a link is seen again, wherever they stand: the next places handed over are everybody's.
pub(super) fn see_everybody(venue: &mut Venue) {
    for (_, visitor) in venue.roster.iter_mut().filter(|(_, visitor)| visitor.link().is_some()) {
        visitor.unkept = true;
    }
}

/// Hands over the places of all who moved.
pub(super) fn keep_moved(venue: &mut Venue) {
    let rooms = &venue.rooms;
    let moved = venue.roster.iter_mut().filter(|(_, visitor)| visitor.unkept);
    let places: Vec<(VisitorId, Place)> = moved
        .filter_map(|(id, visitor)| {
            visitor.unkept = false;
            Some((id, visitor.place(rooms)?))
        })
        .collect();
    hand_over(venue, places);
}

/// Hands over one visitor's place: they part. After stopping nothing changes any more and all are kept already.
pub(super) fn keep_one(venue: &mut Venue, id: VisitorId) {
    if venue.stopping {
        return;
    }
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    visitor.unkept = false;
    let places = visitor.place(&venue.rooms).map(|place| (id, place)).into_iter().collect();
    hand_over(venue, places);
}

/// The store answered; what it could not keep is handed over again.
pub(super) fn kept(venue: &mut Venue, visitors: &[VisitorId], answer: &Answer) {
    if *answer == Answer::Kept {
        return;
    }
    for id in visitors {
        if let Some(visitor) = venue.roster.get_mut(*id) {
            visitor.unkept = true;
        }
    }
}

fn hand_over(venue: &mut Venue, places: Vec<(VisitorId, Place)>) {
    if places.is_empty() {
        return;
    }
    let whose = places.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    let request = Request::KeepPlaces { places, now: venue.now };
    if venue.stopping {
        // The last places of all: however many requests wait, and nobody is left to try again.
        venue.requests.tell(&mut venue.outbox, request);
        return;
    }
    if venue.requests.ask(&mut venue.outbox, request, Awaiting::Places(whose.clone())).is_err() {
        kept(venue, &whose, &Answer::Failed);
    }
}
