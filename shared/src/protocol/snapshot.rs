//! What a viewer sees change, in one datagram per tick: their own exact body, and records of others.
//!
//! ```text
//! snapshot = number: u16 | tick: u32 | last_intent: u32 | x: u24 | y: u24 | own: u8
//!          | gone: u8 | gone slots: u8 each | records: u8 | records
//! own      = facing: 3 bits | motion: 2 | led: 1 | epoch: 2                          (lowest bits first)
//! record   = slot: u8 | sighting: 5 bytes | visitor: u32 if the sighting is bound
//! sighting = x: 14 bits | y: 14 | facing: 3 | motion: 2 | epoch: 2 | away: 1 | zero: 3 | bound: 1
//! ```
//! All little endian; x and y of a sighting count 1/32 tile. A viewer keeps a slot table, slot -> visitor and newest
//! sighting: a bound record (re)assigns its slot, a gone slot is emptied. The five sighting bytes are made once per
//! visitor and tick and shared by all viewers. Names and looks never travel here.

use alloc::vec::Vec;

use super::codec::DecodeError;
use crate::ids::VisitorId;
use crate::rules::movement::Motion;
use crate::units::{Facing, Point, SUBTILES_PER_WIRE_UNIT, Tick};

/// Most bytes of a snapshot message; with renet's and the frame's heads it fits one datagram.
pub const MAX_SNAPSHOT_BYTES: usize = 1_000;
/// Bytes of a snapshot before its gone slots and records, both counts included.
pub const SNAPSHOT_HEAD_BYTES: usize = 19;
/// Bytes of a record that is not bound, and of one that is.
pub const RECORD_BYTES: usize = 6;
/// Bytes of a record that names its visitor.
pub const BOUND_RECORD_BYTES: usize = 10;
/// Number of slots a viewer has.
pub const SLOTS: usize = 128;

/// The viewer's own body, exactly, and how far their intents were applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OwnBody {
    /// Number of the last intent applied.
    pub last_intent: u32,
    /// Where the body is, in subtiles.
    pub position: Point,
    /// Where it looks.
    pub facing: Facing,
    /// What it does.
    pub motion: Motion,
    /// The venue leads it; own intents end that.
    pub led: bool,
    /// Counts jumps (a door, a seat) modulo 4: positions of different epochs are never blended.
    pub epoch: u8,
}

/// How somebody else's avatar is seen: place in wire units (1/32 tile), pose, presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sighting {
    /// 1/32 tiles from the left, below 16,384.
    pub x: u16,
    /// 1/32 tiles from the top, below 16,384.
    pub y: u16,
    /// Where it looks.
    pub facing: Facing,
    /// What it does.
    pub motion: Motion,
    /// Counts jumps modulo 4.
    pub epoch: u8,
    /// Present but not looking.
    pub away: bool,
}

impl Sighting {
    /// A coordinate in subtiles as wire units, rounded down and kept within the map's largest size.
    #[must_use]
    pub fn wire_units(subtiles: i32) -> u16 {
        u16::try_from(subtiles.div_euclid(SUBTILES_PER_WIRE_UNIT).clamp(0, 0x3FFF)).unwrap_or(0)
    }

    /// The place in subtiles, in the middle of the wire unit.
    #[must_use]
    pub fn position(&self) -> Point {
        let subtiles = |units: u16| i32::from(units) * SUBTILES_PER_WIRE_UNIT + SUBTILES_PER_WIRE_UNIT / 2;
        Point::new(subtiles(self.x), subtiles(self.y))
    }

    /// The five shared bytes, not bound.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 5] {
        let bits = u64::from(self.x & 0x3FFF)
            | u64::from(self.y & 0x3FFF) << 14
            | u64::from(self.facing.index()) << 28
            | (self.motion as u64) << 31
            | u64::from(self.epoch & 3) << 33
            | u64::from(self.away) << 35;
        let [a, b, c, d, e, ..] = bits.to_le_bytes();
        [a, b, c, d, e]
    }

    /// The sighting in five bytes and whether it is bound.
    fn from_bytes([a, b, c, d, e]: [u8; 5]) -> Result<(Self, bool), DecodeError> {
        let bits = u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]);
        if bits >> 36 & 0b111 != 0 {
            return Err(DecodeError);
        }
        let low = |shift: u32, mask: u64| u16::try_from(bits >> shift & mask).unwrap_or(0);
        let small = |shift: u32, mask: u64| u8::try_from(bits >> shift & mask).unwrap_or(0);
        let sighting = Self {
            x: low(0, 0x3FFF),
            y: low(14, 0x3FFF),
            facing: Facing::from_index(small(28, 7)),
            motion: Motion::from_index(small(31, 3)),
            epoch: small(33, 3),
            away: bits >> 35 & 1 == 1,
        };
        Ok((sighting, bits >> 39 == 1))
    }
}

/// One record of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The viewer's slot.
    pub slot: u8,
    /// Who is in the slot from now on; absent when the viewer knows.
    pub visitor: Option<VisitorId>,
    /// How they are seen.
    pub sighting: Sighting,
}

/// A decoded snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Number of this snapshot for this viewer, from 1, wrapping.
    pub number: u16,
    /// The venue's tick it shows.
    pub tick: Tick,
    /// The viewer themself.
    pub own: OwnBody,
    /// Slots that are empty now.
    pub gone: Vec<u8>,
    /// Others who changed.
    pub records: Vec<Record>,
}

/// Writes one snapshot into a buffer that is reused from tick to tick: head, then gone slots, then records.
#[derive(Debug)]
pub struct Writer<'a> {
    bytes: &'a mut Vec<u8>,
    gone_at: usize,
    records_at: Option<usize>,
}

impl<'a> Writer<'a> {
    /// Starts a snapshot in `bytes`, which is cleared.
    pub fn new(bytes: &'a mut Vec<u8>, number: u16, tick: Tick, own: &OwnBody) -> Self {
        bytes.clear();
        bytes.extend_from_slice(&number.to_le_bytes());
        bytes.extend_from_slice(&tick.0.to_le_bytes());
        bytes.extend_from_slice(&own.last_intent.to_le_bytes());
        for coordinate in [own.position.x, own.position.y] {
            let [a, b, c, _] = coordinate.clamp(0, 0x00FF_FFFF).to_le_bytes();
            bytes.extend_from_slice(&[a, b, c]);
        }
        let led = u8::from(own.led);
        bytes.push(own.facing.index() | (own.motion as u8) << 3 | led << 5 | (own.epoch & 3) << 6);
        let gone_at = bytes.len();
        bytes.push(0);
        Self { bytes, gone_at, records_at: None }
    }

    /// Bytes written so far, counts included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len() + usize::from(self.records_at.is_none())
    }

    /// Whether there is neither a gone slot nor a record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == SNAPSHOT_HEAD_BYTES
    }

    /// Says that `slot` is empty now. All gone slots come before the first record; a later one is not written and
    /// answers false.
    pub fn gone(&mut self, slot: u8) -> bool {
        if self.records_at.is_some() || !self.bump(self.gone_at) {
            return false;
        }
        self.bytes.push(slot);
        true
    }

    /// Adds a record of shared `sighting` bytes; names the visitor when `bind` is given. Answers false when the
    /// count is full.
    pub fn record(&mut self, slot: u8, sighting: [u8; 5], bind: Option<VisitorId>) -> bool {
        let at = *self.records_at.get_or_insert_with(|| {
            self.bytes.push(0);
            self.bytes.len() - 1
        });
        if !self.bump(at) {
            return false;
        }
        let [a, b, c, d, e] = sighting;
        let bound = if bind.is_some() { 0x80 } else { 0 };
        self.bytes.extend_from_slice(&[slot, a, b, c, d, e | bound]);
        if let Some(visitor) = bind {
            self.bytes.extend_from_slice(&visitor.0.to_le_bytes());
        }
        true
    }

    /// Completes the snapshot; `bytes` then hold it.
    pub fn finish(self) {
        if self.records_at.is_none() {
            self.bytes.push(0);
        }
    }

    fn bump(&mut self, at: usize) -> bool {
        match self.bytes.get_mut(at) {
            Some(count) if *count < u8::MAX => {
                *count += 1;
                true
            }
            Some(_) | None => false,
        }
    }
}

impl Snapshot {
    /// The snapshot in `bytes`.
    ///
    /// # Errors
    /// When the bytes are no snapshot: wrong length, a slot beyond [`SLOTS`], reserved bits set.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader(bytes);
        let number = u16::from_le_bytes(reader.take()?);
        let tick = Tick(u32::from_le_bytes(reader.take()?));
        let last_intent = u32::from_le_bytes(reader.take()?);
        let x = reader.coordinate()?;
        let y = reader.coordinate()?;
        let [own] = reader.take()?;
        let own = OwnBody {
            last_intent,
            position: Point::new(x, y),
            facing: Facing::from_index(own),
            motion: Motion::from_index(own >> 3),
            led: own >> 5 & 1 == 1,
            epoch: own >> 6,
        };
        let [gone_count] = reader.take()?;
        let gone = (0..gone_count).map(|_| reader.slot()).collect::<Result<_, _>>()?;
        let [record_count] = reader.take()?;
        let records = (0..record_count).map(|_| reader.record()).collect::<Result<_, _>>()?;
        if reader.0.is_empty() { Ok(Self { number, tick, own, gone, records }) } else { Err(DecodeError) }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(DecodeError)?;
        self.0 = rest;
        Ok(*head)
    }

    fn coordinate(&mut self) -> Result<i32, DecodeError> {
        let [a, b, c] = self.take()?;
        Ok(i32::from_le_bytes([a, b, c, 0]))
    }

    fn slot(&mut self) -> Result<u8, DecodeError> {
        let [slot] = self.take()?;
        if usize::from(slot) < SLOTS { Ok(slot) } else { Err(DecodeError) }
    }

    fn record(&mut self) -> Result<Record, DecodeError> {
        let slot = self.slot()?;
        let (sighting, bound) = Sighting::from_bytes(self.take()?)?;
        let visitor = if bound { Some(VisitorId(u32::from_le_bytes(self.take()?))) } else { None };
        Ok(Record { slot, visitor, sighting })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_sighting() -> impl Strategy<Value = Sighting> {
        (0u16..0x4000, 0u16..0x4000, 0u8..8, 0u8..4, 0u8..4, any::<bool>()).prop_map(
            |(x, y, facing, motion, epoch, away)| Sighting {
                x,
                y,
                facing: Facing::from_index(facing),
                motion: Motion::from_index(motion),
                epoch,
                away,
            },
        )
    }

    fn any_record() -> impl Strategy<Value = Record> {
        (0u8..128, proptest::option::of(any::<u32>().prop_map(VisitorId)), any_sighting())
            .prop_map(|(slot, visitor, sighting)| Record { slot, visitor, sighting })
    }

    fn written(snapshot: &Snapshot) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes, snapshot.number, snapshot.tick, &snapshot.own);
        for slot in &snapshot.gone {
            assert!(writer.gone(*slot));
        }
        for record in &snapshot.records {
            assert!(writer.record(record.slot, record.sighting.to_bytes(), record.visitor));
        }
        let length = writer.len();
        writer.finish();
        assert_eq!(bytes.len(), length);
        bytes
    }

    proptest! {
        #[test]
        fn a_snapshot_survives_its_bytes_and_no_truncation_does(
            number: u16, tick: u32, last_intent: u32, x in 0i32..0x20000, y in 0i32..0x20000,
            gone in prop::collection::vec(0u8..128, 0..20), records in prop::collection::vec(any_record(), 0..20),
        ) {
            let own = OwnBody { last_intent, position: Point::new(x, y), led: true, epoch: 3, ..OwnBody::default() };
            let snapshot = Snapshot { number, tick: Tick(tick), own, gone, records };
            let bytes = written(&snapshot);
            prop_assert_eq!(Snapshot::from_bytes(&bytes), Ok(snapshot));
            for cut in 0..bytes.len() {
                prop_assert_eq!(Snapshot::from_bytes(bytes.split_at(cut).0), Err(DecodeError));
            }
        }

        #[test]
        fn no_bytes_upset_the_decoder(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Snapshot::from_bytes(&bytes);
        }
    }

    #[test]
    fn a_place_keeps_its_wire_unit() {
        for subtiles in [0, 7, 8, 255, 131_071] {
            let units = Sighting::wire_units(subtiles);
            let sighting = Sighting { x: units, ..Sighting::default() };
            assert_eq!(Sighting::wire_units(sighting.position().x), units);
        }
    }
}
