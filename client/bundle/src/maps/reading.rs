//! Reads one of our own maps back, for the preview and for the tests that walk through it.
//!
//! It trusts the file: the importer that refuses bad maps lives in the server, not here.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;

pub struct Area {
    pub name: String,
    pub place: [f32; 4],
    pub ellipse: bool,
    pub properties: Vec<(String, Value)>,
}

impl Area {
    pub fn property(&self, name: &str) -> Option<&Value> {
        let found = self.properties.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    pub fn holds(&self, x: f32, y: f32) -> bool {
        let [left, top, w, h] = self.place;
        if self.ellipse {
            let (dx, dy) = ((x - left) / w - 0.5, (y - top) / h - 0.5);
            return dx * dx + dy * dy <= 0.25;
        }
        x >= left && y >= top && x <= left + w && y <= top + h
    }
}

/// All lengths in tiles.
pub struct Room {
    pub width: u32,
    pub height: u32,
    pub below: Vec<Vec<u32>>,
    pub above: Vec<Vec<u32>>,
    pub starts: Vec<(u32, u32)>,
    pub areas: Vec<Area>,
    pub seats: Vec<(f32, f32, String)>,
    pub tilesets: Vec<(u32, String, u32)>,
    walls: BTreeSet<u32>,
}

impl Room {
    pub fn read(text: &str) -> Result<Self> {
        let map: Value = serde_json::from_str(text)?;
        let size = |name: &str| map[name].as_u64().map(|n| n as u32).context("a map without size");
        let mut room = Self {
            width: size("width")?,
            height: size("height")?,
            below: Vec::new(),
            above: Vec::new(),
            starts: Vec::new(),
            areas: Vec::new(),
            seats: Vec::new(),
            tilesets: Vec::new(),
            walls: BTreeSet::new(),
        };
        let mut under = true;
        for layer in list(&map["layers"]) {
            if layer["name"] == "floorLayer" {
                under = false;
            }
            if layer["type"] == "objectgroup" {
                room.read_objects(layer);
                continue;
            }
            let data: Vec<u32> = list(&layer["data"]).iter().map(|n| n.as_u64().unwrap_or(0) as u32).collect();
            if layer["name"] == "start" {
                let used = (0..).zip(&data).filter(|(_, tile)| **tile != 0);
                room.starts = used.map(|(n, _)| (n % room.width, n / room.width)).collect();
            }
            if under { room.below.push(data) } else { room.above.push(data) }
        }
        for set in list(&map["tilesets"]) {
            let first = set["firstgid"].as_u64().unwrap_or(1) as u32;
            let image = set["image"].as_str().unwrap_or_default().to_owned();
            room.tilesets.push((first, image, set["columns"].as_u64().unwrap_or(1) as u32));
            for tile in list(&set["tiles"]) {
                if property(tile, "collides") == Some(&Value::Bool(true)) {
                    room.walls.insert(first + tile["id"].as_u64().unwrap_or(0) as u32);
                }
            }
        }
        Ok(room)
    }

    fn read_objects(&mut self, layer: &Value) {
        for object in list(&layer["objects"]) {
            let length = |name: &str| object[name].as_f64().unwrap_or(0.0) as f32 / 64.0;
            if object["type"] == "seat" {
                let facing = property(object, "facing").and_then(Value::as_str).unwrap_or_default();
                self.seats.push((length("x"), length("y"), facing.to_owned()));
            } else {
                let properties = list(&object["properties"]).iter();
                let pair = |p: &Value| (p["name"].as_str().unwrap_or_default().to_owned(), p["value"].clone());
                self.areas.push(Area {
                    name: object["name"].as_str().unwrap_or_default().to_owned(),
                    place: ["x", "y", "width", "height"].map(length),
                    ellipse: object["ellipse"] == true,
                    properties: properties.map(pair).collect(),
                });
            }
        }
    }

    /// A tile nobody can stand on: a wall in any layer, or nothing at all.
    pub fn is_wall(&self, x: u32, y: u32) -> bool {
        if x >= self.width || y >= self.height {
            return true;
        }
        let at = (y * self.width + x) as usize;
        let mut tiles = self.below.iter().chain(&self.above).map(|layer| layer[at]);
        tiles.clone().all(|tile| tile == 0) || tiles.any(|tile| self.walls.contains(&tile))
    }

    /// Every tile that can be walked to from the start. A body 0.6 tiles wide fits through any free tile, and passes
    /// no corner diagonally here, so this never says yes where a visitor would be stuck.
    pub fn reachable(&self) -> BTreeSet<(u32, u32)> {
        let mut seen: BTreeSet<(u32, u32)> =
            self.starts.iter().copied().filter(|(x, y)| !self.is_wall(*x, *y)).collect();
        let mut open: Vec<(u32, u32)> = seen.iter().copied().collect();
        while let Some((x, y)) = open.pop() {
            for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                let (Some(nx), Some(ny)) = (x.checked_add_signed(dx), y.checked_add_signed(dy)) else {
                    continue;
                };
                if !self.is_wall(nx, ny) && seen.insert((nx, ny)) {
                    open.push((nx, ny));
                }
            }
        }
        seen
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn property<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    list(&object["properties"]).iter().find(|p| p["name"] == name).map(|p| &p["value"])
}
