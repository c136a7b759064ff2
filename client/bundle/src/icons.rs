//! The icons of the interface, one SVG file each under `assets/art/icons`, packed into `icons.png` (white, to be
//! tinted) and `emotes.png` (in their own colours).
//!
//! The order is that of the lists below: add at the end. Words for the icons are the client's business.

use crate::raster;
use anyhow::{Context, Result};
use image::RgbaImage;
use serde_json::{Map, json};
use std::fs;

const SIZE: u32 = 64;
const COLUMNS: u32 = 8;

const ICONS: [&str; 38] = [
    "chat",
    "people",
    "map",
    "settings",
    "wave",
    "clap",
    "heart",
    "laugh",
    "question",
    "thanks",
    "sit",
    "stand",
    "follow",
    "walk-there",
    "block",
    "report",
    "mute",
    "close",
    "search",
    "send",
    "help",
    "run",
    "zoom-in",
    "zoom-out",
    "moderator",
    "speaker",
    "away",
    "circle",
    "door",
    "log-out",
    "undo",
    "stage",
    "check",
    "warning",
    "home",
    "menu",
    "dice",
    "slides",
];
const EMOTES: [&str; 6] = ["wave", "clap", "heart", "laugh", "question", "thanks"];

pub fn files() -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for (name, folder, list) in [("icons", "icons", ICONS.as_slice()), ("emotes", "emotes", EMOTES.as_slice())] {
        let rows = (list.len() as u32).div_ceil(COLUMNS);
        let mut picture = RgbaImage::new(COLUMNS.min(list.len() as u32) * SIZE, rows * SIZE);
        let mut places = Map::new();
        for (n, icon) in (0..).zip(list) {
            let file = crate::repository().join(format!("assets/art/{folder}/{icon}.svg"));
            let svg = fs::read_to_string(&file).with_context(|| format!("assets/art/{folder}/{icon}.svg"))?;
            let drawn = raster::draw_sized(&svg, SIZE, SIZE).with_context(|| format!("icon {icon}"))?;
            raster::place(&mut picture, &drawn, n % COLUMNS * SIZE, n / COLUMNS * SIZE);
            places.insert((*icon).to_owned(), json!(n));
        }
        let columns = COLUMNS.min(list.len() as u32);
        let text = serde_json::to_string_pretty(&json!({"cell": [SIZE, SIZE], "columns": columns, "icons": places}))?;
        files.push((format!("{name}.png"), raster::to_png(&picture)?));
        files.push((format!("{name}.json"), (text + "\n").into_bytes()));
    }
    Ok(files)
}
