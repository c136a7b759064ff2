//! The squares of a tile layer, in any of the forms Tiled writes them in.
//!
//! Unpacking stops at the size the layer says it has, so that a small file cannot grow into a large memory.

use std::{fmt, io::Read};

use base64::Engine;
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};

/// Most squares of one layer.
const MAX_SQUARES: usize = hiroba_shared::units::MAX_MAP_SIDE as usize * hiroba_shared::units::MAX_MAP_SIDE as usize;
/// Most memory zstd may look back at; a whole layer is one mebibyte.
const MAX_WINDOW: u64 = 8 * 1024 * 1024;

/// The squares as written.
pub(in crate::map) enum Cells {
    /// One number a square.
    Numbers(Vec<u32>),
    /// Packed into a text.
    Text(String),
}

impl Cells {
    /// The `squares` numbers of the layer.
    ///
    /// # Errors
    /// Says in words why there are not exactly so many.
    pub(in crate::map) fn unpacked(
        self,
        encoding: Option<&str>,
        compression: Option<&str>,
        squares: usize,
    ) -> Result<Vec<u32>, String> {
        let numbers = match (self, encoding) {
            (Self::Numbers(numbers), _) => numbers,
            (Self::Text(text), Some("base64")) => unpack(&text, compression, squares)?,
            (Self::Text(_), encoding) => {
                return Err(format!("its tiles are written in an unknown way ({})", encoding.unwrap_or("none")));
            }
        };
        if numbers.len() == squares {
            return Ok(numbers);
        }
        Err(format!("it holds {} tiles where its size asks for {squares}", numbers.len()))
    }
}

fn unpack(text: &str, compression: Option<&str>, squares: usize) -> Result<Vec<u32>, String> {
    let expected = squares.saturating_mul(4);
    let packed = base64::engine::general_purpose::STANDARD
        .decode(text.trim())
        .map_err(|fault| format!("its tiles are no valid base64: {fault}"))?;
    let bytes = match compression {
        None | Some("") => packed,
        Some("gzip") => bounded(flate2::read::GzDecoder::new(packed.as_slice()), expected)?,
        Some("zlib") => bounded(flate2::read::ZlibDecoder::new(packed.as_slice()), expected)?,
        Some("zstd") => {
            let decoder = ruzstd::decoding::StreamingDecoder::new_with_max_window_size(packed.as_slice(), MAX_WINDOW)
                .map_err(|fault| format!("its tiles cannot be unpacked: {fault}"))?;
            bounded(decoder, expected)?
        }
        Some(other) => {
            return Err(format!("its tiles are packed in an unknown way ({})", super::super::error::printable(other)));
        }
    };
    if bytes.len() != expected {
        return Err(format!("it unpacks to {} bytes where its size asks for {expected}", bytes.len()));
    }
    let number = |four: &[u8; 4]| u32::from_le_bytes(*four);
    Ok(bytes.as_chunks().0.iter().map(number).collect())
}

fn bounded(packed: impl Read, expected: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(expected);
    let read = packed.take(expected as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|fault| format!("its tiles cannot be unpacked: {fault}"))?;
    if bytes.len() > expected {
        return Err(format!("it unpacks to more than the {expected} bytes its size asks for"));
    }
    Ok(bytes)
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Cells;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tiles of a layer")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cells, E> {
        Ok(Cells::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Cells, A::Error> {
        let mut numbers = Vec::new();
        while let Some(number) = seq.next_element()? {
            if numbers.len() == MAX_SQUARES {
                return Err(A::Error::custom(format!("a layer of more than {MAX_SQUARES} tiles")));
            }
            numbers.push(number);
        }
        Ok(Cells::Numbers(numbers))
    }
}
