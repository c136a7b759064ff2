//! The audience has the floor: asking, voting, and what moderators make of questions.

use hiroba_shared::ids::QuestionId;
use hiroba_shared::protocol::floor::poll::{Choices, Results};
use hiroba_shared::protocol::floor::question::{Handling, Listing, Manners, QuestionState, Signature};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::refusal::Refusal;
use hiroba_tests::link::Link;
use hiroba_tests::messages::floor::{ballot, words};
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, LONG_HALL, hall_and_garden, over_both_links};

over_both_links!(
    a_person_has_one_vote_in_whatever_visit,
    what_is_being_answered_and_what_is_pinned_comes_first,
    two_questions_that_are_one_have_each_persons_vote_once,
    a_room_takes_questions_without_a_name_only_if_a_moderator_lets_it,
    a_room_that_a_moderator_closed_takes_no_questions_and_keeps_those_that_wait,
    a_moderator_clears_what_waits_and_the_askers_are_told_once_whether_they_are_there_or_come_back,
    an_asker_who_was_gone_hears_once_what_became_of_the_question_when_they_come_back,
    nothing_on_the_floor_is_confirmed_that_is_not_stored,
    each_room_has_its_own_questions,
);

const UNNAMED: Manners = Manners { unnamed: true, closed: false };
const VOTES: FloorFromClient = FloorFromClient::Watch { listing: Listing::MostVotes, page: 0 };

/// A moderator and two guests, of whom the first has asked something.
fn cast(plan: Plan) -> (Town, [Who; 3], QuestionId) {
    let mut town = Town::new(plan);
    let noor = town.moderator_joins("Noor");
    let (ana, bob) = (town.joins("Ana"), town.joins("Bob"));
    let question = asks(&mut town, ana, "Why?");
    (town, [noor, ana, bob], question)
}

fn asks(town: &mut Town, who: Who, text: &str) -> QuestionId {
    let before = town[who].question();
    town[who].wonders(text);
    town.run_until("the question is confirmed", 200, |town| town[who].question() != before);
    town[who].question().unwrap()
}

fn votes(town: &mut Town, who: Who, vote: FloorFromClient) {
    let before = town[who].votes().len();
    town[who].floors(vote);
    town.run_until("the vote is confirmed", 200, |town| town[who].votes().len() > before);
}

fn board(rows: &[(&str, u32)]) -> Vec<(String, u32)> {
    rows.iter().map(|(words, votes)| ((*words).to_owned(), *votes)).collect()
}

#[test]
fn who_watches_sees_questions_and_votes_in_order_and_who_does_not_gets_nothing() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, ana, bob], why) = cast(plan);
        town[noor].floors(VOTES);
        let how = asks(&mut town, bob, "How?");
        town.run_until("both are listed", 200, |town| town[noor].board() == board(&[("Why?", 0), ("How?", 0)]));
        votes(&mut town, ana, FloorFromClient::Vote(how));
        votes(&mut town, bob, FloorFromClient::Vote(how));
        votes(&mut town, noor, FloorFromClient::Vote(why));
        town.run_until("they are in order", 200, |town| town[noor].board() == board(&[("How?", 2), ("Why?", 1)]));
        votes(&mut town, ana, FloorFromClient::Unvote(how));
        votes(&mut town, bob, FloorFromClient::Unvote(how));
        town.run_until("and again", 200, |town| town[noor].board() == board(&[("Why?", 1), ("How?", 0)]));
        assert_eq!(town[ana].votes(), [(how, true), (how, false)]);
        let unasked = |said: &FloorFromServer| {
            matches!(said, FloorFromServer::Questions(_) | FloorFromServer::Page { .. } | FloorFromServer::Voted(_))
        };
        assert_eq!(town[bob].floor().filter(|said| unasked(said)).count(), 0);
    }
}

fn a_person_has_one_vote_in_whatever_visit(link: Link) {
    let (mut town, [noor, ..], why) = cast(Plan::drawn(LONG_HALL).over(link));
    town[noor].floors(VOTES);
    let class = |name: &str| Newcomer::named(name).from_address(7);
    let first = town.comes(class("Deniz").with_device(7));
    let again = town.comes(class("Elif").with_device(7));
    let alike = town.comes(class("Deniz"));
    let other = town.comes(class("Derya").with_device(8));
    for who in [first, again, alike, other, first] {
        votes(&mut town, who, FloorFromClient::Vote(why));
    }
    town.run_until("two persons voted", 300, |town| town[noor].board() == board(&[("Why?", 2)]));
    town[again].floors(VOTES);
    town.run(LONG_ENOUGH);
    assert!(town[again].floor().any(|said| *said == FloorFromServer::Voted(vec![why])), "the vote is not theirs");
    votes(&mut town, again, FloorFromClient::Unvote(why));
    town.run_until("one person is left", 300, |town| town[noor].board() == board(&[("Why?", 1)]));
}

#[test]
fn the_asker_hears_what_becomes_of_their_question_and_nobody_else_does() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, ana, bob], question) = cast(plan);
        let answer = Handling::Answer(Some(words("Because.")));
        for handling in [Handling::Pin, Handling::Take, answer, Handling::PutBack, Handling::Hide] {
            town[noor].floors(FloorFromClient::Handle { question, handling });
        }
        let heard = [QuestionState::Answering, QuestionState::Answered, QuestionState::Waiting, QuestionState::Hidden];
        town.run_until("the asker heard it all", 300, |town| town[ana].became() == heard);
        assert_eq!(town[bob].became(), []);
        let written = |said: &FloorFromServer| matches!(said, FloorFromServer::Yours(question) if question.answer == Some(words("Because.")));
        assert!(town[ana].floor().any(written), "the answer is not told");
    }
}

fn what_is_being_answered_and_what_is_pinned_comes_first(link: Link) {
    let (mut town, [noor, ana, bob], why) = cast(Plan::drawn(LONG_HALL).over(link));
    let how = asks(&mut town, bob, "How?");
    let when = asks(&mut town, ana, "When?");
    votes(&mut town, ana, FloorFromClient::Vote(why));
    town[noor].floors(VOTES);
    town[noor].floors(FloorFromClient::Handle { question: how, handling: Handling::Pin });
    town[noor].floors(FloorFromClient::Handle { question: when, handling: Handling::Take });
    let order = board(&[("When?", 0), ("How?", 0), ("Why?", 1)]);
    town.run_until("they are in order", 300, |town| town[noor].board() == order);
    town[noor].floors(FloorFromClient::Handle { question: when, handling: Handling::Answer(None) });
    town.run_until("the answered one went", 300, |town| town[noor].board() == order[1..]);
    town[bob].floors(FloorFromClient::Watch { listing: Listing::Answered, page: 0 });
    town.run_until("it is in its list", 300, |town| town[bob].board() == order[..1]);
}

fn two_questions_that_are_one_have_each_persons_vote_once(link: Link) {
    let (mut town, [noor, ana, bob], why) = cast(Plan::drawn(LONG_HALL).over(link));
    let whence = asks(&mut town, bob, "Whence?");
    for (who, question) in [(ana, why), (ana, whence), (bob, whence), (noor, whence)] {
        votes(&mut town, who, FloorFromClient::Vote(question));
    }
    town[noor].floors(VOTES);
    town[noor].floors(FloorFromClient::Merge { question: whence, into: why });
    town.run_until("they are one", 300, |town| town[noor].board() == board(&[("Why?", 3)]));
    town.run_until("Bob hears of it", 300, |town| town[bob].became() == [QuestionState::Merged(why)]);
    town[ana].floors(FloorFromClient::Vote(whence));
    town.run(LONG_ENOUGH);
    assert_eq!(town[ana].refusals(), [Refusal::Unknown]);
}

fn a_room_takes_questions_without_a_name_only_if_a_moderator_lets_it(link: Link) {
    let (mut town, [noor, ana, _], _) = cast(Plan::drawn(LONG_HALL).over(link));
    let unnamed = || FloorFromClient::Ask { words: words("Who?"), signature: Signature::Unnamed };
    town[ana].floors(unnamed());
    town.run(LONG_ENOUGH);
    assert_eq!(town[ana].refusals(), [Refusal::NameWanted]);
    town[ana].floors(VOTES);
    town[noor].floors(FloorFromClient::SetManners(UNNAMED));
    let allowed = FloorFromServer::Manners(UNNAMED);
    town.run_until("it is told", 300, |town| town[ana].floor().any(|said| *said == allowed));
    town.run(300);
    town[ana].floors(unnamed());
    let nameless = |said: &FloorFromServer| matches!(said, FloorFromServer::Asked(question) if question.by.is_none());
    town.run_until("it is taken", 300, |town| town[ana].floor().any(nameless));
}

fn a_room_that_a_moderator_closed_takes_no_questions_and_keeps_those_that_wait(link: Link) {
    let (mut town, [noor, ana, bob], why) = cast(Plan::drawn(LONG_HALL).over(link));
    town[ana].floors(VOTES);
    let closed = Manners { unnamed: false, closed: true };
    town[noor].floors(FloorFromClient::SetManners(closed));
    let told = |town: &Town| town[ana].floor().any(|said| *said == FloorFromServer::Manners(closed));
    town.run_until("it is told", 300, told);
    town[bob].wonders("May I?");
    town.run(LONG_ENOUGH);
    assert_eq!(town[bob].refusals(), [Refusal::Closed]);
    votes(&mut town, bob, FloorFromClient::Vote(why));
    town[noor].floors(FloorFromClient::SetManners(Manners::default()));
    town.run(LONG_ENOUGH);
    town[bob].wonders("May I now?");
    let asked = |said: &FloorFromServer| matches!(said, FloorFromServer::Asked(_));
    town.run_until("it is taken", 300, |town| town[bob].floor().any(asked));
}

fn a_moderator_clears_what_waits_and_the_askers_are_told_once_whether_they_are_there_or_come_back(link: Link) {
    let (mut town, [noor, ana, bob], _) = cast(Plan::drawn(LONG_HALL).over(link));
    town[bob].wonders("And how?");
    town[bob].floors(VOTES);
    town.run_until("both wait", 300, |town| town[bob].board().len() == 2);
    town[bob].floors(FloorFromClient::Clear);
    town.run(LONG_ENOUGH);
    assert_eq!(town[bob].refusals(), [Refusal::NotAllowed]);
    town.breaks(ana);
    town[noor].floors(FloorFromClient::Clear);
    town.run_until("the list is empty", 300, |town| town[bob].board().is_empty());
    town[noor].floors(FloorFromClient::Clear);
    town.run(LONG_ENOUGH);
    assert_eq!(town[bob].became(), [QuestionState::Hidden]);
    town.comes_back(ana);
    town.run_until("who was gone is told", 300, |town| !town[ana].became().is_empty());
    town.run(LONG_ENOUGH);
    assert_eq!(town[ana].became(), [QuestionState::Hidden]);
}

fn an_asker_who_was_gone_hears_once_what_became_of_the_question_when_they_come_back(link: Link) {
    let (mut town, [noor, ana, _], why) = cast(Plan::drawn(LONG_HALL).over(link));
    town.breaks(ana);
    for handling in [Handling::Take, Handling::Answer(None)] {
        town[noor].floors(FloorFromClient::Handle { question: why, handling });
        town.run(LONG_ENOUGH);
    }
    for _ in 0..2 {
        town.comes_back(ana);
        town.run(LONG_ENOUGH);
        assert_eq!(town[ana].became(), [QuestionState::Answered]);
        town.breaks(ana);
    }
}

fn nothing_on_the_floor_is_confirmed_that_is_not_stored(link: Link) {
    let (mut town, [noor, ana, bob], question) = cast(Plan::drawn(LONG_HALL).over(link));
    town[bob].floors(VOTES);
    town.run(LONG_ENOUGH);
    town.set_store_down(true);
    town[ana].wonders("Lost?");
    town[ana].floors(FloorFromClient::Vote(question));
    town[noor].floors(FloorFromClient::Handle { question, handling: Handling::Hide });
    town[noor].floors(FloorFromClient::SetManners(UNNAMED));
    town.run(LONG_ENOUGH);
    assert_eq!(town[ana].refusals(), [Refusal::NotStored; 2]);
    assert_eq!(town[noor].refusals(), [Refusal::NotStored; 2]);
    assert_eq!((town[ana].question(), town[ana].votes().len()), (Some(question), 0));
    assert_eq!(town[bob].board(), board(&[("Why?", 0)]));
    assert!(!town[bob].floor().any(|said| *said == FloorFromServer::Manners(UNNAMED)));
}

#[test]
fn questions_and_votes_are_there_after_a_restart() {
    let (mut town, [noor, ana, bob], why) = cast(Plan::drawn(LONG_HALL));
    votes(&mut town, ana, FloorFromClient::Vote(why));
    town[noor].floors(FloorFromClient::SetManners(UNNAMED));
    town.run(20);
    town.restart();
    town.comes_back(bob);
    town[bob].log.clear();
    town[bob].floors(VOTES);
    town.run_until("the question is there", 100, |town| town[bob].board() == board(&[("Why?", 1)]));
    assert!(town[bob].floor().any(|said| *said == FloorFromServer::Manners(UNNAMED)));
}

#[test]
fn a_closed_list_and_what_was_cleared_from_it_stay_so_after_a_restart_and_who_was_gone_hears_of_it_then() {
    let (mut town, [noor, ana, bob], _) = cast(Plan::drawn(LONG_HALL));
    town.breaks(ana);
    let closed = Manners { unnamed: false, closed: true };
    town[noor].floors(FloorFromClient::SetManners(closed));
    town[noor].floors(FloorFromClient::Clear);
    town.run(LONG_ENOUGH);
    town.restart();
    town.comes_back(bob);
    town.comes_back(ana);
    town[bob].log.clear();
    town[bob].floors(VOTES);
    let told = |town: &Town| town[bob].floor().any(|said| *said == FloorFromServer::Manners(closed));
    town.run_until("it is closed", 100, told);
    town[bob].wonders("May I?");
    town.run(LONG_ENOUGH);
    assert_eq!((town[bob].board(), town[bob].refusals()), (vec![], vec![Refusal::Closed]));
    assert_eq!(town[ana].became(), [QuestionState::Hidden]);
}

#[test]
fn who_watches_while_the_store_is_slow_to_say_what_there_is_is_told_when_it_does() {
    let (mut town, [noor, _, bob], why) = cast(Plan::drawn(LONG_HALL));
    votes(&mut town, bob, FloorFromClient::Vote(why));
    town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None });
    town.run(20);
    town.set_floor_down(true);
    town.restart();
    town[bob].log.clear();
    town.comes_back(bob);
    town[bob].floors(VOTES);
    town.run(40);
    assert_eq!((town[bob].board(), town[bob].refusals()), (vec![], vec![]));
    town.set_floor_down(false);
    town.run_until("it is told", 100, |town| town[bob].board() == board(&[("Why?", 1)]));
    assert_eq!(town[bob].polls().len(), 1);
    let voted = FloorFromServer::Voted(vec![why]);
    town.run_until("and what they voted for", 100, |town| town[bob].floor().any(|said| *said == voted));
}

fn each_room_has_its_own_questions(link: Link) {
    let mut town = Town::new(hall_and_garden().over(link));
    let ana = town.joins("Ana");
    let question = asks(&mut town, ana, "Why?");
    let gardener = town.comes(Newcomer::named("Gus").into_room("garden"));
    town[gardener].floors(VOTES);
    town[gardener].floors(FloorFromClient::Vote(question));
    town.run(LONG_ENOUGH);
    assert_eq!((town[gardener].board(), town[gardener].refusals()), (vec![], vec![Refusal::Unknown]));
}

#[test]
fn a_long_list_comes_in_pages_and_a_page_beyond_the_last_is_empty() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let all = town.all_join((0..25).map(|n| format!("Guest {n}")));
    for who in &all {
        town[*who].wonders("Why so many?");
    }
    town.run(40);
    town[all[0]].floors(FloorFromClient::Watch { listing: Listing::Newest, page: 1 });
    town.run_until("the second page", 100, |town| town[all[0]].board().len() == 5);
    town[all[0]].floors(FloorFromClient::Watch { listing: Listing::Newest, page: 60_000 });
    town.run_until("no page", 100, |town| town[all[0]].board().is_empty());
}

#[test]
fn five_hundred_people_vote_and_clap_and_each_counts_once_with_everybody_for_a_few_messages() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let noor = town.moderator_joins("Noor");
    let all = town.all_join((0..500).map(|n| format!("Guest {n}")));
    let question = asks(&mut town, noor, "Why?");
    town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None });
    for who in &all {
        town[*who].floors(VOTES);
    }
    town.run(20);
    let poll = town[noor].polls()[0].poll;
    all.iter().for_each(|who| town[*who].log.clear());
    for (n, who) in all.iter().enumerate() {
        town[*who].floors(FloorFromClient::Vote(question));
        town[*who].floors(FloorFromClient::Choose { poll, choices: Choices(1 << (n % 2)) });
        town[*who].floors(FloorFromClient::Cheer(Emote::Clap));
        if n % 25 == 24 {
            town.run(1);
        }
    }
    let listed = |town: &Town, who: Who| {
        let last = town[who].floor().rev().find_map(|said| {
            let FloorFromServer::Page { rows, .. } = said else { return None };
            Some(rows.clone())
        });
        last == Some(vec![(question, 500)])
    };
    let stands = Some((500, vec![250, 250, 0]));
    let knows = |town: &Town, who: Who| listed(town, who) && town[who].stands(poll) == stands;
    town.run_until("all know of all", 200, |town| all.iter().all(|who| knows(town, *who)));
    for who in all {
        assert_eq!((town[who].votes(), town[who].chosen(poll).len()), (vec![(question, true)], 1));
        let claps = town[who].floor().filter_map(|said| {
            let FloorFromServer::Cheers(cheers) = said else { return None };
            Some(cheers.iter().map(|(_, count)| u32::from(*count)).sum::<u32>())
        });
        assert_eq!(claps.sum::<u32>(), 500);
        let messages = town[who].floor().count();
        assert!(messages <= 14, "a thousand votes and 500 claps cost somebody {messages} messages");
    }
}
