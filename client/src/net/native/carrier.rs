//! One open connection that carries frames: WebTransport or WebSocket, opened with a ticket.
//!
//! Two small tasks read and write; queues between are bounded, and a full one means the connection is too slow and
//! ends. Frames are not looked into here.

mod websocket;
mod webtransport;

use std::time::Duration;

use hiroba_shared::door::Admission;
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::frame::{MAX_DATAGRAM_BYTES, MAX_FRAME_BYTES};
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::refusal::Refusal;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::LinkChoice;
use super::address::Origin;

/// How long WebTransport may take before WebSocket is tried.
const WEBTRANSPORT_TIMEOUT: Duration = Duration::from_secs(3);
const WEBSOCKET_TIMEOUT: Duration = Duration::from_secs(10);
const QUEUED_FRAMES: usize = 256;

/// An open connection. Dropping it closes it.
#[derive(Debug)]
pub(super) struct Carrier {
    /// Frames from the venue; ends with the connection.
    pub(super) incoming: mpsc::Receiver<Vec<u8>>,
    outgoing: mpsc::Sender<Vec<u8>>,
    /// Largest frame worth packing.
    pub(super) frame_bytes: usize,
    _tasks: JoinSet<()>,
}

/// Why there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCarrier {
    /// The server answered no to the ticket.
    Refused(Refusal),
    /// Nobody answers, or not in words we know.
    Unreachable,
}

impl Carrier {
    /// Connects over what the door offers and presents the ticket: WebTransport first, WebSocket when that fails.
    pub(super) async fn open(origin: &Origin, admission: &Admission, choice: LinkChoice) -> Result<Self, NoCarrier> {
        let opening = ticket(&admission.ticket).map(|ticket| Opening::new(ticket).to_bytes());
        let opening = opening.ok_or(NoCarrier::Unreachable)?;
        let offer = admission.links.webtransport.as_ref().filter(|_| choice != LinkChoice::WebSocket);
        if let Some(offer) = offer {
            let url = origin.webtransport(&offer.url);
            let connecting = webtransport::connect(&url, &offer.certificate_sha256, &opening);
            match timeout(WEBTRANSPORT_TIMEOUT, connecting).await {
                Ok(Ok(carrier)) => return Ok(carrier),
                Ok(Err(NoCarrier::Refused(refusal))) => return Err(NoCarrier::Refused(refusal)),
                Ok(Err(NoCarrier::Unreachable)) | Err(_) => bevy::log::info!("no WebTransport"),
            }
        }
        if choice == LinkChoice::WebTransport {
            return Err(NoCarrier::Unreachable);
        }
        let url = origin.websocket(&admission.links.websocket);
        timeout(WEBSOCKET_TIMEOUT, websocket::connect(&url, opening)).await.unwrap_or(Err(NoCarrier::Unreachable))
    }

    /// Hands a frame to the connection; false when it is too slow or gone.
    pub(super) fn send(&self, frame: Vec<u8>) -> bool {
        self.outgoing.try_send(frame).is_ok()
    }
}

/// What the server answered to the opening.
fn accepted(answer: &[u8]) -> Result<(), NoCarrier> {
    match codec::decode(answer) {
        Ok(OpeningAnswer::Accepted) => Ok(()),
        Ok(OpeningAnswer::Refused(refusal)) => Err(NoCarrier::Refused(refusal)),
        Err(_) => Err(NoCarrier::Unreachable),
    }
}

/// The 32 bytes in 64 hexadecimal letters.
fn ticket(letters: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if letters.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(letters.as_bytes().chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_sixty_four_letters_and_nothing_else() {
        assert_eq!(ticket(&"0f".repeat(32)), Some([15; 32]));
        assert_eq!(ticket(&"0f".repeat(31)), None);
        assert_eq!(ticket(&"zz".repeat(32)), None);
        assert_eq!(ticket(&"é".repeat(32)), None);
    }

    #[test]
    fn an_answer_that_is_no_answer_is_an_unreachable_server() {
        assert_eq!(accepted(&codec::encode(&OpeningAnswer::Accepted)), Ok(()));
        assert_eq!(accepted(b"HTTP/1.1"), Err(NoCarrier::Unreachable));
    }
}
