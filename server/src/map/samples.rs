//! Small maps and pictures for tests, made in memory.

use std::{collections::BTreeMap, io::Write};

use base64::Engine;
use serde_json::{Value, json};

use super::{
    ImportError, Imported,
    files::{FileFault, Files, flat},
    import_from,
};

/// Files in memory; the maps' folder is `maps`.
#[derive(Default)]
pub(super) struct Shelf(BTreeMap<String, Vec<u8>>);

impl Shelf {
    /// A shelf with a picture of 4 x 4 tiles of 16 pixels at `maps/tiles.png`.
    pub(super) fn with_tiles() -> Self {
        Self::default().and("maps/tiles.png", &png(64, 64))
    }

    pub(super) fn and(mut self, path: &str, bytes: &[u8]) -> Self {
        self.0.insert(path.to_owned(), bytes.to_owned());
        self
    }

    pub(super) fn and_map(self, file: &str, map: &Value) -> Self {
        self.and(&format!("maps/{file}"), map.to_string().as_bytes())
    }
}

impl Files for Shelf {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, FileFault> {
        let path = flat(&format!("maps/{path}")).ok_or(FileFault::Outside)?;
        let bytes = self.0.get(&path).ok_or(FileFault::Missing)?;
        if bytes.len() > limit { Err(FileFault::TooLarge(limit)) } else { Ok(bytes.clone()) }
    }
}

/// The room of `map`, with the usual tiles beside it.
pub(super) fn imported(map: &Value) -> Result<Imported, ImportError> {
    import_from(&Shelf::with_tiles().and_map("room.tmj", map), "room.tmj")
}

/// A map of 8 x 6 tiles with these layers, above the usual tileset: tile 2 is a wall, tile 3 an entry `side`,
/// tile 4 silent.
pub(super) fn map(layers: &[Value]) -> Value {
    json!({
        "type": "map", "orientation": "orthogonal", "infinite": false, "width": 8, "height": 6, "tilewidth": 16,
        "tileheight": 16, "layers": layers, "tilesets": [tileset()],
    })
}

pub(super) fn tileset() -> Value {
    json!({
        "firstgid": 1, "name": "tiles", "image": "tiles.png", "imagewidth": 64, "imageheight": 64, "tilewidth": 16,
        "tileheight": 16, "columns": 4, "tilecount": 16, "margin": 0, "spacing": 0, "tiles": [
            {"id": 1, "properties": [property("collides", json!(true))]},
            {"id": 2, "properties": [property("start", json!("side"))]},
            {"id": 3, "properties": [property("silent", json!(true))],
             "animation": [{"tileid": 3, "duration": 100}, {"tileid": 4, "duration": 1}]},
        ],
    })
}

pub(super) fn property(name: &str, value: Value) -> Value {
    json!({"name": name, "value": value})
}

/// A layer of 8 x 6 tiles with these numbers at these squares (column, row), empty elsewhere.
pub(super) fn tiles(name: &str, marked: &[(usize, usize, u32)]) -> Value {
    json!({"type": "tilelayer", "name": name, "width": 8, "height": 6, "data": numbers(marked)})
}

pub(super) fn numbers(marked: &[(usize, usize, u32)]) -> Vec<u32> {
    let mut numbers = vec![0; 48];
    for (column, row, number) in marked {
        numbers[row * 8 + column] = *number;
    }
    numbers
}

pub(super) fn start() -> Value {
    tiles("start", &[(1, 1, 1)])
}

pub(super) fn objects(name: &str, objects: &[Value]) -> Value {
    json!({"type": "objectgroup", "name": name, "objects": objects})
}

pub(super) fn floor() -> Value {
    objects("floorLayer", &[])
}

/// An area from a tile, as many tiles wide and high, with one property.
pub(super) fn area(name: &str, (x, y): (u32, u32), (width, height): (u32, u32), (key, value): (&str, Value)) -> Value {
    json!({
        "name": name, "type": "area", "x": x * 16, "y": y * 16, "width": width * 16, "height": height * 16,
        "properties": [property(key, value)],
    })
}

/// The bytes of a layer, packed as Tiled packs them.
pub(super) fn packed(numbers: &[u32], compression: &str) -> String {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let level = flate2::Compression::default();
    let packed = match compression {
        "gzip" => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
            encoder.write_all(&bytes).unwrap();
            encoder.finish().unwrap()
        }
        "zlib" => {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(&bytes).unwrap();
            encoder.finish().unwrap()
        }
        "zstd" => ruzstd::encoding::compress_to_vec(bytes.as_slice(), ruzstd::encoding::CompressionLevel::Fastest),
        _ => bytes,
    };
    base64::engine::general_purpose::STANDARD.encode(packed)
}

/// A valid picture of one colour.
pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0x7F; (width * height * 4) as usize]).unwrap();
    writer.finish().unwrap();
    png
}

/// The beginning of a picture that says it has this size.
pub(super) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend_from_slice(&width.to_be_bytes());
    chunk.extend_from_slice(&height.to_be_bytes());
    chunk.extend_from_slice(&[8, 6, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    png.extend_from_slice(&chunk);
    png.extend_from_slice(&crc32(&chunk).to_be_bytes());
    // The size is only told once the pixels begin.
    png.extend_from_slice(b"\0\0\0\x05IDAT");
    png
}

/// The checksum of a PNG chunk.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
