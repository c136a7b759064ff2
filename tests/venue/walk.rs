//! Walking: one gets where one walks, walls hold, and others see it.

use hiroba_shared::rules::movement::{HALF_WIDTH, Motion};
use hiroba_shared::units::{Facing, Point, SUBTILES_PER_TILE, TilePoint};
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use crate::rooms::LONG_HALL;

const MAZE: &str = "
    ###########
    #@..#.....#
    #.#.#.###.#
    #.#...#...#
    #.#####.#.#
    #.......#.#
    ###########";

#[test]
fn who_walks_arrives_and_is_seen_arriving() {
    for plan in Plan::drawn(MAZE).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        let bob = town.joins("Bob");
        town[alice].walks_to(9, 5);
        town.settle();
        assert_eq!(town[alice].tile(), TilePoint::new(9, 5));
        town[bob].walks_to(9, 3);
        town.settle();
        town.assert_pictures_are_true();
    }
}

#[test]
fn a_wall_stops_whoever_walks_into_it_at_its_edge() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        town[alice].runs(Facing::West, 60);
        town.settle();
        assert_eq!(town[alice].place().x, SUBTILES_PER_TILE + HALF_WIDTH);
        assert_eq!(town.watch.truth(alice).map(|own| own.position), Some(town[alice].place()));
    }
}

#[test]
fn walking_diagonally_into_a_wall_slides_along_it() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    let start = town[alice].place();
    town[alice].walks(Facing::NorthEast, 20);
    town.settle();
    assert_eq!(town[alice].place().y, SUBTILES_PER_TILE + HALF_WIDTH);
    assert!(town[alice].place().x > start.x + 2 * SUBTILES_PER_TILE);
}

#[test]
fn who_stops_is_seen_standing_and_looking_where_they_went() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        let bob = town.joins("Bob");
        town[alice].walks(Facing::East, 20);
        town.settle();
        let seen = town[bob].bot.sight.of(town[alice].id()).unwrap();
        assert_eq!((seen.motion, seen.facing), (Motion::Standing, Facing::East));
    }
}

#[test]
fn running_is_faster_than_walking_by_the_rules_and_no_more() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    let bob = town.joins("Bob");
    let start = town[alice].place();
    town[alice].walks(Facing::East, 20);
    town[bob].runs(Facing::East, 20);
    town.settle();
    assert_eq!(town[alice].place(), Point::new(start.x + 20 * 51, start.y));
    assert_eq!(town[bob].place(), Point::new(start.x + 20 * 90, start.y));
}

#[test]
fn people_do_not_stand_in_each_others_way() {
    let mut town = Town::new(Plan::drawn("########\n#@.....#\n########"));
    let alice = town.joins("Alice");
    let bob = town.joins("Bob");
    town[bob].walks_to(3, 1);
    town.settle();
    town[alice].walks_to(6, 1);
    town.settle();
    assert_eq!((town[alice].tile().x, town[bob].tile().x), (6, 3));
}
