//! Being led, following and sitting.

use hiroba_shared::ids::{RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient, WalkFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::movement::Motion;
use hiroba_shared::units::{Facing, TilePoint, seconds};
use hiroba_tests::link::Link;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Player;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_HALL, SALON, hall_and_garden};

fn released(player: &Player) -> Option<bool> {
    player.log.iter().rev().find_map(|message| {
        if let FromServer::Walk(WalkFromServer::Released { arrived }) = message { Some(*arrived) } else { None }
    })
}

#[test]
fn who_is_led_to_a_tile_arrives_on_it() {
    for plan in Plan::drawn(SALON).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        town[alice].is_led(Goal::Tile(TilePoint::new(12, 4)));
        town.run_until("Alice arrived", 400, |town| released(&town[alice]) == Some(true));
        town.settle();
        assert_eq!(town[alice].tile(), TilePoint::new(12, 4));
        assert_eq!(town[alice].bot.legs.body().motion, Motion::Standing);
    }
}

#[test]
fn who_is_led_to_somebody_in_another_room_goes_through_the_door_to_them() {
    for plan in hall_and_garden().over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        let bob = town.comes(hiroba_tests::town::door::Newcomer::named("Bob").into_room("garden"));
        let whom = town[bob].id();
        town[alice].is_led(Goal::Visitor(whom));
        town.run_until("Alice arrived", 800, |town| released(&town[alice]) == Some(true));
        town.settle();
        assert_eq!(town[alice].room(), Some(RoomId(1)));
        assert!(town[alice].place().is_within(town[bob].place(), 3));
    }
}

#[test]
fn who_is_led_into_a_zone_stands_in_it() {
    let mut town = Town::new(Plan::drawn(SALON));
    let alice = town.joins("Alice");
    town[alice].is_led(Goal::Zone(RoomId(0), ZoneId(1)));
    town.run_until("Alice arrived", 400, |town| released(&town[alice]) == Some(true));
    let zones: Vec<ZoneId> = town.map(0).zones_at(town[alice].place()).map(|(id, _)| id).collect();
    assert_eq!(zones, vec![ZoneId(1)]);
}

#[test]
fn an_own_step_ends_being_led() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        town[alice].is_led(Goal::Tile(TilePoint::new(28, 3)));
        town.run(40);
        town[alice].walks(Facing::West, 5);
        town.run_until("Alice is told she is free", 100, |town| released(&town[alice]) == Some(false));
        town.settle();
        let place = town[alice].place();
        town.run(40);
        assert_eq!(town[alice].place(), place);
        town.assert_pictures_are_true();
    }
}

#[test]
fn who_follows_somebody_stays_beside_them_until_they_stop() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        let whom = town[alice].id();
        town[bob].follows(whom);
        town.run(20);
        town[alice].walks_to(20, 2);
        town.settle();
        town.run(seconds(3));
        assert!(town[bob].place().is_within(town[alice].place(), 3), "{:?}", town[bob].tile());
        town[bob].moves(WalkFromClient::Stop);
        town.run(40);
        town[alice].walks_to(3, 2);
        town.settle();
        town.run(seconds(3));
        assert!(!town[bob].place().is_within(town[alice].place(), 8));
    }
}

#[test]
fn nobody_is_led_into_a_wall_or_to_nobody() {
    let mut town = Town::new(Plan::drawn("#######\n#@..#.#\n#...#.#\n#######"));
    let alice = town.joins("Alice");
    town[alice].is_led(Goal::Tile(TilePoint::new(5, 1)));
    town.run(40);
    town[alice].follows(VisitorId(9_999));
    town.run(40);
    assert_eq!(town[alice].refusals(), vec![Refusal::NoWay, Refusal::NotHere]);
}

#[test]
fn who_sits_is_seen_sitting_and_rises_by_walking() {
    for plan in Plan::drawn(SALON).over_both() {
        let mut town = Town::new(plan);
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        town[alice].walks_to(3, 5);
        town.settle();
        town[alice].sits(SeatId(0));
        let id = town[alice].id();
        let motion = |town: &Town| town[bob].bot.sight.of(id).map(|seen| seen.motion);
        town.run_until("Bob sees her sitting", 100, |town| motion(town) == Some(Motion::Seated));
        town.run(40);
        assert_eq!(town[alice].tile(), town.map(0).seats[0].at.tile().unwrap());
        town[alice].walks(Facing::North, 5);
        town.run_until("Bob sees her standing", 100, |town| motion(town) == Some(Motion::Standing));
        town.settle();
        town.assert_pictures_are_true();
    }
}

/// Somebody walks up to a seat over this link, stops and sits down: they are seated, and nothing was refused.
fn assert_sits_after_a_walk(link: Link, seeds: std::ops::RangeInclusive<u64>) {
    for seed in seeds {
        let mut town = Town::new(Plan::drawn(SALON).over(link).seeded(seed));
        let alice = town.joins("Alice");
        town[alice].walks_to(3, 5);
        // At the seat by her own reckoning: her last steps are still on their way, and some are lost and come later.
        town.run_until("Alice arrives", 400, |town| town[alice].tile() == TilePoint::new(3, 5));
        town[alice].bot.halt();
        town[alice].sits(SeatId(0));
        town.run(seconds(3));
        let motion = town[alice].bot.legs.body().motion;
        assert_eq!((motion, town[alice].refusals()), (Motion::Seated, Vec::new()), "seed {seed}");
    }
}

#[test]
fn who_walks_up_to_a_seat_and_sits_down_stays_seated_on_a_bad_link() {
    assert_sits_after_a_walk(Link::bad(), 1..=20);
}

#[test]
fn a_seat_that_is_taken_far_or_nowhere_is_refused() {
    let mut town = Town::new(Plan::drawn(SALON));
    let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
    town[alice].sits(SeatId(1));
    town.run(10);
    town[alice].sits(SeatId(99));
    town.run(10);
    assert_eq!(town[alice].refusals(), vec![Refusal::TooFar, Refusal::Unknown]);
    for who in [alice, bob] {
        town[who].walks_to(3, 5);
    }
    town.settle();
    for who in [alice, bob] {
        town[who].sits(SeatId(0));
        town.run(10);
    }
    assert_eq!(town[bob].refusals(), vec![Refusal::SeatTaken]);
}

/// A link that loses every third datagram: steps come late, while a wish said after them may come at once.
fn leaky() -> Link {
    Link { loss_permille: 333, ..Link::far(60) }
}

/// Somebody who walked east for a moment and, with some steps still on their way, stops.
fn stopped_on_the_way(seed: u64) -> (Town, Who) {
    let mut town = Town::new(Plan::drawn(LONG_HALL).over(leaky()).seeded(seed));
    let alice = town.joins("Alice");
    town[alice].walks(Facing::East, 40);
    town.run(12);
    town[alice].bot.halt();
    (town, alice)
}

#[test]
fn who_sits_down_at_the_end_of_a_walk_stays_seated_though_every_third_datagram_is_lost() {
    assert_sits_after_a_walk(leaky(), 1..=30);
}

#[test]
fn who_asks_to_be_led_on_the_way_is_led_though_every_third_datagram_is_lost() {
    for seed in 1..=30 {
        let (mut town, alice) = stopped_on_the_way(seed);
        town[alice].is_led(Goal::Tile(TilePoint::new(28, 3)));
        town.run_until("Alice is told how it ended", 800, |town| released(&town[alice]).is_some());
        assert_eq!(released(&town[alice]), Some(true), "seed {seed}: steps taken before she asked ended it");
    }
}

#[test]
fn who_follows_on_the_way_goes_on_following_though_every_third_datagram_is_lost() {
    for seed in 1..=30 {
        let (mut town, alice) = stopped_on_the_way(seed);
        let bob = town.joins("Bob");
        town[alice].walks(Facing::East, 6);
        town.run(4);
        town[alice].bot.halt();
        let whom = town[bob].id();
        town[alice].follows(whom);
        town.run(seconds(4));
        assert_eq!(released(&town[alice]), None, "seed {seed}: steps taken before she asked ended it");
        assert!(town[alice].place().is_within(town[bob].place(), 3), "seed {seed}");
    }
}
