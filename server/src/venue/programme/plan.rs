//! The items of a programme and what can be done with them: pure, each deed makes a new plan or is refused.
//!
//! Promises that at most one item runs, that no id is given twice, not even after an undo, and that there are never more
//! than [`MOST_ITEMS`].
//! Who may do it, and when it takes effect, is not decided here.

use std::sync::Arc;

use hiroba_shared::ids::{ItemId, RoomId};
use hiroba_shared::programme::{Item, ItemDraft, MOST_ITEMS, Minutes, Run};
use hiroba_shared::refusal::Refusal;

use crate::venue::record::programme::{KeptItem, KeptProgramme};
use crate::venue::room::Rooms;

/// Something done with a programme.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// It begins.
    Open,
    /// An item begins; what runs ends.
    Start(ItemId),
    /// This item, which runs, ends.
    End(ItemId),
    /// A new item.
    Add {
        /// What it is about.
        what: Box<ItemDraft>,
        /// Before which item; at the end without one.
        before: Option<ItemId>,
        /// Whether its start is one of an opened programme.
        open: bool,
    },
    /// An item is about something else.
    Change {
        /// Which.
        item: ItemId,
        /// The digest of what it was about for whoever changes it.
        was: u64,
        /// What it is about now.
        what: Box<ItemDraft>,
    },
    /// An item is planned to last longer.
    Longer(ItemId, Minutes),
    /// An item goes before another, or to the end.
    Move(ItemId, Option<ItemId>),
    /// An item is taken out.
    Remove(ItemId),
}

/// A programme at a moment. Copies share their items.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) open: bool,
    items: Vec<Arc<Item>>,
    next: u32,
}

impl Plan {
    /// The plan that was kept, in these rooms; an item of a room that is gone takes place in the first.
    pub(super) fn of(kept: KeptProgramme, rooms: &Rooms) -> Self {
        let KeptProgramme { source: _, open, next, items } = kept;
        let item = |kept: KeptItem| {
            let KeptItem { item, titles, speakers, kind, room, start, length, rules, run } = kept;
            let room = rooms.named(&room).unwrap_or(RoomId(0));
            let what = ItemDraft { titles, speakers, kind, room, start, length, rules };
            Arc::new(Item { id: item, what, run })
        };
        Self { open, items: items.into_iter().take(MOST_ITEMS).map(item).collect(), next }
    }

    /// The plan as it is kept.
    pub(super) fn to_keep(&self, rooms: &Rooms, source: &str) -> KeptProgramme {
        let item = |item: &Arc<Item>| {
            let Item { id, what, run } = item.as_ref().clone();
            let ItemDraft { titles, speakers, kind, room, start, length, rules } = what;
            let room = rooms.get(room).map(|room| room.name.clone()).unwrap_or_default();
            KeptItem { item: id, titles, speakers, kind, room, start, length, rules, run }
        };
        let items = self.items.iter().map(item).collect();
        KeptProgramme { source: source.to_owned(), open: self.open, next: self.next, items }
    }

    /// The items in order.
    pub(super) fn items(&self) -> impl ExactSizeIterator<Item = &Item> {
        self.items.iter().map(Arc::as_ref)
    }

    /// The plan that comes in the place of another: no item has a number that the other one gave.
    pub(super) fn renumbered_after(mut self, other: &Self) -> Self {
        for (id, item) in (other.next..).zip(&mut self.items) {
            Arc::make_mut(item).id = ItemId(id);
        }
        let given = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.next = other.next.saturating_add(given);
        self
    }

    /// The plan in the place of another: numbers that the other one gave are not given again.
    pub(super) fn in_place_of(self, other: &Self) -> Self {
        Self { next: self.next.max(other.next), ..self }
    }

    /// The plan after a deed at the moment `now`.
    pub(super) fn after(&self, deed: Deed, now: i64) -> Result<Self, Refusal> {
        let mut plan = self.clone();
        match deed {
            Deed::Open => plan.begin(now)?,
            Deed::Start(item) => plan.start(item, now)?,
            Deed::End(item) => plan.end_of(item, now)?,
            Deed::Add { open, .. } if open != plan.open => return Err(Refusal::Overtaken),
            Deed::Add { what, before, .. } => plan.add(*what, before)?,
            Deed::Change { item, was, what } => plan.replace(item, was, *what)?,
            Deed::Longer(item, by) => plan.lengthen(item, by)?,
            Deed::Move(item, before) => plan.shift(item, before)?,
            Deed::Remove(item) => plan.remove(item)?,
        }
        Ok(plan)
    }

    fn begin(&mut self, now: i64) -> Result<(), Refusal> {
        if self.open || self.items.is_empty() {
            return Err(Refusal::OutOfPlace);
        }
        let first = self.items().map(|item| item.what.start).min().unwrap_or(0);
        for at in 0..self.items.len() {
            self.change(at, |item| item.what.start = item.what.start.saturating_sub(first).saturating_add(now));
        }
        self.open = true;
        Ok(())
    }

    fn start(&mut self, item: ItemId, now: i64) -> Result<(), Refusal> {
        let at = self.place_of(item)?;
        if !self.open {
            self.begin(now)?;
        }
        if self.items.get(at).is_some_and(|item| matches!(item.run, Run::Running { .. })) {
            return Err(Refusal::OutOfPlace);
        }
        if self.running().is_some() {
            self.end(now)?;
        }
        self.change(at, |item| item.run = Run::Running { began: now });
        Ok(())
    }

    fn end_of(&mut self, item: ItemId, now: i64) -> Result<(), Refusal> {
        let (at, _) = self.running().ok_or(Refusal::OutOfPlace)?;
        if self.items.get(at).is_none_or(|running| running.id != item) {
            return Err(Refusal::Overtaken);
        }
        self.end(now)
    }

    fn replace(&mut self, item: ItemId, was: u64, what: ItemDraft) -> Result<(), Refusal> {
        let at = self.place_of(item)?;
        if self.items.get(at).is_none_or(|item| item.what.digest() != was) {
            return Err(Refusal::Overtaken);
        }
        self.change(at, |item| item.what = what);
        Ok(())
    }

    fn lengthen(&mut self, item: ItemId, by: Minutes) -> Result<(), Refusal> {
        let at = self.place_of(item)?;
        let length = self.items.get(at).map_or(0, |item| item.what.length.count());
        let length = Minutes::new(length.saturating_add(by.count())).map_err(|_| Refusal::OutOfPlace)?;
        self.change(at, |item| item.what.length = length);
        Ok(())
    }

    fn end(&mut self, now: i64) -> Result<(), Refusal> {
        let (at, began) = self.running().ok_or(Refusal::OutOfPlace)?;
        self.change(at, |item| item.run = Run::Over { began, ended: now });
        Ok(())
    }

    fn add(&mut self, what: ItemDraft, before: Option<ItemId>) -> Result<(), Refusal> {
        if self.items.len() >= MOST_ITEMS {
            return Err(Refusal::OutOfPlace);
        }
        let at = before.map_or(Ok(self.items.len()), |before| self.place_of(before))?;
        let id = ItemId(self.next);
        self.next = self.next.saturating_add(1);
        self.items.insert(at, Arc::new(Item { id, what, run: Run::Waiting }));
        Ok(())
    }

    fn shift(&mut self, item: ItemId, before: Option<ItemId>) -> Result<(), Refusal> {
        if before == Some(item) {
            return Err(Refusal::OutOfPlace);
        }
        let moved = self.items.remove(self.place_of(item)?);
        let at = before.map_or(Ok(self.items.len()), |before| self.place_of(before))?;
        self.items.insert(at, moved);
        Ok(())
    }

    fn remove(&mut self, item: ItemId) -> Result<(), Refusal> {
        let at = self.place_of(item)?;
        if self.running().is_some_and(|(running, _)| running == at) {
            return Err(Refusal::OutOfPlace);
        }
        self.items.remove(at);
        Ok(())
    }

    fn place_of(&self, item: ItemId) -> Result<usize, Refusal> {
        self.items.iter().position(|other| other.id == item).ok_or(Refusal::Unknown)
    }

    fn running(&self) -> Option<(usize, i64)> {
        self.items().enumerate().find_map(
            |(at, item)| {
                if let Run::Running { began } = item.run { Some((at, began)) } else { None }
            },
        )
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.items.get_mut(at) {
            change(Arc::make_mut(item));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use hiroba_shared::profile::Language;
    use hiroba_shared::programme::{ItemKind, RoomRules, Speakers, Titles, schedule};
    use hiroba_shared::text::ItemTitle;
    use proptest::prelude::*;

    use super::*;

    fn draft(start: i64) -> Box<ItemDraft> {
        let titles = vec![(Language::new("en").unwrap(), ItemTitle::new("A talk").unwrap())];
        Box::new(ItemDraft {
            titles: Titles::new(titles).unwrap(),
            speakers: Speakers::default(),
            kind: ItemKind::Talk,
            room: RoomId(0),
            start,
            length: Minutes::new(10).unwrap(),
            rules: RoomRules::default(),
        })
    }

    fn add(start: i64, before: Option<ItemId>) -> Deed {
        Deed::Add { what: draft(start), before, open: false }
    }

    fn planned(count: i64) -> Plan {
        let add = |plan: Plan, at| plan.after(add(at * 600, None), 0).unwrap();
        (0..count).fold(Plan::default(), add)
    }

    fn ids(plan: &Plan) -> Vec<u32> {
        plan.items().map(|item| item.id.0).collect()
    }

    #[test]
    fn opening_moves_every_start_to_the_moment_it_is_opened() {
        let plan = planned(3).after(Deed::Open, 50_000).unwrap();
        assert_eq!(plan.items().map(|item| item.what.start).collect::<Vec<_>>(), [50_000, 50_600, 51_200]);
        assert_eq!(plan.after(Deed::Open, 60_000).err(), Some(Refusal::OutOfPlace));
    }

    #[test]
    fn starting_an_item_ends_the_one_before_and_opens_a_programme_that_was_not() {
        let plan = planned(2).after(Deed::Start(ItemId(0)), 1_000).unwrap();
        let plan = plan.after(Deed::Start(ItemId(1)), 1_500).unwrap();
        let runs: Vec<Run> = plan.items().map(|item| item.run).collect();
        assert_eq!(runs, [Run::Over { began: 1_000, ended: 1_500 }, Run::Running { began: 1_500 }]);
        assert!(plan.open);
    }

    #[test]
    fn items_go_where_they_are_put_and_a_running_one_stays() {
        let plan = planned(3).after(Deed::Move(ItemId(2), Some(ItemId(0))), 0).unwrap();
        assert_eq!(ids(&plan), [2, 0, 1]);
        let plan = plan.after(add(0, Some(ItemId(0))), 0).unwrap();
        assert_eq!(ids(&plan), [2, 3, 0, 1]);
        let plan = plan.after(Deed::Start(ItemId(3)), 0).unwrap();
        assert_eq!(plan.after(Deed::Remove(ItemId(3)), 0).err(), Some(Refusal::OutOfPlace));
        assert_eq!(ids(&plan.after(Deed::Remove(ItemId(0)), 0).unwrap()), [2, 3, 1]);
    }

    #[test]
    fn a_change_of_what_was_changed_meanwhile_is_refused_and_so_are_starts_from_before_the_opening() {
        let plan = planned(2);
        let was = draft(0).digest();
        let change = |was, start| Deed::Change { item: ItemId(0), was, what: draft(start) };
        let changed = plan.after(change(was, 60), 0).unwrap();
        assert_eq!(changed.after(change(was, 120), 0).err(), Some(Refusal::Overtaken));
        assert!(changed.after(change(draft(60).digest(), 120), 0).is_ok());
        let open = plan.after(Deed::Open, 1_790_000_000).unwrap();
        assert_eq!(open.after(change(was, 60), 0).err(), Some(Refusal::Overtaken));
        assert_eq!(open.after(add(600, None), 0).err(), Some(Refusal::Overtaken));
    }

    #[test]
    fn each_press_makes_an_item_longer_and_only_what_one_saw_running_is_ended() {
        let longer = |plan: Plan, _| plan.after(Deed::Longer(ItemId(0), Minutes::new(5).unwrap()), 0).unwrap();
        let plan = (0..3).fold(planned(2), longer);
        assert_eq!(plan.items().next().unwrap().what.length.count(), 25);
        let day = Deed::Longer(ItemId(0), Minutes::new(Minutes::MAX).unwrap());
        assert_eq!(plan.after(day, 0).err(), Some(Refusal::OutOfPlace));
        let plan = plan.after(Deed::Start(ItemId(1)), 0).unwrap();
        assert_eq!(plan.after(Deed::End(ItemId(0)), 0).err(), Some(Refusal::Overtaken));
        assert!(plan.after(Deed::End(ItemId(1)), 0).is_ok());
    }

    #[test]
    fn there_are_never_more_items_than_a_programme_may_have() {
        let full = planned(i64::try_from(MOST_ITEMS).unwrap());
        assert_eq!(full.after(add(0, None), 0).err(), Some(Refusal::OutOfPlace));
    }

    #[test]
    fn another_programme_has_none_of_the_numbers_given_before() {
        let new = planned(3).renumbered_after(&planned(4));
        assert_eq!((ids(&new), new.next), (vec![4, 5, 6], 7));
    }

    fn deed() -> impl Strategy<Value = Deed> {
        let item = || (0u32..8).prop_map(ItemId);
        prop_oneof![
            Just(Deed::Open),
            item().prop_map(Deed::End),
            item().prop_map(Deed::Start),
            item().prop_map(Deed::Remove),
            (item(), proptest::option::of(item())).prop_map(|(item, before)| Deed::Move(item, before)),
            (proptest::option::of(item()), any::<bool>()).prop_map(|(before, open)| Deed::Add {
                what: draft(7),
                before,
                open
            }),
            (item(), 0i64..9).prop_map(|(item, was)| Deed::Change {
                item,
                was: draft(was).digest(),
                what: draft(was + 1)
            }),
            item().prop_map(|item| Deed::Longer(item, Minutes::new(5).unwrap())),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_done_and_undone_one_item_runs_at_most_and_no_id_is_given_twice(
            deeds in prop::collection::vec(proptest::option::weighted(0.7, deed()), 0..60)
        ) {
            let (mut plan, mut before) = (planned(3), Vec::new());
            let mut given: BTreeSet<u32> = ids(&plan).into_iter().collect();
            for (now, deed) in (0i64..).zip(deeds) {
                let (adds, does) = (matches!(deed, Some(Deed::Add { .. })), deed.is_some());
                let new = match deed {
                    Some(deed) => plan.after(deed, now).ok(),
                    None => before.pop().map(|before: Plan| before.in_place_of(&plan)),
                };
                let Some(new) = new else { continue };
                let known: BTreeSet<u32> = ids(&plan).into_iter().collect();
                for id in ids(&new).into_iter().filter(|id| adds && !known.contains(id)) {
                    prop_assert!(given.insert(id), "{} was given before", id);
                }
                let old = std::mem::replace(&mut plan, new);
                before.extend(does.then_some(old));
                let ids = ids(&plan);
                prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
                let running = plan.items().filter(|item| matches!(item.run, Run::Running { .. })).count();
                prop_assert!(running <= 1);
                prop_assert_eq!(schedule::current(plan.items()).is_some(), running == 1);
            }
        }
    }
}
