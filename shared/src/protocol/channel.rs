//! renet's channels, the one list from which both sides configure them: numbers, guarantees, memory, priority.

/// The channel of steps (upward) and snapshots (downward): newest wins, nothing is resent.
pub const UNRELIABLE: u8 = 0;
/// The channel of everything else: reliable and in order.
pub const RELIABLE: u8 = 1;
/// Unreliable memory per client and direction, in bytes.
pub const UNRELIABLE_MEMORY_BYTES: usize = 32 * 1024;
/// Reliable memory per client and direction, in bytes; a client that lets more pile up is disconnected.
pub const RELIABLE_MEMORY_BYTES: usize = 256 * 1024;
/// After how many milliseconds an unacknowledged reliable message is sent again.
pub const RESEND_MS: u64 = 300;
/// Most bytes renet hands out per client and tick.
pub const BYTES_PER_TICK: u64 = 8_000;

/// One channel, alike in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel {
    /// Its number.
    pub number: u8,
    /// What may wait in it, in bytes.
    pub memory_bytes: usize,
    /// What becomes of a message that is lost.
    pub delivery: Delivery,
}

/// What a channel promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Sent once.
    Once,
    /// Sent again until it arrived, and heard in order.
    InOrder {
        /// After so long without an acknowledgement.
        resend_ms: u64,
    },
}

/// All channels, in the order in which they are drained: a snapshot is small and must not wait behind a backlog of
/// reliable messages.
pub const CHANNELS: [Channel; 2] = [
    Channel { number: UNRELIABLE, memory_bytes: UNRELIABLE_MEMORY_BYTES, delivery: Delivery::Once },
    Channel {
        number: RELIABLE,
        memory_bytes: RELIABLE_MEMORY_BYTES,
        delivery: Delivery::InOrder { resend_ms: RESEND_MS },
    },
];
