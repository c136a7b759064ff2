//! Time since a visit began, which goes on while a laptop sleeps.
//!
//! The browser's steady clock may stand still in sleep and the clock on the wall may be set; whichever moved more since
//! the last look counts, and neither goes back.

use std::time::Duration;

/// Seconds a link could not have survived are enough; more would only make sums overflow.
const LONGEST_STEP_MS: f64 = 24.0 * 3_600.0 * 1_000.0;

/// A clock that began with its visit.
pub(super) struct Clock {
    passed: Duration,
    steady: f64,
    wall: f64,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { passed: Duration::ZERO, steady: steady(), wall: js_sys::Date::now() }
    }

    pub(super) fn now(&mut self) -> Duration {
        let (steady, wall) = (steady(), js_sys::Date::now());
        let step = (steady - self.steady).max(wall - self.wall).clamp(0.0, LONGEST_STEP_MS);
        (self.steady, self.wall) = (steady, wall);
        self.passed += Duration::from_secs_f64(step / 1_000.0);
        self.passed
    }
}

/// Milliseconds of the page's own clock.
fn steady() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}
