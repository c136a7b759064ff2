//! What a client sends every tick it walks: its latest intents and which snapshots it has.
//!
//! ```text
//! stride = ack: u16 | history: u32 | last: u32 | count: u8 | count intents, oldest first      (little endian)
//! ```
//! `last` is the number of the newest intent. Every stride repeats all intents the server has not applied yet (at
//! most [`MAX_INTENTS`]), so a lost one costs nothing. A client that stands still and has all its intents applied
//! sends one with no intents four times a second, for the acknowledgement alone. Intents are numbered from 1;
//! standing still takes no numbers beyond the one that stopped.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::codec::DecodeError;
use crate::rules::movement::Intent;

/// Most intents in one stride: 1.6 seconds of walking.
pub const MAX_INTENTS: usize = 32;
/// Bytes before the intents.
const HEAD_BYTES: usize = 11;

/// One stride.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stride {
    /// Which snapshots arrived.
    pub ack: Ack,
    /// Number of the newest intent in `intents`, or of the newest ever when it is empty.
    pub last: u32,
    /// Intents `last - len + 1` to `last`, oldest first.
    pub intents: Vec<Intent>,
}

/// Which snapshots arrived: the newest, and the 32 before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ack {
    /// Number of the newest snapshot, 0 before the first.
    pub newest: u16,
    /// Bit `n` is set when snapshot `newest - 1 - n` arrived too.
    pub history: u32,
}

impl Ack {
    /// Notes the arrival of snapshot `number`; answers false when it is older than the history reaches or known.
    pub fn note(&mut self, number: u16) -> bool {
        let ahead = number.wrapping_sub(self.newest);
        if self.newest == 0 && self.history == 0 {
            self.newest = number;
            return true;
        }
        if ahead == 0 {
            return false;
        }
        if ahead < 0x8000 {
            let shifted = self.history.checked_shl(u32::from(ahead)).unwrap_or(0);
            let old_newest = 1u32.checked_shl(u32::from(ahead) - 1).unwrap_or(0);
            self.history = shifted | old_newest;
            self.newest = number;
            return true;
        }
        let behind = u32::from(self.newest.wrapping_sub(number)) - 1;
        let bit = 1u32.checked_shl(behind).unwrap_or(0);
        let new = bit != 0 && self.history & bit == 0;
        self.history |= bit;
        new
    }

    /// Whether snapshot `number` is known to have arrived.
    #[must_use]
    pub fn covers(self, number: u16) -> bool {
        let behind = self.newest.wrapping_sub(number);
        behind == 0 || (behind <= 32 && self.history >> (behind - 1) & 1 == 1)
    }
}

impl Stride {
    /// The bytes of the stride; intents beyond the newest [`MAX_INTENTS`] are left out.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let skip = self.intents.len().saturating_sub(MAX_INTENTS);
        let intents = self.intents.iter().skip(skip);
        let mut bytes = Vec::with_capacity(HEAD_BYTES + intents.len());
        bytes.extend_from_slice(&self.ack.newest.to_le_bytes());
        bytes.extend_from_slice(&self.ack.history.to_le_bytes());
        bytes.extend_from_slice(&self.last.to_le_bytes());
        bytes.push(u8::try_from(intents.len()).unwrap_or(u8::MAX));
        bytes.extend(intents.map(|intent| intent.to_byte()));
        bytes
    }

    /// The stride in `bytes`.
    ///
    /// # Errors
    /// When the bytes are no stride: a wrong length, too many intents, an unknown one, or more than were numbered.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (newest, rest) = bytes.split_first_chunk::<2>().ok_or(DecodeError)?;
        let (history, rest) = rest.split_first_chunk::<4>().ok_or(DecodeError)?;
        let (last, rest) = rest.split_first_chunk::<4>().ok_or(DecodeError)?;
        let (count, intents) = rest.split_first().ok_or(DecodeError)?;
        let last = u32::from_le_bytes(*last);
        let fits = usize::from(*count) == intents.len() && intents.len() <= MAX_INTENTS && u32::from(*count) <= last;
        if !fits {
            return Err(DecodeError);
        }
        let intents =
            intents.iter().map(|byte| Intent::from_byte(*byte).ok_or(DecodeError)).collect::<Result<_, _>>()?;
        let ack = Ack { newest: u16::from_le_bytes(*newest), history: u32::from_le_bytes(*history) };
        Ok(Self { ack, last, intents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Facing;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_stride_survives_its_bytes(
            newest: u16, history: u32, last in 40u32.., intents in prop::collection::vec(0u8..24, 0..=MAX_INTENTS),
        ) {
            let intents = intents.into_iter().filter_map(Intent::from_byte).collect();
            let stride = Stride { ack: Ack { newest, history }, last, intents };
            prop_assert_eq!(Stride::from_bytes(&stride.to_bytes()), Ok(stride));
        }

        #[test]
        fn an_ack_covers_exactly_what_arrived_lately(order in Just((1u16..=30).collect::<Vec<_>>()).prop_shuffle(), kept in 1usize..30) {
            let mut ack = Ack::default();
            let arrived = &order[..kept];
            for number in arrived {
                prop_assert!(ack.note(*number));
            }
            for number in 1..=30u16 {
                if number <= ack.newest {
                    prop_assert_eq!(ack.covers(number), arrived.contains(&number), "{}", number);
                }
            }
        }

        #[test]
        fn no_bytes_upset_the_decoder(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = Stride::from_bytes(&bytes);
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let stride = Stride { last: 9, intents: alloc::vec![Intent::Walk(Facing::East); 5], ..Stride::default() };
        let bytes = stride.to_bytes();
        for cut in 0..bytes.len() {
            assert_eq!(Stride::from_bytes(bytes.split_at(cut).0), Err(DecodeError));
        }
    }
}
