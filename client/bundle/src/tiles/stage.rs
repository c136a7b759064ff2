//! The stage: back wall with curtains and the big screen, front edge, steps, lectern, loudspeakers.
//!
//! The screen shows a quiet picture of a harbour city; the client draws slides over it, inside the rectangle that
//! the map's `screen` area gives. Stage planks are in `floor`.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

/// Where slides go inside the 15 x 9 tile screen, in pixels: x, y, width, height (16:9).
pub const SCREEN_WINDOW: [f32; 4] = [32.0, 22.0, 896.0, 504.0];

pub(super) fn pieces() -> Vec<Piece> {
    vec![
        Piece::new("screen", 15, 9, screen()).solid(),
        Piece::new("curtain", 1, 3, curtain()).solid(),
        Piece::new("valance", 1, 1, valance()).above(1),
        Piece::new("stage.front", 1, 1, front()).solid(),
        Piece::new("stage.steps", 3, 1, steps()),
        Piece::new("stage.left", 1, 1, side(0.0)).solid(),
        Piece::new("stage.right", 1, 1, side(50.0)).solid(),
        Piece::new("lectern", 1, 2, lectern()).solid_row(1).above(1),
        Piece::new("speaker", 1, 2, loudspeaker()).solid_row(1).above(1),
        Piece::new("stool", 1, 1, stool()),
    ]
}

fn screen() -> String {
    let [x, y, w, h] = SCREEN_WINDOW;
    let mut out = rect(0.0, 0.0, 960.0, 576.0, 0.0, WINE_DARK);
    for n in 0..60_u8 {
        out += &rect(f32::from(n) * 16.0, 0.0, 8.0, 576.0, 0.0, "rgba(0,0,0,0.07)");
    }
    out += &rect(22.0, 22.0, 928.0, 530.0, 12.0, "rgba(0,0,0,0.25)");
    out += &(rect(16.0, 8.0, 928.0, 534.0, 12.0, "#23272f") + &rect(16.0, 8.0, 928.0, 4.0, 2.0, "#4b5361"));
    let mut city = String::from(
        r##"<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#2c4a66"/><stop offset="0.6" stop-color="#6f97ae"/><stop offset="1" stop-color="#f0c9a0"/></linearGradient></defs><rect width="896" height="504" fill="url(#sky)"/>"##,
    );
    city += &disc(640.0, 300.0, 62.0, "#f7dcb4");
    city += &path("M0,330 Q120,250 250,310 T520,300 T760,290 T896,320 V504 H0 Z", "#5b86a0");
    let far = [(40, 90), (96, 130), (150, 70), (540, 100), (590, 150), (720, 110), (780, 76), (830, 128)];
    for (bx, bh) in far {
        let (bx, bh) = (bx as f32, bh as f32);
        city += &rect(bx, 372.0 - bh, 44.0, bh, 3.0, "#47718d");
    }
    let near =
        [(10, 60), (66, 92), (200, 120), (256, 170), (312, 96), (430, 84), (486, 132), (660, 74), (700, 96), (846, 86)];
    for (n, (bx, bh)) in near.into_iter().enumerate() {
        let (bx, bh) = (bx as f32, bh as f32);
        city += &rect(bx, 392.0 - bh, 48.0, bh, 3.0, "#33566f");
        for k in 0..(bh as u32 / 22) {
            let wy = 402.0 - bh + k as f32 * 22.0;
            let wx = bx + 9.0 + ((n as u32 + k) % 3) as f32 * 12.0;
            city += &rect(wx, wy, 7.0, 9.0, 1.0, "#f3d9a0");
        }
    }
    city += &stroke(
        "M356,392 A64,64 0 1 1 430,392 M392,262 V392 M328,330 H458 M346,284 L440,376 M440,284 L346,376",
        "#d8e4ea",
        3.0,
    );
    city += &rect(0.0, 390.0, 896.0, 114.0, 0.0, "#3d6a86");
    for (lx, ly, lw) in
        [(60, 412, 150), (300, 428, 210), (590, 416, 120), (130, 456, 260), (500, 468, 240), (760, 444, 110)]
    {
        city += &rect(lx as f32, ly as f32, lw as f32, 4.0, 2.0, "rgba(240,214,176,0.4)");
    }
    city += &path("M690,438 h84 l-16,22 h-54 Z M722,434 V396 L756,432 Z", CREAM);
    out + &format!(r#"<svg x="{x}" y="{y}" width="{w}" height="{h}" viewBox="0 0 896 504">{city}</svg>"#)
}

fn curtain() -> String {
    let mut out = rect(0.0, 0.0, 64.0, 192.0, 0.0, WINE);
    for n in 0..2_u8 {
        let x = f32::from(n) * 32.0;
        out += &(rect(x, 0.0, 9.0, 192.0, 0.0, WINE_DARK) + &rect(x + 17.0, 0.0, 8.0, 192.0, 0.0, WINE_LIGHT));
    }
    out += &rect(0.0, 0.0, 64.0, 16.0, 0.0, "rgba(40,16,24,0.35)");
    out + &rect(0.0, 178.0, 64.0, 7.0, 0.0, "#e0b35a") + &rect(0.0, 185.0, 64.0, 7.0, 0.0, "rgba(40,16,24,0.5)")
}

fn valance() -> String {
    path("M0,0 H64 V36 Q48,60 32,36 Q16,60 0,36 Z", "rgba(30,12,18,0.3)")
        + &path("M0,0 H64 V30 Q48,54 32,30 Q16,54 0,30 Z", WINE_LIGHT)
        + &stroke("M0,30 Q16,54 32,30 Q48,54 64,30", "#e0b35a", 4.0)
        + &rect(0.0, 0.0, 64.0, 8.0, 0.0, WINE_DARK)
}

fn front() -> String {
    let mut out = rect(0.0, 0.0, 64.0, 10.0, 0.0, "#d9a878") + &rect(0.0, 10.0, 64.0, 44.0, 0.0, OAK_DARK);
    out += &(rect(4.0, 16.0, 56.0, 32.0, 2.0, "#7d5738") + &rect(0.0, 10.0, 64.0, 4.0, 0.0, "rgba(40,24,12,0.35)"));
    out += &rect(24.0, 2.0, 16.0, 6.0, 3.0, "#fbe6b0");
    out + &rect(0.0, 54.0, 64.0, 10.0, 0.0, "rgba(46,38,58,0.22)")
}

fn steps() -> String {
    let mut out = rect(0.0, 0.0, 192.0, 64.0, 0.0, OAK_DARK);
    for (n, tone) in ["#d9a878", "#cb9a6b", "#bd8c5f"].into_iter().enumerate() {
        let y = n as f32 * 20.0;
        out += &rect(6.0, y, 180.0, 14.0, 1.0, tone);
        out += &rect(6.0, y + 14.0, 180.0, 6.0, 0.0, "#7a5234");
    }
    out + &rect(0.0, 60.0, 192.0, 4.0, 0.0, "rgba(46,38,58,0.3)")
}

fn side(x: f32) -> String {
    rect(0.0, 0.0, 64.0, 64.0, 0.0, "#b98359")
        + &rect(x, 0.0, 14.0, 64.0, 0.0, OAK_DARK)
        + &rect(x + 3.0, 0.0, 8.0, 64.0, 0.0, "#d9a878")
}

fn lectern() -> String {
    let mut out = oval(36.0, 118.0, 26.0, 9.0, SHADOW) + &rect(14.0, 62.0, 36.0, 54.0, 4.0, OAK);
    out += &(rect(38.0, 62.0, 12.0, 54.0, 4.0, OAK_DARK) + &rect(6.0, 46.0, 52.0, 22.0, 5.0, OAK_LIGHT));
    out += &(rect(6.0, 62.0, 52.0, 7.0, 3.0, OAK_DARK) + &rect(20.0, 50.0, 20.0, 10.0, 1.0, CREAM));
    out += &(disc(32.0, 90.0, 9.0, "#e0b35a") + &disc(32.0, 90.0, 5.0, HARBOUR));
    out + &stroke("M46,50 Q50,38 42,32", INK, 2.5) + &disc(41.0, 31.0, 4.0, INK)
}

fn loudspeaker() -> String {
    oval(36.0, 120.0, 24.0, 7.0, SHADOW)
        + &rect(12.0, 14.0, 40.0, 106.0, 5.0, "#30353f")
        + &rect(16.0, 18.0, 32.0, 98.0, 3.0, "#3d434f")
        + &disc(32.0, 42.0, 11.0, "#23272f")
        + &disc(32.0, 42.0, 5.0, "#59606e")
        + &disc(32.0, 84.0, 15.0, "#23272f")
        + &disc(32.0, 84.0, 7.0, "#59606e")
}

fn stool() -> String {
    oval(35.0, 40.0, 21.0, 17.0, SHADOW)
        + &oval(32.0, 38.0, 20.0, 16.0, OAK_DARK)
        + &oval(32.0, 33.0, 20.0, 16.0, "#efe2cc")
}
