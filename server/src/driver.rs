//! The driver: the only loop and the only clock. One thread, 20 ticks a second, owns the venue and the hub.
//!
//! Each tick: what time it is, what waits at the entrance, one step of the venue, then everything to be sent. Ticks
//! are due at fixed times from the start; a late one is counted and the missed ones are skipped, never made up for.
//! The driver decides nothing: it carries inputs to the venue and outputs to the edges.

pub mod clock;
mod keeping;
mod links;
mod meter;
mod outputs;

use std::collections::BTreeMap;
use std::time::Duration;

use hiroba_shared::refusal::Refusal;
use tokio::sync::{mpsc, oneshot, watch};

pub use keeping::{Orders, keep};

use crate::entrance::mailbox::Post;
use crate::entrance::{Entrance, Event};
use crate::net::hub::{self, Hub};
use crate::venue::input::{AskId, Input, LinkId, LinkInput, UnixSeconds};
use crate::venue::output::{Composition, OperatorAnswer};
use crate::venue::record::{Request, RequestId};
use crate::venue::{Gauges, Venue, VenueSetup};
use links::Links;
use meter::Meter;

/// How long a tick is.
pub const TICK: Duration = Duration::from_millis(50);
/// How long a stopping server waits for its farewells to arrive.
const FAREWELLS: Duration = Duration::from_millis(1_000);

/// What the driver is given.
#[derive(Debug)]
pub struct Driver {
    venue: Venue,
    hub: Hub,
    links: Links,
    events: mpsc::Receiver<Event>,
    inputs: Vec<Input>,
    door: BTreeMap<AskId, oneshot::Sender<Result<(), Refusal>>>,
    operator: BTreeMap<AskId, oneshot::Sender<OperatorAnswer>>,
    to_store: Vec<(RequestId, Request)>,
    store: mpsc::UnboundedSender<Vec<(RequestId, Request)>>,
    photographs: mpsc::UnboundedSender<Composition>,
    gauges: watch::Sender<Gauges>,
    meter: Meter,
    second: UnixSeconds,
    stops_in: Option<Duration>,
}

/// The ends of a driver that is about to run.
#[derive(Debug)]
pub struct Ends {
    /// For the edges.
    pub entrance: Entrance,
    /// For the store's task.
    pub requests: mpsc::UnboundedReceiver<Vec<(RequestId, Request)>>,
    /// For whoever draws photographs; there is one a room at most.
    pub photographs: mpsc::UnboundedReceiver<Composition>,
    /// How the venue stands, once a second.
    pub gauges: watch::Receiver<Gauges>,
}

impl Driver {
    /// A driver of a venue in which nobody is yet, and its ends.
    #[must_use]
    pub fn new(setup: VenueSetup) -> (Self, Ends) {
        let (entrance, events) = Entrance::open();
        let (store, requests) = mpsc::unbounded_channel();
        let (photographs, to_draw) = mpsc::unbounded_channel();
        let venue = Venue::new(setup);
        let (gauges, watched) = watch::channel(venue.gauges());
        let driver = Self {
            venue,
            hub: Hub::new(),
            links: Links::default(),
            events,
            inputs: Vec::new(),
            door: BTreeMap::new(),
            operator: BTreeMap::new(),
            to_store: Vec::new(),
            store,
            photographs,
            gauges,
            meter: Meter::new(),
            second: UnixSeconds(0),
            stops_in: None,
        };
        (driver, Ends { entrance, requests, photographs: to_draw, gauges: watched })
    }

    /// Runs until the operator's stop is carried out. Blocks its thread.
    pub fn run(mut self) {
        let begun = clock::moment();
        let mut number: u32 = 0;
        loop {
            number += 1;
            let due = TICK * number;
            let late = match due.checked_sub(begun.elapsed()) {
                Some(early) => {
                    clock::rest(early);
                    0
                }
                None => u32::try_from((begun.elapsed() - due).as_millis() / TICK.as_millis()).unwrap_or(u32::MAX),
            };
            number = number.saturating_add(late);
            self.meter.skipped(late);
            self.meter.begin();
            self.tick(TICK * (1 + late));
            self.meter.end();
            if self.is_over(TICK * (1 + late)) {
                return;
            }
        }
    }

    fn tick(&mut self, passed: Duration) {
        self.tell_time();
        self.take_events();
        self.hub.advance(passed);
        self.hub.collect(&mut self.inputs);
        self.forget_lost_links();
        for input in std::mem::take(&mut self.inputs) {
            self.apply(input);
        }
        self.venue.step();
        self.carry_out();
        self.send();
        if !self.to_store.is_empty() {
            // A store that is gone means the server is going down; nobody waits for these.
            drop(self.store.send(std::mem::take(&mut self.to_store)));
        }
        self.meter.count(self.hub.take_counts());
    }

    fn apply(&mut self, input: Input) {
        self.venue.apply(input);
        self.carry_out();
    }

    fn tell_time(&mut self) {
        let now = clock::unix_now();
        if now == self.second {
            return;
        }
        self.second = now;
        self.apply(Input::Clock(now));
        let gauges = self.venue.gauges();
        meter::show(&gauges);
        self.gauges.send_replace(gauges);
    }

    /// Takes what waits at the entrance now; what comes meanwhile waits for the next tick.
    fn take_events(&mut self) {
        for _ in 0..self.events.len() {
            let Ok(event) = self.events.try_recv() else { return };
            match event {
                Event::Frame(link, frame) => {
                    self.links.settle_arrival(link);
                    self.hub.receive(link, &frame, &mut self.inputs);
                }
                Event::Presented { link, transport, ticket, mailbox, answer } => {
                    self.links.present(link, mailbox, answer);
                    self.inputs.push(Input::Link(LinkInput::Presented { link, transport, ticket }));
                }
                Event::Closed(link) => self.close(link),
                Event::Door(ask, question, answer) => {
                    self.door.insert(ask, answer);
                    self.inputs.push(Input::Door(*question));
                }
                Event::Deck(ask, key, news, answer) => {
                    self.door.insert(ask, answer);
                    self.inputs.push(Input::Deck { ask, key, news: *news });
                }
                Event::Photograph(number, drawn) => self.inputs.push(Input::Photograph { number, drawn }),
                Event::Operator(ask, question, answer) => {
                    self.operator.insert(ask, answer);
                    self.inputs.push(Input::Operator(question));
                }
                Event::Stored(answers) => {
                    self.inputs.extend(answers.into_iter().map(|(request, answer)| Input::Stored(request, answer)));
                }
            }
        }
    }

    /// A link's connection is gone. What it sent last is heard first.
    fn close(&mut self, link: LinkId) {
        if self.links.forget(link) {
            self.hub.collect_from(link, &mut self.inputs);
            self.hub.close(link);
            self.inputs.push(Input::Link(LinkInput::Closed(link)));
        }
    }

    /// Links that the hub gave up told the venue so themselves; links it finished were the venue's wish.
    fn forget_lost_links(&mut self) {
        for link in self.hub.finished() {
            self.links.end(link);
        }
    }

    /// Everything to be sent this tick goes into the mailboxes; who reads too slowly is let go.
    fn send(&mut self) {
        for link in self.links.numbers() {
            let Some(limit) = self.links.frame_limit(link) else { continue };
            let frames = self.hub.flush(link, limit).into_iter();
            let (lasting, passing) = frames.partition(|frame| hub::carries_reliable(frame));
            if self.links.put(link, Post { lasting, passing }).is_err() {
                self.meter.slow_reader();
                self.links.cut(link);
                self.hub.close(link);
                self.apply(Input::Link(LinkInput::Closed(link)));
            }
        }
    }

    fn is_over(&mut self, passed: Duration) -> bool {
        let Some(left) = &mut self.stops_in else { return false };
        *left = left.saturating_sub(passed);
        left.is_zero() || self.hub.links().next().is_none()
    }
}
