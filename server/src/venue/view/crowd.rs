//! Everybody present, once per tick: shared bytes with the tick of their last change, and a grid by room.
//!
//! Visitors keep a place in a slab from tick to tick, so that a viewer's slot finds its visitor without a search.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::units::{Point, SUBTILES_PER_TILE, Tick};

use super::Seen;

/// Tiles along a side of a grid cell.
pub(super) const CELL_TILES: i32 = 4;
/// Cells along a side of the largest map.
pub(super) const GRID_SIDE: i32 = 512 / CELL_TILES;

/// One visitor in the slab.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) visitor: VisitorId,
    pub(super) room: RoomId,
    pub(super) position: Point,
    /// The shared bytes of the sighting.
    pub(super) bytes: [u8; 5],
    pub(super) present: bool,
}

/// Index into the slab; a visitor's is stable while they are present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct SlabIndex(pub(super) u32);

/// Everybody present.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    slab: Vec<Member>,
    /// Tick at which each member's bytes last changed. Apart from the slab, because every viewer asks this of everybody
    /// they see in every tick: so close together it stays in the processor's cache.
    changed: Vec<Tick>,
    /// Counts who left or went to another room.
    departures: u64,
    free: Vec<SlabIndex>,
    gone: Vec<SlabIndex>,
    /// Present visitors in order, with their slab index.
    order: Vec<(VisitorId, SlabIndex)>,
    merged: Vec<(VisitorId, SlabIndex)>,
    rooms: Vec<Grid>,
}

/// The visitors of one room, sorted by cell.
#[derive(Debug, Default)]
struct Grid {
    /// Start of each cell in `sorted`, one more than there are cells.
    starts: Vec<u32>,
    sorted: Vec<SlabIndex>,
    unsorted: Vec<(u32, SlabIndex)>,
}

/// The cell of a point, clamped to the grid.
pub(super) fn cell(point: Point) -> (i32, i32) {
    let side = |v: i32| v.div_euclid(CELL_TILES * SUBTILES_PER_TILE).clamp(0, GRID_SIDE - 1);
    (side(point.x), side(point.y))
}

impl Crowd {
    /// Takes over this tick's picture; `seen` is ordered by visitor.
    pub(super) fn update(&mut self, tick: Tick, seen: &[Seen]) {
        self.merge(tick, seen);
        for grid in &mut self.rooms {
            grid.unsorted.clear();
        }
        for (_, index) in &self.order {
            let Some(member) = slab_get(&self.slab, *index) else { continue };
            let room = usize::from(member.room.0);
            if self.rooms.len() <= room {
                self.rooms.resize_with(room + 1, Grid::default);
            }
            let (x, y) = cell(member.position);
            if let (Some(grid), Ok(cell)) = (self.rooms.get_mut(room), u32::try_from(y * GRID_SIDE + x)) {
                grid.unsorted.push((cell, *index));
            }
        }
        for grid in &mut self.rooms {
            grid.sort();
        }
    }

    /// Frees the slab places of those who left; called when every ledger of this tick has seen that they did. One that
    /// had no turn finds another visitor in the place, or nobody.
    pub(super) fn sweep(&mut self) {
        self.free.append(&mut self.gone);
    }

    /// A number that is another one whenever somebody left or went to another room.
    pub(super) fn departures(&self) -> u64 {
        self.departures
    }

    /// When the sighting of a member last changed.
    pub(super) fn changed(&self, index: SlabIndex) -> Option<Tick> {
        self.changed.get(index.0 as usize).copied()
    }

    pub(super) fn member(&self, index: SlabIndex) -> Option<&Member> {
        slab_get(&self.slab, index)
    }

    /// The member with this visitor id, by search; for forced members only.
    pub(super) fn find(&self, visitor: VisitorId) -> Option<(SlabIndex, &Member)> {
        let at = self.order.binary_search_by_key(&visitor, |(id, _)| *id).ok()?;
        let (_, index) = self.order.get(at)?;
        Some((*index, self.member(*index)?))
    }

    /// The visitors of some cells of a room that lie side by side, from cell `from` to cell `to` of row `y`.
    pub(super) fn in_cells(&self, room: RoomId, (from, to): (i32, i32), y: i32) -> &[SlabIndex] {
        let (from, to) = (from.max(0), to.min(GRID_SIDE - 1));
        if from > to || !(0..GRID_SIDE).contains(&y) {
            return &[];
        }
        let Some(grid) = self.rooms.get(usize::from(room.0)) else { return &[] };
        // The cells of a row follow each other in the sorted list.
        let start = |x: i32| grid.starts.get(usize::try_from(y * GRID_SIDE + x).ok()?).map(|start| *start as usize);
        start(from).zip(start(to + 1)).and_then(|(start, end)| grid.sorted.get(start..end)).unwrap_or(&[])
    }

    /// Joins the ordered picture with the ordered slab list: updates, adds, marks as gone.
    fn merge(&mut self, tick: Tick, seen: &[Seen]) {
        self.merged.clear();
        let mut known = self.order.iter().peekable();
        for person in seen {
            while let Some((_, index)) = known.next_if(|(id, _)| *id < person.visitor) {
                retire(&mut self.slab, &mut self.gone, *index);
                self.departures += 1;
            }
            let bytes = person.sighting.to_bytes();
            let index = match known.next_if(|(id, _)| *id == person.visitor) {
                Some((_, index)) => *index,
                None => {
                    let fresh = Member {
                        visitor: person.visitor,
                        room: person.room,
                        position: person.position,
                        bytes,
                        present: true,
                    };
                    let index = insert(&mut self.slab, &mut self.free, fresh);
                    self.changed.resize(self.slab.len(), tick);
                    note_change(&mut self.changed, index, tick);
                    index
                }
            };
            if let Some(member) = slab_get_mut(&mut self.slab, index) {
                let (moved_on, changed) = (member.room != person.room, member.bytes != bytes);
                (member.bytes, member.room, member.position) = (bytes, person.room, person.position);
                self.departures += u64::from(moved_on);
                if moved_on || changed {
                    note_change(&mut self.changed, index, tick);
                }
            }
            self.merged.push((person.visitor, index));
        }
        for (_, index) in known {
            retire(&mut self.slab, &mut self.gone, *index);
            self.departures += 1;
        }
        core::mem::swap(&mut self.order, &mut self.merged);
    }
}

impl Grid {
    /// Counting sort by cell.
    fn sort(&mut self) {
        let cells = usize::try_from(GRID_SIDE * GRID_SIDE).unwrap_or(0);
        self.starts.clear();
        self.starts.resize(cells + 1, 0);
        for (cell, _) in &self.unsorted {
            if let Some(count) = self.starts.get_mut(*cell as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
        self.sorted.clear();
        self.sorted.resize(self.unsorted.len(), SlabIndex(0));
        // From the back, each cell's end counts down to its start: the order within a cell stays that of visitors.
        for (cell, index) in self.unsorted.iter().rev() {
            if let Some(end) = self.starts.get_mut(*cell as usize + 1) {
                *end -= 1;
                if let Some(place) = self.sorted.get_mut(*end as usize) {
                    *place = *index;
                }
            }
        }
        // Now entry c + 1 holds the start of cell c; shift so that entry c does.
        self.starts.rotate_left(1);
        if let (Some(last), Ok(length)) = (self.starts.last_mut(), u32::try_from(self.sorted.len())) {
            *last = length;
        }
    }
}

fn slab_get(slab: &[Member], index: SlabIndex) -> Option<&Member> {
    slab.get(index.0 as usize)
}

fn slab_get_mut(slab: &mut [Member], index: SlabIndex) -> Option<&mut Member> {
    slab.get_mut(index.0 as usize)
}

fn note_change(changed: &mut [Tick], index: SlabIndex, tick: Tick) {
    if let Some(place) = changed.get_mut(index.0 as usize) {
        *place = tick;
    }
}

fn retire(slab: &mut [Member], gone: &mut Vec<SlabIndex>, index: SlabIndex) {
    if let Some(member) = slab_get_mut(slab, index) {
        member.present = false;
        gone.push(index);
    }
}

fn insert(slab: &mut Vec<Member>, free: &mut Vec<SlabIndex>, member: Member) -> SlabIndex {
    if let Some(index) = free.pop()
        && let Some(place) = slab_get_mut(slab, index)
    {
        *place = member;
        return index;
    }
    slab.push(member);
    SlabIndex(u32::try_from(slab.len() - 1).unwrap_or(u32::MAX))
}
