//! Keeping order: what moderators do to others, what anybody does for themself.
//!
//! Promises that nothing takes effect and nothing is confirmed before the store has committed it. Only the role table
//! of `shared` decides who may do what to whom.

use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::order::{Deed, LogEntry, MAX_MINUTES, OrderFromClient, OrderFromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Action;
use hiroba_shared::text::ChatText;

use super::input::UnixSeconds;
use super::record::{Answer, NewEntry, Request};
use super::requests::Awaiting;
use super::roster::{Departed, Visitor};
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
    let over = venue.roster.iter().filter(|(_, visitor)| visitor.muted_until.is_some_and(|until| until <= now));
    let over: Vec<VisitorId> = over.map(|(id, _)| id).collect();
    for whom in over {
        mute(venue, whom, None);
    }
}

/// The store answered about a deed or a report: now it takes effect.
pub(super) fn logged(venue: &mut Venue, by: VisitorId, answer: Answer) {
    let (entry, undone) = match answer {
        Answer::Logged { entry, undone } => (entry, undone),
        Answer::Unknown => return venue.refuse(by, Refusal::Unknown),
        Answer::Kept
        | Answer::Opened(_)
        | Answer::Barred(_)
        | Answer::BadInvitation
        | Answer::LogPage { .. }
        | Answer::Failed => return venue.refuse(by, Refusal::NotStored),
    };
    let whom = entry.visitor;
    match &entry.deed {
        Deed::Muted { until } => mute(venue, whom, Some(*until)),
        Deed::SentOut => send_out(venue, whom, Farewell::SentOut),
        Deed::Barred { until } => send_out(venue, whom, Farewell::Barred { until: *until }),
        Deed::Undid(_) => undone.iter().for_each(|undone| take_back(venue, undone)),
        Deed::Reported { .. } => return tell_report(venue, by, entry),
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

/// The store answered about a block.
pub(super) fn blocked(venue: &mut Venue, by: VisitorId, (other, blocked): (VisitorId, bool), answer: &Answer) {
    if *answer != Answer::Kept {
        return venue.refuse(by, Refusal::NotStored);
    }
    let Some(visitor) = venue.roster.get_mut(by) else { return };
    if blocked {
        visitor.blocks.insert(other)
    } else {
        visitor.blocks.remove(&other)
    };
    let blocks = visitor.blocks.iter().copied().collect();
    venue.send(by, FromServer::Order(OrderFromServer::Blocks(blocks)));
}

fn until(venue: &Venue, minutes: u32) -> Result<i64, Refusal> {
    if (1..=MAX_MINUTES).contains(&minutes) {
        Ok(venue.now.0.saturating_add(i64::from(minutes) * 60))
    } else {
        Err(Refusal::OutOfPlace)
    }
}

fn act(venue: &mut Venue, id: VisitorId, (whom, action): (VisitorId, Action), deed: Deed) -> Result<(), Refusal> {
    let role = allowed(venue, id, action)?;
    let other = venue.roster.known(whom).ok_or(Refusal::NotHere)?;
    if whom == id || !role.role.outranks(other.role) {
        return Err(Refusal::NotAllowed);
    }
    log(venue, (id, role), (whom, other), deed)
}

fn undo(venue: &mut Venue, id: VisitorId, entry: EntryId) -> Result<(), Refusal> {
    let by = allowed(venue, id, Action::Mute)?;
    log(venue, (id, by.clone()), (id, by), Deed::Undid(entry))
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
    if blocked && venue.roster.known(other).is_none() {
        return Err(Refusal::NotHere);
    }
    let request = Request::Block { visitor: id, other, blocked };
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Block { by: id, other, blocked })
}

fn report(venue: &mut Venue, id: VisitorId, whom: VisitorId, words: Option<ChatText>) -> Result<(), Refusal> {
    if whom == id {
        return Err(Refusal::OutOfPlace);
    }
    let other = venue.roster.known(whom).ok_or(Refusal::NotHere)?;
    let by = venue.roster.known(id).ok_or(Refusal::NotHere)?;
    let heard = venue.roster.get(id).map(|visitor| venue.told.heard_from(&visitor.heard, whom));
    let deed = Deed::Reported { words, messages: heard.unwrap_or_default() };
    log(venue, (id, by), (whom, other), deed)
}

fn allowed(venue: &Venue, id: VisitorId, action: Action) -> Result<Departed, Refusal> {
    let by = venue.roster.known(id).ok_or(Refusal::NotHere)?;
    if by.role.may(action) { Ok(by) } else { Err(Refusal::NotAllowed) }
}

fn log(
    venue: &mut Venue,
    (by, doer): (VisitorId, Departed),
    (visitor, other): (VisitorId, Departed),
    deed: Deed,
) -> Result<(), Refusal> {
    let request = Request::Log(NewEntry { by, by_name: doer.name, visitor, name: other.name, deed, now: venue.now });
    venue.requests.ask(&mut venue.outbox, request, Awaiting::Deed { by })
}

fn mute(venue: &mut Venue, whom: VisitorId, until: Option<i64>) {
    let Some(visitor) = venue.roster.get_mut(whom) else { return };
    visitor.muted_until = until.map(UnixSeconds);
    venue.send(whom, FromServer::Order(OrderFromServer::YouAreMuted { until }));
}

fn send_out(venue: &mut Venue, whom: VisitorId, farewell: Farewell) {
    venue.admission.revoke(whom);
    session::dismiss(venue, whom, farewell);
}

fn take_back(venue: &mut Venue, undone: &LogEntry) {
    let Deed::Muted { until } = undone.deed else { return };
    // A later mute of the same person stands until it is undone itself.
    let stands = venue.roster.get(undone.visitor).and_then(|visitor| visitor.muted_until);
    if stands == Some(UnixSeconds(until)) {
        mute(venue, undone.visitor, None);
    }
}

fn tell_report(venue: &mut Venue, by: VisitorId, entry: LogEntry) {
    let keepers = venue.roster.iter().filter(|(_, visitor)| visitor.profile.role.may(Action::ReadReports));
    let links = keepers.filter_map(|(_, visitor)| Visitor::link(visitor)).collect();
    venue.outbox.broadcast(links, FromServer::Order(OrderFromServer::Reported(entry)));
    venue.send(by, FromServer::Order(OrderFromServer::ReportTaken));
}
