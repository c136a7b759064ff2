//! Walls as seen from above and in front: the dark cap, the plaster face with its panelling, and what is let into
//! it: windows, doors, pictures. Pillars stand free.
//!
//! Faces are three tiles high. The stage has its own back wall (see `stage`).

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

const GLASS: &str = "#bfe0e6";

pub(super) fn pieces() -> Vec<Piece> {
    let edge = |x: f32, y: f32, w: f32, h: f32| {
        rect(0.0, 0.0, 64.0, 64.0, 0.0, WALL_CAP) + &rect(x, y, w, h, 0.0, WALL_CAP_LIGHT)
    };
    vec![
        Piece::new("cap", 1, 1, rect(0.0, 0.0, 64.0, 64.0, 0.0, WALL_CAP)).solid(),
        Piece::new("cap.n", 1, 1, edge(0.0, 56.0, 64.0, 8.0)).solid(),
        Piece::new("cap.s", 1, 1, edge(0.0, 0.0, 64.0, 8.0)).solid(),
        Piece::new("cap.w", 1, 1, edge(56.0, 0.0, 8.0, 64.0)).solid(),
        Piece::new("cap.e", 1, 1, edge(0.0, 0.0, 8.0, 64.0)).solid(),
        Piece::new("face", 1, 3, face(1)).solid(),
        Piece::new("window", 3, 3, face(3) + &window()).solid(),
        Piece::new("terrace-door", 5, 3, face(5) + &terrace_door())
            .solid_row(0)
            .solid_row(1)
            .solid_at(0, 2)
            .solid_at(4, 2),
        Piece::new("pillar", 1, 3, pillar()).solid_row(2).above(2),
        Piece::new("picture.0", 2, 2, picture(0)),
        Piece::new("picture.1", 2, 2, picture(1)),
        Piece::new("picture.2", 2, 2, picture(2)),
        Piece::new("clock", 1, 1, clock()),
        Piece::new("sconce", 1, 1, sconce()),
        Piece::new("entry", 7, 1, entry()).solid(),
        Piece::new("rail", 1, 1, rail()).solid(),
    ]
}

fn face(tiles: u32) -> String {
    let w = tiles as f32 * 64.0;
    let mut out = rect(0.0, 0.0, w, 192.0, 0.0, PLASTER);
    out += &(rect(0.0, 0.0, w, 12.0, 0.0, "#d9cbb4") + &rect(0.0, 12.0, w, 3.0, 0.0, "#c6b599"));
    out += &rect(0.0, 15.0, w, 10.0, 0.0, "rgba(46,38,58,0.07)");
    out += &(rect(0.0, 118.0, w, 74.0, 0.0, "#cdb08a") + &rect(0.0, 116.0, w, 6.0, 2.0, "#b8956b"));
    for n in 0..tiles {
        let x = n as f32 * 64.0;
        out += &rect(x + 7.0, 130.0, 50.0, 42.0, 3.0, "#c3a47c");
        out += &rect(x + 9.0, 132.0, 48.0, 40.0, 3.0, "#d4b994");
    }
    out + &rect(0.0, 180.0, w, 12.0, 0.0, "#8d6b48")
}

fn view(x: f32, y: f32, w: f32, h: f32) -> String {
    let mut out = rect(x, y, w, h, 2.0, GLASS);
    let (low, end) = (y + h, x + w);
    let hills = format!(
        "M{x},{low} L{x},{} Q{},{} {},{} T{end},{} L{end},{low} Z",
        y + h * 0.62,
        x + w * 0.25,
        y + h * 0.42,
        x + w * 0.5,
        y + h * 0.6,
        y + h * 0.52
    );
    out += &path(&hills, "#9cc7a0");
    let near = format!(
        "M{x},{low} L{x},{} Q{},{} {end},{} L{end},{low} Z",
        y + h * 0.85,
        x + w * 0.5,
        y + h * 0.66,
        y + h * 0.8
    );
    out += &path(&near, LEAF);
    let shine = format!("M{x},{} L{},{y} L{},{y} L{x},{} Z", y + h * 0.5, x + w * 0.4, x + w * 0.62, y + h * 0.78);
    out + &path(&shine, "rgba(255,255,255,0.28)")
}

fn window() -> String {
    let mut out = rect(14.0, 26.0, 164.0, 122.0, 5.0, "rgba(46,38,58,0.14)");
    out += &rect(10.0, 22.0, 164.0, 120.0, 5.0, CREAM);
    out += &view(18.0, 30.0, 70.0, 104.0);
    out += &view(96.0, 30.0, 70.0, 104.0);
    out += &rect(18.0, 62.0, 148.0, 4.0, 0.0, CREAM);
    out + &rect(4.0, 138.0, 176.0, 9.0, 3.0, "#e7dac5") + &rect(4.0, 147.0, 176.0, 3.0, 1.0, "#bfa27c")
}

fn terrace_door() -> String {
    let frame = "#5f9274";
    let mut out =
        rect(10.0, 12.0, 306.0, 180.0, 10.0, "rgba(46,38,58,0.14)") + &rect(6.0, 8.0, 308.0, 184.0, 10.0, "#4f7f63");
    out += &(rect(14.0, 16.0, 292.0, 176.0, 6.0, "#dcebe0") + &view(64.0, 24.0, 192.0, 168.0));
    out += &(rect(64.0, 60.0, 192.0, 6.0, 0.0, frame) + &rect(157.0, 24.0, 6.0, 36.0, 0.0, frame));
    out += &rect(64.0, 168.0, 192.0, 24.0, 0.0, "#ddd4c4");
    // The two leaves stand open, so that it is seen at once that one can go through.
    for x in [20.0, 244.0] {
        out += &(rect(x, 40.0, 56.0, 148.0, 3.0, frame) + &view(x + 8.0, 50.0, 40.0, 84.0));
        out += &(rect(x + 8.0, 142.0, 40.0, 36.0, 2.0, "#548569") + &rect(x + 8.0, 88.0, 40.0, 4.0, 0.0, frame));
    }
    out += &(rect(68.0, 108.0, 4.0, 18.0, 2.0, "#f3d58a") + &rect(248.0, 108.0, 4.0, 18.0, 2.0, "#f3d58a"));
    out + &rect(0.0, 0.0, 320.0, 12.0, 0.0, "#d9cbb4") + &rect(0.0, 12.0, 320.0, 3.0, 0.0, "#c6b599")
}

fn pillar() -> String {
    let mut out = oval(38.0, 178.0, 26.0, 10.0, SHADOW);
    out += &(rect(16.0, 18.0, 32.0, 154.0, 4.0, PLASTER) + &rect(38.0, 18.0, 10.0, 154.0, 3.0, PLASTER_SHADE));
    out += &(rect(22.0, 30.0, 3.0, 134.0, 1.5, PLASTER_SHADE) + &rect(30.0, 30.0, 3.0, 134.0, 1.5, PLASTER_SHADE));
    out += &(rect(9.0, 6.0, 46.0, 16.0, 4.0, "#d9cbb4") + &rect(9.0, 18.0, 46.0, 5.0, 2.0, "#c6b599"));
    out + &rect(10.0, 160.0, 44.0, 18.0, 4.0, "#b8956b") + &rect(10.0, 172.0, 44.0, 8.0, 3.0, "#8d6b48")
}

fn picture(kind: u32) -> String {
    let mut out = rect(15.0, 19.0, 104.0, 84.0, 3.0, SHADOW) + &rect(12.0, 14.0, 104.0, 84.0, 3.0, OAK_DARK);
    out += &rect(18.0, 20.0, 92.0, 72.0, 1.0, CREAM);
    out + &match kind {
        0 => {
            rect(25.0, 27.0, 78.0, 58.0, 0.0, "#f2cf9f")
                + &disc(80.0, 48.0, 12.0, CORAL)
                + &rect(25.0, 64.0, 78.0, 21.0, 0.0, HARBOUR_LIGHT)
                + &path("M36,64 L60,64 L56,70 L40,70 Z M47,62 L47,40 L60,60 Z", CREAM)
        }
        1 => {
            rect(25.0, 27.0, 78.0, 58.0, 0.0, "#cfe3e2")
                + &path("M25,85 L48,46 L66,72 L78,58 L103,85 Z", LEAF_DARK)
                + &path("M48,46 L55,56 L48,60 L42,56 Z", CREAM)
                + &disc(90.0, 38.0, 6.0, MUSTARD)
        }
        _ => {
            rect(25.0, 27.0, 78.0, 58.0, 0.0, "#e6dcef")
                + &path("M32,85 V54 H44 V85 Z M62,85 V58 H76 V85 Z", LAVENDER)
                + &path("M47,85 V40 H59 V85 Z M79,85 V46 H95 V85 Z", HARBOUR)
                + &disc(38.0, 40.0, 6.0, CREAM)
        }
    }
}

fn clock() -> String {
    disc(34.0, 35.0, 23.0, SHADOW)
        + &disc(32.0, 32.0, 23.0, WALL_CAP)
        + &disc(32.0, 32.0, 18.5, CREAM)
        + &stroke("M32,20 L32,32 L41,37", INK, 3.0)
}

fn sconce() -> String {
    rect(28.0, 30.0, 8.0, 22.0, 3.0, OAK_DARK)
        + &path("M18,34 L46,34 L40,12 L24,12 Z", "#f8dfa0")
        + &path("M32,12 L40,12 L46,34 L32,34 Z", "#f0cf85")
}

fn entry() -> String {
    let mut out = rect(0.0, 0.0, 448.0, 64.0, 0.0, WALL_CAP) + &rect(0.0, 0.0, 448.0, 8.0, 0.0, WALL_CAP_LIGHT);
    out += &(rect(58.0, 0.0, 332.0, 34.0, 4.0, "#3f4652") + &rect(64.0, 4.0, 320.0, 24.0, 2.0, GLASS));
    for x in [140.0, 222.0, 304.0] {
        out += &rect(x, 4.0, 5.0, 24.0, 0.0, "#3f4652");
    }
    out + &path("M70,28 L100,4 L124,4 L94,28 Z M236,28 L266,4 L290,4 L260,28 Z", "rgba(255,255,255,0.4)")
}

fn rail() -> String {
    rect(0.0, 34.0, 64.0, 8.0, 0.0, SHADOW)
        + &rect(0.0, 22.0, 64.0, 7.0, 0.0, OAK_LIGHT)
        + &rect(0.0, 27.0, 64.0, 4.0, 0.0, OAK_DARK)
        + &rect(6.0, 28.0, 6.0, 24.0, 2.0, OAK_DARK)
        + &rect(52.0, 28.0, 6.0, 24.0, 2.0, OAK_DARK)
}
