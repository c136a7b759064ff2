//! Seeing: everybody near is seen as they are, in a crowd only so many, and nobody in sight is forgotten.

use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::session::{Pace, SessionFromClient};
use hiroba_shared::protocol::snapshot::{MAX_SNAPSHOT_BYTES, SLOTS};
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::{Facing, TilePoint};
use hiroba_tests::bot::route::Route;
use hiroba_tests::drawing;
use hiroba_tests::link::Link;
use hiroba_tests::rng::Rng;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

fn hall(width: usize, height: usize) -> Plan {
    Plan::of(vec![drawing::setup("hall", drawing::hall(width, height))])
}

/// Somebody strolling: walks a while, stands a while.
fn stroll(rng: &mut Rng, ticks: usize) -> Route {
    let mut intents = Vec::new();
    while intents.len() < ticks {
        let intent = if rng.chance(400) { Intent::Walk(Facing::ALL[rng.index(8)]) } else { Intent::Stay };
        let length = 5 + rng.index(30);
        intents.extend(std::iter::repeat_n(intent, length));
    }
    intents.truncate(ticks);
    Route::of(intents)
}

fn everybody_strolls(town: &mut Town, people: &[Who], ticks: usize) {
    let mut rng = Rng::new(9);
    for who in people {
        town[*who].bot.walk(stroll(&mut rng, ticks));
    }
}

#[test]
fn after_everybody_stopped_every_picture_equals_the_venue_in_wire_units() {
    for (seed, link) in [(1, Link::perfect()), (2, Link::bad()), (3, Link::bad()), (4, Link::bad().streamed())] {
        let mut town = Town::new(hall(20, 12).over(link).seeded(seed));
        let people = town.all_join((0..24).map(|number| format!("Guest {number}")));
        everybody_strolls(&mut town, &people, 200);
        town.settle();
        town.assert_pictures_are_true();
        let sees_all = people.iter().all(|who| town[*who].picture().len() == people.len() - 1);
        assert!(sees_all, "two dozen people in a small hall all see each other");
    }
}

#[test]
fn in_a_crowd_everybody_sees_many_and_never_more_than_the_slots_and_nobody_starves() {
    let mut town = Town::new(hall(16, 16));
    let people = town.all_join((0..180).map(|number| format!("Guest {number}")));
    everybody_strolls(&mut town, &people, 200);
    town.settle();
    town.assert_pictures_are_true();
    assert!(town.watch.widest_picture <= SLOTS);
    assert!(town.watch.largest_snapshot <= MAX_SNAPSHOT_BYTES);
    assert!(people.iter().all(|who| town[*who].picture().len() >= 32), "somebody in a crowd of 180 sees fewer than 32");
}

#[test]
fn in_a_crowd_nobody_among_the_nearest_is_invisible() {
    let mut town = Town::new(hall(12, 12).seeded(3));
    let people = town.all_join((0..140).map(|number| format!("Guest {number}")));
    for round in 0..4 {
        let mut rng = Rng::new(round);
        for who in &people {
            town[*who].bot.walk(stroll(&mut rng, 60));
        }
        town.settle();
        for who in &people {
            let here = town[*who].place();
            let mut others: Vec<Who> = people.iter().copied().filter(|other| other != who).collect();
            others.sort_by_key(|other| here.distance_squared(town[*other].place()));
            for near in others.iter().take(16) {
                assert!(town[*who].sees(town[*near].id()), "{} does not see {}", town[*who].name, town[*near].name);
            }
        }
    }
}

#[test]
fn somebody_beside_a_crowd_is_seen_by_those_at_its_edge() {
    // The sixteen starts fill one cell of the venue's grid; the tile beside them lies in the next.
    let crowded = "#############\n#...........#\n#...........#\n#...........#\n".to_owned()
        + &"#...@@@@....#\n".repeat(4)
        + "#############";
    let mut town = Town::new(Plan::drawn(&crowded));
    let people = town.all_join((0..112).map(|number| format!("Guest {number}")));
    let walker = people[15];
    town[walker].walks_to(8, 5);
    town.settle();
    let id = town[walker].id();
    for who in people.iter().filter(|who| town[**who].tile() == TilePoint::new(7, 5)) {
        assert!(town[*who].sees(id), "{} does not see who stands beside them", town[*who].name);
    }
}

#[test]
fn who_wanders_along_the_edge_of_sight_is_not_flickering() {
    // Two people stand still for half a minute in a crowd that does the same: nothing comes or goes.
    let mut town = Town::new(hall(30, 10));
    let people = town.all_join((0..100).map(|number| format!("Guest {number}")));
    town.run(100);
    let before: Vec<_> = people.iter().map(|who| town[*who].picture()).collect();
    town.run(200);
    let changed = people.iter().zip(&before).filter(|(who, before)| town[**who].picture() != **before).count();
    assert_eq!(changed, 0, "pictures of {changed} of 100 changed though nobody moved");
}

#[test]
fn who_leaves_is_no_longer_seen_by_anybody_even_when_the_word_of_it_is_lost() {
    let mut town = Town::new(hall(20, 12).over(Link::bad()));
    let people = town.all_join((0..12).map(|number| format!("Guest {number}")));
    let gone = people[0];
    let id = town[gone].id();
    town[gone].leaves();
    town.run_until("nobody sees who left", 200, |town| people.iter().skip(1).all(|who| !town[*who].sees(id)));
}

#[test]
fn who_asks_for_less_gets_five_snapshots_a_second_and_still_knows_where_they_are() {
    let mut town = Town::new(hall(20, 12).over(Link::bad()));
    let people = town.all_join((0..12).map(|number| format!("Guest {number}")));
    let alice = people[0];
    town[alice].asks(&FromClient::Session(SessionFromClient::Pace(Pace::Low)));
    town.run(20);
    let before = town[alice].bot.sight.snapshots();
    everybody_strolls(&mut town, &people, 100);
    town.run(100);
    let came = town[alice].bot.sight.snapshots() - before;
    assert!((18..=26).contains(&came), "{came} snapshots in five seconds");
    town.settle();
    town.assert_pictures_are_true();
    town[alice].asks(&FromClient::Session(SessionFromClient::Pace(Pace::Full)));
    town.run(20);
    let before = town[alice].bot.sight.snapshots();
    town.run(40);
    assert!(town[alice].bot.sight.snapshots() - before > 30, "at the full pace again");
}

#[test]
fn snapshots_come_in_every_tick_on_a_perfect_link() {
    let mut town = Town::new(hall(20, 12));
    let alice = town.joins("Alice");
    let before = town[alice].bot.sight.snapshots();
    town.run(100);
    assert_eq!(town[alice].bot.sight.snapshots() - before, 100);
}
