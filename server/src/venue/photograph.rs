//! Group photographs: people of a room are called before its stage, led into rows, counted down to, and the picture is
//! given to an edge to be drawn.
//!
//! Promises that nobody is in a picture who walked off, said so, never saw the call or is gone by the end of the
//! countdown; that a name is given on only of who allowed it; and that a photograph is told of only when it is stored.
//! Nothing half outlives a restart: who was called is forgotten, and a file nobody stored is swept away. Where people
//! stand is `shared::rows`'s rule, how they get there `lead`'s.

mod drawing;
mod sitting;

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::map::{Zone, ZoneKind};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::photograph::{NoPhotograph, Part, PhotographFromClient, PhotographFromServer};
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::text::PhotographCaption;
use hiroba_shared::units::{Facing, Tick, TilePoint};

use super::Venue;
use super::input::LinkId;
use super::lead::{self, Aim};
use super::record::Request;
use super::requests::Awaiting;
use super::roster::Visitor;
pub(super) use drawing::{Asked, answered, told};
use sitting::{Phase, Sitter, Sitting};

/// How often people are looked after, in ticks.
const LOOK_EVERY: u32 = 5;

/// The photographs that are being made, one a room at most.
#[derive(Debug, Default, Hash)]
pub(super) struct Photographs {
    sittings: BTreeMap<RoomId, Sitting>,
    /// Number of the next one.
    next: u64,
}

/// A client says something about the photograph.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: PhotographFromClient) {
    let asked = match message {
        PhotographFromClient::Call { caption, ahead_of_utc } => call(venue, id, caption, ahead_of_utc),
        PhotographFromClient::JoinIn => join_in(venue, id),
        PhotographFromClient::StepOut => step_out(venue, id),
        PhotographFromClient::Sign(signed) => sign(venue, id, signed),
        PhotographFromClient::Take => take(venue, id),
        PhotographFromClient::CallOff => call_off(venue, id),
        PhotographFromClient::List => {
            venue.requests.ask(&mut venue.outbox, Request::ListPhotographs, Awaiting::Photograph(Asked::List(id)))
        }
    };
    if let Err(refusal) = asked {
        venue.refuse(id, refusal);
    }
}

/// Tells whoever begins to look at a room that a photograph is being made there, and what part they have in it.
pub(super) fn tell(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let (Some(link), Some(sitting)) = (visitor.looking(), venue.photographs.sittings.get(&visitor.room)) else {
        return;
    };
    let called = PhotographFromServer::Called { by: sitting.by, caption: sitting.caption.clone() };
    let (by, standing, you) = (sitting.by, sitting.standing(venue.tick), sitting.part_of(id));
    let Venue { roster, introductions, outbox, .. } = venue;
    introductions.introduce(roster, outbox, (id, link), &[by]);
    for said in [called, you, standing] {
        outbox.send(link, FromServer::Photograph(said));
    }
}

/// Somebody wants to be somewhere else, in so many words: they are not in it.
pub(super) fn wished_elsewhere(venue: &mut Venue, id: VisitorId) {
    let Some(room) = venue.roster.get(id).map(|visitor| visitor.room) else { return };
    let sitting = venue.photographs.sittings.get_mut(&room).filter(|sitting| sitting.is_open());
    if sitting.is_some_and(|sitting| sitting.people.remove(&id).is_some()) {
        tell_part(venue, room, id);
    }
}

/// Looks after those who stand and those on their way, and lets the countdown run.
pub(super) fn step(venue: &mut Venue) {
    if venue.photographs.sittings.is_empty() || !venue.tick.0.is_multiple_of(LOOK_EVERY) {
        return;
    }
    let rooms: Vec<RoomId> = venue.photographs.sittings.keys().copied().collect();
    for room in rooms {
        look_after(venue, room);
        go_on(venue, room);
    }
}

fn call(venue: &mut Venue, by: VisitorId, caption: PhotographCaption, ahead: i16) -> Result<(), Refusal> {
    let room = allowed(venue, by)?;
    if venue.photographs.sittings.contains_key(&room) {
        return Err(Refusal::OutOfPlace);
    }
    let stage = stage_of(venue, room)?;
    let middle = stage.shape.centre();
    // Who does not look could not step out, and is not asked.
    let mut people: Vec<(VisitorId, &Visitor)> =
        venue.roster.iter().filter(|(_, visitor)| visitor.room == room && visitor.looking().is_some()).collect();
    people.sort_by_key(|(_, visitor)| visitor.body.position.distance_squared(middle));
    people.truncate(hiroba_shared::protocol::photograph::MOST_IN_PHOTOGRAPH);
    let heights: Vec<u16> = people.iter().map(|(_, visitor)| visitor.profile.persona.look.height()).collect();
    let map = &venue.rooms.get(room).ok_or(Refusal::Unknown)?.map;
    let rows = hiroba_shared::rows::before(map, &stage, heights.len());
    if rows.is_empty() {
        return Err(Refusal::NoWay);
    }
    let places = hiroba_shared::rows::stand(&rows, &heights);
    let placed = people.iter().zip(&heights).zip(places);
    let placed: Vec<(VisitorId, Sitter)> =
        placed.filter_map(|(((id, _), height), place)| Some((*id, Sitter::new(place?, *height, venue.tick)))).collect();
    let number = venue.photographs.next;
    venue.photographs.next += 1;
    let mut sitting = Sitting::new(number, by, caption, venue.tick);
    sitting.ahead_of_utc = ahead;
    sitting.people = placed.into_iter().collect();
    let called: Vec<(VisitorId, TilePoint)> = sitting.people.iter().map(|(id, sitter)| (*id, sitter.place)).collect();
    venue.photographs.sittings.insert(room, sitting);
    for (id, _) in looking_in(venue, room) {
        tell(venue, id);
    }
    for (id, place) in called {
        lead::begin(venue, id, Aim::Goal(Goal::Tile(place)));
    }
    Ok(())
}

fn join_in(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    let (room, height) = (visitor.room, visitor.profile.persona.look.height());
    let stage = stage_of(venue, room)?;
    let map = &venue.rooms.get(room).ok_or(Refusal::Unknown)?.map;
    let sitting = venue.photographs.sittings.get_mut(&room).ok_or(Refusal::OutOfPlace)?;
    if !sitting.is_open() || sitting.people.contains_key(&id) {
        return Err(Refusal::OutOfPlace);
    }
    let place = sitting.place_for_late(map, &stage, height)?;
    sitting.people.insert(id, Sitter::new(place, height, venue.tick));
    tell_part(venue, room, id);
    lead::begin(venue, id, Aim::Goal(Goal::Tile(place)));
    Ok(())
}

fn step_out(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let room = venue.roster.get(id).ok_or(Refusal::NotHere)?.room;
    let sitting = venue.photographs.sittings.get_mut(&room).filter(|sitting| sitting.is_open());
    let sitter = sitting.and_then(|sitting| sitting.people.remove(&id)).ok_or(Refusal::OutOfPlace)?;
    tell_part(venue, room, id);
    if leads_to(venue, id, sitter.place) {
        lead::release(venue, id, lead::Outcome::GivenUp);
    }
    Ok(())
}

fn sign(venue: &mut Venue, id: VisitorId, signed: bool) -> Result<(), Refusal> {
    let room = venue.roster.get(id).ok_or(Refusal::NotHere)?.room;
    let sitting = venue.photographs.sittings.get_mut(&room).filter(|sitting| sitting.is_open());
    let sitter = sitting.and_then(|sitting| sitting.people.get_mut(&id)).ok_or(Refusal::OutOfPlace)?;
    sitter.signed = signed;
    tell_part(venue, room, id);
    Ok(())
}

fn take(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let room = allowed(venue, id)?;
    let tick = venue.tick;
    let sitting = venue.photographs.sittings.get_mut(&room).ok_or(Refusal::OutOfPlace)?;
    if !matches!(sitting.phase, Phase::Gathering { .. }) {
        return Err(Refusal::OutOfPlace);
    }
    sitting.count_down(tick);
    tell_standing(venue, room);
    Ok(())
}

fn call_off(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let room = allowed(venue, id)?;
    let open = venue.photographs.sittings.get(&room).is_some_and(Sitting::is_open);
    if !open {
        return Err(Refusal::OutOfPlace);
    }
    end(venue, room, NoPhotograph::CalledOff);
    Ok(())
}

/// There will be no photograph: everybody in the room is told, and nobody is led any further.
fn end(venue: &mut Venue, room: RoomId, why: NoPhotograph) {
    let Some(sitting) = venue.photographs.sittings.remove(&room) else { return };
    tell_room(venue, room, PhotographFromServer::Over(why));
    for (id, sitter) in sitting.people {
        if leads_to(venue, id, sitter.place) {
            lead::release(venue, id, lead::Outcome::GivenUp);
        }
    }
}

/// Notes who arrived, lets go who went another way, and leads on who was only finishing a step.
fn look_after(venue: &mut Venue, room: RoomId) {
    let tick = venue.tick;
    let Venue { photographs, roster, .. } = venue;
    let Some(sitting) = photographs.sittings.get_mut(&room).filter(|sitting| sitting.is_open()) else { return };
    let mut led_on = Vec::new();
    let mut changed = Vec::new();
    sitting.people.retain(|id, sitter| {
        let here = roster.get_mut(*id).filter(|visitor| visitor.room == room && visitor.link().is_some());
        let Some(visitor) = here else { return false };
        match whereabouts(visitor, sitter, tick) {
            Whereabouts::InPlace if sitter.arrived => {}
            Whereabouts::InPlace => {
                sitter.arrived = true;
                // Towards whoever looks at the picture.
                visitor.body.facing = Facing::South;
                visitor.unkept = true;
                changed.push(*id);
            }
            Whereabouts::OnTheWay => sitter.arrived = false,
            Whereabouts::Hindered => {
                sitter.arrived = false;
                led_on.push((*id, sitter.place));
            }
            Whereabouts::Elsewhere => {
                changed.push(*id);
                return false;
            }
        }
        true
    });
    for (id, place) in led_on {
        lead::begin(venue, id, Aim::Goal(Goal::Tile(place)));
    }
    for id in changed {
        tell_part(venue, room, id);
    }
    tell_standing(venue, room);
}

/// Where somebody is on their way into the picture.
enum Whereabouts {
    InPlace,
    OnTheWay,
    /// Their own steps ended the leading before they can have read of it.
    Hindered,
    /// They went another way.
    Elsewhere,
}

fn whereabouts(visitor: &Visitor, sitter: &Sitter, tick: Tick) -> Whereabouts {
    let led = visitor.lead.as_ref().map(|lead| lead.goal() == Some(Goal::Tile(sitter.place)));
    let there = visitor.body.position.tile() == Some(sitter.place);
    match led {
        Some(true) => Whereabouts::OnTheWay,
        None if there => Whereabouts::InPlace,
        Some(false) | None if sitter.is_new(tick) => Whereabouts::Hindered,
        Some(false) | None => Whereabouts::Elsewhere,
    }
}

fn leads_to(venue: &Venue, id: VisitorId, place: TilePoint) -> bool {
    let lead = venue.roster.get(id).and_then(|visitor| visitor.lead.as_ref());
    lead.is_some_and(|lead| lead.goal() == Some(Goal::Tile(place)))
}

/// The next phase, when it is time for it.
fn go_on(venue: &mut Venue, room: RoomId) {
    let tick = venue.tick;
    let Some(sitting) = venue.photographs.sittings.get_mut(&room) else { return };
    match sitting.phase {
        Phase::Gathering { .. } if sitting.waited_enough(tick) && sitting.people.is_empty() => {
            end(venue, room, NoPhotograph::Nobody);
        }
        Phase::Gathering { .. } if sitting.waited_enough(tick) => {
            sitting.count_down(tick);
            tell_standing(venue, room);
        }
        Phase::Counting { until } if tick >= until => drawing::shoot(venue, room),
        Phase::Drawing { until, .. } if tick >= until => end(venue, room, NoPhotograph::NotDrawn),
        Phase::Gathering { .. } | Phase::Counting { .. } | Phase::Drawing { .. } | Phase::Storing => {}
    }
}

/// Tells one person what part they have.
fn tell_part(venue: &mut Venue, room: RoomId, id: VisitorId) {
    let looks = venue.roster.get(id).filter(|visitor| visitor.room == room).and_then(Visitor::looking);
    if let (Some(link), Some(sitting)) = (looks, venue.photographs.sittings.get(&room)) {
        venue.outbox.send(link, FromServer::Photograph(sitting.part_of(id)));
    }
}

/// Tells the room how far it is, if that is news.
fn tell_standing(venue: &mut Venue, room: RoomId) {
    let tick = venue.tick;
    let news = venue.photographs.sittings.get_mut(&room).and_then(|sitting| sitting.news(tick));
    if let Some(news) = news {
        tell_room(venue, room, news);
    }
}

fn tell_room(venue: &mut Venue, room: RoomId, message: PhotographFromServer) {
    let links = looking_in(venue, room).into_iter().map(|(_, link)| link).collect();
    venue.outbox.broadcast(links, FromServer::Photograph(message));
}

fn looking_in(venue: &Venue, room: RoomId) -> Vec<(VisitorId, LinkId)> {
    let inside = venue.roster.iter().filter(|(_, visitor)| visitor.room == room);
    inside.filter_map(|(id, visitor)| Some((id, visitor.looking()?))).collect()
}

/// The room where somebody may call people together.
fn allowed(venue: &Venue, id: VisitorId) -> Result<RoomId, Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    if visitor.profile.role.may(Action::CallPhotograph) { Ok(visitor.room) } else { Err(Refusal::NotAllowed) }
}

fn stage_of(venue: &Venue, room: RoomId) -> Result<Zone, Refusal> {
    let map = &venue.rooms.get(room).ok_or(Refusal::Unknown)?.map;
    let stage = map.zones.iter().find(|zone| zone.kind == ZoneKind::Stage);
    stage.cloned().ok_or(Refusal::OutOfPlace)
}

impl Sitting {
    /// What part somebody has in it.
    fn part_of(&self, id: VisitorId) -> PhotographFromServer {
        let sitter = self.people.get(&id);
        let part = match sitter {
            Some(sitter) if sitter.arrived => Part::InPlace,
            Some(_) => Part::OnTheWay,
            None => Part::Out,
        };
        PhotographFromServer::You { part, signed: sitter.is_some_and(|sitter| sitter.signed) }
    }
}
