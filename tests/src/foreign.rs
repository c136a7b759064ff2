//! A small venue as people make them for WorkAdventure, for tests: two maps with a tileset of their own, put into a folder.
//!
//! The maps are in `tests/data/maps`; the picture is drawn here, each tile in a colour of its own. A pillar of walls
//! stands between the start of the hall and the exit to the garden; its silent zone is in a corner, a lamp hangs over
//! somebody's head.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use hiroba_shared::units::TilePoint;
use image::{Rgba, RgbaImage};
use serde_json::Value;

/// The colours of the tileset's tiles, in order: floor, wall, start, exit, silence, lamp, and two that are not used.
pub const COLOURS: [[u8; 3]; 8] = [
    [206, 190, 160],
    [88, 80, 96],
    [120, 200, 140],
    [210, 120, 90],
    [110, 140, 210],
    [250, 220, 90],
    [10, 10, 10],
    [240, 240, 240],
];
/// The tile of the floor and that of the lamp, counted from 0.
pub const FLOOR: usize = 0;
/// See [`FLOOR`].
pub const LAMP: usize = 5;
/// Where people appear in the hall.
pub const START: TilePoint = TilePoint::new(2, 3);
/// The tile before the pillar, east of the start.
pub const BEFORE_PILLAR: TilePoint = TilePoint::new(4, 3);
/// The door to the garden.
pub const EXIT: TilePoint = TilePoint::new(10, 3);
/// Where those appear in the garden who come through that door.
pub const FROM_HALL: TilePoint = TilePoint::new(2, 2);
/// In the silent zone of the hall.
pub const SILENCE: TilePoint = TilePoint::new(8, 5);

const TILE_PX: u32 = 32;
const HALL: &str = include_str!("../data/maps/hall.tmj");
const GARDEN: &str = include_str!("../data/maps/garden.tmj");

/// Writes both maps and their tileset into `folder`, which is made; answers where the hall is.
///
/// # Errors
/// When the system does not let it.
pub fn put_into(folder: &Path) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("garden.tmj"), GARDEN)?;
    picture().save(folder.join("tiles.png")).context("the tileset")?;
    Ok(put(folder, "hall.tmj", HALL)?)
}

/// Writes a hall whose door leads out of its folder; answers where.
///
/// # Errors
/// When the system does not let it.
pub fn put_cracked(folder: &Path) -> io::Result<PathBuf> {
    put(folder, "cracked.tmj", &HALL.replace("garden.tmj#from-hall", "../cellar.tmj"))
}

/// Writes a hall that lacks a wall; answers where.
///
/// # Errors
/// When the system does not let it.
pub fn put_broken(folder: &Path) -> anyhow::Result<PathBuf> {
    let mut map: Value = serde_json::from_str(HALL)?;
    let layers = map["layers"].as_array_mut().context("a map without layers")?;
    let walls = layers.iter_mut().find(|layer| layer["name"] == "walls").context("a map without walls")?;
    walls["data"].as_array_mut().and_then(Vec::pop).context("walls of nothing")?;
    Ok(put(folder, "broken.tmj", &map.to_string())?)
}

/// The tileset: four tiles in a row.
#[must_use]
pub fn picture() -> RgbaImage {
    RgbaImage::from_fn(4 * TILE_PX, 2 * TILE_PX, |x, y| {
        let tile = usize::try_from(x / TILE_PX + 4 * (y / TILE_PX)).unwrap_or(0);
        let [red, green, blue] = COLOURS[tile % COLOURS.len()];
        Rgba([red, green, blue, 255])
    })
}

fn put(folder: &Path, name: &str, map: &str) -> io::Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, map)?;
    Ok(path)
}
