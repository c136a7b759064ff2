//! renet's channels as both sides configure them: numbers, guarantees and memory.

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
