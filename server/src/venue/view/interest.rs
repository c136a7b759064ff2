//! Whom a viewer is interested in: the nearest by grid with hysteresis, and those who must be seen.
//!
//! The search looks at a bounded number of candidates however dense the hall is. What is sent of the chosen ones is
//! the ledger's business.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::session::Pace;

use super::crowd::{Crowd, SlabIndex, cell};
use super::{MOST_FORCED, MOST_NEAREST, MOST_NEAREST_LOW, Viewer};

/// Grid rings searched: 10 cells of 4 tiles reach beyond any screen.
const RINGS: i32 = 10;
/// The search stops after the ring in which it has this many candidates.
const ENOUGH: usize = MOST_NEAREST * 3 / 2;
/// Most candidates looked at; a cell that would exceed it is sampled.
const MOST_CANDIDATES: usize = 512;
/// A member's squared distance counts this much, in hundredths: 0.8 of the distance, so borders stay calm.
const MEMBER_DISTANCE_PERCENT: i64 = 64;
/// A member is released only beyond this rank.
const RELEASE_RANK: usize = MOST_NEAREST * 5 / 4;
/// So many of the nearest are members at once, whoever has to go for them: nobody beside the viewer is invisible.
const SURELY_SEEN: usize = 24;
/// So many of the nearest, and all forced ones, are seen at the full rate.
const FULL_RATE: usize = 16;

/// One chosen visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) visitor: VisitorId,
    pub(super) index: SlabIndex,
    /// Near or forced: every change is sent at once.
    pub(super) full_rate: bool,
}

/// Whom one viewer is interested in, ordered by visitor.
#[derive(Debug, Default)]
pub(super) struct Interest {
    members: Vec<Chosen>,
    forced: Vec<VisitorId>,
}

/// In which order candidates are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Nearest,
    Members,
    Others,
}

/// Buffers of a choice.
#[derive(Debug, Default)]
pub(super) struct Choice {
    candidates: Vec<(i64, VisitorId, SlabIndex)>,
    distances: Vec<i64>,
    next: Vec<Chosen>,
}

impl Interest {
    pub(super) fn members(&self) -> &[Chosen] {
        &self.members
    }

    /// Whether somebody is forced now who was not at the last choice.
    pub(super) fn lacks(&self, forced: &[VisitorId]) -> bool {
        forced.iter().take(MOST_FORCED).any(|visitor| !self.forced.contains(visitor))
    }

    /// Chooses anew.
    pub(super) fn choose(&mut self, crowd: &Crowd, viewer: &Viewer<'_>, seed: u64, choice: &mut Choice) {
        self.gather(crowd, viewer, seed, &mut choice.candidates);
        let candidates = &mut choice.candidates;
        if candidates.len() > RELEASE_RANK {
            candidates.select_nth_unstable(RELEASE_RANK);
            candidates.truncate(RELEASE_RANK);
        }
        candidates.sort_unstable();
        // By true distance: a member's advantage must not hide somebody who stands nearer.
        let sure = self.sure_distance(candidates, &mut choice.distances);
        choice.next.clear();
        let (mut room, full_rate) = match viewer.pace {
            Pace::Full => (MOST_NEAREST, FULL_RATE),
            Pace::Low => (MOST_NEAREST_LOW, MOST_NEAREST_LOW),
        };
        // The very nearest first; then members, down to the release rank; then the nearest others fill up.
        for pass in [Pass::Nearest, Pass::Members, Pass::Others] {
            for (rank, (score, visitor, index)) in candidates.iter().enumerate() {
                let theirs = match (self.true_distance(*score, *visitor) <= sure, self.has(*visitor)) {
                    (true, _) => Pass::Nearest,
                    (false, true) => Pass::Members,
                    (false, false) => Pass::Others,
                };
                if room > 0 && theirs == pass {
                    choice.next.push(Chosen { visitor: *visitor, index: *index, full_rate: rank < full_rate });
                    room -= 1;
                }
            }
        }
        self.force(crowd, viewer, &mut choice.next);
        choice.next.sort_unstable_by_key(|chosen| chosen.visitor);
        core::mem::swap(&mut self.members, &mut choice.next);
    }

    /// Within this squared distance stand the [`SURELY_SEEN`] nearest.
    fn sure_distance(&self, candidates: &[(i64, VisitorId, SlabIndex)], distances: &mut Vec<i64>) -> i64 {
        distances.clear();
        distances.extend(candidates.iter().map(|(score, visitor, _)| self.true_distance(*score, *visitor)));
        if distances.len() <= SURELY_SEEN {
            return i64::MAX;
        }
        *distances.select_nth_unstable(SURELY_SEEN - 1).1
    }

    /// The squared distance that a score stands for, but for rounding.
    fn true_distance(&self, score: i64, visitor: VisitorId) -> i64 {
        if self.has(visitor) { score * 100 / MEMBER_DISTANCE_PERCENT } else { score }
    }

    fn has(&self, visitor: VisitorId) -> bool {
        self.members.binary_search_by_key(&visitor, |chosen| chosen.visitor).is_ok()
    }

    /// Searches the grid outwards, ring by ring.
    fn gather(&self, crowd: &Crowd, viewer: &Viewer<'_>, seed: u64, out: &mut Vec<(i64, VisitorId, SlabIndex)>) {
        out.clear();
        let (x, y) = cell(viewer.own.position);
        for ring in 0..=RINGS {
            for dy in -ring..=ring {
                // Only the outline: whole rows at the top and bottom, two cells in between.
                let step = if dy.abs() == ring { 1 } else { (2 * ring).max(1) };
                for dx in (-ring..=ring).step_by(usize::try_from(step).unwrap_or(1)) {
                    self.take_cell(crowd, viewer, seed, (x + dx, y + dy), out);
                }
            }
            // A viewer at the edge of a crowded cell has its nearest neighbours in the next one.
            if ring > 0 && out.len() >= ENOUGH {
                return;
            }
        }
    }

    /// Takes a cell's visitors as candidates; of too many only every nth, from a place that depends on the viewer.
    fn take_cell(
        &self,
        crowd: &Crowd,
        viewer: &Viewer<'_>,
        seed: u64,
        (x, y): (i32, i32),
        out: &mut Vec<(i64, VisitorId, SlabIndex)>,
    ) {
        let here = crowd.in_cell(viewer.room, x, y);
        let left = MOST_CANDIDATES.saturating_sub(out.len());
        if here.is_empty() || left == 0 {
            return;
        }
        let stride = here.len().div_ceil(left);
        let salt = seed ^ u64::from(viewer.visitor.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let offset = usize::try_from(salt % u64::try_from(stride).unwrap_or(1)).unwrap_or(0);
        for index in here.iter().skip(offset).step_by(stride) {
            let Some(member) = crowd.member(*index).filter(|member| member.visitor != viewer.visitor) else { continue };
            let distance = member.position.distance_squared(viewer.own.position);
            let known = self.has(member.visitor);
            let score = if known { distance * MEMBER_DISTANCE_PERCENT / 100 } else { distance };
            out.push((score, member.visitor, *index));
        }
    }

    fn force(&mut self, crowd: &Crowd, viewer: &Viewer<'_>, next: &mut Vec<Chosen>) {
        self.forced.clear();
        for visitor in viewer.forced.iter().take(MOST_FORCED) {
            self.forced.push(*visitor);
            if let Some(chosen) = next.iter_mut().find(|chosen| chosen.visitor == *visitor) {
                chosen.full_rate = true;
                continue;
            }
            let found = crowd.find(*visitor).filter(|(_, member)| member.room == viewer.room);
            if let Some((index, _)) = found.filter(|_| *visitor != viewer.visitor) {
                next.push(Chosen { visitor: *visitor, index, full_rate: true });
            }
        }
    }
}
