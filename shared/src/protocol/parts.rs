//! Cuts long messages of the reliable channel into parts that renet never has to slice.
//!
//! ```text
//! part = more: u8 (1 = another part follows, 0 = last), then at most 1,000 bytes of the message
//! ```
//! renet's own slices are refused from clients (they can crash renet 2.0.1) and avoided by servers, so every packet
//! stays small. The channel is ordered, hence joining parts is appending.

use alloc::vec::Vec;

use super::codec::DecodeError;

/// Most message bytes in one part.
pub const MAX_PART_BYTES: usize = 1_000;

/// The parts of an encoded message, in order; at least one.
#[must_use]
pub fn split(message: &[u8]) -> Vec<Vec<u8>> {
    let count = message.len().div_ceil(MAX_PART_BYTES).max(1);
    let mut chunks = message.chunks(MAX_PART_BYTES);
    (1..=count)
        .map(|number| {
            let chunk = chunks.next().unwrap_or_default();
            let mut part = Vec::with_capacity(1 + chunk.len());
            part.push(u8::from(number < count));
            part.extend_from_slice(chunk);
            part
        })
        .collect()
}

/// Puts parts together again, within a limit.
#[derive(Debug, Clone)]
pub struct Joiner {
    limit: usize,
    so_far: Vec<u8>,
}

impl Joiner {
    /// A joiner of messages of at most `limit` bytes.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self { limit, so_far: Vec::new() }
    }

    /// Takes the next part; answers the message when it was the last.
    ///
    /// # Errors
    /// When the part is no part or the message grows beyond the limit; what was gathered is dropped.
    pub fn push(&mut self, part: &[u8]) -> Result<Option<Vec<u8>>, DecodeError> {
        let parsed = match part.split_first() {
            Some((more @ (0 | 1), bytes)) if bytes.len() <= MAX_PART_BYTES => Some((*more == 1, bytes)),
            Some(_) | None => None,
        };
        let Some((more, bytes)) = parsed.filter(|(_, bytes)| self.so_far.len() + bytes.len() <= self.limit) else {
            self.so_far = Vec::new();
            return Err(DecodeError);
        };
        self.so_far.extend_from_slice(bytes);
        Ok((!more).then(|| core::mem::take(&mut self.so_far)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn messages_of_every_length_are_joined_as_they_were() {
        for length in [0, 1, 999, 1_000, 1_001, 2_000, 2_500] {
            let message = vec![42u8; length];
            let mut joiner = Joiner::new(4_000);
            let joined: Vec<_> = split(&message).iter().filter_map(|part| joiner.push(part).unwrap()).collect();
            assert_eq!(joined, vec![message]);
        }
    }

    #[test]
    fn a_message_beyond_the_limit_is_refused_and_forgotten() {
        let mut joiner = Joiner::new(1_500);
        let parts = split(&[0; 2_000]);
        assert_eq!(joiner.push(&parts[0]), Ok(None));
        assert_eq!(joiner.push(&parts[1]), Err(DecodeError));
        assert_eq!(joiner.push(&[0, 9]), Ok(Some(vec![9])));
    }
}
