//! Compresses a file the two ways that browsers take.
//!
//! It is done once here and never by the server, which only chooses.

use std::io::Write;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How long compressing may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Seconds.
    Little,
    /// Half a minute.
    Usual,
    /// Minutes, for what many will download.
    Most,
}

impl Effort {
    fn brotli(self) -> i32 {
        match self {
            Self::Little => 4,
            Self::Usual => 9,
            Self::Most => 11,
        }
    }

    fn gzip(self) -> Compression {
        match self {
            Self::Little => Compression::new(4),
            Self::Usual | Self::Most => Compression::best(),
        }
    }
}

/// `bytes` with brotli.
///
/// # Errors
/// Never for memory, but the library's signature allows it.
pub fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: effort.brotli(),
        // The largest window that browsers must take.
        lgwin: 24,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// `bytes` with gzip.
///
/// # Errors
/// Never for memory, but the library's signature allows it.
pub fn gzip(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), effort.gzip());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_squeezed_unfolds_to_the_same() -> Result<()> {
        let bytes: Vec<u8> = (0..50_000u32).flat_map(|n| (n / 7).to_le_bytes()).collect();
        for effort in [Effort::Little, Effort::Usual, Effort::Most] {
            let (mut unfolded, mut ungzipped) = (Vec::new(), Vec::new());
            let packed = brotli(&bytes, effort)?;
            brotli::BrotliDecompress(&mut packed.as_slice(), &mut unfolded)?;
            flate2::read::GzDecoder::new(gzip(&bytes, effort)?.as_slice()).read_to_end(&mut ungzipped)?;
            assert!(unfolded == bytes && ungzipped == bytes && packed.len() < bytes.len() / 2, "{effort:?}");
        }
        Ok(())
    }
}
