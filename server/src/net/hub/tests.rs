//! The hub against its counterpart and against peers that mean harm.

use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;
use hiroba_shared::protocol::session::{SessionFromClient, SessionFromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::movement::Intent;
use hiroba_viewer::session::{Heard, Session};
use proptest::prelude::*;

use super::*;

const LINK: LinkId = LinkId(3);
const TICK: Duration = Duration::from_millis(50);

fn opened() -> (Hub, Session) {
    let mut hub = Hub::new();
    hub.open(LINK);
    (hub, Session::default())
}

/// One tick of both ends, nothing lost.
fn tick(hub: &mut Hub, far: &mut Session) -> (Vec<Input>, Vec<Heard>) {
    let (mut inputs, mut heard) = (Vec::new(), Vec::new());
    for frame in far.frames(MAX_DATAGRAM_BYTES) {
        hub.receive(LINK, &frame, &mut inputs);
    }
    hub.advance(TICK);
    hub.collect(&mut inputs);
    for frame in hub.flush(LINK, MAX_DATAGRAM_BYTES) {
        heard.extend(far.take(&frame).unwrap());
    }
    far.pass(TICK);
    (inputs, heard)
}

fn framed(packet: &[u8]) -> Vec<u8> {
    frame::pack(&[packet.to_vec()], MAX_DATAGRAM_BYTES).remove(0)
}

fn leave() -> FromClient {
    FromClient::Session(SessionFromClient::Leave)
}

fn refused() -> FromServer {
    FromServer::Session(SessionFromServer::Refused(Refusal::NotHere))
}

#[test]
fn messages_and_strides_arrive_as_they_were_sent() {
    let (mut hub, mut far) = opened();
    let stride = Stride { last: 2, intents: vec![Intent::Stay, Intent::Stay], ..Stride::default() };
    far.say(&leave());
    far.stride(stride.to_bytes());
    hub.send(&[LINK, LinkId(99)], &refused());
    let (inputs, heard) = tick(&mut hub, &mut far);
    let expected = vec![Input::Link(LinkInput::Message(LINK, leave())), Input::Link(LinkInput::Stride(LINK, stride))];
    assert_eq!(inputs, expected);
    assert_eq!(heard, vec![Heard::Message(refused())]);
}

#[test]
fn a_long_message_arrives_whole_in_datagrams() {
    let (mut hub, mut far) = opened();
    let long = FromServer::Session(SessionFromServer::Present { venue: 1, rooms: vec![70_000; 3_000] });
    hub.send(&[LINK], &long);
    let heard: Vec<Heard> = (0..10).flat_map(|_| tick(&mut hub, &mut far).1).collect();
    assert_eq!(heard, vec![Heard::Message(long)]);
}

#[test]
fn bytes_that_are_no_message_are_reported_once_and_silence_the_link() {
    let (mut hub, mut far) = opened();
    far.say_bytes(&[255; 40]);
    far.say_bytes(&[254; 40]);
    far.say(&leave());
    assert_eq!(tick(&mut hub, &mut far).0, vec![Input::Link(LinkInput::Garbage(LINK))]);
    far.say(&leave());
    assert_eq!(tick(&mut hub, &mut far).0, vec![]);
}

#[test]
fn a_packet_that_could_hurt_renet_is_reported_and_counted() {
    let (mut hub, _) = opened();
    let mut inputs = Vec::new();
    hub.receive(LINK, &framed(&[2, 0, 1, 5, 9, 3, 1, 0]), &mut inputs);
    hub.receive(LINK, &[1, 2, 3], &mut inputs);
    assert_eq!(inputs, vec![Input::Link(LinkInput::Garbage(LINK))]);
    let counts = hub.take_counts();
    assert_eq!(counts.rejected, BTreeMap::from([(Rejected::Slice, 1)]));
    assert_eq!(counts.bad_frames, 1);
}

#[test]
fn tiny_messages_far_ahead_are_not_kept() {
    let (mut hub, mut far) = opened();
    let mut inputs = Vec::new();
    // Type, sequence, channel, count, then message 2,000 of one byte: message 0 is withheld for ever.
    let packet = [0, 0, channel::RELIABLE, 0, 1, 0x40 | 7, 208, 1, 0];
    hub.receive(LINK, &framed(&packet), &mut inputs);
    assert_eq!(hub.take_counts().too_far_ahead, 1);
    far.say(&leave());
    assert_eq!(tick(&mut hub, &mut far).0.len(), 1, "the link still works");
    assert_eq!(inputs, vec![]);
}

#[test]
fn packets_numbered_downwards_cost_the_link_and_nothing_else() {
    let (mut hub, _) = opened();
    let mut inputs = Vec::new();
    for number in (0..20_000u32).rev().step_by(2) {
        let mut packet = vec![1];
        packet.extend_from_slice(&(0x8000_0000 | number).to_be_bytes());
        packet.extend_from_slice(&[channel::UNRELIABLE, 0, 1, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        hub.receive(LINK, &framed(&packet), &mut inputs);
        hub.advance(TICK);
        hub.collect(&mut inputs);
        hub.flush(LINK, MAX_DATAGRAM_BYTES);
    }
    assert_eq!(inputs.last(), Some(&Input::Link(LinkInput::Closed(LINK))));
    assert_eq!(hub.finished(), vec![LINK]);
}

#[test]
fn a_flood_is_dropped_and_counted() {
    let (mut hub, mut far) = opened();
    let mut inputs = Vec::new();
    for _ in 0..1_000 {
        far.stride(Stride::default().to_bytes());
        for frame in far.frames(MAX_DATAGRAM_BYTES) {
            hub.receive(LINK, &frame, &mut inputs);
        }
    }
    hub.collect(&mut inputs);
    assert_eq!(inputs.len(), 90);
    assert_eq!(hub.take_counts().over_allowance, 910);
}

#[test]
fn a_peer_that_acknowledges_nothing_is_given_up() {
    let (mut hub, _) = opened();
    let mut inputs = Vec::new();
    for _ in 0..100 {
        hub.send(&[LINK], &FromServer::Session(SessionFromServer::Present { venue: 1, rooms: vec![9; 4_000] }));
        hub.advance(TICK);
        hub.collect(&mut inputs);
        hub.flush(LINK, MAX_DATAGRAM_BYTES);
    }
    assert_eq!(inputs, vec![Input::Link(LinkInput::Closed(LINK))]);
    assert_eq!(hub.take_counts().given_up, 1);
}

#[test]
fn the_newest_snapshot_wins() {
    let (mut hub, mut far) = opened();
    hub.snapshot(LINK, vec![0; 30]);
    let mut bytes = Vec::new();
    let own = hiroba_shared::protocol::snapshot::OwnBody::default();
    hiroba_shared::protocol::snapshot::Writer::new(&mut bytes, 7, hiroba_shared::units::Tick(1), &own).finish();
    hub.snapshot(LINK, bytes);
    let (_, heard) = tick(&mut hub, &mut far);
    assert!(matches!(heard.as_slice(), [Heard::Snapshot(snapshot)] if snapshot.number == 7), "{heard:?}");
}

#[test]
fn a_farewell_arrives_before_the_link_is_over() {
    let (mut hub, mut far) = opened();
    let farewell = FromServer::Session(SessionFromServer::Farewell(Farewell::Left));
    hub.send(&[LINK], &farewell);
    hub.close_when_sent(LINK);
    assert_eq!(tick(&mut hub, &mut far).1, vec![Heard::Message(farewell)]);
    assert_eq!(hub.finished(), vec![]);
    tick(&mut hub, &mut far);
    tick(&mut hub, &mut far);
    assert_eq!(hub.finished(), vec![LINK]);
    assert!(!hub.carries(LINK));
}

#[test]
fn a_peer_that_hangs_up_silently_is_over_after_a_second() {
    let (mut hub, _) = opened();
    hub.send(&[LINK], &refused());
    hub.close_when_sent(LINK);
    for _ in 0..20 {
        assert!(hub.carries(LINK));
        hub.advance(TICK);
    }
    assert!(!hub.carries(LINK));
}

#[test]
fn only_frames_without_reliable_messages_may_be_replaced() {
    let (mut hub, mut far) = opened();
    far.stride(Stride::default().to_bytes());
    tick(&mut hub, &mut far);
    hub.snapshot(LINK, vec![1; 40]);
    assert!(!hub.flush(LINK, MAX_DATAGRAM_BYTES).iter().any(|frame| carries_reliable(frame)));
    hub.send(&[LINK], &refused());
    assert!(hub.flush(LINK, MAX_DATAGRAM_BYTES).iter().any(|frame| carries_reliable(frame)));
}

proptest! {
    #[test]
    fn no_frames_upset_the_hub(frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..30)) {
        let (mut hub, _) = opened();
        let mut inputs = Vec::new();
        for frame in frames {
            hub.receive(LINK, &frame, &mut inputs);
            hub.advance(TICK);
            hub.collect(&mut inputs);
            hub.flush(LINK, MAX_DATAGRAM_BYTES);
        }
    }
}
