//! A town: the real venue, the real hub and a store in memory, with bots over links as bad as wanted, on a virtual
//! clock. No sockets, no sleeping; equal seeds replay equal towns, and a failing one prints its seed.
//!
//! The clock goes in steps of 10 ms, so that bots tick at other moments than the server does. After every tick the
//! town looks at what must always hold (see [`watch`]) and panics when it does not.

pub mod decks;
pub mod door;
pub mod floor;
pub mod operator;
pub mod outside;
pub mod photograph;
pub mod plan;
pub mod player;
pub mod watch;

use std::collections::{BTreeMap, VecDeque};
use std::ops::{Index, IndexMut};
use std::sync::Arc;

use hiroba_server::net::hub::Hub;
use hiroba_server::store::MemoryStore;
use hiroba_server::venue::input::{AskId, Input, LinkId, LinkInput, Transport, UnixSeconds};
use hiroba_server::venue::output::{Composition, Counted, OperatorAnswer, Output};
use hiroba_server::venue::record::{Answer, Request, RequestId};
use hiroba_server::venue::{Venue, VenueSetup};
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::refusal::Refusal;

use crate::bot::{Maps, TICK};
use crate::link::{Lane, Millis};
use crate::rng::Rng;

use door::secret_digest;
use plan::Plan;
use player::{Player, Stage};
use watch::Watch;

/// Milliseconds of one step of the clock; the server ticks in every fifth.
pub const STEP_MS: Millis = 10;
/// Milliseconds of one tick.
pub const TICK_MS: Millis = TICK.as_millis() as Millis;
/// What time it is when a town begins.
const DAWN: i64 = 1_790_000_000;

/// A person in a town: an index into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who(pub usize);

/// A venue with people in it.
pub struct Town {
    /// What must always hold, and what was found out about it.
    pub watch: Watch,
    /// Everything the venue counted.
    pub counted: Vec<Counted>,
    /// Photographs that were taken and that nobody has drawn yet.
    pub compositions: VecDeque<Composition>,
    /// Answers to the operator.
    pub operator: Vec<(AskId, OperatorAnswer)>,
    /// What is kept.
    pub store: MemoryStore,
    venue: Venue,
    hub: Hub,
    answers: VecDeque<(RequestId, Answer)>,
    store_is_down: bool,
    floor_is_down: bool,
    plan: Plan,
    maps: Maps,
    rng: Rng,
    now: Millis,
    players: Vec<Player>,
    wires: BTreeMap<LinkId, Who>,
    asks: BTreeMap<AskId, Result<(), Refusal>>,
    next_ask: u64,
    next_link: u64,
    inputs: Vec<Input>,
}

impl Index<Who> for Town {
    type Output = Player;
    fn index(&self, who: Who) -> &Player {
        &self.players[who.0]
    }
}

impl IndexMut<Who> for Town {
    fn index_mut(&mut self, who: Who) -> &mut Player {
        &mut self.players[who.0]
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let said = format!("this town had seed {} and {:?}, at {} ms", self.plan.seed, self.plan.link, self.now);
            std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).unwrap_or_default();
        }
    }
}

impl Town {
    /// An empty town.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        Self::with_store(plan, MemoryStore::default())
    }

    /// An empty town that remembers.
    #[must_use]
    pub fn with_store(plan: Plan, store: MemoryStore) -> Self {
        let maps = plan.rooms.iter().map(|room| (room.map_hash.clone(), Arc::clone(&room.map))).collect();
        let mut town = Self {
            watch: Watch::default(),
            counted: Vec::new(),
            compositions: VecDeque::new(),
            operator: Vec::new(),
            venue: Venue::new(plan.setup()),
            hub: Hub::new(),
            store,
            answers: VecDeque::new(),
            store_is_down: false,
            floor_is_down: false,
            maps,
            rng: Rng::new(plan.seed),
            plan,
            now: 0,
            players: Vec::new(),
            wires: BTreeMap::new(),
            asks: BTreeMap::new(),
            next_ask: 0,
            next_link: 0,
            inputs: Vec::new(),
        };
        town.apply(Input::Clock(town.clock()));
        town
    }

    /// The same town after its server stopped and started again: the store is what is left, every link is gone.
    pub fn restart(&mut self) {
        for player in &mut self.players {
            player.stage = Stage::Gone;
        }
        let programme = self.store.kept_programme().unwrap_or_else(|| self.plan.programme.clone());
        self.venue = Venue::new(VenueSetup { programme, ..self.plan.setup() });
        self.hub = Hub::new();
        self.answers.clear();
        self.compositions.clear();
        self.wires.clear();
        self.watch.forget_places();
        self.apply(Input::Clock(self.clock()));
    }

    /// What time it is in the venue.
    #[must_use]
    pub fn clock(&self) -> UnixSeconds {
        UnixSeconds(DAWN + i64::try_from(self.now / 1_000).unwrap_or(0))
    }

    /// The map of a room.
    #[must_use]
    pub fn map(&self, room: usize) -> &Arc<RoomMap> {
        &self.plan.rooms[room].map
    }

    /// Everybody who ever came.
    pub fn everybody(&self) -> impl Iterator<Item = Who> + use<> {
        (0..self.players.len()).map(Who)
    }

    /// A number for every state the town can be in: what the venue put out so far, byte by byte.
    #[must_use]
    pub fn digest(&self) -> String {
        self.watch.digest()
    }

    /// The store stops or goes on answering.
    pub fn set_store_down(&mut self, down: bool) {
        self.store_is_down = down;
    }

    /// The store stops or goes on answering about floors alone.
    pub fn set_floor_down(&mut self, down: bool) {
        self.floor_is_down = down;
    }

    /// Lets so many ticks pass.
    pub fn run(&mut self, ticks: u32) {
        for _ in 0..u64::from(ticks) * (TICK_MS / STEP_MS) {
            self.step();
        }
    }

    /// Lets time pass until `done`, at most so many ticks.
    ///
    /// # Panics
    /// When it is not done by then.
    pub fn run_until(&mut self, claim: &str, ticks: u32, done: impl Fn(&Self) -> bool) {
        for _ in 0..ticks {
            if done(self) {
                return;
            }
            self.run(1);
        }
        assert!(done(self), "not within {ticks} ticks: {claim}");
    }

    /// Lets everybody walk to the end of their way, and everybody hear of it.
    pub fn settle(&mut self) {
        let walking = |town: &Self| town.everybody().all(|who| !town[who].is_here() || town[who].bot.rests());
        self.run_until("everybody rests", 4_000, walking);
        let rtt_ms = 2 * (self.plan.link.latency_ms + self.plan.link.jitter_ms);
        self.run(u32::try_from(3 * rtt_ms / TICK_MS).unwrap_or(0) + 10);
    }

    /// Breaks somebody's link without a word on either side; the server notices at once.
    pub fn breaks(&mut self, who: Who) {
        if let Some(link) = self[who].link.take() {
            self.hang_up(link);
        }
        self[who].stage = Stage::Gone;
    }

    /// Nothing passes somebody's link for so long, in either direction.
    pub fn darkens(&mut self, who: Who, ms: Millis) {
        let until = self.now + ms;
        self[who].up.black_out(until);
        self[who].down.black_out(until);
        self.watch.excuse(who, until + 2_000);
    }

    /// Puts raw bytes on somebody's link, as a frame.
    pub fn sends_frame(&mut self, who: Who, bytes: Vec<u8>) {
        let now = self.now;
        self[who].up.send(now, lane(&bytes), bytes);
    }

    fn ask_number(&mut self) -> AskId {
        self.next_ask += 1;
        AskId(self.next_ask)
    }

    /// One step of the clock.
    fn step(&mut self) {
        self.now += STEP_MS;
        if self.now.is_multiple_of(TICK_MS) {
            self.tick();
        }
        for who in self.everybody() {
            let (now, maps) = (self.now, &self.maps);
            let answer = self.players[who.0].step(now, maps);
            if answer == player::Stepped::HungUp
                && let Some(link) = self[who].link.take()
            {
                self.hang_up(link);
            }
        }
    }

    /// One tick of the server, in the driver's order: what arrived, the store's answers, the step, what is sent.
    fn tick(&mut self) {
        if self.now.is_multiple_of(1_000) {
            self.apply(Input::Clock(self.clock()));
        }
        for who in self.everybody() {
            self.take_arrivals(who);
        }
        self.hub.advance(TICK);
        let mut inputs = std::mem::take(&mut self.inputs);
        self.hub.collect(&mut inputs);
        for input in inputs {
            self.apply(input);
        }
        while let Some((request, answer)) = self.answers.pop_front() {
            self.apply(Input::Stored(request, answer));
        }
        self.venue.step();
        self.drain();
        self.send_frames();
        for link in self.hub.finished() {
            self.end(link);
        }
        self.watch.look(&self.players, &self.plan, self.now);
    }

    fn take_arrivals(&mut self, who: Who) {
        let now = self.now;
        let Some(link) = self[who].link else { return };
        for (_, bytes) in self[who].up.arrivals(now) {
            if bytes.is_empty() {
                self.wires.remove(&link);
                self.hub.close(link);
                self.inputs.push(Input::Link(LinkInput::Closed(link)));
            } else if self.wires.contains_key(&link) {
                self.hub.receive(link, &bytes, &mut self.inputs);
            } else {
                self.take_opening(who, link, &bytes);
            }
        }
    }

    fn take_opening(&mut self, who: Who, link: LinkId, bytes: &[u8]) {
        let Ok(opening) = Opening::from_bytes(bytes) else { return };
        if let Some(refusal) = opening.version_refusal() {
            self.refuse(link, refusal);
            return;
        }
        let ticket = secret_digest(&opening.ticket);
        self.wires.insert(link, who);
        self.inputs.push(Input::Link(LinkInput::Presented { link, transport: Transport::Loopback, ticket }));
    }

    fn apply(&mut self, input: Input) {
        self.venue.apply(input);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(output) = self.venue.poll_output() {
            self.watch.note(&output, &self.wires);
            match output {
                Output::Door(ask, answer) => drop(self.asks.insert(ask, answer)),
                Output::Accept(link, _) => {
                    self.hub.open(link);
                    self.answer_opening(link, OpeningAnswer::Accepted);
                }
                Output::Refuse(link, refusal) => self.refuse(link, refusal),
                Output::Send(links, message) => self.hub.send(&links, &message),
                Output::Snapshot(link, bytes) => self.hub.snapshot(link, bytes),
                Output::Close(link) => self.hub.close_when_sent(link),
                Output::Store(id, request) => {
                    let down = self.store_is_down || (self.floor_is_down && matches!(request, Request::Floor(_)));
                    let answer = if down { Answer::Failed } else { self.store.answer(&request) };
                    self.answers.push_back((id, answer));
                }
                Output::Photograph(composition) => self.compositions.push_back(composition),
                Output::Operator(ask, answer) => self.operator.push((ask, answer)),
                Output::Count(counted) => self.counted.push(counted),
            }
        }
    }

    fn send_frames(&mut self) {
        let links: Vec<LinkId> = self.hub.links().collect();
        for link in links {
            let frames = self.hub.flush(link, MAX_DATAGRAM_BYTES);
            let Some(who) = self.wires.get(&link).copied() else { continue };
            let now = self.now;
            for frame in frames {
                self.watch.note_frame(&frame);
                self[who].down.send(now, lane(&frame), frame);
            }
        }
    }

    fn refuse(&mut self, link: LinkId, refusal: Refusal) {
        self.answer_opening(link, OpeningAnswer::Refused(refusal));
        self.end(link);
    }

    fn answer_opening(&mut self, link: LinkId, answer: OpeningAnswer) {
        let now = self.now;
        if let Some(player) = self.players.iter_mut().find(|player| player.link == Some(link)) {
            player.down.send(now, Lane::Stream, codec::encode(&answer));
        }
    }

    /// The server closes its side: nothing follows what is on its way.
    fn end(&mut self, link: LinkId) {
        let now = self.now;
        self.wires.remove(&link);
        if let Some(player) = self.players.iter_mut().find(|player| player.link == Some(link)) {
            player.down.send(now, Lane::Stream, Vec::new());
        }
    }

    /// The server finds the link gone.
    fn hang_up(&mut self, link: LinkId) {
        if self.wires.remove(&link).is_some() {
            self.hub.close(link);
            self.inputs.push(Input::Link(LinkInput::Closed(link)));
        }
    }
}

/// A frame that is too large for a datagram travels on the stream.
fn lane(frame: &[u8]) -> Lane {
    if frame.len() > MAX_DATAGRAM_BYTES { Lane::Stream } else { Lane::Datagram }
}
