//! Tables and counters: the round tables for eight, coffee tables, the buffet, the help desk.
//!
//! All are walls where they stand. Chairs are in `seat`.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

pub(super) fn pieces() -> Vec<Piece> {
    let cloths = [
        ("coral", CORAL, "#f0d9cf"),
        ("mustard", MUSTARD, "#f3e4c4"),
        ("leaf", LEAF, "#deead2"),
        ("harbour", HARBOUR_LIGHT, "#d6e5ec"),
    ];
    let mut pieces = Vec::new();
    for (n, (name, flower, cloth)) in cloths.into_iter().enumerate() {
        let drawn = round(flower, cloth, n);
        pieces.push(Piece::new(format!("table.{name}"), 2, 2, drawn).solid());
    }
    pieces.push(Piece::new("coffee", 3, 1, moved(32.0, 4.0, &coffee())).solid());
    pieces.push(Piece::new("buffet", 6, 2, buffet()).solid());
    pieces.push(Piece::new("desk", 6, 2, desk()).solid());
    pieces.push(Piece::new("high-table", 1, 1, high_table()).solid());
    pieces.push(Piece::new("piano", 3, 3, piano()).solid_row(1).solid_row(2).above(1));
    pieces
}

fn round(flower: &str, cloth: &str, turn: usize) -> String {
    let mut out = oval(71.0, 74.0, 58.0, 53.0, SHADOW);
    // The hanging cloth is a second, lower disc with folds: it gives the table its height.
    out += &(oval(64.0, 70.0, 57.0, 52.0, "#cfc3b0") + &oval(64.0, 68.0, 57.0, 52.0, "#ded3c1"));
    for n in 0..7_u8 {
        let x = 22.0 + f32::from(n) * 14.0;
        out += &oval(x, 114.0 - (x - 64.0).abs() * 0.28, 3.0, 9.0, "#cfc3b0");
    }
    out += &(oval(64.0, 60.0, 57.0, 51.0, CREAM) + &oval(64.0, 60.0, 47.0, 42.0, cloth));
    out += &oval(64.0, 60.0, 44.0, 39.0, CREAM);
    for n in 0..8_u8 {
        let angle = (f32::from(n) + 0.5) * std::f32::consts::FRAC_PI_4;
        let (x, y) = (64.0 + angle.cos() * 42.0, 60.0 + angle.sin() * 37.0);
        out += &oval(x + 1.0, y + 1.5, 8.0, 7.2, "rgba(46,38,58,0.14)");
        out += &(oval(x, y, 8.0, 7.2, "#ffffff") + &oval(x, y, 5.0, 4.4, cloth));
    }
    out += &(oval(67.0, 63.0, 18.0, 14.0, "rgba(46,38,58,0.14)") + &disc(64.0, 58.0, 14.0, LEAF_DARK));
    for n in 0..6_u8 {
        let angle = f32::from(n) * 60.0_f32.to_radians() + turn as f32;
        let (x, y) = (64.0 + angle.cos() * 10.0, 55.0 + angle.sin() * 8.5);
        out += &(disc(x, y, 5.6, flower) + &disc(x, y, 2.2, CREAM));
    }
    out + &disc(64.0, 54.0, 5.6, flower) + &disc(64.0, 54.0, 2.2, "#f6dc92")
}

fn coffee() -> String {
    rect(14.0, 20.0, 108.0, 38.0, 14.0, SHADOW)
        + &rect(8.0, 14.0, 112.0, 38.0, 14.0, OAK_DARK)
        + &rect(8.0, 8.0, 112.0, 38.0, 14.0, OAK_LIGHT)
        + &rect(14.0, 12.0, 100.0, 29.0, 11.0, "#d8ad80")
        + &rect(30.0, 18.0, 26.0, 18.0, 2.0, HARBOUR_LIGHT)
        + &rect(42.0, 18.0, 2.0, 18.0, 0.0, CREAM)
        + &disc(88.0, 26.0, 9.0, CREAM)
        + &disc(88.0, 26.0, 5.5, "#9a6a44")
}

fn high_table() -> String {
    oval(37.0, 46.0, 25.0, 14.0, SHADOW)
        + &oval(32.0, 50.0, 12.0, 5.0, "#cfc3b0")
        + &path("M8,26 Q14,40 22,52 H42 Q50,40 56,26 Z", "#ded3c1")
        + &oval(32.0, 24.0, 26.0, 19.0, CREAM)
        + &disc(23.0, 22.0, 6.0, "#bcd7a5")
        + &disc(42.0, 26.0, 6.0, "#f0c9a0")
        + &disc(33.0, 16.0, 4.0, CORAL)
}

fn buffet() -> String {
    let mut out = rect(8.0, 34.0, 376.0, 92.0, 6.0, SHADOW) + &rect(2.0, 22.0, 376.0, 96.0, 6.0, "#ded3c1");
    for n in 0..19_u8 {
        out += &rect(12.0 + f32::from(n) * 19.5, 82.0, 6.0, 36.0, 3.0, "#cfc3b0");
    }
    out += &(rect(2.0, 14.0, 376.0, 68.0, 6.0, CREAM) + &rect(2.0, 42.0, 376.0, 12.0, 0.0, "#f0d9cf"));
    let plate = |x: f32, y: f32, r: f32| {
        oval(x + 2.0, y + 3.0, r, r * 0.8, "rgba(46,38,58,0.14)") + &oval(x, y, r, r * 0.8, "#ffffff")
    };
    out += &plate(44.0, 46.0, 28.0);
    for (x, y) in [(32.0, 42.0), (46.0, 38.0), (56.0, 46.0), (38.0, 54.0), (50.0, 55.0)] {
        out += &(disc(x, y, 6.0, "#e2a65e") + &disc(x - 1.0, y - 1.0, 3.0, "#efc48a"));
    }
    out +=
        &(plate(112.0, 46.0, 28.0) + &oval(112.0, 44.0, 20.0, 15.0, LEAF) + &oval(106.0, 41.0, 9.0, 7.0, LEAF_LIGHT));
    out += &(disc(120.0, 44.0, 5.0, CORAL) + &disc(110.0, 51.0, 5.0, CORAL) + &disc(100.0, 46.0, 4.0, CORAL));
    out += &(rect(154.0, 26.0, 20.0, 42.0, 8.0, "#8fb9c9") + &rect(159.0, 16.0, 10.0, 14.0, 3.0, "#6b94a6"));
    for n in 0..6_u8 {
        let (x, y) = (194.0 + f32::from(n % 3) * 19.0, 36.0 + f32::from(n / 3) * 22.0);
        out += &(disc(x, y, 8.0, "#ffffff") + &disc(x, y, 5.0, "#d9b26a"));
    }
    out += &plate(286.0, 46.0, 28.0);
    for n in 0..7_u8 {
        let angle = f32::from(n) * 0.9;
        out += &rect(
            282.0 + angle.cos() * 15.0,
            40.0 + angle.sin() * 11.0,
            11.0,
            8.0,
            3.0,
            [CREAM, "#f4c7b0", "#bcd7a5"][usize::from(n) % 3],
        );
    }
    out + &plate(346.0, 46.0, 24.0)
        + &disc(338.0, 42.0, 8.0, "#d9533f")
        + &disc(352.0, 42.0, 8.0, MUSTARD)
        + &disc(345.0, 52.0, 8.0, "#8fb552")
}

fn desk() -> String {
    let mut out = rect(8.0, 44.0, 376.0, 82.0, 8.0, SHADOW) + &rect(2.0, 40.0, 380.0, 82.0, 8.0, HARBOUR);
    out += &rect(2.0, 112.0, 380.0, 10.0, 4.0, HARBOUR_DARK);
    for n in 0..9_u8 {
        out += &rect(22.0 + f32::from(n) * 39.0, 66.0, 28.0, 40.0, 3.0, HARBOUR_LIGHT);
    }
    out += &(rect(0.0, 26.0, 384.0, 32.0, 8.0, OAK_DARK) + &rect(0.0, 20.0, 384.0, 32.0, 8.0, OAK_LIGHT));
    out += &rect(6.0, 23.0, 372.0, 25.0, 6.0, "#d8ad80");
    // The sign that people look for: a white i on the front.
    out +=
        &(disc(192.0, 86.0, 30.0, HARBOUR_DARK) + &disc(192.0, 83.0, 29.0, CREAM) + &disc(192.0, 83.0, 25.0, HARBOUR));
    out += &(disc(192.0, 70.0, 4.5, CREAM) + &rect(187.5, 78.0, 9.0, 20.0, 3.0, CREAM));
    out += &(rect(40.0, 4.0, 44.0, 30.0, 3.0, "#3f4652")
        + &rect(44.0, 8.0, 36.0, 22.0, 1.0, "#9cc4d4")
        + &rect(56.0, 34.0, 12.0, 6.0, 1.0, "#3f4652"));
    out += &(rect(120.0, 28.0, 24.0, 14.0, 1.0, CREAM) + &rect(124.0, 26.0, 24.0, 14.0, 1.0, "#ffffff"));
    out += &(disc(250.0, 32.0, 9.0, LEAF_DARK)
        + &disc(246.0, 27.0, 6.0, "#e7a0a8")
        + &disc(254.0, 27.0, 6.0, CREAM)
        + &disc(250.0, 22.0, 6.0, MUSTARD));
    out + &rect(300.0, 4.0, 44.0, 30.0, 3.0, "#3f4652")
        + &rect(304.0, 8.0, 36.0, 22.0, 1.0, "#9cc4d4")
        + &rect(316.0, 34.0, 12.0, 6.0, 1.0, "#3f4652")
}

fn piano() -> String {
    let mut out = path("M20,70 H176 Q190,70 190,90 V172 Q190,186 176,186 H100 Q40,186 22,150 Z", SHADOW);
    out += &path("M14,60 H170 Q182,60 182,78 V160 Q182,176 168,176 H96 Q36,176 14,140 Z", "#1f232a");
    out += &path("M14,48 H170 Q182,48 182,66 V146 Q182,162 168,162 H96 Q36,162 14,126 Z", "#363c47");
    out += &path("M26,58 H164 Q170,58 170,66 V112 H26 Z", "#414855");
    out += &(rect(22.0, 124.0, 152.0, 24.0, 3.0, "#1f232a") + &rect(26.0, 128.0, 144.0, 17.0, 1.0, CREAM));
    for n in 0..14_u8 {
        if n % 7 != 2 && n % 7 != 6 {
            out += &rect(33.0 + f32::from(n) * 10.0, 128.0, 5.0, 10.0, 0.0, "#1f232a");
        }
    }
    out + &path("M60,112 V96 H136 V112 Z", CREAM) + &stroke("M98,96 V112", "#cfc3b0", 2.0)
}
