//! What a frame of the client costs without drawing: every feature but window, renderer and sockets, in a hall with more
//! and more people, three frames a tick. One line for each number of people; run by `scripts/load.sh client`.
//!
//! Counted is CPU time of this thread within the client's update alone. Two fifths walk. The venue and the others' ends run
//! in the same thread and are not counted.
#![expect(clippy::unwrap_used, reason = "what cannot go on without fails it")]
#![allow(dead_code, reason = "what residents do beyond looking on is for the tests beside this")]

mod resident;
mod wire;

use std::io::Write;
use std::time::Duration;

use bevy::time::TimeUpdateStrategy;
use hiroba_shared::units::Facing;
use hiroba_tests::bot::TICK;
use hiroba_tests::rng::Rng;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};
use rustix::time::{ClockId, clock_gettime};

use resident::Resident;

const CROWDS: [usize; 4] = [0, 50, 200, 500];
/// Side of the hall in tiles.
const SIDE: usize = 40;
const FRAMES_PER_TICK: u32 = 3;
const WARM_UP_TICKS: u32 = 60;
const TICKS: u32 = 200;
const WAYS: [Facing; 4] = [Facing::North, Facing::East, Facing::South, Facing::West];

fn main() {
    let mut output = std::io::stdout();
    for people in CROWDS {
        let line = measured(people);
        writeln!(output, "{line}").unwrap();
    }
    writeln!(output, "{}", entering()).unwrap();
}

/// Fifty people enter the hall of somebody who was alone in it, in one tick.
fn entering() -> String {
    let mut town = Town::new(Plan::drawn(&hall()).holding(1_000));
    let mut viewer = Resident::joins(&mut town, "Viewer");
    viewer.app.insert_resource(TimeUpdateStrategy::ManualDuration(TICK / FRAMES_PER_TICK));
    let mut longest = [Duration::ZERO; 2];
    for tick in 0..WARM_UP_TICKS * 2 {
        if tick == WARM_UP_TICKS {
            town.all_join((0..50).map(|n| format!("Guest {n}")));
        }
        town.run(1);
        viewer.carrier.carry(&mut town, TICK);
        for _ in 0..FRAMES_PER_TICK {
            let before = cpu_time();
            viewer.app.update();
            let half = usize::from(tick >= WARM_UP_TICKS);
            // The first frames of the program are not those of a hall.
            if tick > WARM_UP_TICKS / 2 {
                longest[half] = longest[half].max(cpu_time() - before);
            }
        }
    }
    let [alone, entered] = longest.map(|longest| longest.as_micros());
    let shown = viewer.shown();
    format!("fifty enter at once, {shown} shown then: the longest frame {entered} µs, {alone} µs while alone")
}

fn measured(people: usize) -> String {
    let mut town = Town::new(Plan::drawn(&hall()).holding(1_000));
    let others = town.all_join((0..people).map(|n| format!("Guest {n}")));
    let mut viewer = Resident::joins(&mut town, "Viewer");
    viewer.app.insert_resource(TimeUpdateStrategy::ManualDuration(TICK / FRAMES_PER_TICK));
    let mut rng = Rng::new(7);
    let mut frames = Vec::new();
    for tick in 0..WARM_UP_TICKS + TICKS {
        walk(&mut town, &others, &mut rng, tick);
        town.run(1);
        viewer.carrier.carry(&mut town, TICK);
        for _ in 0..FRAMES_PER_TICK {
            let before = cpu_time();
            viewer.app.update();
            if tick >= WARM_UP_TICKS {
                frames.push(cpu_time() - before);
            }
        }
    }
    frames.sort_unstable();
    let us = |at: usize| frames.get(at).map_or(0, Duration::as_micros);
    let mean = frames.iter().sum::<Duration>().as_micros() / frames.len() as u128;
    let (p50, p99, shown) = (us(frames.len() / 2), us(frames.len() * 99 / 100), viewer.shown());
    format!(
        "{people} people, {shown} of them shown: a frame {mean} µs in the mean, {p50} µs half of them, {p99} µs one in a hundred"
    )
}

/// Two fifths are on their way; every second each of them turns somewhere.
fn walk(town: &mut Town, others: &[Who], rng: &mut Rng, tick: u32) {
    if !tick.is_multiple_of(20) {
        return;
    }
    for who in others.iter().copied().filter(|_| rng.below(5) < 2).collect::<Vec<_>>() {
        town[who].walks(WAYS[rng.index(WAYS.len())], 20);
    }
}

fn hall() -> String {
    let wall = "#".repeat(SIDE + 2);
    let row = format!("#{}#\n", "@".repeat(SIDE));
    format!("{wall}\n{}{wall}\n", row.repeat(SIDE))
}

/// CPU time of this thread.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}
