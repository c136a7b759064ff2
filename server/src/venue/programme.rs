//! The programme: who runs and changes it, what everybody is told of it, and what it makes hold in rooms.
//!
//! Promises that a deed takes effect, and is told, only when the store has committed it, and that deeds take effect one
//! after the other. What a deed does to the items is `plan`'s business.

mod plan;
mod seats;

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::programme::{Item, RoomRules, schedule};
use hiroba_shared::protocol::programme::{Now, ProgrammeFromClient, ProgrammeFromServer};
use hiroba_shared::protocol::{FromServer, codec};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;

use super::input::AskId;
use super::output::OperatorAnswer;
use super::record::programme::KeptProgramme;
use super::record::{Answer, Request};
use super::requests::Awaiting;
use super::room::Rooms;
use super::roster::Visitor;
use super::{Venue, operator};
use plan::{Deed, Plan};

/// Most deeds that wait for the one before them to be stored.
const MOST_WAITING: usize = 32;
/// How many deeds are remembered to be taken back.
const MOST_UNDONE: usize = 30;
/// Most bytes of the items of one page, so that it fits a message.
const MOST_PAGE_BYTES: usize = 48 * 1024;

/// The programme, and what is being done to it.
#[derive(Debug)]
pub(super) struct Programme {
    plan: Plan,
    /// The file it began with. A programme that is brought later takes nothing from it: at the next start that file, if
    /// it is still the same, does not count again.
    source: String,
    revision: u32,
    /// How it was before each of the last deeds, oldest first.
    before: VecDeque<Plan>,
    waiting: VecDeque<(By, Asked)>,
    under_way: Option<UnderWay>,
    seats: seats::Promises,
}

/// For the fingerprint: the revision stands for the items.
impl Hash for Programme {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.revision, self.before.len(), self.waiting.len(), &self.seats).hash(state);
    }
}

/// Who asked.
#[derive(Debug, Clone, Copy)]
enum By {
    Visitor(VisitorId),
    Operator(AskId),
}

#[derive(Debug)]
enum Asked {
    Do(Deed),
    /// Of what led to this revision.
    Undo(u32),
    Replace(Box<KeptProgramme>),
}

/// A deed that the store is asked to keep.
#[derive(Debug)]
struct UnderWay {
    by: By,
    plan: Plan,
    history: History,
    call: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum History {
    Add,
    TakeBack,
}

impl Programme {
    /// The programme that was kept, in these rooms.
    pub(super) fn new(kept: KeptProgramme, rooms: &Rooms) -> Self {
        let source = kept.source.clone();
        Self {
            plan: Plan::of(kept, rooms),
            source,
            revision: 1,
            before: VecDeque::new(),
            waiting: VecDeque::new(),
            under_way: None,
            seats: seats::Promises::default(),
        }
    }

    /// The programme as it is kept.
    pub(super) fn to_keep(&self, rooms: &Rooms) -> KeptProgramme {
        self.plan.to_keep(rooms, &self.source)
    }

    /// What runs.
    pub(super) fn current(&self) -> Option<&Item> {
        schedule::current(self.plan.items())
    }

    /// What holds in a room by the item that runs there.
    pub(super) fn rules_in(&self, room: RoomId) -> RoomRules {
        self.current().filter(|item| item.what.room == room).map(|item| item.what.rules).unwrap_or_default()
    }
}

/// A client asks about the programme.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: ProgrammeFromClient) {
    let asked = match message {
        ProgrammeFromClient::Read { from } => {
            read(venue, id, from);
            return;
        }
        ProgrammeFromClient::FindSeat => seats::find(venue, id),
        ProgrammeFromClient::Call => allowed(venue, id, Action::RunProgramme).and_then(|()| call(venue, Some(id))),
        ProgrammeFromClient::Open => wish(venue, id, Action::RunProgramme, Asked::Do(Deed::Open)),
        ProgrammeFromClient::Start(item) => wish(venue, id, Action::RunProgramme, Asked::Do(Deed::Start(item))),
        ProgrammeFromClient::End(item) => wish(venue, id, Action::RunProgramme, Asked::Do(Deed::End(item))),
        ProgrammeFromClient::Add { what, before, open } => {
            let deed = |what| Deed::Add { what: Box::new(what), before, open };
            in_known_room(venue, what.room).and_then(|()| edit(venue, id, deed(what)))
        }
        ProgrammeFromClient::Change { item, was, what } => {
            let deed = |what| Deed::Change { item, was, what: Box::new(what) };
            in_known_room(venue, what.room).and_then(|()| edit(venue, id, deed(what)))
        }
        ProgrammeFromClient::Longer { item, by } => edit(venue, id, Deed::Longer(item, by)),
        ProgrammeFromClient::Move { item, before } => edit(venue, id, Deed::Move(item, before)),
        ProgrammeFromClient::Remove(item) => edit(venue, id, Deed::Remove(item)),
        ProgrammeFromClient::Undo { revision } => wish(venue, id, Action::EditProgramme, Asked::Undo(revision)),
    };
    if let Err(refusal) = asked {
        venue.refuse(id, refusal);
    }
}

/// The store answered about the deed under way: now it takes effect, and the next one is looked at.
pub(super) fn stored(venue: &mut Venue, answer: &Answer) {
    let Some(UnderWay { by, plan, history, call: calls }) = venue.programme.under_way.take() else { return };
    if *answer == Answer::Kept {
        let programme = &mut venue.programme;
        let before = std::mem::replace(&mut programme.plan, plan);
        match history {
            History::Add if programme.before.len() == MOST_UNDONE => {
                programme.before.pop_front();
                programme.before.push_back(before);
            }
            History::Add => programme.before.push_back(before),
            History::TakeBack => drop(programme.before.pop_back()),
        }
        programme.revision = programme.revision.wrapping_add(1);
        tell_everybody(venue);
        match by {
            By::Visitor(id) => venue.send(id, FromServer::Programme(ProgrammeFromServer::Done)),
            By::Operator(ask) => operator::answer(venue, ask, OperatorAnswer::ProgrammeReplaced),
        }
        if calls {
            // Nothing to call to only when the deed that began it was undone meanwhile.
            let _ = call(venue, None);
        }
    } else {
        refuse(venue, by, Refusal::NotStored);
    }
    proceed(venue);
}

/// The operator brings another programme.
pub(super) fn replace(venue: &mut Venue, ask: AskId, programme: KeptProgramme) -> Result<(), Refusal> {
    queue(venue, By::Operator(ask), Asked::Replace(Box::new(programme)))
}

/// Tells whoever looks what runs and what comes next.
pub(super) fn tell(venue: &mut Venue, id: VisitorId) {
    if venue.roster.get(id).is_some_and(|visitor| visitor.looking().is_some()) {
        let now = now(venue);
        venue.send(id, FromServer::Programme(ProgrammeFromServer::Now(now)));
    }
}

fn tell_everybody(venue: &mut Venue) {
    let links = venue.roster.iter().filter_map(|(_, visitor)| Visitor::looking(visitor)).collect();
    let now = now(venue);
    venue.outbox.broadcast(links, FromServer::Programme(ProgrammeFromServer::Now(now)));
}

fn now(venue: &Venue) -> Now {
    let Programme { plan, revision, before, .. } = &venue.programme;
    Now {
        revision: *revision,
        at: venue.now.0,
        open: plan.open,
        items: u16::try_from(plan.items().len()).unwrap_or(u16::MAX),
        undoable: !before.is_empty(),
        current: schedule::current(plan.items()).cloned(),
        next: schedule::next(plan.items()).cloned(),
    }
}

fn read(venue: &mut Venue, id: VisitorId, from: u16) {
    let programme = &venue.programme;
    let mut bytes = 0;
    let rest = programme.plan.items().skip(usize::from(from));
    let items: Vec<Item> = rest
        .take_while(|item| {
            bytes += codec::encode(*item).len();
            bytes <= MOST_PAGE_BYTES
        })
        .cloned()
        .collect();
    let more = programme.plan.items().len() > usize::from(from) + items.len();
    let page = ProgrammeFromServer::Page { revision: programme.revision, from, more, items };
    venue.send(id, FromServer::Programme(page));
}

fn edit(venue: &mut Venue, id: VisitorId, deed: Deed) -> Result<(), Refusal> {
    wish(venue, id, Action::EditProgramme, Asked::Do(deed))
}

fn wish(venue: &mut Venue, id: VisitorId, action: Action, asked: Asked) -> Result<(), Refusal> {
    allowed(venue, id, action)?;
    queue(venue, By::Visitor(id), asked)
}

fn queue(venue: &mut Venue, by: By, asked: Asked) -> Result<(), Refusal> {
    if venue.programme.waiting.len() >= MOST_WAITING {
        return Err(Refusal::NotReady);
    }
    venue.programme.waiting.push_back((by, asked));
    proceed(venue);
    Ok(())
}

/// Asks the store to keep the next deed, unless one is under way.
fn proceed(venue: &mut Venue) {
    while venue.programme.under_way.is_none() {
        let Some((by, asked)) = venue.programme.waiting.pop_front() else { return };
        if let Err(refusal) = begin(venue, by, asked) {
            refuse(venue, by, refusal);
        }
    }
}

fn refuse(venue: &mut Venue, by: By, refusal: Refusal) {
    match by {
        By::Visitor(id) => venue.refuse(id, refusal),
        By::Operator(ask) => operator::answer(venue, ask, OperatorAnswer::Refused(refusal)),
    }
}

fn begin(venue: &mut Venue, by: By, asked: Asked) -> Result<(), Refusal> {
    let programme = &venue.programme;
    let call = matches!(asked, Asked::Do(Deed::Start(_)));
    let (plan, history) = match asked {
        Asked::Do(deed) => (programme.plan.after(deed, venue.now.0)?, History::Add),
        Asked::Undo(revision) if revision != programme.revision => return Err(Refusal::Overtaken),
        Asked::Undo(_) => (programme.before.back().cloned().ok_or(Refusal::OutOfPlace)?, History::TakeBack),
        Asked::Replace(new) => (Plan::of(*new, &venue.rooms).renumbered_after(&programme.plan), History::Add),
    };
    let plan = plan.in_place_of(&programme.plan);
    let keep = Request::KeepProgramme(Box::new(plan.to_keep(&venue.rooms, &programme.source)));
    venue.requests.ask(&mut venue.outbox, keep, Awaiting::Programme)?;
    venue.programme.under_way = Some(UnderWay { by, plan, history, call });
    Ok(())
}

/// Calls those in other rooms to what runs; whoever does not look at the moment finds the call when they do. A moderator who
/// called hears it wherever they are, and so knows that it went out.
fn call(venue: &mut Venue, by: Option<VisitorId>) -> Result<(), Refusal> {
    let item = venue.programme.current().ok_or(Refusal::OutOfPlace)?;
    let (room, called) = (item.what.room, (item.id, item.what.titles.clone()));
    let elsewhere = venue.roster.iter().filter(|(id, visitor)| visitor.room != room || by == Some(*id));
    let links = elsewhere.filter_map(|(_, visitor)| visitor.link()).collect();
    let called = ProgrammeFromServer::Called { item: called.0, room, titles: called.1 };
    venue.outbox.broadcast(links, FromServer::Programme(called));
    Ok(())
}

fn allowed(venue: &Venue, id: VisitorId, action: Action) -> Result<(), Refusal> {
    let by = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    if by.profile.role.may(action) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

fn in_known_room(venue: &Venue, room: RoomId) -> Result<(), Refusal> {
    venue.rooms.get(room).map(|_| ()).ok_or(Refusal::Unknown)
}
