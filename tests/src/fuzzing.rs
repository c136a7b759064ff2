//! Bodies of the fuzz targets: bytes in, and nothing but a panic can be wrong.
//!
//! The targets in `tests/fuzz` are one line each and call these, and a stable test runs each for a bounded number of
//! seeded inputs, so that they cannot rot. An input that once failed is kept under `tests/data/fuzz`.

pub mod map;
mod operations;
pub mod seeds;

use std::collections::BTreeMap;

use hiroba_server::net::hub::Hub;
use hiroba_server::net::prefilter;
use hiroba_server::venue::input::LinkId;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::parts::Joiner;
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::{FromClient, FromServer, channel, codec, frame};
use serde::{Serialize, de::DeserializeOwned};

use crate::bot::TICK;

pub use map::map_import;
pub use operations::venue_operations;

/// A fuzz target.
pub type Target = fn(&[u8]);

/// Every target by name.
#[must_use]
pub fn targets() -> BTreeMap<&'static str, Target> {
    let targets: [(&str, Target); 5] = [
        ("decode", decode),
        ("frame", frame_and_parts),
        ("hub", prefilter_and_renet),
        ("map", map_import),
        ("venue", venue_operations),
    ];
    BTreeMap::from(targets)
}

/// Every decoder: what is read is valid, and written and read again it is the same.
pub fn decode(bytes: &[u8]) {
    stays_itself::<FromClient>(bytes);
    stays_itself::<FromServer>(bytes);
    stays_itself::<OpeningAnswer>(bytes);
    if let Ok(opening) = Opening::from_bytes(bytes) {
        assert_eq!(opening.to_bytes(), bytes);
    }
    if let Ok(stride) = Stride::from_bytes(bytes) {
        assert_eq!(Stride::from_bytes(&stride.to_bytes()), Ok(stride));
    }
    if let Ok(snapshot) = Snapshot::from_bytes(bytes) {
        let heads = 19 + snapshot.gone.len() + 6 * snapshot.records.len();
        assert!(heads <= bytes.len(), "a snapshot holds more than its bytes");
    }
    if let Ok(map) = codec::decode_map(bytes) {
        assert!(map.check().is_ok());
    }
}

/// Frames and parts: nothing comes out that was not put in.
pub fn frame_and_parts(bytes: &[u8]) {
    if let Ok(packets) = frame::unpack(bytes) {
        let packets: Vec<Vec<u8>> = packets.into_iter().map(<[u8]>::to_vec).collect();
        assert!(packets.len() <= frame::MAX_PACKETS);
        assert_eq!(frame::pack(&packets, frame::MAX_FRAME_BYTES).concat(), bytes);
    }
    let mut joiner = Joiner::new(codec::MAX_CLIENT_MESSAGE_BYTES);
    for part in pieces(bytes) {
        if let Ok(Some(message)) = joiner.push(part) {
            assert!(message.len() <= codec::MAX_CLIENT_MESSAGE_BYTES);
        }
    }
}

/// The pre-filter with renet behind it: what passes never upsets renet, and the hub goes on.
pub fn prefilter_and_renet(bytes: &[u8]) {
    let (liar, other) = (LinkId(1), LinkId(2));
    let mut hub = Hub::new();
    hub.open(liar);
    hub.open(other);
    let mut inputs = Vec::new();
    for piece in pieces(bytes) {
        // As packets within a faultless frame, so that they get as far as the pre-filter; and as they are.
        if !piece.is_empty() && piece.len() <= frame::MAX_PACKET_BYTES {
            let packets = [piece.to_vec()];
            for frame in frame::pack(&packets, frame::MAX_FRAME_BYTES) {
                hub.receive(liar, &frame, &mut inputs);
            }
        }
        hub.receive(liar, piece, &mut inputs);
        let _ = prefilter::inspect(piece);
        hub.advance(TICK);
        hub.collect(&mut inputs);
        let frames = hub.flush(liar, frame::MAX_DATAGRAM_BYTES);
        let sent: usize = frames.iter().map(Vec::len).sum();
        assert!(sent as u64 <= 2 * channel::BYTES_PER_TICK, "{sent} bytes answered in one tick");
    }
    assert!(hub.carries(other), "one link cost another its place");
}

/// The bytes cut into pieces, each after a length of two bytes.
fn pieces(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<2>() {
        let length = usize::from(u16::from_le_bytes(*length) % 1_500).min(rest.len());
        let (piece, after) = rest.split_at(length);
        pieces.push(piece);
        bytes = after;
    }
    pieces
}

fn stays_itself<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    if let Ok(message) = codec::decode::<T>(bytes) {
        assert_eq!(codec::decode::<T>(&codec::encode(&message)), Ok(message));
    }
}
