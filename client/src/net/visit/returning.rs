//! How coming back goes: how often it was tried, how long to wait before the next try, and which refusals pass.
//!
//! Pauses double up to ten seconds. A venue that names a pause gets it, within reason.

use std::time::Duration;

use hiroba_shared::refusal::{Farewell, Refusal};

use crate::net::port::FromLink;

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// Longest pause that a venue may ask for.
const LONGEST_WISHED: Duration = Duration::from_secs(60);

/// The tries since the link broke.
#[derive(Debug, Clone, Copy)]
pub(super) struct Returning {
    tries: u32,
    pause: Duration,
    /// What the venue said before.
    pub(super) farewell: Option<Farewell>,
}

impl Default for Returning {
    fn default() -> Self {
        Self { tries: 0, pause: FIRST_PAUSE, farewell: None }
    }
}

impl Returning {
    /// One try more: what to report of it, and how long to wait before it.
    pub(super) fn again(&mut self, refusal: Option<Refusal>) -> (FromLink, Duration) {
        self.tries = self.tries.saturating_add(1);
        let wished = refusal.map_or(Duration::ZERO, wished_pause);
        let pause = self.pause.max(wished);
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        (FromLink::Broken { tries: self.tries, farewell: self.farewell, refusal }, pause)
    }
}

/// Whether trying again later has a chance.
pub(super) const fn is_passing(refusal: Refusal) -> bool {
    matches!(refusal, Refusal::NotReady | Refusal::TooFast { .. } | Refusal::Full { .. } | Refusal::NotStored)
}

fn wished_pause(refusal: Refusal) -> Duration {
    let Refusal::TooFast { retry_ms } = refusal else { return Duration::ZERO };
    Duration::from_millis(u64::from(retry_ms)).min(LONGEST_WISHED)
}
