//! One frame carries several renet packets: one datagram, one WebSocket message or one stream record.
//!
//! ```text
//! frame  = packet*            packet = length: u16 little endian, then that many bytes
//! ```
//! A frame for a datagram holds at most [`MAX_DATAGRAM_BYTES`]; a packet that does not fit one travels in a frame of
//! its own on the link's stream. Packets are not looked into here.

use alloc::vec::Vec;

use super::codec::DecodeError;

/// Most bytes of a frame that travels as one datagram: fits the smallest QUIC path with room to spare.
pub const MAX_DATAGRAM_BYTES: usize = 1_100;
/// Most bytes of any frame, on a stream or in a WebSocket message.
pub const MAX_FRAME_BYTES: usize = 8 * 1024;
/// Most bytes of one renet packet (renet's own buffer is 1,400).
pub const MAX_PACKET_BYTES: usize = 1_400;
/// Most packets in one frame; more is a peer that wastes our time.
pub const MAX_PACKETS: usize = 32;

/// Packs `packets` into as few frames as possible of at most `limit` bytes, in order. A packet that is too large for
/// `limit` gets a frame of its own, which is then larger than `limit`.
#[must_use]
pub fn pack(packets: &[Vec<u8>], limit: usize) -> Vec<Vec<u8>> {
    let mut frames: Vec<Vec<u8>> = Vec::new();
    let mut count = 0;
    for packet in packets {
        let Ok(length) = u16::try_from(packet.len()) else { continue };
        let room = frames.last().is_some_and(|f| f.len() + 2 + packet.len() <= limit && count < MAX_PACKETS);
        if !room {
            frames.push(Vec::with_capacity(limit.min(2 + packet.len())));
            count = 0;
        }
        if let Some(frame) = frames.last_mut() {
            frame.extend_from_slice(&length.to_le_bytes());
            frame.extend_from_slice(packet);
            count += 1;
        }
    }
    frames
}

/// The packets of a frame, in order.
///
/// # Errors
/// When the frame is too large, empty, holds too many, empty or oversized packets, or ends in the middle of one.
pub fn unpack(frame: &[u8]) -> Result<Vec<&[u8]>, DecodeError> {
    if frame.is_empty() || frame.len() > MAX_FRAME_BYTES {
        return Err(DecodeError);
    }
    let mut packets = Vec::new();
    let mut rest = frame;
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_le_bytes(*length));
        if length == 0 || length > MAX_PACKET_BYTES || packets.len() == MAX_PACKETS {
            return Err(DecodeError);
        }
        let (packet, after) = after.split_at_checked(length).ok_or(DecodeError)?;
        packets.push(packet);
        rest = after;
    }
    if rest.is_empty() { Ok(packets) } else { Err(DecodeError) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packets_come_out_as_they_went_in(
            packets in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..=MAX_PACKET_BYTES), 0..40),
        ) {
            let frames = pack(&packets, MAX_DATAGRAM_BYTES);
            let unpacked: Vec<Vec<u8>> =
                frames.iter().flat_map(|f| unpack(f).unwrap()).map(<[u8]>::to_vec).collect();
            prop_assert_eq!(unpacked, packets);
            prop_assert!(frames.iter().all(|f| f.len() <= MAX_DATAGRAM_BYTES || unpack(f).unwrap().len() == 1));
        }
    }

    #[test]
    fn every_truncation_of_a_frame_is_refused_or_shorter() {
        let frame = pack(&[vec![1, 2, 3], vec![4, 5]], 100).remove(0);
        for cut in 0..frame.len() {
            let expected = if cut == 5 { Ok(vec![[1u8, 2, 3].as_slice()]) } else { Err(DecodeError) };
            assert_eq!(unpack(frame.split_at(cut).0), expected, "cut at {cut}");
        }
    }
}
