//! The JSON form of a Tiled map, as far as it is read. Fields that are not named here are skipped.
//!
//! Nothing here is trusted: lists are cut off at their limits while they are read, layers and tilesets stay raw text
//! until their turn, so that a file takes little more memory than its own size.

pub(super) mod cells;
mod list;
pub(super) mod property;
pub(super) mod xml;

use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

pub(super) use cells::Cells;
pub(super) use list::List;
pub(super) use property::Properties;

/// Most corners of one polygon.
const MAX_CORNERS: usize = 1_024;

/// A map file.
#[derive(Deserialize)]
pub(super) struct Map<'a> {
    #[serde(default)]
    pub(super) orientation: String,
    #[serde(default)]
    pub(super) infinite: bool,
    #[serde(default)]
    pub(super) width: i64,
    #[serde(default)]
    pub(super) height: i64,
    #[serde(default)]
    pub(super) tilewidth: i64,
    #[serde(default)]
    pub(super) tileheight: i64,
    #[serde(default, borrow)]
    pub(super) layers: List<&'a RawValue, 64>,
    #[serde(default, borrow)]
    pub(super) tilesets: List<&'a RawValue, 64>,
    #[serde(default)]
    pub(super) properties: Properties,
}

/// Only what a layer or tileset is called, to say where something is wrong in it.
#[derive(Deserialize, Default)]
pub(super) struct Named {
    #[serde(default)]
    pub(super) name: String,
    /// Of a tileset: the number of its first tile.
    #[serde(default)]
    pub(super) firstgid: i64,
}

/// A layer of any kind.
#[derive(Deserialize)]
pub(super) struct Layer<'a> {
    #[serde(default, rename = "type")]
    pub(super) kind: String,
    #[serde(default = "yes")]
    pub(super) visible: bool,
    #[serde(default = "full")]
    pub(super) opacity: f64,
    #[serde(default)]
    pub(super) x: i64,
    #[serde(default)]
    pub(super) y: i64,
    #[serde(default)]
    pub(super) width: i64,
    #[serde(default)]
    pub(super) height: i64,
    #[serde(default)]
    pub(super) offsetx: f64,
    #[serde(default)]
    pub(super) offsety: f64,
    #[serde(default)]
    pub(super) encoding: Option<String>,
    #[serde(default)]
    pub(super) compression: Option<String>,
    #[serde(default)]
    pub(super) data: Option<Cells>,
    #[serde(default)]
    pub(super) chunks: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) objects: List<Object, { super::MAX_OBJECTS }>,
    #[serde(default, borrow)]
    pub(super) layers: List<&'a RawValue, 64>,
    #[serde(default)]
    pub(super) properties: Properties,
}

/// An object of an object layer.
#[derive(Deserialize)]
pub(super) struct Object {
    #[serde(default)]
    pub(super) name: String,
    /// What Tiled before 1.9 and after 1.9 calls the class.
    #[serde(default, rename = "type")]
    kind: String,
    /// What Tiled 1.9 calls it.
    #[serde(default)]
    class: String,
    #[serde(default)]
    pub(super) x: f64,
    #[serde(default)]
    pub(super) y: f64,
    #[serde(default)]
    pub(super) width: f64,
    #[serde(default)]
    pub(super) height: f64,
    #[serde(default)]
    pub(super) rotation: f64,
    #[serde(default)]
    pub(super) gid: Option<u32>,
    #[serde(default)]
    pub(super) ellipse: bool,
    #[serde(default)]
    pub(super) polygon: Option<List<Corner, MAX_CORNERS>>,
    #[serde(default)]
    pub(super) polyline: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) text: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) template: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) properties: Properties,
}

/// A corner of a polygon, in pixels from its object's place.
#[derive(Deserialize, Clone, Copy)]
pub(super) struct Corner {
    #[serde(default)]
    pub(super) x: f64,
    #[serde(default)]
    pub(super) y: f64,
}

impl Object {
    /// An upright rectangle of class `area`, from its corner and its size in pixels.
    pub(super) fn area(
        name: String,
        ((x, y), (width, height)): ((f64, f64), (f64, f64)),
        properties: Properties,
    ) -> Self {
        Self {
            name,
            kind: String::new(),
            class: String::from("area"),
            x,
            y,
            width,
            height,
            rotation: 0.0,
            gid: None,
            ellipse: false,
            polygon: None,
            polyline: None,
            text: None,
            template: None,
            properties,
        }
    }

    /// Its class, wherever this version of Tiled wrote it.
    pub(super) fn class(&self) -> &str {
        if self.class.is_empty() { &self.kind } else { &self.class }
    }
}

/// A tileset, inside a map or in a file of its own.
#[derive(Deserialize)]
pub(super) struct Tileset {
    #[serde(default)]
    pub(super) firstgid: i64,
    #[serde(default)]
    pub(super) source: Option<String>,
    #[serde(default)]
    pub(super) image: Option<String>,
    #[serde(default)]
    pub(super) tilewidth: i64,
    #[serde(default)]
    pub(super) tileheight: i64,
    #[serde(default)]
    pub(super) margin: i64,
    #[serde(default)]
    pub(super) spacing: i64,
    #[serde(default)]
    pub(super) columns: i64,
    #[serde(default)]
    pub(super) tilecount: i64,
    #[serde(default)]
    pub(super) tiles: List<Tile, 65_536>,
    #[serde(default)]
    pub(super) properties: Properties,
}

/// What a tileset says of one of its tiles.
#[derive(Deserialize)]
pub(super) struct Tile {
    #[serde(default)]
    pub(super) id: u32,
    #[serde(default)]
    pub(super) properties: Properties,
    #[serde(default)]
    pub(super) animation: List<Frame, 256>,
}

/// One picture of an animated tile.
#[derive(Deserialize)]
pub(super) struct Frame {
    #[serde(default)]
    pub(super) tileid: u32,
    #[serde(default)]
    pub(super) duration: u32,
}

const fn yes() -> bool {
    true
}

const fn full() -> f64 {
    1.0
}
