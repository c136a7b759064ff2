//! One open connection that carries frames: WebTransport or WebSocket.
//!
//! Two small tasks read and write; queues between are bounded, and a full one means the connection is too slow and
//! ends. Neither frames nor the answer to the opening are looked into here.

mod websocket;
mod webtransport;

use hiroba_shared::protocol::frame::MAX_FRAME_BYTES;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::net::visit::{Dial, Line};

const QUEUED_FRAMES: usize = 256;

/// An open connection. Dropping it closes it.
#[derive(Debug)]
pub(super) struct Carrier {
    /// Frames from the venue; ends with the connection.
    pub(super) incoming: mpsc::Receiver<Vec<u8>>,
    outgoing: mpsc::Sender<Vec<u8>>,
    _tasks: JoinSet<()>,
}

impl Carrier {
    /// Connects, says the opening, and gives what was answered to it. Takes as long as it takes: who dials has patience
    /// or gives up.
    pub(super) async fn dial(dial: &Dial) -> Option<(Vec<u8>, Self)> {
        match &dial.line {
            Line::WebTransport(certificates) => webtransport::connect(&dial.url, certificates, &dial.opening).await,
            Line::WebSocket => websocket::connect(&dial.url, &dial.opening).await,
        }
    }

    /// Hands a frame to the connection; false when it is too slow or gone.
    pub(super) fn send(&self, frame: Vec<u8>) -> bool {
        self.outgoing.try_send(frame).is_ok()
    }
}
