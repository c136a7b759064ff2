//! Whether the features still take what the link reports: a window that draws no frames is a visitor who is away.
//!
//! Operating systems stop the frames of hidden windows without a word; the link notices.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Without a look from the features for this long, nobody looks.
const PATIENCE: Duration = Duration::from_secs(2);

/// Set by the features, taken by the link.
#[derive(Debug, Default)]
pub(super) struct Attention(AtomicBool);

/// What the link makes of it.
#[derive(Debug, Default)]
pub(super) struct Watch {
    seen: Duration,
    away: bool,
}

impl Attention {
    /// The features looked.
    pub(super) fn pay(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Watch {
    /// Checks; answers when it changed whether anybody looks.
    pub(super) fn check(&mut self, attention: &Attention, now: Duration) -> Option<bool> {
        if attention.0.swap(false, Ordering::Relaxed) {
            self.seen = now;
        }
        let away = now >= self.seen + PATIENCE;
        (std::mem::replace(&mut self.away, away) != away).then_some(!away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stops_looking_is_away_once_and_back_at_the_first_look() {
        let (attention, mut watch) = (Attention::default(), Watch::default());
        attention.pay();
        let changes: Vec<bool> =
            (0..200).filter_map(|check| watch.check(&attention, Duration::from_millis(50 * check))).collect();
        assert_eq!(changes, [false]);
        attention.pay();
        assert_eq!(watch.check(&attention, Duration::from_secs(11)), Some(true));
    }
}
