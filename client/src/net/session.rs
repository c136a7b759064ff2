//! One visitor's side of renet without a socket: frames in and out, messages in and out.
//!
//! Whoever carries the link gives it frames and time, and sends what it packs, 20 times a second. Bytes that cannot be
//! understood end the session; they never panic here.

use std::time::Duration;

use bevy_renet::renet::{ChannelConfig, ConnectionConfig, RenetClient, SendType};
use hiroba_shared::protocol::codec::{self, DecodeError, MAX_MESSAGE_BYTES};
use hiroba_shared::protocol::parts::{self, Joiner};
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::{FromClient, FromServer, channel, frame};

/// A session on an accepted link.
#[derive(Debug)]
pub struct Session {
    renet: RenetClient,
    joiner: Joiner,
}

/// Something the venue sent.
#[derive(Debug)]
pub enum Heard {
    /// On the reliable channel.
    Message(FromServer),
    /// On the unreliable channel.
    Snapshot(Snapshot),
}

impl Default for Session {
    fn default() -> Self {
        let mut renet = RenetClient::new(connection());
        renet.set_connected();
        Self { renet, joiner: Joiner::new(MAX_MESSAGE_BYTES) }
    }
}

impl Session {
    /// Takes a frame from the link.
    ///
    /// # Errors
    /// When the frame, or a message in it, cannot be understood.
    pub fn take(&mut self, frame: &[u8]) -> Result<Vec<Heard>, DecodeError> {
        for packet in frame::unpack(frame)? {
            self.renet.process_packet(packet);
        }
        let mut heard = Vec::new();
        while let Some(bytes) = self.renet.receive_message(channel::UNRELIABLE) {
            heard.push(Heard::Snapshot(Snapshot::from_bytes(&bytes)?));
        }
        while let Some(part) = self.renet.receive_message(channel::RELIABLE) {
            if let Some(bytes) = self.joiner.push(&part)? {
                heard.push(Heard::Message(codec::decode(&bytes)?));
            }
        }
        Ok(heard)
    }

    /// Queues a reliable message.
    pub fn say(&mut self, message: &FromClient) {
        for part in parts::split(&codec::encode(message)) {
            self.renet.send_message(channel::RELIABLE, part);
        }
    }

    /// Queues a stride; whatever is not sent soon is dropped.
    pub fn stride(&mut self, stride: Vec<u8>) {
        self.renet.send_message(channel::UNRELIABLE, stride);
    }

    /// Lets time pass.
    pub fn pass(&mut self, time: Duration) {
        self.renet.update(time);
    }

    /// The frames to send now, none larger than `limit` unless it holds a single packet.
    #[must_use]
    pub fn frames(&mut self, limit: usize) -> Vec<Vec<u8>> {
        frame::pack(&self.renet.get_packets_to_send(), limit)
    }

    /// Whether the session can go on; it cannot when too much piled up unsent.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.renet.is_connected()
    }
}

/// How both sides set renet up.
pub(super) fn connection() -> ConnectionConfig {
    let reliable = ChannelConfig {
        channel_id: channel::RELIABLE,
        max_memory_usage_bytes: channel::RELIABLE_MEMORY_BYTES,
        send_type: SendType::ReliableOrdered { resend_time: Duration::from_millis(channel::RESEND_MS) },
    };
    let unreliable = ChannelConfig {
        channel_id: channel::UNRELIABLE,
        max_memory_usage_bytes: channel::UNRELIABLE_MEMORY_BYTES,
        send_type: SendType::Unreliable,
    };
    // The order is the priority: talk and control go before steps and snapshots.
    let channels = vec![reliable, unreliable];
    ConnectionConfig {
        available_bytes_per_tick: channel::BYTES_PER_TICK,
        server_channels_config: channels.clone(),
        client_channels_config: channels,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::protocol::session::SessionFromClient;

    #[test]
    fn a_message_said_comes_out_in_frames_within_the_limit() {
        let mut session = Session::default();
        session.say(&FromClient::Session(SessionFromClient::Away(true)));
        let frames = session.frames(frame::MAX_DATAGRAM_BYTES);
        assert!(!frames.is_empty());
        assert!(frames.iter().all(|frame| frame.len() <= frame::MAX_DATAGRAM_BYTES));
    }

    #[test]
    fn bytes_that_are_no_frame_end_the_session_without_a_panic() {
        let mut session = Session::default();
        assert_eq!(session.take(&[9, 9, 9]).map(|heard| heard.len()), Err(DecodeError));
    }
}
