//! How much time passed, by two clocks of which neither can be trusted alone.
//!
//! Pure. The browser's steady clock may stand still in sleep and the clock on the wall may be set; whichever moved more
//! since the last look counts, and time never goes back.

use std::time::Duration;

/// Seconds a link could not have survived are enough; more would only make sums overflow.
const LONGEST_STEP_MS: f64 = 24.0 * 3_600.0 * 1_000.0;

/// What two clocks show, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// The clock that is never set.
    pub steady: f64,
    /// The clock that goes on in sleep.
    pub wall: f64,
}

/// The time since a beginning.
#[derive(Debug, Clone)]
pub struct Passing {
    passed: Duration,
    seen: Shown,
}

impl Passing {
    /// Begins when the clocks show this.
    #[must_use]
    pub const fn since(seen: Shown) -> Self {
        Self { passed: Duration::ZERO, seen }
    }

    /// The time that passed when they show this.
    pub fn at(&mut self, now: Shown) -> Duration {
        let step = (now.steady - self.seen.steady).max(now.wall - self.seen.wall);
        self.seen = now;
        // A clock that shows nonsense moved nothing.
        let step = if step.is_nan() { 0.0 } else { step.clamp(0.0, LONGEST_STEP_MS) };
        self.passed += Duration::from_secs_f64(step / 1_000.0);
        self.passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(shown: &[(f64, f64)]) -> Vec<f64> {
        let ms = |(steady, wall): &(f64, f64)| Shown { steady: steady * 1_000.0, wall: wall * 1_000.0 };
        let mut passing = Passing::since(ms(&shown[0]));
        shown[1..].iter().map(|now| passing.at(ms(now)).as_secs_f64()).collect()
    }

    #[test]
    fn the_clock_that_moved_more_counts() {
        assert_eq!(seconds(&[(5.0, 900.0), (6.0, 901.0), (6.0, 4_501.0)]), [1.0, 3_601.0], "an hour of sleep");
        assert_eq!(seconds(&[(5.0, 900.0), (8.0, 900.0)]), [3.0], "a wall clock that stands");
    }

    #[test]
    fn a_clock_that_is_set_back_takes_nothing_back() {
        assert_eq!(seconds(&[(5.0, 900.0), (6.0, 100.0), (7.0, 101.0)]), [1.0, 2.0]);
        assert_eq!(seconds(&[(5.0, 900.0), (4.0, 100.0)]), [0.0]);
    }

    #[test]
    fn a_leap_of_years_and_nonsense_are_bounded() {
        assert_eq!(seconds(&[(5.0, 0.0), (6.0, 1e12)]), [86_400.0]);
        assert_eq!(seconds(&[(5.0, 0.0), (f64::NAN, f64::NAN)]), [0.0]);
    }
}
