//! Talking: who hears what, by distance, by room and by rule.

use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::talk::{Emote, TalkFromClient, TalkFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::hearing::{NEAR_TILES, Scope};
use hiroba_shared::units::seconds;
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use crate::rooms::{LONG_HALL, SALON};

#[test]
fn near_chat_is_heard_by_those_near_and_by_nobody_else() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob, carol] = ["Alice", "Bob", "Carol"].map(|name| town.joins(name));
        town[bob].walks_to(1 + NEAR_TILES - 1, 1);
        town[carol].walks_to(1 + NEAR_TILES + 2, 1);
        town.settle();
        town[alice].says(Scope::Near, "good morning");
        town.run_until("Bob hears", 100, |town| town[bob].hears("good morning"));
        town.run_until("Alice hears herself", 100, |town| town[alice].hears("good morning"));
        town.settle();
        assert_eq!(town[carol].heard(), vec![]);
        assert_eq!(town[bob].heard(), vec![(town[alice].id(), "good morning".to_owned())]);
    }
}

#[test]
fn everything_said_in_reach_arrives_once_and_in_order_on_any_link() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        let words: Vec<String> = (0..20).map(|number| format!("word {number}")).collect();
        for word in &words {
            town[alice].says(Scope::Near, word);
            town.run(seconds(2));
        }
        town.run(seconds(3));
        let heard: Vec<String> = town[bob].heard().into_iter().map(|(_, text)| text).collect();
        assert_eq!(heard, words);
        assert_eq!(town[alice].refusals(), vec![]);
    }
}

#[test]
fn room_chat_is_heard_in_the_whole_room() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[bob].walks_to(28, 3);
    town.settle();
    town[alice].says(Scope::Room, "welcome");
    town.run(10);
    assert!(town[bob].hears("welcome"));
}

#[test]
fn nobody_talks_near_in_a_quiet_zone() {
    let mut town = Town::new(Plan::drawn(SALON));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[alice].walks_to(18, 3);
    town[bob].walks_to(16, 3);
    town.settle();
    town[alice].says(Scope::Near, "psst");
    town.run(20);
    assert_eq!(town[alice].refusals(), vec![Refusal::QuietZone]);
    assert_eq!(town[bob].heard(), vec![]);
}

#[test]
fn nobody_in_a_quiet_zone_hears_near_chat() {
    let mut town = Town::new(Plan::drawn(SALON));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[alice].walks_to(18, 3);
    town[bob].walks_to(16, 3);
    town.settle();
    town[bob].says(Scope::Near, "hello");
    town.run(20);
    assert_eq!(town[alice].heard(), vec![]);
}

#[test]
fn who_talks_too_fast_is_asked_politely_to_wait_and_heard_again_later() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    for number in 0..40 {
        town[alice].says(Scope::Near, &format!("flood {number}"));
    }
    town.run(seconds(1));
    assert!(town[bob].heard().len() < 10, "{} of 40 heard", town[bob].heard().len());
    assert!(town[alice].refusals().iter().any(|refusal| matches!(refusal, Refusal::TooFast { .. })));
    assert!(town[alice].refusals().len() <= 3, "one polite answer a second, not forty");
    town.run(seconds(10));
    town[alice].says(Scope::Near, "sorry");
    town.run(20);
    assert!(town[bob].hears("sorry"));
}

#[test]
fn an_emote_is_seen_by_those_in_sight() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let [alice, bob, carol] = ["Alice", "Bob", "Carol"].map(|name| town.joins(name));
    town[carol].walks_to(28, 1);
    town.settle();
    town[alice].asks(&FromClient::Talk(TalkFromClient::Emote(Emote::Wave)));
    town.run(20);
    let waved = FromServer::Talk(TalkFromServer::Emoted(town[alice].id(), Emote::Wave));
    assert!(town[bob].log.contains(&waved));
    assert!(!town[carol].log.contains(&waved), "27 tiles away");
}
