//! Trees of the terrace: the trunk stands on the ground, the crown hangs over whoever walks behind it.
//!
//! Only the tile of the trunk is a wall.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

pub(super) fn pieces() -> Vec<Piece> {
    let kinds = [
        ("tree.green", [LEAF_DARK, LEAF, LEAF_LIGHT]),
        ("tree.light", ["#6f9c50", "#92bd66", "#b4d487"]),
        ("tree.cherry", ["#d18a9b", "#e9adb8", "#f6d0d5"]),
        ("tree.maple", ["#b8663f", "#d98a52", "#ecb176"]),
    ];
    let mut pieces: Vec<Piece> =
        kinds.into_iter().map(|(name, tones)| Piece::new(name, 3, 4, tree(tones)).solid_at(1, 3).above(3)).collect();
    pieces.push(Piece::new("pine", 2, 4, pine()).solid_at(0, 3).solid_at(1, 3).above(3));
    pieces.push(Piece::new("bush", 1, 1, bush()).solid());
    pieces
}

fn tree([dark, mid, light]: [&str; 3]) -> String {
    let mut out = oval(106.0, 232.0, 66.0, 18.0, SHADOW);
    out += &path("M84,236 Q88,200 84,150 H108 Q104,200 110,236 Q97,244 84,236 Z", "#8b6847");
    out += &path("M98,238 Q98,200 98,150 H108 Q104,200 110,236 Z", "#745538");
    let clumps = [
        (96.0, 92.0, 74.0),
        (46.0, 116.0, 42.0),
        (148.0, 112.0, 42.0),
        (70.0, 54.0, 46.0),
        (126.0, 56.0, 46.0),
        (96.0, 140.0, 46.0),
    ];
    for (x, y, r) in clumps {
        out += &disc(x, y + 6.0, r, dark);
    }
    for (x, y, r) in clumps {
        out += &disc(x - 4.0, y - 4.0, r * 0.84, mid);
    }
    for (x, y, r) in [
        (66.0, 46.0, 26.0),
        (116.0, 42.0, 20.0),
        (44.0, 98.0, 22.0),
        (98.0, 88.0, 24.0),
        (138.0, 92.0, 18.0),
        (84.0, 126.0, 14.0),
    ] {
        out += &disc(x, y, r, light);
    }
    out
}

fn pine() -> String {
    let mut out = oval(72.0, 236.0, 44.0, 13.0, SHADOW) + &rect(56.0, 196.0, 16.0, 42.0, 4.0, "#745538");
    for (y, half) in [(206.0, 56.0), (162.0, 48.0), (118.0, 40.0), (76.0, 30.0)] {
        let d = |inset: f32| {
            format!(
                "M64,{} L{},{y} Q64,{} {},{y} Z",
                y - 82.0 + inset * 1.4,
                64.0 + half - inset,
                y + 22.0 - inset,
                64.0 - half + inset
            )
        };
        out += &(path(&d(0.0), "#3c6847") + &path(&d(9.0), "#4f8257"));
    }
    out
}

fn bush() -> String {
    oval(36.0, 48.0, 28.0, 13.0, SHADOW)
        + &disc(20.0, 38.0, 17.0, LEAF_DARK)
        + &disc(44.0, 38.0, 18.0, LEAF_DARK)
        + &disc(32.0, 26.0, 18.0, LEAF)
        + &disc(26.0, 21.0, 8.0, LEAF_LIGHT)
        + &disc(46.0, 34.0, 7.0, LEAF)
}
