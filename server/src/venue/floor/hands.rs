//! Raised hands, in the order they went up, and who was called on; applause, counted and never told one by one.
//!
//! Neither outlives the moment: a restart of the server finds all hands down.

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::{FloorFromServer, MOST_HANDS};
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;

use super::{allowed, polls, room_of, say};
use crate::venue::Venue;

/// Most raised hands whose names are told to moderators.
const MOST_NAMED: usize = 50;

/// The hands of a room.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub(super) struct Hands {
    raised: Vec<VisitorId>,
    called: Option<VisitorId>,
    stirred: bool,
    cheers: BTreeMap<Emote, u16>,
}

/// Somebody raises a hand.
pub(super) fn raise(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    allowed(venue, id, Action::Ask)?;
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    if let Some(until) = visitor.muted_until(venue.now) {
        return Err(Refusal::Muted { until: until.0 });
    }
    let (room, floor) = room_of(venue, id)?;
    if floor.hands.raised.contains(&id) {
        return Ok(());
    }
    if floor.hands.raised.len() >= usize::try_from(MOST_HANDS).unwrap_or(usize::MAX) {
        return Err(Refusal::TooMany { limit: MOST_HANDS });
    }
    change(venue, room, |hands| hands.raised.push(id));
    Ok(())
}

/// Somebody's hand goes down: they wish it, they leave, or a moderator takes it down.
pub(super) fn lower(venue: &mut Venue, id: VisitorId) {
    let Some(room) = venue.roster.get(id).map(|visitor| visitor.room) else { return };
    let hands = venue.floor.rooms.get(&room).map(|floor| &floor.hands);
    if hands.is_some_and(|hands| hands.raised.contains(&id) || hands.called == Some(id)) {
        change(venue, room, |hands| {
            hands.raised.retain(|other| *other != id);
            hands.called = hands.called.filter(|called| *called != id);
        });
    }
}

/// A moderator calls on somebody, or on nobody any more.
pub(super) fn call(venue: &mut Venue, id: VisitorId, whom: Option<VisitorId>) -> Result<(), Refusal> {
    allowed(venue, id, Action::ModerateFloor)?;
    let (room, _) = room_of(venue, id)?;
    if let Some(whom) = whom {
        let here = venue.roster.get(whom).is_some_and(|visitor| visitor.room == room);
        here.then_some(()).ok_or(Refusal::NotHere)?;
    }
    change(venue, room, |hands| {
        hands.raised.retain(|other| Some(*other) != whom);
        hands.called = whom;
    });
    Ok(())
}

/// A moderator takes hands down: one, or all.
pub(super) fn dismiss(venue: &mut Venue, id: VisitorId, whom: Option<VisitorId>) -> Result<(), Refusal> {
    allowed(venue, id, Action::ModerateFloor)?;
    let (room, _) = room_of(venue, id)?;
    change(venue, room, |hands| hands.raised.retain(|other| whom.is_some_and(|whom| *other != whom)));
    Ok(())
}

/// Somebody claps, or the like.
pub(super) fn cheer(venue: &mut Venue, id: VisitorId, emote: Emote) -> Result<(), Refusal> {
    let (room, _) = room_of(venue, id)?;
    let floor = venue.floor.rooms.get_mut(&room).ok_or(Refusal::NotReady)?;
    let count = floor.hands.cheers.entry(emote).or_default();
    *count = count.saturating_add(1);
    Ok(())
}

/// Tells somebody who entered a room which hands are up; none too, or who comes back would go on seeing old ones.
pub(super) fn introduce(venue: &mut Venue, id: VisitorId, room: RoomId) {
    let Some(hands) = venue.floor.rooms.get(&room).map(|floor| floor.hands.clone()) else { return };
    name_hands(venue, id, &hands);
    say(venue, id, hands.message());
}

/// Tells everybody in the room which hands are up, and how loud the applause was.
pub(super) fn tell_changes(venue: &mut Venue) {
    let mut changed: Vec<(RoomId, Hands, BTreeMap<Emote, u16>)> = Vec::new();
    for (room, floor) in &mut venue.floor.rooms {
        let cheers = std::mem::take(&mut floor.hands.cheers);
        if floor.hands.stirred || !cheers.is_empty() {
            changed.push((*room, floor.hands.clone(), cheers));
            floor.hands.stirred = false;
        }
    }
    for (room, hands, cheers) in changed {
        let links = polls::links(venue, room, |_| true);
        if hands.stirred {
            let here = venue.roster.iter().filter(|(_, visitor)| visitor.room == room);
            let here: Vec<VisitorId> = here.map(|(id, _)| id).collect();
            here.into_iter().for_each(|id| name_hands(venue, id, &hands));
            venue.outbox.broadcast(links.clone(), FromServer::Floor(hands.message()));
        }
        if !cheers.is_empty() {
            let said = FloorFromServer::Cheers(cheers.into_iter().collect());
            venue.outbox.broadcast(links, FromServer::Floor(said));
        }
    }
}

/// Who is called on is known to all, who waits to the moderators.
fn name_hands(venue: &mut Venue, id: VisitorId, hands: &Hands) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let Some(link) = visitor.looking() else { return };
    let orders = visitor.profile.role.may(Action::ModerateFloor);
    let waiting = hands.raised.iter().copied().take(if orders { MOST_NAMED } else { 0 });
    let whom: Vec<VisitorId> = hands.called.into_iter().chain(waiting).collect();
    let Venue { roster, introductions, outbox, .. } = venue;
    introductions.introduce(roster, outbox, (id, link), &whom);
}

fn change(venue: &mut Venue, room: RoomId, change: impl FnOnce(&mut Hands)) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    change(&mut floor.hands);
    floor.hands.stirred = true;
}

impl Hands {
    fn message(&self) -> FloorFromServer {
        FloorFromServer::Hands { raised: self.raised.clone(), called: self.called }
    }
}
