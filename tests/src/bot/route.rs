//! Where a bot walks: a list of intents, or tiles to walk over, one answer per tick.
//!
//! A route over tiles steers by what the bot believes of itself, as click-to-walk in the client does.

use std::collections::VecDeque;

use hiroba_shared::map::RoomMap;
use hiroba_shared::rules::movement::{Body, Intent, WALK};
use hiroba_shared::rules::path;
use hiroba_shared::units::{Facing, TilePoint};

/// What is left to walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Route {
    /// Nothing.
    #[default]
    Over,
    /// These intents, one per tick.
    Intents(VecDeque<Intent>),
    /// Over these tiles.
    Tiles(VecDeque<TilePoint>),
}

impl Route {
    /// The same intent for so many ticks.
    #[must_use]
    pub fn steady(intent: Intent, ticks: usize) -> Self {
        Self::Intents(std::iter::repeat_n(intent, ticks).collect())
    }

    /// Intents as given.
    #[must_use]
    pub fn of(intents: impl IntoIterator<Item = Intent>) -> Self {
        Self::Intents(intents.into_iter().collect())
    }

    /// The way from the tile of `body` to `goal`, if there is one.
    #[must_use]
    pub fn towards(goal: TilePoint, body: &Body, map: &RoomMap) -> Option<Self> {
        let from = body.position.tile()?;
        // The middle of the tile one stands on comes first: from there no corner is cut.
        let way = path::find(map, (map.width, map.height), from, goal)?;
        Some(Self::Tiles(std::iter::once(from).chain(way).collect()))
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self {
            Self::Over => true,
            Self::Intents(intents) => intents.is_empty(),
            Self::Tiles(tiles) => tiles.is_empty(),
        }
    }

    /// What to do in this tick.
    pub fn next(&mut self, body: &Body) -> Intent {
        match self {
            Self::Over => Intent::Stay,
            Self::Intents(intents) => intents.pop_front().unwrap_or_default(),
            Self::Tiles(tiles) => loop {
                let Some(tile) = tiles.front() else { return Intent::Stay };
                let goal = tile.centre();
                let aside = |from: i32, to: i32| if (to - from).abs() * 2 <= WALK { 0 } else { to - from };
                let (dx, dy) = (aside(body.position.x, goal.x), aside(body.position.y, goal.y));
                match Facing::from_steps(dx, dy) {
                    Some(facing) => return Intent::Walk(facing),
                    None => tiles.pop_front(),
                };
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing;
    use hiroba_shared::rules::movement::{Drive, step};

    #[test]
    fn a_route_over_tiles_ends_on_its_goal_round_corners() {
        let map = drawing::room("#######\n#@..#.#\n#.#.#.#\n#.#...#\n#######");
        let mut body = Body { position: TilePoint::new(1, 1).centre(), ..Body::default() };
        let goal = TilePoint::new(5, 1);
        let mut route = Route::towards(goal, &body, &map).unwrap();
        for _ in 0..400 {
            let intent = route.next(&body);
            body = step(body, Drive::Own(intent), &map);
        }
        assert_eq!(body.position.tile(), Some(goal));
        assert!(route.is_over());
    }
}
