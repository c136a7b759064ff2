//! From the shutter to the stored photograph: what the edge is given to draw, what it answers, what the store says.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::photograph::{NoPhotograph, Photograph, PhotographFromServer};
use hiroba_shared::refusal::Refusal;

use super::sitting::{Phase, Sitter};
use super::{end, leads_to, tell, tell_room, tell_standing};
use crate::venue::output::{Composition, Output, Posed};
use crate::venue::record::{Answer, NewPhotograph, PhotographFiles, Request};
use crate::venue::requests::Awaiting;
use crate::venue::{Venue, lead};

/// What the store was asked about photographs, and by whom.
#[derive(Debug)]
pub(in crate::venue) enum Asked {
    /// To keep the one of this room, with this number.
    Keep(RoomId, u64),
    /// For a list.
    List(VisitorId),
}

/// The countdown is over: the photograph is of whoever stands in their place now.
pub(super) fn shoot(venue: &mut Venue, room: RoomId) {
    let (tick, now) = (venue.tick, venue.now);
    let Some(sitting) = venue.photographs.sittings.get_mut(&room) else { return };
    let mut standing: Vec<_> = sitting.people.iter().filter(|(_, sitter)| sitter.arrived).collect();
    standing.sort_by_key(|(_, sitter)| (sitter.place.y, sitter.place.x));
    let rows: Vec<Vec<Posed>> = standing
        .chunk_by(|(_, one), (_, other)| one.place.y == other.place.y)
        .map(|row| {
            let posed = |(id, sitter): &(&VisitorId, &Sitter)| {
                let persona = &venue.roster.get(**id)?.profile.persona;
                Some(Posed { look: persona.look, name: sitter.signed.then(|| persona.name.clone()) })
            };
            row.iter().filter_map(posed).collect()
        })
        .collect();
    let people = rows.iter().map(Vec::len).sum::<usize>();
    if people == 0 {
        return end(venue, room, NoPhotograph::Nobody);
    }
    let (number, caption, ahead_of_utc) = (sitting.number, sitting.caption.clone(), sitting.ahead_of_utc);
    let item = venue.programme.current().filter(|item| item.what.room == room).map(|item| item.id);
    sitting.draw(u16::try_from(people).unwrap_or(u16::MAX), item, (tick, now));
    let late: Vec<_> =
        sitting.people.iter().filter(|(_, sitter)| !sitter.arrived).map(|(id, one)| (*id, one.place)).collect();
    venue.outbox.push(Output::Photograph(Composition { number, caption, taken: now, ahead_of_utc, rows }));
    // They are not in it, and may go where they like.
    for (id, place) in late {
        if leads_to(venue, id, place) {
            lead::release(venue, id, lead::Outcome::GivenUp);
        }
    }
    tell_standing(venue, room);
}

/// The edge drew a photograph, or could not. One that nobody waits for any more is dropped; its files are swept away.
pub(in crate::venue) fn told(venue: &mut Venue, number: u64, drawn: Option<PhotographFiles>) {
    let mut sittings = venue.photographs.sittings.iter_mut();
    let Some((room, sitting)) = sittings.find(|(_, sitting)| sitting.number == number) else { return };
    let (room, Phase::Drawing { people, taken, item, .. }) = (*room, sitting.phase) else { return };
    let Some(files) = drawn else { return end(venue, room, NoPhotograph::NotDrawn) };
    sitting.phase = Phase::Storing;
    let caption = sitting.caption.clone();
    let name = venue.rooms.get(room).map(|room| room.name.clone()).unwrap_or_default();
    let new = NewPhotograph { room: name, item, caption, people, files, taken };
    let awaiting = Awaiting::Photograph(Asked::Keep(room, number));
    if venue.requests.ask(&mut venue.outbox, Request::KeepPhotograph(new), awaiting).is_err() {
        end(venue, room, NoPhotograph::NotStored);
    }
}

/// The store answered about photographs.
pub(in crate::venue) fn answered(venue: &mut Venue, asked: Asked, answer: Answer) {
    match (asked, answer) {
        (Asked::Keep(room, number), Answer::Photographs(kept)) => match kept.into_iter().next() {
            Some(photograph) => announce(venue, room, photograph),
            None => drop_if(venue, room, number),
        },
        (Asked::Keep(room, number), _) => drop_if(venue, room, number),
        (Asked::List(id), Answer::Photographs(kept)) => {
            venue.send(id, FromServer::Photograph(PhotographFromServer::Photographs(kept)));
        }
        (Asked::List(id), _) => venue.refuse(id, Refusal::NotStored),
    }
}

/// It is stored: everybody in the room hears of it, and so does who was in it and went on to another.
fn announce(venue: &mut Venue, room: RoomId, photograph: Photograph) {
    let sitting = venue.photographs.sittings.remove(&room);
    let people = sitting.map(|sitting| sitting.people).unwrap_or_default();
    let is_elsewhere = |id: &VisitorId| venue.roster.get(*id).is_some_and(|visitor| visitor.room != room);
    let elsewhere: Vec<VisitorId> = people.into_keys().filter(is_elsewhere).collect();
    let links = elsewhere.iter().filter_map(|id| venue.roster.get(*id)?.looking()).collect();
    let taken = PhotographFromServer::Taken(photograph);
    venue.outbox.broadcast(links, FromServer::Photograph(taken.clone()));
    // A photograph that is over says nothing of one that is being made where they are now.
    for id in elsewhere {
        tell(venue, id);
    }
    tell_room(venue, room, taken);
}

fn drop_if(venue: &mut Venue, room: RoomId, number: u64) {
    if venue.photographs.sittings.get(&room).is_some_and(|sitting| sitting.number == number) {
        end(venue, room, NoPhotograph::NotStored);
    }
}
