//! The load tool: a crowd of bots over real links, each checking what it sees and hears.
//!
//! Joins through the public door, lets everybody walk 40 % of the time and chat now and then, and counts from the
//! moment all have joined. What the numbers mean is said at their fields in [`report`]. Errors are counted, not
//! fatal: the report is the result.
#![expect(clippy::disallowed_methods, reason = "a load tool works against real time and real sockets")]

pub mod board;
mod guests;
pub mod process;
pub mod report;
pub mod scene;
pub mod tally;
pub mod walker;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::task::LocalSet;

use crate::network::door::Door;
use crate::network::transport::Kind;

use board::Board;
use process::ServerProcess;
use report::{Report, ServerFigures};
use scene::traffic::{Traffic, TurnBytes};
use scene::{Scene, SceneFigures, conductor};
use tally::Tally;
use walker::Walker;

/// Time between two bots that ask at the door: below the hundred a second one address may bring.
const BETWEEN_JOINS: Duration = Duration::from_millis(12);
/// How long everybody may take to come in after the last one asked.
const JOIN_PATIENCE: Duration = Duration::from_secs(45);
/// Bots that one thread drives.
const BOTS_PER_THREAD: usize = 250;

/// What carries the bots' links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// All over WebTransport.
    WebTransport,
    /// All over WebSocket.
    WebSocket,
    /// Half and half, by turns.
    Mixed,
}

impl Mix {
    /// What carries bot `index`.
    #[must_use]
    pub const fn kind(self, index: usize) -> Kind {
        match self {
            Self::WebTransport => Kind::WebTransport,
            Self::WebSocket => Kind::WebSocket,
            Self::Mixed if index.is_multiple_of(2) => Kind::WebTransport,
            Self::Mixed => Kind::WebSocket,
        }
    }
}

/// What is to be done.
#[derive(Debug, Clone)]
pub struct Order {
    /// Where the door is.
    pub door: Door,
    /// How many bots.
    pub bots: usize,
    /// How long is counted, at least; a scene takes its time.
    pub counted: Duration,
    /// Over what.
    pub mix: Mix,
    /// The server's process; found by its port when it runs on this machine and none is given.
    pub server_pid: Option<u32>,
    /// Seed of where the bots go and when they talk.
    pub seed: u64,
    /// The scene to be played: an invitation that makes the first bot a moderator.
    pub scene: Option<String>,
}

/// How far the swarm is; bots look at it every tick.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bots standing in a room.
    pub joined: AtomicUsize,
    /// Bots that did not get in.
    pub failed: AtomicUsize,
    /// 0 while joining, 1 while counting, 2 when it is over.
    phase: AtomicUsize,
}

/// What the bots do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Some are still coming in.
    Joining,
    /// Everything counts.
    Counting,
    /// Everybody goes.
    Over,
}

impl Progress {
    /// What the bots do now.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match self.phase.load(Ordering::Relaxed) {
            0 => Phase::Joining,
            1 => Phase::Counting,
            _ => Phase::Over,
        }
    }

    fn enter(&self, phase: Phase) {
        let number = match phase {
            Phase::Joining => 0,
            Phase::Counting => 1,
            Phase::Over => 2,
        };
        self.phase.store(number, Ordering::Relaxed);
    }

    fn arrived(&self) -> usize {
        self.joined.load(Ordering::Relaxed) + self.failed.load(Ordering::Relaxed)
    }
}

/// Runs the swarm to its end. Blocks.
///
/// # Errors
/// When a thread cannot be started; what goes wrong with a bot is in the report.
pub fn run(order: &Order) -> anyhow::Result<Report> {
    let board = Arc::new(Board::new(order.bots));
    let (progress, scene) = (Arc::new(Progress::default()), Arc::new(Scene::default()));
    let threads = order.bots.div_ceil(BOTS_PER_THREAD).clamp(1, 8);
    let crews: Vec<_> = (0..threads)
        .map(|thread| {
            let (order, board, progress) = (order.clone(), Arc::clone(&board), Arc::clone(&progress));
            let scene = Arc::clone(&scene);
            let crew = move || crew(&order, (&board, &scene), &progress, (thread, threads));
            std::thread::Builder::new().name(format!("swarm-{thread}")).spawn(crew)
        })
        .collect::<Result<_, _>>()?;
    wait_until_all_arrived(order, &progress);
    let process = ServerProcess::find(order.server_pid, order.door.port());
    progress.enter(Phase::Counting);
    let metrics_before = metrics_of(&order.door);
    let begun = Instant::now();
    let before = process.as_ref().and_then(|process| process.usage().ok());
    let turn_bytes = play(order, &scene, progress.joined.load(Ordering::Relaxed));
    std::thread::sleep(order.counted.saturating_sub(begun.elapsed()));
    let after = process.as_ref().and_then(|process| process.usage().ok());
    let seconds = begun.elapsed().as_secs_f64();
    let metrics = metrics_before.zip(metrics_of(&order.door));
    progress.enter(Phase::Over);
    let mut tallies = Vec::new();
    for crew in crews {
        tallies.extend(crew.join().map_err(|_| anyhow::anyhow!("a swarm thread panicked"))??);
    }
    let clients = progress.joined.load(Ordering::Relaxed);
    let server = ServerFigures::from(before.zip(after), metrics, (seconds, clients));
    let scene = order.scene.as_ref().map(|_| SceneFigures::of(&tallies, turn_bytes));
    Ok(Report { scene, ..Report::of(order, &tallies, &board, (seconds, server)) })
}

/// Plays the scene, if there is one; it takes as long as it takes.
fn play(order: &Order, scene: &Scene, bots: usize) -> Option<TurnBytes> {
    order.scene.as_ref()?;
    conductor::lead(scene, bots, || Traffic::read(&metrics_of(&order.door)?))
}

/// One thread's bots, to their end.
fn crew(
    order: &Order,
    (board, scene): (&Arc<Board>, &Arc<Scene>),
    progress: &Arc<Progress>,
    (thread, threads): (usize, usize),
) -> anyhow::Result<Vec<Tally>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("no runtime")?;
    let local = LocalSet::new();
    local.block_on(&runtime, async {
        let maps = walker::MapShelf::default();
        let endpoints = walker::Endpoints::default();
        let mut bots = Vec::new();
        for index in (thread..order.bots).step_by(threads) {
            let walker = Walker {
                index,
                order: order.clone(),
                board: Arc::clone(board),
                scene: Arc::clone(scene),
                progress: Arc::clone(progress),
                maps: maps.clone(),
                endpoints: endpoints.clone(),
            };
            bots.push(tokio::task::spawn_local(async move {
                tokio::time::sleep(BETWEEN_JOINS * u32::try_from(index).unwrap_or(u32::MAX)).await;
                walker.live().await
            }));
        }
        let mut tallies = Vec::new();
        for bot in bots {
            tallies.push(bot.await.context("a bot panicked")?);
        }
        Ok(tallies)
    })
}

fn wait_until_all_arrived(order: &Order, progress: &Progress) {
    let asking = BETWEEN_JOINS * u32::try_from(order.bots).unwrap_or(u32::MAX);
    let patience = Instant::now() + asking + JOIN_PATIENCE;
    while progress.arrived() < order.bots && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What the server tells its operator, if it does.
fn metrics_of(door: &Door) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let reply = runtime.block_on(door.get("/metrics")).ok()?;
    (reply.status == 200).then(|| reply.text())
}
