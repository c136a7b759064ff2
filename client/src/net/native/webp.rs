//! Pages of slides on the desktop: WebP files into pixels, on the thread that fetched them.

use std::io::Cursor;

use hiroba_shared::deck::LARGE_PIXELS;
use image_webp::WebPDecoder;

use crate::net::port::PagePixels;

/// Most bytes the decoder may use for tables beside the pixels.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The pixels of a page; nothing when this is no page.
pub(super) fn decoded(bytes: &[u8]) -> Option<PagePixels> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(MOST_BYTES);
    let (width, height) = decoder.dimensions();
    let most = u32::from(LARGE_PIXELS);
    if width > most || height > most {
        return None;
    }
    let mut pixels = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut pixels).ok()?;
    let rgba = if decoder.has_alpha() { pixels } else { opaque(&pixels) };
    Some(PagePixels { width, height, rgba })
}

/// Three bytes a pixel as four.
fn opaque(rgb: &[u8]) -> Vec<u8> {
    rgb.as_chunks::<3>().0.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, u8::MAX]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image_webp::{ColorType, WebPEncoder};

    fn webp(width: u32, height: u32, colour: ColorType, pixels: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        WebPEncoder::new(&mut bytes).encode(pixels, width, height, colour).unwrap();
        bytes
    }

    #[test]
    fn a_page_is_read_with_and_without_an_alpha_channel() {
        let page = decoded(&webp(2, 1, ColorType::Rgb8, &[1, 2, 3, 4, 5, 6])).unwrap();
        assert_eq!((page.width, page.height, page.rgba), (2, 1, vec![1, 2, 3, 255, 4, 5, 6, 255]));
        let page = decoded(&webp(1, 1, ColorType::Rgba8, &[9, 8, 7, 6])).unwrap();
        assert_eq!(page.rgba, vec![9, 8, 7, 6]);
    }

    #[test]
    fn what_is_no_page_or_too_large_for_one_is_nothing() {
        assert_eq!(decoded(b"RIFF....WEBP"), None);
        let wide = u32::from(LARGE_PIXELS) + 1;
        assert_eq!(decoded(&webp(wide, 1, ColorType::L8, &vec![0; wide as usize])), None);
        let whole = webp(2, 1, ColorType::Rgb8, &[1, 2, 3, 4, 5, 6]);
        for length in 0..whole.len() - 1 {
            drop(decoded(&whole[..length]));
        }
    }
}
