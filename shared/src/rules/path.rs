//! Finds a way round walls and furniture, tile by tile: for click-to-walk in clients, for leading in the venue.
//!
//! A* over the eight neighbours, never cutting a closed corner; equal inputs give equal paths. Other people are no
//! obstacles. Following the path is [`super::movement`]'s business.

use alloc::{collections::BinaryHeap, vec, vec::Vec};
use core::cmp::Reverse;

use super::movement::Ground;
use crate::units::{Facing, MAX_MAP_SIDE, TilePoint};

/// Cost of a straight and of a diagonal step, in tenths of a tile.
const STRAIGHT: u32 = 10;
const DIAGONAL: u32 = 14;
/// Tiles looked at before giving up: every tile of the largest map.
const MAX_LOOKED_AT: usize = MAX_MAP_SIDE as usize * MAX_MAP_SIDE as usize;

/// The tiles to walk over from `from` (excluded) to `to` (included); `None` when there is no way.
/// `size` is the width and height of the map in tiles.
#[must_use]
pub fn find(ground: &impl Ground, size: (u16, u16), from: TilePoint, to: TilePoint) -> Option<Vec<TilePoint>> {
    let inside = |tile: TilePoint| tile.x < size.0 && tile.y < size.1;
    if !inside(from) || !inside(to) || !ground.is_open(to) {
        return None;
    }
    let width = usize::from(size.0);
    let index = |tile: TilePoint| usize::from(tile.y) * width + usize::from(tile.x);
    let mut cost = vec![u32::MAX; width * usize::from(size.1)];
    let mut came = vec![u8::MAX; cost.len()];
    let mut open = BinaryHeap::new();
    *cost.get_mut(index(from))? = 0;
    open.push(Reverse((estimate(from, to), from)));
    let mut looked_at = 0usize;
    while let Some(Reverse((_, tile))) = open.pop() {
        if tile == to {
            return Some(trace(&came, index, from, to));
        }
        looked_at += 1;
        if looked_at > MAX_LOOKED_AT.saturating_mul(8) {
            return None;
        }
        let so_far = *cost.get(index(tile))?;
        for facing in Facing::ALL {
            let Some(next) = neighbour(ground, tile, facing).filter(|next| inside(*next)) else { continue };
            let (dx, dy) = facing.steps();
            let total = so_far.saturating_add(if dx != 0 && dy != 0 { DIAGONAL } else { STRAIGHT });
            if let (Some(known), Some(back)) = (cost.get_mut(index(next)), came.get_mut(index(next)))
                && total < *known
            {
                *known = total;
                *back = facing.index();
                open.push(Reverse((total.saturating_add(estimate(next, to)), next)));
            }
        }
    }
    None
}

/// Whether at most `steps` steps over open tiles lead from `from` to `to` or, when `to` is closed as furniture can be,
/// to a tile beside it. So furniture can be reached, but nothing through a wall.
#[must_use]
pub fn leads_to(ground: &impl Ground, from: TilePoint, to: TilePoint, steps: u8) -> bool {
    let near_enough = u16::from(!ground.is_open(to));
    let arrived = |tile: &TilePoint| tile.x.abs_diff(to.x) <= near_enough && tile.y.abs_diff(to.y) <= near_enough;
    let mut reached = vec![from];
    let mut newest = vec![from];
    for _ in 0..steps {
        if reached.iter().any(arrived) {
            return true;
        }
        let around = newest.iter().flat_map(|tile| Facing::ALL.map(|facing| neighbour(ground, *tile, facing)));
        let mut next: Vec<TilePoint> = around.flatten().filter(|tile| !reached.contains(tile)).collect();
        next.sort_unstable();
        next.dedup();
        reached.extend_from_slice(&next);
        newest = next;
    }
    reached.iter().any(arrived)
}

/// The open tile nearest to `to` within `reach` tiles, for clicks on furniture; ties by row, then column.
#[must_use]
pub fn nearest_open(ground: &impl Ground, to: TilePoint, reach: u16) -> Option<TilePoint> {
    let around = |v: u16| v.saturating_sub(reach)..=v.saturating_add(reach);
    around(to.y)
        .flat_map(|y| around(to.x).map(move |x| TilePoint::new(x, y)))
        .filter(|tile| ground.is_open(*tile))
        .min_by_key(|tile| (tile.centre().distance_squared(to.centre()), tile.y, tile.x))
}

fn neighbour(ground: &impl Ground, tile: TilePoint, facing: Facing) -> Option<TilePoint> {
    let (dx, dy) = facing.steps();
    let at = |dx: i32, dy: i32| {
        let x = u16::try_from(i32::from(tile.x) + dx).ok()?;
        let y = u16::try_from(i32::from(tile.y) + dy).ok()?;
        Some(TilePoint::new(x, y)).filter(|tile| ground.is_open(*tile))
    };
    if dx != 0 && dy != 0 {
        at(dx, 0)?;
        at(0, dy)?;
    }
    at(dx, dy)
}

/// Octile distance: what the way would cost without walls.
fn estimate(from: TilePoint, to: TilePoint) -> u32 {
    let (dx, dy) = (u32::from(from.x.abs_diff(to.x)), u32::from(from.y.abs_diff(to.y)));
    STRAIGHT * dx.max(dy) + (DIAGONAL - STRAIGHT) * dx.min(dy)
}

fn trace(came: &[u8], index: impl Fn(TilePoint) -> usize, from: TilePoint, to: TilePoint) -> Vec<TilePoint> {
    let mut path = Vec::new();
    let mut tile = to;
    while tile != from {
        path.push(tile);
        let Some(back) = came.get(index(tile)).filter(|back| **back < 8) else { break };
        let (dx, dy) = Facing::from_index(*back).steps();
        let earlier = |v: u16, d: i32| u16::try_from(i32::from(v) - d).unwrap_or(v);
        tile = TilePoint::new(earlier(tile.x, dx), earlier(tile.y, dy));
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Wall;

    impl Ground for Wall {
        /// A 10 by 10 room with a wall down the middle that is open at the bottom.
        fn is_open(&self, tile: TilePoint) -> bool {
            tile.x < 10 && tile.y < 10 && (tile.x != 5 || tile.y == 9)
        }
    }

    #[test]
    fn the_way_round_a_wall_goes_through_its_gap_without_cutting_corners() {
        let path = find(&Wall, (10, 10), TilePoint::new(1, 1), TilePoint::new(8, 1)).unwrap();
        assert!(path.contains(&TilePoint::new(5, 9)));
        assert!(path.contains(&TilePoint::new(4, 9)) && path.contains(&TilePoint::new(6, 9)));
        assert_eq!(path.last(), Some(&TilePoint::new(8, 1)));
    }

    #[test]
    fn a_few_steps_lead_round_nothing_and_through_nothing() {
        let at = TilePoint::new;
        assert!(leads_to(&Wall, at(2, 1), at(4, 1), 3));
        assert!(!leads_to(&Wall, at(4, 1), at(6, 1), 3), "through the wall");
        assert!(leads_to(&Wall, at(4, 8), at(6, 8), 4), "through the gap");
        assert!(leads_to(&Wall, at(3, 1), at(5, 1), 3), "to furniture, which is closed");
        assert!(!leads_to(&Wall, at(0, 1), at(4, 1), 3), "too far");
    }

    #[test]
    fn no_way_leads_into_a_wall() {
        assert_eq!(find(&Wall, (10, 10), TilePoint::new(1, 1), TilePoint::new(5, 1)), None);
        assert_eq!(nearest_open(&Wall, TilePoint::new(5, 1), 2), Some(TilePoint::new(4, 1)));
    }
}
