//! The first words on a new link, before renet: the client presents its ticket, the server takes or refuses it.
//!
//! ```text
//! opening = "HRB1" | protocol: u16 | rules: u16 | ticket: 32 bytes          (40 bytes, little endian)
//! answer  = codec(OpeningAnswer)
//! ```
//! On WebSocket each is one binary message; on WebTransport each is `length: u16` and that many bytes, on the stream
//! that the client opens. The magic and the versions never move, so that any two versions can refuse each other in
//! words.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::PROTOCOL_VERSION;
use super::codec::DecodeError;
use crate::refusal::Refusal;
use crate::rules::RULES_VERSION;

/// First bytes of every link.
const MAGIC: [u8; 4] = *b"HRB1";
/// Bytes of an opening.
pub const OPENING_BYTES: usize = 40;
/// How long a link may take from connecting to its opening, in milliseconds.
pub const OPENING_TIMEOUT_MS: u64 = 5_000;

/// What a client presents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The client's [`PROTOCOL_VERSION`].
    pub protocol: u16,
    /// The client's [`RULES_VERSION`].
    pub rules: u16,
    /// The one-time ticket from the door.
    pub ticket: [u8; 32],
}

impl Opening {
    /// The opening of this build with `ticket`.
    #[must_use]
    pub const fn new(ticket: [u8; 32]) -> Self {
        Self { protocol: PROTOCOL_VERSION, rules: RULES_VERSION, ticket }
    }

    /// The bytes of the opening.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(OPENING_BYTES);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&self.protocol.to_le_bytes());
        bytes.extend_from_slice(&self.rules.to_le_bytes());
        bytes.extend_from_slice(&self.ticket);
        bytes
    }

    /// The opening in `bytes`.
    ///
    /// # Errors
    /// When the bytes are no opening of any version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (magic, rest) = bytes.split_first_chunk::<4>().ok_or(DecodeError)?;
        let (protocol, rest) = rest.split_first_chunk::<2>().ok_or(DecodeError)?;
        let (rules, rest) = rest.split_first_chunk::<2>().ok_or(DecodeError)?;
        let ticket = <[u8; 32]>::try_from(rest).map_err(|_| DecodeError)?;
        if *magic != MAGIC {
            return Err(DecodeError);
        }
        Ok(Self { protocol: u16::from_le_bytes(*protocol), rules: u16::from_le_bytes(*rules), ticket })
    }

    /// The refusal for a client of another version, if it is one.
    #[must_use]
    pub const fn version_refusal(&self) -> Option<Refusal> {
        if self.protocol == PROTOCOL_VERSION && self.rules == RULES_VERSION {
            None
        } else {
            Some(Refusal::WrongVersion { server: PROTOCOL_VERSION, client: self.protocol })
        }
    }
}

/// What the server answers; after a refusal it closes the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpeningAnswer {
    /// The link carries this visitor's session from here on.
    Accepted,
    /// It does not.
    Refused(Refusal),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_survives_its_bytes_and_no_truncation_does() {
        let opening = Opening::new([7; 32]);
        let bytes = opening.to_bytes();
        assert_eq!(bytes.len(), OPENING_BYTES);
        assert_eq!(Opening::from_bytes(&bytes), Ok(opening));
        for cut in 0..bytes.len() {
            assert_eq!(Opening::from_bytes(bytes.split_at(cut).0), Err(DecodeError));
        }
    }
}
