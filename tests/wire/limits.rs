//! What is too large is refused before any work or memory is spent on it.

use hiroba_shared::protocol::codec::{MAX_CLIENT_MESSAGE_BYTES, MAX_MESSAGE_BYTES};
use hiroba_shared::protocol::parts::{Joiner, MAX_PART_BYTES};
use hiroba_shared::protocol::snapshot::{BOUND_RECORD_BYTES, MAX_SNAPSHOT_BYTES, OwnBody, Sighting, Writer};
use hiroba_shared::protocol::stride::{MAX_INTENTS, Stride};
use hiroba_shared::protocol::talk::TalkFromClient;
use hiroba_shared::protocol::{FromClient, FromServer, codec, frame};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::text::ChatText;
use hiroba_shared::units::Tick;
use hiroba_tests::messages;

#[test]
fn a_message_beyond_its_limit_is_refused() {
    assert!(codec::decode::<FromServer>(&vec![0; MAX_MESSAGE_BYTES + 1]).is_err());
}

#[test]
fn the_longest_chat_message_fits_what_a_client_may_send() {
    // The widest grapheme that 6,000 bytes allow for each of 500.
    let text = ChatText::new(&"각".repeat(500)).unwrap();
    let longest = codec::encode(&FromClient::Talk(TalkFromClient::Say(Scope::Room, text)));
    assert!(longest.len() <= MAX_CLIENT_MESSAGE_BYTES);
    let flags = ChatText::new(&"👩‍👩‍👧".repeat(300)).unwrap();
    let longest = codec::encode(&FromClient::Talk(TalkFromClient::Say(Scope::Room, flags)));
    assert!(longest.len() <= MAX_CLIENT_MESSAGE_BYTES);
}

#[test]
fn a_text_beyond_its_limit_is_refused_by_the_decoder_too() {
    let mut bytes = codec::encode(&FromClient::Talk(TalkFromClient::Say(Scope::Near, messages::chat("x"))));
    // The text is the last field: one length byte and one letter. Three of 501 letters need a longer length.
    bytes.truncate(bytes.len() - 2);
    bytes.push(251);
    bytes.extend_from_slice(&501u16.to_le_bytes());
    bytes.extend(std::iter::repeat_n(b'x', 501));
    assert!(codec::decode::<FromClient>(&bytes).is_err());
}

#[test]
fn a_list_that_boasts_of_its_length_never_grows_a_message() {
    for message in messages::from_server::examples() {
        let bytes = codec::encode(&message);
        for at in 0..bytes.len() {
            let mut boasting = bytes.split_at(at).0.to_vec();
            boasting.push(253);
            boasting.extend_from_slice(&(u64::MAX / 2).to_le_bytes());
            // Where a number is due, it is one, and nothing grows from it.
            if let Ok(message) = codec::decode::<FromServer>(&boasting) {
                assert!(codec::encode(&message).len() <= boasting.len(), "{message:?}");
            }
        }
    }
}

#[test]
fn parts_never_pile_up_beyond_the_limit() {
    let mut joiner = Joiner::new(MAX_CLIENT_MESSAGE_BYTES);
    let part: Vec<u8> = std::iter::once(1).chain(std::iter::repeat_n(7, MAX_PART_BYTES)).collect();
    let taken = (0..100).take_while(|_| joiner.push(&part).is_ok()).count();
    assert_eq!(taken, MAX_CLIENT_MESSAGE_BYTES / MAX_PART_BYTES);
    assert!(Joiner::new(usize::MAX).push(&vec![0; MAX_PART_BYTES + 2]).is_err());
}

#[test]
fn a_frame_of_too_many_or_empty_packets_is_refused() {
    let one = [1u8, 0, 9];
    assert!(frame::unpack(&one.repeat(frame::MAX_PACKETS)).is_ok());
    assert!(frame::unpack(&one.repeat(frame::MAX_PACKETS + 1)).is_err());
    assert!(frame::unpack(&[0, 0]).is_err());
}

#[test]
fn a_stride_of_too_many_intents_is_refused() {
    let mut bytes = Stride { last: 100, intents: vec![Intent::Stay; MAX_INTENTS], ..Stride::default() }.to_bytes();
    assert!(Stride::from_bytes(&bytes).is_ok());
    bytes[10] += 1;
    bytes.push(0);
    assert!(Stride::from_bytes(&bytes).is_err());
}

#[test]
fn a_snapshot_within_its_limit_and_a_whole_reliable_part_each_fit_one_datagram() {
    // renet adds at most 12 bytes to a packet and 5 to a message, the frame 2.
    let around = 12 + 5 + 2;
    assert!(MAX_SNAPSHOT_BYTES + around <= frame::MAX_DATAGRAM_BYTES);
    assert!(1 + MAX_PART_BYTES + around <= frame::MAX_DATAGRAM_BYTES);
}

#[test]
fn ninety_bound_records_fit_one_snapshot() {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&mut bytes, 1, Tick(1), &OwnBody::default());
    let mut count = 0u32;
    while writer.len() + BOUND_RECORD_BYTES <= MAX_SNAPSHOT_BYTES {
        assert!(writer.record(0, Sighting::default().to_bytes(), Some(hiroba_shared::ids::VisitorId(count))));
        count += 1;
    }
    writer.finish();
    assert!(count >= 90 && bytes.len() <= MAX_SNAPSHOT_BYTES, "{count} records in {} bytes", bytes.len());
}
