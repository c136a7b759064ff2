//! Pictures of tilesets: measured before they are decoded, then written anew, so that nothing but pixels is passed on.

use std::io::Cursor;

use image::{
    ExtendedColorType, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

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
    let no_png = |fault: image::ImageError| format!("is no PNG that can be read: {fault}");
    let measured = ImageReader::with_format(Cursor::new(&bytes), ImageFormat::Png).into_dimensions();
    let (width, height) = measured.map_err(no_png)?;
    if width > MAX_PICTURE_SIDE || height > MAX_PICTURE_SIDE {
        return Err(format!("is {width} x {height} pixels; no side may be longer than {MAX_PICTURE_SIDE}"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!("is {width} x {height} pixels; {MAX_PIXELS} are the most there may be"));
    }
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
    let size = (side(width), side(height));
    let png = if is_ours { bytes } else { rewritten(&bytes).map_err(no_png)? };
    Ok(Picture { hash: blake3::hash(&png).to_hex().to_string(), png, size })
}

fn rewritten(bytes: &[u8]) -> image::ImageResult<Vec<u8>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_PICTURE_SIDE);
    limits.max_image_height = Some(MAX_PICTURE_SIDE);
    // Sixteen bits a channel take eight bytes a pixel while they are read.
    limits.max_alloc = Some(MAX_PIXELS * 8);
    reader.limits(limits);
    let pixels = reader.decode()?.into_rgba8();
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive);
    encoder.write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgba8)?;
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
    fn other_formats_and_broken_files_are_refused_in_words() {
        let png = samples::png(16, 16);
        for bytes in [&b"GIF89a"[..], b"", &png[..20], &png[..png.len() / 2]] {
            assert!(read(bytes.to_vec(), false).unwrap_err().contains("no PNG"), "{bytes:?}");
        }
    }
}
