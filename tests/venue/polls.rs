//! Polls: opening and closing them, choosing, and who sees how they stand.

use hiroba_shared::ids::PollId;
use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::protocol::floor::poll::{Choices, Results};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::units::seconds;
use hiroba_tests::link::Link;
use hiroba_tests::messages::floor::ballot;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, LONG_HALL, hall_and_garden, over_both_links};

over_both_links!(
    a_hidden_poll_is_seen_by_those_who_run_it_until_they_show_it,
    a_closed_poll_takes_no_votes_whether_by_hand_or_by_time,
    what_cannot_be_chosen_is_refused,
    a_person_votes_once_in_whatever_visit_and_finds_their_vote_again,
    who_comes_later_or_from_another_room_is_told_the_polls_of_the_room,
    a_vote_that_is_not_stored_is_neither_confirmed_nor_counted,
);

/// A moderator, who puts a poll to the vote, and two guests.
fn cast(plan: Plan, results: Results, minutes: Option<u16>) -> (Town, [Who; 3], PollId) {
    let mut town = Town::new(plan);
    let noor = town.moderator_joins("Noor");
    let (ana, bob) = (town.joins("Ana"), town.joins("Bob"));
    town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results, minutes });
    town.run_until("everybody has the poll", 200, |town| {
        [noor, ana, bob].iter().all(|who| town[*who].polls().len() == 1)
    });
    let poll = town[noor].polls()[0].poll;
    (town, [noor, ana, bob], poll)
}

fn chooses(town: &mut Town, who: Who, poll: PollId, choices: u32) {
    let before = town[who].chosen(poll).len();
    town[who].floors(FloorFromClient::Choose { poll, choices: Choices(choices) });
    town.run_until("the choice is confirmed", 200, |town| town[who].chosen(poll).len() > before);
}

#[test]
fn everybody_sees_an_open_poll_stand_as_it_stands_and_a_changed_vote_counts_once() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, ana, bob], poll) = cast(plan, Results::Open, None);
        chooses(&mut town, ana, poll, 0b011);
        chooses(&mut town, bob, poll, 0b100);
        let all = [noor, ana, bob];
        let stands =
            |town: &Town, stand: (u32, Vec<u32>)| all.iter().all(|who| town[*who].stands(poll) == Some(stand.clone()));
        town.run_until("all see both", 200, |town| stands(town, (2, vec![1, 1, 1])));
        chooses(&mut town, ana, poll, 0b100);
        town.run_until("all see the change", 200, |town| stands(town, (2, vec![0, 0, 2])));
        assert_eq!(town[ana].chosen(poll), [Choices(0b011), Choices(0b100)]);
    }
}

fn a_hidden_poll_is_seen_by_those_who_run_it_until_they_show_it(link: Link) {
    let (mut town, [noor, ana, bob], poll) = cast(Plan::drawn(LONG_HALL).over(link), Results::Hidden, None);
    chooses(&mut town, ana, poll, 0b001);
    town.run_until("the moderator sees it", 300, |town| town[noor].stands(poll) == Some((1, vec![1, 0, 0])));
    assert_eq!((town[ana].stands(poll), town[bob].stands(poll)), (None, None));
    town[noor].floors(FloorFromClient::ShowResults(poll));
    town.run_until("everybody sees it", 300, |town| town[bob].stands(poll) == Some((1, vec![1, 0, 0])));
}

fn a_closed_poll_takes_no_votes_whether_by_hand_or_by_time(link: Link) {
    let (mut town, [noor, ana, bob], poll) = cast(Plan::drawn(LONG_HALL).over(link), Results::Open, Some(1));
    chooses(&mut town, ana, poll, 0b001);
    town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None });
    town.run(LONG_ENOUGH);
    let other = town[noor].polls()[1].poll;
    town[noor].floors(FloorFromClient::ClosePoll(other));
    town.run(LONG_ENOUGH);
    town.run(seconds(62));
    for poll in [poll, other] {
        assert!(town[bob].polls().iter().any(|told| told.poll == poll && told.closed.is_some()), "not told closed");
        town[bob].floors(FloorFromClient::Choose { poll, choices: Choices(1) });
        town.run(LONG_ENOUGH);
    }
    assert_eq!(town[bob].refusals(), [Refusal::Closed; 2]);
    assert_eq!(town[bob].stands(poll), Some((1, vec![1, 0, 0])));
}

#[test]
fn however_fast_they_are_opened_five_polls_are_open_at_most() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let noor = town.moderator_joins("Noor");
    for _ in 0..7 {
        town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None });
    }
    town.run(40);
    assert_eq!(town[noor].polls().len(), 5);
    assert_eq!(town[noor].refusals(), [Refusal::TooMany { limit: 5 }; 2]);
}

fn what_cannot_be_chosen_is_refused(link: Link) {
    let (mut town, [_, ana, _], poll) = cast(Plan::drawn(LONG_HALL).over(link), Results::Open, None);
    for choices in [0, 0b111, 0b1000] {
        town[ana].floors(FloorFromClient::Choose { poll, choices: Choices(choices) });
    }
    town[ana].floors(FloorFromClient::Choose { poll: PollId(77), choices: Choices(1) });
    town.run(LONG_ENOUGH);
    let odd = Refusal::OutOfPlace;
    assert_eq!(town[ana].refusals(), [odd, odd, odd, Refusal::Unknown]);
}

fn a_person_votes_once_in_whatever_visit_and_finds_their_vote_again(link: Link) {
    let (mut town, [noor, ..], poll) = cast(Plan::drawn(LONG_HALL).over(link), Results::Open, None);
    let first = town.comes(Newcomer::named("Deniz").with_device(7).from_address(7));
    chooses(&mut town, first, poll, 0b001);
    let again = town.comes(Newcomer::named("Elif").with_device(7).from_address(8));
    town.run_until("they know what they chose", 300, |town| town[again].chosen(poll) == [Choices(0b001)]);
    chooses(&mut town, again, poll, 0b010);
    town.run_until("one person voted", 300, |town| town[noor].stands(poll) == Some((1, vec![0, 1, 0])));
}

#[test]
fn a_poll_and_its_votes_outlive_a_restart() {
    let (mut town, [_, ana, bob], poll) = cast(Plan::drawn(LONG_HALL), Results::Open, None);
    chooses(&mut town, ana, poll, 0b101);
    town.restart();
    town[bob].log.clear();
    town.comes_back(bob);
    town.run_until("it is there", 100, |town| town[bob].stands(poll) == Some((1, vec![1, 0, 1])));
}

fn who_comes_later_or_from_another_room_is_told_the_polls_of_the_room(link: Link) {
    let mut town = Town::new(hall_and_garden().over(link));
    let noor = town.moderator_joins("Noor");
    town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None });
    town.run(LONG_ENOUGH);
    let gus = town.comes(Newcomer::named("Gus").into_room("garden"));
    assert_eq!(town[gus].polls().len(), 0);
    let ana = town.joins("Ana");
    town.run(LONG_ENOUGH);
    assert_eq!((town[ana].polls().len(), town[gus].polls().len()), (1, 0));
}

fn a_vote_that_is_not_stored_is_neither_confirmed_nor_counted(link: Link) {
    let (mut town, [noor, ana, _], poll) = cast(Plan::drawn(LONG_HALL).over(link), Results::Open, None);
    town.set_store_down(true);
    town[ana].floors(FloorFromClient::Choose { poll, choices: Choices(1) });
    town[noor].floors(FloorFromClient::ClosePoll(poll));
    town.run(LONG_ENOUGH);
    assert_eq!((town[ana].refusals(), town[ana].chosen(poll)), (vec![Refusal::NotStored], vec![]));
    assert_eq!(town[noor].refusals(), [Refusal::NotStored]);
    assert!(town[ana].polls().iter().all(|told| told.closed.is_none()));
}
