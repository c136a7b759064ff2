//! What people cost a server without sockets: the venue with its snapshots, and renet apart, per person and tick.
//!
//! One hall of 40 by 40 tiles, everybody within it, two fifths of them walking, over links that lose nothing. The
//! clients' side runs in the same thread and is not counted. Counts nothing itself: the caller gives a [`Meter`].

use std::time::Duration;

use serde::Serialize;

use hiroba_server::net::hub::Hub;
use hiroba_server::store::MemoryStore;
use hiroba_server::venue::input::{
    AddressKey, AskId, Digest, DoorInput, Input, LinkId, LinkInput, PolicyVersion, Transport, UnixSeconds,
};
use hiroba_server::venue::output::Output;
use hiroba_server::venue::record::programme::KeptProgramme;
use hiroba_server::venue::{Venue, VenueSetup};
use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;

use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::Facing;

use crate::bot::route::Route;
use crate::bot::{Bot, TICK};
use crate::rng::Rng;
use crate::{drawing, messages};

/// Ticks that everybody has to come to an even state.
pub const WARM_UP_TICKS: u32 = 60;
/// Side of the hall in tiles.
const SIDE: usize = 40;

/// What is measured round a piece of work.
pub trait Meter {
    /// CPU time of this thread, and allocations so far.
    fn now(&self) -> (Duration, u64);
}

/// One part's cost, per person and tick.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Cost {
    /// CPU microseconds.
    pub cpu_us: f64,
    /// Allocations.
    pub allocations: f64,
}

/// What was measured at one number of people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// How many people.
    pub people: u32,
    /// How many ticks were measured.
    pub ticks: u32,
    /// The venue with its snapshots.
    pub venue: Cost,
    /// renet with pre-filter and frames.
    pub renet: Cost,
    /// Bytes of a snapshot, on average.
    pub snapshot_bytes: f64,
    /// Bytes of all frames to one person in one tick, on average.
    pub frame_bytes: f64,
    /// People in sight of one, on average.
    pub in_sight: f64,
}

struct Bench {
    venue: Venue,
    hub: Hub,
    store: MemoryStore,
    bots: Vec<(LinkId, Bot)>,
    rng: Rng,
    inputs: Vec<Input>,
    outputs: Vec<Output>,
    snapshot_bytes: u64,
    frame_bytes: u64,
}

/// Measures so many people for so many ticks.
pub fn measure(people: u32, ticks: u32, meter: &impl Meter) -> Figures {
    let mut bench = Bench::open(people);
    let nobody = &NoMeter;
    for _ in 0..WARM_UP_TICKS {
        bench.tick(nobody);
    }
    (bench.snapshot_bytes, bench.frame_bytes) = (0, 0);
    let (mut venue, mut renet) = (Total::default(), Total::default());
    for _ in 0..ticks {
        let (of_venue, of_renet) = bench.tick(meter);
        venue.add(of_venue);
        renet.add(of_renet);
    }
    let shares = f64::from(people) * f64::from(ticks);
    let in_sight: usize = bench.bots.iter().map(|(_, bot)| bot.sight.picture().len()).sum();
    Figures {
        people,
        ticks,
        venue: venue.per(shares),
        renet: renet.per(shares),
        snapshot_bytes: rounded(bench.snapshot_bytes as f64 / shares),
        frame_bytes: rounded(bench.frame_bytes as f64 / shares),
        in_sight: rounded(in_sight as f64 / f64::from(people)),
    }
}

/// The work of the venue in one tick, alone in a function so that callgrind can be told to collect it.
#[inline(never)]
fn measured_venue(venue: &mut Venue, inputs: &mut Vec<Input>, outputs: &mut Vec<Output>) {
    for input in inputs.drain(..) {
        venue.apply(input);
        outputs.extend(std::iter::from_fn(|| venue.poll_output()));
    }
    venue.step();
    outputs.extend(std::iter::from_fn(|| venue.poll_output()));
}

/// What the hub does with arrived frames, alone in a function for callgrind.
#[inline(never)]
fn measured_renet_in(hub: &mut Hub, frames: &[(LinkId, Vec<u8>)], inputs: &mut Vec<Input>) {
    for (link, frame) in frames {
        hub.receive(*link, frame, inputs);
    }
    hub.advance(TICK);
    hub.collect(inputs);
}

/// What the hub does with the venue's outputs, alone in a function for callgrind.
#[inline(never)]
fn measured_renet_out(hub: &mut Hub, outputs: Vec<Output>, links: &[LinkId], frames: &mut Vec<Vec<Vec<u8>>>) {
    for output in outputs {
        match output {
            Output::Send(links, message) => hub.send(&links, &message),
            Output::Snapshot(link, bytes) => hub.snapshot(link, bytes),
            Output::Door(..)
            | Output::Accept(..)
            | Output::Refuse(..)
            | Output::Close(_)
            | Output::Store(..)
            | Output::Operator(..)
            | Output::Photograph(_)
            | Output::Count(_) => {}
        }
    }
    frames.extend(links.iter().map(|link| hub.flush(*link, MAX_DATAGRAM_BYTES)));
}

impl Bench {
    fn open(people: u32) -> Self {
        let setup = VenueSetup {
            rooms: vec![drawing::setup("hall", drawing::hall(SIDE, SIDE))],
            capacity: people,
            reserved_names: Vec::new(),
            seed: 1,
            first_message: 1,
            programme: KeptProgramme::default(),
        };
        let mut bench = Self {
            venue: Venue::new(setup),
            hub: Hub::new(),
            store: MemoryStore::default(),
            bots: Vec::new(),
            rng: Rng::new(1),
            inputs: Vec::new(),
            outputs: Vec::new(),
            snapshot_bytes: 0,
            frame_bytes: 0,
        };
        bench.venue.apply(Input::Clock(UnixSeconds(1_790_000_000)));
        for number in 0..people {
            bench.let_in(number);
        }
        bench
    }

    fn let_in(&mut self, number: u32) {
        let link = LinkId(u64::from(number) + 1);
        let digest = |salt: u8| {
            let mut bytes = [salt; 32];
            bytes[..4].copy_from_slice(&number.to_le_bytes());
            Digest(bytes)
        };
        let mut address = [0; 16];
        address[..4].copy_from_slice(&number.to_le_bytes());
        self.venue.apply(Input::Door(DoorInput::Join {
            ask: AskId(u64::from(number)),
            address: AddressKey(address),
            persona: messages::persona(&format!("Guest {number}")),
            invitation: None,
            device: None,
            room: None,
            agreed: PolicyVersion([1; 8]),
            ticket: digest(1),
            resume: digest(2),
        }));
        self.settle();
        self.venue.apply(Input::Link(LinkInput::Presented { link, transport: Transport::Loopback, ticket: digest(1) }));
        self.hub.open(link);
        self.settle();
        self.bots.push((link, Bot::new()));
    }

    /// Carries out what the venue asks, without measuring.
    fn settle(&mut self) {
        while let Some(output) = self.venue.poll_output() {
            if let Output::Store(id, request) = &output {
                let answer = self.store.answer(request);
                self.venue.apply(Input::Stored(*id, answer));
            }
            self.outputs.push(output);
        }
    }

    /// One tick: clients, renet, venue, renet, clients. Answers what venue and renet cost.
    fn tick(&mut self, meter: &impl Meter) -> (Total, Total) {
        let mut arrived = Vec::new();
        for (link, bot) in &mut self.bots {
            stroll(bot, &mut self.rng);
            arrived.extend(bot.tick().into_iter().map(|frame| (*link, frame)));
        }
        let links: Vec<LinkId> = self.bots.iter().map(|(link, _)| *link).collect();
        let mut frames = Vec::with_capacity(links.len());
        let before = meter.now();
        measured_renet_in(&mut self.hub, &arrived, &mut self.inputs);
        let came_in = meter.now();
        measured_venue(&mut self.venue, &mut self.inputs, &mut self.outputs);
        let decided = meter.now();
        let outputs = self.take_outputs();
        let noted = meter.now();
        measured_renet_out(&mut self.hub, outputs, &links, &mut frames);
        let done = meter.now();
        for ((_, bot), frames) in self.bots.iter_mut().zip(frames) {
            for frame in frames {
                self.frame_bytes += frame.len() as u64;
                bot.receive(&frame);
            }
            while bot.poll().is_some() {}
        }
        self.give_maps();
        let mut renet = Total::between(before, came_in);
        renet.add(Total::between(noted, done));
        (Total::between(came_in, decided), renet)
    }

    /// Answers the store's requests with the next tick, and counts what is sent.
    fn take_outputs(&mut self) -> Vec<Output> {
        let outputs = std::mem::take(&mut self.outputs);
        for output in &outputs {
            match output {
                Output::Snapshot(_, bytes) => self.snapshot_bytes += bytes.len() as u64,
                Output::Store(id, request) => {
                    let answer = self.store.answer(request);
                    self.inputs.push(Input::Stored(*id, answer));
                }
                Output::Send(..)
                | Output::Door(..)
                | Output::Accept(..)
                | Output::Refuse(..)
                | Output::Close(_)
                | Output::Operator(..)
                | Output::Photograph(_)
                | Output::Count(_) => {}
            }
        }
        outputs
    }

    fn give_maps(&mut self) {
        if self.bots.iter().all(|(_, bot)| bot.wanted_map().is_none()) {
            return;
        }
        let map = drawing::setup("hall", drawing::hall(SIDE, SIDE)).map;
        for (_, bot) in self.bots.iter_mut().filter(|(_, bot)| bot.wanted_map().is_some()) {
            bot.learn_map(std::sync::Arc::clone(&map));
        }
    }
}

/// Walks two fifths of the time.
fn stroll(bot: &mut Bot, rng: &mut Rng) {
    if bot.rests() && rng.chance(22) {
        let facing = Facing::ALL[rng.index(8)];
        let ticks = 10 + rng.index(40);
        bot.walk(Route::steady(Intent::Walk(facing), ticks));
    }
}

/// Measures nothing.
struct NoMeter;

impl Meter for NoMeter {
    fn now(&self) -> (Duration, u64) {
        (Duration::ZERO, 0)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Total {
    cpu: Duration,
    allocations: u64,
}

impl Total {
    fn between(before: (Duration, u64), after: (Duration, u64)) -> Self {
        Self { cpu: after.0.saturating_sub(before.0), allocations: after.1.saturating_sub(before.1) }
    }

    fn add(&mut self, other: Self) {
        self.cpu += other.cpu;
        self.allocations += other.allocations;
    }

    fn per(self, shares: f64) -> Cost {
        let cpu_us = rounded(self.cpu.as_secs_f64() * 1_000_000.0 / shares);
        Cost { cpu_us, allocations: rounded(self.allocations as f64 / shares) }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}
