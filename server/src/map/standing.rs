//! Tiles placed as objects, brought into layers of tiles: each object layer with some gets a layer of them below it.
//!
//! A tile that stands on the grid at its own size looks the same either way; one that is turned, stretched or stands
//! between the squares cannot be drawn and is reported.

use super::{
    layers::{Content, Grid, Layer},
    report::{Report, counted},
    tiled::{Object, Properties},
    tileset::{TILE_BITS, Tilesets},
};

/// Puts the tiles among the objects of `layers` into layers of their own.
pub(super) fn settle(layers: Vec<Layer>, tilesets: &Tilesets, grid: Grid, report: &mut Report) -> Vec<Layer> {
    let mut settled = Vec::with_capacity(layers.len());
    let mut spare = hiroba_shared::map::MAX_LAYERS.saturating_sub(layers.len());
    for layer in layers {
        if let Some(below) = tiles_of(&layer, tilesets, grid, report) {
            if spare == 0 {
                report.is_wrong(&layer.place(), "its tiles placed as objects are left out: there are too many layers");
            } else {
                spare -= 1;
                settled.push(below);
            }
        }
        settled.push(layer);
    }
    settled
}

fn tiles_of(layer: &Layer, tilesets: &Tilesets, grid: Grid, report: &mut Report) -> Option<Layer> {
    let Content::Objects(objects) = &layer.content else { return None };
    let mut cells = vec![0; usize::from(grid.width) * usize::from(grid.height)];
    let (mut placed, mut odd) = (0, 0);
    for (object, number) in objects.iter().filter_map(|object| Some((object, object.gid?))) {
        let square = square_of(object, number, tilesets, grid);
        match square.and_then(|square| cells.get_mut(square)).filter(|cell| **cell == 0) {
            Some(cell) => {
                *cell = number;
                placed += 1;
            }
            None => odd += 1,
        }
    }
    let place = layer.place();
    if odd > 0 {
        let which = "turned, stretched, between the squares, outside the map or on top of each other";
        report.ignored(&place, format_args!("{} placed as objects: {which}", counted(odd, "tile")));
    }
    if placed == 0 {
        return None;
    }
    report.understood(&place, format_args!("{} placed as objects", counted(placed, "tile")));
    let name = format!("{} (tiles)", layer.name);
    let (visible, opacity) = (layer.visible, layer.opacity);
    Some(Layer { name, content: Content::Tiles(cells), visible, opacity, properties: Properties::default() })
}

/// The square a tile stands on with its lower left corner, which is the place of its object.
fn square_of(object: &Object, number: u32, tilesets: &Tilesets, grid: Grid) -> Option<usize> {
    let (width, height) = tilesets.size(number & TILE_BITS)?;
    let is_own_size = object.width == f64::from(width) && object.height == f64::from(height);
    if !is_own_size || object.rotation != 0.0 {
        return None;
    }
    let line = |pixels: f64, tile: u16| {
        let tiles = pixels / f64::from(tile);
        let is_whole = (0.0..=1_024.0).contains(&tiles) && (tiles - tiles.round()).abs() < 0.01;
        is_whole.then_some(tiles.round() as usize)
    };
    let column = line(object.x, grid.tile_px.0).filter(|column| *column < usize::from(grid.width))?;
    let row = line(object.y, grid.tile_px.1)?.checked_sub(1).filter(|row| *row < usize::from(grid.height))?;
    Some(row * usize::from(grid.width) + column)
}
