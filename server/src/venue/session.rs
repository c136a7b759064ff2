//! Being here: from a ticket on a link to the farewell, with broken links, second windows and hidden tabs between.
//!
//! Promises that a visitor has one link at most, and that seat and circle are held for a minute after it broke.

use std::collections::{BTreeSet, VecDeque};

use hiroba_shared::door::SEAT_HELD_SECONDS;
use hiroba_shared::ids::{RoomId, SeatId, VisitorId};
use hiroba_shared::profile::Profile;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::order::OrderFromServer;
use hiroba_shared::protocol::session::{Pace, RoomSummary, SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::stage::Channel;
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::movement::{Body, Motion};
use hiroba_shared::units::seconds;

use super::admission::Ticket;
use super::input::{Digest, Discarded, LinkId, Transport};
use super::limits::Allowances;
use super::names::search_fold;
use super::output::{Counted, Output};
use super::record::{Request, Visit};
use super::room::Standing;
use super::roster::{Attendance, Visitor};
use super::steps::Steps;
use super::{Venue, circle, floor, keeper, order, passage, presence, programme, walk};

/// A link presented a ticket.
pub(super) fn presented(venue: &mut Venue, link: LinkId, transport: Transport, ticket: Digest) {
    if venue.roster.by_link(link).is_some() {
        return venue.outbox.discard(Discarded::UnknownLink);
    }
    match venue.admission.redeem(ticket, venue.tick) {
        _ if venue.stopping => refuse_link(venue, link, Refusal::NotReady),
        Some(ticket) => begin(venue, (link, transport), ticket),
        None => refuse_link(venue, link, Refusal::BadTicket),
    }
}

/// A client says something about being here.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: SessionFromClient) {
    match message {
        SessionFromClient::Away(true) => look_away(venue, id),
        SessionFromClient::Away(false) => look_again(venue, id),
        SessionFromClient::Pace(pace) => {
            if let Some(visitor) = venue.roster.get_mut(id) {
                visitor.pace = pace;
            }
        }
        SessionFromClient::Leave => {
            dismiss(venue, id, Farewell::Left);
            let close = Request::CloseVisit { visitor: id, now: venue.now };
            venue.requests.tell(&mut venue.outbox, close);
            venue.admission.revoke(id);
        }
    }
}

/// A peer sent what cannot be decoded.
pub(super) fn garbage(venue: &mut Venue, link: LinkId) {
    venue.outbox.discard(Discarded::Garbage);
    let Some(id) = venue.roster.by_link(link) else { return };
    venue.outbox.farewell(link, Farewell::ProtocolError);
    unlink(venue, id);
}

/// The link is gone.
pub(super) fn closed(venue: &mut Venue, link: LinkId) {
    if let Some(id) = venue.roster.by_link(link) {
        unlink(venue, id);
    }
}

/// The visitor goes at once, with a word; their place is kept by the store.
pub(super) fn dismiss(venue: &mut Venue, id: VisitorId, farewell: Farewell) {
    if let Some(link) = venue.roster.get(id).and_then(Visitor::link) {
        venue.outbox.farewell(link, farewell);
    }
    give_up(venue, id);
}

/// Gives up the places of those whose link has been broken for too long.
pub(super) fn give_up_lapsed(venue: &mut Venue) {
    let tick = venue.tick;
    let lapsed = |visitor: &Visitor| matches!(visitor.attendance, Attendance::Broken { since } if tick.since(since) >= seconds(SEAT_HELD_SECONDS));
    let ids: Vec<VisitorId> = venue.roster.iter().filter(|(_, v)| lapsed(v)).map(|(id, _)| id).collect();
    for id in ids {
        give_up(venue, id);
    }
}

fn refuse_link(venue: &mut Venue, link: LinkId, refusal: Refusal) {
    venue.outbox.count(Counted::Refused(refusal));
    venue.outbox.push(Output::Refuse(link, refusal));
}

fn begin(venue: &mut Venue, (link, transport): (LinkId, Transport), ticket: Ticket) {
    let Ticket { visit, resume, room, returns, .. } = ticket;
    let id = visit.visitor;
    let attendance = Attendance::Linked { link, transport, away: false };
    let resumed = venue.roster.get(id).is_some() || (returns && visit.place.is_some());
    if let Some(old) = venue.roster.get(id).and_then(Visitor::link) {
        venue.outbox.farewell(old, Farewell::Replaced);
    }
    if venue.roster.get(id).is_some() {
        come_back(venue, id, attendance);
    } else {
        come_in(venue, visit, attendance, room.as_deref());
    }
    venue.introductions.forget(id);
    venue.outbox.push(Output::Accept(link, id));
    venue.outbox.count(Counted::Entered { resumed });
    venue.requests.tell(&mut venue.outbox, Request::SettleKey { visitor: id, resume });
    tracing::info!(visitor = id.0, resumed, transport = transport.name(), "somebody came in");
    welcome(venue, id, resumed);
    stand_by_the_rules(venue, id);
}

/// The zone rules where somebody appeared hold from now on; only after the welcome, which is the first message.
fn stand_by_the_rules(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let standing = venue.rooms.get(visitor.room).map(|room| room.standing(visitor.body.position));
    circle::cross(venue, id, standing.unwrap_or_default());
}

fn come_back(venue: &mut Venue, id: VisitorId, attendance: Attendance) {
    venue.roster.attend(id, attendance);
    // A new client has seen nothing, and counts its snapshots from 1.
    venue.views.close(id);
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    // It counts its steps from 1, too.
    visitor.steps = Steps::default();
    visitor.ack = Ack::default();
    visitor.pace = Pace::default();
    visitor.channel = Channel::default();
    visitor.wish = None;
    visitor.search = None;
    visitor.lead = None;
    stop_walking(&mut visitor.body);
}

fn come_in(venue: &mut Venue, visit: Visit, attendance: Attendance, wish: Option<&str>) {
    let (room, body, seat) = place_for(venue, &visit, wish);
    let Visit { visitor: id, persona, role, trace, mutes, blocks, blocked_by, takes_direct, .. } = visit;
    let organisation = persona.organisation.as_ref().map(|name| name.as_str()).unwrap_or_default();
    let folded = format!("{}\n{}", search_fold(persona.name.as_str()), search_fold(organisation));
    if let (Some(seat), Some(room)) = (seat, venue.rooms.get_mut(room)) {
        room.seats.insert(seat, id);
    }
    venue.roster.insert(Visitor {
        profile: Profile { visitor: id, persona, role },
        folded,
        attendance,
        room,
        body,
        epoch: 0,
        seat,
        standing: Standing::default(),
        circle: None,
        steps: Steps::default(),
        wish: None,
        lead: None,
        ack: Ack::default(),
        pace: Pace::default(),
        channel: Channel::default(),
        forced: Vec::new(),
        partner: None,
        trace,
        mutes: mutes.into_iter().map(|mute| (mute.entry, mute.until)).collect(),
        blocks: BTreeSet::from_iter(blocks),
        blocked_by: BTreeSet::from_iter(blocked_by),
        takes_direct,
        allowances: Allowances::default(),
        heard: VecDeque::new(),
        search: None,
        unkept: true,
    });
    let blockers: Vec<VisitorId> =
        venue.roster.get(id).map(|visitor| visitor.blocked_by.iter().copied().collect()).unwrap_or_default();
    for blocker in blockers {
        order::tell_blocks(venue, blocker);
    }
}

/// Where somebody appears: where they were, else in the room and at the entry or zone they wished, else at the first room's
/// start.
fn place_for(venue: &mut Venue, visit: &Visit, wish: Option<&str>) -> (RoomId, Body, Option<SeatId>) {
    let place = visit.place.as_ref().and_then(|place| Some((venue.rooms.named(&place.room)?, place)));
    if let Some((id, room, place)) = place.and_then(|(id, place)| Some((id, venue.rooms.get(id)?, place)))
        && let Some((body, seat)) = room.return_to(place)
    {
        return (id, body, seat);
    }
    let (name, place) = wish.map(|wish| wish.split_once('#').unwrap_or((wish, ""))).unwrap_or_default();
    let (id, place) = venue.rooms.named(name).map_or((RoomId(0), ""), |id| (id, place));
    let body = venue.rooms.get_mut(id).map(|room| room.appear(place)).unwrap_or_default();
    (id, body, None)
}

/// Everything a client has to know at the start of a session.
fn welcome(venue: &mut Venue, id: VisitorId, resumed: bool) {
    let counts = presence::count(venue);
    let rooms = venue.rooms.iter().zip(&counts.rooms).map(|((id, room), present)| RoomSummary {
        room: id,
        name: room.name.clone(),
        title: room.map.title.clone(),
        present: *present,
    });
    let rooms = rooms.collect();
    let Some(visitor) = venue.roster.get(id) else { return };
    let (role, takes) = (visitor.profile.role, visitor.takes_direct);
    let muted = visitor.muted_until(venue.now);
    venue.send(id, FromServer::Session(SessionFromServer::Welcome { you: id, role, resumed, rooms }));
    venue.send(id, counts.message());
    if let Some(until) = muted {
        venue.send(id, FromServer::Order(OrderFromServer::YouAreMuted { until: Some(until.0) }));
    }
    order::tell_blocks(venue, id);
    venue.send(id, FromServer::Talk(TalkFromServer::TakesDirect(takes)));
    passage::announce(venue, id);
    programme::tell(venue, id);
}

fn look_away(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    let Attendance::Linked { link, transport, away: false } = visitor.attendance else { return };
    visitor.steps.skip_all();
    stop_walking(&mut visitor.body);
    // The view stays: its snapshots go on being numbered on the same link.
    venue.roster.attend(id, Attendance::Linked { link, transport, away: true });
}

fn look_again(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let Attendance::Linked { link, transport, away: true } = visitor.attendance else { return };
    venue.roster.attend(id, Attendance::Linked { link, transport, away: false });
    let present = presence::count(venue).message();
    venue.send(id, present);
    passage::announce(venue, id);
    programme::tell(venue, id);
}

/// The link broke or was given up: the body stays a while, the place longer.
fn unlink(venue: &mut Venue, id: VisitorId) {
    venue.roster.attend(id, Attendance::Broken { since: venue.tick });
    venue.views.close(id);
    venue.introductions.forget(id);
    floor::forget(venue, id);
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    visitor.steps.skip_all();
    visitor.wish = None;
    visitor.lead = None;
    stop_walking(&mut visitor.body);
    keeper::keep_one(venue, id);
    tracing::info!(visitor = id.0, "a link broke");
}

fn give_up(venue: &mut Venue, id: VisitorId) {
    keeper::keep_one(venue, id);
    circle::step_out(venue, id);
    floor::step_out(venue, id);
    walk::leave_seat(venue, id);
    venue.views.close(id);
    venue.introductions.forget(id);
    floor::forget(venue, id);
    if venue.roster.remove(id).is_some() {
        venue.admission.place_given_up(id);
        venue.outbox.count(Counted::Left);
        tracing::info!(visitor = id.0, "somebody left");
    }
}

fn stop_walking(body: &mut Body) {
    if body.motion != Motion::Seated {
        body.motion = Motion::Standing;
    }
}
