//! Claims about what the store is told of where people are, and when.

use super::rehearsal::{Person, Rehearsal};
use crate::venue::input::{AskId, Input, OperatorInput};
use crate::venue::keeper;
use crate::venue::output::Output;
use crate::venue::record::Request;
use crate::venue::requests::Awaiting;

const HALL: &str = "########## #E.......# ##########";

fn is_kept(outputs: &[Output], person: Person) -> bool {
    outputs.iter().any(|output| match output {
        Output::Store(_, Request::KeepPlaces { places, .. }) => places.iter().any(|(id, _)| *id == person.id),
        _ => false,
    })
}

#[test]
fn whoever_stays_still_is_seen_by_the_store_every_hour() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.ticks(2 * keeper::KEEP_EVERY);
    play.outputs.clear();
    play.ticks(2 * keeper::KEEP_EVERY);
    assert!(!is_kept(&play.outputs, ana), "nobody moved");
    play.venue.tick.0 = keeper::SEE_EVERY - 1;
    play.ticks(1 + keeper::KEEP_EVERY);
    assert!(is_kept(&play.outputs, ana));
}

#[test]
fn the_last_places_are_kept_however_many_requests_wait() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let venue = &mut play.venue;
    let awaiting = || Awaiting::LogPage { by: ana.id };
    while venue.requests.ask(&mut venue.outbox, Request::ReadLog { page: 0 }, awaiting()).is_ok() {}
    while venue.poll_output().is_some() {}
    venue.apply(Input::Operator(OperatorInput::Stop { ask: AskId(900) }));
    let outputs: Vec<Output> = std::iter::from_fn(|| venue.poll_output()).collect();
    assert!(is_kept(&outputs, ana));
}
