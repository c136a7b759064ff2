//! renet's configuration on the server's side, from `hiroba_shared::protocol::channel` and from nothing else. The
//! client's side (`hiroba_viewer::session`) reads the same list; a test compares the two.

use std::time::Duration;

use hiroba_shared::protocol::channel::{self, Channel, Delivery};
use renet::{ChannelConfig, ConnectionConfig, SendType};

/// The configuration of the server's end of every link.
#[must_use]
pub fn connection_config() -> ConnectionConfig {
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
    #[test]
    fn both_ends_of_a_link_set_renet_up_alike() {
        let (ours, theirs) = (super::connection_config(), hiroba_viewer::session::connection());
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
    }
}
