//! Claims about leading through venues of three rooms, `a`, `b` and `c`: which doors are taken.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient, WalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;

use super::rehearsal::{Person, Rehearsal, room};

const A: RoomId = RoomId(0);
const B: RoomId = RoomId(1);
const C: RoomId = RoomId(2);

fn rooms(a: &str, b: &str, c: &str) -> Rehearsal {
    Rehearsal::of_rooms(vec![room("a", a, ""), room("b", b, ""), room("c", c, "")], 10)
}

/// Leads somebody until they are released; answers the rooms they came through, and whether they arrived.
fn led(play: &mut Rehearsal, person: Person, goal: Goal) -> (Vec<RoomId>, Option<bool>) {
    play.told(person);
    play.say(person, FromClient::Walk(WalkFromClient::Lead { goal, after: 0 }));
    play.ticks(2_000);
    let told = play.told(person);
    let entered = told.iter().filter_map(|message| match message {
        FromServer::Session(SessionFromServer::Entered { room, .. }) => Some(*room),
        _ => None,
    });
    let released = told.iter().find_map(|message| match message {
        FromServer::Walk(WalkFromServer::Released { arrived }) => Some(*arrived),
        _ => None,
    });
    (entered.collect(), released)
}

/// Somebody who stands on this tile of a room.
fn standing(play: &mut Rehearsal, name: &str, room: RoomId, (x, y): (u16, u16)) -> VisitorId {
    let person = play.join(name);
    crate::venue::passage::go(&mut play.venue, person.id, room, "");
    play.put(person, x, y);
    person.id
}

#[test]
fn a_door_behind_a_wall_is_passed_by_for_one_that_can_be_reached() {
    let a = "########### #E.#B#....# #.######..# #........B# ###########";
    let mut play = rooms(a, "#### #E.# ####", "#### #E.# ####");
    let ana = play.join("Ana");
    assert_eq!(led(&mut play, ana, Goal::Room(B)), (vec![B], Some(true)));
}

#[test]
fn where_the_nearest_door_leads_into_another_part_the_way_goes_through_a_third_room() {
    let a = "########## #EB.....C# #........# ##########";
    let b = "######### #E.A#+..# #########";
    let c = "###### #E.2.# ######";
    let mut play = rooms(a, b, c);
    let ben = standing(&mut play, "Ben", B, (7, 1));
    let ana = play.join("Ana");
    assert_eq!(led(&mut play, ana, Goal::Visitor(ben)), (vec![C, B], Some(true)));
}

#[test]
fn a_part_of_the_own_room_is_reached_by_leaving_and_coming_back() {
    let a = "########### #E..B#+...# ###########";
    let b = "###### #E.1.# ######";
    let mut play = rooms(a, b, "#### #E.# ####");
    let ben = standing(&mut play, "Ben", A, (9, 1));
    let ana = play.join("Ana");
    assert_eq!(led(&mut play, ana, Goal::Visitor(ben)), (vec![B, A], Some(true)));
}

#[test]
fn of_ways_with_as_many_doors_the_nearest_is_taken_and_no_door_beside_it_by_accident() {
    // The straight way to the goal's door leads over a door to the wrong room.
    let a = "######### #E.C.B..# #.......# #########";
    let mut play = rooms(a, "#### #E.# ####", "#### #E.# ####");
    let ana = play.join("Ana");
    assert_eq!(led(&mut play, ana, Goal::Room(B)), (vec![B], Some(true)));
}

#[test]
fn without_any_way_the_leading_ends_at_once_with_a_word() {
    let mut play = rooms("###### #E..B# ######", "###### #E..A# ######", "#### #E.# ####");
    let ana = play.join("Ana");
    play.told(ana);
    play.say(ana, FromClient::Walk(WalkFromClient::Lead { goal: Goal::Room(C), after: 0 }));
    play.ticks(20);
    let told = play.told(ana);
    assert!(told.contains(&FromServer::Session(SessionFromServer::Refused(Refusal::NoWay))));
    assert!(told.contains(&FromServer::Walk(WalkFromServer::Released { arrived: false })));
}

#[test]
fn who_appears_in_the_wrong_part_by_chance_goes_back_and_comes_in_again() {
    // People appear on either side of the wall in b by turns; two have come before.
    let mut play = rooms("##### #E.B# #####", "######### #E.A#E..# #########", "#### #E.# ####");
    let [ben, _] = ["Ben", "Cem"].map(|name| standing(&mut play, name, B, (7, 1)));
    let ana = play.join("Ana");
    assert_eq!(led(&mut play, ana, Goal::Visitor(ben)), (vec![B, A, B], Some(true)));
}
