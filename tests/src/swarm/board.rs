//! What all bots know together: where each was told to be, and who should hear what was said.
//!
//! The truth against which a bot's picture of another is held is what the server told that other of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::snapshot::{OwnBody, Sighting};
use hiroba_shared::rules::hearing::NEAR_TILES;
use hiroba_shared::units::Point;

/// Standing still for so long, everybody must have heard of it.
pub const AT_REST: Duration = Duration::from_secs(2);
/// A message not heard after this long is lost.
const HEARING_PATIENCE: Duration = Duration::from_secs(4);
/// Nearer than this everybody hears, farther than that nobody: bodies move while words are on their way.
const SURELY_NEAR_TILES: u16 = NEAR_TILES - 2;
const SURELY_FAR_TILES: u16 = NEAR_TILES + 2;
/// Among so many nearest, everybody must be in sight.
const SURELY_SEEN: usize = 16;

/// What one bot told the others.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Who it is.
    pub visitor: VisitorId,
    /// In which room.
    pub room: RoomId,
    /// What the server told it of itself.
    pub told: OwnBody,
    /// Since when it is at rest, as far as it knows.
    pub rests_since: Option<Instant>,
    /// It stands in a quiet zone, or may.
    pub quiet: bool,
}

impl Place {
    fn rests(&self, now: Instant) -> bool {
        self.rests_since.is_some_and(|since| now.duration_since(since) >= AT_REST)
    }
}

/// The board.
#[derive(Debug)]
pub struct Board {
    places: Vec<Mutex<Option<Place>>>,
    indices: Mutex<BTreeMap<VisitorId, usize>>,
    said: Mutex<BTreeMap<u64, Said>>,
}

#[derive(Debug)]
struct Said {
    at: Instant,
    expected: BTreeSet<usize>,
    forbidden: BTreeSet<usize>,
}

/// What a look at one's picture found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// How far off each resting neighbour was seen, in tiles.
    pub position_errors: Vec<f64>,
    /// Neighbours seen wrongly or not seen, in words.
    pub faults: Vec<String>,
}

impl Board {
    /// A board for so many bots.
    #[must_use]
    pub fn new(bots: usize) -> Self {
        let places = (0..bots).map(|_| Mutex::new(None)).collect();
        Self { places, indices: Mutex::default(), said: Mutex::default() }
    }

    /// A bot tells where it is; `None` when it is gone.
    pub fn tell(&self, index: usize, place: Option<Place>) {
        let Some(slot) = self.places.get(index) else { return };
        let before = std::mem::replace(&mut *lock(slot), place);
        if before.is_none()
            && let Some(place) = place
        {
            lock(&self.indices).insert(place.visitor, index);
        }
    }

    /// Holds a bot's picture against what the others were told.
    #[must_use]
    pub fn check(&self, index: usize, picture: &BTreeMap<VisitorId, Sighting>, now: Instant) -> Findings {
        let mut findings = Findings::default();
        let Some(viewer) = self.place(index).filter(|viewer| viewer.rests(now)) else { return findings };
        for (visitor, sighting) in picture {
            let Some(other) = self.find(*visitor).filter(|other| other.rests(now)) else { continue };
            if other.room != viewer.room {
                findings.faults.push(format!("{index} sees {visitor:?} who is in another room"));
                continue;
            }
            let error = error_tiles(&other.told, sighting);
            if error > 0.0 {
                findings.faults.push(format!("{index} sees {visitor:?} {error:.3} tiles off"));
            }
            findings.position_errors.push(error);
        }
        self.check_missing((index, &viewer), picture, now, &mut findings);
        findings
    }

    fn check_missing(
        &self,
        (index, viewer): (usize, &Place),
        picture: &BTreeMap<VisitorId, Sighting>,
        now: Instant,
        findings: &mut Findings,
    ) {
        let here = viewer.told.position;
        let together = self.everybody().filter(|(other, place)| *other != index && place.room == viewer.room);
        let mut near: Vec<(i64, Place)> =
            together.map(|(_, place)| (here.distance_squared(place.told.position), place)).collect();
        near.sort_by_key(|(distance, place)| (*distance, place.visitor));
        for (rank, (squared, other)) in near.iter().enumerate().take(SURELY_SEEN) {
            let is_near = here.is_within(other.told.position, SURELY_NEAR_TILES);
            if is_near && other.rests(now) && !picture.contains_key(&other.visitor) {
                let tiles = squared.isqrt() / i64::from(hiroba_shared::units::SUBTILES_PER_TILE);
                let (who, seen) = (other.visitor, picture.len());
                let nearest = rank + 1;
                findings.faults.push(format!(
                    "{index} does not see {who:?}, nearest but {nearest}, {tiles} tiles away, and sees {seen} others"
                ));
            }
        }
    }

    /// A bot says something to those near; `number` is in the text.
    pub fn say(&self, index: usize, number: u64, now: Instant) {
        let Some(speaker) = self.place(index) else { return };
        let mut said = Said { at: now, expected: BTreeSet::new(), forbidden: BTreeSet::new() };
        for (listener, place) in self.everybody() {
            let within = |tiles| place.told.position.is_within(speaker.told.position, tiles);
            if place.room != speaker.room || !within(SURELY_FAR_TILES) {
                if place.rests(now) {
                    said.forbidden.insert(listener);
                }
            } else if within(SURELY_NEAR_TILES) && place.rests(now) && !place.quiet {
                said.expected.insert(listener);
            }
        }
        lock(&self.said).insert(number, said);
    }

    /// A bot heard it. Answers how long that took, and whether it should not have.
    #[must_use]
    pub fn hear(&self, index: usize, number: u64, now: Instant) -> Option<(Duration, bool)> {
        let mut all = lock(&self.said);
        let said = all.get_mut(&number)?;
        said.expected.remove(&index);
        Some((now.duration_since(said.at), said.forbidden.contains(&index)))
    }

    /// It was refused: nobody has to hear it.
    pub fn take_back(&self, number: u64) {
        lock(&self.said).remove(&number);
    }

    /// Who should have heard something by now, is still there and did not.
    #[must_use]
    pub fn unheard(&self, now: Instant) -> Vec<String> {
        let all = lock(&self.said);
        let late = all.iter().filter(|(_, said)| now.duration_since(said.at) >= HEARING_PATIENCE);
        late.flat_map(|(number, said)| said.expected.iter().map(move |listener| (*number, *listener)))
            .filter(|(_, listener)| self.place(*listener).is_some())
            .map(|(number, listener)| format!("{listener} did not hear message {number}"))
            .collect()
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.places.get(index).and_then(|place| *lock(place))
    }

    fn find(&self, visitor: VisitorId) -> Option<Place> {
        let index = lock(&self.indices).get(&visitor).copied()?;
        self.place(index)
    }

    fn everybody(&self) -> impl Iterator<Item = (usize, Place)> + '_ {
        self.places.iter().enumerate().filter_map(|(index, place)| Some((index, (*lock(place))?)))
    }
}

/// How far a sighting is from the truth in its own units, in tiles.
fn error_tiles(told: &OwnBody, sighting: &Sighting) -> f64 {
    let truth =
        Sighting { x: Sighting::wire_units(told.position.x), y: Sighting::wire_units(told.position.y), ..*sighting };
    let (there, here): (Point, Point) = (truth.position(), sighting.position());
    let squared = u32::try_from(there.distance_squared(here)).unwrap_or(u32::MAX);
    f64::from(squared).sqrt() / f64::from(hiroba_shared::units::SUBTILES_PER_TILE)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept here is whole after every statement, so a poisoned lock guards whole values too.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(visitor: u32, tiles: i32, since: Instant) -> Option<Place> {
        let told = OwnBody { position: Point::new(tiles * 256, 512), ..OwnBody::default() };
        Some(Place { visitor: VisitorId(visitor), room: RoomId(0), told, rests_since: Some(since), quiet: false })
    }

    fn seen(tiles: i32) -> Sighting {
        Sighting { x: Sighting::wire_units(tiles * 256), y: Sighting::wire_units(512), ..Sighting::default() }
    }

    #[test]
    fn a_neighbour_seen_elsewhere_or_not_at_all_is_a_fault() {
        let (board, since) = (Board::new(2), Instant::now());
        let now = since + AT_REST;
        board.tell(0, place(1, 3, since));
        board.tell(1, place(2, 5, since));
        let right = BTreeMap::from([(VisitorId(2), seen(5))]);
        assert_eq!(board.check(0, &right, now), Findings { position_errors: vec![0.0], faults: vec![] });
        let wrong = BTreeMap::from([(VisitorId(2), seen(6))]);
        assert_eq!(board.check(0, &wrong, now).position_errors, vec![1.0]);
        assert_eq!(board.check(0, &wrong, now).faults.len(), 1);
        assert_eq!(board.check(0, &BTreeMap::new(), now).faults.len(), 1);
    }

    #[test]
    fn words_are_expected_near_forbidden_far_and_missed_when_nobody_heard_them() {
        let (board, since) = (Board::new(3), Instant::now());
        let now = since + AT_REST;
        for (index, tiles) in [(0, 0), (1, 4), (2, 30)] {
            board.tell(index, place(index as u32 + 1, tiles, since));
        }
        board.say(0, 7, now);
        assert_eq!(board.hear(0, 7, now).map(|(_, wrong)| wrong), Some(false));
        assert_eq!(board.hear(2, 7, now).map(|(_, wrong)| wrong), Some(true));
        assert_eq!(board.unheard(now + HEARING_PATIENCE), vec!["1 did not hear message 7".to_owned()]);
    }
}
