//! What makes a hall homely: potted plants, lamps, planters, bookshelves.
//!
//! The tops are drawn over avatars, the feet are walls.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

pub(super) fn pieces() -> Vec<Piece> {
    vec![
        Piece::new("plant", 1, 2, plant()).solid_row(1).above(1),
        Piece::new("palm", 2, 3, palm()).solid_row(2).above(2),
        Piece::new("planter", 3, 1, planter()).solid(),
        Piece::new("lamp", 1, 2, lamp()).solid_row(1).above(1),
        Piece::new("shelf", 3, 2, shelf()).solid(),
        Piece::new("shelf.low", 2, 1, low_shelf()).solid(),
    ]
}

fn pot(cx: f32, y: f32, w: f32, h: f32) -> String {
    let (a, b) = (cx - w / 2.0, cx + w / 2.0);
    oval(cx + 5.0, y + h, w * 0.6, 7.0, SHADOW)
        + &path(
            &format!("M{a},{y} H{b} L{},{} Q{cx},{} {},{} Z", b - 5.0, y + h, y + h + 5.0, a + 5.0, y + h),
            "#e9ded0",
        )
        + &path(
            &format!("M{cx},{y} H{b} L{},{} Q{cx},{} {cx},{} Z", b - 5.0, y + h, y + h + 4.0, y + h + 2.5),
            "#d8c9b4",
        )
        + &oval(cx, y, w / 2.0, 6.0, "#c9b79e")
        + &oval(cx, y, w / 2.0 - 4.0, 4.0, "#7a5c44")
}

fn leaf(x: f32, y: f32, angle: f32, length: f32, wide: f32, fill: &str) -> String {
    let d = format!(
        "M{x},{y} Q{},{} {x},{} Q{},{} {x},{y} Z",
        x - wide,
        y - length * 0.5,
        y - length,
        x + wide,
        y - length * 0.5
    );
    turned(angle, x, y, &path(&d, fill))
}

fn plant() -> String {
    let mut out = pot(32.0, 90.0, 36.0, 28.0);
    for (angle, length, fill) in [
        (-64.0, 50.0, LEAF_DARK),
        (62.0, 50.0, LEAF_DARK),
        (-38.0, 66.0, LEAF),
        (36.0, 66.0, LEAF_DARK),
        (-14.0, 78.0, LEAF_DARK),
        (14.0, 78.0, LEAF),
        (-50.0, 40.0, LEAF_LIGHT),
        (46.0, 42.0, LEAF_LIGHT),
        (0.0, 62.0, LEAF_LIGHT),
    ] {
        out += &leaf(32.0, 90.0, angle, length * 0.86, 13.0, fill);
    }
    out
}

fn palm() -> String {
    let mut out = pot(64.0, 148.0, 46.0, 34.0) + &stroke("M64,148 Q60,112 66,82", "#9a7650", 9.0);
    for (angle, fill) in [
        (-100.0, LEAF_DARK),
        (100.0, LEAF_DARK),
        (-68.0, LEAF),
        (70.0, LEAF_DARK),
        (-36.0, LEAF_DARK),
        (38.0, LEAF),
        (-6.0, LEAF),
        (-120.0, LEAF),
        (122.0, LEAF),
        (16.0, LEAF_LIGHT),
        (-52.0, LEAF_LIGHT),
        (84.0, LEAF_LIGHT),
    ] {
        out += &leaf(66.0, 84.0, angle, 66.0, 14.0, fill);
    }
    out
}

fn planter() -> String {
    let mut out = rect(10.0, 22.0, 180.0, 38.0, 6.0, SHADOW);
    for n in 0..9_u8 {
        let x = 14.0 + f32::from(n) * 20.0;
        out += &disc(x + 4.0, 20.0, 15.0, if n % 2 == 0 { LEAF_DARK } else { LEAF });
        out += &disc(x, 14.0, 8.0, LEAF_LIGHT);
    }
    for n in 0..6_u8 {
        let (x, y) = (24.0 + f32::from(n) * 29.0, 12.0 + f32::from(n % 2) * 8.0);
        out += &(disc(x, y, 5.0, if n % 3 == 0 { "#f4c7b0" } else { CREAM }) + &disc(x, y, 2.0, MUSTARD));
    }
    out + &rect(4.0, 28.0, 184.0, 28.0, 6.0, "#e9ded0")
        + &rect(4.0, 46.0, 184.0, 10.0, 5.0, "#d0c0a9")
        + &rect(4.0, 28.0, 184.0, 5.0, 2.5, CREAM)
}

fn lamp() -> String {
    oval(36.0, 116.0, 18.0, 6.0, SHADOW)
        + &oval(32.0, 114.0, 15.0, 6.0, OAK_DARK)
        + &rect(30.0, 40.0, 4.0, 74.0, 2.0, OAK_DARK)
        + &disc(32.0, 34.0, 31.0, "rgba(255,240,190,0.28)")
        + &path("M12,52 L20,16 H44 L52,52 Q32,60 12,52 Z", "#f8dfa0")
        + &path("M34,16 H44 L52,52 Q44,56 34,56 Z", "#f0cf85")
}

fn books(x: f32, y: f32, w: f32, h: f32, seed: usize) -> String {
    let tones = [HARBOUR, CORAL, "#e9d6ae", LEAF, MUSTARD, LAVENDER, WINE_LIGHT, "#c9d4d8"];
    let widths = [7.0, 9.0, 6.0, 8.0, 11.0];
    let (mut out, mut at, mut n) = (String::new(), x, seed);
    while at + 11.0 <= x + w {
        let wide = widths[(n * 3 + seed) % 5];
        let tall = h - [0.0, 5.0, 2.0, 7.0][(n * 5 + seed) % 4];
        if (n + seed) % 9 != 5 {
            out += &rect(at, y + h - tall, wide, tall, 1.0, tones[(n * 3 + seed) % 8]);
            out += &rect(at, y + h - tall + 5.0, wide, 2.0, 0.0, "rgba(255,255,255,0.35)");
        }
        at += wide + 0.8;
        n += 1;
    }
    out
}

fn shelf() -> String {
    let mut out = rect(10.0, 20.0, 182.0, 106.0, 3.0, SHADOW) + &rect(2.0, 0.0, 188.0, 122.0, 4.0, OAK_DARK);
    out += &rect(2.0, 0.0, 188.0, 14.0, 4.0, OAK_LIGHT);
    for row in 0..3_u8 {
        let y = 18.0 + f32::from(row) * 34.0;
        out += &(rect(9.0, y, 174.0, 29.0, 1.0, "#6b4a2e") + &books(11.0, y + 3.0, 170.0, 26.0, usize::from(row) + 1));
    }
    out
}

fn low_shelf() -> String {
    rect(8.0, 16.0, 120.0, 46.0, 3.0, SHADOW)
        + &rect(2.0, 6.0, 124.0, 52.0, 4.0, OAK_DARK)
        + &rect(2.0, 4.0, 124.0, 18.0, 4.0, OAK_LIGHT)
        + &rect(8.0, 26.0, 112.0, 27.0, 1.0, "#6b4a2e")
        + &books(10.0, 29.0, 110.0, 24.0, 4)
        + &disc(100.0, 8.0, 8.0, LEAF_DARK)
        + &disc(96.0, 4.0, 5.0, LEAF_LIGHT)
}
