//! Which tick is shown now: the venue's clock as heard here, minus a delay that hides uneven arrival.
//!
//! Pure. Two ticks plus what arrival varies, within 100 to 250 ms; at the low pace, where a snapshot covers four ticks,
//! within 275 to 500 ms. It drifts slowly and jumps only when far off.

use hiroba_shared::protocol::session::Pace;

/// Ticks in one second, as a factor.
const TICKS: f64 = hiroba_shared::units::TICKS_PER_SECOND as f64;
/// Shortest and longest delay in ticks at the full pace: 100 and 250 ms.
const DELAY: (f64, f64) = (2.0, 5.0);
/// The same at the low pace: the time between two snapshots, and what their arrival varies.
const LOW_DELAY: (f64, f64) = (5.5, 10.0);
/// By how much of a tick the shortest delay changes with each snapshot after a change of pace.
const DRIFT: f64 = 0.25;
/// Share of a new observation in the running averages.
const WEIGHT: f64 = 0.05;
/// Further off than this many ticks is another clock, not a late packet.
const ANOTHER_CLOCK: f64 = 20.0;

/// The running estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Playout {
    ahead: Option<f64>,
    jitter: f64,
    /// Shortest and longest delay in force.
    delay: (f64, f64),
    pace: Pace,
}

impl Default for Playout {
    fn default() -> Self {
        Self { ahead: None, jitter: 0.0, delay: DELAY, pace: Pace::Full }
    }
}

impl Playout {
    /// Notes that the snapshot of `tick` arrived at `now` (seconds of the local clock).
    pub fn note(&mut self, tick: u32, now: f64) {
        let ahead = f64::from(tick) - now * TICKS;
        match self.ahead {
            Some(known) if (ahead - known).abs() < ANOTHER_CLOCK => {
                self.ahead = Some(known + WEIGHT * (ahead - known));
                self.jitter += WEIGHT * ((ahead - known).abs() - self.jitter);
            }
            Some(_) | None => (self.ahead, self.jitter) = (Some(ahead), 0.0),
        }
        let (least, most) = match self.pace {
            Pace::Full => DELAY,
            Pace::Low => LOW_DELAY,
        };
        let drifted = |from: f64, to: f64| from + (to - from).clamp(-DRIFT, DRIFT);
        self.delay = (drifted(self.delay.0, least), drifted(self.delay.1, most));
    }

    /// Snapshots are to come at this pace from now on; the delay drifts to what that needs.
    pub fn expect(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// The tick to show at `now`; `None` before the first snapshot.
    #[must_use]
    pub fn playhead(&self, now: f64) -> Option<f64> {
        let (least, most) = self.delay;
        let delay = (least + 3.0 * self.jitter).clamp(least, most.max(least));
        self.ahead.map(|ahead| now * TICKS + ahead - delay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_arrival_is_shown_a_tenth_of_a_second_late() {
        let mut playout = Playout::default();
        for tick in 100..200u32 {
            playout.note(tick, f64::from(tick) / TICKS);
        }
        assert!((playout.playhead(10.0).unwrap() - 198.0).abs() < 0.01);
    }

    #[test]
    fn uneven_arrival_is_shown_later_but_never_beyond_a_quarter_second() {
        let mut playout = Playout::default();
        for tick in 100..400u32 {
            let late = if tick % 2 == 0 { 0.0 } else { 0.2 };
            playout.note(tick, f64::from(tick) / TICKS + late);
        }
        let delay = 400.0 - playout.playhead(20.0).unwrap();
        assert!((3.0..=8.0).contains(&delay), "{delay}");
    }

    #[test]
    fn at_the_low_pace_the_delay_covers_the_way_to_the_next_snapshot_and_changes_without_a_jump() {
        let mut playout = Playout::default();
        playout.note(100, 5.0);
        playout.expect(Pace::Low);
        let mut before = playout.playhead(5.0).unwrap();
        for tick in (104..400u32).step_by(4) {
            let now = f64::from(tick) / TICKS;
            playout.note(tick, now);
            let playhead = playout.playhead(now).unwrap();
            assert!(playhead > before, "time never runs backwards");
            before = playhead;
        }
        assert!((400.0 - playout.playhead(20.0).unwrap() - LOW_DELAY.0).abs() < 0.01);
    }

    #[test]
    fn a_restarted_venue_is_followed_at_once() {
        let mut playout = Playout::default();
        playout.note(100_000, 1.0);
        playout.note(5, 2.0);
        assert!((playout.playhead(2.0).unwrap() - 3.0).abs() < 1e-6);
    }
}
