//! Signs that need no language: standing posts with a pictogram in the colour of the guide line, wall banners.
//!
//! Words are never in tiles; the client writes them in the visitor's language.

use super::LINES;
use crate::sheet::Piece;
use crate::svg::{colour::*, *};

pub(super) fn pieces() -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (name, tint) in LINES {
        let sign = post(tint, &pictogram(name));
        pieces.push(Piece::new(format!("sign.{name}"), 1, 2, sign).solid_row(1).above(1));
        let cloth = banner(tint, &pictogram(name));
        pieces.push(Piece::new(format!("banner.{name}"), 1, 2, cloth));
    }
    let help = disc(32.0, 22.0, 4.0, CREAM) + &rect(28.5, 29.0, 7.0, 17.0, 2.0, CREAM);
    pieces.push(Piece::new("sign.help", 1, 2, post(HARBOUR, &help)).solid_row(1).above(1));
    pieces
}

/// Drawn inside a 64-pixel square, in cream.
fn pictogram(line: &str) -> String {
    match line {
        "coral" => rect(17.0, 18.0, 30.0, 19.0, 2.0, CREAM) + &rect(12.0, 41.0, 40.0, 5.0, 2.0, CREAM),
        "mustard" => {
            let mut out = disc(32.0, 32.0, 8.5, CREAM);
            for n in 0..8_u8 {
                let angle = f32::from(n) * std::f32::consts::FRAC_PI_4;
                out += &disc(32.0 + angle.cos() * 15.5, 32.0 + angle.sin() * 15.5, 3.4, CREAM);
            }
            out
        }
        "leaf" => {
            disc(32.0, 25.0, 11.0, CREAM)
                + &rect(29.5, 32.0, 5.0, 15.0, 2.0, CREAM)
                + &rect(20.0, 45.0, 24.0, 4.0, 2.0, CREAM)
        }
        _ => path("M17,20 Q25,17 31,21 V44 Q25,40 17,43 Z M47,20 Q39,17 33,21 V44 Q39,40 47,43 Z", CREAM),
    }
}

fn post(tint: &str, pictogram: &str) -> String {
    oval(36.0, 114.0, 18.0, 6.0, SHADOW)
        + &oval(32.0, 112.0, 15.0, 6.0, "#4b5361")
        + &rect(29.0, 56.0, 6.0, 56.0, 2.0, "#59606e")
        + &rect(9.0, 11.0, 50.0, 50.0, 9.0, SHADOW)
        + &rect(6.0, 7.0, 52.0, 52.0, 9.0, CREAM)
        + &rect(9.0, 10.0, 46.0, 46.0, 7.0, tint)
        + pictogram
}

fn banner(tint: &str, pictogram: &str) -> String {
    rect(11.0, 8.0, 46.0, 100.0, 2.0, SHADOW)
        + &rect(6.0, 2.0, 52.0, 6.0, 3.0, OAK_DARK)
        + &path("M9,6 H55 V104 L32,92 L9,104 Z", tint)
        + &path("M14,6 H17 V97 L14,98.5 Z M47,6 H50 V98.5 L47,97 Z", "rgba(255,255,255,0.35)")
        + &moved(0.0, 12.0, pictogram)
}
