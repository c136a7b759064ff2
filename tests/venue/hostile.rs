//! What a broken or hostile client can do: be ignored, be refused, or be put out. Never hurt anybody else.

use hiroba_shared::ids::{SeatId, VisitorId};
use hiroba_shared::protocol::stride::{Ack, Stride};
use hiroba_shared::protocol::walk::{Goal, WalkFromClient};
use hiroba_shared::protocol::{channel, frame};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::rules::movement::{Intent, Motion, RUN};
use hiroba_shared::units::{Facing, TilePoint, seconds};
use hiroba_tests::messages;
use hiroba_tests::rng::Rng;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::LONG_HALL;

/// A seat two tiles away, with a wall between.
const BEHIND_THE_WALL: &str = "
    ########
    #..@#s.#
    #...#..#
    #......#
    ########";

/// Seats side by side along a wall.
const BENCH: &str = "
    ##############################
    #@ssssssssssssssssssssssssss.#
    #............................#
    ##############################";

/// Somebody decent and somebody who is not.
fn cast(plan: Plan) -> (Town, [Who; 2]) {
    let mut town = Town::new(plan);
    let people = ["Alice", "Mallory"].map(|name| town.joins(name));
    (town, people)
}

/// Alice walks, talks and is seen: the venue goes on.
fn life_goes_on(town: &mut Town, alice: Who) {
    let bob = town.joins("Bob");
    town[alice].walks(Facing::East, 10);
    town[bob].says(Scope::Room, "all is well");
    town.settle();
    town.run_until("Alice hears", 100, |town| town[alice].hears("all is well"));
    town.assert_pictures_are_true();
}

fn sit(seat: u16) -> WalkFromClient {
    WalkFromClient::Sit { seat: SeatId(seat), after: 0 }
}

fn stride(town: &mut Town, who: Who, last: u32, intents: Vec<Intent>) {
    let ack = town[who].bot.sight.ack();
    town[who].bot.send_raw(channel::UNRELIABLE, Stride { ack, last, intents }.to_bytes());
}

#[test]
fn more_intents_than_ticks_move_nobody_faster_than_a_run() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    let start = town[mallory].place();
    let mut last = 0;
    for _ in 0..40 {
        for _ in 0..3 {
            last += 32;
            stride(&mut town, mallory, last, vec![Intent::Run(Facing::East); 32]);
        }
        town.run(1);
    }
    let reached = town.watch.truth(mallory).map(|own| own.position.x - start.x).unwrap();
    // One tick more than the steps: the first may be on its way already.
    assert!(reached <= RUN * 41, "{reached} subtiles in 40 ticks");
    life_goes_on(&mut town, alice);
}

#[test]
fn a_crowd_that_shouts_puts_nobody_out() {
    let (mut town, [alice, _]) = cast(Plan::drawn(LONG_HALL));
    let crowd = town.all_join((0..30).map(|n| format!("Shouter {n}")));
    let shout = "\u{1F469}\u{1F3FD}\u{200D}\u{1F680}".repeat(390);
    for _ in 0..5 {
        for who in &crowd {
            town[*who].says(Scope::Room, &shout);
        }
        town.run(20);
    }
    town.run(seconds(30));
    for who in town.everybody().collect::<Vec<_>>() {
        assert!(town[who].is_here(), "{} was put out", town[who].name);
    }
    life_goes_on(&mut town, alice);
}

#[test]
fn nobody_sits_down_through_a_wall() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(BEHIND_THE_WALL));
    town[mallory].moves(sit(0));
    town.run(20);
    assert_eq!(town[mallory].refusals(), vec![Refusal::TooFar]);
    assert!(town[mallory].bot.legs.body().motion != Motion::Seated);
    town[alice].walks(Facing::South, 4);
    town.settle();
    town.assert_pictures_are_true();
}

#[test]
fn who_goes_from_seat_to_seat_is_no_faster_than_who_runs() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(BENCH));
    let start = town[mallory].place();
    for seat in 0..40 {
        town[mallory].moves(sit(seat % 26));
        town.run(1);
    }
    let reached = town.watch.truth(mallory).map(|own| own.position.x - start.x).unwrap();
    assert!(reached > 0 && reached <= RUN * 40, "{reached} subtiles in 40 ticks");
    life_goes_on(&mut town, alice);
}

#[test]
fn numbers_far_off_and_backwards_teleport_nobody() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    let start = town[mallory].place();
    for last in [u32::MAX, 0, 5, 4, u32::MAX / 2, 1_000_000, 6] {
        let count = last.min(3) as usize;
        stride(&mut town, mallory, last, vec![Intent::Run(Facing::East); count]);
        town.run(2);
    }
    let reached = town.watch.truth(mallory).map(|own| own.position.x - start.x).unwrap();
    assert!(reached <= RUN * 15, "{reached} subtiles in 14 ticks");
    life_goes_on(&mut town, alice);
}

#[test]
fn lies_about_acknowledged_snapshots_harm_only_the_liar() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    let mut rng = Rng::new(3);
    for last in 1..200 {
        let ack = Ack { newest: rng.number() as u16, history: rng.number() as u32 };
        let lie = Stride { ack, last, intents: vec![Intent::Walk(Facing::ALL[rng.index(8)])] };
        town[mallory].bot.send_raw(channel::UNRELIABLE, lie.to_bytes());
        town.run(1);
    }
    town.breaks(mallory);
    life_goes_on(&mut town, alice);
}

#[test]
fn bytes_that_are_no_message_end_the_session_with_a_word() {
    let mut rng = Rng::new(11);
    for _ in 0..10 {
        let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
        let garbage = std::iter::once(200).chain(rng.bytes(40)).collect::<Vec<u8>>();
        town[mallory].bot.send_bytes(&garbage);
        town.run(seconds(2));
        assert_eq!(town[mallory].farewell(), Some(Farewell::ProtocolError));
        life_goes_on(&mut town, alice);
    }
}

#[test]
fn a_frame_of_rubbish_ends_at_most_the_link_it_came_by() {
    let mut rng = Rng::new(12);
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    for length in [0usize, 1, 2, 3, 40, 1_100, 2_000, 9_000] {
        let rubbish = rng.bytes(length);
        if !rubbish.is_empty() {
            town.sends_frame(mallory, rubbish);
        }
        town.run(2);
    }
    life_goes_on(&mut town, alice);
}

#[test]
fn packets_that_crash_renet_do_not_reach_it() {
    // Slices (types 2 and 3) with an index beyond their count, and with a count that changes; see the pre-filter.
    let slice = |kind: u8, index: u64, count: u64| {
        let mut packet = vec![kind];
        for number in [1, u64::from(channel::RELIABLE), 0, index, count, 1_200] {
            packet.extend(varint(number));
        }
        packet.extend([7; 1_200]);
        packet
    };
    for (kind, index, count) in [(2, 9, 2), (3, 9, 2), (2, 0, 4_000), (3, 0, 1), (1, 1, 0), (0, 0, 0)] {
        let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
        let packet = slice(kind, index, count);
        for frame in frame::pack(&[packet.clone(), packet], frame::MAX_FRAME_BYTES) {
            town.sends_frame(mallory, frame);
        }
        town.run(5);
        life_goes_on(&mut town, alice);
    }
}

/// QUIC's variable-length integers, as renet writes them.
fn varint(number: u64) -> Vec<u8> {
    match number {
        0..=63 => vec![number as u8],
        64..=16_383 => (number as u16 | 0x4000).to_be_bytes().to_vec(),
        _ => (number as u32 | 0x8000_0000).to_be_bytes().to_vec(),
    }
}

#[test]
fn every_message_there_is_sent_out_of_place_hurts_nobody() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [alice, mallory]) = cast(plan);
        for message in messages::from_client::examples() {
            if messages::from_client::name(&message) != "session_leave" {
                town[mallory].asks(&message);
                town.run(3);
            }
        }
        town[mallory].looks_away(false);
        town.run(60);
        assert!(town[mallory].is_here(), "nonsense is refused, not punished");
        life_goes_on(&mut town, alice);
    }
}

#[test]
fn every_message_there_is_sent_at_once_is_answered_a_few_times_only() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    for _ in 0..20 {
        for message in messages::from_client::examples() {
            if messages::from_client::name(&message) != "session_leave" {
                town[mallory].asks(&message);
            }
        }
    }
    town.run(seconds(5));
    assert!(town[mallory].refusals().len() < 120, "{} answers to a flood", town[mallory].refusals().len());
    life_goes_on(&mut town, alice);
}

#[test]
fn what_a_visitor_may_not_do_is_refused_and_not_done() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    let place = town[mallory].place();
    for walk in [
        WalkFromClient::Sit { seat: SeatId(u16::MAX), after: 0 },
        WalkFromClient::Lead { goal: Goal::Tile(TilePoint::new(u16::MAX, u16::MAX)), after: 0 },
        WalkFromClient::Lead { goal: Goal::Visitor(VisitorId(u32::MAX)), after: 0 },
        WalkFromClient::Follow { visitor: VisitorId(0), after: 0 },
    ] {
        town[mallory].moves(walk);
        town.run(20);
    }
    // Waiting for a step that never comes is nobody's trouble but their own.
    town[mallory].moves(WalkFromClient::Sit { seat: SeatId(0), after: u32::MAX });
    town.run(20);
    let refusals = town[mallory].refusals();
    assert_eq!(refusals, vec![Refusal::Unknown, Refusal::NoWay, Refusal::NotHere, Refusal::NotHere]);
    assert_eq!(town[mallory].place(), place);
    life_goes_on(&mut town, alice);
}

#[test]
fn a_message_that_never_ends_is_cut_off() {
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    for _ in 0..40 {
        let part: Vec<u8> = std::iter::once(1).chain([7; 1_000]).collect();
        town[mallory].bot.send_raw(channel::RELIABLE, part);
        town.run(2);
    }
    town.run(seconds(3));
    assert_eq!(town[mallory].farewell(), Some(Farewell::ProtocolError));
    life_goes_on(&mut town, alice);
}

#[test]
fn talking_to_oneself_blocking_oneself_and_following_oneself_is_harmless() {
    use hiroba_shared::protocol::order::OrderFromClient;
    let (mut town, [alice, mallory]) = cast(Plan::drawn(LONG_HALL));
    let me = town[mallory].id();
    town[mallory].writes_to(me, "hello me");
    town[mallory].orders(OrderFromClient::Block(me));
    town[mallory].orders(OrderFromClient::Report { visitor: me, words: None });
    town[mallory].follows(me);
    town[mallory].is_led(Goal::Visitor(me));
    town.run(60);
    town[mallory].says(Scope::Room, "still me");
    town.run(20);
    assert!(town[mallory].hears("still me"));
    life_goes_on(&mut town, alice);
}
