//! Records of a stream, `length: u16` and that many bytes each, out of chunks of any size.
//!
//! A record longer than a frame may be is nonsense and ends the stream; so memory stays bounded by a frame and a chunk.

use hiroba_shared::protocol::frame::MAX_FRAME_BYTES;

/// What was read and is not a whole record yet.
#[derive(Debug, Default)]
pub(super) struct Records {
    unread: Vec<u8>,
}

/// The stream says nonsense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong;

impl Records {
    /// Takes a chunk in.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.unread.extend_from_slice(chunk);
    }

    /// The next whole record.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, TooLong> {
        let Some((length, rest)) = self.unread.split_first_chunk::<2>() else { return Ok(None) };
        let length = usize::from(u16::from_le_bytes(*length));
        if length > MAX_FRAME_BYTES {
            return Err(TooLong);
        }
        let Some((record, rest)) = rest.split_at_checked(length) else { return Ok(None) };
        let (record, rest) = (record.to_vec(), rest.to_vec());
        self.unread = rest;
        Ok(Some(record))
    }
}

/// The bytes as a record; `None` for what no record can hold.
pub(super) fn record(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut record = u16::try_from(bytes.len()).ok()?.to_le_bytes().to_vec();
    record.extend_from_slice(bytes);
    Some(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_out_whole_however_the_stream_is_cut() {
        let said: [&[u8]; 3] = [b"one", b"", b"three"];
        let stream: Vec<u8> = said.iter().flat_map(|bytes| record(bytes).unwrap()).collect();
        for size in 1..=stream.len() {
            let (mut records, mut heard) = (Records::default(), Vec::new());
            for chunk in stream.chunks(size) {
                records.push(chunk);
                while let Some(record) = records.next().unwrap() {
                    heard.push(record);
                }
            }
            assert_eq!(heard, said, "in chunks of {size}");
        }
    }

    #[test]
    fn a_record_longer_than_a_frame_ends_the_stream() {
        let mut records = Records::default();
        records.push(&u16::MAX.to_le_bytes());
        assert_eq!(records.next(), Err(TooLong));
        assert_eq!(record(&[0; 70_000]), None);
    }
}
