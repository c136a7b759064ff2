//! Bytes to messages and back; the only file that names the encoding crate.
//!
//! Format: bincode 2's standard configuration (little endian, variable-length integers) over serde. A decode reads
//! the whole input, allocates no more than its limit, and yields only valid values.

use alloc::vec::Vec;
use core::fmt;
use serde::{Serialize, de::DeserializeOwned};

use crate::map::RoomMap;

/// Most bytes of one message of the game link, all its parts together: a page of people with the longest names fits.
pub const MAX_MESSAGE_BYTES: usize = 64 * 1024;
/// Most bytes of one message from a client.
pub const MAX_CLIENT_MESSAGE_BYTES: usize = 8 * 1024;
/// Most bytes of a compiled map.
pub const MAX_MAP_BYTES: usize = 64 * 1024 * 1024;

/// Bytes that are no message: too short, too long, with leftovers, or with a value outside its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeError;

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes that are no valid message")
    }
}

impl core::error::Error for DecodeError {}

/// The bytes of `message`.
///
/// Types of this crate always encode; should one not, the result is empty, which no peer accepts.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    bincode::serde::encode_to_vec(message, bincode::config::standard()).unwrap_or_default()
}

/// The message in `bytes`.
///
/// # Errors
/// When the bytes are not exactly one valid message within [`MAX_MESSAGE_BYTES`].
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    decode_within::<T, MAX_MESSAGE_BYTES>(bytes)
}

/// The compiled map in `bytes`, checked.
///
/// # Errors
/// When the bytes are not exactly one valid map within [`MAX_MAP_BYTES`].
pub fn decode_map(bytes: &[u8]) -> Result<RoomMap, DecodeError> {
    let map: RoomMap = decode_within::<_, MAX_MAP_BYTES>(bytes)?;
    map.check().map_err(|_| DecodeError)?;
    Ok(map)
}

fn decode_within<T: DeserializeOwned, const LIMIT: usize>(bytes: &[u8]) -> Result<T, DecodeError> {
    if bytes.len() > LIMIT {
        return Err(DecodeError);
    }
    let config = bincode::config::standard().with_limit::<LIMIT>();
    match bincode::serde::decode_from_slice(bytes, config) {
        Ok((message, read)) if read == bytes.len() => Ok(message),
        Ok(_) | Err(_) => Err(DecodeError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn leftover_bytes_are_refused() {
        let mut bytes = encode(&7u32);
        bytes.push(0);
        assert_eq!(decode::<u32>(&bytes), Err(DecodeError));
    }

    #[test]
    fn a_boasted_length_allocates_nothing() {
        let mut bytes = alloc::vec![253];
        bytes.extend_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(decode::<String>(&bytes), Err(DecodeError));
    }
}
