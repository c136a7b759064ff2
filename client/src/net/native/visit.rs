//! Runs one visit on the link's thread: does its deeds with sockets, and tells it what comes of them and the time.
//!
//! Which link, when to come back and when to give up is decided in `net/visit.rs`, not here.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};

use super::Reporter;
use super::attention::Watch;
use super::carrier::Carrier;
use super::door::Door;
use super::places::Place;
use crate::net::port::ToLink;
use crate::net::visit::{Attempt, Beginning, Deed, Happening, Visit};

/// A visit that has nothing to wait for is still looked at this often.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// How long the venue may take to close the link when the client closes.
const GOODBYE: Duration = Duration::from_millis(500);

pub(super) async fn run(
    beginning: Beginning,
    place: Option<Place>,
    orders: &mut UnboundedReceiver<ToLink>,
    report: &Reporter,
) {
    let began = Instant::now();
    let mut watch = Watch::default();
    let mut hands = Hands::new(Door::new(beginning.origin.clone()), place, report);
    let mut visit = Visit::begin(beginning, Duration::ZERO);
    loop {
        while let Some(deed) = visit.next_deed() {
            if let Some(happening) = hands.work(deed) {
                visit.happen(happening, began.elapsed());
            }
        }
        if visit.is_over() {
            return hands.wait_for_goodbye().await;
        }
        let rest = visit.rests_until().min(began.elapsed() + LONGEST_REST);
        let happening = tokio::select! {
            order = orders.recv() => order.map_or_else(|| hands.ending(), Happening::Order),
            happening = hands.next() => happening,
            () = sleep_until(began + rest) => Happening::Passed,
        };
        let now = began.elapsed();
        visit.happen(happening, now);
        if let Some(looks) = watch.check(&report.attention, now) {
            visit.happen(Happening::Looks(looks), now);
        }
    }
}

/// What a visit is done with: at most one connection, and work that is still going on.
struct Hands<'a> {
    door: Door,
    place: Option<Place>,
    report: &'a Reporter,
    carrier: Option<(Attempt, Carrier)>,
    asking: JoinSet<Happening>,
    dialling: JoinSet<(Attempt, Option<(Vec<u8>, Carrier)>)>,
}

impl<'a> Hands<'a> {
    fn new(door: Door, place: Option<Place>, report: &'a Reporter) -> Self {
        Self { door, place, report, carrier: None, asking: JoinSet::new(), dialling: JoinSet::new() }
    }

    /// What it means that the program ends.
    fn ending(&self) -> Happening {
        if self.place.is_some() { Happening::Parting } else { Happening::Closing }
    }

    /// Does a deed; answers what happened by that at once.
    fn work(&mut self, deed: Deed) -> Option<Happening> {
        match deed {
            Deed::Ask(attempt, question) => {
                let door = self.door.clone();
                self.asking.spawn_blocking(move || Happening::Answered(attempt, door.ask(&question)));
            }
            Deed::Dial(attempt, dial) => {
                self.dialling.spawn(async move { (attempt, Carrier::dial(&dial).await) });
            }
            Deed::Send(frame) => {
                let (attempt, carrier) = self.carrier.as_ref()?;
                return (!carrier.send(frame)).then_some(Happening::HungUp(*attempt));
            }
            Deed::HangUp => {
                self.dialling.abort_all();
                self.carrier = None;
            }
            Deed::Fetch(what) => {
                let (door, report) = (self.door.clone(), self.report.report.clone());
                tokio::task::spawn_blocking(move || report.send(door.fetch(what)));
            }
            Deed::Report(what) => self.report.tell(what),
            Deed::Remember(key) => {
                if let Some(place) = &mut self.place {
                    place.keep(key);
                }
            }
            Deed::Forget => {
                if let Some(place) = &mut self.place {
                    place.forget();
                }
            }
        }
        None
    }

    /// Waits for the next thing that happens; for ever when nothing goes on.
    async fn next(&mut self) -> Happening {
        let idle = self.asking.is_empty() && self.dialling.is_empty() && self.carrier.is_none();
        tokio::select! {
            Some(answered) = self.asking.join_next() => answered.unwrap_or(Happening::Passed),
            Some(dialled) = self.dialling.join_next() => self.dialled(dialled),
            happening = frame(&mut self.carrier), if self.carrier.is_some() => happening,
            () = std::future::pending(), if idle => Happening::Passed,
        }
    }

    fn dialled(&mut self, dialled: Result<(Attempt, Option<(Vec<u8>, Carrier)>), JoinError>) -> Happening {
        match dialled {
            Ok((attempt, Some((answer, carrier)))) => {
                self.carrier = Some((attempt, carrier));
                Happening::Dialled(attempt, Some(answer))
            }
            Ok((attempt, None)) => Happening::Dialled(attempt, None),
            // Given up meanwhile.
            Err(_) => Happening::Passed,
        }
    }

    /// The client itself closes: the venue gets a moment to close the link, but not long, the window is gone already.
    async fn wait_for_goodbye(self) {
        if let Some((_, mut carrier)) = self.carrier {
            let closed = async { while carrier.incoming.recv().await.is_some() {} };
            // Whether it came or not, nobody waits any longer.
            let _ = timeout(GOODBYE, closed).await;
        }
    }
}

async fn frame(carrier: &mut Option<(Attempt, Carrier)>) -> Happening {
    let Some((attempt, carrier)) = carrier else { return std::future::pending().await };
    let attempt = *attempt;
    carrier.incoming.recv().await.map_or(Happening::HungUp(attempt), |frame| Happening::Frame(attempt, frame))
}
