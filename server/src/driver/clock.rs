//! The clock of the server: what time it is, how long something took, and waiting for a tick.
#![expect(clippy::disallowed_methods, reason = "this is the one place the driver and its edges read a clock from")]

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};

use crate::venue::input::UnixSeconds;

/// What time it is.
#[must_use]
pub fn unix_now() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    UnixSeconds(i64::try_from(since).unwrap_or(i64::MAX))
}

/// A moment to measure from.
pub(super) fn moment() -> Instant {
    Instant::now()
}

/// CPU time this thread has used.
pub(super) fn thread_cpu() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanos)
}

/// Lets the driver's thread rest until its next tick.
pub(super) fn rest(time: Duration) {
    thread::sleep(time);
}
