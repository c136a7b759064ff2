//! Pictures of tilesets: measured before they are decoded, then written anew, so that nothing but pixels is passed on.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, DecodingError, Encoder, EncodingError, Limits, Transformations};

use super::MAX_PICTURE_SIDE;

/// Most pixels of one picture: 128 MiB when decoded.
const MAX_PIXELS: u64 = 32 * 1024 * 1024;

/// A picture to be served.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    /// BLAKE3 of `png`, in hexadecimal.
    pub(super) hash: String,
    /// The file.
    pub(super) png: Vec<u8>,
    /// Width and height in pixels.
    pub(super) size: (u16, u16),
}

/// The picture in the PNG file `bytes`. Ours is only measured.
///
/// # Errors
/// Says in words why it cannot be used.
pub(super) fn read(bytes: Vec<u8>, is_ours: bool) -> Result<Picture, String> {
    let no_png = |fault: DecodingError| format!("is no PNG that can be read: {fault}");
    let (width, height) = Decoder::new(Cursor::new(&bytes)).read_header_info().map_err(no_png)?.size();
    if width > MAX_PICTURE_SIDE || height > MAX_PICTURE_SIDE {
        return Err(format!("is {width} x {height} pixels; no side may be longer than {MAX_PICTURE_SIDE}"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!("is {width} x {height} pixels; {MAX_PIXELS} are the most there may be"));
    }
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
    let size = (side(width), side(height));
    let png = if is_ours {
        bytes
    } else {
        written(&pixels(&bytes).map_err(no_png)?, (width, height))
            .map_err(|fault| format!("cannot be kept: {fault}"))?
    };
    Ok(Picture { hash: blake3::hash(&png).to_hex().to_string(), png, size })
}

/// Red, green, blue and alpha of every pixel, a byte each, whatever kind of PNG it was.
fn pixels(bytes: &[u8]) -> Result<Vec<u8>, DecodingError> {
    // Sixteen bits a channel take eight bytes a pixel while they are read.
    let limits = Limits { bytes: usize::try_from(MAX_PIXELS * 8).unwrap_or(usize::MAX) };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::ALPHA | Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(DecodingError::LimitsExceeded)?];
    let frame = reader.next_frame(&mut pixels)?;
    pixels.truncate(frame.buffer_size());
    if frame.color_type == ColorType::GrayscaleAlpha {
        pixels = pixels.chunks_exact(2).flat_map(|grey| [grey[0], grey[0], grey[0], grey[1]]).collect();
    }
    Ok(pixels)
}

fn written(rgba: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, EncodingError> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgba)?;
    writer.finish()?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::samples;

    #[test]
    fn what_is_hidden_in_a_picture_is_not_passed_on() {
        let clean = samples::png(64, 32);
        let mut chatty = clean.clone();
        let text = b"tEXtComment\0made by somebody";
        let mut chunk = (text.len() as u32 - 4).to_be_bytes().to_vec();
        chunk.extend_from_slice(text);
        chunk.extend_from_slice(&samples::crc32(text).to_be_bytes());
        chatty.splice(33..33, chunk);
        let picture = read(chatty, false).unwrap();
        assert_eq!(picture.size, (64, 32));
        assert!(!picture.png.windows(8).any(|bytes| bytes == b"somebody"));
        assert_eq!(picture.hash, blake3::hash(&picture.png).to_hex().as_str());
    }

    #[test]
    fn a_boasted_size_is_refused_before_anything_is_decoded() {
        for (width, height) in [(8_193, 1), (1, 100_000), (8_192, 8_192), (u32::MAX >> 1, 3)] {
            let fault = read(samples::png_header(width, height), false).unwrap_err();
            assert!(fault.contains("pixels") || fault.contains("no PNG"), "{fault}");
        }
    }

    #[test]
    fn every_kind_of_png_is_read_as_the_same_pixels() {
        let grey = |color, depth, data: &[u8]| {
            let mut png = Vec::new();
            let mut encoder = Encoder::new(&mut png, 2, 1);
            encoder.set_color(color);
            encoder.set_depth(depth);
            if color == ColorType::Indexed {
                encoder.set_palette(vec![0x40, 0x40, 0x40, 0xC0, 0xC0, 0xC0]);
            }
            let mut writer = encoder.write_header().unwrap();
            writer.write_image_data(data).unwrap();
            writer.finish().unwrap();
            png
        };
        for png in [
            grey(ColorType::Grayscale, BitDepth::Eight, &[0x40, 0xC0]),
            grey(ColorType::Grayscale, BitDepth::Sixteen, &[0x40, 0, 0xC0, 0]),
            grey(ColorType::GrayscaleAlpha, BitDepth::Eight, &[0x40, 255, 0xC0, 255]),
            grey(ColorType::Indexed, BitDepth::One, &[0b0100_0000]),
            grey(ColorType::Rgb, BitDepth::Eight, &[0x40, 0x40, 0x40, 0xC0, 0xC0, 0xC0]),
            grey(ColorType::Rgba, BitDepth::Eight, &[0x40, 0x40, 0x40, 255, 0xC0, 0xC0, 0xC0, 255]),
        ] {
            assert_eq!(pixels(&png).unwrap(), [0x40, 0x40, 0x40, 255, 0xC0, 0xC0, 0xC0, 255]);
            let again = read(png, false).unwrap();
            assert_eq!((again.size, pixels(&again.png).unwrap().len()), ((2, 1), 8));
        }
    }

    #[test]
    fn other_formats_and_broken_files_are_refused_in_words() {
        let png = samples::png(16, 16);
        for bytes in [&b"GIF89a"[..], b"", &png[..20], &png[..png.len() / 2]] {
            assert!(read(bytes.to_vec(), false).unwrap_err().contains("no PNG"), "{bytes:?}");
        }
    }
}
