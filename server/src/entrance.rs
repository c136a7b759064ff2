//! What lies between the edges and the driver: one bounded queue of events in, in order, and a mailbox out for each link.
//!
//! Questions (door, operator, opening) wait for room in the queue and for their answer; frames never wait: when the
//! queue is nearly full or their link has too many in it, they are dropped and counted, and renet repeats what
//! mattered. Nothing is decided here.

pub mod mailbox;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hiroba_shared::protocol::opening::OpeningAnswer;
use hiroba_shared::refusal::Refusal;
use metrics::counter;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::venue::input::{AskId, DeckNews, Digest, DoorInput, LinkId, OperatorInput, Transport};
use crate::venue::output::OperatorAnswer;
use crate::venue::record::{Answer, PhotographFiles, RequestId};
use mailbox::Mailbox;

/// Events that may wait for the driver.
const QUEUE: usize = 16_384;
/// Part of the queue that frames leave free for everything else.
const RESERVED: usize = 2_048;
/// How long a question may take.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// Something for the driver.
#[derive(Debug)]
pub(crate) enum Event {
    /// A link presents a ticket.
    Presented {
        link: LinkId,
        transport: Transport,
        ticket: Digest,
        mailbox: Arc<Mailbox>,
        answer: oneshot::Sender<OpeningAnswer>,
    },
    /// A frame came over a link.
    Frame(LinkId, Vec<u8>),
    /// A link is gone.
    Closed(LinkId),
    /// Somebody asks at the door.
    Door(AskId, Box<DoorInput>, oneshot::Sender<Result<(), Refusal>>),
    /// Something happened to a deck that somebody brings.
    Deck(AskId, Digest, Box<DeckNews>, oneshot::Sender<Result<(), Refusal>>),
    /// A photograph was drawn, or could not be.
    Photograph(u64, Option<PhotographFiles>),
    /// The operator wants something.
    Operator(AskId, OperatorInput, oneshot::Sender<OperatorAnswer>),
    /// The store answers.
    Stored(Vec<(RequestId, Answer)>),
}

/// The edges' end of the way in.
#[derive(Debug, Clone)]
pub struct Entrance {
    events: mpsc::Sender<Event>,
    numbers: Arc<AtomicU64>,
}

impl Entrance {
    /// An entrance and the driver's end of it.
    pub(crate) fn open() -> (Self, mpsc::Receiver<Event>) {
        let (events, incoming) = mpsc::channel(QUEUE);
        (Self { events, numbers: Arc::new(AtomicU64::new(1)) }, incoming)
    }

    /// Whether the driver still takes questions.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.events.is_closed()
    }

    /// Asks at the door; a driver that does not answer in time counts as not ready.
    ///
    /// # Errors
    /// When the venue refuses.
    pub async fn ask_door(&self, question: impl FnOnce(AskId) -> DoorInput + Send) -> Result<(), Refusal> {
        let ask = AskId(self.next_number());
        let (answer, answered) = oneshot::channel();
        let event = Event::Door(ask, Box::new(question(ask)), answer);
        self.ask(event, answered).await.unwrap_or(Err(Refusal::NotReady))
    }

    /// Tells what happened to the deck that came with the secret of `key`.
    ///
    /// # Errors
    /// When nobody waits for it any more, or the driver does not answer.
    pub async fn tell_deck(&self, key: Digest, news: DeckNews) -> Result<(), Refusal> {
        let ask = AskId(self.next_number());
        let (answer, answered) = oneshot::channel();
        let event = Event::Deck(ask, key, Box::new(news), answer);
        self.ask(event, answered).await.unwrap_or(Err(Refusal::NotReady))
    }

    /// Tells what became of the photograph of this number.
    pub(crate) async fn photograph(&self, number: u64, drawn: Option<PhotographFiles>) {
        self.post(Event::Photograph(number, drawn)).await;
    }

    /// Asks for the operator; `None` when the driver does not answer.
    pub async fn ask_operator(&self, question: impl FnOnce(AskId) -> OperatorInput + Send) -> Option<OperatorAnswer> {
        let ask = AskId(self.next_number());
        let (answer, answered) = oneshot::channel();
        self.ask(Event::Operator(ask, question(ask), answer), answered).await
    }

    /// Presents a ticket for a new link.
    pub async fn present(
        &self,
        transport: Transport,
        ticket: Digest,
        mailbox: &Arc<Mailbox>,
    ) -> (LinkId, OpeningAnswer) {
        let link = LinkId(self.next_number());
        let (answer, answered) = oneshot::channel();
        let event = Event::Presented { link, transport, ticket, mailbox: Arc::clone(mailbox), answer };
        let told = self.ask(event, answered).await;
        (link, told.unwrap_or(OpeningAnswer::Refused(Refusal::NotReady)))
    }

    /// Hands a frame in, or drops it when too many wait.
    pub fn frame(&self, link: LinkId, mailbox: &Mailbox, frame: Vec<u8>) {
        if self.events.capacity() <= RESERVED || !mailbox.admit_arrival() {
            counter!("hiroba_frames_dropped_total", "reason" => "queue").increment(1);
            return;
        }
        if self.events.try_send(Event::Frame(link, frame)).is_err() {
            mailbox.settle_arrival();
        }
    }

    /// Tells that a link is gone.
    pub async fn closed(&self, link: LinkId) {
        self.post(Event::Closed(link)).await;
    }

    /// Hands in what the store answered.
    pub(crate) async fn stored(&self, answers: Vec<(RequestId, Answer)>) {
        self.post(Event::Stored(answers)).await;
    }

    async fn ask<T>(&self, event: Event, answered: oneshot::Receiver<T>) -> Option<T> {
        let asked = async {
            self.post(event).await;
            answered.await.ok()
        };
        timeout(ANSWER_TIMEOUT, asked).await.ok().flatten()
    }

    /// A driver that has ended takes nothing any more, and nobody needs it to.
    async fn post(&self, event: Event) {
        drop(self.events.send(event).await);
    }

    fn next_number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }
}
