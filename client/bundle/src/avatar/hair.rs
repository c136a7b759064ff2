//! Fourteen heads of hair and coverings, all tinted with one colour. No hair at all is no drawing.
//!
//! Every style is a cap on the skull plus what hangs from it, so that each turns with the head.

mod covering;

use super::pose::{E, N, NE, Pose, S, SE};
use crate::svg::*;

pub(super) const STYLES: [&str; 14] = [
    "short",
    "bob",
    "long",
    "bun",
    "ponytail",
    "curly",
    "afro",
    "turban",
    "headscarf",
    "braids",
    "cap",
    "beard",
    "crop",
    "receding",
];

const LINE: &str = "#64606a";
const MAIN: &str = "#f2f2f2";
const LIGHT: &str = "#ffffff";
const SOFT: &str = "#cfced3";

pub(super) fn draw(style: usize, pose: &Pose) -> String {
    let dir = pose.dir;
    let drawn = match style {
        0 => cap(dir, 23.0, 42.0, 31.0) + &shine(dir) + &parting(dir),
        1 => locks(dir, 44.0, 5.0) + &cap(dir, 24.5, 45.0, 33.0) + &shine(dir),
        2 => locks(dir, 60.0, 5.4) + &cap(dir, 23.5, 58.0, 33.0) + &shine(dir) + &parting(dir),
        3 => ball(dir, 10.0, 8.0) + &cap(dir, 23.0, 43.0, 30.0) + &shine(dir),
        4 => tail(dir) + &cap(dir, 24.0, 43.0, 31.0) + &shine(dir),
        5 => puffs(dir, 5.2, 19.4, 24.0),
        6 => puffs(dir, 7.4, 22.6, 22.0),
        7 => covering::turban(dir),
        8 => covering::headscarf(dir),
        9 => braids(dir) + &cap(dir, 23.5, 43.0, 32.0) + &parting(dir),
        10 => cap(dir, 27.0, 43.0, 33.0) + &covering::baseball(dir),
        11 => beard(dir) + &cap(dir, 22.0, 42.0, 33.0) + &shine(dir),
        12 => crest(dir) + &cap(dir, 22.0, 40.0, 29.0) + &shine(dir),
        _ => receding(dir),
    };
    moved(0.0, pose.drop, &drawn)
}

fn shape(d: &str) -> String {
    outlined(d, MAIN, LINE, 1.6)
}

/// The hair on the skull: down to `fringe` over the brow, `nape` behind, `side` at the temples.
fn cap(dir: usize, fringe: f32, nape: f32, side: f32) -> String {
    let f = fringe;
    shape(&match dir {
        S => format!(
            "M15.4,{side} C12.6,3.4 51.4,3.4 48.6,{side} L46.4,{side} Q46.4,{} 42.5,{f} Q38,{} 31,{} Q24,{} 21.5,{f} Q17.6,{} 17.6,{side} Z",
            f + 3.0,
            f + 1.6,
            f - 2.0,
            f + 1.6,
            f + 3.0
        ),
        SE => format!(
            "M16.6,{} C10.6,3.2 50.6,3.0 49,{} Q48,{} 46.6,{f} Q40,{} 35,{} Q29,{} 26,{} Q23.6,{} 23.4,{side} Q23,{} 20.6,{} Q17,{} 16.6,{} Z",
            side + 1.0,
            f + 5.0,
            f + 2.0,
            f + 1.0,
            f - 2.0,
            f + 2.0,
            f + 2.5,
            f + 6.0,
            nape - 3.0,
            nape - 1.0,
            nape - 2.0,
            side + 1.0
        ),
        E => format!(
            "M47.6,{f} C46,4.0 14.0,3.0 15.2,29 Q15.2,{} 21.4,{nape} Q27,{} 27.4,{} Q25.6,33 27.6,29 Q31,27 34.6,{side} Q36,{} 38.6,{} Q43,{} 47.6,{f} Z",
            nape - 3.0,
            nape + 0.6,
            nape - 4.0,
            f + 5.0,
            f + 2.6,
            f + 1.4
        ),
        NE => format!(
            "M15.4,29 C14,3.2 50.4,3.0 48.8,{} Q47.4,{} 44.2,{} Q43.6,{} 38,{} Q32,{} 26,{} Q16,{} 15.4,29 Z",
            f + 5.0,
            side - 2.0,
            side - 1.0,
            nape - 5.0,
            nape - 1.0,
            nape + 1.0,
            nape - 1.0,
            nape - 5.0
        ),
        _ => format!(
            "M15.4,29 C12.6,3.4 51.4,3.4 48.6,29 Q48.6,{} 41,{} Q32,{} 23,{} Q15.4,{} 15.4,29 Z",
            nape - 5.0,
            nape - 0.6,
            nape + 1.0,
            nape - 0.6,
            nape - 5.0
        ),
    })
}

fn shine(dir: usize) -> String {
    let d = match dir {
        S => "M22,17 Q26,12.6 32,12.4",
        SE => "M22,18 Q26,13 33,12.4",
        E => "M20,20 Q23,14 30,12.6",
        NE => "M20,21 Q23,14 31,12.8",
        _ => "M20,22 Q23,14.6 31,13.4",
    };
    stroke(d, LIGHT, 2.6)
}

fn parting(dir: usize) -> String {
    match dir {
        S => stroke("M36,10 Q36,16 31,20", SOFT, 1.6),
        SE => stroke("M40,11 Q40,16 35,20", SOFT, 1.6),
        N => stroke("M32,12 V22", SOFT, 1.4),
        _ => String::new(),
    }
}

/// What hangs beside the face, down to `low`.
fn locks(dir: usize, low: f32, wide: f32) -> String {
    let lock = |x: f32, w: f32| {
        shape(&format!(
            "M{},24 Q{},{} {},{low} Q{x},{} {},{} Q{},{} {},24 Z",
            x - w,
            x - w - 1.6,
            low - 12.0,
            x - w + 1.0,
            low + 2.0,
            x + w - 1.6,
            low - 1.0,
            x + w,
            low - 12.0,
            x + w - 1.4
        ))
    };
    match dir {
        S => lock(18.0, wide) + &lock(46.0, wide),
        SE => lock(19.6, wide + 1.4) + &lock(47.2, wide - 2.4),
        E => lock(21.0, wide + 3.4),
        NE => lock(20.0, wide + 0.6) + &lock(42.4, wide - 1.0),
        _ => String::new(),
    }
}

fn ball(dir: usize, y: f32, r: f32) -> String {
    let x = [32.0, 29.0, 20.0, 28.0, 32.0][dir];
    let y = if dir == E { y + 3.0 } else { y };
    format!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{MAIN}" stroke="{LINE}" stroke-width="1.6"/>"#)
        + &stroke(&format!("M{},{} q4,-4 8,0", x - 4.0, y - 1.0), SOFT, 1.3)
}

fn tail(dir: usize) -> String {
    match dir {
        S => shape("M44,20 Q55,22 54,36 Q53,44 50,47 Q47,40 46,32 Z"),
        SE => shape("M18,20 Q8,24 8.6,38 Q9,47 12,51 Q18,44 19,32 Z"),
        E => shape("M18,19 Q5,22 6,40 Q6.6,50 10,55 Q18,46 20,30 Z"),
        NE => shape("M22,22 Q13,30 15,46 Q16,54 20,57 Q27,48 28,34 Z"),
        _ => shape("M28,22 Q24,36 27,52 Q29,58 32,60 Q36,57 37,50 Q39,36 36,22 Z"),
    }
}

/// A cloud of small curls round the skull.
fn puffs(dir: usize, r: f32, reach: f32, brow: f32) -> String {
    let (from, to) = match dir {
        S => (-192.0_f32, 12.0_f32),
        SE => (-232.0, -42.0),
        E => (-258.0, -52.0),
        NE => (-320.0, 0.0),
        _ => (-360.0, 0.0),
    };
    let count = ((to - from) / 17.0) as u8;
    let spot = |n: u8, reach: f32| {
        let angle = (from + (to - from) * f32::from(n) / f32::from(count)).to_radians();
        (32.0 + angle.cos() * reach * 0.94, 28.6 + angle.sin() * reach)
    };
    let curls = |grow: f32, fill: &str| {
        (0..=count).fold(String::new(), |out, n| {
            let (x, y) = spot(n, reach - r * 0.5);
            out + &disc(x, y, r + grow, fill)
        })
    };
    let middle = match dir {
        S => format!("M16,30 C15,8 49,8 48,30 L45,27 Q40,{brow} 32,{} Q24,{brow} 19,27 Z", brow - 3.0),
        SE => format!("M17,40 C10,7 49,6 48,24 Q42,{} 35,{} Q25,{brow} 23,38 Z", brow - 2.0, brow - 3.0),
        E => format!("M22,44 C12,36 12,8 40,10 Q46,14 46,21 Q38,{brow} 33,29 Q28,28 27,42 Z"),
        NE => "M17,36 C10,6 49,5 47.6,27 Q46,34 43,34 Q41,44 30,44.6 Q20,44 17,36 Z".to_owned(),
        _ => "M17,36 C10,6 54,6 47,36 Q42,44.6 32,44.6 Q22,44.6 17,36 Z".to_owned(),
    };
    let mut out = curls(1.4, LINE) + &path(&middle, MAIN) + &curls(0.0, MAIN);
    for n in (1..count).step_by(2) {
        let (x, y) = spot(n, reach - r);
        out += &stroke(&format!("M{},{y} q2,-2.6 4,0", x - 2.0), SOFT, 1.3);
    }
    out
}

fn braids(dir: usize) -> String {
    let braid = |x: f32, from: f32| {
        (0..5_u8).fold(String::new(), |out, n| {
            let y = from + f32::from(n) * 5.2;
            out + &format!(
                r#"<ellipse cx="{x}" cy="{y}" rx="{}" ry="3.6" fill="{MAIN}" stroke="{LINE}" stroke-width="1.4"/>"#,
                4.2 - f32::from(n) * 0.3
            )
        }) + &rect(x - 2.4, from + 23.6, 4.8, 2.6, 1.2, SOFT)
    };
    match dir {
        S => braid(16.6, 38.0) + &braid(47.4, 38.0),
        SE => braid(18.0, 39.0) + &braid(48.0, 40.0),
        E => braid(23.0, 41.0),
        NE => braid(20.0, 41.0) + &braid(42.0, 42.0),
        _ => braid(22.0, 42.0) + &braid(42.0, 42.0),
    }
}

fn beard(dir: usize) -> String {
    match dir {
        S => {
            shape(
                "M16.4,30 Q18,37 24,37.6 Q32,35.4 40,37.6 Q46,37 47.6,30 Q48.6,44 40,48.4 Q32,51.4 24,48.4 Q15.4,44 16.4,30 Z",
            ) + &path("M28,40 Q32,38.4 36,40 Q32,43.4 28,40 Z", "#8a5a55")
        }
        SE => {
            shape("M22,31 Q24,38 30,38 Q37,35.6 44,37.6 Q47.6,36 48,31 Q49.6,44 43,48.4 Q36,51 28,47.4 Q22,43 22,31 Z")
                + &path("M34,40 Q37.6,38.4 41,40 Q37.6,43.2 34,40 Z", "#8a5a55")
        }
        E => {
            shape("M30,33 Q33,38.4 40,37.8 Q45,36 48.4,37 Q49.4,45 44,48.6 Q37,50.6 31,45 Q28.6,41 30,33 Z")
                + &path("M44,40 L48.4,39.6 L47.6,42 Z", "#8a5a55")
        }
        _ => String::new(),
    }
}

/// A short crop combed up at the front.
fn crest(dir: usize) -> String {
    let d = match dir {
        S => "M18,20 Q16,11 23,10 Q24,4 31,6.4 Q37,2.4 41,8 Q48,8 46.6,20 Z",
        SE => "M18,20 Q16,11 23,10 Q26,4.4 33,6 Q40,2 44.6,7 Q51,9 47.6,20 Z",
        E => "M18,20 Q17,11 24,9.6 Q30,4 38,5.6 Q46,2.6 50.6,9 Q51,16 45,20 Z",
        NE => "M17,20 Q16,10 24,9.4 Q29,4 36,6 Q44,3.4 47,10 Q50,14 47,20 Z",
        _ => "M17.4,20 Q16,10 23,9.4 Q28,4 33,6.4 Q40,3.4 42,9 Q48,10 46.6,20 Z",
    };
    shape(d)
}

fn receding(dir: usize) -> String {
    match dir {
        S => shape("M15.4,35 Q14,20 20.6,17.4 Q19,26 18.4,35 Z") + &shape("M48.6,35 Q50,20 43.4,17.4 Q45,26 45.6,35 Z"),
        SE => {
            shape("M17,37 Q13.6,20 23,16 Q27,20 24.4,27 Q23.6,36 21.4,41 Z")
                + &shape("M48.8,30 Q49.6,21 45.4,17.6 Q46.6,24 47.2,30 Z")
        }
        E => shape(
            "M30,16.6 Q14.6,14 15.2,29 Q15.6,40 22,43.4 Q27,43 27.2,38 Q25.8,33 28,29 Q33,27 34,32 Q35.6,22 30,16.6 Z",
        ),
        NE => shape("M15.6,28 Q17,16 26,19 Q40,23 48,22 Q48.4,32 44.6,33 Q43,42 32,43.4 Q18,43 15.6,28 Z"),
        _ => shape("M15.6,28 Q16,18 22,19 Q32,24 42,19 Q48,18 48.4,28 Q48,40 40,43 Q32,44.6 24,43 Q16,40 15.6,28 Z"),
    }
}
