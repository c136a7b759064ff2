//! Looks at every renet packet from a peer before renet does, because renet 2.0.1 trusts peers too much.
//!
//! A slice packet can crash renet or make it set megabytes aside, empty messages escape its memory limit, and message
//! numbers far ahead pile up; all of these are refused here. A packet that passes is one our own clients could have
//! written: renet parses it to its last byte. What the messages mean is decided later, by the decoder.

use hiroba_shared::protocol::channel;

/// Most messages in one packet.
pub const MAX_MESSAGES: u16 = 64;
/// Most bytes of one message; a part of a message is smaller.
pub const MAX_MESSAGE_BYTES: u64 = 1_100;
/// Most ranges in one acknowledgement; renet keeps no more.
pub const MAX_ACK_RANGES: u64 = 64;
/// Most packets an acknowledgement may span from its oldest to its newest: half an hour of packets at full rate.
pub const MAX_ACK_SPAN: u64 = 1 << 16;
/// Highest packet or message number; reached after centuries, and far below where renet's arithmetic ends.
pub const MAX_NUMBER: u64 = 1 << 40;

/// Why a packet was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rejected {
    /// It ends in the middle.
    Truncated,
    /// It goes on after its end.
    Leftovers,
    /// No packet of this type exists.
    UnknownType,
    /// A slice: clients never need one.
    Slice,
    /// The channel does not exist or has the other guarantee.
    WrongChannel,
    /// No message, or more than [`MAX_MESSAGES`].
    MessageCount,
    /// A message of no bytes.
    EmptyMessage,
    /// A message beyond [`MAX_MESSAGE_BYTES`].
    LargeMessage,
    /// A packet or message number beyond [`MAX_NUMBER`].
    FarNumber,
    /// An acknowledgement that overlaps itself, or with too many or too wide ranges.
    BadAck,
}

impl Rejected {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::Truncated,
        Self::Leftovers,
        Self::UnknownType,
        Self::Slice,
        Self::WrongChannel,
        Self::MessageCount,
        Self::EmptyMessage,
        Self::LargeMessage,
        Self::FarNumber,
        Self::BadAck,
    ];

    /// The name in metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Leftovers => "leftovers",
            Self::UnknownType => "unknown_type",
            Self::Slice => "slice",
            Self::WrongChannel => "wrong_channel",
            Self::MessageCount => "message_count",
            Self::EmptyMessage => "empty_message",
            Self::LargeMessage => "large_message",
            Self::FarNumber => "far_number",
            Self::BadAck => "bad_ack",
        }
    }
}

/// What a packet that may pass holds, as far as a link must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// The highest number of a reliable message in it.
    pub newest_message: Option<u64>,
}

/// Looks at one packet from a peer.
///
/// # Errors
/// When it must not reach renet.
pub fn inspect(packet: &[u8]) -> Result<Passed, Rejected> {
    let mut reader = Reader(packet);
    let kind = reader.byte()?;
    let _sequence = match kind {
        0 | 1 | 4 => reader.number()?,
        2 | 3 => return Err(Rejected::Slice),
        _ => return Err(Rejected::UnknownType),
    };
    let newest_message = match kind {
        0 => Some(reader.reliable_messages()?),
        1 => {
            reader.unreliable_messages()?;
            None
        }
        _ => {
            reader.ack_ranges()?;
            None
        }
    };
    if reader.0.is_empty() { Ok(Passed { newest_message }) } else { Err(Rejected::Leftovers) }
}

/// Reads renet's format: big endian, with QUIC's variable-length integers.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn reliable_messages(&mut self) -> Result<u64, Rejected> {
        let count = self.message_count(channel::RELIABLE)?;
        let mut newest = 0;
        for _ in 0..count {
            newest = newest.max(self.number()?);
            self.message()?;
        }
        Ok(newest)
    }

    fn unreliable_messages(&mut self) -> Result<(), Rejected> {
        let count = self.message_count(channel::UNRELIABLE)?;
        for _ in 0..count {
            self.message()?;
        }
        Ok(())
    }

    fn message_count(&mut self, channel: u8) -> Result<u16, Rejected> {
        if self.byte()? != channel {
            return Err(Rejected::WrongChannel);
        }
        let count = u16::from_be_bytes(self.take()?);
        if (1..=MAX_MESSAGES).contains(&count) { Ok(count) } else { Err(Rejected::MessageCount) }
    }

    fn message(&mut self) -> Result<(), Rejected> {
        let length = self.varint()?;
        match length {
            0 => Err(Rejected::EmptyMessage),
            1..=MAX_MESSAGE_BYTES => self.skip(length),
            _ => Err(Rejected::LargeMessage),
        }
    }

    /// The newest range comes first, each further one as the gap before it and its size.
    fn ack_ranges(&mut self) -> Result<(), Rejected> {
        let newest = self.number()?;
        let size = self.varint()?;
        let further = self.varint()?;
        if further >= MAX_ACK_RANGES {
            return Err(Rejected::BadAck);
        }
        let mut oldest = newest.checked_sub(size).ok_or(Rejected::BadAck)?;
        for _ in 0..further {
            let gap = self.varint()?;
            let size = self.varint()?;
            let end = oldest.checked_sub(gap).and_then(|start| start.checked_sub(2)).ok_or(Rejected::BadAck)?;
            oldest = end.checked_sub(size).ok_or(Rejected::BadAck)?;
        }
        if newest - oldest <= MAX_ACK_SPAN { Ok(()) } else { Err(Rejected::BadAck) }
    }

    fn number(&mut self) -> Result<u64, Rejected> {
        let number = self.varint()?;
        if number <= MAX_NUMBER { Ok(number) } else { Err(Rejected::FarNumber) }
    }

    fn varint(&mut self) -> Result<u64, Rejected> {
        let first = *self.0.first().ok_or(Rejected::Truncated)?;
        let number = match first >> 6 {
            0 => u64::from_be_bytes([0, 0, 0, 0, 0, 0, 0, self.byte()?]),
            1 => u64::from(u16::from_be_bytes(self.take()?) & 0x3fff),
            2 => u64::from(u32::from_be_bytes(self.take()?) & 0x3fff_ffff),
            _ => u64::from_be_bytes(self.take()?) & 0x3fff_ffff_ffff_ffff,
        };
        Ok(number)
    }

    fn byte(&mut self) -> Result<u8, Rejected> {
        let [byte] = self.take()?;
        Ok(byte)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Rejected> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Rejected::Truncated)?;
        self.0 = rest;
        Ok(*head)
    }

    fn skip(&mut self, length: u64) -> Result<(), Rejected> {
        let length = usize::try_from(length).map_err(|_| Rejected::LargeMessage)?;
        let (_, rest) = self.0.split_at_checked(length).ok_or(Rejected::Truncated)?;
        self.0 = rest;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
