//! The drawn rooms of the scenarios.

use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::units::seconds;
use hiroba_tests::drawing;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Player;

/// As long as anything takes to be told over a bad link, in ticks.
pub(crate) const LONG_ENOUGH: u32 = seconds(4);

/// Tells each scenario twice, over a perfect link and over a bad one.
macro_rules! over_both_links {
    ($($scenario:ident),* $(,)?) => {
        mod over_a_perfect_link {
            $(#[test]
            fn $scenario() {
                super::$scenario(hiroba_tests::link::Link::perfect());
            })*
        }
        mod over_a_bad_link {
            $(#[test]
            fn $scenario() {
                super::$scenario(hiroba_tests::link::Link::bad());
            })*
        }
    };
}
pub(crate) use over_both_links;

/// A long hall: near chat does not carry from one end to the other.
pub(crate) const LONG_HALL: &str = "
    ##############################
    #@...........................#
    #............................#
    #............................#
    ##############################";

/// A hall with two tables, a quiet corner and seats.
pub(crate) const SALON: &str = "
    ####################
    #@................q#
    #..111......222...q#
    #..111......222...q#
    #..111......222...q#
    #.................q#
    #..s..s...........q#
    ####################";

/// A hall with a stage at its end.
pub(crate) const THEATRE: &str = "
    ####################
    #......SSSSS.......#
    #......SSSSS.......#
    #..................#
    #..................#
    #@.................#
    ####################";

/// A hall and a garden, each with a door to the other.
pub(crate) fn hall_and_garden() -> Plan {
    let hall = drawing::room_with_door("###########\n#@........#\n#........D#\n###########", "garden");
    let garden = drawing::room_with_door("########\n#D....@#\n#......#\n########", "hall");
    Plan::of(vec![drawing::setup("hall", hall), drawing::setup("garden", garden)])
}

/// A hall with a stage and a garden, each with a door to the other.
pub(crate) fn theatre_and_garden() -> Plan {
    let hall = drawing::room_with_door("###########\n#...SSS...#\n#@.......D#\n###########", "garden");
    let garden = drawing::room_with_door("########\n#D....@#\n#......#\n########", "hall");
    Plan::of(vec![drawing::setup("hall", hall), drawing::setup("garden", garden)])
}

/// The circle somebody was last told to be in: how many members, or none.
pub(crate) fn circle_of(player: &Player) -> Option<usize> {
    let zones = |said: &SessionFromServer| match said {
        SessionFromServer::Zones { circle, members, .. } => Some(circle.map(|_| members.len())),
        SessionFromServer::Welcome { .. }
        | SessionFromServer::Entered { .. }
        | SessionFromServer::Profiles(_)
        | SessionFromServer::Present { .. }
        | SessionFromServer::Refused(_)
        | SessionFromServer::Farewell(_) => None,
    };
    player.session().rev().find_map(zones).flatten()
}
