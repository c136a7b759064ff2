//! Stopping and coming up again: everybody is told, everything is kept, everybody comes back to where they stood.

use hiroba_server::venue::input::OperatorInput;
use hiroba_server::venue::output::OperatorAnswer;
use hiroba_shared::ids::SeatId;
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::movement::Motion;
use hiroba_tests::town::Town;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;

use crate::rooms::{LONG_HALL, SALON, hall_and_garden};

#[test]
fn everybody_is_told_that_the_server_stops_and_comes_back_to_where_they_stood() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let people = town.all_join(["Alice", "Bob", "Carol"].map(String::from));
        for (who, x) in people.iter().zip([5, 11, 17]) {
            town[*who].walks_to(x, 3);
        }
        town.settle();
        let places: Vec<_> = people.iter().map(|who| (town[*who].id(), town[*who].place())).collect();
        assert_eq!(town.operate(|ask| OperatorInput::Stop { ask }), OperatorAnswer::Stopped);
        let all = people.clone();
        town.run_until("all are told", 200, |town| {
            all.iter().all(|who| town[*who].farewell() == Some(Farewell::ServerStops))
        });
        assert_eq!(town.tries(Newcomer::named("Late")), Err(Refusal::NotReady));
        town.restart();
        for (who, place) in people.iter().zip(&places) {
            town.comes_back(*who);
            assert_eq!((town[*who].id(), town[*who].place()), *place);
        }
        town.settle();
        town.assert_pictures_are_true();
    }
}

#[test]
fn somebody_in_another_room_comes_back_into_it() {
    let mut town = Town::new(hall_and_garden());
    let alice = town.comes(Newcomer::named("Alice").into_room("garden"));
    town[alice].walks_to(3, 2);
    town.settle();
    let (room, place) = (town[alice].room(), town[alice].place());
    town.operate(|ask| OperatorInput::Stop { ask });
    town.restart();
    town.comes_back(alice);
    assert_eq!((town[alice].room(), town[alice].place()), (room, place));
}

#[test]
fn who_sat_sits_again() {
    let mut town = Town::new(Plan::drawn(SALON));
    let alice = town.joins("Alice");
    town[alice].walks_to(3, 5);
    town.settle();
    town[alice].sits(SeatId(0));
    town.run(10);
    town.operate(|ask| OperatorInput::Stop { ask });
    town.restart();
    town.comes_back(alice);
    assert_eq!(town[alice].bot.legs.body().motion, Motion::Seated);
}

#[test]
fn a_server_that_died_without_a_word_knows_everybody_and_nearly_where_they_were() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    town[alice].walks_to(9, 3);
    town.settle();
    // Places are handed over every few seconds.
    town.run(20 * 10);
    let (id, place) = (town[alice].id(), town[alice].place());
    town.restart();
    town.comes_back(alice);
    assert_eq!((town[alice].id(), town[alice].place()), (id, place));
}
