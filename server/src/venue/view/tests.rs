//! Claims about views, on a crowd of points without a venue: sets bounded and calm, pictures that converge, nobody
//! forgotten. A viewer here is the plain slot table a client keeps.

mod nearest;

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::session::Pace;
use hiroba_shared::protocol::snapshot::{MAX_SNAPSHOT_BYTES, OwnBody, Sighting, Snapshot};
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::units::{Point, Tick};

use super::{MOST_FORCED, MOST_NEAREST, MOST_NEAREST_LOW, Seen, Viewer, Views};

const HALL: RoomId = RoomId(0);

/// A small generator of repeatable chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn point(&mut self, tiles: u64) -> Point {
        let side = tiles * 256;
        Point::new(i32::try_from(self.below(side)).unwrap(), i32::try_from(self.below(side)).unwrap())
    }
}

fn seen(id: u32, position: Point) -> Seen {
    let sighting =
        Sighting { x: Sighting::wire_units(position.x), y: Sighting::wire_units(position.y), ..Sighting::default() };
    Seen { visitor: VisitorId(id), room: HALL, position, sighting }
}

/// What a client keeps: its slots, and what it acknowledges.
#[derive(Default)]
struct Client {
    slots: BTreeMap<u8, (VisitorId, Sighting)>,
    ack: Ack,
}

impl Client {
    fn take(&mut self, bytes: &[u8]) {
        let snapshot = Snapshot::from_bytes(bytes).unwrap();
        if !self.ack.note(snapshot.number) {
            return;
        }
        for slot in &snapshot.gone {
            self.slots.remove(slot);
        }
        for record in &snapshot.records {
            let known = self.slots.get(&record.slot).map(|(visitor, _)| *visitor);
            let visitor = record.visitor.or(known).expect("a record of an unbound slot");
            self.slots.insert(record.slot, (visitor, record.sighting));
        }
    }

    fn picture(&self) -> BTreeMap<VisitorId, Sighting> {
        self.slots.values().copied().collect()
    }
}

/// One viewer (visitor 0) among others, with a share of snapshots lost.
struct Stage {
    views: Views,
    others: Vec<Seen>,
    me: Seen,
    client: Client,
    forced: Vec<VisitorId>,
    tick: u32,
    chance: Chance,
    loss_percent: u64,
    changes: usize,
    longest_snapshot: usize,
    pace: Pace,
}

impl Stage {
    fn new(others: Vec<Seen>, loss_percent: u64) -> Self {
        let mut views = Views::new(7);
        assert_eq!(views.open(VisitorId(0), HALL), 1);
        Self {
            views,
            others,
            me: seen(0, Point::new(20 * 256, 20 * 256)),
            client: Client::default(),
            forced: Vec::new(),
            tick: 0,
            chance: Chance(3),
            loss_percent,
            changes: 0,
            longest_snapshot: 0,
            pace: Pace::Full,
        }
    }

    fn run(&mut self, ticks: u32, mut each: impl FnMut(u32, &mut Seen, &mut Vec<Seen>)) {
        for _ in 0..ticks {
            self.tick += 1;
            each(self.tick, &mut self.me, &mut self.others);
            let all: Vec<Seen> = std::iter::once(self.me).chain(self.others.iter().copied()).collect();
            let own = OwnBody { position: self.me.position, ..OwnBody::default() };
            let viewer = Viewer {
                visitor: VisitorId(0),
                room: HALL,
                own,
                ack: self.client.ack,
                pace: self.pace,
                forced: &self.forced,
            };
            let mut snapshots = Vec::new();
            let changes = &mut self.changes;
            self.views.tick(Tick(self.tick), &all, &[viewer], &mut |_, bytes, introduced: &[VisitorId]| {
                *changes += introduced.len();
                snapshots.push(bytes);
            });
            for bytes in snapshots {
                self.longest_snapshot = self.longest_snapshot.max(bytes.len());
                if self.chance.below(100) >= self.loss_percent {
                    self.client.take(&bytes);
                }
            }
        }
    }

    fn stand(&mut self, ticks: u32) {
        self.run(ticks, |_, _, _| {});
    }

    /// What the client holds equals the truth for everybody it holds.
    fn assert_true_picture(&self) {
        let truth: BTreeMap<_, _> = self.others.iter().map(|s| (s.visitor, s.sighting)).collect();
        for (visitor, sighting) in self.client.picture() {
            assert_eq!(truth.get(&visitor), Some(&sighting), "{visitor:?}");
        }
    }
}

fn crowd(count: u32, tiles: u64) -> Vec<Seen> {
    let mut chance = Chance(u64::from(count));
    (1..=count).map(|id| seen(id, chance.point(tiles))).collect()
}

#[test]
fn a_small_room_is_seen_whole_and_costs_nothing_once_everybody_stands() {
    let mut stage = Stage::new(crowd(30, 30), 0);
    stage.stand(20);
    assert_eq!(stage.client.picture().len(), 30);
    stage.assert_true_picture();
    let mut lengths = Vec::new();
    let all: Vec<Seen> = std::iter::once(stage.me).chain(stage.others.iter().copied()).collect();
    let (own, pace, ack) = (OwnBody::default(), Pace::Full, stage.client.ack);
    let viewer = Viewer { visitor: VisitorId(0), room: HALL, own, ack, pace, forced: &[] };
    stage.views.tick(Tick(99), &all, &[viewer], &mut |_, bytes, _| lengths.push(bytes.len()));
    assert_eq!(lengths, [19]);
}

#[test]
fn pictures_converge_after_movement_stops_even_with_a_third_of_snapshots_lost() {
    let mut stage = Stage::new(crowd(60, 24), 33);
    let mut chance = Chance(11);
    stage.run(200, |_, _, others| {
        for other in others.iter_mut() {
            if chance.below(10) < 4 {
                *other = seen(other.visitor.0, other.position);
                let by = |c: &mut Chance| i32::try_from(c.below(100)).unwrap() - 50;
                let position = Point::new(other.position.x + by(&mut chance), other.position.y + by(&mut chance));
                *other = seen(other.visitor.0, Point::new(position.x.clamp(0, 6_000), position.y.clamp(0, 6_000)));
            }
        }
    });
    stage.stand(60);
    assert_eq!(stage.client.picture().len(), 60);
    stage.assert_true_picture();
}

#[test]
fn in_a_dense_hall_the_visible_set_is_bounded_and_holds_the_nearest() {
    let mut stage = Stage::new(crowd(2_000, 40), 0);
    stage.stand(60);
    let picture = stage.client.picture();
    assert_eq!(picture.len(), MOST_NEAREST);
    let mut by_distance: Vec<_> =
        stage.others.iter().map(|s| (s.position.distance_squared(stage.me.position), s.visitor)).collect();
    by_distance.sort_unstable();
    for (_, visitor) in by_distance.iter().take(MOST_NEAREST / 2) {
        assert!(picture.contains_key(visitor), "{visitor:?} is near and not seen");
    }
    assert!(stage.longest_snapshot <= MAX_SNAPSHOT_BYTES);
}

#[test]
fn two_thousand_in_one_cell_are_sampled_and_not_all_looked_at() {
    let same_cell = (1..=2_000).map(|id| seen(id, Point::new(20 * 256 + 5, 20 * 256 + 5))).collect();
    let mut stage = Stage::new(same_cell, 0);
    stage.stand(60);
    assert_eq!(stage.client.picture().len(), MOST_NEAREST);
    stage.assert_true_picture();
}

#[test]
fn forced_members_are_seen_from_the_far_end_of_the_hall() {
    let mut stage = Stage::new(crowd(1_000, 40), 0);
    let far = seen(5_000, Point::new(500 * 256, 500 * 256));
    stage.others.push(far);
    stage.forced = vec![far.visitor];
    stage.stand(30);
    assert!(stage.client.picture().contains_key(&far.visitor));
    assert!(stage.client.picture().len() <= MOST_NEAREST + MOST_FORCED);
    stage.forced.clear();
    stage.stand(60);
    assert!(!stage.client.picture().contains_key(&far.visitor));
}

#[test]
fn membership_is_calm_when_two_people_at_the_border_fidget() {
    let ring: Vec<Seen> = (1..=MOST_NEAREST as u32 + 6)
        .map(|id| seen(id, Point::new(20 * 256 + 10 * i32::try_from(id).unwrap(), 20 * 256)))
        .collect();
    let mut stage = Stage::new(ring, 0);
    stage.stand(40);
    let before = stage.changes;
    stage.run(200, |tick, _, others| {
        for other in others.iter_mut().rev().take(12) {
            let wobble = if tick % 2 == 0 { 12 } else { -12 };
            *other = seen(other.visitor.0, Point::new(other.position.x + wobble, other.position.y));
        }
    });
    assert!(stage.changes - before <= 6, "{} changes", stage.changes - before);
}

#[test]
fn who_leaves_is_forgotten_and_their_place_serves_the_next() {
    let mut stage = Stage::new(crowd(20, 20), 20);
    stage.stand(40);
    stage.others.truncate(5);
    stage.stand(60);
    assert_eq!(stage.client.picture().len(), 5);
    stage.others.extend((100..115).map(|id| seen(id, Point::new(19 * 256, 19 * 256))));
    stage.stand(60);
    assert_eq!(stage.client.picture().len(), 20);
    stage.assert_true_picture();
}

#[test]
fn nobody_visible_starves_while_everybody_walks() {
    let mut stage = Stage::new(crowd(300, 16), 5);
    let mut chance = Chance(5);
    let mut last_true: BTreeMap<VisitorId, u32> = BTreeMap::new();
    for _ in 0..400 {
        stage.run(1, |_, _, others| {
            for other in others.iter_mut() {
                let by = |c: &mut Chance| i32::try_from(c.below(41)).unwrap() - 20;
                let to = Point::new(other.position.x + by(&mut chance), other.position.y + by(&mut chance));
                *other = seen(other.visitor.0, Point::new(to.x.clamp(0, 4_095), to.y.clamp(0, 4_095)));
            }
        });
        let truth: BTreeMap<_, _> = stage.others.iter().map(|s| (s.visitor, s.sighting)).collect();
        let picture = stage.client.picture();
        last_true.retain(|visitor, _| picture.contains_key(visitor));
        for (visitor, sighting) in &picture {
            // "Fresh" is within two steps of walking; with 20 subtiles a step that is 5 wire units.
            let now = truth[visitor];
            let fresh = now.x.abs_diff(sighting.x) <= 6 && now.y.abs_diff(sighting.y) <= 6;
            let since = last_true.entry(*visitor).or_insert(stage.tick);
            if fresh {
                *since = stage.tick;
            }
            assert!(stage.tick - *since <= 40, "{visitor:?} starved");
        }
    }
}

#[test]
fn at_the_low_pace_few_snapshots_hold_the_nearest_and_the_picture_still_becomes_true() {
    let mut stage = Stage::new(crowd(300, 16), 20);
    stage.pace = Pace::Low;
    let mut chance = Chance(5);
    for _ in 0..200 {
        stage.run(1, |_, _, others| {
            for other in others.iter_mut() {
                let by = |c: &mut Chance| i32::try_from(c.below(41)).unwrap() - 20;
                let to = Point::new(other.position.x + by(&mut chance), other.position.y + by(&mut chance));
                *other = seen(other.visitor.0, Point::new(to.x.clamp(0, 4_095), to.y.clamp(0, 4_095)));
            }
        });
    }
    assert!((45..=51).contains(&stage.client.ack.newest), "five a second, not {}", stage.client.ack.newest);
    stage.stand(100);
    let mut by_distance: Vec<_> =
        stage.others.iter().map(|s| (s.position.distance_squared(stage.me.position), s.visitor)).collect();
    by_distance.sort_unstable();
    let picture = stage.client.picture();
    assert_eq!(picture.len(), MOST_NEAREST_LOW);
    assert!(by_distance.iter().take(MOST_NEAREST_LOW / 2).all(|(_, visitor)| picture.contains_key(visitor)));
    stage.assert_true_picture();
}

#[test]
fn a_new_view_knows_nothing_and_goes_on_counting() {
    let mut stage = Stage::new(crowd(10, 20), 0);
    stage.stand(20);
    let first = stage.views.open(VisitorId(0), HALL);
    assert_eq!(first, 21);
    stage.client.slots.clear();
    stage.stand(20);
    assert_eq!(stage.client.picture().len(), 10);
}
