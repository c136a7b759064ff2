//! Keeping order: what moderators do to others, what anybody does for themself.
//!
//! Promises that nothing takes effect and nothing is confirmed before the store has committed it. Only the role table
//! of `shared` decides who may do what to whom: what a role may do is asked here, whom it outranks by the store.

use std::collections::BTreeSet;

use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::order::{Deed, LogEntry, MAX_MINUTES, OrderFromClient, OrderFromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Action;
use hiroba_shared::text::ChatText;

use super::input::UnixSeconds;
use super::record::{Answer, Mute, NewEntry, Reach, Request};
use super::requests::Awaiting;
use super::roster::Visitor;
use super::{Venue, session};

/// Most people one visitor can block.
const MOST_BLOCKS: usize = 1_000;
/// Most bytes of the entries of one page, so that it fits a message.
const MOST_PAGE_BYTES: usize = 48 * 1024;

/// A client asks about order.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: OrderFromClient) {
    let asked = match message {
        OrderFromClient::Mute { visitor, minutes } => {
            until(venue, minutes).and_then(|until| act(venue, id, (visitor, Action::Mute), Deed::Muted { until }))
        }
        OrderFromClient::SendOut(visitor) => act(venue, id, (visitor, Action::SendOut), Deed::SentOut),
        OrderFromClient::Bar { visitor, minutes } => {
            until(venue, minutes).and_then(|until| act(venue, id, (visitor, Action::Bar), Deed::Barred { until }))
        }
        OrderFromClient::Undo(entry) => undo(venue, id, entry),
        OrderFromClient::ReadLog { page } => read_log(venue, id, page),
        OrderFromClient::Block(other) => block(venue, id, other, true),
        OrderFromClient::Unblock(other) => block(venue, id, other, false),
        OrderFromClient::Report { visitor, words } => report(venue, id, visitor, words),
    };
    if let Err(refusal) = asked {
        venue.refuse(id, refusal);
    }
}

/// Mutes that are over by now end, and who was muted is told.
pub(super) fn end_mutes(venue: &mut Venue) {
    let now = venue.now;
    let mut heard_again = Vec::new();
    for (id, visitor) in venue.roster.iter_mut().filter(|(_, visitor)| !visitor.mutes.is_empty()) {
        visitor.mutes.retain(|_, until| *until > now);
        if visitor.mutes.is_empty() {
            heard_again.push(id);
        }
    }
    for whom in heard_again {
        tell_mute(venue, whom);
    }
}

/// The store answered about a deed or a report: now it takes effect. `unknown` is what is said when there is no such
/// person or entry.
pub(super) fn logged(venue: &mut Venue, (by, unknown): (VisitorId, Refusal), answer: Answer) {
    let (entry, undone, reach) = match answer {
        Answer::Logged { entry, undone, reach } => (entry, undone, reach),
        Answer::Unknown => return venue.refuse(by, unknown),
        Answer::NotAllowed => return venue.refuse(by, Refusal::NotAllowed),
        Answer::Kept
        | Answer::Opened(_)
        | Answer::Barred(_)
        | Answer::BadInvitation
        | Answer::Blocks(_)
        | Answer::LogPage { .. }
        | Answer::Floor(_)
        | Answer::Deck(_)
        | Answer::Decks(_)
        | Answer::Photographs(_)
        | Answer::Hall(_)
        | Answer::Failed => return venue.refuse(by, Refusal::NotStored),
    };
    match (&entry.deed, &reach) {
        (Deed::Muted { until }, Some(reach)) => {
            mute(venue, reach, Mute { entry: entry.entry, until: UnixSeconds(*until) });
        }
        (Deed::Barred { until }, Some(reach)) => bar(venue, reach, Farewell::Barred { until: *until }),
        (Deed::SentOut, _) => send_out(venue, entry.visitor, Farewell::SentOut),
        (Deed::Undid(_), _) => undone.iter().for_each(|undone| take_back(venue, undone.entry)),
        (Deed::Reported { .. }, _) => return tell_report(venue, by, entry),
        (Deed::Muted { .. } | Deed::Barred { .. }, None) => {}
    }
    venue.send(by, FromServer::Order(OrderFromServer::Done(entry)));
}

/// The store answered with a page of the log.
pub(super) fn read(venue: &mut Venue, by: VisitorId, answer: Answer) {
    let Answer::LogPage { page, more, mut entries } = answer else {
        return venue.refuse(by, Refusal::NotStored);
    };
    let mut bytes = 0usize;
    for entry in &mut entries {
        let length = codec::encode(entry).len();
        // The oldest reports of a page that would not fit a message are shown without what was said.
        if bytes + length > MOST_PAGE_BYTES
            && let Deed::Reported { messages, words } = &mut entry.deed
        {
            messages.clear();
            *words = None;
        }
        bytes += codec::encode(entry).len();
    }
    venue.send(by, FromServer::Order(OrderFromServer::Log { page, more, entries }));
}

/// The store answered about a block or its end.
pub(super) fn blocked(venue: &mut Venue, by: VisitorId, answer: Answer) {
    let blocks: BTreeSet<VisitorId> = match answer {
        Answer::Blocks(blocks) => blocks.into_iter().collect(),
        Answer::Unknown => return venue.refuse(by, Refusal::NotHere),
        Answer::Kept
        | Answer::Opened(_)
        | Answer::Barred(_)
        | Answer::BadInvitation
        | Answer::Logged { .. }
        | Answer::LogPage { .. }
        | Answer::Floor(_)
        | Answer::Deck(_)
        | Answer::Decks(_)
        | Answer::Photographs(_)
        | Answer::Hall(_)
        | Answer::NotAllowed
        | Answer::Failed => return venue.refuse(by, Refusal::NotStored),
    };
    for (_, other) in venue.roster.iter_mut().filter(|(id, _)| !blocks.contains(id)) {
        other.blocked_by.remove(&by);
    }
    if let Some(visitor) = venue.roster.get_mut(by) {
        visitor.blocks = blocks;
    }
    tell_blocks(venue, by);
}

/// Tells whoever looks whom they block: those they named, and those present who are the same people.
pub(super) fn tell_blocks(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let mut blocks = visitor.blocks.clone();
    blocks.extend(venue.roster.iter().filter(|(_, other)| other.blocked_by.contains(&id)).map(|(other, _)| other));
    venue.send(id, FromServer::Order(OrderFromServer::Blocks(blocks.into_iter().collect())));
}

fn until(venue: &Venue, minutes: u32) -> Result<i64, Refusal> {
    if (1..=MAX_MINUTES).contains(&minutes) {
        Ok(venue.now.0.saturating_add(i64::from(minutes) * 60))
    } else {
        Err(Refusal::OutOfPlace)
    }
}

fn act(venue: &mut Venue, id: VisitorId, (whom, action): (VisitorId, Action), deed: Deed) -> Result<(), Refusal> {
    allowed(venue, id, action)?;
    log(venue, id, (whom, deed), Refusal::NotHere)
}

fn undo(venue: &mut Venue, id: VisitorId, entry: EntryId) -> Result<(), Refusal> {
    allowed(venue, id, Action::Mute)?;
    log(venue, id, (id, Deed::Undid(entry)), Refusal::Unknown)
}

fn read_log(venue: &mut Venue, id: VisitorId, page: u16) -> Result<(), Refusal> {
    allowed(venue, id, Action::ReadReports)?;
    venue.requests.ask(&mut venue.outbox, Request::ReadLog { page }, Awaiting::LogPage { by: id })
}

fn block(venue: &mut Venue, id: VisitorId, other: VisitorId, blocked: bool) -> Result<(), Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    if blocked && (other == id || visitor.blocks.len() >= MOST_BLOCKS) {
        return Err(Refusal::OutOfPlace);
    }
    let request = Request::Block { visitor: id, other, blocked, now: venue.now };
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Block { by: id })
}

fn report(venue: &mut Venue, id: VisitorId, whom: VisitorId, words: Option<ChatText>) -> Result<(), Refusal> {
    if whom == id {
        return Err(Refusal::OutOfPlace);
    }
    let heard = venue.roster.get(id).map(|visitor| venue.told.heard_from(&visitor.heard, whom));
    let deed = Deed::Reported { words, messages: heard.unwrap_or_default() };
    log(venue, id, (whom, deed), Refusal::NotHere)
}

fn allowed(venue: &Venue, id: VisitorId, action: Action) -> Result<(), Refusal> {
    let by = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    if by.profile.role.may(action) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// Whether rank allows it is decided by the store, which knows people who are not present too.
fn log(venue: &mut Venue, by: VisitorId, (visitor, deed): (VisitorId, Deed), unknown: Refusal) -> Result<(), Refusal> {
    let request = Request::Log(NewEntry { by, visitor, deed, now: venue.now });
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Deed { by, unknown })
}

fn mute(venue: &mut Venue, reach: &Reach, mute: Mute) {
    venue.admission.mute(reach, mute);
    for whom in present(venue, reach) {
        if let Some(visitor) = venue.roster.get_mut(whom) {
            visitor.mutes.insert(mute.entry, mute.until);
        }
        tell_mute(venue, whom);
    }
}

fn bar(venue: &mut Venue, reach: &Reach, farewell: Farewell) {
    venue.admission.revoke_all(reach);
    for whom in present(venue, reach) {
        session::dismiss(venue, whom, farewell);
    }
}

fn send_out(venue: &mut Venue, whom: VisitorId, farewell: Farewell) {
    venue.admission.revoke(whom);
    session::dismiss(venue, whom, farewell);
}

fn take_back(venue: &mut Venue, undone: EntryId) {
    venue.admission.unmute(undone);
    let mut changed = Vec::new();
    for (id, visitor) in venue.roster.iter_mut() {
        if visitor.mutes.remove(&undone).is_some() {
            changed.push(id);
        }
    }
    for whom in changed {
        tell_mute(venue, whom);
    }
}

/// Everybody present whom a mute or a bar is for.
fn present(venue: &Venue, reach: &Reach) -> Vec<VisitorId> {
    let covered = venue.roster.iter().filter(|(_, visitor)| reach.covers(&visitor.trace, visitor.profile.role));
    covered.map(|(id, _)| id).collect()
}

fn tell_mute(venue: &mut Venue, whom: VisitorId) {
    let until = venue.roster.get(whom).and_then(|visitor| visitor.muted_until(venue.now));
    venue.send(whom, FromServer::Order(OrderFromServer::YouAreMuted { until: until.map(|until| until.0) }));
}

fn tell_report(venue: &mut Venue, by: VisitorId, entry: LogEntry) {
    let keepers = venue.roster.iter().filter(|(_, visitor)| visitor.profile.role.may(Action::ReadReports));
    let links = keepers.filter_map(|(_, visitor)| Visitor::link(visitor)).collect();
    venue.outbox.broadcast(links, FromServer::Order(OrderFromServer::Reported(entry)));
    venue.send(by, FromServer::Order(OrderFromServer::ReportTaken));
}
