//! Floors that repeat without a seam: planks, stone, carpets cut in nine, and the coloured lines that lead people.
//!
//! Nothing here is a wall. Garden ground is in `garden`.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

/// Name and colour of each guide line; signs and banners use the same colours for the same places.
pub const LINES: [(&str, &str); 4] = [("coral", CORAL), ("mustard", MUSTARD), ("leaf", LEAF), ("lavender", LAVENDER)];

pub(super) fn pieces() -> Vec<Piece> {
    let mut pieces = Vec::new();
    for n in 0..4 {
        pieces.push(Piece::new(format!("wood.{n}"), 1, 1, wood(n)));
    }
    for n in 0..3 {
        pieces.push(Piece::new(format!("stone.{n}"), 1, 1, stone(n)));
    }
    for n in 0..2 {
        pieces.push(Piece::new(format!("planks.{n}"), 1, 1, planks(n)));
    }
    let carpets = [
        ("harbour", "#55799a", "#476988", "#8fb0c8"),
        ("wine", "#a4616c", "#8f505b", "#d3a2a6"),
        ("sage", "#a9b79c", "#98a88b", "#cfd8c4"),
        ("lavender", "#b9b3d3", "#aba4c9", "#dcd8ec"),
        ("mat", "#a18b70", "#927c61", "#c9b798"),
        ("mint", "#cfd6c6", "#bfc8b5", "#e8ecdf"),
    ];
    for (name, base, weave, border) in carpets {
        let drawn = carpet(base, weave, border);
        pieces.push(Piece::new(format!("carpet.{name}"), 3, 3, drawn));
    }
    for (name, tint) in LINES {
        pieces.push(Piece::new(format!("line.{name}"), 4, 4, guide_lines(tint)));
    }
    for (name, tint) in [("coral", CORAL), ("mustard", MUSTARD), ("leaf", LEAF), ("harbour", HARBOUR_LIGHT)] {
        pieces.push(Piece::new(format!("rug.{name}"), 6, 6, rug(tint)));
    }
    pieces.push(Piece::new("arrow", 4, 1, arrows()));
    pieces.push(Piece::new("foot", 1, 1, wall_foot()));
    pieces.push(Piece::new("compass", 5, 5, compass()));
    pieces.push(Piece::new("glow", 3, 3, glow()));
    pieces
}

fn wood(variant: u32) -> String {
    let joints: [&[(f32, u32)]; 4] =
        [&[(18.0, 0), (50.0, 2)], &[(40.0, 1)], &[(10.0, 3), (44.0, 0)], &[(28.0, 2), (58.0, 1)]];
    let mut out = String::new();
    for (row, fill) in [WOOD, WOOD_LIGHT, WOOD, WOOD_DARK].into_iter().enumerate() {
        let y = row as f32 * 16.0;
        out += &rect(0.0, y, 64.0, 16.0, 0.0, fill);
        out += &rect(0.0, y, 64.0, 1.0, 0.0, "rgba(160,120,80,0.2)");
    }
    for (x, row) in joints[variant as usize % 4] {
        let y = *row as f32 * 16.0;
        out += &rect(*x, y, 1.2, 16.0, 0.0, "rgba(150,110,70,0.34)");
    }
    let y = 7.0 + variant as f32 * 16.0;
    out + &rect(8.0, y, 34.0, 1.0, 0.5, "rgba(160,120,80,0.16)")
}

fn stone(variant: u32) -> String {
    let tone = [STONE, STONE_LIGHT, "#ded7ca"][variant as usize % 3];
    rect(0.0, 0.0, 64.0, 64.0, 0.0, STONE_LINE)
        + &rect(1.0, 1.0, 62.0, 62.0, 2.0, tone)
        + &path("M1,63 L1,1 L63,1 L60,4 L4,4 L4,60 Z", "rgba(255,255,255,0.35)")
}

fn planks(variant: u32) -> String {
    let mut out = String::new();
    let tones = ["#c08a5e", "#b98359", "#c4906a", "#bb865b"];
    for (n, fill) in tones.into_iter().enumerate() {
        let x = n as f32 * 16.0;
        out += &rect(x, 0.0, 16.0, 64.0, 0.0, fill);
        out += &rect(x, 0.0, 1.2, 64.0, 0.0, "rgba(90,54,30,0.35)");
    }
    let joint = [(16.0, 22.0), (48.0, 44.0)][variant as usize % 2];
    out + &rect(joint.0, joint.1, 16.0, 1.2, 0.0, "rgba(90,54,30,0.4)")
}

fn carpet(base: &str, weave: &str, border: &str) -> String {
    let mut out = rect(0.0, 0.0, 192.0, 192.0, 6.0, base);
    for n in 0..36 {
        let (x, y) = ((n % 6) as f32 * 32.0 + 16.0, (n / 6) as f32 * 32.0 + 16.0);
        let d = format!("M{x},{} l5,5 l-5,5 l-5,-5 Z", y - 5.0);
        out += &path(&d, weave);
    }
    let frame = |inset: f32, width: f32, tone: &str| {
        let size = 192.0 - 2.0 * inset;
        format!(
            r#"<rect x="{inset}" y="{inset}" width="{size}" height="{size}" rx="4" fill="none" stroke="{tone}" stroke-width="{width}"/>"#
        )
    };
    out + &frame(4.0, 8.0, weave) + &frame(11.0, 2.5, border)
}

/// All sixteen ways a line can go on, picked by the neighbours it has: north 1, east 2, south 4, west 8.
fn guide_lines(tint: &str) -> String {
    let mut out = String::new();
    for mask in 0..16_u32 {
        let (x, y) = ((mask % 4) as f32 * 64.0, (mask / 4) as f32 * 64.0);
        let ends = [(1, 32.0, 0.0), (2, 64.0, 32.0), (4, 32.0, 64.0), (8, 0.0, 32.0)];
        let mut lines = String::new();
        for (bit, ex, ey) in ends {
            if mask & bit != 0 {
                lines += &format!("M32,32 L{ex},{ey} ");
            }
        }
        let mut inner =
            format!(r#"<path d="{lines}" fill="none" stroke="{tint}" stroke-width="14" stroke-linejoin="round"/>"#);
        let radius = if mask.count_ones() < 2 { 17.0 } else { 7.0 };
        inner += &disc(32.0, 32.0, radius, tint);
        if mask.count_ones() < 2 {
            inner += &disc(32.0, 32.0, 8.0, CREAM);
        }
        // A line must not spill over its own tile: the neighbour on the sheet is another tile.
        out += &format!(r#"<svg x="{x}" y="{y}" width="64" height="64" viewBox="0 0 64 64">{inner}</svg>"#);
    }
    out
}

/// The round rug under a table: as wide as the talk circle, so that people see where it ends.
fn rug(tint: &str) -> String {
    let ring = |r: f32, width: f32, opacity: f32| {
        format!(
            r#"<circle cx="192" cy="192" r="{r}" fill="none" stroke="{tint}" stroke-width="{width}" opacity="{opacity}"/>"#
        )
    };
    disc(192.0, 192.0, 160.0, "#efe4d0")
        + &format!(r#"<circle cx="192" cy="192" r="160" fill="{tint}" opacity="0.2"/>"#)
        + &ring(155.0, 10.0, 0.55)
        + &ring(143.0, 3.0, 0.4)
}

fn arrows() -> String {
    let one = stroke("M23,37 L32,28 L41,37", CREAM, 5.0);
    (0..4_u8).fold(String::new(), |out, n| {
        let arrow = turned(f32::from(n) * 90.0, 32.0, 32.0, &one);
        out + &moved(f32::from(n) * 64.0, 0.0, &arrow)
    })
}

/// The shade that a wall throws on the floor at its foot.
fn wall_foot() -> String {
    r##"<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#2e263a" stop-opacity="0.26"/><stop offset="0.45" stop-color="#2e263a" stop-opacity="0"/></linearGradient></defs><rect width="64" height="64" fill="url(#g)"/>"##.to_owned()
}

/// A star set into the floor of the entrance, where the coloured lines begin.
fn compass() -> String {
    let mut out = disc(160.0, 160.0, 150.0, "#cfc5b4") + &disc(160.0, 160.0, 142.0, STONE_LIGHT);
    out += &(disc(160.0, 160.0, 112.0, "#d5ccbc") + &disc(160.0, 160.0, 107.0, STONE));
    let ray = |long: f32, wide: f32, light: &str, dark: &str| {
        path(&format!("M160,{} L{},{} L160,160 Z", 160.0 - long, 160.0 - wide, 160.0 - wide), light)
            + &path(&format!("M160,{} L{},{} L160,160 Z", 160.0 - long, 160.0 + wide, 160.0 - wide), dark)
    };
    for n in 0..4_u8 {
        let angle = f32::from(n) * 90.0;
        let ray = ray(86.0, 17.0, "#c9bda8", "#b6a890");
        out += &turned(angle + 45.0, 160.0, 160.0, &ray);
    }
    for n in 0..4_u8 {
        let ray = ray(128.0, 22.0, HARBOUR_LIGHT, HARBOUR);
        out += &turned(f32::from(n) * 90.0, 160.0, 160.0, &ray);
    }
    out + &disc(160.0, 160.0, 20.0, CREAM) + &disc(160.0, 160.0, 13.0, CORAL)
}

/// Warm light of a lamp or a spot on the floor.
fn glow() -> String {
    r##"<defs><radialGradient id="g"><stop offset="0" stop-color="#fff3cf" stop-opacity="0.5"/><stop offset="1" stop-color="#fff3cf" stop-opacity="0"/></radialGradient></defs><circle cx="96" cy="96" r="96" fill="url(#g)"/>"##.to_owned()
}
