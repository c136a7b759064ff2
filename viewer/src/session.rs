//! One visitor's side of renet without a socket: frames in and out, messages in and out.
//!
//! Whoever carries the link gives it frames and time, and sends what it packs, 20 times a second. Bytes that cannot be
//! understood end the session; they never panic here.

use std::time::Duration;

use hiroba_shared::protocol::channel::{self, Channel, Delivery};
use hiroba_shared::protocol::codec::{self, DecodeError, MAX_MESSAGE_BYTES};
use hiroba_shared::protocol::parts::{self, Joiner};
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::{FromClient, FromServer, frame};
use renet::{ChannelConfig, ConnectionConfig, RenetClient, SendType};

/// A session on an accepted link.
#[derive(Debug)]
pub struct Session {
    renet: RenetClient,
    joiner: Joiner,
}

/// Something the venue sent.
#[derive(Debug, Clone, PartialEq)]
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
        self.say_bytes(&codec::encode(message));
    }

    /// Queues any bytes as a reliable message: what a venue does with garbage is tested by this.
    pub fn say_bytes(&mut self, message: &[u8]) {
        for part in parts::split(message) {
            self.queue(channel::RELIABLE, part);
        }
    }

    /// Queues a stride; whatever is not sent soon is dropped.
    pub fn stride(&mut self, stride: Vec<u8>) {
        self.queue(channel::UNRELIABLE, stride);
    }

    /// Queues bytes on a channel as they are.
    pub fn queue(&mut self, channel: u8, bytes: Vec<u8>) {
        self.renet.send_message(channel, bytes);
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

    /// Round trip as renet measures it, waits for ticks included.
    #[must_use]
    pub fn rtt(&self) -> Duration {
        Duration::try_from_secs_f64(self.renet.rtt()).unwrap_or_default()
    }

    /// Whether the session can go on; it cannot when too much piled up unsent.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.renet.is_connected()
    }
}

/// renet as [`channel::CHANNELS`] says it: the same on the venue's side.
#[must_use]
pub fn connection() -> ConnectionConfig {
    let channels: Vec<ChannelConfig> = channel::CHANNELS.into_iter().map(configured).collect();
    ConnectionConfig {
        available_bytes_per_tick: channel::BYTES_PER_TICK,
        server_channels_config: channels.clone(),
        client_channels_config: channels,
    }
}

fn configured(channel: Channel) -> ChannelConfig {
    let send_type = match channel.delivery {
        Delivery::Once => SendType::Unreliable,
        Delivery::InOrder { resend_ms } => SendType::ReliableOrdered { resend_time: Duration::from_millis(resend_ms) },
    };
    ChannelConfig { channel_id: channel.number, max_memory_usage_bytes: channel.memory_bytes, send_type }
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
