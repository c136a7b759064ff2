//! Writes Tiled maps (1.10, JSON, orthogonal, finite, tilesets inside) from words like "a piece here, a seat there".
//!
//! Layer and property names are those of `assets/maps/README.md`. This file knows no room; the rooms are beneath.
//! A room can also be changed by hand in Tiled; `hiroba-bundle maps` then must not be run for it again.

pub mod reading;
mod reception;
mod terrace;
mod writing;

pub use reception::reception;
pub use terrace::terrace;

use crate::sheet::{Sheet, TILE};
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use writing::property;

/// From the ground up. Everything before `floorLayer` is under the avatars.
const BELOW: [&str; 9] = ["ground", "carpets", "lines", "shade", "start", "walls", "fittings", "furniture", "details"];
const ABOVE: [&str; 2] = ["above", "above-details"];

/// A rectangle in tiles.
pub type Place = [f32; 4];

pub struct MapMaker<'a> {
    width: u32,
    height: u32,
    sheets: Vec<(u32, &'a Sheet)>,
    layers: Vec<(&'static str, Vec<u32>)>,
    areas: Vec<Value>,
    seats: Vec<Value>,
    last_object: u32,
}

impl<'a> MapMaker<'a> {
    pub fn new(width: u32, height: u32, sheets: &[&'a Sheet]) -> Self {
        let empty = vec![0; (width * height) as usize];
        let names = BELOW.iter().chain(&ABOVE);
        let layers = names.map(|name| (*name, empty.clone())).collect();
        let mut first = 1;
        let mut numbered = Vec::new();
        for sheet in sheets {
            numbered.push((first, *sheet));
            first += sheet.columns * sheet.rows;
        }
        Self { width, height, sheets: numbered, layers, areas: Vec::new(), seats: Vec::new(), last_object: 0 }
    }

    /// One tile of a piece.
    pub fn tile(&mut self, layer: &str, name: &str, part: (u32, u32), x: u32, y: u32) -> Result<()> {
        let (first, sheet) = self.sheet_of(name)?;
        let tile = first + sheet.tile(name, part.0, part.1)?;
        let at = self.index(x, y)?;
        for (_, tiles) in self.layers.iter_mut().filter(|(known, _)| *known == layer) {
            tiles[at] = tile;
        }
        Ok(())
    }

    /// A whole piece; its high rows go above the avatars. Where something stands already, the next layer is used.
    pub fn piece(&mut self, layer: &str, name: &str, x: u32, y: u32) -> Result<()> {
        let (_, sheet) = self.sheet_of(name)?;
        let (w, h, above) = {
            let piece = sheet.piece(name)?;
            (piece.w, piece.h, piece.above)
        };
        for dy in 0..h {
            for dx in 0..w {
                let from = if dy < above { ABOVE[0] } else { layer };
                let layer = self.free_layer(from, x + dx, y + dy)?;
                self.tile(layer, name, (dx, dy), x + dx, y + dy)?;
            }
        }
        Ok(())
    }

    /// Fills a rectangle with a 3 x 3 piece whose edges and corners are kept.
    pub fn nine(&mut self, layer: &str, name: &str, [x, y, w, h]: [u32; 4]) -> Result<()> {
        let third = |n: u32, size: u32| match n {
            0 => 0,
            n if n + 1 == size => 2,
            _ => 1,
        };
        for dy in 0..h {
            for dx in 0..w {
                self.tile(layer, name, (third(dx, w), third(dy, h)), x + dx, y + dy)?;
            }
        }
        Ok(())
    }

    /// Fills several rectangles that grow into one: only the outer edge of all of them shows.
    pub fn joined(&mut self, layer: &str, name: &str, places: &[[u32; 4]]) -> Result<()> {
        let inside = |x: i64, y: i64| {
            places.iter().any(|place| {
                let [left, top, w, h] = place.map(i64::from);
                (left..left + w).contains(&x) && (top..top + h).contains(&y)
            })
        };
        let part = |before: bool, after: bool| match (before, after) {
            (false, _) => 0,
            (true, false) => 2,
            (true, true) => 1,
        };
        for y in 0..self.height {
            for x in 0..self.width {
                let (ix, iy) = (i64::from(x), i64::from(y));
                if inside(ix, iy) {
                    let column = part(inside(ix - 1, iy), inside(ix + 1, iy));
                    let row = part(inside(ix, iy - 1), inside(ix, iy + 1));
                    self.tile(layer, name, (column, row), x, y)?;
                }
            }
        }
        Ok(())
    }

    /// Fills a rectangle with the variants `name.0`, `name.1` ... mixed so that no pattern shows.
    pub fn strew(&mut self, layer: &str, name: &str, kinds: u32, [x, y, w, h]: [u32; 4]) -> Result<()> {
        for ty in y..y + h {
            for tx in x..x + w {
                let mix = (tx * 73 + ty * 151 + (tx * ty) % 13 + (tx ^ (ty * 3))) % 97;
                self.tile(layer, &format!("{name}.{}", mix % kinds), (0, 0), tx, ty)?;
            }
        }
        Ok(())
    }

    /// A guide line through the given corners (each leg straight).
    pub fn guide(&mut self, colour: &str, corners: &[(u32, u32)]) -> Result<()> {
        let mut cells = vec![corners[0]];
        for pair in corners.windows(2) {
            let (mut x, mut y) = pair[0];
            while (x, y) != pair[1] {
                x = x.saturating_add_signed((pair[1].0 as i32 - x as i32).signum());
                y = y.saturating_add_signed((pair[1].1 as i32 - y as i32).signum());
                cells.push((x, y));
            }
        }
        for (n, &(x, y)) in cells.iter().enumerate() {
            let mut mask = 0;
            let beside = [n.checked_sub(1), Some(n + 1)];
            for &(bx, by) in beside.into_iter().flatten().filter_map(|i| cells.get(i)) {
                mask |= match (bx as i32 - x as i32, by as i32 - y as i32) {
                    (0, -1) => 1,
                    (1, 0) => 2,
                    (0, 1) => 4,
                    _ => 8,
                };
            }
            let name = format!("line.{colour}");
            self.tile("lines", &name, (mask % 4, mask / 4), x, y)?;
            // Every seventh straight tile points the way, forward from the entrance.
            if let (true, Some(&(ax, ay))) = (n % 7 == 4, cells.get(n + 1)) {
                let way = match (ax as i32 - x as i32, ay as i32 - y as i32) {
                    (0, -1) => 0,
                    (1, 0) => 1,
                    (0, 1) => 2,
                    _ => 3,
                };
                if mask == 5 || mask == 10 {
                    self.tile("shade", "arrow", (way, 0), x, y)?;
                }
            }
        }
        Ok(())
    }

    /// An area: a rectangle or an ellipse with properties.
    pub fn area(&mut self, name: &str, place: Place, ellipse: bool, properties: &[(&str, Value)]) {
        let tile = TILE as f32;
        let [x, y, width, height] = place.map(|n| n * tile);
        let properties: Vec<Value> = properties.iter().map(|(name, value)| property(name, value)).collect();
        self.last_object += 1;
        let mut area = json!({
            "id": self.last_object, "name": name, "type": "area", "rotation": 0, "visible": true,
            "x": x, "y": y, "width": width, "height": height, "properties": properties,
        });
        if ellipse {
            area["ellipse"] = json!(true);
        }
        self.areas.push(area);
    }

    /// A seat at a point given in tiles.
    pub fn seat(&mut self, x: f32, y: f32, facing: &str) {
        self.last_object += 1;
        self.seats.push(json!({
            "id": self.last_object, "name": "", "type": "seat", "point": true, "rotation": 0, "visible": true,
            "x": x * TILE as f32, "y": y * TILE as f32, "width": 0, "height": 0,
            "properties": [property("facing", &json!(facing))],
        }));
    }

    fn sheet_of(&self, name: &str) -> Result<(u32, &'a Sheet)> {
        let found = self.sheets.iter().find(|(_, sheet)| sheet.piece(name).is_ok());
        found.copied().ok_or_else(|| anyhow::anyhow!("no sheet of this map has a piece {name}"))
    }

    fn index(&self, x: u32, y: u32) -> Result<usize> {
        ensure!(x < self.width && y < self.height, "tile {x},{y} is off the map");
        Ok((y * self.width + x) as usize)
    }

    fn free_layer(&self, from: &str, x: u32, y: u32) -> Result<&'static str> {
        let at = self.index(x, y)?;
        let group = if ABOVE.contains(&from) { ABOVE.as_slice() } else { BELOW.as_slice() };
        let start = group.iter().position(|name| *name == from).unwrap_or(0);
        let free = group[start..]
            .iter()
            .find(|name| self.layers.iter().any(|(known, tiles)| known == *name && tiles[at] == 0));
        free.copied().ok_or_else(|| anyhow::anyhow!("no free layer at {x},{y} from {from}"))
    }
}
