//! Questions: asking, voting, and what moderators make of them. Everything waits for the store.

use hiroba_shared::ids::{QuestionId, RoomId, VisitorId};
use hiroba_shared::protocol::floor::question::{Handling, Manners, Question, QuestionState, Signature};
use hiroba_shared::protocol::floor::{FloorFromServer, MOST_WAITING};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::text::FloorText;

use super::pending::{Counting, Telling, Wish};
use super::{MOST_UNHEARD, allowed, ask_store, name_of, pages, polls, room_of, say, under_way};
use crate::venue::Venue;
use crate::venue::record::floor::{FloorAnswer, FloorRequest, KeptQuestion, NewQuestion, is_news};

/// Somebody asks something.
pub(super) fn ask(venue: &mut Venue, id: VisitorId, words: FloorText, signature: Signature) -> Result<(), Refusal> {
    allowed(venue, id, Action::Ask)?;
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    if let Some(until) = visitor.muted_until(venue.now) {
        return Err(Refusal::Muted { until: until.0 });
    }
    let (room, floor) = room_of(venue, id)?;
    if floor.manners.closed {
        return Err(Refusal::Closed);
    }
    if signature == Signature::Unnamed && !floor.manners.unnamed {
        return Err(Refusal::NameWanted);
    }
    room_for_another(venue, room)?;
    let asking = NewQuestion { room: name_of(venue, room), by: id, signature, words, now: venue.now };
    ask_store(venue, (id, room), FloorRequest::Ask(asking), Wish::Ask)
}

/// Somebody votes, or takes it back.
pub(super) fn vote(venue: &mut Venue, id: VisitorId, question: QuestionId, counting: Counting) -> Result<(), Refusal> {
    allowed(venue, id, Action::Vote)?;
    let room = room_with_open(venue, id, question)?;
    let request = FloorRequest::Vote { question, visitor: id, counts: counting == Counting::Counts };
    ask_store(venue, (id, room), request, Wish::Vote(question, counting))
}

/// A moderator lets something become of a question.
pub(super) fn handle(
    venue: &mut Venue,
    id: VisitorId,
    question: QuestionId,
    handling: Handling,
) -> Result<(), Refusal> {
    allowed(venue, id, Action::ModerateFloor)?;
    let (room, floor) = room_of(venue, id)?;
    let is_open = floor.questions.get(&question).ok_or(Refusal::Unknown)?.question.state.is_open();
    let reopens = !is_open && matches!(handling, Handling::Take | Handling::PutBack);
    if reopens {
        room_for_another(venue, room)?;
    }
    let telling = if is_news(&handling) { Telling::Asker } else { Telling::Nobody };
    let request = FloorRequest::Handle { question, handling, now: venue.now };
    ask_store(venue, (id, room), request, Wish::Handle { telling, reopens })
}

/// A moderator makes one question of two.
pub(super) fn merge(venue: &mut Venue, id: VisitorId, question: QuestionId, into: QuestionId) -> Result<(), Refusal> {
    allowed(venue, id, Action::ModerateFloor)?;
    if question == into {
        return Err(Refusal::OutOfPlace);
    }
    room_with_open(venue, id, question)?;
    let room = room_with_open(venue, id, into)?;
    let request = FloorRequest::Merge { question, into, now: venue.now };
    ask_store(venue, (id, room), request, Wish::Merge(into))
}

/// A moderator puts everything that waits out of sight.
pub(super) fn clear(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    allowed(venue, id, Action::ModerateFloor)?;
    let (room, _) = room_of(venue, id)?;
    let request = FloorRequest::Clear { room: name_of(venue, room), now: venue.now };
    ask_store(venue, (id, room), request, Wish::Clear)
}

/// A moderator says how the room asks.
pub(super) fn set_manners(venue: &mut Venue, id: VisitorId, manners: Manners) -> Result<(), Refusal> {
    allowed(venue, id, Action::ModerateFloor)?;
    let (room, _) = room_of(venue, id)?;
    let request = FloorRequest::SetManners { room: name_of(venue, room), manners };
    ask_store(venue, (id, room), request, Wish::Manners(manners))
}

/// The store has it: now it holds and is confirmed.
pub(super) fn settled(
    venue: &mut Venue,
    (by, room): (VisitorId, RoomId),
    what: Wish,
    answer: FloorAnswer,
) -> Result<(), Refusal> {
    match (what, answer) {
        (Wish::Votes, FloorAnswer::Votes(voted)) => say(venue, by, FloorFromServer::Voted(voted)),
        (Wish::Ask, FloorAnswer::Asked(question)) => asked(venue, (by, room), question),
        (Wish::Vote(question, counting), FloorAnswer::Voted { change }) => {
            let Some(floor) = venue.floor.rooms.get_mut(&room) else { return Ok(()) };
            if let Some(kept) = floor.questions.get_mut(&question) {
                kept.votes = kept.votes.saturating_add_signed(change);
                floor.stirred |= change != 0;
            }
            say(venue, by, FloorFromServer::Vote { question, counts: counting == Counting::Counts });
        }
        (Wish::Handle { telling, .. }, FloorAnswer::Handled(question)) => handled(venue, room, question, telling),
        (Wish::Clear, FloorAnswer::Cleared(questions)) => cleared(venue, room, &questions),
        (Wish::Merge(into), FloorAnswer::Merged { gone, votes }) => merged(venue, (room, into), gone, votes),
        (Wish::OpenPoll | Wish::Poll, FloorAnswer::Poll(poll)) => polls::kept(venue, room, poll),
        (Wish::Choose(poll, choices), FloorAnswer::Chosen { before }) => {
            polls::chosen(venue, (by, room), (poll, choices), before);
        }
        (Wish::Choices, FloorAnswer::Choices(chosen)) => {
            for (poll, choices) in chosen {
                say(venue, by, FloorFromServer::Choice { poll, choices });
            }
        }
        (
            Wish::Votes
            | Wish::Ask
            | Wish::Vote(..)
            | Wish::Handle { .. }
            | Wish::Merge(_)
            | Wish::Clear
            | Wish::Manners(_)
            | Wish::OpenPoll
            | Wish::Poll
            | Wish::Choose(..)
            | Wish::Choices
            | Wish::Announce(..),
            FloorAnswer::Floor(_)
            | FloorAnswer::Votes(_)
            | FloorAnswer::Asked(_)
            | FloorAnswer::Voted { .. }
            | FloorAnswer::Handled(_)
            | FloorAnswer::Merged { .. }
            | FloorAnswer::Cleared(_)
            | FloorAnswer::Poll(_)
            | FloorAnswer::Chosen { .. }
            | FloorAnswer::Choices(_),
        ) => return Err(Refusal::NotStored),
    }
    Ok(())
}

/// How the room asks is kept.
pub(super) fn manners_settled(venue: &mut Venue, room: RoomId, manners: Manners) {
    if let Some(floor) = venue.floor.rooms.get_mut(&room) {
        floor.manners = manners;
    }
    pages::tell_watchers(venue, room, FloorFromServer::Manners(manners));
}

fn asked(venue: &mut Venue, (by, room): (VisitorId, RoomId), question: Question) {
    if let Some(floor) = venue.floor.rooms.get_mut(&room) {
        let kept = KeptQuestion { question: question.clone(), by, votes: 0 };
        floor.questions.insert(question.question, kept);
        floor.stirred = true;
    }
    say(venue, by, FloorFromServer::Asked(question));
}

fn handled(venue: &mut Venue, room: RoomId, question: Question, telling: Telling) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    let Some(kept) = floor.questions.get_mut(&question.question) else { return };
    kept.question = question.clone();
    let asker = kept.by;
    floor.stirred = true;
    floor.bound();
    if telling == Telling::Asker {
        tell_asker(venue, asker, question);
    }
}

fn cleared(venue: &mut Venue, room: RoomId, gone: &[QuestionId]) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    let mut told = Vec::new();
    for id in gone {
        let Some(kept) = floor.questions.get_mut(id) else { continue };
        kept.question.state = QuestionState::Hidden;
        kept.question.pinned = false;
        told.push((kept.by, kept.question.clone()));
    }
    floor.stirred |= !told.is_empty();
    floor.bound();
    for (asker, question) in told {
        tell_asker(venue, asker, question);
    }
}

/// Tells an asker what became of their question, or keeps it until they come back when they have no link.
pub(super) fn tell_asker(venue: &mut Venue, asker: VisitorId, question: Question) {
    if venue.roster.get(asker).is_some_and(|visitor| visitor.looking().is_some()) {
        venue.floor.heard.insert(question.question, question.state);
        return say(venue, asker, FloorFromServer::Yours(question));
    }
    let unheard = &mut venue.floor.unheard;
    unheard.entry(asker).or_default().insert(question.question, question);
    if unheard.len() > MOST_UNHEARD {
        unheard.pop_first();
    }
}

fn merged(venue: &mut Venue, (room, into): (RoomId, QuestionId), gone: Question, votes: u32) {
    let Some(floor) = venue.floor.rooms.get_mut(&room) else { return };
    floor.stirred = true;
    if let Some(kept) = floor.questions.get_mut(&into) {
        kept.votes = votes;
    }
    if let Some(kept) = floor.questions.remove(&gone.question) {
        tell_asker(venue, kept.by, gone);
    }
}

/// Whether one more question can wait in a room, those counted that the store does not have yet.
fn room_for_another(venue: &Venue, room: RoomId) -> Result<(), Refusal> {
    let waiting = venue
        .floor
        .rooms
        .get(&room)
        .map_or(0, |floor| floor.questions.values().filter(|kept| kept.question.state.is_open()).count());
    let coming = under_way(venue, room, |wish| matches!(wish, Wish::Ask | Wish::Handle { reopens: true, .. }));
    if waiting + coming >= usize::try_from(MOST_WAITING).unwrap_or(usize::MAX) {
        return Err(Refusal::TooMany { limit: MOST_WAITING });
    }
    Ok(())
}

fn room_with_open(venue: &Venue, id: VisitorId, question: QuestionId) -> Result<RoomId, Refusal> {
    let (room, floor) = room_of(venue, id)?;
    let kept = floor.questions.get(&question).ok_or(Refusal::Unknown)?;
    if kept.question.state.is_open() { Ok(room) } else { Err(Refusal::Closed) }
}
