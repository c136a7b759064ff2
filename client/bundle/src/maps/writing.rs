//! The last step: a `MapMaker` becomes the text of a Tiled map.
//!
//! It decides nothing about the room; it only knows how Tiled 1.10 writes layers, objects and tilesets.

use super::{BELOW, MapMaker};
use crate::sheet::TILE;
use anyhow::Result;
use serde_json::{Value, json};

impl MapMaker<'_> {
    /// The map as text: one line per layer and tileset, so that a change shows where it was made.
    pub fn finish(self, titles: &[(&str, &str)]) -> Result<String> {
        let mut layers = Vec::new();
        let mut next = 1;
        let mut tile_layers = Vec::new();
        for (name, data) in &self.layers {
            if data.iter().all(|tile| *tile == 0) {
                continue;
            }
            tile_layers.push((
                *name,
                json!({
                    "type": "tilelayer", "name": name, "data": data, "x": 0, "y": 0,
                    "width": self.width, "height": self.height, "opacity": 1, "visible": true,
                }),
            ));
        }
        let objects = |name: &str, objects: &Vec<Value>| {
            json!({
                "type": "objectgroup", "name": name, "draworder": "topdown", "objects": objects,
                "x": 0, "y": 0, "opacity": 1, "visible": true,
            })
        };
        let (below, above): (Vec<_>, Vec<_>) = tile_layers.into_iter().partition(|(name, _)| BELOW.contains(name));
        let middle = [objects("areas", &self.areas), objects("seats", &self.seats), objects("floorLayer", &Vec::new())];
        let below = below.into_iter().map(|(_, layer)| layer);
        for mut layer in below.chain(middle).chain(above.into_iter().map(|(_, layer)| layer)) {
            layer["id"] = json!(next);
            next += 1;
            layers.push(serde_json::to_string(&layer)?);
        }
        let mut tilesets = Vec::new();
        for (first, sheet) in &self.sheets {
            let walls: Vec<Value> = sheet
                .walls()
                .into_iter()
                .map(|id| json!({"id": id, "properties": [property("collides", &json!(true))]}))
                .collect();
            tilesets.push(serde_json::to_string(&json!({
                "firstgid": first, "name": sheet.name, "image": format!("../atlas/{}.png", sheet.name),
                "imagewidth": sheet.columns * TILE, "imageheight": sheet.rows * TILE,
                "columns": sheet.columns, "tilecount": sheet.columns * sheet.rows,
                "tilewidth": TILE, "tileheight": TILE, "margin": 0, "spacing": 0, "tiles": walls,
                "properties": [property("tilesetCopyright", &json!("Hiroba, MIT OR Apache-2.0"))],
            }))?);
        }
        let copyright = property("mapCopyright", &json!("Hiroba, MIT OR Apache-2.0"));
        let titles = titles.iter().map(|(name, title)| property(name, &json!(title)));
        let properties = serde_json::to_string(&[copyright].into_iter().chain(titles).collect::<Vec<_>>())?;
        let (layers, tilesets) = (layers.join(",\n"), tilesets.join(",\n"));
        Ok(format!(
            "{{\"type\":\"map\",\"version\":\"1.10\",\"tiledversion\":\"1.10.2\",\"orientation\":\"orthogonal\",\"renderorder\":\"right-down\",\n\"compressionlevel\":-1,\"infinite\":false,\"width\":{},\"height\":{},\"tilewidth\":{TILE},\"tileheight\":{TILE},\"nextlayerid\":{next},\"nextobjectid\":{},\n\"properties\":{properties},\n\"layers\":[\n{layers}\n],\n\"tilesets\":[\n{tilesets}\n]}}\n",
            self.width,
            self.height,
            self.last_object + 1,
        ))
    }
}

pub(super) fn property(name: &str, value: &Value) -> Value {
    let kind = match value {
        Value::Bool(_) => "bool",
        Value::Number(_) => "int",
        Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => "string",
    };
    json!({"name": name, "type": kind, "value": value})
}
