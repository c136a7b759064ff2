//! Links within the process: for tests and for playing alone. The same doorstep, mailbox and frames as the others,
//! without a socket.

use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};

use super::doorstep::{Doorstep, LetIn, TurnedAway};
use crate::entrance::mailbox::Mailbox;
use crate::venue::input::Transport;

/// A client's end of a link within the process. Call [`Self::close`] when done with it.
#[derive(Debug)]
pub struct Loopback {
    doorstep: Doorstep,
    let_in: LetIn,
}

impl Loopback {
    /// Opens a link with a ticket.
    ///
    /// # Errors
    /// With the server's answer when it refuses; a peer within the process always speaks intelligibly.
    pub async fn open(doorstep: &Doorstep, opening: Opening) -> Result<Self, OpeningAnswer> {
        let mailbox = Mailbox::new(MAX_DATAGRAM_BYTES);
        match doorstep.judge(Transport::Loopback, &opening.to_bytes(), mailbox).await {
            Ok(let_in) => Ok(Self { doorstep: doorstep.clone(), let_in }),
            Err(TurnedAway::Refused(answer)) => Err(answer),
            Err(TurnedAway::Unintelligible) => Err(OpeningAnswer::Refused(hiroba_shared::refusal::Refusal::OutOfPlace)),
        }
    }

    /// Sends a frame to the server.
    pub fn send(&self, frame: Vec<u8>) {
        self.doorstep.entrance.frame(self.let_in.link, &self.let_in.mailbox, frame);
    }

    /// The next frames from the server; `None` when it has closed the link.
    pub async fn receive(&self) -> Option<Vec<Vec<u8>>> {
        tokio::select! {
            frames = self.let_in.mailbox.take() => frames,
            () = self.let_in.mailbox.until_cut() => None,
        }
    }

    /// Closes the link.
    pub async fn close(self) {
        self.doorstep.entrance.closed(self.let_in.link).await;
    }
}
