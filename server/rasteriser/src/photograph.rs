//! Draws a group photograph: who stands where is in a file of the folder, the pictures go beside it, and what they are
//! called is said on standard output.
//!
//! It lays the same limits on itself as for decks, though nothing it reads is a stranger's: names are, and letters go
//! through shaping and fonts. The large picture is a PNG, which every program opens and which keeps letters and flat
//! colours exactly; the small one to look at is a WebP.

mod people;
mod scene;
mod words;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use hiroba_pages::line::File;
use hiroba_pages::photograph::{LARGE_WIDTH, ORDER, Order, SMALL_WIDTH, Said};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use crate::confine;
use crate::fonts;
use crate::picture::Picture;

/// Draws the photograph that is ordered in `folder`, there. The exit status tells whether there is one.
pub(crate) fn photograph(folder: &Path) -> ExitCode {
    let drawn = confine::confine_self().ok().and_then(|()| draw_into(folder));
    let said = drawn.and_then(|said| {
        serde_json::to_writer(io::stdout().lock(), &said).ok()?;
        io::stdout().flush().ok()
    });
    if said.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn draw_into(folder: &Path) -> Option<Said> {
    let order: Order = serde_json::from_slice(&fs::read(folder.join(ORDER)).ok()?).ok()?;
    let large = draw(&order)?;
    let small = large.narrowed(SMALL_WIDTH);
    Some(Said { large: write_png(&large, folder)?, small: small.write(folder).ok()? })
}

/// The picture, [`LARGE_WIDTH`] pixels wide.
fn draw(order: &Order) -> Option<Picture> {
    let options = options();
    let svg = scene::compose(order, &options)?;
    let tree = Tree::from_str(&svg, &options).ok()?;
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    // The ground is opaque everywhere, so that no pixel needs to be divided by its alpha.
    let rgb = pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let height = u16::try_from(size.height()).ok()?;
    (size.width() == u32::from(LARGE_WIDTH)).then_some(Picture { width: LARGE_WIDTH, height, rgb })
}

/// How SVG is read: with the venue's fonts and with no file from outside.
fn options() -> Options<'static> {
    let mut fontdb = fontdb::Database::new();
    for font in fonts::ALL {
        fontdb.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    Options {
        font_family: "Noto Sans".to_owned(),
        fontdb: Arc::new(fontdb),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn write_png(picture: &Picture, folder: &Path) -> Option<File> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let (width, height) = (u32::from(picture.width), u32::from(picture.height));
    encoder.write_image(&picture.rgb, width, height, ExtendedColorType::Rgb8).ok()?;
    let name = blake3::hash(&bytes).to_hex().to_string();
    fs::write(folder.join(&name), &bytes).ok()?;
    Some(File { name, width: picture.width, height: picture.height })
}
