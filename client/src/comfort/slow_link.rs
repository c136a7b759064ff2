//! Whether the link is too slow for everything: judged second by second from the snapshots that arrive.
//!
//! Pure. Several bad seconds among the last eight make a link slow; only a long good time makes it quick again, and
//! each relapse asks for a longer one, so that the modes do not alternate. Silence alone proves nothing: a window that
//! nobody looks at gets no snapshots.

use bevy::prelude::Resource;
use hiroba_shared::protocol::session::Pace;

/// A second is bad when more than this share of its snapshots was lost, of at least so many.
const LOST_SHARE: f64 = 0.15;
const LEAST_LOST: u32 = 2;
/// Or when one came so many seconds later than it should have.
const LATE: f64 = 0.4;
/// So many bad seconds of the last eight make a link slow.
const BAD_SECONDS: u32 = 5;
/// Good seconds in a row after which a link is quick again: at first, and at most.
const PATIENCE: (u32, u32) = (30, 240);

/// What is known of the link.
#[derive(Debug, Clone, Resource)]
pub struct LinkWatch {
    pace: Pace,
    second: Second,
    newest: Option<(u16, f64)>,
    /// The last eight judged seconds, newest lowest; a bit is set for a bad one.
    bad: u8,
    good_in_a_row: u32,
    patience: u32,
    slow: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Second {
    began: f64,
    arrived: u32,
    missed: u32,
    longest: f64,
}

impl Default for LinkWatch {
    fn default() -> Self {
        Self {
            pace: Pace::Full,
            second: Second::default(),
            newest: None,
            bad: 0,
            good_in_a_row: 0,
            patience: PATIENCE.0,
            slow: false,
        }
    }
}

impl LinkWatch {
    /// Notes the arrival of snapshot `number` at `now`, in seconds.
    pub fn note(&mut self, number: u16, now: f64) {
        self.second.arrived += 1;
        let Some((newest, at)) = self.newest else {
            self.newest = Some((number, now));
            return;
        };
        let ahead = number.wrapping_sub(newest);
        if ahead >= 0x8000 {
            // One that was counted as missed came after all.
            self.second.missed = self.second.missed.saturating_sub(1);
            return;
        }
        // Far ahead is another link, which begins to count anew.
        if ahead <= 100 {
            self.second.missed += u32::from(ahead.saturating_sub(1));
            self.second.longest = self.second.longest.max(now - at);
        }
        self.newest = Some((number, now));
    }

    /// Lets time pass; `frame` is how long the last frame took, during which nothing could be noted.
    pub fn pass(&mut self, now: f64, frame: f64) {
        if frame > 1.0 {
            // The program itself stood still: whatever came late came late for that.
            self.begin(now);
            self.newest = None;
        }
        if now - self.second.began < 1.0 {
            return;
        }
        let Second { arrived, missed, longest, .. } = self.second;
        if arrived > 0 {
            let sent = f64::from(arrived + missed);
            let lossy = missed >= LEAST_LOST && f64::from(missed) > LOST_SHARE * sent;
            self.judge(lossy || longest > self.interval() + LATE + frame);
        }
        self.begin(now);
    }

    /// The venue was asked for another pace.
    pub fn expect(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Whether the link is too slow for the full pace.
    #[must_use]
    pub const fn is_slow(&self) -> bool {
        self.slow
    }

    fn begin(&mut self, now: f64) {
        self.second = Second { began: now, ..Second::default() };
    }

    const fn interval(&self) -> f64 {
        match self.pace {
            Pace::Full => 0.05,
            Pace::Low => 0.2,
        }
    }

    fn judge(&mut self, bad: bool) {
        self.bad = self.bad << 1 | u8::from(bad);
        self.good_in_a_row = if bad { 0 } else { self.good_in_a_row.saturating_add(1) };
        if !self.slow && self.bad.count_ones() >= BAD_SECONDS {
            self.slow = true;
        } else if self.slow && self.good_in_a_row >= self.patience {
            self.slow = false;
            self.bad = 0;
            self.patience = (self.patience * 2).min(PATIENCE.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A link on a clock: each second `arrivals` come evenly, of so many sent.
    struct Stage {
        watch: LinkWatch,
        now: f64,
        number: u16,
    }

    impl Stage {
        fn new() -> Self {
            Self { watch: LinkWatch::default(), now: 0.0, number: 0 }
        }

        fn seconds(&mut self, seconds: u32, sent: u16, arrives: impl Fn(u16) -> bool) {
            for _ in 0..seconds {
                for n in 0..sent {
                    self.now += 1.0 / f64::from(sent);
                    self.number = self.number.wrapping_add(1);
                    if arrives(n) {
                        self.watch.note(self.number, self.now);
                    }
                    self.watch.pass(self.now, 0.016);
                }
            }
        }
    }

    #[test]
    fn an_even_link_is_never_slow_and_neither_is_one_with_a_few_losses() {
        let mut stage = Stage::new();
        stage.seconds(60, 20, |n| n % 20 != 7);
        assert!(!stage.watch.is_slow());
    }

    #[test]
    fn a_link_that_loses_a_third_is_slow_after_some_seconds_but_not_after_one() {
        let mut stage = Stage::new();
        stage.seconds(2, 20, |n| n % 3 != 0);
        assert!(!stage.watch.is_slow());
        stage.seconds(6, 20, |n| n % 3 != 0);
        assert!(stage.watch.is_slow());
    }

    #[test]
    fn a_link_that_delivers_in_bursts_is_slow() {
        let mut stage = Stage::new();
        // Ten at once every half second: nothing is lost, but all of it is late.
        for _ in 0..20 {
            stage.now += 0.5;
            for _ in 0..10 {
                stage.number += 1;
                stage.watch.note(stage.number, stage.now);
            }
            stage.watch.pass(stage.now, 0.016);
        }
        assert!(stage.watch.is_slow());
    }

    #[test]
    fn a_slow_link_is_quick_again_after_half_a_minute_and_then_only_after_a_whole_one() {
        let mut stage = Stage::new();
        stage.seconds(8, 20, |n| n % 3 != 0);
        stage.watch.expect(Pace::Low);
        stage.seconds(20, 5, |_| true);
        assert!(stage.watch.is_slow(), "not yet");
        stage.seconds(15, 5, |_| true);
        assert!(!stage.watch.is_slow());
        stage.watch.expect(Pace::Full);
        stage.seconds(8, 20, |n| n % 3 != 0);
        stage.seconds(40, 20, |_| true);
        assert!(stage.watch.is_slow(), "a relapse asks for more patience");
        stage.seconds(25, 20, |_| true);
        assert!(!stage.watch.is_slow());
    }

    #[test]
    fn silence_and_a_frozen_program_prove_nothing() {
        let mut stage = Stage::new();
        stage.seconds(5, 20, |_| true);
        stage.seconds(60, 20, |_| false);
        assert!(!stage.watch.is_slow());
        for _ in 0..20 {
            stage.now += 2.0;
            stage.number += 40;
            stage.watch.note(stage.number, stage.now);
            stage.watch.pass(stage.now, 2.0);
        }
        assert!(!stage.watch.is_slow());
    }
}
