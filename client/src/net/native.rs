//! The link on the desktop: a thread with its own small runtime, so that the link lives on while no frame is drawn.
//!
//! It joins, keeps the link, and comes back by the resume key when it breaks, also after the program itself ended where
//! it may keep keys. The features see only the port. Dropping it ends the thread.

mod attention;
mod carrier;
mod door;
pub mod parcel;
mod places;
mod webp;
mod visit;

use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use self::attention::Attention;
use self::places::Place;
pub use self::places::Places;
use crate::net::address::Origin;
use crate::net::port::{FromLink, LinkPort, ToLink};
use crate::net::visit::{Attempt, Beginning, LinkChoice, Question};
use crate::venue_state::JoinRefused;

/// Starts the thread; it ends when the port is dropped. Keys to come back with are kept in `places`.
///
/// # Errors
/// When the operating system gives no thread or no runtime.
pub fn start(choice: LinkChoice, places: Option<Places>) -> std::io::Result<impl LinkPort> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (orders, received) = unbounded_channel();
    let (report, reports) = unbounded_channel();
    let attention = Arc::new(Attention::default());
    let watched = attention.clone();
    let thread = std::thread::Builder::new().name("link".to_owned()).spawn(move || {
        // Somebody may have installed a provider already; any will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        runtime.block_on(serve(received, Reporter { report, attention: watched }, choice, places));
        // Questions to a door that does not answer are not waited for.
        runtime.shutdown_background();
    })?;
    Ok(NativePort { orders: Some(orders), thread: Some(thread), reports, attention })
}

struct NativePort {
    orders: Option<UnboundedSender<ToLink>>,
    thread: Option<JoinHandle<()>>,
    reports: UnboundedReceiver<FromLink>,
    attention: Arc<Attention>,
}

/// Where the link reports to, and whether anybody listens.
struct Reporter {
    report: UnboundedSender<FromLink>,
    attention: Arc<Attention>,
}

impl Reporter {
    /// Reports; whatever is said after the port was dropped is lost.
    fn tell(&self, what: FromLink) {
        let _ = self.report.send(what);
    }
}

impl LinkPort for NativePort {
    fn order(&mut self, order: ToLink) {
        let lost = self.orders.as_ref().is_none_or(|orders| orders.send(order).is_err());
        if lost {
            bevy::log::error!("the link's thread has ended");
        }
    }

    fn next(&mut self) -> Option<FromLink> {
        self.attention.pay();
        self.reports.try_recv().ok()
    }
}

/// Closing the window is leaving where no key outlives the program: the link gets the moment it needs to say so.
impl Drop for NativePort {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One visit after another, until the port is dropped.
async fn serve(mut orders: UnboundedReceiver<ToLink>, report: Reporter, choice: LinkChoice, places: Option<Places>) {
    while let Some(order) = orders.recv().await {
        let (server, question) = match order {
            ToLink::Join { server, request } => (server, Question::Join(request)),
            ToLink::ComeBack { server, key } => (server, Question::Resume(key)),
            // There is nobody to say it to.
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
                let mut place = match &question {
                    Question::Join(request) => places.as_ref().map(|places| places.of(&origin, request)),
                    Question::Resume(_) => None,
                };
                let kept = place.as_mut().and_then(Place::key);
                let beginning = Beginning { origin, question, kept, choice, after: Attempt::default() };
                visit::run(beginning, place, &mut orders, &report).await;
            }
            None => report.tell(FromLink::NotJoined(JoinRefused::Unreachable)),
        }
    }
}
