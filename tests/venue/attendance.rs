//! Staying: broken links, second windows, hidden tabs.

use hiroba_shared::door::SEAT_HELD_SECONDS;
use hiroba_shared::ids::SeatId;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::rules::movement::Motion;
use hiroba_shared::units::{Facing, seconds};
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Stage;

use crate::rooms::{LONG_HALL, SALON, circle_of};

#[test]
fn who_comes_back_after_a_broken_link_stands_where_they_stood_and_is_the_same_person() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        town[alice].walks_to(6, 2);
        town.settle();
        let (id, place) = (town[alice].id(), town[alice].place());
        town.breaks(alice);
        town.run(seconds(5));
        town.comes_back(alice);
        assert_eq!((town[alice].id(), town[alice].place()), (id, place));
        let welcome = town[alice].session().rev().find(|said| matches!(said, SessionFromServer::Welcome { .. }));
        assert!(matches!(welcome, Some(SessionFromServer::Welcome { resumed: true, .. })));
        town[alice].walks(Facing::East, 10);
        town.settle();
        town.run_until("Bob sees her", 100, |town| town[bob].sees(id));
        town.assert_pictures_are_true();
    }
}

#[test]
fn a_link_that_breaks_in_full_run_leaves_the_body_standing_where_it_was() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        town[alice].runs(Facing::East, 1_000);
        town.run(30);
        town.breaks(alice);
        town.run(40);
        let seen = town[bob].bot.sight.of(town[alice].bot.you.unwrap());
        assert_eq!(seen.map(|seen| seen.motion), Some(Motion::Standing));
    }
}

#[test]
fn a_seat_and_a_place_at_the_table_are_held_for_a_minute_and_no_longer() {
    let mut town = Town::new(Plan::drawn(SALON));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[alice].walks_to(3, 5);
    town[bob].walks_to(4, 6);
    town.settle();
    town[alice].sits(SeatId(0));
    town.run(10);
    town.breaks(alice);
    town.run(seconds(SEAT_HELD_SECONDS - 2));
    town[bob].sits(SeatId(0));
    town.run(10);
    assert_eq!(town[bob].refusals(), vec![Refusal::SeatTaken]);
    town.run(seconds(4));
    town[bob].sits(SeatId(0));
    town.run(10);
    assert_eq!(town[bob].bot.legs.body().motion, Motion::Seated);
    town.comes_back(alice);
    assert_ne!(town[alice].bot.legs.body().motion, Motion::Seated, "the seat is taken by now");
}

#[test]
fn who_comes_back_over_a_new_link_is_shown_everything_from_the_first_snapshot_on() {
    let mut town = Town::new(Plan::drawn(SALON));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town.run(200);
    let window = town.opens_second_window(alice).unwrap();
    town.run(40);
    let entered = |said: &SessionFromServer| match said {
        SessionFromServer::Entered { first_snapshot, .. } => Some(*first_snapshot),
        SessionFromServer::Welcome { .. }
        | SessionFromServer::Zones { .. }
        | SessionFromServer::Profiles(_)
        | SessionFromServer::Present { .. }
        | SessionFromServer::Refused(_)
        | SessionFromServer::Farewell(_) => None,
    };
    assert_eq!(town[window].session().rev().find_map(entered), Some(1));
    assert!(town[window].sees(town[bob].id()));
}

#[test]
fn who_comes_back_within_the_minute_sits_and_is_at_the_table_as_before() {
    for plan in Plan::drawn(SALON).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        for who in [alice, bob] {
            town[who].walks_to(4, 3);
        }
        town.settle();
        town.breaks(alice);
        town.run(seconds(20));
        town.comes_back(alice);
        town.run_until("Alice is at the table", 100, |town| circle_of(&town[alice]) == Some(2));
        town[bob].says(Scope::Circle, "there you are");
        town.run_until("Alice hears", 100, |town| town[alice].hears("there you are"));
    }
}

#[test]
fn somebody_gone_for_an_hour_comes_back_to_their_place() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    town[alice].walks_to(9, 3);
    town.settle();
    let (id, place) = (town[alice].id(), town[alice].place());
    town.breaks(alice);
    town.run(seconds(3_600));
    town.comes_back(alice);
    assert_eq!((town[alice].id(), town[alice].place()), (id, place));
}

#[test]
fn a_second_window_replaces_the_first_with_a_word_and_takes_its_place() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        town[alice].walks_to(6, 2);
        town.settle();
        let place = town[alice].place();
        let second = town.opens_second_window(alice).unwrap();
        town.run_until("the second window is in", 200, |town| town[second].is_here());
        town.run_until("the first window is closed", 200, |town| town[alice].stage == Stage::Gone);
        assert_eq!(town[alice].farewell(), Some(Farewell::Replaced));
        assert_eq!((town[second].id(), town[second].place()), (town[alice].id(), place));
        town.run(seconds(65));
        assert!(town[second].is_here(), "the end of the first link does not end the second");
    }
}

#[test]
fn who_left_for_good_does_not_come_back_by_their_key() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    town[alice].leaves();
    town.run(seconds(3));
    assert_eq!(town[alice].farewell(), Some(Farewell::Left));
    assert_eq!(town.resumes(alice), Err(Refusal::BadResumeKey));
}

#[test]
fn an_old_key_dies_once_the_new_one_was_used() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    let old = town[alice].resume_key;
    town.breaks(alice);
    town.comes_back(alice);
    town.run(20);
    let new = town[alice].resume_key;
    town.breaks(alice);
    town[alice].resume_key = old;
    assert_eq!(town.resumes(alice), Err(Refusal::BadResumeKey));
    town[alice].resume_key = new;
    assert_eq!(town.resumes(alice), Ok(()));
}

#[test]
fn who_looks_away_is_seen_as_away_gets_no_snapshots_and_a_true_picture_on_return() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        let id = town[alice].id();
        town[alice].looks_away(true);
        town.run_until("Bob sees her as away", 100, |town| town[bob].bot.sight.of(id).is_some_and(|seen| seen.away));
        town.run(20);
        let before = town[alice].bot.sight.snapshots();
        town[bob].walks_to(4, 2);
        town.settle();
        town.run(seconds(5));
        assert_eq!(town[alice].bot.sight.snapshots(), before, "only keep-alives flow");
        town[alice].looks_away(false);
        town.run_until("Bob sees her look", 100, |town| town[bob].bot.sight.of(id).is_some_and(|seen| !seen.away));
        town.settle();
        town.assert_pictures_are_true();
    }
}

#[test]
fn who_is_away_still_hears_what_is_said() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[alice].looks_away(true);
    town.run(20);
    let id = town[alice].id();
    town[bob].writes_to(id, "are you there?");
    town.run(20);
    assert_eq!(town[alice].letters(), ["are you there?"]);
}
