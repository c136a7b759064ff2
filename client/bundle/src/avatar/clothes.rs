//! Twelve ways to be dressed, from suit to deel, in greys that the client tints with one colour.
//!
//! Openings at the chest and the hands are cut out, so that shirt and skin below show in their own colours.

use super::body::torso;
use super::pose::{E, N, Pose, S, SE};
use crate::svg::*;

pub(super) const STYLES: [&str; 12] = [
    "suit", "blazer", "hoodie", "t-shirt", "dress", "school", "kimono", "deel", "batik", "vest",
    "coat", "work",
];

const LINE: &str = "#5f5c66";
const MAIN: &str = "#f4f4f4";
const SOFT: &str = "#d8d7da";
const DEEP: &str = "#a3a2a8";
const DARK: &str = "#77767e";
const SHOE: &str = "#45434b";

#[derive(PartialEq)]
enum Legs {
    Trousers(&'static str),
    /// Hem, how far it stands out, tone.
    Skirt(f32, f32, &'static str),
}

struct Cut {
    sleeve: f32,
    sleeve_width: f32,
    sleeve_tone: &'static str,
    tone: &'static str,
    hem: f32,
    flare: f32,
    open: bool,
    legs: Legs,
}

fn cut(style: usize) -> Cut {
    let plain = Cut {
        sleeve: 0.88,
        sleeve_width: 7.4,
        sleeve_tone: MAIN,
        tone: MAIN,
        hem: 71.0,
        flare: 0.6,
        open: false,
        legs: Legs::Trousers(DARK),
    };
    match style {
        0 => Cut {
            open: true,
            hem: 72.0,
            sleeve_tone: "#dededf",
            tone: "#dededf",
            legs: Legs::Trousers("#c4c3c8"),
            ..plain
        },
        1 => Cut {
            open: true,
            hem: 70.0,
            flare: 1.4,
            legs: Legs::Skirt(79.0, 2.2, DARK),
            ..plain
        },
        2 => Cut {
            sleeve_width: 8.2,
            flare: 1.2,
            ..plain
        },
        3 => Cut {
            sleeve: 0.45,
            sleeve_width: 8.0,
            ..plain
        },
        4 => Cut {
            sleeve: 0.42,
            hem: 66.0,
            flare: -0.6,
            legs: Legs::Skirt(80.0, 5.4, MAIN),
            ..plain
        },
        5 => Cut {
            open: true,
            tone: DEEP,
            legs: Legs::Trousers(DARK),
            sleeve_tone: MAIN,
            ..plain
        },
        6 => Cut {
            sleeve: 0.84,
            sleeve_width: 10.5,
            hem: 68.0,
            legs: Legs::Skirt(86.0, 0.4, MAIN),
            ..plain
        },
        7 => Cut {
            sleeve_width: 8.0,
            hem: 68.0,
            legs: Legs::Skirt(83.0, 2.6, MAIN),
            ..plain
        },
        8 => Cut {
            sleeve: 0.6,
            sleeve_width: 8.2,
            hem: 72.5,
            flare: 1.4,
            ..plain
        },
        9 => Cut {
            open: true,
            sleeve_tone: "#ffffff",
            tone: DEEP,
            hem: 70.0,
            ..plain
        },
        10 => Cut {
            sleeve_width: 8.4,
            hem: 68.0,
            open: true,
            legs: Legs::Skirt(80.0, 3.0, MAIN),
            ..plain
        },
        _ => Cut {
            sleeve_width: 8.2,
            flare: 1.4,
            hem: 72.0,
            ..plain
        },
    }
}

pub(super) fn draw(style: usize, pose: &Pose) -> String {
    let cut = cut(style);
    let mut out = String::new();
    let sleeve = |arm: &super::pose::Limb| {
        let line = arm.upper(cut.sleeve);
        format!(
            r#"<g stroke-linecap="butt">{}</g>"#,
            limb(&line, cut.sleeve_width, cut.sleeve_tone, LINE)
        )
    };
    if !pose.far_arm_in_front() {
        out += &sleeve(&pose.arms[0]);
    }
    out += &legs(style, &cut, pose);
    out += &outlined(&torso(pose, 1.0, cut.hem, cut.flare), cut.tone, LINE, 1.6);
    out += &moved(0.0, pose.drop, &details(style, pose));
    if pose.far_arm_in_front() {
        out += &sleeve(&pose.arms[0]);
    }
    out += &sleeve(&pose.arms[1]);
    if style == 11 {
        for arm in &pose.arms[usize::from(!pose.far_arm_in_front())..] {
            let (x, y) = ((arm.0.0 + arm.2.0) / 2.0, (arm.0.1 + arm.2.1) / 2.0 + 1.0);
            out += &rect(x - 4.2, y - 1.4, 8.4, 3.0, 0.5, "#ffffff");
        }
    }
    format!(
        r#"{}<g mask="url(#open)">{out}</g>{}"#,
        holes(&cut, pose),
        lapels(style, &cut, pose)
    )
}

fn holes(cut: &Cut, pose: &Pose) -> String {
    let mut black = String::new();
    let from = usize::from(!pose.far_arm_in_front());
    for arm in &pose.arms[from..] {
        black += &disc(arm.2.0, arm.2.1, 4.2, "#000");
    }
    if cut.open && pose.from_front() {
        let (x, y) = (pose.chest(), pose.drop);
        let half = if pose.dir == E { 2.6 } else { 5.0 };
        black += &path(
            &format!(
                "M{},{} L{},{} L{x},{} Z",
                x - half,
                44.0 + y,
                x + half,
                44.0 + y,
                60.0 + y
            ),
            "#000",
        );
    }
    format!(
        r##"<defs><mask id="open" maskUnits="userSpaceOnUse" x="0" y="0" width="64" height="96"><rect width="64" height="96" fill="#fff"/>{black}</mask></defs>"##
    )
}

fn legs(style: usize, cut: &Cut, pose: &Pose) -> String {
    let mut out = String::new();
    for leg in &pose.legs {
        let (x, y) = leg.2;
        if let Legs::Trousers(tone) = cut.legs {
            out += &limb(&leg.upper(0.93), 8.4, tone, LINE);
        } else if style == 7 || style == 10 {
            out += &limb(&leg.line(), 7.6, DARK, LINE);
        }
        let toe = [0.0, 1.4, 2.4, 1.4, 0.0][pose.dir];
        if !(pose.sitting && pose.dir == N) {
            out += &(oval(x + toe, y + 0.8, 5.4, 3.5, "#302e35")
                + &oval(x + toe, y + 0.2, 4.6, 2.8, SHOE));
        }
    }
    if let Legs::Skirt(hem, flare, tone) = cut.legs {
        // A sitting lap is short, and reaches forward over the knees.
        let (bottom, lean) = if pose.sitting {
            (76.0, [0.0, 6.0, 11.0, 4.0, 0.0][pose.dir])
        } else {
            (hem, 0.0)
        };
        let (top, low, hip) = (64.0 + pose.drop, bottom + pose.drop, pose.hip() + 1.2);
        let stride = (pose.legs[0].2.0 - pose.legs[1].2.0).abs() * 0.12;
        let (a, b) = (
            32.0 - hip - flare - stride + lean * 0.3,
            32.0 + hip + flare + stride + lean,
        );
        let d = format!(
            "M{},{top} L{a},{low} Q{},{} {b},{low} L{},{top} Z",
            32.0 - hip + 1.0,
            (a + b) / 2.0,
            low + 3.0,
            32.0 + hip - 1.0
        );
        out += &outlined(&d, tone, LINE, 1.6);
        if style == 1 || style == 4 {
            for n in [-0.5, 0.0, 0.5] {
                let x = (a + b) / 2.0 + (b - a) * 0.5 * n;
                out += &stroke(
                    &format!("M{},{} L{x},{}", 32.0 + n * hip, top + 7.0, low),
                    if style == 1 { LINE } else { SOFT },
                    1.2,
                );
            }
        }
    }
    out
}

/// Lapels lie over the opening that was cut out.
fn lapels(style: usize, cut: &Cut, pose: &Pose) -> String {
    if !(cut.open && pose.from_front()) {
        return String::new();
    }
    let x = pose.chest();
    let half = if pose.dir == E { 2.6 } else { 5.0 };
    let mut out = String::new();
    if style == 0 || style == 5 {
        out += &outlined(
            &format!("M{},48 h3.2 l1,9 l-2.6,4 l-2.6,-4 Z", x - 1.6),
            if style == 0 { DARK } else { SOFT },
            LINE,
            0.8,
        );
    }
    if style == 5 || style == 9 {
        out += &stroke(
            &format!("M{},45 L{x},60 L{},45", x - half, x + half),
            LINE,
            1.5,
        );
    } else {
        let reach = if pose.dir == E { 2.0 } else { 4.2 };
        let lapel = |s: f32| {
            format!(
                "M{},45 L{x},60.5 L{},54.5 L{},51 L{},49 Z",
                x + s * half,
                x + s * (half + reach * 0.7),
                x + s * (half + reach * 0.3),
                x + s * (half + reach)
            )
        };
        out += &outlined(&lapel(-1.0), SOFT, LINE, 1.1);
        if pose.dir != E {
            out += &outlined(&lapel(1.0), SOFT, LINE, 1.1);
        }
    }
    moved(0.0, pose.drop, &out)
}

fn details(style: usize, pose: &Pose) -> String {
    let (x, front, shoulder, hip) = (
        pose.chest(),
        pose.from_front(),
        pose.shoulder() + 1.0,
        pose.hip() + 1.0,
    );
    let band = |y: f32, h: f32, tone: &str| {
        let half = shoulder + (hip - shoulder) * ((y - 50.0) / 22.0).clamp(0.0, 1.0);
        rect(32.0 - half, y, half * 2.0, h, 0.8, tone)
    };
    let buttons = |ys: &[f32], tone: &str| {
        ys.iter()
            .fold(String::new(), |out, y| out + &disc(x, *y, 1.1, tone))
    };
    match style {
        0 | 1 if front => {
            stroke(&format!("M{x},61 V71"), LINE, 1.1) + &buttons(&[64.5, 68.0], DARK)
        }
        2 => {
            let hood = outlined(
                "M20,50 Q22,43 32,43 Q42,43 44,50 Q32,57 20,50 Z",
                SOFT,
                LINE,
                1.3,
            );
            let pocket = outlined(
                &format!(
                    "M{},61 H{} L{},68.5 H{} Z",
                    x - 5.0,
                    x + 5.0,
                    x + 7.0,
                    x - 7.0
                ),
                SOFT,
                LINE,
                1.1,
            );
            match pose.dir {
                S | SE => {
                    hood + &pocket
                        + &stroke(&format!("M{},53 v5 M{},53 v5", x - 3.0, x + 3.0), DARK, 1.3)
                }
                E => hood,
                _ => outlined(
                    "M21,47 Q32,42 43,47 Q43,58 32,59.5 Q21,58 21,47 Z",
                    SOFT,
                    LINE,
                    1.3,
                ),
            }
        }
        3 if front => band(56.0, 3.4, DEEP) + &band(61.0, 1.6, DEEP),
        3 => band(56.0, 3.4, DEEP) + &band(61.0, 1.6, DEEP),
        4 => {
            band(63.5, 4.0, DEEP)
                + &if front {
                    path(&format!("M{},45 Q{x},52 {},45 Z", x - 5.0, x + 5.0), SOFT)
                } else {
                    String::new()
                }
        }
        5 => band(67.5, 2.4, DARK),
        6 => {
            let obi = outlined(
                &format!(
                    "M{},59 H{} V68.5 H{} Z",
                    32.0 - hip - 0.8,
                    32.0 + hip + 0.8,
                    32.0 - hip - 0.8
                ),
                DEEP,
                LINE,
                1.2,
            );
            let cord = band(63.0, 1.8, MAIN);
            if !front {
                return obi + &cord + &outlined("M26,57.5 h12 v9 h-12 Z", SOFT, LINE, 1.2);
            }
            let collar = format!(
                "M{},45 L{},59 M{},45 L{},55",
                x - 5.5,
                x + 3.0,
                x + 5.5,
                x - 0.5
            );
            stroke(&collar, LINE, 4.2) + &stroke(&collar, "#ffffff", 2.4) + &obi + &cord
        }
        7 => {
            let sash = outlined(
                &format!(
                    "M{},62 H{} V67.5 H{} Z",
                    32.0 - hip - 0.6,
                    32.0 + hip + 0.6,
                    32.0 - hip - 0.6
                ),
                DEEP,
                LINE,
                1.2,
            );
            let collar = outlined(
                "M25.5,47 Q32,43 38.5,47 L38,50 Q32,52 26,50 Z",
                SOFT,
                LINE,
                1.1,
            );
            if !front {
                return sash + &collar;
            }
            let edge = format!(
                "M{x},50 Q{},51 {},57 L{},62",
                x + 6.0,
                (x + 7.5).min(41.5),
                (x + 7.5).min(41.5)
            );
            stroke(&edge, LINE, 4.0)
                + &stroke(&edge, SOFT, 2.2)
                + &sash
                + &collar
                + &rect(32.0 + hip * 0.3, 67.0, 3.0, 7.0, 1.0, DEEP)
        }
        8 => {
            let mut out = String::new();
            for (n, (dx, y)) in [
                (-7.0, 51.0),
                (0.0, 54.0),
                (7.0, 51.0),
                (-7.0, 58.0),
                (0.0, 61.5),
                (7.0, 58.0),
                (-7.0, 66.0),
                (0.0, 69.0),
                (7.0, 66.0),
            ]
            .into_iter()
            .enumerate()
            {
                let px = 32.0 + dx * pose.shoulder() / 12.0;
                out += &path(
                    &format!("M{px},{} l2.6,3.4 l-2.6,3.4 l-2.6,-3.4 Z", y - 3.4),
                    if n % 2 == 0 { DEEP } else { SOFT },
                );
                out += &disc(px, y, 0.9, LINE);
            }
            if front {
                out + &stroke(
                    &format!("M{},45 L{x},50 L{},45 M{x},50 V73", x - 4.5, x + 4.5),
                    LINE,
                    1.2,
                )
            } else {
                out
            }
        }
        9 if front => {
            stroke(&format!("M{x},60 V70"), LINE, 1.1) + &buttons(&[62.5, 65.5, 68.5], MAIN)
        }
        10 => {
            let belt = band(65.0, 3.2, DEEP);
            if front {
                belt + &stroke(&format!("M{x},60 V68"), LINE, 1.1)
                    + &disc(x - 3.4, 61.5, 1.2, DARK)
                    + &disc(x + 3.4, 61.5, 1.2, DARK)
            } else {
                belt
            }
        }
        11 => {
            let stripes = band(57.0, 3.0, "#ffffff")
                + &band(66.0, 3.0, "#ffffff")
                + &band(60.0, 0.9, DEEP)
                + &band(69.0, 0.9, DEEP);
            if front {
                stripes
                    + &stroke(&format!("M{x},46 V71"), LINE, 1.3)
                    + &outlined(
                        &format!("M{},45 L{x},49 L{},45", x - 6.0, x + 6.0),
                        DEEP,
                        LINE,
                        1.2,
                    )
            } else {
                stripes
            }
        }
        _ => String::new(),
    }
}
