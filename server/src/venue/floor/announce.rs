//! Announcements: told to a room or to everybody once the store has them, and kept among what was said.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::{Audience, FloorFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::text::{ChatText, DisplayName, FloorText};

use super::pending::Wish;
use super::{allowed, ask_store, name_of, room_of};
use crate::venue::Venue;
use crate::venue::record::ChatLine;
use crate::venue::record::floor::FloorRequest;

/// A moderator announces something.
pub(super) fn announce(venue: &mut Venue, id: VisitorId, to: Audience, words: FloorText) -> Result<(), Refusal> {
    allowed(venue, id, Action::Announce)?;
    let (room, _) = room_of(venue, id)?;
    let by = venue.roster.get(id).ok_or(Refusal::NotHere)?.profile.persona.name.clone();
    let name = match to {
        Audience::Room => Some(name_of(venue, room)),
        Audience::Venue => None,
    };
    let request = FloorRequest::Announce { room: name, by: id, words: words.clone(), now: venue.now };
    ask_store(venue, (id, room), request, Wish::Announce(by, to, words))
}

/// It is kept. Those whose window is hidden are told too: it is why one comes back to it.
pub(super) fn settled(
    venue: &mut Venue,
    (from, by): (VisitorId, DisplayName),
    (room, to): (RoomId, Audience),
    words: FloorText,
) {
    let Ok(text) = ChatText::new(words.as_str()) else { return };
    let (at, message, scope) = (venue.now, venue.told.next_number(), "announcement".to_owned());
    venue.told.add(ChatLine { message, at, room: name_of(venue, room), from, scope, to: None, text });
    let said = FloorFromServer::Announced { message, from, by, to, at: at.0, words };
    let meant = venue.roster.iter().filter(|(_, visitor)| to == Audience::Venue || visitor.room == room);
    let links = meant.filter_map(|(_, visitor)| visitor.link()).collect();
    venue.outbox.broadcast(links, FromServer::Floor(said));
}
