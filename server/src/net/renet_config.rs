//! renet's configuration, built from the numbers in `hiroba_shared::protocol::channel` and from nothing else, so that
//! server and clients agree. The unreliable channel drains first: a snapshot is small and must not wait behind a
//! backlog of reliable messages.

use std::time::Duration;

use hiroba_shared::protocol::channel;
use renet::{ChannelConfig, ConnectionConfig, SendType};

/// The configuration of both ends of every link.
#[must_use]
pub fn connection_config() -> ConnectionConfig {
    let channels = vec![
        ChannelConfig {
            channel_id: channel::UNRELIABLE,
            max_memory_usage_bytes: channel::UNRELIABLE_MEMORY_BYTES,
            send_type: SendType::Unreliable,
        },
        ChannelConfig {
            channel_id: channel::RELIABLE,
            max_memory_usage_bytes: channel::RELIABLE_MEMORY_BYTES,
            send_type: SendType::ReliableOrdered { resend_time: Duration::from_millis(channel::RESEND_MS) },
        },
    ];
    ConnectionConfig {
        available_bytes_per_tick: channel::BYTES_PER_TICK,
        server_channels_config: channels.clone(),
        client_channels_config: channels,
    }
}
