//! Whether the features still take what the link reports: a window that draws no frames is a visitor who is away.
//!
//! Operating systems stop the frames of hidden windows without a word. The link notices, says so to the venue, and
//! keeps no snapshots nobody will draw.

use std::sync::atomic::{AtomicBool, Ordering};

/// Checks without a look from the features after which nobody looks.
const PATIENCE: u32 = 60;

/// Set by the features, taken by the link.
#[derive(Debug, Default)]
pub(super) struct Attention(AtomicBool);

/// What the link makes of it.
#[derive(Debug, Default)]
pub(super) struct Watch {
    unseen: u32,
}

impl Attention {
    /// The features looked.
    pub(super) fn pay(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Watch {
    /// Checks, 20 times a second; answers when it changed whether anybody looks: true for away.
    pub(super) fn check(&mut self, attention: &Attention) -> Option<bool> {
        if attention.0.swap(false, Ordering::Relaxed) {
            let was_away = self.is_away();
            self.unseen = 0;
            return was_away.then_some(false);
        }
        self.unseen = self.unseen.saturating_add(1);
        (self.unseen == PATIENCE).then_some(true)
    }

    /// Whether nobody looks.
    pub(super) const fn is_away(&self) -> bool {
        self.unseen >= PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stops_looking_is_away_once_and_back_at_the_first_look() {
        let (attention, mut watch) = (Attention::default(), Watch::default());
        attention.pay();
        let changes: Vec<bool> = (0..200).filter_map(|_| watch.check(&attention)).collect();
        assert_eq!(changes, [true]);
        attention.pay();
        assert_eq!(watch.check(&attention), Some(false));
    }
}
