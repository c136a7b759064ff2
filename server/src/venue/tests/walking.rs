//! Claims about walking, seats, doors, and being led.

use hiroba_shared::ids::{RoomId, SeatId, ZoneId};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient, WalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::movement::{Body, Drive, Intent, Motion, step};
use hiroba_shared::units::{Facing, TilePoint};

use super::rehearsal::{Person, Rehearsal};
use crate::venue::input::{Input, LinkInput};

const HALL: &str = "############ #E...#....D# #..s.#..o..# #....#..o..# #..........# ############";

fn ask(play: &mut Rehearsal, person: Person, message: WalkFromClient) {
    play.say(person, FromClient::Walk(message));
}

/// Sitting down, before any step.
fn sit(seat: u16) -> WalkFromClient {
    WalkFromClient::Sit { seat: SeatId(seat), after: 0 }
}

/// Being led, before any step.
fn lead(goal: Goal) -> WalkFromClient {
    WalkFromClient::Lead { goal, after: 0 }
}

fn released(told: &[FromServer]) -> Option<bool> {
    told.iter().rev().find_map(|message| match message {
        FromServer::Walk(WalkFromServer::Released { arrived }) => Some(*arrived),
        _ => None,
    })
}

fn tile_of(play: &Rehearsal, person: Person) -> TilePoint {
    play.visitor(person).body.position.tile().unwrap()
}

#[test]
fn intents_move_a_body_exactly_as_the_shared_rules_say() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let map = play.venue.rooms.get(RoomId(0)).unwrap().map.clone();
    let mut expected: Body = play.visitor(ana).body;
    let intents =
        [Intent::Walk(Facing::SouthEast), Intent::Run(Facing::East), Intent::Stay, Intent::Run(Facing::North)];
    for intent in intents.into_iter().cycle().take(200) {
        play.stride(ana, intent);
        play.ticks(1);
        expected = step(expected, Drive::Own(intent), map.as_ref());
        assert_eq!(play.visitor(ana).body, expected);
    }
}

#[test]
fn a_heap_of_intents_moves_nobody_faster_than_one_step_a_tick() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let before = play.visitor(ana).body.position;
    let stride = Stride { last: 32, intents: vec![Intent::Run(Facing::South); 32], ..Stride::default() };
    play.apply(Input::Link(LinkInput::Stride(ana.link, stride)));
    play.ticks(1);
    let moved = play.visitor(ana).body.position.y - before.y;
    assert_eq!(moved, hiroba_shared::rules::movement::RUN);
}

#[test]
fn a_seat_takes_one_person_within_two_tiles_and_any_step_rises() {
    let mut play = Rehearsal::of(HALL);
    let (ana, ben) = (play.join("Ana"), play.join("Ben"));
    play.put(ana, 8, 4);
    ask(&mut play, ana, sit(0));
    play.ticks(1);
    assert_eq!(play.seat_of(ana), None);
    assert!(play.told(ana).contains(&FromServer::Session(SessionFromServer::Refused(Refusal::TooFar))));
    for person in [ana, ben] {
        play.put(person, 2, 1);
        ask(&mut play, person, sit(0));
        play.ticks(1);
    }
    assert_eq!((play.seat_of(ana), play.visitor(ana).body.motion), (Some(SeatId(0)), Motion::Seated));
    assert!(play.told(ben).contains(&FromServer::Session(SessionFromServer::Refused(Refusal::SeatTaken))));
    play.walk(ana, Facing::West, 1);
    ask(&mut play, ben, sit(0));
    play.ticks(1);
    assert_eq!((play.seat_of(ana), play.seat_of(ben)), (None, Some(SeatId(0))));
}

#[test]
fn sitting_waits_for_the_steps_taken_before() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.put(ana, 2, 1);
    let intents = vec![Intent::Walk(Facing::South), Intent::Walk(Facing::South), Intent::Stay];
    play.apply(Input::Link(LinkInput::Stride(ana.link, Stride { last: 3, intents, ..Stride::default() })));
    ask(&mut play, ana, WalkFromClient::Sit { seat: SeatId(0), after: 3 });
    play.ticks(5);
    assert_eq!(play.seat_of(ana), Some(SeatId(0)));
}

#[test]
fn a_step_taken_before_sitting_or_being_led_and_delivered_after_it_undoes_neither() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.put(ana, 2, 1);
    let late = |last| Stride { last, intents: vec![Intent::Walk(Facing::South)], ..Stride::default() };
    ask(&mut play, ana, WalkFromClient::Sit { seat: SeatId(0), after: 1 });
    play.ticks(3);
    assert_eq!(play.seat_of(ana), None, "she sat down before the step she had taken");
    play.apply(Input::Link(LinkInput::Stride(ana.link, late(1))));
    play.ticks(3);
    assert_eq!(play.seat_of(ana), Some(SeatId(0)));
    ask(&mut play, ana, WalkFromClient::Lead { goal: Goal::Room(RoomId(1)), after: 2 });
    play.ticks(3);
    play.apply(Input::Link(LinkInput::Stride(ana.link, late(2))));
    play.ticks(3);
    assert!(play.visitor(ana).lead.is_some(), "a step from before ended the leading");
    play.apply(Input::Link(LinkInput::Stride(ana.link, late(3))));
    play.ticks(1);
    assert!(play.visitor(ana).lead.is_none(), "a step from after did not");
}

#[test]
fn whoever_sits_down_in_the_tick_of_a_step_is_under_the_rules_of_the_seat() {
    let mut play = Rehearsal::of("######## #E.sqq.# ########");
    let ana = play.join("Ana");
    play.put(ana, 3, 1);
    let intents = vec![Intent::Run(Facing::East); 2];
    play.apply(Input::Link(LinkInput::Stride(ana.link, Stride { last: 2, intents, ..Stride::default() })));
    ask(&mut play, ana, WalkFromClient::Sit { seat: SeatId(0), after: 2 });
    play.ticks(3);
    assert_eq!((play.seat_of(ana), play.visitor(ana).standing.quiet), (Some(SeatId(0)), false));
}

#[test]
fn a_door_leads_to_the_other_room_and_back() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.put(ana, 9, 1);
    play.told(ana);
    play.walk(ana, Facing::East, 6);
    assert_eq!(play.room_of(ana), RoomId(1));
    let entered = play.told(ana).into_iter().any(|m| {
        matches!(m, FromServer::Session(SessionFromServer::Entered { room: RoomId(1), first_snapshot, .. }) if first_snapshot > 0)
    });
    assert!(entered);
    play.walk(ana, Facing::East, 16);
    assert_eq!(play.room_of(ana), RoomId(0));
}

#[test]
fn the_venue_leads_round_walls_and_says_when_it_is_there() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let goal = TilePoint::new(7, 1);
    ask(&mut play, ana, lead(Goal::Tile(goal)));
    play.ticks(1);
    assert!(play.told(ana).contains(&FromServer::Walk(WalkFromServer::Led(Goal::Tile(goal)))));
    play.ticks(120);
    assert_eq!(play.visitor(ana).body.position, goal.centre());
    assert_eq!(released(&play.told(ana)), Some(true));
}

#[test]
fn an_own_step_ends_being_led_and_a_stay_does_not() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    ask(&mut play, ana, lead(Goal::Room(RoomId(1))));
    play.ticks(2);
    play.stride(ana, Intent::Stay);
    play.ticks(2);
    assert!(play.visitor(ana).lead.is_some());
    play.stride(ana, Intent::Walk(Facing::South));
    play.ticks(1);
    assert!(play.visitor(ana).lead.is_none());
    assert_eq!(released(&play.told(ana)), Some(false));
}

#[test]
fn leading_goes_through_doors_to_a_visitor_in_another_room() {
    let mut play = Rehearsal::of(HALL);
    let (ana, ben) = (play.join("Ana"), play.join("Ben"));
    play.put(ben, 9, 1);
    play.walk(ben, Facing::East, 6);
    play.walk(ben, Facing::East, 8);
    assert_eq!(play.room_of(ben), RoomId(1));
    ask(&mut play, ana, lead(Goal::Visitor(ben.id)));
    play.ticks(300);
    assert_eq!(play.room_of(ana), RoomId(1));
    assert_eq!(released(&play.told(ana)), Some(true));
}

#[test]
fn a_zone_with_a_rule_can_be_a_goal() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    ask(&mut play, ana, lead(Goal::Zone(RoomId(0), ZoneId(0))));
    play.ticks(150);
    assert_eq!(play.visitor(ana).circle, Some(ZoneId(0)));
    assert_eq!(released(&play.told(ana)), Some(true));
}

#[test]
fn whoever_follows_stays_beside_until_the_other_is_gone() {
    let mut play = Rehearsal::of(HALL);
    let (ana, ben) = (play.join("Ana"), play.join("Ben"));
    ask(&mut play, ana, WalkFromClient::Follow { visitor: ben.id, after: 0 });
    play.walk(ben, Facing::South, 18);
    play.walk(ben, Facing::East, 40);
    play.ticks(100);
    let (here, there) = (tile_of(&play, ana), tile_of(&play, ben));
    assert!(here.x.abs_diff(there.x) <= 2 && here.y.abs_diff(there.y) <= 2, "{here:?} {there:?}");
    assert!(play.visitor(ana).lead.is_some());
    play.close(ben);
    play.ticks(120);
    assert_eq!(released(&play.told(ana)), Some(false));
}

#[test]
fn no_way_is_said_and_leads_nowhere() {
    let mut play = Rehearsal::of("######## #E.#...# #..#...# ########");
    let ana = play.join("Ana");
    ask(&mut play, ana, lead(Goal::Tile(TilePoint::new(5, 1))));
    play.ticks(2);
    let told = play.told(ana);
    assert!(told.contains(&FromServer::Session(SessionFromServer::Refused(Refusal::NoWay))));
    assert_eq!(released(&told), Some(false));
}
