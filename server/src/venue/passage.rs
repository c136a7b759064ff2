//! Going from room to room, and telling a client where its visitor stands.
//!
//! A door works when somebody steps into its zone, not while they still stand in the one they arrived by. Who may go
//! where is not restricted.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::rules::movement::Body;

use super::room::Standing;
use super::{Venue, circle, floor, lead, photograph, slides, stage, walk};

/// The visitor stepped under other zone rules; a door they stepped into leads on.
pub(super) fn cross(venue: &mut Venue, id: VisitorId, standing: Standing) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let Some(room) = venue.rooms.get(visitor.room) else { return };
    let entered = standing.door.filter(|door| visitor.standing.door != Some(*door));
    match entered.and_then(|zone| room.doorway(zone)) {
        Some(door) => {
            let (to, entry) = (door.room, door.entry.clone());
            go(venue, id, to, &entry);
        }
        None => circle::cross(venue, id, standing),
    }
}

/// The visitor goes to an entry of a room.
pub(super) fn go(venue: &mut Venue, id: VisitorId, to: RoomId, entry: &str) {
    let Some(room) = venue.rooms.get_mut(to) else { return };
    let arrived = room.appear(entry);
    let standing = room.standing(arrived.position);
    walk::leave_seat(venue, id);
    circle::step_out(venue, id);
    floor::step_out(venue, id);
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    visitor.room = to;
    visitor.body = Body { position: arrived.position, ..visitor.body };
    visitor.epoch = visitor.epoch.wrapping_add(1) & 3;
    visitor.unkept = true;
    lead::changed_room(venue, id);
    circle::cross(venue, id, standing);
    announce(venue, id);
}

/// Tells a client that looks where its visitor stands; its snapshots begin anew.
pub(super) fn announce(venue: &mut Venue, id: VisitorId) {
    floor::forget(venue, id);
    let Some(visitor) = venue.roster.get(id) else { return };
    let (Some(link), Some(room)) = (visitor.looking(), venue.rooms.get(visitor.room)) else { return };
    let entered = SessionFromServer::Entered {
        room: visitor.room,
        map: room.map_hash.clone(),
        at: visitor.body.position,
        first_snapshot: venue.views.open(id, visitor.room),
    };
    venue.introductions.introduce(&venue.roster, &mut venue.outbox, (id, link), &[id]);
    venue.outbox.send(link, FromServer::Session(entered));
    venue.stirred.insert(id);
    floor::entered(venue, id);
    stage::tell(venue, id);
    slides::tell_shown(venue, id);
    photograph::tell(venue, id);
}
