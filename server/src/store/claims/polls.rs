//! Claims about polls, the votes in them, and announcements.

use hiroba_shared::{
    ids::{PollId, VisitorId},
    protocol::floor::poll::{Ballot, Choices, Poll, Results},
    text::{FloorText, OptionText},
};

use super::{
    Answer, Claimed, NOON, Request, after, ask,
    floor::{by_device, floor},
    over_both_stores,
};
use crate::venue::record::floor::{FloorAnswer, FloorRequest, KeptPoll, NewPoll};

over_both_stores!(
    a_poll_is_kept_until_it_is_closed_and_shown,
    a_person_chooses_once_in_any_visit_and_their_last_choice_counts,
    a_closed_poll_and_one_whose_time_is_over_take_no_votes,
    what_cannot_be_chosen_is_not_kept,
    an_announcement_by_nobody_is_not_kept,
);

fn ballot(most: u8) -> Ballot {
    let options = ["赤", "Blue", "Green"].map(|option| OptionText::new(option).unwrap());
    Ballot::new(FloorText::new("Which?").unwrap(), options.to_vec(), most).unwrap()
}

async fn opened(store: &mut impl Claimed, by: VisitorId, closes: Option<i64>) -> Poll {
    let (room, ballot, results) = ("hall".to_owned(), ballot(2), Results::Hidden);
    let opening = NewPoll { room, by, ballot, results, closes: closes.map(after), now: NOON };
    let answer = floor(store, FloorRequest::OpenPoll(opening)).await;
    let Some(FloorAnswer::Poll(poll)) = answer else { panic!("{answer:?}") };
    poll
}

async fn kept(store: &mut impl Claimed) -> Vec<KeptPoll> {
    let answer = floor(store, FloorRequest::Read { room: "hall".to_owned() }).await;
    let Some(FloorAnswer::Floor(kept)) = answer else { panic!("{answer:?}") };
    kept.polls
}

async fn chosen(
    store: &mut impl Claimed,
    poll: PollId,
    visitor: VisitorId,
    choices: u32,
    at: i64,
) -> Option<Vec<Choices>> {
    let request = FloorRequest::Choose { poll, visitor, choices: Choices(choices), now: after(at) };
    match floor(store, request).await {
        Some(FloorAnswer::Chosen { before }) => Some(before),
        None => None,
        other => panic!("{other:?}"),
    }
}

async fn a_poll_is_kept_until_it_is_closed_and_shown(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    let poll = opened(store, ana, None).await;
    assert_eq!(kept(store).await.first().map(|kept| &kept.poll), Some(&poll));
    floor(store, FloorRequest::ShowResults { poll: poll.poll }).await;
    for at in [60, 90] {
        floor(store, FloorRequest::ClosePoll { poll: poll.poll, now: after(at) }).await;
    }
    let ended = Poll { results: Results::Open, closed: Some(after(60).0), ..poll };
    assert_eq!(kept(store).await.first().map(|kept| &kept.poll), Some(&ended), "the first closing counts");
    assert_eq!(floor(store, FloorRequest::ClosePoll { poll: PollId(99), now: NOON }).await, None);
}

async fn a_person_chooses_once_in_any_visit_and_their_last_choice_counts(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    let again = by_device(store, 5, "Another", 2).await;
    let bob = by_device(store, 6, "Bob", 3).await;
    let poll = opened(store, ana, None).await.poll;
    assert_eq!(chosen(store, poll, ana, 0b011, 1).await, Some(vec![]));
    assert_eq!(chosen(store, poll, bob, 0b010, 2).await, Some(vec![]));
    assert_eq!(chosen(store, poll, again, 0b100, 3).await, Some(vec![Choices(0b011)]));
    let tally = kept(store).await.remove(0).tally;
    assert_eq!((tally.voters, tally.votes), (2, vec![0, 1, 1]));
    for visitor in [ana, again] {
        let mine = floor(store, FloorRequest::Choices { visitor, room: "hall".to_owned() }).await;
        assert_eq!(mine, Some(FloorAnswer::Choices(vec![(poll, Choices(0b100))])));
    }
}

async fn a_closed_poll_and_one_whose_time_is_over_take_no_votes(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    let timed = opened(store, ana, Some(60)).await.poll;
    assert!(chosen(store, timed, ana, 1, 59).await.is_some());
    assert_eq!(chosen(store, timed, ana, 2, 60).await, None);
    let closed = opened(store, ana, None).await.poll;
    floor(store, FloorRequest::ClosePoll { poll: closed, now: after(1) }).await;
    assert_eq!(chosen(store, closed, ana, 1, 2).await, None);
    let voters: Vec<u32> = kept(store).await.iter().map(|kept| kept.tally.voters).collect();
    assert_eq!(voters, [1, 0]);
}

async fn what_cannot_be_chosen_is_not_kept(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    let poll = opened(store, ana, None).await.poll;
    for choices in [0, 0b111, 0b1000] {
        assert_eq!(chosen(store, poll, ana, choices, 1).await, None, "{choices:b}");
    }
    assert_eq!(chosen(store, poll, VisitorId(999), 1, 1).await, None);
    assert_eq!(kept(store).await.first().map(|kept| kept.tally.voters), Some(0));
}

async fn an_announcement_by_nobody_is_not_kept(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    for (by, answer) in [(ana, Answer::Kept), (VisitorId(999), Answer::Unknown)] {
        let words = FloorText::new("We begin.").unwrap();
        let announcing = FloorRequest::Announce { room: None, by, words, now: NOON };
        assert_eq!(ask(store, Request::Floor(announcing)).await, answer);
    }
}
