//! The audience has the floor: questions of a room and votes for them, polls, raised hands, applause and announcements.
//!
//! Promises that nothing is confirmed before the store has it, that each person's vote counts once (the store knows who is
//! the same person), and that what changes is gathered: a vote costs no message to those who watch.

mod announce;
mod hands;
mod pages;
mod pending;
mod polls;
mod questions;

use std::collections::BTreeMap;

use hiroba_shared::ids::{PollId, QuestionId, RoomId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::question::{Listing, Manners, Question, QuestionState};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::units::TICKS_PER_SECOND;

use super::Venue;
use super::record::floor::{FloorAnswer, FloorRequest, KeptFloor, KeptQuestion};
use super::record::{Answer, Request};
use super::requests;
use pending::{Counting, Wish};

pub(super) use pending::Pending;

/// Ticks over which changes are gathered before those who watch are told.
pub(super) const TELL_EVERY: u32 = TICKS_PER_SECOND / 2;
/// Most askers for whom what became of their questions waits; beyond, those who came first to the venue are not told.
const MOST_UNHEARD: usize = 1_000;
/// Answered and hidden questions of a room that are kept at hand, the newest.
const MOST_CLOSED: usize = 500;

/// The floors of all rooms, and who watches them.
#[derive(Debug, Default, Hash)]
pub(super) struct Floor {
    rooms: BTreeMap<RoomId, RoomFloor>,
    watchers: BTreeMap<VisitorId, Watch>,
    /// What became of questions while their askers had no link.
    unheard: BTreeMap<VisitorId, BTreeMap<QuestionId, Question>>,
    /// Questions whose news were handed to their askers' links, which the store does not know yet.
    heard: BTreeMap<QuestionId, QuestionState>,
}

/// The floor of a room.
#[derive(Debug, Default, Hash)]
struct RoomFloor {
    reading: Reading,
    manners: Manners,
    questions: BTreeMap<QuestionId, KeptQuestion>,
    /// Something changed since those who watch were told.
    stirred: bool,
    pages: BTreeMap<(Listing, u16), pages::Told>,
    polls: BTreeMap<PollId, polls::Standing>,
    hands: hands::Hands,
}

/// Whether the venue knows what the store keeps of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
enum Reading {
    /// The store was not asked, or could not say.
    #[default]
    Unread,
    /// The store was asked.
    Asked,
    /// Known.
    Read,
}

/// The page somebody watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Watch {
    room: RoomId,
    listing: Listing,
    page: u16,
}

/// A client says something on the floor.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: FloorFromClient) {
    let asked = match message {
        FloorFromClient::Watch { listing, page } => pages::watch(venue, id, listing, page),
        FloorFromClient::Unwatch => {
            venue.floor.watchers.remove(&id);
            Ok(())
        }
        FloorFromClient::Ask { words, signature } => questions::ask(venue, id, words, signature),
        FloorFromClient::Vote(question) => questions::vote(venue, id, question, Counting::Counts),
        FloorFromClient::Unvote(question) => questions::vote(venue, id, question, Counting::TakenBack),
        FloorFromClient::Handle { question, handling } => questions::handle(venue, id, question, handling),
        FloorFromClient::Merge { question, into } => questions::merge(venue, id, question, into),
        FloorFromClient::SetManners(manners) => questions::set_manners(venue, id, manners),
        FloorFromClient::Clear => questions::clear(venue, id),
        FloorFromClient::RaiseHand => hands::raise(venue, id),
        FloorFromClient::LowerHand => {
            hands::lower(venue, id);
            Ok(())
        }
        FloorFromClient::Call(whom) => hands::call(venue, id, whom),
        FloorFromClient::Dismiss(whom) => hands::dismiss(venue, id, whom),
        FloorFromClient::OpenPoll { ballot, results, minutes } => polls::open(venue, id, (ballot, results), minutes),
        FloorFromClient::ClosePoll(poll) => polls::close(venue, id, poll),
        FloorFromClient::ShowResults(poll) => polls::show(venue, id, poll),
        FloorFromClient::Choose { poll, choices } => polls::choose(venue, id, poll, choices),
        FloorFromClient::Cheer(emote) => hands::cheer(venue, id, emote),
        FloorFromClient::Announce { to, words } => announce::announce(venue, id, to, words),
    };
    if let Err(refusal) = asked {
        venue.refuse(id, refusal);
    }
}

/// The store answered about the floor.
pub(super) fn answered(venue: &mut Venue, pending: Pending, answer: Answer) {
    let (by, room, what) = match pending {
        Pending::Read(room) => return know(venue, room, answer),
        Pending::Closing(room, poll) => {
            let Answer::Floor(FloorAnswer::Poll(poll)) = answer else { return polls::not_closed(venue, room, poll) };
            return polls::kept(venue, room, poll);
        }
        Pending::Of { by, room, what } => (by, room, what),
    };
    let settled = match answer {
        Answer::Floor(answer) => questions::settled(venue, (by, room), what, answer),
        Answer::Kept => match what {
            Wish::Manners(manners) => {
                questions::manners_settled(venue, room, manners);
                Ok(())
            }
            Wish::Announce(name, to, words) => {
                announce::settled(venue, (by, name), (room, to), words);
                Ok(())
            }
            Wish::Votes
            | Wish::Ask
            | Wish::Vote(..)
            | Wish::Handle { .. }
            | Wish::Merge(_)
            | Wish::Clear
            | Wish::OpenPoll
            | Wish::Poll
            | Wish::Choose(..)
            | Wish::Choices => Err(Refusal::NotStored),
        },
        Answer::Unknown => Err(Refusal::Unknown),
        Answer::Opened(_)
        | Answer::Barred(_)
        | Answer::BadInvitation
        | Answer::Logged { .. }
        | Answer::Blocks(_)
        | Answer::LogPage { .. }
        | Answer::Deck(_)
        | Answer::Decks(_)
        | Answer::Photographs(_)
        | Answer::Hall(_)
        | Answer::NotAllowed
        | Answer::Failed => Err(Refusal::NotStored),
    };
    if let Err(refusal) = settled {
        venue.refuse(by, refusal);
    }
}

/// Asks the store for what it keeps of rooms that are not known yet.
pub(super) fn read_rooms(venue: &mut Venue) {
    let rooms: Vec<(RoomId, String)> = venue.rooms.iter().map(|(id, room)| (id, room.name.clone())).collect();
    for (id, room) in rooms {
        let floor = venue.floor.rooms.entry(id).or_default();
        if floor.reading != Reading::Unread {
            continue;
        }
        let awaiting = requests::Awaiting::Floor(Pending::Read(id));
        let request = Request::Floor(FloorRequest::Read { room });
        if venue.requests.ask(&mut venue.outbox, request, awaiting).is_ok() {
            floor.reading = Reading::Asked;
        }
    }
}

/// Somebody entered a room and looks: they are told what is going on there, and what became of their questions while
/// they were away.
pub(super) fn entered(venue: &mut Venue, id: VisitorId) {
    let Some(room) = venue.roster.get(id).map(|visitor| visitor.room) else { return };
    polls::introduce(venue, id, room);
    hands::introduce(venue, id, room);
    for question in venue.floor.unheard.remove(&id).unwrap_or_default().into_values() {
        questions::tell_asker(venue, id, question);
    }
}

/// Somebody leaves their room or the venue: their hand goes down.
pub(super) fn step_out(venue: &mut Venue, id: VisitorId) {
    hands::lower(venue, id);
}

/// Once a second: polls close in time, and rooms that could not be read are asked for again.
pub(super) fn keep_time(venue: &mut Venue) {
    read_rooms(venue);
    polls::close_due(venue);
    keep_heard(venue);
}

/// Hands over to which askers' links the news went. Until the store has it, a restart tells them a second time. What
/// went to a link that broke at that moment is not told again.
pub(super) fn keep_heard(venue: &mut Venue) {
    let heard: Vec<(QuestionId, QuestionState)> = std::mem::take(&mut venue.floor.heard).into_iter().collect();
    if !heard.is_empty() {
        venue.requests.tell(&mut venue.outbox, Request::Floor(FloorRequest::Heard(heard)));
    }
}

/// The client of a visitor begins anew: it watches nothing.
pub(super) fn forget(venue: &mut Venue, id: VisitorId) {
    venue.floor.watchers.remove(&id);
}

/// Tells those who watch what changed since the last time.
pub(super) fn tell_changes(venue: &mut Venue) {
    pages::tell_changes(venue);
    polls::tell_changes(venue);
    hands::tell_changes(venue);
}

fn know(venue: &mut Venue, room: RoomId, answer: Answer) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    let Answer::Floor(FloorAnswer::Floor(KeptFloor { manners, questions, polls, unheard })) = answer else {
        floor.reading = Reading::Unread;
        return;
    };
    floor.reading = Reading::Read;
    floor.manners = manners;
    floor.questions = questions.into_iter().map(|kept| (kept.question.question, kept)).collect();
    floor.stirred = true;
    floor.polls = polls.into_iter().map(|kept| (kept.poll.poll, polls::Standing::of(kept))).collect();
    for kept in unheard {
        questions::tell_asker(venue, kept.by, kept.question);
    }
    let looking = venue.roster.iter().filter(|(_, visitor)| visitor.room == room && visitor.looking().is_some());
    for id in looking.map(|(id, _)| id).collect::<Vec<_>>() {
        entered(venue, id);
    }
    pages::know(venue, room);
}

fn name_of(venue: &Venue, room: RoomId) -> String {
    venue.rooms.get(room).map(|room| room.name.clone()).unwrap_or_default()
}

/// The room somebody stands in, once its floor is known.
fn room_of(venue: &Venue, id: VisitorId) -> Result<(RoomId, &RoomFloor), Refusal> {
    let room = venue.roster.get(id).ok_or(Refusal::NotHere)?.room;
    let floor = venue.floor.rooms.get(&room).filter(|floor| floor.reading == Reading::Read);
    Ok((room, floor.ok_or(Refusal::NotReady)?))
}

fn allowed(venue: &Venue, id: VisitorId, action: Action) -> Result<(), Refusal> {
    let role = venue.roster.get(id).ok_or(Refusal::NotHere)?.profile.role;
    if role.may(action) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// Asks the store on somebody's behalf.
fn ask_store(
    venue: &mut Venue,
    (by, room): (VisitorId, RoomId),
    request: FloorRequest,
    what: Wish,
) -> Result<(), Refusal> {
    let awaiting = requests::Awaiting::Floor(Pending::Of { by, room, what });
    venue.requests.ask(&mut venue.outbox, Request::Floor(request), awaiting)
}

/// How many of these wishes for a room are with the store: limits count them too, or a burst would pass them.
fn under_way(venue: &Venue, wanted_room: RoomId, wanted: impl Fn(&Wish) -> bool) -> usize {
    let is_wanted = |pending: &&Pending| match pending {
        Pending::Of { room, what, .. } => *room == wanted_room && wanted(what),
        Pending::Read(_) | Pending::Closing(..) => false,
    };
    venue.requests.of_floor().filter(is_wanted).count()
}

fn say(venue: &mut Venue, id: VisitorId, said: FloorFromServer) {
    venue.send(id, FromServer::Floor(said));
}

impl RoomFloor {
    /// Forgets the oldest of the questions that are answered or hidden, beyond a number.
    fn bound(&mut self) {
        let closed = |kept: &&KeptQuestion| !kept.question.state.is_open();
        let count = self.questions.values().filter(closed).count();
        let oldest = self.questions.values().filter(closed).map(|kept| kept.question.question);
        let surplus: Vec<QuestionId> = oldest.take(count.saturating_sub(MOST_CLOSED)).collect();
        for question in surplus {
            self.questions.remove(&question);
        }
    }
}
