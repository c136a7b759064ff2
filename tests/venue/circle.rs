//! Talk circles: those at the table hear each other, and nobody else does.

use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::hearing::Scope;
use hiroba_tests::drawing::CIRCLE_CAPACITY;
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use crate::rooms::{SALON, circle_of};

#[test]
fn what_is_said_at_a_table_is_heard_there_and_nowhere_else() {
    for plan in Plan::drawn(SALON).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob, carol, dan] = ["Alice", "Bob", "Carol", "Dan"].map(|name| town.joins(name));
        town[alice].walks_to(3, 3);
        town[bob].walks_to(5, 3);
        town[carol].walks_to(7, 3);
        town[dan].walks_to(13, 3);
        town.settle();
        town.run_until("both are told of their circle", 100, |town| circle_of(&town[alice]) == Some(2));
        town[alice].says(Scope::Circle, "between us");
        town.run_until("Bob hears", 100, |town| town[bob].hears("between us"));
        town.settle();
        assert_eq!(town[carol].heard(), vec![], "she stands beside the table");
        assert_eq!(town[dan].heard(), vec![], "he is at another table");
    }
}

#[test]
fn who_is_at_no_table_cannot_talk_to_one() {
    let mut town = Town::new(Plan::drawn(SALON));
    let alice = town.joins("Alice");
    town[alice].says(Scope::Circle, "anybody?");
    town.run(10);
    assert_eq!(town[alice].refusals(), vec![Refusal::NotInCircle]);
}

#[test]
fn a_full_table_says_so_with_its_number_and_takes_the_next_when_somebody_goes() {
    let mut town = Town::new(Plan::drawn(SALON));
    let seats = usize::from(CIRCLE_CAPACITY);
    let people = town.all_join((0..=seats).map(|number| format!("Guest {number}")));
    let (last, members) = people.split_last().unwrap();
    for who in members {
        town[*who].walks_to(4, 3);
    }
    town.settle();
    town[*last].walks_to(4, 4);
    town.settle();
    assert_eq!(town[*last].refusals(), vec![Refusal::CircleFull { capacity: CIRCLE_CAPACITY }]);
    assert_eq!(circle_of(&town[*last]), None);
    let first = members[0];
    town[first].walks_to(1, 1);
    town.settle();
    assert_eq!(circle_of(&town[*last]), Some(seats));
}

#[test]
fn who_leaves_the_table_hears_no_more_of_it() {
    let mut town = Town::new(Plan::drawn(SALON));
    let [alice, bob, carol] = ["Alice", "Bob", "Carol"].map(|name| town.joins(name));
    for (who, y) in [(alice, 2), (bob, 3), (carol, 4)] {
        town[who].walks_to(4, y);
    }
    town.settle();
    town[carol].walks_to(8, 4);
    town.settle();
    town[alice].says(Scope::Circle, "she is gone");
    town.run(20);
    assert!(town[bob].hears("she is gone"));
    assert_eq!(town[carol].heard(), vec![]);
}
