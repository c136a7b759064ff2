//! How much a link may send: a token bucket on frames and on bytes, counted in venue time.
//!
//! Generous to a client that stalled for some seconds and catches up, and deaf to one that floods. It only says yes
//! or no; what is over is dropped and counted by the hub, and renet on the other side repeats what mattered.

use std::time::Duration;

/// Frames per second a link may send for long; a client sends 20.
const FRAMES_PER_SECOND: u64 = 30;
/// Frames a link may send at once.
const FRAME_BURST: u64 = 90;
/// Bytes per second a link may send for long; a client sends some 2,000.
const BYTES_PER_SECOND: u64 = 16_000;
/// Bytes a link may send at once.
const BYTE_BURST: u64 = 48_000;
/// Parts of a token, so that short ticks add up exactly.
const PARTS: u64 = 1_000_000;

/// What a link may still send now.
#[derive(Debug, Clone)]
pub struct Allowance {
    frame_parts: u64,
    byte_parts: u64,
}

impl Allowance {
    /// A full one.
    #[must_use]
    pub const fn full() -> Self {
        Self { frame_parts: FRAME_BURST * PARTS, byte_parts: BYTE_BURST * PARTS }
    }

    /// Time passed.
    pub fn refill(&mut self, passed: Duration) {
        let micros = u64::try_from(passed.as_micros()).unwrap_or(u64::MAX);
        let refilled =
            |parts: u64, rate: u64, burst: u64| parts.saturating_add(micros.saturating_mul(rate)).min(burst * PARTS);
        self.frame_parts = refilled(self.frame_parts, FRAMES_PER_SECOND, FRAME_BURST);
        self.byte_parts = refilled(self.byte_parts, BYTES_PER_SECOND, BYTE_BURST);
    }

    /// Takes one frame of `bytes` out, if there is room for it.
    pub fn take(&mut self, bytes: usize) -> bool {
        let byte_parts = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(PARTS);
        if self.frame_parts < PARTS || self.byte_parts < byte_parts {
            return false;
        }
        self.frame_parts -= PARTS;
        self.byte_parts -= byte_parts;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_per_second(bytes: usize, seconds: u64) -> u64 {
        let mut allowance = Allowance::full();
        while allowance.take(bytes) {}
        let mut taken = 0;
        for _ in 0..seconds * 20 {
            allowance.refill(Duration::from_millis(50));
            while allowance.take(bytes) {
                taken += 1;
            }
        }
        taken / seconds
    }

    #[test]
    fn a_flood_of_small_frames_is_cut_to_the_frame_rate() {
        assert_eq!(taken_per_second(10, 10), FRAMES_PER_SECOND);
    }

    #[test]
    fn a_flood_of_large_frames_is_cut_to_the_byte_rate() {
        assert_eq!(taken_per_second(1_600, 10), 10);
    }

    #[test]
    fn a_client_that_stalled_for_three_seconds_may_catch_up() {
        let mut allowance = Allowance::full();
        assert_eq!((0..80).filter(|_| allowance.take(100)).count(), 80);
    }
}
