//! Which tick is shown now: the venue's clock as heard here, minus a delay that hides uneven arrival.
//!
//! Pure. Two ticks plus what arrival varies, within 100 to 250 ms; it drifts slowly and jumps only when far off.

/// Ticks in one second, as a factor.
const TICKS: f64 = hiroba_shared::units::TICKS_PER_SECOND as f64;
/// Shortest and longest delay in ticks: 100 and 250 ms.
const DELAY: (f64, f64) = (2.0, 5.0);
/// Share of a new observation in the running averages.
const WEIGHT: f64 = 0.05;
/// Further off than this many ticks is another clock, not a late packet.
const ANOTHER_CLOCK: f64 = 20.0;

/// The running estimate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Playout {
    ahead: Option<f64>,
    jitter: f64,
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
            Some(_) | None => *self = Self { ahead: Some(ahead), jitter: 0.0 },
        }
    }

    /// The tick to show at `now`; `None` before the first snapshot.
    #[must_use]
    pub fn playhead(&self, now: f64) -> Option<f64> {
        let delay = (DELAY.0 + 3.0 * self.jitter).clamp(DELAY.0, DELAY.1);
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
    fn a_restarted_venue_is_followed_at_once() {
        let mut playout = Playout::default();
        playout.note(100_000, 1.0);
        playout.note(5, 2.0);
        assert!((playout.playhead(2.0).unwrap() - 3.0).abs() < 1e-6);
    }
}
