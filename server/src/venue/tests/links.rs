//! Claims about links that break, come back, or are replaced.

use hiroba_shared::ids::SeatId;
use hiroba_shared::protocol::session::{SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::walk::WalkFromClient;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Farewell;
use hiroba_shared::units::{Facing, seconds};

use super::rehearsal::{Person, Rehearsal};
use crate::venue::output::Output;

const HALL: &str = "########## #E..s....# #........# ##########";

fn seated(play: &mut Rehearsal) -> Person {
    let ana = play.join("Ana");
    play.put(ana, 3, 1);
    play.say(ana, FromClient::Walk(WalkFromClient::Sit { seat: SeatId(0), after: 0 }));
    play.ticks(1);
    assert_eq!(play.seat_of(ana), Some(SeatId(0)));
    ana
}

#[test]
fn within_a_minute_a_visitor_comes_back_to_their_seat_as_the_same_person() {
    let mut play = Rehearsal::of(HALL);
    let ana = seated(&mut play);
    play.close(ana);
    play.ticks(seconds(59));
    let ticket = play.ask_back(ana.key).unwrap();
    let back = play.present(ticket).unwrap();
    assert_eq!((back.id, play.seat_of(back)), (ana.id, Some(SeatId(0))));
    let welcome = play.told(back).into_iter().next();
    let resumed = matches!(welcome, Some(FromServer::Session(SessionFromServer::Welcome { resumed: true, .. })));
    assert!(resumed, "{welcome:?}");
}

#[test]
fn after_a_minute_the_seat_is_free_and_the_place_is_still_known() {
    let mut play = Rehearsal::of(HALL);
    let ana = seated(&mut play);
    play.close(ana);
    play.ticks(seconds(62));
    assert_eq!(play.venue.gauges().held, 0);
    let ben = seated(&mut play);
    let ticket = play.ask_back(ana.key).unwrap();
    let back = play.present(ticket).unwrap();
    assert_eq!((back.id, play.seat_of(back)), (ana.id, None));
    assert_eq!(play.visitor(back).body.position, play.visitor(ben).body.position);
}

#[test]
fn a_broken_links_avatar_is_greyed_for_five_seconds_and_then_not_seen() {
    let mut play = Rehearsal::of(HALL);
    let (ana, ben) = (play.join("Ana"), play.join("Ben"));
    play.close(ana);
    play.ticks(seconds(4));
    assert!(play.visitor(ana).is_away());
    assert_eq!(play.venue.gauges().present, 2);
    play.ticks(seconds(2));
    let gauges = play.venue.gauges();
    assert_eq!((gauges.present, gauges.held), (1, 1));
    let present = FromServer::Session(SessionFromServer::Present { venue: 1, rooms: vec![1, 0] });
    assert!(play.told(ben).contains(&present));
}

#[test]
fn a_second_window_replaces_the_first_with_a_word() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.walk(ana, Facing::East, 10);
    let stood = play.visitor(ana).body.position;
    let ticket = play.ask_back(ana.key).unwrap();
    let second = play.present(ticket).unwrap();
    let replaced = FromServer::Session(SessionFromServer::Farewell(Farewell::Replaced));
    assert!(play.told(ana).contains(&replaced));
    assert!(play.outputs.contains(&Output::Close(ana.link)));
    play.close(ana);
    assert_eq!(play.visitor(second).link(), Some(second.link));
    assert_eq!((second.id, play.visitor(second).body.position), (ana.id, stood));
    play.walk(second, Facing::East, 2);
    assert_ne!(play.visitor(second).body.position, stood);
}

#[test]
fn whoever_leaves_is_gone_at_once() {
    let mut play = Rehearsal::of(HALL);
    let ana = seated(&mut play);
    play.say(ana, FromClient::Session(SessionFromClient::Leave));
    let farewell = FromServer::Session(SessionFromServer::Farewell(Farewell::Left));
    assert_eq!(play.told(ana).last(), Some(&farewell));
    assert_eq!(play.venue.gauges().present, 0);
    seated(&mut play);
}
