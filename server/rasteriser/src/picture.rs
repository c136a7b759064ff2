//! The pictures of a page: the large one, one of half its size, and their files.
//!
//! Drawings with few colours are kept without loss, because letters suffer first; photographs are not. Which it is is
//! found by trying: pages people show are mostly one or the other.

use std::fs;
use std::io;
use std::path::Path;

use webp::{Encoder, WebPConfig};

use hiroba_pages::line::File;

/// Quality of what is kept with loss.
const QUALITY: f32 = 86.0;
/// Most colours of a drawing in the pixels looked at.
const FEW_COLOURS: usize = 2_000;
/// Every how many pixels one is looked at; a prime, so that stripes do not hide.
const EVERY: usize = 7;

/// Pixels without transparency, three bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) rgb: Vec<u8>,
}

/// Why a picture has no file.
#[derive(Debug)]
pub(crate) enum NoFile {
    /// It could not be encoded.
    Encoding,
    /// It could not be written.
    Writing(io::Error),
}

impl Picture {
    /// The picture at half its size: each pixel the mean of four.
    pub(crate) fn halved(&self) -> Self {
        let (width, height) = (self.width.div_ceil(2), self.height.div_ceil(2));
        let mut rgb = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
        for y in 0..height {
            let rows = [self.row(y * 2), self.row((y * 2 + 1).min(self.height - 1))];
            for x in 0..usize::from(width) {
                let right = (x * 2 + 1).min(usize::from(self.width) - 1);
                for colour in 0..3 {
                    let of = |row: &[u8], x: usize| row.get(x * 3 + colour).copied().map_or(0, u16::from);
                    let sum: u16 = rows.iter().map(|row| of(row, x * 2) + of(row, right)).sum();
                    rgb.push(u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX));
                }
            }
        }
        Self { width, height, rgb }
    }

    /// The picture at a smaller width: each pixel the mean of those it stands for.
    pub(crate) fn narrowed(&self, width: u16) -> Self {
        let width = width.clamp(1, self.width);
        let scaled = u32::from(self.height) * u32::from(width) / u32::from(self.width);
        let height = u16::try_from(scaled).unwrap_or(u16::MAX).max(1);
        let span = |at: u16, of: u16, from: u16| {
            let line = |at: u32| at * u32::from(from) / u32::from(of);
            let (begin, end) = (line(u32::from(at)), line(u32::from(at) + 1));
            begin as usize..(end.max(begin + 1) as usize)
        };
        let mut rgb = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
        for y in 0..height {
            let rows: Vec<&[u8]> = span(y, height, self.height).map(|row| self.row(row as u16)).collect();
            for x in 0..width {
                let columns = span(x, width, self.width);
                let count = (rows.len() * columns.len()).max(1);
                for colour in 0..3 {
                    let of = |row: &&[u8], x: usize| row.get(x * 3 + colour).copied().map_or(0, usize::from);
                    let sum: usize = rows.iter().map(|row| columns.clone().map(|x| of(row, x)).sum::<usize>()).sum();
                    rgb.push(u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
                }
            }
        }
        Self { width, height, rgb }
    }

    fn row(&self, y: u16) -> &[u8] {
        let bytes = usize::from(self.width) * 3;
        self.rgb.get(usize::from(y) * bytes..).and_then(|rest| rest.get(..bytes)).unwrap_or_default()
    }

    /// Whether it is lines, letters and plain surfaces rather than a photograph.
    fn is_drawing(&self) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        let pixels = self.rgb.chunks_exact(3).step_by(EVERY);
        for pixel in pixels {
            seen.insert(pixel);
            if seen.len() > FEW_COLOURS {
                return false;
            }
        }
        true
    }

    fn encode(&self) -> Option<Vec<u8>> {
        let mut config = WebPConfig::new().ok()?;
        if self.is_drawing() {
            // Effort 1 of 6: the next steps save a tenth of the bytes and take three times as long.
            (config.lossless, config.method, config.quality) = (1, 1, 30.0);
        } else {
            (config.lossless, config.method, config.quality) = (0, 3, QUALITY);
            // Thin coloured lines over photographs survive the halved colour.
            config.use_sharp_yuv = 1;
        }
        let encoder = Encoder::from_rgb(&self.rgb, u32::from(self.width), u32::from(self.height));
        encoder.encode_advanced(&config).ok().map(|bytes| bytes.to_vec())
    }

    /// Writes it into `folder` under the hash of its bytes.
    pub(crate) fn write(&self, folder: &Path) -> Result<File, NoFile> {
        let bytes = self.encode().ok_or(NoFile::Encoding)?;
        let name = blake3::hash(&bytes).to_hex().to_string();
        fs::write(folder.join(&name), &bytes).map_err(NoFile::Writing)?;
        Ok(File { name, width: self.width, height: self.height })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_picture_is_the_mean_of_its_neighbours() {
        let grey = |values: &[u8]| values.iter().flat_map(|value| [*value; 3]).collect::<Vec<u8>>();
        let picture = Picture { width: 3, height: 2, rgb: grey(&[0, 100, 50, 200, 100, 150]) };
        assert_eq!(picture.halved(), Picture { width: 2, height: 1, rgb: grey(&[100, 100]) });
        let dot = Picture { width: 1, height: 1, rgb: vec![1, 2, 3] };
        assert_eq!(dot.halved(), dot);
    }

    #[test]
    fn letters_are_kept_exactly_and_photographs_small() {
        let folder = tempfile::tempdir().unwrap();
        let drawing = |x: u32, y: u32| if (x / 8 + y / 8).is_multiple_of(2) { [255, 255, 255] } else { [10, 20, 200] };
        // A smooth surface with a little noise, as a camera sees it.
        let photograph = |x: u32, y: u32| {
            let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13 & 15;
            [(x / 2 + noise) as u8, (y / 2 + noise) as u8, ((x + y) / 4 + noise) as u8]
        };
        let drawn = |colour: &dyn Fn(u32, u32) -> [u8; 3]| {
            let rgb = (0..400_u32).flat_map(|y| (0..400_u32).flat_map(move |x| colour(x, y))).collect::<Vec<u8>>();
            Picture { width: 400, height: 400, rgb }
        };
        let read = |picture: &Picture| {
            let bytes = fs::read(folder.path().join(picture.write(folder.path()).unwrap().name)).unwrap();
            let mut decoder = image_webp::WebPDecoder::new(io::Cursor::new(&bytes)).unwrap();
            let mut rgb = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut rgb).unwrap();
            (rgb, bytes.len())
        };
        let picture = drawn(&drawing);
        assert_eq!(read(&picture).0, picture.rgb, "a drawing is the same after reading it again");
        let picture = drawn(&photograph);
        let (rgb, bytes) = read(&picture);
        assert!(rgb != picture.rgb && bytes < picture.rgb.len() / 4, "a photograph takes {bytes} bytes");
    }
}
