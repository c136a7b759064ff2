//! The bytes of one of everything that crosses the wire, with the decoder that reads them.

use hiroba_server::venue::input::refusal_name;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::snapshot::{OwnBody, Sighting, Snapshot, Writer};
use hiroba_shared::protocol::stride::{Ack, Stride};
use hiroba_shared::protocol::{FromClient, FromServer, codec, frame, parts};
use hiroba_shared::rules::movement::{Intent, Motion};
use hiroba_shared::units::{Facing, Point, Tick};
use hiroba_tests::{drawing, messages};

/// One sample: where its golden bytes lie, the bytes, and how they are read.
pub(crate) struct Sample {
    /// Path below `data/golden`, without ending.
    pub(crate) name: String,
    /// As this build writes it.
    pub(crate) bytes: Vec<u8>,
    /// Reads bytes as this build does.
    pub(crate) read: Read,
}

/// Decodes bytes and writes what was understood again; `None` when they are refused.
pub(crate) type Read = fn(&[u8]) -> Option<Vec<u8>>;

/// One of everything.
pub(crate) fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    for message in messages::from_client::examples() {
        let name = format!("from_client/{}", messages::from_client::name(&message));
        samples.push(Sample { name, bytes: codec::encode(&message), read: again::<FromClient> });
    }
    for message in messages::from_server::examples() {
        let name = format!("from_server/{}", messages::from_server::name(&message));
        samples.push(Sample { name, bytes: codec::encode(&message), read: again::<FromServer> });
    }
    for refusal in messages::refusals() {
        let name = format!("opening/refused_{}", refusal_name(refusal));
        samples.push(Sample {
            name,
            bytes: codec::encode(&OpeningAnswer::Refused(refusal)),
            read: again::<OpeningAnswer>,
        });
    }
    for (number, farewell) in messages::farewells().into_iter().enumerate() {
        let session = hiroba_shared::protocol::session::SessionFromServer::Farewell(farewell);
        let name = format!("from_server/farewell_{number}");
        samples.push(Sample { name, bytes: codec::encode(&FromServer::Session(session)), read: again::<FromServer> });
    }
    samples.extend(by_hand());
    samples
}

/// What is not written by the codec.
fn by_hand() -> Vec<Sample> {
    let sample = |name: &str, bytes: Vec<u8>, read: Read| Sample { name: name.to_owned(), bytes, read };
    vec![
        sample("opening/opening", Opening::new([0xA5; 32]).to_bytes(), |bytes| {
            Opening::from_bytes(bytes).ok().map(Opening::to_bytes)
        }),
        sample("opening/accepted", codec::encode(&OpeningAnswer::Accepted), again::<OpeningAnswer>),
        sample("stride/walking", stride().to_bytes(), |bytes| Stride::from_bytes(bytes).ok().map(|s| s.to_bytes())),
        sample("stride/standing", Stride { last: 70_000, ..Stride::default() }.to_bytes(), |bytes| {
            Stride::from_bytes(bytes).ok().map(|s| s.to_bytes())
        }),
        sample("snapshot/crowd", snapshot(), |bytes| Snapshot::from_bytes(bytes).ok().map(|s| written(&s))),
        sample("frame/three_packets", frame::pack(&[vec![1], vec![2; 3], vec![3; 300]], 1_100).concat(), |bytes| {
            let packets: Vec<Vec<u8>> = frame::unpack(bytes).ok()?.into_iter().map(<[u8]>::to_vec).collect();
            Some(frame::pack(&packets, frame::MAX_FRAME_BYTES).concat())
        }),
        sample("parts/last", parts::split(b"the end").concat(), |bytes| {
            parts::Joiner::new(100).push(bytes).ok().flatten().map(|message| parts::split(&message).concat())
        }),
        sample("map/drawn_room", codec::encode(&map()), |bytes| {
            codec::decode_map(bytes).ok().map(|map| codec::encode(&map))
        }),
    ]
}

fn again<T: serde::Serialize + serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<Vec<u8>> {
    codec::decode::<T>(bytes).ok().map(|message| codec::encode(&message))
}

fn stride() -> Stride {
    let intents = vec![Intent::Walk(Facing::East), Intent::Run(Facing::NorthWest), Intent::Stay];
    Stride { ack: Ack { newest: 513, history: 0xF0F0_0001 }, last: 70_000, intents }
}

fn snapshot() -> Vec<u8> {
    let own = OwnBody {
        last_intent: 70_000,
        position: Point::new(1_408, 100_000),
        facing: Facing::NorthWest,
        motion: Motion::Running,
        led: true,
        epoch: 3,
    };
    let seated = Sighting { x: 16_383, y: 8_000, facing: Facing::West, motion: Motion::Seated, epoch: 2, away: true };
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&mut bytes, 514, Tick(70_001), &own);
    assert!(writer.gone(127) && writer.gone(3));
    assert!(writer.record(0, seated.to_bytes(), Some(VisitorId(70_000))));
    assert!(writer.record(64, Sighting { x: 9, ..Sighting::default() }.to_bytes(), None));
    writer.finish();
    bytes
}

/// The snapshot written again.
fn written(snapshot: &Snapshot) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&mut bytes, snapshot.number, snapshot.tick, &snapshot.own);
    for slot in &snapshot.gone {
        writer.gone(*slot);
    }
    for record in &snapshot.records {
        writer.record(record.slot, record.sighting.to_bytes(), record.visitor);
    }
    writer.finish();
    bytes
}

fn map() -> hiroba_shared::map::RoomMap {
    drawing::room_with_door("######\n#@.s1#\n#qhDx#\n######", "garden")
}
