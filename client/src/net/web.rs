//! The link in a browser: fetch for the door, WebTransport and WebSocket by the browser's own objects.
//!
//! It runs on the events of sockets and of the page and on a timer, beside the frame loop, because a hidden tab draws no
//! frames. Which link, when to come back and when to give up is decided in `net/visit.rs`. A reload of the page does not
//! leave: the key to come back with is kept for the life of the tab.

mod carrier;
mod door;
mod hands;
pub mod kept;
mod surroundings;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use hiroba_web::clock::Clock;
use hiroba_web::listening::Timer;
use wasm_bindgen_futures::spawn_local;

use self::hands::Hands;
use self::surroundings::{Surroundings, tell as happen};
use crate::net::address::Origin;
use crate::net::port::{FromLink, LinkPort, ToLink};
use crate::net::visit::{Attempt, Beginning, Happening, LinkChoice, Question, Visit};
use crate::venue_state::JoinRefused;

/// How often a visit is told the time; browsers make it a second in hidden tabs, where events of the socket stand in.
const TIMER: Duration = Duration::from_millis(50);

/// Starts to listen to the page; what it reports comes out of the port.
#[must_use]
pub fn start(choice: LinkChoice) -> impl LinkPort {
    let (happens, happenings) = unbounded();
    let (report, reports) = unbounded();
    let choice = Arc::new(Mutex::new(choice));
    spawn_local(serve(Desk { choice: choice.clone(), happens: happens.clone(), report }, happenings));
    WebPort { choice, happens, reports: Mutex::new(reports) }
}

/// The features' end.
struct WebPort {
    choice: Arc<Mutex<LinkChoice>>,
    happens: UnboundedSender<Happening>,
    reports: Mutex<UnboundedReceiver<FromLink>>,
}

impl LinkPort for WebPort {
    fn order(&mut self, order: ToLink) {
        if self.happens.unbounded_send(Happening::Order(order)).is_err() {
            bevy::log::error!("nobody carries the link");
        }
    }

    fn next(&mut self) -> Option<FromLink> {
        self.reports.get_mut().unwrap_or_else(PoisonError::into_inner).try_recv().ok()
    }

    fn choose(&mut self, choice: LinkChoice) {
        *self.choice.lock().unwrap_or_else(PoisonError::into_inner) = choice;
    }
}

/// What every visit of this page is run with.
struct Desk {
    choice: Arc<Mutex<LinkChoice>>,
    happens: UnboundedSender<Happening>,
    report: UnboundedSender<FromLink>,
}

/// One visit after another, for the life of the page.
async fn serve(desk: Desk, mut happenings: UnboundedReceiver<Happening>) {
    let Some(_surroundings) = Surroundings::watch(&desk.happens) else { return };
    let mut after = Attempt::default();
    while let Ok(happening) = happenings.recv().await {
        // Whatever else happens belongs to no visit.
        let Happening::Order(order) = happening else { continue };
        let (server, question) = match order {
            ToLink::Join { server, request } => (server, Question::Join(request)),
            ToLink::ComeBack { server, key } => (server, Question::Resume(key)),
            ToLink::Say(_)
            | ToLink::Stride(_)
            | ToLink::FetchMap(_)
            | ToLink::FetchPicture(_)
            | ToLink::FetchDeck(_)
            | ToLink::FetchPage(_)
            | ToLink::Leave => continue,
        };
        match Origin::typed(&server) {
            Some(origin) => {
                let wished = *desk.choice.lock().unwrap_or_else(PoisonError::into_inner);
                let choice = if carrier::may_use_webtransport() { wished } else { LinkChoice::WebSocket };
                let beginning = Beginning { origin, question, kept: None, choice, after };
                after = run(&desk, &mut happenings, beginning).await;
            }
            None => tell(&desk.report, FromLink::NotJoined(JoinRefused::Unreachable)),
        }
    }
}

/// Runs a visit to its end; gives its last attempt.
async fn run(desk: &Desk, happenings: &mut UnboundedReceiver<Happening>, beginning: Beginning) -> Attempt {
    let mut clock = Clock::start();
    let mut hands = Hands::new(beginning.origin.clone(), desk);
    let passes = desk.happens.clone();
    let _timer = Timer::every(TIMER, move || happen(&passes, Happening::Passed));
    let mut visit = Visit::begin(beginning, clock.now());
    visit.happen(Happening::Looks(surroundings::looks()), clock.now());
    loop {
        while let Some(deed) = visit.next_deed() {
            if let Some(happening) = hands.work(deed) {
                visit.happen(happening, clock.now());
            }
        }
        if visit.is_over() {
            return visit.last_attempt();
        }
        match happenings.recv().await {
            Ok(happening) => visit.happen(happening, clock.now()),
            Err(_) => return visit.last_attempt(),
        }
    }
}

/// Reports; whatever is said after the features are gone is lost.
fn tell(report: &UnboundedSender<FromLink>, what: FromLink) {
    let _ = report.unbounded_send(what);
}
