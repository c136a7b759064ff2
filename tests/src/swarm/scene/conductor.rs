//! Leads a scene: gives each cue when everybody is done with the one before, and counts traffic round the turned pages.
//!
//! Blocks its thread. A cue with which not everybody is done in time is given up; what is missing, each bot finds by
//! itself.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::traffic::{Traffic, TurnBytes};
use super::{Cue, Scene, TURNS};

/// How long everybody together may need for one cue.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long what was said before may still echo.
const ECHO: Duration = Duration::from_secs(3);
/// How long traffic is counted, at least: with the pages and without.
const WINDOW: Duration = Duration::from_secs(6);
/// How often it is looked whether all are done.
const LOOK: Duration = Duration::from_millis(20);

/// Leads so many bots through the scene; `read` asks the server for its traffic so far.
pub fn lead(scene: &Scene, bots: usize, read: impl Fn() -> Option<Traffic>) -> Option<TurnBytes> {
    scene.give(Cue::Show);
    if !wait_for(scene, Cue::Show, bots) {
        scene.give(Cue::Over);
        return None;
    }
    scene.give(Cue::Silence);
    sleep(ECHO);
    let start = read();
    sleep(WINDOW);
    let between = read();
    scene.give(Cue::Turn);
    let begun = Instant::now();
    wait_for(scene, Cue::Turn, bots);
    sleep(WINDOW.saturating_sub(begun.elapsed()));
    let end = read();
    for cue in [Cue::Vote, Cue::Clap] {
        scene.give(cue);
        wait_for(scene, cue, bots);
    }
    scene.give(Cue::Over);
    let (start, between, end) = (start?, between?, end?);
    TurnBytes::of(between.since(start), end.since(between), (bots, TURNS))
}

/// Waits until so many bots are done with a cue; answers whether they are.
fn wait_for(scene: &Scene, cue: Cue, bots: usize) -> bool {
    let end = Instant::now() + PATIENCE;
    // A bot that sees that nothing comes of it ends the scene.
    while scene.are_done(cue) < bots && scene.cue() == cue && Instant::now() < end {
        sleep(LOOK);
    }
    scene.are_done(cue) >= bots
}
