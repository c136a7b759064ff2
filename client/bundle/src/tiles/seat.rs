//! Everything one can sit on: chairs in eight facings, sofas, benches.
//!
//! All of it can be walked on, because a sitting avatar stands on the seat's tile. Which way a seat faces is also
//! told by the map's seat points; the picture here only agrees with them.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

/// The order of the eight chairs in their piece.
pub const FACINGS: [&str; 8] = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

pub(super) fn pieces() -> Vec<Piece> {
    let mut pieces = vec![
        Piece::new("chair", 8, 1, chairs(OAK_DARK, OAK, "#efe0c6", "#f8eedb")),
        Piece::new("chair.audience", 8, 1, chairs("#2b4a60", HARBOUR, "#6f9cb6", "#8fb6ca")),
    ];
    let tones = ["#5f7d6a", "#7d9c86", "#94b09b"];
    let violet = ["#665e93", "#8d84bd", "#a59dcd"];
    for (name, tones) in [("sofa.leaf", tones), ("sofa.lavender", violet)] {
        pieces.push(Piece::new(format!("{name}.s"), 3, 1, sofa(tones)));
        pieces.push(Piece::new(format!("{name}.n"), 3, 1, turned(180.0, 96.0, 32.0, &sofa(tones))));
        pieces.push(Piece::new(format!("{name}.e"), 1, 3, upright(-90.0, &sofa(tones))));
        pieces.push(Piece::new(format!("{name}.w"), 1, 3, upright(90.0, &sofa(tones))));
    }
    pieces
}

/// A three-tile drawing stood on end.
fn upright(degrees: f32, inner: &str) -> String {
    moved(-64.0, 64.0, &turned(degrees, 96.0, 32.0, inner))
}

fn chairs(frame: &str, back: &str, seat: &str, light: &str) -> String {
    let mut out = String::new();
    for n in 0..8_u8 {
        let mut one = rect(17.0, 18.0, 36.0, 36.0, 11.0, SHADOW);
        let chair = rect(14.0, 15.0, 36.0, 34.0, 11.0, frame)
            + &rect(17.0, 16.0, 30.0, 29.0, 9.0, seat)
            + &rect(21.0, 19.0, 22.0, 19.0, 7.0, light)
            + &path("M11,42 Q11,56 32,56 Q53,56 53,42 L47,38 Q46,47 32,47 Q18,47 17,38 Z", frame)
            + &path("M13,42 Q14,53 32,53 Q50,53 51,42 L48,40 Q46,49 32,49 Q18,49 16,40 Z", back);
        one += &turned(f32::from(n) * 45.0, 32.0, 33.0, &chair);
        out += &moved(f32::from(n) * 64.0, 0.0, &one);
    }
    out
}

fn sofa([dark, mid, light]: [&str; 3]) -> String {
    let mut out = rect(10.0, 10.0, 180.0, 52.0, 14.0, SHADOW) + &rect(4.0, 2.0, 184.0, 56.0, 14.0, dark);
    out += &rect(6.0, 3.0, 180.0, 20.0, 10.0, mid);
    for n in 0..3_u8 {
        out += &rect(20.0 + f32::from(n) * 51.0, 20.0, 50.0, 33.0, 7.0, light);
    }
    out += &(rect(4.0, 12.0, 17.0, 44.0, 8.0, mid) + &rect(171.0, 12.0, 17.0, 44.0, 8.0, mid));
    out + &turned(12.0, 36.0, 26.0, &rect(26.0, 15.0, 22.0, 20.0, 5.0, CREAM))
}
