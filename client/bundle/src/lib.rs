//! Draws the venue's art and lays out its rooms, by code, so that every pixel is ours and can be made again; with the
//! feature `web`, makes the browser's bundle.
//!
//! `redraw` gives every file under `assets/atlas`; `maps` gives every file under `assets/maps`. It reads no clock, no
//! random source and no font. It does not run in the venue: client and server read the committed files.

pub mod avatar;
pub mod icons;
pub mod maps;
pub mod preview;
pub mod raster;
pub mod sheet;
pub mod svg;
pub mod tiles;
#[cfg(feature = "web")]
pub mod web;

use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

/// The root of the repository this crate was built in.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every committed file under `assets/atlas`: its name and its bytes.
pub fn redraw() -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for sheet in [tiles::hall()?, tiles::garden()?] {
        files.push((format!("{}.png", sheet.name), raster::to_png(&sheet.draw()?)?));
    }
    files.extend(avatar::files()?);
    files.extend(icons::files()?);
    Ok(files)
}

/// Every committed file under `assets/maps`, as the code lays it out.
pub fn maps() -> Result<Vec<(String, String)>> {
    let (hall, garden) = (tiles::hall()?, tiles::garden()?);
    Ok(vec![
        ("reception.tmj".to_owned(), maps::reception(&hall)?),
        ("terrace.tmj".to_owned(), maps::terrace(&hall, &garden)?),
    ])
}

/// Whether a committed file says the same as a redrawn one: pictures by their pixels, the rest by its bytes.
pub fn same(name: &str, committed: &[u8], redrawn: &[u8]) -> bool {
    if name.ends_with(".png") { raster::same_picture(committed, redrawn) } else { committed == redrawn }
}

/// One line of progress.
///
/// # Errors
/// When nobody listens any more.
pub fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
