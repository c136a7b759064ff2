//! Paints whole rooms and sheets of avatars for people to look at. Nothing in the venue uses these pictures.

use crate::avatar::{self, Look};
use crate::maps::reading::Room;
use crate::sheet::TILE;
use crate::tiles;
use anyhow::{Context, Result};
use image::{Rgba, RgbaImage, imageops};
use std::fs;
use std::path::Path;

/// The scale of the pictures: a whole hall at full size is larger than any screen.
const SCALE: f32 = 0.5;

pub fn paint(root: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let atlas = avatar::draw()?;
    for name in ["reception", "terrace"] {
        let text = fs::read_to_string(root.join(format!("assets/maps/{name}.tmj")))?;
        let picture = paint_room(root, &Room::read(&text)?, &atlas)?;
        picture.save(folder.join(format!("{name}.png")))?;
    }
    avatar_sheet(&atlas).save(folder.join("avatars.png"))?;
    for sheet in [tiles::hall()?, tiles::garden()?] {
        sheet.draw()?.save(folder.join(format!("tiles-{}.png", sheet.name)))?;
    }
    Ok(())
}

fn paint_room(root: &Path, room: &Room, atlas: &RgbaImage) -> Result<RgbaImage> {
    let mut sheets = Vec::new();
    for (first, image, columns) in &room.tilesets {
        let file = root.join("assets/maps").join(image);
        let sheet = image::open(&file).with_context(|| file.display().to_string())?;
        sheets.push((*first, *columns, sheet.to_rgba8()));
    }
    let mut picture = RgbaImage::from_pixel(room.width * TILE, room.height * TILE, Rgba([40, 44, 52, 255]));
    let lay = |picture: &mut RgbaImage, layers: &[Vec<u32>]| {
        for layer in layers {
            for (n, tile) in (0..).zip(layer).filter(|(_, tile)| **tile != 0) {
                let (x, y) = (n % room.width * TILE, n / room.width * TILE);
                if let Some((first, columns, sheet)) = sheets.iter().rev().find(|(first, ..)| first <= tile) {
                    let id = tile - first;
                    let part = imageops::crop_imm(sheet, id % columns * TILE, id / columns * TILE, TILE, TILE);
                    imageops::overlay(picture, &part.to_image(), i64::from(x), i64::from(y));
                }
            }
        }
    };
    lay(&mut picture, &room.below);
    let mut people: Vec<(f32, f32, String, usize)> = Vec::new();
    for (n, (x, y, facing)) in room.seats.iter().enumerate().filter(|(n, _)| n * 7 % 10 < 5) {
        people.push((*x, *y, facing.clone(), if n % 9 == 0 { 0 } else { 5 }));
    }
    for (n, spot) in room.reachable().into_iter().enumerate() {
        if n * 37 % 211 == 0 {
            let facing = tiles::FACINGS[n % 8].to_owned();
            people.push((spot.0 as f32 + 0.5, spot.1 as f32 + 0.5, facing, n % 5));
        }
    }
    people.sort_by(|one, other| one.1.total_cmp(&other.1));
    for (n, (x, y, facing, frame)) in people.iter().enumerate() {
        let body = avatar::dress(atlas, &Look::example(n), facing, *frame);
        let left = (x * TILE as f32) as i64 - 32;
        imageops::overlay(&mut picture, &body, left, (y * TILE as f32) as i64 - 88);
    }
    lay(&mut picture, &room.above);
    let (w, h) = (picture.width() as f32 * SCALE, picture.height() as f32 * SCALE);
    Ok(imageops::resize(&picture, w as u32, h as u32, imageops::FilterType::Triangle))
}

fn avatar_sheet(atlas: &RgbaImage) -> RgbaImage {
    let mut picture = RgbaImage::from_pixel(64 * 18, 96 * 14, Rgba([220, 192, 154, 255]));
    for row in 0..14 {
        for column in 0..18_usize {
            let facing = ["s", "se", "e", "ne", "n"][column % 5];
            let frame = match column {
                0..5 => 0,
                5..10 => 1 + row % 4,
                10..15 => 5,
                _ => 2,
            };
            let body = avatar::dress(atlas, &Look::example(row * 3 + column / 5), facing, frame);
            imageops::overlay(&mut picture, &body, column as i64 * 64, row as i64 * 96);
        }
    }
    picture
}
