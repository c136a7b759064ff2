//! What the operator asks of a running venue: invitations, how it stands, stopping.
//!
//! Who the operator is was checked at the edge.

use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Role;

use super::input::{AskId, OperatorInput, UnixSeconds};
use super::output::{OperatorAnswer, Output};
use super::record::{Answer, Request};
use super::requests::Awaiting;
use super::roster::Visitor;
use super::{Venue, floor, hall, keeper, presence, programme, session, stage, talk};

/// The operator wants something.
pub(super) fn asked(venue: &mut Venue, input: OperatorInput) {
    match input {
        OperatorInput::Invite { ask, code, role, uses, expires } => {
            let request = Request::Invite { code, role, uses, expires };
            let awaiting = Awaiting::Invitation { ask, role, expires };
            if let Err(refusal) = venue.requests.ask(&mut venue.outbox, request, awaiting) {
                answer(venue, ask, OperatorAnswer::Refused(refusal));
            }
        }
        OperatorInput::Status { ask } => {
            let counts = presence::count(venue);
            let names = venue.rooms.iter().map(|(_, room)| room.name.clone());
            let rooms = names.zip(counts.rooms).collect();
            answer(venue, ask, OperatorAnswer::Status { present: counts.venue, rooms });
        }
        OperatorInput::ReadProgramme { ask } => {
            let programme = Box::new(venue.programme.to_keep(&venue.rooms));
            answer(venue, ask, OperatorAnswer::Programme(programme));
        }
        OperatorInput::ReplaceProgramme { ask, programme } => {
            if let Err(refusal) = programme::replace(venue, ask, *programme) {
                answer(venue, ask, OperatorAnswer::Refused(refusal));
            }
        }
        OperatorInput::Stop { ask } => {
            stop(venue);
            answer(venue, ask, OperatorAnswer::Stopped);
        }
    }
}

/// The store answered about an invitation.
pub(super) fn invited(venue: &mut Venue, ask: AskId, (role, expires): (Role, UnixSeconds), stored: &Answer) {
    let kept = *stored == Answer::Kept;
    let told =
        if kept { OperatorAnswer::Invited { role, expires } } else { OperatorAnswer::Refused(Refusal::NotStored) };
    answer(venue, ask, told);
}

/// Answers a question.
pub(super) fn answer(venue: &mut Venue, ask: AskId, answer: OperatorAnswer) {
    venue.outbox.push(Output::Operator(ask, answer));
}

fn stop(venue: &mut Venue) {
    venue.stopping = true;
    talk::keep_lines(venue);
    stage::keep_lines(venue);
    for (_, visitor) in venue.roster.iter_mut() {
        visitor.unkept = true;
    }
    keeper::keep_moved(venue);
    hall::keep_last(venue);
    floor::keep_heard(venue);
    let links: Vec<_> = venue.roster.iter().filter_map(|(_, visitor)| Visitor::link(visitor)).collect();
    for link in links {
        venue.outbox.farewell(link, Farewell::ServerStops);
        session::closed(venue, link);
    }
}
