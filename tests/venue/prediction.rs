//! Prediction: without loss a client is never corrected, however far away it is; with loss it is put right in the end.

use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::session::{Pace, SessionFromClient};
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::Facing;
use hiroba_tests::bot::route::Route;
use hiroba_tests::link::Link;
use hiroba_tests::rng::Rng;
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

const PLAZA: &str = "
    ################
    #@....#........#
    #.....#..##....#
    #..##....##..#.#
    #..##........#.#
    #......#.....#.#
    #......#.......#
    ################";

/// Walks, runs and stands, with turns: about half a minute of somebody who cannot make up their mind.
fn whims(seed: u64) -> Route {
    let mut rng = Rng::new(seed);
    let mut intents = Vec::new();
    while intents.len() < 600 {
        let facing = Facing::ALL[rng.index(8)];
        let intent = match rng.below(5) {
            0 => Intent::Stay,
            1 | 2 => Intent::Run(facing),
            _ => Intent::Walk(facing),
        };
        let ticks = 1 + rng.index(15);
        intents.extend(std::iter::repeat_n(intent, ticks));
    }
    Route::of(intents)
}

#[test]
fn without_loss_no_client_is_ever_corrected_at_any_latency() {
    for latency_ms in [0, 10, 24, 50, 75, 100, 149, 200, 300, 400] {
        let mut town = Town::new(Plan::drawn(PLAZA).over(Link::far(latency_ms)).seeded(latency_ms + 1));
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        town[alice].bot.walk(whims(latency_ms));
        town[bob].bot.walk(whims(latency_ms + 1_000));
        town.settle();
        for who in [alice, bob] {
            assert_eq!(town[who].bot.legs.prediction_errors(), 0, "at {latency_ms} ms");
            assert_eq!(town.watch.truth(who).map(|own| own.position), Some(town[who].place()));
        }
        town.assert_pictures_are_true();
    }
}

#[test]
fn without_loss_nobody_at_the_low_pace_is_ever_corrected_either() {
    for latency_ms in [0, 50, 100, 300] {
        let mut town = Town::new(Plan::drawn(PLAZA).over(Link::far(latency_ms)).seeded(latency_ms + 1));
        let alice = town.joins("Alice");
        town[alice].asks(&FromClient::Session(SessionFromClient::Pace(Pace::Low)));
        town.run(20);
        town[alice].bot.walk(whims(latency_ms));
        town.settle();
        assert_eq!(town[alice].bot.legs.prediction_errors(), 0, "at {latency_ms} ms");
        assert_eq!(town.watch.truth(alice).map(|own| own.position), Some(town[alice].place()));
    }
}

#[test]
fn without_loss_jitter_alone_corrects_nobody() {
    for seed in 1..=5 {
        let link = Link { jitter_ms: 30, ..Link::far(80) };
        let mut town = Town::new(Plan::drawn(PLAZA).over(link).seeded(seed));
        let alice = town.joins("Alice");
        town[alice].bot.walk(whims(seed));
        town.settle();
        assert_eq!(town[alice].bot.legs.prediction_errors(), 0, "seed {seed}");
    }
}

#[test]
fn a_stream_without_loss_corrects_nobody() {
    let mut town = Town::new(Plan::drawn(PLAZA).over(Link { jitter_ms: 20, ..Link::far(60) }.streamed()));
    let alice = town.joins("Alice");
    town[alice].bot.walk(whims(77));
    town.settle();
    assert_eq!(town[alice].bot.legs.prediction_errors(), 0);
}

#[test]
fn on_a_bad_link_everybody_ends_where_the_venue_has_them_and_is_seen_there() {
    for seed in 1..=8 {
        let mut town = Town::new(Plan::drawn(PLAZA).over(Link::bad()).seeded(seed));
        let people = town.all_join(["Alice", "Bob", "Carol"].map(String::from));
        for who in &people {
            town[*who].bot.walk(whims(seed * 100 + who.0 as u64));
        }
        town.settle();
        for who in &people {
            let truth = town.watch.truth(*who).map(|own| own.position);
            assert_eq!(truth, Some(town[*who].place()), "seed {seed}");
        }
        town.assert_pictures_are_true();
    }
}

#[test]
fn a_link_that_is_dark_for_three_seconds_recovers() {
    for seed in 1..=3 {
        let mut town = Town::new(Plan::drawn(PLAZA).over(Link::far(60)).seeded(seed));
        let [alice, bob] = ["Alice", "Bob"].map(|name| town.joins(name));
        town[alice].bot.walk(whims(seed));
        town[bob].bot.walk(whims(seed + 50));
        town.run(100);
        town.darkens(alice, 3_000);
        town.settle();
        assert_eq!(town.watch.truth(alice).map(|own| own.position), Some(town[alice].place()));
        town.assert_pictures_are_true();
    }
}

#[test]
fn equal_seeds_give_equal_towns_and_other_seeds_do_not() {
    let lived = |seed| {
        let mut town = Town::new(Plan::drawn(PLAZA).over(Link::bad()).seeded(seed));
        let people = town.all_join((0..6).map(|number| format!("Guest {number}")));
        for who in &people {
            town[*who].bot.walk(whims(seed + who.0 as u64));
        }
        town.run(300);
        town.digest()
    };
    assert_eq!(lived(5), lived(5));
    assert_ne!(lived(5), lived(6));
}
