//! The swarm's scene at a real server, small: pages turned, a poll, an applause, all of it checked by every bot.

use std::time::Duration;

use hiroba_tests::network::door::Door;
use hiroba_tests::swarm::report::Report;
use hiroba_tests::swarm::scene::TURNS;
use hiroba_tests::swarm::{self, Mix, Order};

use crate::world::fresh_premises;

/// What draws: a script that draws nothing.
const STAND_IN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/edges/rasteriser.sh");

fn play(door: Door, scene: String, bots: usize) -> Report {
    // The first to be installed counts.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let scene = Some(scene);
    let order = Order { door, bots, counted: Duration::ZERO, mix: Mix::Mixed, server_pid: None, seed: 7, scene };
    swarm::run(&order).unwrap()
}

#[test]
fn twelve_bots_end_on_the_same_page_and_each_vote_and_clap_counts_once() {
    let premises = fresh_premises().unwrap();
    let server = premises.open_with(&["--rasteriser", STAND_IN]).unwrap();
    let report = play(server.door.clone(), premises.invite("moderator", 1).unwrap(), 12);
    assert_eq!((report.joined, report.refused, report.dropped), (12, 0, 0), "{:?}", report.first_errors);
    assert_eq!(report.errors, 0, "{:?}", report.first_errors);
    let scene = report.scene.unwrap();
    assert_eq!(scene.turned_pages, TURNS);
    assert!(scene.turn_ms.p99 > 0.0 && scene.poll_ms.p99 > 0.0 && scene.clap_ms.p99 > 0.0, "{scene:?}");
    assert!(scene.turn_bytes.is_some(), "the server tells its traffic");
}

#[test]
fn a_swarm_whose_deck_cannot_be_drawn_says_on_which_page_each_bot_is() {
    let premises = fresh_premises().unwrap();
    let server = premises.open_with(&["--rasteriser", "/nowhere/at/all"]).unwrap();
    let report = play(server.door.clone(), premises.invite("moderator", 1).unwrap(), 2);
    let pages = report.first_errors.iter().filter(|error| error.contains("ended on page None")).count();
    assert_eq!(pages, 2, "{:?}", report.first_errors);
    assert!(report.first_errors.iter().any(|error| error.contains("NoRasteriser")), "{:?}", report.first_errors);
}
