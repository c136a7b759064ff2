//! The reception hall: entrance and help desk below, stage and audience above, tables between, a quiet corner on the
//! left, food and the way to the terrace on the right.
//!
//! The numbers are tiles. The hall is mirrored about column 42, so most things are placed twice.

use super::MapMaker;
use crate::sheet::Sheet;
use crate::tiles::FACINGS;
use anyhow::Result;
use serde_json::json;

const WIDTH: u32 = 85;
const HEIGHT: u32 = 62;

/// Centres of the 26 tables, by rows from the stage to the entrance.
const TABLES: [(u32, &str, &[u32]); 4] = [
    (25, "harbour", &[6, 19, 66, 79]),
    (35, "coral", &[8, 16, 24, 32, 53, 61, 69, 77]),
    (41, "mustard", &[12, 20, 28, 57, 65, 73]),
    (47, "leaf", &[8, 16, 24, 32, 53, 61, 69, 77]),
];

/// What the room is called, in every language of the interface.
const TITLES: [(&str, &str); 4] = [
    ("mapName", "Reception hall"),
    ("mapName_id", "Aula resepsi"),
    ("mapName_ja", "レセプションホール"),
    ("mapName_mn", "Хүлээн авалтын танхим"),
];

pub fn reception(hall: &Sheet) -> Result<String> {
    let mut map = MapMaker::new(WIDTH, HEIGHT, &[hall]);
    floors(&mut map)?;
    walls(&mut map)?;
    lines(&mut map)?;
    stage(&mut map)?;
    audience(&mut map)?;
    let mut number = 0;
    for (y, colour, centres) in TABLES {
        for x in centres {
            number += 1;
            round_table(&mut map, *x, y, colour, &format!("Table {number}"))?;
        }
    }
    quiet_corner(&mut map)?;
    buffet(&mut map)?;
    entrance(&mut map)?;
    greenery(&mut map)?;
    map.finish(&TITLES)
}

fn floors(map: &mut MapMaker<'_>) -> Result<()> {
    map.strew("ground", "wood", 4, [1, 4, 83, 57])?;
    map.strew("ground", "planks", 2, [28, 10, 29, 5])?;
    map.strew("ground", "stone", 3, [27, 50, 31, 11])?;
    map.nine("carpets", "carpet.harbour", [28, 17, 29, 13])?;
    map.nine("carpets", "carpet.wine", [41, 16, 3, 36])?;
    map.nine("carpets", "carpet.lavender", [2, 6, 22, 13])?;
    map.nine("carpets", "carpet.mint", [59, 6, 23, 12])?;
    map.nine("carpets", "carpet.sage", [3, 54, 20, 6])?;
    map.nine("carpets", "carpet.sage", [62, 54, 20, 6])?;
    map.piece("carpets", "compass", 40, 53)
}

fn walls(map: &mut MapMaker<'_>) -> Result<()> {
    for x in 1..84 {
        map.tile("walls", "cap.n", (0, 0), x, 0)?;
        map.tile("walls", "cap.s", (0, 0), x, 61)?;
        if !(27..=57).contains(&x) {
            // A door is a way through: there must be no wall behind it.
            if !(68..73).contains(&x) {
                map.piece("walls", "face", x, 1)?;
            }
            map.tile("shade", "foot", (0, 0), x, 4)?;
        }
    }
    for y in 0..HEIGHT {
        let inner = (1..61).contains(&y);
        map.tile("walls", if inner { "cap.w" } else { "cap" }, (0, 0), 0, y)?;
        map.tile("walls", if inner { "cap.e" } else { "cap" }, (0, 0), 84, y)?;
    }
    for x in [27, 57] {
        for y in 0..7 {
            map.tile("walls", "cap", (0, 0), x, y)?;
        }
        map.piece("walls", "face", x, 7)?;
        map.tile("shade", "foot", (0, 0), x, 10)?;
    }
    for x in [10, 16, 22, 60, 64, 74, 79] {
        map.piece("fittings", "window", x, 1)?;
    }
    map.piece("fittings", "terrace-door", 68, 1)?;
    for (name, x) in [("banner.lavender", 14), ("banner.leaf", 67), ("banner.leaf", 73), ("banner.lavender", 20)] {
        map.piece("fittings", name, x, 1)?;
    }
    for (n, x) in [3, 7, 77].into_iter().enumerate() {
        map.piece("fittings", &format!("picture.{n}"), x, 1)?;
    }
    map.piece("fittings", "clock", 26, 1)?;
    map.piece("fittings", "clock", 58, 1)?;
    map.piece("fittings", "entry", 39, 61)
}

fn lines(map: &mut MapMaker<'_>) -> Result<()> {
    map.guide("coral", &[(42, 52), (42, 17)])?;
    map.guide("lavender", &[(40, 52), (40, 31), (12, 31), (12, 20)])?;
    map.guide("leaf", &[(44, 52), (44, 31), (70, 31), (70, 5)])?;
    map.guide("mustard", &[(39, 54), (38, 54), (38, 51), (5, 51)])?;
    map.guide("mustard", &[(45, 54), (46, 54), (46, 51), (79, 51)])
}

fn stage(map: &mut MapMaker<'_>) -> Result<()> {
    map.piece("walls", "screen", 35, 1)?;
    for x in (28..35).chain(50..57) {
        for y in 1..10 {
            let part = [0, 1, 2][usize::from(y > 1) + usize::from(y == 9)];
            map.tile("walls", "curtain", (0, part), x, y)?;
        }
        map.tile("fittings", "valance", (0, 0), x, 1)?;
    }
    for x in 28..57 {
        map.tile("shade", "foot", (0, 0), x, 10)?;
        map.tile("walls", "stage.front", (0, 0), x, 15)?;
    }
    for y in 10..15 {
        map.tile("walls", "stage.left", (0, 0), 28, y)?;
        map.tile("walls", "stage.right", (0, 0), 56, y)?;
    }
    for (x, dx) in (30..33).zip(0..).chain((52..55).zip(0..)) {
        map.tile("walls", "stage.steps", (dx, 0), x, 15)?;
    }
    map.piece("furniture", "lectern", 36, 11)?;
    map.piece("furniture", "speaker", 29, 10)?;
    map.piece("furniture", "speaker", 55, 10)?;
    for x in [45, 47, 49, 51] {
        map.piece("furniture", "stool", x, 12)?;
        map.seat(x as f32 + 0.5, 12.5, "s");
    }
    map.piece("furniture", "coffee", 47, 13)?;
    for (x, y) in [(35, 10), (44, 11), (50, 11)] {
        map.piece("lines", "glow", x, y)?;
    }
    for (name, x) in [("plant", 34), ("plant", 50)] {
        map.piece("furniture", name, x, 9)?;
    }
    map.area("Stage", [29.0, 10.0, 27.0, 5.0], false, &[("stage", json!(true))]);
    let [x, y, w, h] = crate::tiles::SCREEN_WINDOW.map(|n| n / 64.0);
    map.area("Big screen", [35.0 + x, 1.0 + y, w, h], false, &[("screen", json!(true))]);
    Ok(())
}

/// Six rows of four blocks of five: 120 seats, aisles of two and three tiles, a free tile between the rows.
fn audience(map: &mut MapMaker<'_>) -> Result<()> {
    for y in (18..30).step_by(2) {
        for (block, facing) in [(29, "ne"), (36, "n"), (44, "n"), (51, "nw")] {
            for x in block..block + 5 {
                chair(map, "chair.audience", x, y, facing)?;
            }
        }
    }
    map.area("Audience", [28.0, 17.0, 29.0, 13.0], false, &[("audience", json!(true))]);
    Ok(())
}

fn chair(map: &mut MapMaker<'_>, kind: &str, x: u32, y: u32, facing: &str) -> Result<()> {
    let turn = FACINGS.iter().position(|name| *name == facing).unwrap_or(0);
    map.tile("furniture", kind, (turn as u32, 0), x, y)?;
    map.seat(x as f32 + 0.5, y as f32 + 0.5, facing);
    Ok(())
}

/// A talk circle: a rug as wide as the circle, a table, eight chairs.
pub(super) fn round_table(map: &mut MapMaker<'_>, x: u32, y: u32, colour: &str, name: &str) -> Result<()> {
    map.piece("carpets", &format!("rug.{colour}"), x - 3, y - 3)?;
    map.piece("furniture", &format!("table.{colour}"), x - 1, y - 1)?;
    eight_chairs(map, x, y)?;
    let circle = [x as f32 - 2.5, y as f32 - 2.5, 5.0, 5.0];
    map.area(name, circle, true, &[("circle", json!(8))]);
    Ok(())
}

pub(super) fn eight_chairs(map: &mut MapMaker<'_>, x: u32, y: u32) -> Result<()> {
    for n in [0, 1] {
        chair(map, "chair", x - 1 + n, y - 2, "s")?;
        chair(map, "chair", x - 1 + n, y + 1, "n")?;
        chair(map, "chair", x - 2, y - 1 + n, "e")?;
        chair(map, "chair", x + 1, y - 1 + n, "w")?;
    }
    Ok(())
}

/// A sofa with a low table before it, a seat on every cushion.
fn lounge(map: &mut MapMaker<'_>, tone: &str, x: u32, y: u32) -> Result<()> {
    map.piece("furniture", &format!("sofa.{tone}.s"), x, y)?;
    map.piece("furniture", "coffee", x, y + 2)?;
    for n in 0..3 {
        map.seat((x + n) as f32 + 0.5, y as f32 + 0.5, "s");
    }
    Ok(())
}

/// Sofas left and right of a low table.
fn side_sofas(map: &mut MapMaker<'_>, tone: &str, x: u32, y: u32) -> Result<()> {
    map.piece("furniture", &format!("sofa.{tone}.e"), x - 2, y + 1)?;
    map.piece("furniture", &format!("sofa.{tone}.w"), x + 4, y + 1)?;
    for n in 1..4 {
        map.seat(x as f32 - 1.5, (y + n) as f32 + 0.5, "e");
        map.seat(x as f32 + 4.5, (y + n) as f32 + 0.5, "w");
    }
    Ok(())
}

fn quiet_corner(map: &mut MapMaker<'_>) -> Result<()> {
    for x in [2, 6] {
        map.piece("furniture", "shelf", x, 3)?;
    }
    for (tone, x, y) in [("lavender", 5, 7), ("leaf", 17, 7), ("leaf", 5, 14), ("lavender", 17, 14)] {
        lounge(map, tone, x, y)?;
        side_sofas(map, tone, x, y)?;
    }
    for (x, y) in [(1, 5), (23, 5), (1, 17), (23, 17)] {
        map.piece("furniture", "plant", x, y)?;
    }
    for (x, y) in [(3, 12), (9, 12), (15, 12), (21, 12)] {
        map.piece("furniture", "lamp", x, y)?;
    }
    for x in [1, 3, 5, 7, 15, 17, 19, 21] {
        map.piece("furniture", "shelf.low", x, 20)?;
    }
    for x in [9, 23] {
        map.piece("furniture", "plant", x, 19)?;
    }
    map.piece("furniture", "sign.lavender", 14, 19)?;
    map.area("Quiet corner", [1.0, 4.0, 24.0, 16.0], false, &[("silent", json!(true))]);
    Ok(())
}

fn buffet(map: &mut MapMaker<'_>) -> Result<()> {
    map.piece("furniture", "buffet", 60, 7)?;
    map.piece("furniture", "buffet", 75, 7)?;
    for (x, y) in [(61, 12), (66, 12), (61, 16), (66, 16), (74, 12), (79, 12), (74, 16), (79, 16), (64, 14), (76, 14)] {
        map.piece("furniture", "high-table", x, y)?;
    }
    map.piece("furniture", "piano", 60, 18)?;
    chair(map, "chair", 61, 21, "n")?;
    for (x, y) in [(59, 5), (82, 5), (59, 16), (82, 16)] {
        map.piece("furniture", "plant", x, y)?;
    }
    map.piece("furniture", "sign.leaf", 73, 4)?;
    for x in [67, 73] {
        map.piece("furniture", "palm", if x == 67 { 66 } else { 74 }, 3)?;
    }
    let way_out = [("exitUrl", json!("terrace.tmj#from-hall"))];
    map.area("To the terrace", [69.0, 3.0, 3.0, 1.0], false, &way_out);
    map.area("from-terrace", [69.0, 5.0, 3.0, 2.0], false, &[("start", json!(true))]);
    Ok(())
}

fn entrance(map: &mut MapMaker<'_>) -> Result<()> {
    map.nine("start", "carpet.mat", [40, 58, 5, 3])?;
    map.piece("furniture", "desk", 30, 54)?;
    map.piece("furniture", "sign.help", 36, 54)?;
    for (n, name) in ["coral", "mustard", "leaf", "lavender"].into_iter().enumerate() {
        map.piece("furniture", &format!("sign.{name}"), 49 + 2 * n as u32, 54)?;
    }
    map.area("Help desk", [29.0, 52.0, 9.0, 6.0], false, &[("helpDesk", json!(true))]);
    for x in [5, 11, 17] {
        for x in [x, 82 - x] {
            lounge(map, "leaf", x, 55)?;
            map.piece("furniture", "sofa.leaf.n", x, 59)?;
            for n in 0..3 {
                map.seat((x + n) as f32 + 0.5, 59.5, "n");
            }
        }
    }
    for x in [28, 56] {
        map.piece("furniture", "palm", x - u32::from(x == 56), 57)?;
    }
    for x in [33, 49] {
        map.piece("furniture", "planter", x, 60)?;
    }
    Ok(())
}

fn greenery(map: &mut MapMaker<'_>) -> Result<()> {
    for y in [34, 42, 50] {
        map.piece("furniture", "pillar", 36, y - 2)?;
        map.piece("furniture", "pillar", 48, y - 2)?;
    }
    for (x, y) in [(1, 21), (1, 33), (1, 44), (1, 58), (5, 40), (28, 33), (28, 45), (26, 15), (24, 58)] {
        map.piece("furniture", "plant", x, y)?;
        map.piece("furniture", "plant", 84 - x, y)?;
    }
    for (x, y) in [(1, 28), (25, 19), (1, 38)] {
        map.piece("furniture", "palm", x, y)?;
        map.piece("furniture", "palm", 83 - x, y)?;
    }
    Ok(())
}
