//! A visitor's intents on their way to the body: numbered, in order, one per tick.
//!
//! Promises that an intent is applied at most once and never two that matter in one tick, so that nobody walks faster
//! than the rules say and a client without loss predicts its body exactly. Whether the body can go there is the
//! rules' business.

use std::collections::VecDeque;

use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::rules::movement::{Intent, Motion};

/// Most intents that wait; older ones are skipped, which a client sees as a small jump.
const MOST_WAITING: usize = 10;
/// How far ahead a stride's number may be: more than a minute of walking that never arrived.
const FARTHEST_AHEAD: u32 = 2_000;
/// Ticks without an intent after which a walking body stands.
const STARVED_TICKS: u8 = 10;

/// The intents of one visitor.
#[derive(Debug, Clone, Default, Hash)]
pub(super) struct Steps {
    waiting: VecDeque<(u32, Intent)>,
    newest: u32,
    applied: u32,
    starved: u8,
}

/// A stride with numbers far off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OddStride;

impl Steps {
    /// Queues the intents of a stride that are new.
    ///
    /// # Errors
    /// When the stride's numbers are far ahead of the last ones; nothing is queued then.
    pub(super) fn take_in(&mut self, stride: &Stride) -> Result<(), OddStride> {
        if stride.last > self.newest.saturating_add(FARTHEST_AHEAD) {
            return Err(OddStride);
        }
        let count = u32::try_from(stride.intents.len()).unwrap_or(0);
        let first = stride.last.saturating_sub(count).saturating_add(1);
        for (number, intent) in (first..=stride.last).zip(&stride.intents) {
            if number > self.newest {
                self.newest = number;
                self.waiting.push_back((number, *intent));
            }
        }
        while self.waiting.len() > MOST_WAITING {
            self.pop();
        }
        Ok(())
    }

    /// The intent of this tick. Stays that change nothing do not cost a tick of their own.
    pub(super) fn next(&mut self, motion: Motion) -> Option<Intent> {
        let rests = matches!(motion, Motion::Standing | Motion::Seated);
        let mut intent = self.pop()?;
        while intent == Intent::Stay && rests {
            let Some(after) = self.pop() else { break };
            intent = after;
        }
        self.starved = 0;
        Some(intent)
    }

    /// Drops waiting stays and says whether an intent to move comes next; for a body that is led.
    pub(super) fn wants_to_move(&mut self) -> bool {
        while let Some((_, Intent::Stay)) = self.waiting.front() {
            self.pop();
        }
        !self.waiting.is_empty()
    }

    /// Notes a tick without an intent; answers true once it is time for a walking body to stand.
    pub(super) fn starve(&mut self) -> bool {
        self.starved = self.starved.saturating_add(1);
        self.starved >= STARVED_TICKS
    }

    /// Number of the last intent applied or skipped.
    pub(super) fn applied(&self) -> u32 {
        self.applied
    }

    /// Skips whatever waits: the visitor looked away or their link broke.
    pub(super) fn skip_all(&mut self) {
        while self.pop().is_some() {}
    }

    fn pop(&mut self) -> Option<Intent> {
        let (number, intent) = self.waiting.pop_front()?;
        self.applied = number;
        Some(intent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::units::Facing;

    const EAST: Intent = Intent::Walk(Facing::East);

    fn stride(last: u32, intents: &[Intent]) -> Stride {
        Stride { last, intents: intents.to_vec(), ..Stride::default() }
    }

    #[test]
    fn repeated_intents_are_applied_once() {
        let mut steps = Steps::default();
        steps.take_in(&stride(1, &[EAST])).unwrap();
        steps.take_in(&stride(2, &[EAST, EAST])).unwrap();
        steps.take_in(&stride(1, &[EAST])).unwrap();
        let applied = std::iter::from_fn(|| steps.next(Motion::Walking)).count();
        assert_eq!((applied, steps.applied()), (2, 2));
    }

    #[test]
    fn a_stay_that_changes_nothing_costs_no_tick_and_one_that_stops_does() {
        let mut steps = Steps::default();
        steps.take_in(&stride(4, &[Intent::Stay, EAST, Intent::Stay, EAST])).unwrap();
        assert_eq!(steps.next(Motion::Standing), Some(EAST));
        assert_eq!(steps.next(Motion::Walking), Some(Intent::Stay));
        assert_eq!(steps.next(Motion::Standing), Some(EAST));
        assert_eq!(steps.next(Motion::Walking), None);
    }

    #[test]
    fn a_heap_of_intents_is_cut_to_the_newest() {
        let mut steps = Steps::default();
        steps.take_in(&stride(32, &[EAST; 32])).unwrap();
        assert_eq!(steps.applied(), 22);
        assert_eq!(std::iter::from_fn(|| steps.next(Motion::Walking)).count(), MOST_WAITING);
    }

    #[test]
    fn numbers_far_ahead_are_odd_and_change_nothing() {
        let mut steps = Steps::default();
        assert_eq!(steps.take_in(&stride(u32::MAX, &[EAST; 32])), Err(OddStride));
        assert_eq!(steps.next(Motion::Standing), None);
        steps.take_in(&stride(1, &[EAST])).unwrap();
        assert_eq!(steps.next(Motion::Standing), Some(EAST));
    }
}
