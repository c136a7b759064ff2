//! Polls: opening and closing them, choosing, and how they stand, told at most twice a second and never per vote.
//!
//! A count is what the store read at the start and every change it confirmed since; whose votes are one person's is the
//! store's knowledge.

use hiroba_shared::ids::{PollId, RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::floor::poll::{Ballot, Choices, MOST_OPEN_POLLS, MOST_POLL_MINUTES, Poll, Results, Tally};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::{Action, Role};

use super::pending::{Pending, Wish};
use super::{RoomFloor, allowed, ask_store, name_of, room_of, say, under_way};
use crate::venue::Venue;
use crate::venue::input::{LinkId, UnixSeconds};
use crate::venue::record::Request;
use crate::venue::record::floor::{FloorRequest, KeptPoll, NewPoll};
use crate::venue::requests::Awaiting;
use crate::venue::roster::Visitor;

/// Closed polls of a room that are still shown, the newest.
const MOST_CLOSED: usize = 10;

/// A poll as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Standing {
    poll: Poll,
    tally: Tally,
    /// The count changed since it was told.
    stirred: bool,
    /// Its time is over and the store was asked to close it.
    closing: bool,
}

/// A moderator puts something to the vote.
pub(super) fn open(
    venue: &mut Venue,
    id: VisitorId,
    (ballot, results): (Ballot, Results),
    minutes: Option<u16>,
) -> Result<(), Refusal> {
    allowed(venue, id, Action::RunPoll)?;
    let (room, floor) = room_of(venue, id)?;
    let open = floor.polls.values().filter(|standing| standing.poll.closed.is_none()).count();
    let open = open + under_way(venue, room, |wish| matches!(wish, Wish::OpenPoll));
    if u32::try_from(open).map_or(true, |open| open >= MOST_OPEN_POLLS) {
        return Err(Refusal::TooMany { limit: MOST_OPEN_POLLS });
    }
    if minutes.is_some_and(|minutes| !(1..=MOST_POLL_MINUTES).contains(&minutes)) {
        return Err(Refusal::OutOfPlace);
    }
    let now = venue.now;
    let closes = minutes.map(|minutes| UnixSeconds(now.0.saturating_add(i64::from(minutes) * 60)));
    let opening = NewPoll { room: name_of(venue, room), by: id, ballot, results, closes, now };
    ask_store(venue, (id, room), FloorRequest::OpenPoll(opening), Wish::OpenPoll)
}

/// A moderator takes no more votes.
pub(super) fn close(venue: &mut Venue, id: VisitorId, poll: PollId) -> Result<(), Refusal> {
    let room = room_to_run(venue, id, poll)?;
    ask_store(venue, (id, room), FloorRequest::ClosePoll { poll, now: venue.now }, Wish::Poll)
}

/// A moderator shows everybody how a poll stands.
pub(super) fn show(venue: &mut Venue, id: VisitorId, poll: PollId) -> Result<(), Refusal> {
    let room = room_to_run(venue, id, poll)?;
    ask_store(venue, (id, room), FloorRequest::ShowResults { poll }, Wish::Poll)
}

/// Somebody chooses, perhaps anew.
pub(super) fn choose(venue: &mut Venue, id: VisitorId, poll: PollId, choices: Choices) -> Result<(), Refusal> {
    allowed(venue, id, Action::Vote)?;
    let (room, floor) = room_of(venue, id)?;
    let standing = floor.polls.get(&poll).ok_or(Refusal::Unknown)?;
    if standing.is_over(venue.now) {
        return Err(Refusal::Closed);
    }
    if !standing.poll.ballot.takes(choices) {
        return Err(Refusal::OutOfPlace);
    }
    let request = FloorRequest::Choose { poll, visitor: id, choices, now: venue.now };
    ask_store(venue, (id, room), request, Wish::Choose(poll, choices))
}

/// Polls whose time is over are closed.
pub(super) fn close_due(venue: &mut Venue) {
    let now = venue.now;
    let Venue { floor, requests, outbox, .. } = venue;
    for (room, floor) in &mut floor.rooms {
        let due = floor.polls.values_mut().filter(|standing| standing.is_due(now));
        for standing in due {
            let request = Request::Floor(FloorRequest::ClosePoll { poll: standing.poll.poll, now });
            let pending = Pending::Closing(*room, standing.poll.poll);
            standing.closing = requests.ask(outbox, request, Awaiting::Floor(pending)).is_ok();
        }
    }
}

/// The store could not close a poll: it is tried again.
pub(super) fn not_closed(venue: &mut Venue, room: RoomId, poll: PollId) {
    let standing = venue.floor.rooms.get_mut(&room).and_then(|floor| floor.polls.get_mut(&poll));
    standing.into_iter().for_each(|standing| standing.closing = false);
}

/// A poll is kept as it is now: everybody in the room is told.
pub(super) fn kept(venue: &mut Venue, room: RoomId, poll: Poll) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    let tally = floor.polls.get(&poll.poll).map_or_else(|| Tally::empty(&poll), |standing| standing.tally.clone());
    let standing = Standing { poll: poll.clone(), tally, stirred: true, closing: false };
    floor.polls.insert(poll.poll, standing);
    floor.bound_polls();
    let links = links(venue, room, |_| true);
    venue.outbox.broadcast(links, FromServer::Floor(FloorFromServer::Poll(poll)));
}

/// Somebody's choices are kept in the place of what they chose before.
pub(super) fn chosen(
    venue: &mut Venue,
    (by, room): (VisitorId, RoomId),
    (poll, choices): (PollId, Choices),
    before: Vec<Choices>,
) {
    if let Some(standing) = venue.floor.rooms.get_mut(&room).and_then(|floor| floor.polls.get_mut(&poll)) {
        before.into_iter().for_each(|choices| standing.tally.take_back(choices));
        standing.tally.count(choices);
        standing.stirred = true;
    }
    say(venue, by, FloorFromServer::Choice { poll, choices });
}

/// Tells somebody who entered a room its polls, and asks what they chose.
pub(super) fn introduce(venue: &mut Venue, id: VisitorId, room: RoomId) {
    let Some(floor) = venue.floor.rooms.get(&room).filter(|floor| !floor.polls.is_empty()) else { return };
    let Some(role) = venue.roster.get(id).map(|visitor| visitor.profile.role) else { return };
    let standing = floor.polls.values().map(|standing| (standing.poll.clone(), standing.told_to(role)));
    for (poll, tally) in standing.collect::<Vec<_>>() {
        say(venue, id, FloorFromServer::Poll(poll));
        tally.into_iter().for_each(|tally| say(venue, id, FloorFromServer::Tally(tally)));
    }
    let request = FloorRequest::Choices { visitor: id, room: name_of(venue, room) };
    // With too many requests under way they are not told what they chose; choosing again counts once all the same.
    ask_store(venue, (id, room), request, Wish::Choices).ok();
}

/// Tells everybody how polls stand that changed.
pub(super) fn tell_changes(venue: &mut Venue) {
    let mut changed: Vec<(RoomId, Tally, Results)> = Vec::new();
    for (room, floor) in &mut venue.floor.rooms {
        for standing in floor.polls.values_mut().filter(|standing| standing.stirred) {
            standing.stirred = false;
            changed.push((*room, standing.tally.clone(), standing.poll.results));
        }
    }
    for (room, tally, results) in changed {
        let links = links(venue, room, |visitor| results == Results::Open || visitor.profile.role.may(Action::RunPoll));
        venue.outbox.broadcast(links, FromServer::Floor(FloorFromServer::Tally(tally)));
    }
}

fn room_to_run(venue: &Venue, id: VisitorId, poll: PollId) -> Result<RoomId, Refusal> {
    allowed(venue, id, Action::RunPoll)?;
    let (room, floor) = room_of(venue, id)?;
    floor.polls.get(&poll).map(|_| room).ok_or(Refusal::Unknown)
}

/// Links of those in a room who look.
pub(super) fn links(venue: &Venue, room: RoomId, wanted: impl Fn(&Visitor) -> bool) -> Vec<LinkId> {
    let here = venue.roster.iter().filter(|(_, visitor)| visitor.room == room && wanted(visitor));
    here.filter_map(|(_, visitor)| visitor.looking()).collect()
}

impl Standing {
    /// A poll as the store keeps it.
    pub(super) fn of(KeptPoll { poll, tally }: KeptPoll) -> Self {
        Self { poll, tally, stirred: false, closing: false }
    }

    fn is_over(&self, now: UnixSeconds) -> bool {
        self.poll.closed.is_some() || self.poll.closes.is_some_and(|closes| closes <= now.0)
    }

    fn is_due(&self, now: UnixSeconds) -> bool {
        self.poll.closed.is_none() && !self.closing && self.is_over(now)
    }

    fn told_to(&self, role: Role) -> Option<Tally> {
        (role.may(Action::RunPoll) || self.poll.results == Results::Open).then(|| self.tally.clone())
    }
}

impl RoomFloor {
    fn bound_polls(&mut self) {
        let closed = self.polls.values().filter(|standing| standing.poll.closed.is_some());
        let closed: Vec<PollId> = closed.map(|standing| standing.poll.poll).collect();
        for poll in closed.iter().take(closed.len().saturating_sub(MOST_CLOSED)) {
            self.polls.remove(poll);
        }
    }
}
