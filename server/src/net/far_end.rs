//! A client's end of a link: the hub's counterpart, for tests and bots, without sockets or clock.
//!
//! It speaks renet exactly as the clients do (`renet_config` on both sides) and decodes what the server sends. It
//! predicts nothing and keeps no state of the venue.

use std::time::Duration;

use hiroba_shared::protocol::codec::{self, DecodeError, MAX_MESSAGE_BYTES};
use hiroba_shared::protocol::parts::{self, Joiner};
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::{FromClient, FromServer, channel, frame};
use renet::RenetClient;

use super::renet_config::connection_config;

/// Something the server sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// On the reliable channel.
    Message(FromServer),
    /// On the unreliable channel.
    Snapshot(Snapshot),
}

/// A client's end of a link.
#[derive(Debug)]
pub struct FarEnd {
    renet: RenetClient,
    joiner: Joiner,
}

impl Default for FarEnd {
    fn default() -> Self {
        Self::new()
    }
}

impl FarEnd {
    /// The end of a link that was just accepted.
    #[must_use]
    pub fn new() -> Self {
        let mut renet = RenetClient::new(connection_config());
        renet.set_connected();
        Self { renet, joiner: Joiner::new(MAX_MESSAGE_BYTES) }
    }

    /// A frame arrived.
    ///
    /// # Errors
    /// When it is no frame.
    pub fn receive(&mut self, frame: &[u8]) -> Result<(), DecodeError> {
        for packet in frame::unpack(frame)? {
            self.renet.process_packet(packet);
        }
        Ok(())
    }

    /// Time passes.
    pub fn advance(&mut self, passed: Duration) {
        self.renet.update(passed);
    }

    /// The next thing the server sent: messages in order, before snapshots.
    ///
    /// # Errors
    /// When the server sent what cannot be decoded.
    pub fn poll(&mut self) -> Result<Option<Heard>, DecodeError> {
        while let Some(part) = self.renet.receive_message(channel::RELIABLE) {
            if let Some(message) = self.joiner.push(&part)? {
                return codec::decode(&message).map(|message| Some(Heard::Message(message)));
            }
        }
        let Some(bytes) = self.renet.receive_message(channel::UNRELIABLE) else { return Ok(None) };
        Snapshot::from_bytes(&bytes).map(|snapshot| Some(Heard::Snapshot(snapshot)))
    }

    /// Queues a reliable message.
    pub fn send(&mut self, message: &FromClient) {
        self.send_raw(&codec::encode(message));
    }

    /// Queues any bytes as a reliable message: for tests of what a server does with garbage.
    pub fn send_raw(&mut self, message: &[u8]) {
        for part in parts::split(message) {
            self.renet.send_message(channel::RELIABLE, part);
        }
    }

    /// Queues a stride.
    pub fn stride(&mut self, stride: &Stride) {
        self.renet.send_message(channel::UNRELIABLE, stride.to_bytes());
    }

    /// The frames to send now, of at most `limit` bytes where their packets allow it. At most once per tick.
    pub fn flush(&mut self, limit: usize) -> Vec<Vec<u8>> {
        frame::pack(&self.renet.get_packets_to_send(), limit)
    }

    /// Whether renet has given up, for instance because the server acknowledged nothing.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.renet.is_disconnected()
    }
}
