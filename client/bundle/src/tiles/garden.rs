//! Ground and stonework of the terrace: grass, paving, water, hedges, flower beds, fountain, benches, lanterns.
//!
//! Trees are in `tree`.

use crate::sheet::Piece;
use crate::svg::{colour::*, *};

pub(super) fn pieces() -> Vec<Piece> {
    let mut pieces = Vec::new();
    for n in 0..4 {
        pieces.push(Piece::new(format!("grass.{n}"), 1, 1, grass(n)));
    }
    pieces.push(Piece::new("path", 3, 3, paving()));
    for n in 0..2 {
        pieces.push(Piece::new(format!("water.{n}"), 1, 1, water(n)).solid());
    }
    pieces.push(Piece::new("shore", 1, 1, shore()).solid());
    pieces.push(Piece::new("balustrade", 1, 1, balustrade()).solid());
    pieces.push(Piece::new("hedge", 3, 1, hedge()).solid());
    pieces.push(Piece::new("hedge.v", 1, 3, moved(-64.0, 64.0, &turned(90.0, 96.0, 32.0, &hedge()))).solid());
    for (name, one, two) in [("warm", CORAL, MUSTARD), ("cool", LAVENDER, CREAM), ("rose", "#e7a0a8", "#c9586c")] {
        pieces.push(Piece::new(format!("bed.{name}"), 3, 1, bed(one, two)).solid());
    }
    pieces.push(Piece::new("fountain", 6, 6, fountain()).solid());
    pieces.push(Piece::new("bench.s", 2, 1, bench()));
    pieces.push(Piece::new("bench.n", 2, 1, turned(180.0, 64.0, 32.0, &bench())));
    pieces.push(Piece::new("bench.e", 1, 2, moved(-32.0, 32.0, &turned(-90.0, 64.0, 32.0, &bench()))));
    pieces.push(Piece::new("bench.w", 1, 2, moved(-32.0, 32.0, &turned(90.0, 64.0, 32.0, &bench()))));
    pieces.push(Piece::new("lantern", 1, 2, lantern()).solid_row(1).above(1));
    pieces.push(Piece::new("stone-table", 2, 2, stone_table()).solid());
    pieces.push(Piece::new("roof", 1, 2, roof()).solid());
    pieces.push(Piece::new("porch", 6, 2, porch()).solid_at(0, 0).solid_at(5, 0).solid_at(0, 1).solid_at(5, 1));
    pieces.push(Piece::new("boat", 2, 2, boat()));
    pieces.push(Piece::new("pebbles", 1, 1, pebbles()));
    pieces
}

fn grass(variant: u32) -> String {
    let mut out = rect(0.0, 0.0, 64.0, 64.0, 0.0, GRASS);
    let tufts: [&[(f32, f32)]; 4] =
        [&[(14.0, 22.0), (46.0, 50.0)], &[(40.0, 18.0)], &[(20.0, 48.0), (52.0, 26.0)], &[]];
    for (x, y) in tufts[variant as usize % 4] {
        let d = format!("M{x},{y} q-4,-5 -7,-7 M{x},{y} q0,-6 0,-9 M{x},{y} q4,-5 7,-7");
        out += &stroke(&d, GRASS_DARK, 2.2);
    }
    if variant == 2 {
        for (x, y) in [(30.0, 16.0), (44.0, 46.0)] {
            out += &(disc(x, y, 3.0, CREAM) + &disc(x, y, 1.2, MUSTARD));
        }
    }
    out
}

fn paving() -> String {
    let mut out = rect(0.0, 0.0, 192.0, 192.0, 10.0, "#c7bca9");
    for row in 0..6_u8 {
        let y = f32::from(row) * 32.0;
        for n in 0..7_u8 {
            let x = f32::from(n) * 32.0 - if row % 2 == 0 { 0.0 } else { 16.0 };
            let tone = ["#ddd4c4", "#e4dccd", "#d8cebc"][usize::from((n * 2 + row) % 3)];
            let (left, right) = (x.max(0.0), (x + 32.0).min(192.0));
            out += &rect(left + 1.0, y + 1.0, (right - left - 2.0).max(0.0), 30.0, 3.0, tone);
        }
    }
    out + r##"<rect x="4" y="4" width="184" height="184" rx="7" fill="none" stroke="#b3a791" stroke-width="8"/><rect x="9" y="9" width="174" height="174" rx="4" fill="none" stroke="#efe9dd" stroke-width="2.5"/>"##
}

fn water(variant: u32) -> String {
    let waves = ["M6,20 q8,-5 16,0 t16,0 M34,48 q7,-4 14,0 t12,0", "M26,14 q8,-5 16,0 t14,0 M4,42 q7,-4 14,0 t14,0"];
    rect(0.0, 0.0, 64.0, 64.0, 0.0, WATER) + &stroke(waves[variant as usize % 2], WATER_LIGHT, 3.0)
}

fn shore() -> String {
    rect(0.0, 0.0, 64.0, 64.0, 0.0, WATER)
        + &rect(0.0, 30.0, 64.0, 34.0, 0.0, "#6da4bc")
        + &rect(0.0, 40.0, 64.0, 24.0, 0.0, "#b9ad98")
        + &rect(0.0, 40.0, 64.0, 5.0, 0.0, "#d9cfbe")
}

fn balustrade() -> String {
    let mut out = rect(0.0, 0.0, 64.0, 64.0, 0.0, "#d8cebc") + &rect(0.0, 40.0, 64.0, 20.0, 0.0, SHADOW);
    for x in [5.0, 21.0, 37.0, 53.0] {
        out += &path(&format!("M{x},18 h7 q4,12 0,26 h-7 q-4,-14 0,-26 Z"), "#efe9dd");
        out += &path(&format!("M{},18 h3 q4,12 0,26 h-3 Z", x + 4.0), "#d5cab7");
    }
    out + &rect(0.0, 6.0, 64.0, 13.0, 0.0, "#f6f1e7")
        + &rect(0.0, 15.0, 64.0, 5.0, 0.0, "#cfc3ae")
        + &rect(0.0, 44.0, 64.0, 9.0, 0.0, "#e4dccd")
        + &rect(0.0, 51.0, 64.0, 4.0, 0.0, "#bfb39d")
}

fn hedge() -> String {
    let mut out = rect(0.0, 14.0, 192.0, 46.0, 0.0, SHADOW) + &rect(0.0, 12.0, 192.0, 42.0, 0.0, "#47764a");
    for n in 0..13_u8 {
        let x = f32::from(n) * 16.0;
        out += &(disc(x, 46.0, 9.0, "#47764a") + &disc(x, 16.0, 11.0, LEAF_DARK));
    }
    out += &rect(0.0, 12.0, 192.0, 26.0, 0.0, LEAF_DARK);
    for n in 0..12_u8 {
        let (x, y) = (8.0 + f32::from(n) * 16.0, 16.0 + f32::from(n * 7 % 4) * 5.0);
        out += &(disc(x, y, 7.0, LEAF) + &disc(x - 2.0, y - 2.0, 3.0, LEAF_LIGHT));
    }
    out
}

fn bed(one: &str, two: &str) -> String {
    let mut out = rect(6.0, 10.0, 184.0, 52.0, 14.0, SHADOW) + &rect(3.0, 5.0, 186.0, 52.0, 14.0, "#c7bca9");
    out += &(rect(3.0, 3.0, 186.0, 50.0, 14.0, "#e4dccd") + &rect(9.0, 8.0, 174.0, 40.0, 10.0, "#7a5c44"));
    for n in 0..22_u8 {
        let (x, y) = (18.0 + f32::from(n % 11) * 15.8, 18.0 + f32::from(n / 11) * 16.0 + f32::from(n % 2) * 4.0);
        out += &disc(x, y + 3.0, 9.0, if n % 3 == 0 { LEAF } else { LEAF_DARK });
    }
    for n in 0..22_u8 {
        let (x, y) = (18.0 + f32::from(n % 11) * 15.8, 17.0 + f32::from(n / 11) * 16.0 + f32::from(n % 2) * 4.0);
        out += &(disc(x, y, 5.4, if n % 2 == 0 { one } else { two }) + &disc(x, y, 2.0, "#fdf3d8"));
    }
    out
}

fn fountain() -> String {
    let ring = |cx: f32, cy: f32, rx: f32, ry: f32| {
        oval(cx, cy + 16.0, rx, ry, "#b3a791")
            + &oval(cx, cy, rx, ry, "#efe9dd")
            + &oval(cx, cy + 3.0, rx - 14.0, ry - 13.0, "#bfb39d")
    };
    let mut out = oval(202.0, 226.0, 172.0, 146.0, SHADOW) + &ring(192.0, 202.0, 172.0, 146.0);
    out += &(oval(192.0, 208.0, 157.0, 131.0, WATER)
        + &oval(192.0, 214.0, 118.0, 96.0, WATER_LIGHT)
        + &oval(192.0, 216.0, 104.0, 84.0, WATER));
    for (x, y) in [(84.0, 180.0), (300.0, 236.0), (120.0, 286.0), (262.0, 138.0)] {
        out += &(oval(x, y, 13.0, 8.0, LEAF) + &disc(x + 3.0, y - 3.0, 4.0, "#f4c7d0"));
    }
    out += &(path("M164,212 L172,140 H212 L220,212 Q192,226 164,212 Z", "#d8cebc")
        + &path("M192,140 H212 L220,212 Q206,219 192,219 Z", "#c3b7a2"));
    out += &(oval(192.0, 146.0, 72.0, 42.0, "#c3b7a2")
        + &oval(192.0, 138.0, 72.0, 42.0, "#f3eee4")
        + &oval(192.0, 139.0, 60.0, 33.0, WATER)
        + &oval(192.0, 140.0, 36.0, 19.0, WATER_LIGHT));
    out += &(rect(184.0, 84.0, 16.0, 56.0, 6.0, "#e4dccd")
        + &oval(192.0, 86.0, 28.0, 15.0, "#c3b7a2")
        + &oval(192.0, 82.0, 28.0, 15.0, "#f3eee4")
        + &oval(192.0, 82.0, 20.0, 9.0, WATER_LIGHT));
    let jets = "M192,80 Q192,40 192,34 M192,46 Q172,28 164,76 M192,46 Q212,28 220,76 M150,152 Q130,150 128,196 M234,152 Q254,150 256,196 M192,178 Q192,190 192,214";
    out + &stroke(jets, "rgba(255,255,255,0.75)", 5.0)
}

fn bench() -> String {
    let mut out = rect(10.0, 18.0, 116.0, 40.0, 8.0, SHADOW)
        + &rect(8.0, 40.0, 8.0, 16.0, 2.0, "#4b5361")
        + &rect(112.0, 40.0, 8.0, 16.0, 2.0, "#4b5361");
    out += &(rect(4.0, 4.0, 120.0, 10.0, 4.0, OAK_DARK) + &rect(4.0, 2.0, 120.0, 9.0, 4.0, OAK_LIGHT));
    for n in 0..3_u8 {
        out += &rect(4.0, 18.0 + f32::from(n) * 11.0, 120.0, 9.5, 3.0, if n == 1 { "#d6ab7d" } else { OAK_LIGHT });
    }
    out + &rect(4.0, 49.0, 120.0, 4.0, 2.0, OAK_DARK)
}

fn lantern() -> String {
    oval(36.0, 116.0, 16.0, 6.0, SHADOW)
        + &rect(24.0, 106.0, 16.0, 10.0, 3.0, "#3f4652")
        + &rect(29.5, 44.0, 5.0, 66.0, 2.0, "#3f4652")
        + &disc(32.0, 28.0, 28.0, "rgba(255,240,190,0.35)")
        + &path("M20,16 H44 L40,46 H24 Z", "#f9e4ae")
        + &path("M34,16 H44 L40,46 H34 Z", "#f2d28b")
        + &path("M16,17 Q32,0 48,17 Z", "#3f4652")
        + &rect(22.0, 44.0, 20.0, 5.0, 2.0, "#3f4652")
}

fn stone_table() -> String {
    oval(70.0, 76.0, 50.0, 42.0, SHADOW)
        + &oval(64.0, 74.0, 48.0, 40.0, "#b3a791")
        + &oval(64.0, 64.0, 50.0, 42.0, "#e4dccd")
        + &oval(64.0, 63.0, 42.0, 35.0, "#efe9dd")
        + &oval(66.0, 64.0, 14.0, 10.0, SHADOW)
        + &disc(64.0, 58.0, 11.0, LEAF_DARK)
        + &disc(58.0, 54.0, 6.0, "#e7a0a8")
        + &disc(69.0, 53.0, 6.0, CREAM)
        + &disc(64.0, 60.0, 6.0, MUSTARD)
}

fn roof() -> String {
    let mut out = rect(0.0, 0.0, 64.0, 128.0, 0.0, WALL_CAP);
    for row in 0..7_u8 {
        let y = 14.0 + f32::from(row) * 17.0;
        out += &rect(0.0, y, 64.0, 15.0, 0.0, if row % 2 == 0 { "#616a78" } else { "#5c6472" });
        for n in 0..3_u8 {
            let x = f32::from(n) * 32.0 - if row % 2 == 0 { 0.0 } else { 16.0 };
            out += &rect(x, y, 1.6, 15.0, 0.0, "#4f5764");
        }
    }
    out + &rect(0.0, 0.0, 64.0, 10.0, 0.0, "#8b93a0") + &rect(0.0, 10.0, 64.0, 4.0, 0.0, "#434a56")
}

fn porch() -> String {
    let mut out = rect(0.0, 0.0, 384.0, 128.0, 0.0, WALL_CAP) + &rect(0.0, 0.0, 384.0, 10.0, 0.0, "#8b93a0");
    out += &(rect(56.0, 0.0, 272.0, 128.0, 0.0, "#4f7f63") + &rect(64.0, 0.0, 256.0, 120.0, 0.0, "#d8cebc"));
    out += &(rect(64.0, 56.0, 256.0, 8.0, 0.0, "#8d6b48")
        + &rect(64.0, 64.0, 256.0, 56.0, 0.0, WOOD)
        + &rect(64.0, 88.0, 256.0, 2.0, 0.0, WOOD_LINE));
    out + &rect(88.0, 12.0, 208.0, 36.0, 6.0, "#5d636f") + &rect(94.0, 18.0, 196.0, 24.0, 4.0, "#727986")
}

fn boat() -> String {
    path("M14,92 H114 L98,114 H32 Z", CREAM)
        + &path("M14,92 H114 L110,98 H18 Z", CORAL)
        + &rect(60.0, 18.0, 5.0, 74.0, 2.0, OAK_DARK)
        + &path("M68,22 Q100,60 104,84 H68 Z", "#ffffff")
        + &path("M57,34 Q36,64 28,84 H57 Z", "#f1e3d0")
        + &stroke("M6,118 q10,-5 20,0 t20,0 t20,0 t20,0 t20,0", WATER_LIGHT, 3.0)
}

fn pebbles() -> String {
    oval(18.0, 40.0, 9.0, 6.0, "#c7bca9")
        + &oval(40.0, 46.0, 7.0, 5.0, "#d8cebc")
        + &oval(34.0, 26.0, 6.0, 4.0, "#bdb19c")
}
