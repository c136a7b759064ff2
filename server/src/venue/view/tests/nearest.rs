//! Whoever stands nearest is seen, however everybody else stands.

use proptest::prelude::*;

use super::*;
use crate::venue::view::interest::SURELY_SEEN;

fn tiles(x: f64, y: f64) -> Point {
    Point::new((x * 256.0) as i32, (y * 256.0) as i32)
}

fn beside(from: Point, by: Point) -> Point {
    Point::new(from.x + by.x, from.y + by.y)
}

/// The nearest of a stage's others, nearest first; of equally near ones all that are as near as the last.
fn nearest(stage: &Stage, count: usize) -> Vec<VisitorId> {
    let distance = |seen: &Seen| seen.position.distance_squared(stage.me.position);
    let mut distances: Vec<i64> = stage.others.iter().map(distance).collect();
    distances.sort_unstable();
    let Some(farthest) = distances.get(count.min(distances.len()).wrapping_sub(1)) else { return Vec::new() };
    stage.others.iter().filter(|seen| distance(seen) < *farthest).map(|seen| seen.visitor).collect()
}

#[test]
fn the_nearest_of_all_is_seen_beside_a_crowd_on_the_other_side() {
    // The viewer stands at the right edge of its cell: the crowd on the left fills the ring, a friend stands beyond it.
    let mut others: Vec<Seen> =
        (0..200).map(|n| seen(n + 2, tiles(16.0 + f64::from(n % 10) * 0.1, 18.0 + f64::from(n / 10) * 0.2))).collect();
    let friend = seen(1, tiles(28.2, 20.0));
    others.insert(0, friend);
    let mut stage = Stage::new(others, 0);
    stage.me = seen(0, tiles(23.9, 20.0));
    stage.stand(20);
    assert!(stage.client.picture().contains_key(&friend.visitor));
}

#[test]
fn the_nearest_are_found_in_a_cell_too_dense_to_look_at_everybody() {
    let mut chance = Chance(9);
    let mut within = |id| seen(id, beside(tiles(20.0, 20.0), chance.point(4)));
    let others = (1..=2_000).map(&mut within).collect();
    let mut stage = Stage::new(others, 0);
    stage.me = seen(0, tiles(22.0, 22.0));
    stage.stand(120);
    let picture = stage.client.picture();
    let missed: Vec<_> = nearest(&stage, SURELY_SEEN).into_iter().filter(|id| !picture.contains_key(id)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    let changes = stage.changes;
    stage.stand(120);
    assert!(stage.changes - changes <= 4, "{} come and go while nobody moves", stage.changes - changes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_nearest_are_seen_however_people_gather(
        // Groups from one person to a crowd, round a viewer who stands anywhere in their cell.
        gatherings in prop::collection::vec((-10.0..10.0f64, -10.0..10.0f64, 1u64..5, 0u32..9), 1..6),
        (x, y) in (40.0..44.0f64, 40.0..44.0f64),
        seed in any::<u64>(),
    ) {
        let mut chance = Chance(seed);
        let mut others = Vec::new();
        for (right, down, width, doublings) in gatherings {
            for _ in 0..1u32 << doublings {
                let id = u32::try_from(others.len()).unwrap() + 1;
                others.push(seen(id, beside(tiles(x + right, y + down), chance.point(width))));
            }
        }
        let mut stage = Stage::new(others, 0);
        stage.me = seen(0, tiles(x, y));
        stage.stand(40);
        let picture = stage.client.picture();
        for visitor in nearest(&stage, SURELY_SEEN) {
            let place = stage.others.iter().find(|seen| seen.visitor == visitor).unwrap().position;
            // The search ends ten cells away, which is beyond any screen.
            let in_reach = place.is_within(stage.me.position, 40);
            prop_assert!(!in_reach || picture.contains_key(&visitor), "{visitor:?} is near and not seen");
        }
    }
}
