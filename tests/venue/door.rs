//! Doors between rooms: one goes through, is gone from here and there over there.

use hiroba_shared::ids::RoomId;
use hiroba_shared::rules::hearing::Scope;
use hiroba_tests::town::Town;

use crate::rooms::hall_and_garden;

#[test]
fn a_door_leads_to_the_other_room_and_back() {
    for plan in hall_and_garden().over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        town[alice].walks_to(9, 2);
        town.run_until("Alice stands in the garden", 300, |town| town[alice].room() == Some(RoomId(1)));
        town[alice].bot.halt();
        town.settle();
        assert_eq!(town[alice].tile().x, 6, "she stands where the garden begins");
        town[alice].walks_to(1, 1);
        town.run_until("Alice is back", 300, |town| town[alice].room() == Some(RoomId(0)));
        town.settle();
        town.assert_pictures_are_true();
    }
}

#[test]
fn who_went_through_a_door_is_no_longer_seen_here_and_is_seen_there() {
    for plan in hall_and_garden().over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        let carol = town.comes(hiroba_tests::town::door::Newcomer::named("Carol").into_room("garden"));
        let id = town[alice].id();
        town.run_until("Bob sees Alice", 100, |town| town[bob].sees(id));
        town[alice].walks_to(9, 2);
        town.run_until("Carol sees Alice", 400, |town| town[carol].sees(id));
        town[alice].bot.halt();
        town.run_until("Bob no longer sees Alice", 200, |town| !town[bob].sees(id));
        town.settle();
        assert!(!town[alice].sees(town[bob].id()) && town[alice].sees(town[carol].id()));
    }
}

#[test]
fn nothing_said_in_one_room_is_heard_in_another() {
    let mut town = Town::new(hall_and_garden());
    let alice = town.joins("Alice");
    let bob = town.comes(hiroba_tests::town::door::Newcomer::named("Bob").into_room("garden"));
    town[alice].says(Scope::Near, "near");
    town[alice].says(Scope::Room, "room");
    town.run(40);
    assert_eq!(town[alice].heard().len(), 2);
    assert_eq!(town[bob].heard(), vec![]);
}
