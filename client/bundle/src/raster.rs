//! From SVG text to pixels and from pixels to PNG bytes, the same on every run.
//!
//! No text and no fonts: pictures with words are drawn elsewhere. No packing (see `sheet`).

use anyhow::{Context, Result, ensure};
use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage, codecs::png};
use resvg::{tiny_skia, usvg};

/// Draws an SVG at its own size, times `scale`.
pub fn draw(svg: &str, scale: f32) -> Result<RgbaImage> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).context("broken SVG")?;
    let size = tree.size();
    let (width, height) = ((size.width() * scale).round() as u32, (size.height() * scale).round() as u32);
    let mut pixmap = tiny_skia::Pixmap::new(width, height).context("an SVG without size")?;
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    let mut picture = RgbaImage::new(width, height);
    for (to, from) in picture.pixels_mut().zip(pixmap.pixels()) {
        let colour = from.demultiply();
        *to = Rgba([colour.red(), colour.green(), colour.blue(), colour.alpha()]);
    }
    Ok(picture)
}

/// Draws an SVG whose size must be the one promised, so that a wrong file cannot shift its neighbours.
pub fn draw_sized(svg: &str, width: u32, height: u32) -> Result<RgbaImage> {
    let picture = draw(svg, 1.0)?;
    ensure!(picture.dimensions() == (width, height), "drawn {:?}, expected {width}x{height}", picture.dimensions());
    Ok(picture)
}

/// Copies `from` over `onto` at a place, replacing what was there.
pub fn place(onto: &mut RgbaImage, from: &RgbaImage, x: u32, y: u32) {
    image::imageops::replace(onto, from, i64::from(x), i64::from(y));
}

/// Which filter packs a picture best depends on the picture, and every visitor downloads it: all are tried.
pub fn to_png(picture: &RgbaImage) -> Result<Vec<u8>> {
    use png::FilterType::{Adaptive, Avg, NoFilter, Paeth, Sub, Up};
    let packed: Result<Vec<_>> =
        [NoFilter, Sub, Up, Avg, Paeth, Adaptive].into_iter().map(|filter| packed(picture, filter)).collect();
    packed?.into_iter().min_by_key(Vec::len).context("no way to pack a picture")
}

/// Two PNG files show the same picture, however they were packed.
pub fn same_picture(one: &[u8], other: &[u8]) -> bool {
    let decoded = |bytes| image::load_from_memory_with_format(bytes, image::ImageFormat::Png);
    match (decoded(one), decoded(other)) {
        (Ok(one), Ok(other)) => one.to_rgba8() == other.to_rgba8(),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

fn packed(picture: &RgbaImage, filter: png::FilterType) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    png::PngEncoder::new_with_quality(&mut bytes, png::CompressionType::Best, filter).write_image(
        picture.as_raw(),
        picture.width(),
        picture.height(),
        ExtendedColorType::Rgba8,
    )?;
    Ok(bytes)
}
