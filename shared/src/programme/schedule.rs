//! When items really begin: what ran over moves the rest, and gaps between items take it up first.
//!
//! Pure: the same plan at the same moment gives the same times on both sides, so that nothing has to be sent while an
//! item runs over. The order of the items is never changed, and no two of them overlap.

use alloc::vec::Vec;

use super::{Item, Run};

/// When an item begins and ends, as far as can be said at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// Its beginning, Unix seconds.
    pub start: i64,
    /// Its end, Unix seconds.
    pub end: i64,
}

/// When each item is to be expected at the moment `now`.
#[must_use]
pub fn expected<'a>(items: impl IntoIterator<Item = &'a Item>, now: i64) -> Vec<Expected> {
    // Nothing that waits begins before what comes before it has ended.
    let mut free = i64::MIN;
    let mut times = Vec::new();
    for item in items {
        let length = item.what.length.seconds();
        let time = match item.run {
            Run::Over { began, ended } => Expected { start: began, end: ended },
            Run::Running { began } => Expected { start: began, end: began.saturating_add(length).max(now) },
            Run::Waiting => {
                let start = item.what.start.max(free).max(now);
                Expected { start, end: start.saturating_add(length) }
            }
        };
        free = free.max(time.end);
        times.push(time);
    }
    times
}

/// Seconds left of a running item, below zero when it runs over; `None` when it does not run.
#[must_use]
pub fn left(item: &Item, now: i64) -> Option<i64> {
    let Run::Running { began } = item.run else { return None };
    Some(began.saturating_add(item.what.length.seconds()).saturating_sub(now))
}

/// The first item that waits behind the running one, or behind the last one that is over.
pub fn next<'a>(items: impl IntoIterator<Item = &'a Item>) -> Option<&'a Item> {
    let mut next = None;
    for item in items {
        next = if item.run == Run::Waiting { next.or(Some(item)) } else { None };
    }
    next
}

/// The item that runs.
pub fn current<'a>(items: impl IntoIterator<Item = &'a Item>) -> Option<&'a Item> {
    items.into_iter().find(|item| matches!(item.run, Run::Running { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ItemId, RoomId};
    use crate::profile::Language;
    use crate::programme::{ItemDraft, ItemKind, Minutes, RoomRules, Speakers, Titles};
    use crate::text::ItemTitle;
    use alloc::vec;
    use proptest::prelude::*;

    fn item(id: u32, start: i64, minutes: u16, run: Run) -> Item {
        let titles = vec![(Language::new("en").unwrap(), ItemTitle::new("A talk").unwrap())];
        let what = ItemDraft {
            titles: Titles::new(titles).unwrap(),
            speakers: Speakers::default(),
            kind: ItemKind::Talk,
            room: RoomId(0),
            start,
            length: Minutes::new(minutes).unwrap(),
            rules: RoomRules::default(),
        };
        Item { id: ItemId(id), what, run }
    }

    fn starts(items: &[Item], now: i64) -> Vec<i64> {
        expected(items, now).iter().map(|time| time.start).collect()
    }

    #[test]
    fn a_gap_takes_up_what_ran_over_before_the_rest_moves() {
        let minute = 60;
        let items = [
            item(1, 0, 10, Run::Running { began: 0 }),
            item(2, 10 * minute, 10, Run::Waiting),
            item(3, 25 * minute, 10, Run::Waiting),
        ];
        assert_eq!(starts(&items, 5 * minute), [0, 10 * minute, 25 * minute]);
        assert_eq!(starts(&items, 14 * minute), [0, 14 * minute, 25 * minute]);
        assert_eq!(starts(&items, 17 * minute), [0, 17 * minute, 27 * minute]);
    }

    #[test]
    fn what_ended_early_leaves_the_rest_where_it_was_planned() {
        let items = [item(1, 0, 10, Run::Over { began: 0, ended: 60 }), item(2, 600, 10, Run::Waiting)];
        assert_eq!(starts(&items, 100), [0, 600]);
    }

    #[test]
    fn the_next_item_is_the_one_behind_whatever_was_begun_last() {
        let over = Run::Over { began: 0, ended: 60 };
        let items = [item(1, 0, 1, over), item(2, 60, 1, Run::Waiting), item(3, 120, 1, Run::Running { began: 120 })];
        assert_eq!((current(&items).map(|item| item.id), next(&items)), (Some(ItemId(3)), None));
        assert_eq!(next(&items[..2]).map(|item| item.id), Some(ItemId(2)));
    }

    /// A programme whose first items are over, one of which may run.
    fn programme() -> impl Strategy<Value = (Vec<Item>, i64)> {
        let plan = prop::collection::vec((0i64..40_000, 1u16..90), 1..30);
        (plan, 0usize..30, 0i64..90_000, any::<bool>()).prop_map(|(plan, begun, now, runs)| {
            let count = plan.len();
            let items = plan.into_iter().enumerate().map(|(at, (start, minutes))| {
                let id = u32::try_from(at).unwrap();
                let run = match begun.min(count) {
                    begun if runs && at + 1 == begun => Run::Running { began: now - i64::from(minutes) * 30 },
                    begun if at < begun => Run::Over { began: start, ended: start + 60 },
                    _ => Run::Waiting,
                };
                item(id, start, minutes, run)
            });
            (items.collect(), now)
        })
    }

    proptest! {
        #[test]
        fn what_waits_keeps_its_order_never_overlaps_and_begins_neither_early_nor_later_than_it_must(
            (items, now) in programme()
        ) {
            let times = expected(&items, now);
            prop_assert_eq!(times.len(), items.len());
            let mut free = i64::MIN;
            for (item, time) in items.iter().zip(&times) {
                if item.run == Run::Waiting {
                    prop_assert!(time.start >= free && time.start >= item.what.start && time.start >= now);
                    let must = time.start == item.what.start || time.start == free || time.start == now;
                    prop_assert!(must, "it waits for nothing");
                    prop_assert_eq!(time.end - time.start, item.what.length.seconds());
                }
                free = free.max(time.end);
            }
        }

        #[test]
        fn times_only_move_later_while_an_item_runs_over((items, now) in programme(), later in 0i64..9_000) {
            let (before, after) = (expected(&items, now), expected(&items, now + later));
            prop_assert!(before.iter().zip(&after).all(|(a, b)| a.start <= b.start && a.end <= b.end));
        }
    }
}
