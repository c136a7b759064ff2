//! Direct messages: to one person wherever they are, unless they refuse.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::talk::TalkFromClient;
use hiroba_shared::refusal::Refusal;
use hiroba_tests::town::Town;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;

use crate::rooms::{LONG_HALL, hall_and_garden};

#[test]
fn a_direct_message_reaches_one_person_in_another_room_and_nobody_else() {
    for plan in hall_and_garden().over_both() {
        let mut town = Town::new(plan);
        let [alice, carol] = ["Alice", "Carol"].map(|name| town.joins(name));
        let bob = town.comes(Newcomer::named("Bob").into_room("garden"));
        let to = town[bob].id();
        town[alice].writes_to(to, "for you");
        town.run_until("Bob reads it", 100, |town| town[bob].letters() == ["for you"]);
        town.run_until("Alice has it in her log", 100, |town| town[alice].letters() == ["for you"]);
        town.settle();
        assert!(town[carol].letters().is_empty());
    }
}

#[test]
fn who_takes_no_direct_messages_gets_none_and_the_sender_is_told() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[bob].asks(&FromClient::Talk(TalkFromClient::TakeDirect(false)));
    town.run(20);
    let to = town[bob].id();
    town[alice].writes_to(to, "hello?");
    town.run(20);
    assert_eq!(town[alice].refusals(), vec![Refusal::DirectRefused]);
    assert!(town[bob].letters().is_empty());
    town[bob].asks(&FromClient::Talk(TalkFromClient::TakeDirect(true)));
    town.run(40);
    town[alice].writes_to(to, "hello!");
    town.run(20);
    assert_eq!(town[bob].letters(), ["hello!"]);
}

#[test]
fn a_message_to_nobody_is_refused() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    town[alice].writes_to(VisitorId(9_999), "anybody?");
    town.run(20);
    assert_eq!(town[alice].refusals(), vec![Refusal::NotHere]);
}

#[test]
fn a_block_holds_in_both_directions_for_every_kind_of_talk_and_ends_when_taken_back() {
    use hiroba_shared::rules::hearing::Scope;
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob, carol] = ["Alice", "Bob", "Carol"].map(|name| town.joins(name));
        let (alice_id, bob_id) = (town[alice].id(), town[bob].id());
        town[alice].orders(OrderFromClient::Block(bob_id));
        town.run(60);
        town[bob].says(Scope::Near, "hey");
        town[bob].writes_to(alice_id, "hey you");
        town[alice].says(Scope::Room, "good day");
        town.run_until("Carol hears both", 100, |town| town[carol].hears("hey") && town[carol].hears("good day"));
        town.run(60);
        assert!(!town[alice].hears("hey") && !town[bob].hears("good day"));
        assert!(town[alice].letters().is_empty());
        assert_eq!(town[bob].refusals(), vec![Refusal::DirectRefused]);
        town[alice].orders(OrderFromClient::Unblock(bob_id));
        town.run(60);
        town[bob].says(Scope::Near, "sorry");
        town.run_until("Alice hears again", 100, |town| town[alice].hears("sorry"));
    }
}
