//! The avatars' atlas: parts in light grey that the client tints and lays over each other, five directions by six
//! frames each, and the JSON that says where each part lies.
//!
//! West-going directions are the east-going ones mirrored by the client. What a visitor may choose is decided
//! elsewhere; this file only draws what can be chosen.

mod accessory;
mod body;
mod clothes;
mod face;
mod hair;
mod pose;

use crate::raster;
use anyhow::Result;
use image::{RgbaImage, imageops};
use pose::Pose;
use serde_json::json;

pub const CELL: (u32, u32) = (64, 96);
const DIRECTIONS: [&str; 5] = ["s", "se", "e", "ne", "n"];
const FRAMES: [&str; 6] = ["stand", "walk1", "walk2", "walk3", "walk4", "sit"];
/// One part (all its directions and frames) fills one row.
const COLUMNS: u32 = 30;
/// Cells of one row of the fronts.
const FRONT_COLUMNS: u32 = 8;
/// The fronts are finer than the atlas, because screens are.
const FRONT_SCALE: f32 = 2.0;

const SKIN: [&str; 10] =
    ["#fbe3d3", "#f6d3b8", "#f0c4a0", "#e5b088", "#d99c70", "#c68658", "#ab6d43", "#8c5535", "#6e412a", "#523022"];
const HAIR: [&str; 14] = [
    "#2b2a33", "#3b2f2f", "#52392b", "#6f4a30", "#92623a", "#b98347", "#dcb36a", "#efd9a4", "#a8503a", "#c8c9cf",
    "#f1f0ee", "#4f6f8f", "#6d8b6a", "#9b6f94",
];
const CLOTHES: [&str; 16] = [
    "#3d4a66", "#5b6b8c", "#4c7f9c", "#86b7c9", "#4f7d68", "#84ab72", "#c6cf93", "#e3bd5d", "#dd8f53", "#cf6a5b",
    "#a24c5c", "#b98aa6", "#8a80ba", "#8b6f5a", "#d9cdb8", "#6a6d76",
];

/// Which drawings of one layer there are; the number is their place in the atlas.
struct Layer {
    name: &'static str,
    styles: &'static [&'static str],
    draw: fn(style: usize, pose: &Pose) -> String,
}

/// In the order in which they are laid over each other.
const LAYERS: [Layer; 5] = [
    Layer { name: "body", styles: &["plain"], draw: body::draw },
    Layer { name: "face", styles: &["smile", "lashes", "calm"], draw: face::draw },
    Layer { name: "clothes", styles: &clothes::STYLES, draw: clothes::draw },
    Layer { name: "hair", styles: &hair::STYLES, draw: hair::draw },
    Layer { name: "accessory", styles: &accessory::STYLES, draw: accessory::draw },
];

pub fn files() -> Result<Vec<(String, Vec<u8>)>> {
    Ok(vec![
        ("avatar.png".to_owned(), raster::to_png(&draw()?)?),
        ("avatar.json".to_owned(), description()?.into_bytes()),
        ("fronts.png".to_owned(), raster::to_png(&draw_fronts()?)?),
        ("fronts.svg".to_owned(), fronts().into_bytes()),
    ])
}

/// Every part standing, seen from the front, in the order of the atlas' rows: what panels in a browser show faces from,
/// because the whole atlas is too much for that.
fn draw_fronts() -> Result<RgbaImage> {
    raster::draw(&fronts(), FRONT_SCALE)
}

/// The same as it was drawn. The door page dresses its preview from it: sharp at any size, and a tenth of the pixels'
/// weight.
fn fronts() -> String {
    let mut cells = String::new();
    let mut cell = 0;
    for layer in &LAYERS {
        for style in 0..layer.styles.len() {
            let (x, y) = (cell % FRONT_COLUMNS * CELL.0, cell / FRONT_COLUMNS * CELL.1);
            // Masks are named within their own drawing; here many stand together.
            let drawn = (layer.draw)(style, &Pose::new(0, 0));
            let drawn =
                drawn.replace("id=\"open\"", &format!("id=\"open{cell}\"")).replace("#open)", &format!("#open{cell})"));
            // An svg within an svg cuts off what stands over its edge, as a cell of the atlas does.
            cells += &format!("<svg x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\">{drawn}</svg>\n", CELL.0, CELL.1);
            cell += 1;
        }
    }
    crate::svg::drawing(FRONT_COLUMNS * CELL.0, cell.div_ceil(FRONT_COLUMNS) * CELL.1, &cells)
}

fn first_row(layer: usize) -> usize {
    LAYERS[..layer].iter().map(|before| before.styles.len()).sum()
}

pub fn draw() -> Result<RgbaImage> {
    let rows = first_row(LAYERS.len()) as u32;
    let mut picture = RgbaImage::new(COLUMNS * CELL.0, rows * CELL.1);
    for (n, layer) in LAYERS.iter().enumerate() {
        for style in 0..layer.styles.len() {
            for cell in 0..COLUMNS {
                let pose = Pose::new(cell as usize / FRAMES.len(), cell as usize % FRAMES.len());
                let svg = crate::svg::drawing(CELL.0, CELL.1, &(layer.draw)(style, &pose));
                let drawn = raster::draw_sized(&svg, CELL.0, CELL.1)?;
                let row = (first_row(n) + style) as u32;
                raster::place(&mut picture, &drawn, cell * CELL.0, row * CELL.1);
            }
        }
    }
    Ok(picture)
}

fn description() -> Result<String> {
    let mut parts = serde_json::Map::new();
    let mut styles = serde_json::Map::new();
    for (n, layer) in LAYERS.iter().enumerate() {
        let first = |style| (first_row(n) + style) * COLUMNS as usize;
        let cells: Vec<usize> = (0..layer.styles.len()).map(first).collect();
        parts.insert(layer.name.to_owned(), json!(cells));
        styles.insert(layer.name.to_owned(), json!(layer.styles));
    }
    let whole = json!({
        "cell": CELL, "feet": [32, 88], "columns": COLUMNS, "directions": DIRECTIONS, "frames": FRAMES,
        "order": LAYERS.iter().map(|layer| layer.name).collect::<Vec<_>>(),
        "parts": parts, "styles": styles,
        "tints": {"body": "skin", "face": null, "clothes": "clothes", "hair": "hair", "accessory": null},
        "palettes": {"skin": SKIN, "hair": HAIR, "clothes": CLOTHES},
    });
    Ok(serde_json::to_string_pretty(&whole)? + "\n")
}

/// One person's choice, as the preview needs it. `None` is no hair or no accessory.
pub struct Look {
    skin: usize,
    hair_colour: usize,
    clothes_colour: usize,
    face: usize,
    clothes: usize,
    hair: Option<usize>,
    accessory: Option<usize>,
}

impl Look {
    /// The n-th of many different people.
    pub fn example(n: usize) -> Self {
        let accessory = n * 5 % 23;
        Self {
            skin: n * 3 % SKIN.len(),
            hair_colour: n * 5 % 11,
            clothes_colour: (n * 7 + n / 16) % CLOTHES.len(),
            face: n % 3,
            clothes: n % clothes::STYLES.len(),
            hair: (n % 15 < 14).then_some((n * 3) % hair::STYLES.len()),
            accessory: (accessory < accessory::STYLES.len()).then_some(accessory),
        }
    }
}

/// The finished picture of one person, as the client would draw it.
pub fn dress(atlas: &RgbaImage, look: &Look, facing: &str, frame: usize) -> RgbaImage {
    let eastern = facing.replace('w', "e");
    let direction = DIRECTIONS.iter().position(|name| *name == eastern).unwrap_or(0);
    let mut picture = RgbaImage::new(CELL.0, CELL.1);
    let chosen = [
        (Some(0), Some(SKIN[look.skin])),
        (Some(look.face), None),
        (Some(look.clothes), Some(CLOTHES[look.clothes_colour])),
        (look.hair, Some(HAIR[look.hair_colour])),
        (look.accessory, None),
    ];
    for (n, (style, tint)) in chosen.into_iter().enumerate() {
        let Some(style) = style else { continue };
        let x = (direction * FRAMES.len() + frame) as u32 * CELL.0;
        let y = (first_row(n) + style) as u32 * CELL.1;
        let mut part = imageops::crop_imm(atlas, x, y, CELL.0, CELL.1).to_image();
        if let Some(tint) = tint {
            multiply(&mut part, tint);
        }
        imageops::overlay(&mut picture, &part, 0, 0);
    }
    if facing.contains('w') {
        imageops::flip_horizontal_in_place(&mut picture);
    }
    picture
}

fn multiply(part: &mut RgbaImage, tint: &str) {
    let channel = |at: usize| u16::from_str_radix(tint.get(at..at + 2).unwrap_or("ff"), 16).unwrap_or(255);
    let tint = [channel(1), channel(3), channel(5)];
    for pixel in part.pixels_mut() {
        for (value, tint) in pixel.0.iter_mut().zip(tint) {
            *value = (u16::from(*value) * tint / 255) as u8;
        }
    }
}
