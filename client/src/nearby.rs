//! What is round this person, in words: where they stand, who is near, and what was said while the chat is closed.
//!
//! For those who do not see the world: the panel is told by screen readers and drawn nowhere. It tells what this
//! client shows anyway.

mod react;
pub mod view;

use bevy::prelude::*;
use hiroba_shared::ids::{VisitorId, ZoneId};
use hiroba_shared::rules::hearing;
use hiroba_shared::units::Point;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

/// Most people that are named; of more than these only the number is told, or nobody could listen to it.
pub const MOST_NAMED: usize = 6;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Nearby>()
        .add_systems(OnExit(Screen::InVenue), react::forget)
        .add_systems(Update, react::look.in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)))
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}

/// Who and what is round this person, as of the last look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Nearby {
    /// The zones they stand in, the smallest first.
    pub zones: Vec<ZoneId>,
    /// Who hears them, by number, so that the order does not change with every step.
    pub people: Vec<VisitorId>,
    /// How many hear them.
    pub count: usize,
}

impl Nearby {
    /// What is round somebody at `own`.
    #[must_use]
    pub fn around(own: Point, others: impl Iterator<Item = (VisitorId, Point)>, zones: Vec<ZoneId>) -> Self {
        let mut people: Vec<VisitorId> =
            others.filter(|(_, at)| hearing::near_chat_carries(own, *at)).map(|(visitor, _)| visitor).collect();
        people.sort_unstable();
        let count = people.len();
        if count > MOST_NAMED {
            // Of a crowd only tens are told: every single coming and going would be told otherwise.
            return Self { zones, people: Vec::new(), count: count / 10 * 10 + usize::from(count < 10) * count };
        }
        Self { zones, people, count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::units::TilePoint;

    fn crowd(count: u32) -> Nearby {
        let at = TilePoint::new(10, 10).centre();
        let far = TilePoint::new(40, 10).centre();
        let others = (0..count).map(|n| (VisitorId(100 - n), at)).chain([(VisitorId(500), far)]);
        Nearby::around(TilePoint::new(11, 10).centre(), others, vec![])
    }

    #[test]
    fn those_in_reach_are_named_in_an_order_that_stays() {
        assert_eq!(crowd(2).people, vec![VisitorId(99), VisitorId(100)]);
        assert_eq!(crowd(0), Nearby::default());
    }

    #[test]
    fn of_a_crowd_only_a_round_number_is_told() {
        assert_eq!((crowd(8).people, crowd(8).count), (vec![], 8));
        assert_eq!(crowd(41), crowd(47), "one more or less is not worth a word");
    }
}
