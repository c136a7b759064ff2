//! The attacks renet 2.0.1 falls to, each first shown to work on renet alone and then to be stopped.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hiroba_shared::protocol::channel;
use proptest::prelude::*;
use renet::{RenetClient, RenetServer};

use super::*;
use crate::net::renet_config::connection_config;

const PEER: u64 = 7;

fn server() -> RenetServer {
    let mut server = RenetServer::new(connection_config());
    server.add_connection(PEER);
    server
}

fn varint(number: u64) -> Vec<u8> {
    (number | 0xc000_0000_0000_0000).to_be_bytes().to_vec()
}

/// A slice packet: type, sequence, channel, message, index, count, payload.
fn slice(kind: u8, index: u64, count: u64, payload: &[u8]) -> Vec<u8> {
    let lane = if kind == 2 { channel::RELIABLE } else { channel::UNRELIABLE };
    let length = varint(u64::try_from(payload.len()).unwrap());
    [vec![kind], varint(1), vec![lane], varint(5), varint(index), varint(count), length, payload.to_vec()].concat()
}

fn unreliable(messages: &[&[u8]]) -> Vec<u8> {
    let mut packet = vec![1, 0, channel::UNRELIABLE];
    packet.extend_from_slice(&u16::try_from(messages.len()).unwrap().to_be_bytes());
    for message in messages {
        packet.extend(varint(u64::try_from(message.len()).unwrap()));
        packet.extend_from_slice(message);
    }
    packet
}

fn reliable(first: u64, messages: &[&[u8]]) -> Vec<u8> {
    let mut packet = vec![0, 0, channel::RELIABLE];
    packet.extend_from_slice(&u16::try_from(messages.len()).unwrap().to_be_bytes());
    for (number, message) in (first..).zip(messages) {
        packet.extend(varint(number));
        packet.extend(varint(u64::try_from(message.len()).unwrap()));
        packet.extend_from_slice(message);
    }
    packet
}

fn ack(newest: u64, size: u64, further: &[(u64, u64)]) -> Vec<u8> {
    let count = varint(u64::try_from(further.len()).unwrap());
    let mut packet = [vec![4, 0], varint(newest), varint(size), count].concat();
    for (gap, size) in further {
        packet.extend(varint(*gap));
        packet.extend(varint(*size));
    }
    packet
}

#[test]
fn a_slice_beyond_its_message_crashes_renet_and_is_refused() {
    for kind in [2, 3] {
        let packet = slice(kind, 9, 3, &[0; 1_200]);
        let alone = catch_unwind(AssertUnwindSafe(|| server().process_packet_from(&packet, PEER)));
        assert!(alone.is_err(), "renet was repaired: the pre-filter may be relaxed");
        assert_eq!(inspect(&packet), Err(Rejected::Slice));
    }
}

#[test]
fn slices_that_disagree_about_their_count_silence_renet_and_are_refused() {
    let packets = [slice(3, 0, 2, &[0; 1_200]), slice(3, 1, 9, &[0; 1_200])];
    let mut server = server();
    for packet in &packets {
        server.process_packet_from(packet, PEER).unwrap();
        assert_eq!(inspect(packet), Err(Rejected::Slice));
    }
    while server.receive_message(PEER, channel::UNRELIABLE).is_some() {}
    server.process_packet_from(&unreliable(&[b"anybody there?"]), PEER).unwrap();
    assert_eq!(server.receive_message(PEER, channel::UNRELIABLE), None, "renet was repaired");
}

#[test]
fn one_slice_that_claims_a_whole_channel_is_refused() {
    let packet = slice(2, 0, 200, &[0; 1_200]);
    assert_eq!(inspect(&packet), Err(Rejected::Slice));
}

#[test]
fn a_packet_of_empty_messages_fills_renets_queue_and_is_refused() {
    let mut packet = vec![1, 0, channel::UNRELIABLE];
    packet.extend_from_slice(&1_200u16.to_be_bytes());
    packet.extend([0; 1_200]);
    let mut server = server();
    server.process_packet_from(&packet, PEER).unwrap();
    let queued = std::iter::from_fn(|| server.receive_message(PEER, channel::UNRELIABLE)).count();
    assert_eq!(queued, 1_200, "renet was repaired");
    assert_eq!(inspect(&packet), Err(Rejected::MessageCount));
    assert_eq!(inspect(&unreliable(&[b"x", b""])), Err(Rejected::EmptyMessage));
}

#[test]
fn what_is_no_packet_of_ours_is_refused_by_name() {
    let long = [0; 1_101];
    let many = [b"x".as_slice(); 65];
    let wide = ack(1 << 20, 1 << 17, &[]);
    let ranges = ack(1 << 20, 0, &[(0, 0); 64]);
    let cases: [(&[u8], Rejected); 14] = [
        (&[], Rejected::Truncated),
        (&[0], Rejected::Truncated),
        (&[9, 0], Rejected::UnknownType),
        (&[1, 0, channel::RELIABLE, 0, 1, 1, 5], Rejected::WrongChannel),
        (&[0, 0, channel::UNRELIABLE, 0, 1, 0, 1, 5], Rejected::WrongChannel),
        (&[1, 0, channel::UNRELIABLE, 0, 0], Rejected::MessageCount),
        (&unreliable(&many), Rejected::MessageCount),
        (&unreliable(&[&long]), Rejected::LargeMessage),
        (&reliable(u64::MAX >> 2, &[b"x"]), Rejected::FarNumber),
        (&[1, 0, channel::UNRELIABLE, 0, 1, 1, 5, 5], Rejected::Leftovers),
        (&wide, Rejected::BadAck),
        (&ranges, Rejected::BadAck),
        (&ack(3, 4, &[]), Rejected::BadAck),
        (&ack(9, 1, &[(7, 0)]), Rejected::BadAck),
    ];
    for (packet, reason) in cases {
        assert_eq!(inspect(packet), Err(reason), "{packet:?}");
    }
}

#[test]
fn the_newest_reliable_message_is_told() {
    assert_eq!(inspect(&reliable(40, &[b"a", b"b", b"c"])), Ok(Passed { newest_message: Some(42) }));
    assert_eq!(inspect(&unreliable(&[b"a"])), Ok(Passed { newest_message: None }));
}

#[test]
fn everything_our_own_clients_write_passes() {
    let mut server = server();
    let mut client = RenetClient::new(connection_config());
    client.set_connected();
    for tick in 0..200usize {
        for size in [1, tick + 1, 1_001] {
            client.send_message(channel::RELIABLE, vec![1; size]);
            server.send_message(PEER, channel::RELIABLE, vec![1; size]);
        }
        client.send_message(channel::UNRELIABLE, vec![2; 43]);
        server.send_message(PEER, channel::UNRELIABLE, vec![2; 400]);
        for packet in client.get_packets_to_send() {
            assert!(inspect(&packet).is_ok(), "{packet:?}");
            server.process_packet_from(&packet, PEER).unwrap();
        }
        for packet in server.get_packets_to_send(PEER).unwrap().into_iter().skip(tick % 3) {
            client.process_packet(&packet);
        }
        while client.receive_message(channel::RELIABLE).is_some() {}
        while client.receive_message(channel::UNRELIABLE).is_some() {}
        while server.receive_message(PEER, channel::RELIABLE).is_some() {}
        while server.receive_message(PEER, channel::UNRELIABLE).is_some() {}
        client.update(std::time::Duration::from_millis(50));
        server.update(std::time::Duration::from_millis(50));
    }
}

proptest! {
    #[test]
    fn no_bytes_that_pass_upset_renet(packets in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 1..40)) {
        let mut server = server();
        for packet in packets {
            if inspect(&packet).is_ok() {
                server.process_packet_from(&packet, PEER).unwrap();
                prop_assert!(server.is_connected(PEER), "renet could not read what passed: {packet:?}");
            }
        }
        let _ = server.get_packets_to_send(PEER);
    }

    #[test]
    fn no_broken_packet_that_passes_upsets_renet(
        numbers in prop::collection::vec((0u8..3, 0u64..1 << 41, 0u64..90), 1..60), place in 0usize..40, byte: u8,
    ) {
        let mut server = server();
        for (kind, number, size) in numbers {
            let text = vec![3; usize::try_from(size).unwrap()];
            let mut packet = match kind {
                0 => reliable(number, &[&text, b"next"]),
                1 => unreliable(&[&text]),
                _ => ack(number, size, &[(size, 0), (3, size)]),
            };
            if let Some(target) = packet.get_mut(place) {
                *target = byte;
            }
            if inspect(&packet).is_ok() {
                server.process_packet_from(&packet, PEER).unwrap();
            }
            server.update(std::time::Duration::from_millis(50));
            let _ = server.get_packets_to_send(PEER);
            while server.receive_message(PEER, channel::RELIABLE).is_some() {}
            while server.receive_message(PEER, channel::UNRELIABLE).is_some() {}
        }
    }
}
