//! Whom a viewer is interested in: the nearest by grid with hysteresis, and those who must be seen.
//!
//! The search looks at a bounded number of candidates however dense the hall is. Where there are more, every choice looks
//! at others of them, so that the nearest are found within a few. What is sent of the chosen ones is the ledger's
//! business.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::session::Pace;
use hiroba_shared::units::{Point, SUBTILES_PER_TILE};

use super::crowd::{CELL_TILES, Crowd, SlabIndex, cell};
use super::{MOST_FORCED, MOST_NEAREST, MOST_NEAREST_LOW, Viewer};

/// Grid rings searched: 10 cells of 4 tiles reach beyond any screen.
const RINGS: i32 = 10;
/// The search stops once it has this many candidates nearer than anybody it has not looked for.
const ENOUGH: usize = MOST_NEAREST;
/// Most candidates looked at beside the members; a ring that would exceed it is sampled.
const MOST_CANDIDATES: usize = 512;
/// Most of them from the viewer's own cell: at its edge the nearest stand in the next one.
const MOST_IN_OWN_CELL: usize = MOST_CANDIDATES / 2;
/// A member's squared distance counts this much, in hundredths: 0.8 of the distance, so borders stay calm.
const MEMBER_DISTANCE_PERCENT: u32 = 64;
/// A member is released only beyond this rank.
const RELEASE_RANK: usize = MOST_NEAREST * 5 / 4;
/// So many of the nearest are members at once, whoever has to go for them: nobody beside the viewer is invisible.
pub(super) const SURELY_SEEN: usize = 24;
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

/// Somebody who may be chosen, in order of their score. Small, because hundreds are sorted at each choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// The squared distance, less for members.
    score: u32,
    visitor: VisitorId,
    index: SlabIndex,
    distance: u32,
    is_member: bool,
}

/// Buffers of a choice.
#[derive(Debug, Default)]
pub(super) struct Choice {
    candidates: Vec<Candidate>,
    distances: Vec<u32>,
    next: Vec<Chosen>,
    members: Marks,
}

/// A set of slab places that is emptied at once: a place is in it when it has the newest stamp.
#[derive(Debug, Default)]
struct Marks {
    stamps: Vec<u32>,
    newest: u32,
}

impl Marks {
    fn clear(&mut self) {
        self.newest = self.newest.wrapping_add(1);
        if self.newest == 0 {
            self.stamps.fill(0);
            self.newest = 1;
        }
    }

    fn insert(&mut self, SlabIndex(place): SlabIndex) {
        let place = place as usize;
        if self.stamps.len() <= place {
            self.stamps.resize(place + 1, 0);
        }
        if let Some(stamp) = self.stamps.get_mut(place) {
            *stamp = self.newest;
        }
    }

    fn contains(&self, SlabIndex(place): SlabIndex) -> bool {
        self.stamps.get(place as usize) == Some(&self.newest)
    }
}

/// Where and for whom to choose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) crowd: &'a Crowd,
    pub(super) viewer: &'a Viewer<'a>,
    /// Whom of too many to look at; one more at each choice, so that in the end everybody is looked at.
    pub(super) chance: u64,
}

impl<'a> Search<'a> {
    /// The visitors of one ring of cells round the viewer's, in pieces from the top.
    fn pieces(&self, ring: i32) -> impl Iterator<Item = &'a [SlabIndex]> + use<'a> {
        let Self { crowd, viewer, .. } = *self;
        let (x, y) = cell(viewer.own.position);
        (-ring..=ring).flat_map(move |dy| {
            // Only the outline: whole rows at the top and bottom, two cells in between.
            let sides =
                if dy.abs() == ring { [Some((-ring, ring)), None] } else { [Some((-ring, -ring)), Some((ring, ring))] };
            let piece = move |(from, to)| crowd.in_cells(viewer.room, (x + from, x + to), y + dy);
            sides.into_iter().flatten().map(piece)
        })
    }

    /// The squared distance of a point from the viewer; as far as the search reaches it fits.
    fn distance(&self, point: Point) -> u32 {
        u32::try_from(point.distance_squared(self.viewer.own.position)).unwrap_or(u32::MAX)
    }
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
    pub(super) fn choose(&mut self, search: &Search<'_>, choice: &mut Choice) {
        let Search { crowd, viewer, .. } = *search;
        self.gather(search, &mut choice.candidates, &mut choice.members);
        let candidates = &mut choice.candidates;
        if candidates.len() > RELEASE_RANK {
            candidates.select_nth_unstable(RELEASE_RANK);
            candidates.truncate(RELEASE_RANK);
        }
        candidates.sort_unstable();
        // By true distance: a member's advantage must not hide somebody who stands nearer.
        let sure = sure_distance(candidates, &mut choice.distances);
        choice.next.clear();
        let (mut room, full_rate) = match viewer.pace {
            Pace::Full => (MOST_NEAREST, FULL_RATE),
            Pace::Low => (MOST_NEAREST_LOW, MOST_NEAREST_LOW),
        };
        // The very nearest first; then members, down to the release rank; then the nearest others fill up.
        for pass in [Pass::Nearest, Pass::Members, Pass::Others] {
            for (rank, Candidate { visitor, index, distance, is_member, .. }) in candidates.iter().enumerate() {
                let theirs = match (*distance <= sure, is_member) {
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

    /// Takes the members, and searches the grid outwards, ring by ring.
    fn gather(&self, search: &Search<'_>, out: &mut Vec<Candidate>, members: &mut Marks) {
        let Search { crowd, viewer, .. } = *search;
        out.clear();
        members.clear();
        let (x, y) = cell(viewer.own.position);
        for Chosen { visitor, index, .. } in &self.members {
            let Some(member) = crowd.member(*index).filter(|member| member.present) else { continue };
            let (their_x, their_y) = cell(member.position);
            let in_reach = (their_x - x).abs() <= RINGS && (their_y - y).abs() <= RINGS;
            if member.visitor == *visitor && member.room == viewer.room && in_reach {
                let distance = search.distance(member.position);
                let score = distance / 100 * MEMBER_DISTANCE_PERCENT;
                out.push(Candidate { score, visitor: *visitor, index: *index, distance, is_member: true });
                members.insert(*index);
            }
        }
        let most = out.len() + MOST_CANDIDATES;
        for ring in 0..=RINGS {
            let limit = if ring == 0 { out.len() + MOST_IN_OWN_CELL } else { most };
            take_ring(search, ring, limit, (&*members, &mut *out));
            // Wherever in its cell the viewer stands, whoever was not looked for is at least so far away.
            let searched = (ring * CELL_TILES * SUBTILES_PER_TILE).unsigned_abs().pow(2);
            let found = || out.iter().filter(|candidate| candidate.distance <= searched).count();
            if out.len() >= most || (out.len() >= ENOUGH && found() >= ENOUGH) {
                return;
            }
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

/// Takes a ring's visitors as candidates up to `limit`; of too many only every nth.
fn take_ring(search: &Search<'_>, ring: i32, limit: usize, (members, out): (&Marks, &mut Vec<Candidate>)) {
    let Search { crowd, viewer, chance } = *search;
    let population: usize = search.pieces(ring).map(<[SlabIndex]>::len).sum();
    let left = limit.saturating_sub(out.len());
    if population == 0 || left == 0 {
        return;
    }
    let stride = population.div_ceil(left);
    let mut next = usize::try_from(chance % u64::try_from(stride).unwrap_or(1)).unwrap_or(0);
    for piece in search.pieces(ring) {
        for index in piece.iter().skip(next).step_by(stride).filter(|index| !members.contains(**index)) {
            let Some(member) = crowd.member(*index).filter(|member| member.visitor != viewer.visitor) else { continue };
            let distance = search.distance(member.position);
            out.push(Candidate { score: distance, visitor: member.visitor, index: *index, distance, is_member: false });
        }
        // Where the next one of this stride lies in the next piece.
        let taken = piece.len().saturating_sub(next).div_ceil(stride);
        next = (next + taken * stride).saturating_sub(piece.len());
    }
}

/// Within this squared distance stand the [`SURELY_SEEN`] nearest.
fn sure_distance(candidates: &[Candidate], distances: &mut Vec<u32>) -> u32 {
    distances.clear();
    distances.extend(candidates.iter().map(|candidate| candidate.distance));
    if distances.len() <= SURELY_SEEN {
        return u32::MAX;
    }
    *distances.select_nth_unstable(SURELY_SEEN - 1).1
}
