//! The door: who may come in, and the tickets of those who may.
//!
//! Promises never to let in more than the venue holds (present, held places, tickets out and questions at the store
//! together), and that a ticket works once and for 30 seconds. Secrets are made and kept at the edges.

use std::collections::BTreeMap;

use hiroba_shared::door::TICKET_SECONDS;
use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::units::{Tick, seconds};

use super::Venue;
use super::input::{AddressKey, AskId, Digest, DoorInput};
use super::limits::{self, Bucket, TooFast};
use super::names::name_skeleton;
use super::record::{Answer, Mute, NewVisit, Reach, Request, Trace, Visit};
use super::requests::Awaiting;

/// Most addresses whose questions are counted; beyond, new ones have to wait until others are quiet.
const MOST_ADDRESSES: usize = 20_000;
/// Most tickets out to one address: a whole school coming in at a hundred a second presents them within three seconds.
/// Tickets count against the capacity, so nobody may keep the venue full with tickets alone.
const MOST_TICKETS_OF_ADDRESS: usize = 300;
/// Most tickets out beyond those that count against the capacity: people coming back to places they hold.
const MOST_RETURNING: usize = 5_000;

/// Somebody at the door whose question is with the store.
#[derive(Debug)]
pub(super) struct Asked {
    ask: AskId,
    address: AddressKey,
    ticket: Digest,
    resume: Digest,
    /// Room and entry they want to start in.
    room: Option<String>,
    /// They come back.
    returns: bool,
    /// They come by an invitation.
    invited: bool,
    /// Their name needs a role of the staff.
    needs_staff: bool,
}

/// A ticket that is out.
#[derive(Debug)]
pub(super) struct Ticket {
    pub(super) visit: Visit,
    pub(super) resume: Digest,
    pub(super) room: Option<String>,
    pub(super) returns: bool,
    address: AddressKey,
    /// They came by an invitation, whose use is given back when they never present it.
    invited: bool,
    expires: Tick,
    /// It stands for a place that nobody holds yet.
    counts: bool,
}

/// What is under way at the door.
#[derive(Debug, Default)]
pub(super) struct Admission {
    tickets: BTreeMap<Digest, Ticket>,
    addresses: BTreeMap<AddressKey, Bucket>,
    asking: usize,
    counted: usize,
}

impl Admission {
    /// Takes a ticket that is still good.
    pub(super) fn redeem(&mut self, ticket: Digest, tick: Tick) -> Option<Ticket> {
        let is_good = self.tickets.get(&ticket)?.expires > tick;
        if is_good { self.remove(ticket) } else { None }
    }

    /// How many places are promised: tickets of people without one, and questions at the store.
    pub(super) fn promised(&self) -> usize {
        self.counted + self.asking
    }

    /// How many tickets are out.
    pub(super) fn tickets(&self) -> usize {
        self.tickets.len()
    }

    /// How many tickets are out to an address.
    fn tickets_of(&self, address: AddressKey) -> usize {
        self.tickets.values().filter(|ticket| ticket.address == address).count()
    }

    /// The visitor's tickets are void: they were barred or left.
    pub(super) fn revoke(&mut self, visitor: VisitorId) {
        let void: Vec<Digest> =
            self.tickets.iter().filter(|(_, t)| t.visit.visitor == visitor).map(|(digest, _)| *digest).collect();
        for ticket in void {
            self.remove(ticket);
        }
    }

    /// The tickets of everybody whom a bar is for are void.
    pub(super) fn revoke_all(&mut self, reach: &Reach) {
        let covered = |ticket: &Ticket| reach.covers(&ticket.visit.trace, ticket.visit.role);
        let void: Vec<Digest> =
            self.tickets.iter().filter(|(_, ticket)| covered(ticket)).map(|(digest, _)| *digest).collect();
        for ticket in void {
            self.remove(ticket);
        }
    }

    /// Whoever has a ticket and is muted now comes in muted.
    pub(super) fn mute(&mut self, reach: &Reach, mute: Mute) {
        for Ticket { visit, .. } in self.tickets.values_mut() {
            if reach.covers(&visit.trace, visit.role) {
                visit.mutes.push(mute);
            }
        }
    }

    /// A mute was undone.
    pub(super) fn unmute(&mut self, entry: EntryId) {
        for ticket in self.tickets.values_mut() {
            ticket.visit.mutes.retain(|mute| mute.entry != entry);
        }
    }

    /// The visitor's place is no longer held; their tickets stand for one now.
    pub(super) fn place_given_up(&mut self, visitor: VisitorId) {
        for ticket in self.tickets.values_mut().filter(|t| t.visit.visitor == visitor && !t.counts) {
            ticket.counts = true;
            self.counted += 1;
        }
    }

    /// Forgets quiet addresses and expired tickets; answers who was invited and did not come.
    fn forget_expired(&mut self, tick: Tick) -> Vec<VisitorId> {
        self.addresses.retain(|_, bucket| !bucket.is_full(limits::DOOR, tick));
        let expired: Vec<Digest> =
            self.tickets.iter().filter(|(_, t)| t.expires <= tick).map(|(digest, _)| *digest).collect();
        let gone = expired.into_iter().filter_map(|ticket| self.remove(ticket));
        let stayed_away: Vec<VisitorId> =
            gone.filter(|ticket| ticket.invited).map(|ticket| ticket.visit.visitor).collect();
        let still_come = |visitor: &VisitorId| self.tickets.values().any(|ticket| ticket.visit.visitor == *visitor);
        stayed_away.into_iter().filter(|visitor| !still_come(visitor)).collect()
    }

    fn remove(&mut self, ticket: Digest) -> Option<Ticket> {
        let ticket = self.tickets.remove(&ticket)?;
        self.counted -= usize::from(ticket.counts).min(self.counted);
        Some(ticket)
    }

    fn insert(&mut self, digest: Digest, ticket: Ticket) {
        self.remove(digest);
        self.counted += usize::from(ticket.counts);
        self.tickets.insert(digest, ticket);
    }

    fn knock(&mut self, address: AddressKey, tick: Tick) -> Result<(), TooFast> {
        if self.addresses.len() >= MOST_ADDRESSES && !self.addresses.contains_key(&address) {
            return Err(TooFast { retry_ms: 1_000 });
        }
        self.addresses.entry(address).or_default().take(limits::DOOR, tick)
    }
}

/// Somebody asks at the door.
pub(super) fn asked(venue: &mut Venue, input: DoorInput) {
    let ask = match &input {
        DoorInput::Join { ask, .. } | DoorInput::Resume { ask, .. } => *ask,
    };
    if let Err(refusal) = consider(venue, input) {
        venue.outbox.answer_door(ask, Err(refusal));
    }
}

/// The store answered for somebody at the door.
pub(super) fn answered(venue: &mut Venue, asked: Asked, answer: Answer) {
    venue.admission.asking = venue.admission.asking.saturating_sub(1);
    let ask = asked.ask;
    let decided = decide(venue, asked, answer);
    venue.outbox.answer_door(ask, decided);
}

/// Forgets what is over at the door; whoever was invited and did not come gives the use of the invitation back.
pub(super) fn tidy(venue: &mut Venue) {
    for visitor in venue.admission.forget_expired(venue.tick) {
        if venue.roster.get(visitor).is_none() {
            venue.requests.tell(&mut venue.outbox, Request::CloseVisit { visitor, now: venue.now });
        }
    }
}

fn consider(venue: &mut Venue, input: DoorInput) -> Result<(), Refusal> {
    if venue.stopping || venue.rooms.iter().next().is_none() {
        return Err(Refusal::NotReady);
    }
    let (request, asked) = match input {
        DoorInput::Join { ask, address, persona, invitation, device, room, agreed, ticket, resume } => {
            knock(venue, address)?;
            if venue.is_full() {
                return Err(Refusal::Full { capacity: venue.capacity });
            }
            if venue.admission.tickets_of(address) >= MOST_TICKETS_OF_ADDRESS {
                return Err(Refusal::TooFast { retry_ms: 1_000 });
            }
            let needs_staff = venue.reserved.resembles(persona.name.as_str());
            if needs_staff && invitation.is_none() {
                return Err(Refusal::ReservedName);
            }
            let trace = Trace { device, address, name_skeleton: name_skeleton(persona.name.as_str()) };
            let invited = invitation.is_some();
            let request = Request::OpenVisit(NewVisit { persona, trace, invitation, agreed, resume, now: venue.now });
            (request, Asked { ask, address, ticket, resume, room, returns: false, invited, needs_staff })
        }
        DoorInput::Resume { ask, address, key, ticket, resume } => {
            knock(venue, address)?;
            let request = Request::ResumeVisit { key, resume, now: venue.now };
            let (invited, needs_staff) = (false, false);
            (request, Asked { ask, address, ticket, resume, room: None, returns: true, invited, needs_staff })
        }
    };
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Admission(Box::new(asked)))?;
    venue.admission.asking += 1;
    Ok(())
}

fn knock(venue: &mut Venue, address: AddressKey) -> Result<(), Refusal> {
    venue.admission.knock(address, venue.tick).map_err(|TooFast { retry_ms }| Refusal::TooFast { retry_ms })
}

fn decide(venue: &mut Venue, asked: Asked, answer: Answer) -> Result<(), Refusal> {
    let visit = match answer {
        Answer::Opened(visit) => *visit,
        Answer::Barred(until) => return Err(Refusal::Barred { until: until.0 }),
        Answer::BadInvitation => return Err(Refusal::BadInvitation),
        Answer::Unknown => return Err(Refusal::BadResumeKey),
        Answer::Kept
        | Answer::Blocks(_)
        | Answer::Logged { .. }
        | Answer::LogPage { .. }
        | Answer::Floor(_)
        | Answer::Deck(_)
        | Answer::Decks(_)
        | Answer::Photographs(_)
        | Answer::Hall(_)
        | Answer::NotAllowed
        | Answer::Failed => return Err(Refusal::NotStored),
    };
    if let Err(refusal) = fits(venue, &asked, &visit) {
        // A visit begun for nobody must not stay open, nor use up an invitation; one that was found keeps its place
        // for another try.
        if !asked.returns {
            let close = Request::CloseVisit { visitor: visit.visitor, now: venue.now };
            venue.requests.tell(&mut venue.outbox, close);
        }
        return Err(refusal);
    }
    let counts = venue.roster.get(visit.visitor).is_none();
    let expires = venue.tick.after(seconds(TICKET_SECONDS));
    let Asked { address, ticket, resume, room, returns, invited, .. } = asked;
    // Whoever asks again before they come in needs one ticket, not two.
    venue.admission.revoke(visit.visitor);
    venue.admission.insert(ticket, Ticket { visit, resume, room, returns, address, invited, expires, counts });
    Ok(())
}

fn fits(venue: &Venue, asked: &Asked, visit: &Visit) -> Result<(), Refusal> {
    let most_tickets = MOST_RETURNING.saturating_add(usize::try_from(venue.capacity).unwrap_or(usize::MAX));
    if venue.stopping || venue.admission.tickets.len() >= most_tickets {
        return Err(Refusal::NotReady);
    }
    if asked.needs_staff && !visit.role.is_staff() {
        return Err(Refusal::ReservedName);
    }
    if venue.roster.get(visit.visitor).is_none() && venue.is_full() {
        return Err(Refusal::Full { capacity: venue.capacity });
    }
    Ok(())
}
