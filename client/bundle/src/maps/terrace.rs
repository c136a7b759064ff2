//! The garden terrace behind the hall: a promenade over the harbour, a fountain, four stone tables, trees.
//!
//! The hall lies south of it; its door is at the bottom.

use super::MapMaker;
use super::reception::eight_chairs;
use crate::sheet::Sheet;
use anyhow::Result;
use serde_json::json;

const WIDTH: u32 = 44;
const HEIGHT: u32 = 32;

/// What the room is called, in every language of the interface.
const TITLES: [(&str, &str); 4] = [
    ("mapName", "Garden terrace"),
    ("mapName_id", "Teras taman"),
    ("mapName_ja", "ガーデンテラス"),
    ("mapName_mn", "Цэцэрлэгт дэнж"),
];

pub fn terrace(hall: &Sheet, garden: &Sheet) -> Result<String> {
    let mut map = MapMaker::new(WIDTH, HEIGHT, &[hall, garden]);
    ground(&mut map)?;
    borders(&mut map)?;
    tables(&mut map)?;
    promenade(&mut map)?;
    planting(&mut map)?;
    door(&mut map)?;
    map.finish(&TITLES)
}

fn ground(map: &mut MapMaker<'_>) -> Result<()> {
    map.strew("ground", "grass", 4, [0, 6, WIDTH, 26])?;
    map.strew("ground", "water", 2, [0, 0, WIDTH, 4])?;
    let paths = [
        [0, 6, WIDTH, 4],
        [20, 9, 4, 21],
        [16, 11, 12, 12],
        [5, 12, 6, 6],
        [33, 12, 6, 6],
        [5, 21, 6, 6],
        [33, 21, 6, 6],
        [10, 13, 8, 3],
        [26, 13, 8, 3],
        [10, 22, 11, 3],
        [23, 22, 11, 3],
    ];
    map.joined("carpets", "path", &paths)?;
    map.piece("furniture", "fountain", 19, 14)
}

fn borders(map: &mut MapMaker<'_>) -> Result<()> {
    for x in 0..WIDTH {
        map.tile("walls", "shore", (0, 0), x, 4)?;
        map.tile("walls", "balustrade", (0, 0), x, 5)?;
        if !(19..25).contains(&x) {
            map.piece("walls", "roof", x, 30)?;
        }
    }
    for y in (6..30).step_by(3) {
        map.piece("walls", "hedge.v", 0, y)?;
        map.piece("walls", "hedge.v", 43, y)?;
    }
    for x in [1, 4, 7, 10, 13, 16, 25, 28, 31, 34, 37, 40] {
        map.piece("walls", "hedge", x, 29)?;
    }
    map.piece("details", "boat", 6, 1)?;
    map.piece("details", "boat", 33, 2)?;
    map.piece("details", "boat", 26, 0)
}

fn tables(map: &mut MapMaker<'_>) -> Result<()> {
    for (n, (x, y)) in [(8, 15), (36, 15), (8, 24), (36, 24)].into_iter().enumerate() {
        map.piece("furniture", "stone-table", x - 1, y - 1)?;
        eight_chairs(map, x, y)?;
        let circle = [x as f32 - 2.5, y as f32 - 2.5, 5.0, 5.0];
        map.area(&format!("Garden table {}", n + 1), circle, true, &[("circle", json!(8))]);
    }
    Ok(())
}

/// Benches that look out over the water, and four round the fountain.
fn promenade(map: &mut MapMaker<'_>) -> Result<()> {
    for x in [4, 9, 14, 28, 33, 38] {
        map.piece("furniture", "bench.n", x, 8)?;
        map.seat(x as f32 + 0.5, 8.5, "n");
        map.seat(x as f32 + 1.5, 8.5, "n");
    }
    for (name, x, facing) in [("bench.e", 16, "e"), ("bench.w", 27, "w")] {
        for y in [12, 20] {
            map.piece("furniture", name, x, y)?;
            map.seat(x as f32 + 0.5, y as f32 + 0.5, facing);
            map.seat(x as f32 + 0.5, y as f32 + 1.5, facing);
        }
    }
    for x in [7, 16, 27, 36] {
        map.piece("furniture", "lantern", x, 8)?;
    }
    Ok(())
}

fn planting(map: &mut MapMaker<'_>) -> Result<()> {
    let trees = [
        ("tree.cherry", 12, 16),
        ("tree.green", 1, 16),
        ("tree.light", 12, 24),
        ("tree.green", 1, 24),
        ("tree.maple", 11, 9),
        ("tree.light", 1, 9),
        ("tree.cherry", 29, 16),
        ("tree.light", 40, 16),
        ("tree.green", 29, 24),
        ("tree.light", 40, 24),
        ("tree.green", 30, 9),
        ("tree.maple", 40, 9),
    ];
    for (name, x, y) in trees {
        map.piece("furniture", name, x, y)?;
    }
    for (name, x, y) in [
        ("bed.warm", 16, 25),
        ("bed.rose", 16, 27),
        ("bed.warm", 25, 25),
        ("bed.rose", 25, 27),
        ("bed.cool", 5, 19),
        ("bed.cool", 36, 19),
    ] {
        map.piece("furniture", name, x, y)?;
    }
    for (x, y) in [(3, 28), (9, 28), (34, 28), (40, 28), (1, 22), (42, 22), (15, 28), (28, 28)] {
        map.piece("furniture", "bush", x, y)?;
    }
    Ok(())
}

fn door(map: &mut MapMaker<'_>) -> Result<()> {
    map.piece("walls", "porch", 19, 30)?;
    map.nine("start", "carpet.mat", [20, 28, 4, 2])?;
    let way_back = [("exitUrl", json!("reception.tmj#from-terrace"))];
    map.area("To the hall", [20.0, 30.0, 4.0, 2.0], false, &way_back);
    map.area("from-hall", [20.0, 28.0, 4.0, 2.0], false, &[("start", json!(true))]);
    map.piece("furniture", "lantern", 18, 28)?;
    map.piece("furniture", "lantern", 25, 28)
}
