//! A line of visitors who wait for something costly: first come, first served, and nobody stands in it twice.
//!
//! Hence never longer than the venue's people, whatever they ask for and however often.

use std::collections::{BTreeSet, VecDeque};

use hiroba_shared::ids::VisitorId;

/// Who waits.
#[derive(Debug, Default, Hash)]
pub(super) struct Line {
    order: VecDeque<VisitorId>,
    waiting: BTreeSet<VisitorId>,
}

impl Line {
    /// Goes to the end of the line, unless already in it.
    pub(super) fn join(&mut self, visitor: VisitorId) {
        if self.waiting.insert(visitor) {
            self.order.push_back(visitor);
        }
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Takes the one who has waited longest out of the line.
    pub(super) fn next(&mut self) -> Option<VisitorId> {
        let visitor = self.order.pop_front()?;
        self.waiting.remove(&visitor);
        Some(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_twice_and_the_first_comes_first() {
        let mut line = Line::default();
        [3, 1, 3, 2, 1].map(VisitorId).into_iter().for_each(|visitor| line.join(visitor));
        let served: Vec<_> = std::iter::from_fn(|| line.next()).collect();
        assert_eq!(served, [3, 1, 2].map(VisitorId));
    }
}
