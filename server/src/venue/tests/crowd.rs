//! Claims about a photograph of as many people as one can have, in the hall that comes with the server.

use std::collections::{BTreeSet, VecDeque};

use hiroba_shared::map::{RoomMap, ZoneKind};
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::photograph::{COUNTDOWN_SECONDS, MOST_IN_PHOTOGRAPH, PhotographFromClient};
use hiroba_shared::role::Role;
use hiroba_shared::text::PhotographCaption;
use hiroba_shared::units::{TilePoint, seconds};

use super::rehearsal::{Person, Rehearsal};
use crate::venue::output::{Composition, Output};

/// Ways of this hall that may be planned in one tick: 60,000 tiles, and one way begun.
const MOST_WAYS: usize = 60_000 / (80 * 56) + 1;
/// Longest that is waited for those on their way.
const MOST_GATHERING: u32 = seconds(60);

/// Every tile that can be reached on foot from the start.
fn reached(map: &RoomMap) -> Vec<TilePoint> {
    let start = map.entries[0].tiles[0];
    let (mut seen, mut open) = (BTreeSet::from([start]), VecDeque::from([start]));
    while let Some(tile) = open.pop_front() {
        let TilePoint { x, y } = tile;
        let around = [(x + 1, y), (x.saturating_sub(1), y), (x, y + 1), (x, y.saturating_sub(1))];
        for next in around.map(|(x, y)| TilePoint::new(x, y)) {
            if map.is_open(next) && seen.insert(next) {
                open.push_back(next);
            }
        }
    }
    seen.into_iter().collect()
}

/// So many people all over the hall, the first a moderator.
fn crowd(play: &mut Rehearsal, map: &RoomMap, people: usize) -> Vec<Person> {
    let tiles: Vec<TilePoint> = reached(map);
    let doors =
        |tile: &TilePoint| map.zones_at(tile.centre()).any(|(_, zone)| matches!(zone.kind, ZoneKind::Door { .. }));
    let tiles: Vec<TilePoint> = tiles.into_iter().filter(|tile| !doors(tile)).collect();
    let every = tiles.len() / people;
    let place = |number: usize| tiles[number * every];
    let join = |play: &mut Rehearsal, number: usize| {
        let name = format!("Guest {number}");
        let person = if number == 0 { play.join_as(&name, Role::Moderator) } else { play.join(&name) };
        play.put(person, place(number).x, place(number).y);
        // The door takes five in a tick from one address.
        play.ticks(u32::from(number % 4 == 3));
        play.outputs.clear();
        person
    };
    (0..people).map(|number| join(play, number)).collect()
}

/// Runs until the picture is taken; answers how many ticks that took, the most ways planned in one of them, and it.
fn taken(play: &mut Rehearsal) -> (u32, usize, Composition) {
    let mut planned = 0;
    for tick in 0.. {
        assert!(tick < seconds(90), "it is never taken");
        let waiting = play.venue.ways.len();
        play.ticks(1);
        planned = planned.max(waiting.saturating_sub(play.venue.ways.len()));
        play.heard.clear();
        let outputs = std::mem::take(&mut play.outputs);
        let composition = outputs.into_iter().find_map(|output| match output {
            Output::Photograph(composition) => Some(composition),
            _ => None,
        });
        if let Some(composition) = composition {
            return (tick, planned, composition);
        }
    }
    unreachable!("the loop has no end of its own")
}

#[test]
fn three_hundred_people_from_everywhere_in_the_bundled_hall_stand_in_time_each_in_a_place_of_their_own() {
    let (mut play, map) = Rehearsal::of_the_demo(400);
    let people = crowd(&mut play, &map, MOST_IN_PHOTOGRAPH);
    let caption = PhotographCaption::new("始まり").unwrap();
    play.say(people[0], FromClient::Photograph(PhotographFromClient::Call { caption, ahead_of_utc: 0 }));
    assert_eq!(play.venue.ways.len(), MOST_IN_PHOTOGRAPH, "all of them are asked, and none is led before its turn");
    let (ticks, planned, composition) = taken(&mut play);
    assert_eq!(composition.rows.iter().map(Vec::len).sum::<usize>(), MOST_IN_PHOTOGRAPH);
    let places: BTreeSet<TilePoint> =
        people.iter().filter_map(|person| play.visitor(*person).body.position.tile()).collect();
    assert_eq!(places.len(), MOST_IN_PHOTOGRAPH, "nobody stands on anybody");
    let waited = ticks - seconds(u32::from(COUNTDOWN_SECONDS));
    assert!(waited < MOST_GATHERING, "all stood before the waiting ended: {waited} ticks");
    assert!((1..=MOST_WAYS).contains(&planned), "{planned} ways were planned in one tick");
}
