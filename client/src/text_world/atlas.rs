//! Where each drawn text lies in the shared pages: shelves of texts of like height, the least lately used give way.
//!
//! Pure. Promises that texts never overlap, that a text used in this frame is never given up, and that there are never
//! more pages than allowed. What a text looks like, and the pixels, are not known here.

use std::collections::BTreeMap;

/// Shelves are as high as a multiple of this, so that texts of nearly equal height share them.
const STEP: u32 = 8;
/// Empty pixels round every text, so that smooth drawing never mixes in a neighbour.
const GAP: u32 = 1;

/// A drawn text, by number; never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn(u64);

/// A place in a page, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Which page.
    pub page: usize,
    /// Of its upper left corner.
    pub at: (u32, u32),
    /// Width and height.
    pub size: (u32, u32),
}

/// What lies where.
#[derive(Debug)]
pub struct Atlas<K> {
    side: u32,
    most_pages: usize,
    pages: Vec<Page>,
    texts: BTreeMap<Drawn, Text<K>>,
    by_key: BTreeMap<K, Drawn>,
    last: u64,
}

#[derive(Debug)]
struct Text<K> {
    key: K,
    spot: Spot,
    shelf: usize,
    used: u64,
}

/// One picture of shelves, filled from the top.
#[derive(Debug, Default)]
struct Page {
    shelves: Vec<Shelf>,
    filled: u32,
}

#[derive(Debug)]
struct Shelf {
    top: u32,
    height: u32,
    /// What is free, from left to right: where it begins and how wide it is.
    free: Vec<(u32, u32)>,
    texts: u32,
}

impl<K: Ord + Clone> Atlas<K> {
    /// At most `most_pages` square pages of `side` pixels.
    #[must_use]
    pub fn new(side: u32, most_pages: usize) -> Self {
        let (pages, texts, by_key) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { side, most_pages, pages, texts, by_key, last: 0 }
    }

    /// The text that was drawn for this key, if it is still there.
    #[must_use]
    pub fn find(&self, key: &K) -> Option<Drawn> {
        self.by_key.get(key).copied()
    }

    /// Where a text lies.
    #[must_use]
    pub fn spot(&self, drawn: Drawn) -> Option<Spot> {
        self.texts.get(&drawn).map(|text| text.spot)
    }

    /// Notes that a text is on the screen in this frame.
    pub fn touch(&mut self, drawn: Drawn, frame: u64) {
        if let Some(text) = self.texts.get_mut(&drawn) {
            text.used = text.used.max(frame);
        }
    }

    /// A place for a text of `size` pixels, for which texts that are not on the screen give way; `None` when there is
    /// none, or the text is larger than a page.
    pub fn place(&mut self, key: K, size: (u32, u32), frame: u64) -> Option<Drawn> {
        let wanted = (size.0 + GAP, (size.1 + GAP).next_multiple_of(STEP));
        if wanted.0 > self.side || wanted.1 > self.side {
            return None;
        }
        loop {
            if let Some((page, shelf, at)) = self.take(wanted) {
                self.last += 1;
                let drawn = Drawn(self.last);
                let spot = Spot { page, at, size };
                if let Some(old) = self.by_key.insert(key.clone(), drawn) {
                    self.give_up(old);
                }
                self.texts.insert(drawn, Text { key, spot, shelf, used: frame });
                return Some(drawn);
            }
            let oldest = self.texts.iter().filter(|(_, text)| text.used < frame).min_by_key(|(_, text)| text.used);
            let oldest = oldest.map(|(drawn, _)| *drawn)?;
            self.give_up(oldest);
        }
    }

    /// How many pages are in use.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    fn take(&mut self, wanted: (u32, u32)) -> Option<(usize, usize, (u32, u32))> {
        let found = self.pages.iter_mut().enumerate().find_map(|(n, page)| {
            let (shelf, at) = page.take(wanted, self.side)?;
            Some((n, shelf, at))
        });
        if found.is_some() || self.pages.len() >= self.most_pages {
            return found;
        }
        let mut page = Page::default();
        let (shelf, at) = page.take(wanted, self.side)?;
        self.pages.push(page);
        Some((self.pages.len() - 1, shelf, at))
    }

    fn give_up(&mut self, drawn: Drawn) {
        let Some(text) = self.texts.remove(&drawn) else { return };
        if self.by_key.get(&text.key) == Some(&drawn) {
            self.by_key.remove(&text.key);
        }
        if let Some(page) = self.pages.get_mut(text.spot.page) {
            page.free(text.shelf, text.spot.at.0, text.spot.size.0 + GAP, self.side);
        }
    }
}

impl Page {
    /// The lowest shelf that fits and has room, or a new one.
    fn take(&mut self, (width, height): (u32, u32), side: u32) -> Option<(usize, (u32, u32))> {
        // A far higher shelf would be wasted, unless nothing stands on it.
        let fits = |shelf: &Shelf| shelf.height >= height && (shelf.height <= height * 2 || shelf.texts == 0);
        let roomy = |shelf: &Shelf| shelf.free.iter().any(|(_, free)| *free >= width);
        let shelves = self.shelves.iter().enumerate().filter(|(_, shelf)| fits(shelf) && roomy(shelf));
        let best = shelves.min_by_key(|(_, shelf)| shelf.height).map(|(n, _)| n);
        let n = match best {
            Some(n) => n,
            None if self.filled + height <= side => {
                self.shelves.push(Shelf { top: self.filled, height, free: vec![(0, side)], texts: 0 });
                self.filled += height;
                self.shelves.len() - 1
            }
            None => return None,
        };
        let shelf = self.shelves.get_mut(n)?;
        let (from, free) = shelf.free.iter_mut().find(|(_, free)| *free >= width)?;
        let at = (*from, shelf.top);
        (*from, *free) = (*from + width, *free - width);
        shelf.texts += 1;
        Some((n, at))
    }

    fn free(&mut self, shelf: usize, from: u32, width: u32, side: u32) {
        let Some(shelf) = self.shelves.get_mut(shelf) else { return };
        shelf.texts = shelf.texts.saturating_sub(1);
        shelf.free.push((from, width));
        shelf.free.retain(|(_, free)| *free > 0);
        shelf.free.sort_unstable();
        shelf.free.dedup_by(|next, before| {
            let touches = before.0 + before.1 == next.0;
            if touches {
                before.1 += next.1;
            }
            touches
        });
        // Empty shelves at the end of the page are taken down, so that others can be put up there.
        while self.shelves.last().is_some_and(|last| last.texts == 0 && last.free.iter().any(|free| free.1 == side)) {
            self.filled -= self.shelves.pop().map_or(0, |last| last.height);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(a: Spot, b: Spot) -> bool {
        let apart = |a: u32, width: u32, b: u32, other: u32| a + width <= b || b + other <= a;
        a.page == b.page && !apart(a.at.0, a.size.0, b.at.0, b.size.0) && !apart(a.at.1, a.size.1, b.at.1, b.size.1)
    }

    #[test]
    fn hundreds_of_texts_never_overlap_and_never_leave_their_pages() {
        let mut atlas = Atlas::new(256, 2);
        let mut chance = 7u32;
        for frame in 0..2_000u64 {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let size = (10 + (chance >> 8) % 120, 8 + (chance >> 20) % 40);
            atlas.place((chance >> 4) % 300, size, frame);
            assert!(atlas.pages() <= 2);
            let spots: Vec<Spot> = atlas.texts.values().map(|text| text.spot).collect();
            for (n, a) in spots.iter().enumerate() {
                assert!(a.at.0 + a.size.0 <= 256 && a.at.1 + a.size.1 <= 256, "{a:?} leaves its page");
                assert!(spots.iter().skip(n + 1).all(|b| !overlap(*a, *b)), "{a:?} overlaps in frame {frame}");
            }
        }
    }

    #[test]
    fn the_least_lately_used_text_gives_way_and_the_others_stay() {
        let mut atlas = Atlas::new(64, 1);
        let placed: Vec<Drawn> = (0..4).map(|n| atlas.place(n, (63, 15), 1).unwrap()).collect();
        (1..4).for_each(|n| atlas.touch(placed[n], 2));
        assert!(atlas.place(9, (63, 15), 2).is_some());
        assert_eq!(atlas.find(&0), None);
        assert!((1..4).all(|n| atlas.find(&n).is_some()));
    }

    #[test]
    fn what_is_on_the_screen_is_never_given_up() {
        let mut atlas = Atlas::new(64, 1);
        for n in 0..4 {
            assert!(atlas.place(n, (63, 15), 5).is_some());
        }
        assert_eq!(atlas.place(9, (63, 15), 5), None);
    }

    #[test]
    fn a_page_of_low_texts_makes_room_for_a_high_one() {
        let mut atlas = Atlas::new(64, 1);
        for n in 0..8 {
            assert!(atlas.place(n, (63, 7), 1).is_some());
        }
        assert!(atlas.place(9, (60, 60), 2).is_some());
        assert_eq!(atlas.place(10, (65, 8), 3), None, "nothing larger than a page");
    }
}
