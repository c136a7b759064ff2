//! How an avatar looks: a choice of drawn parts and colours, thousands of combinations in six small numbers.
//!
//! The drawings belong to the client (`assets/atlas/avatar.json`); a test over there holds that it has them all.

mod dress;

use core::fmt;
use serde::{Deserialize, Serialize};

/// Number of choices per part: skin, hair style (0 = none), hair colour, clothes, clothes colour, accessory (0 = none).
pub const CHOICES: [u8; 6] = [10, 15, 14, 12, 16, 11];

/// One avatar's look. Every field lies below its entry in [`CHOICES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "[u8; 6]", into = "[u8; 6]")]
pub struct Look([u8; 6]);

/// A part number was beyond the choices there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPart;

impl fmt::Display for UnknownPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of the look does not exist")
    }
}

impl core::error::Error for UnknownPart {}

impl Look {
    /// A look from its six numbers, in the order of [`CHOICES`].
    ///
    /// # Errors
    /// When a number names no drawn part.
    pub fn new(parts: [u8; 6]) -> Result<Self, UnknownPart> {
        if parts.iter().zip(CHOICES).all(|(part, choices)| *part < choices) {
            Ok(Self(parts))
        } else {
            Err(UnknownPart)
        }
    }

    /// A look for every number: equal numbers give equal looks, near ones differ.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        let mut left = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(CHOICES.map(|choices| {
            left ^= left >> 29;
            left = left.wrapping_mul(0xBF58_476D_1CE4_E5B9);
            u8::try_from((left >> 33) % u64::from(choices)).unwrap_or(0)
        }))
    }

    /// The six numbers, in the order of [`CHOICES`].
    #[must_use]
    pub const fn parts(self) -> [u8; 6] {
        self.0
    }

    /// The same look with part `index` set to the next choice (`forward`) or the one before, round the end.
    #[must_use]
    pub fn turned(mut self, index: usize, forward: bool) -> Self {
        if let (Some(part), Some(choices)) = (self.0.get_mut(index), CHOICES.get(index)) {
            *part = if forward { (*part + 1) % choices } else { (*part + choices - 1) % choices };
        }
        self
    }
}

impl TryFrom<[u8; 6]> for Look {
    type Error = UnknownPart;
    fn try_from(parts: [u8; 6]) -> Result<Self, UnknownPart> {
        Self::new(parts)
    }
}

impl From<Look> for [u8; 6] {
    fn from(look: Look) -> Self {
        look.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_gives_a_look_that_exists() {
        for seed in 0..1_000 {
            assert!(Look::new(Look::from_seed(seed).parts()).is_ok());
        }
    }

    #[test]
    fn a_part_beyond_the_choices_is_refused() {
        assert_eq!(Look::new([0, 0, 0, 0, 0, CHOICES[5]]), Err(UnknownPart));
    }
}
