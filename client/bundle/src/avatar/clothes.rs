//! Twelve ways to be dressed, from suit to deel, in greys that the client tints with one colour.
//!
//! Openings at the chest and the hands are cut out, so that shirt and skin below show in their own colours.

mod trim;

use super::body::torso;
use super::pose::{E, N, Pose};
use crate::svg::*;

pub(super) const STYLES: [&str; 12] =
    ["suit", "blazer", "hoodie", "t-shirt", "dress", "school", "kimono", "deel", "batik", "vest", "coat", "work"];

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
        1 => Cut { open: true, hem: 70.0, flare: 1.4, legs: Legs::Skirt(79.0, 2.2, DARK), ..plain },
        2 => Cut { sleeve_width: 8.2, flare: 1.2, ..plain },
        3 => Cut { sleeve: 0.45, sleeve_width: 8.0, ..plain },
        4 => Cut { sleeve: 0.42, hem: 66.0, flare: -0.6, legs: Legs::Skirt(80.0, 5.4, MAIN), ..plain },
        5 => Cut { open: true, tone: DEEP, legs: Legs::Trousers(DARK), sleeve_tone: MAIN, ..plain },
        6 => Cut { sleeve: 0.84, sleeve_width: 10.5, hem: 68.0, legs: Legs::Skirt(86.0, 0.4, MAIN), ..plain },
        7 => Cut { sleeve_width: 8.0, hem: 68.0, legs: Legs::Skirt(83.0, 2.6, MAIN), ..plain },
        8 => Cut { sleeve: 0.6, sleeve_width: 8.2, hem: 72.5, flare: 1.4, ..plain },
        9 => Cut { open: true, sleeve_tone: "#ffffff", tone: DEEP, hem: 70.0, ..plain },
        10 => Cut { sleeve_width: 8.4, hem: 68.0, open: true, legs: Legs::Skirt(80.0, 3.0, MAIN), ..plain },
        _ => Cut { sleeve_width: 8.2, flare: 1.4, hem: 72.0, ..plain },
    }
}

pub(super) fn draw(style: usize, pose: &Pose) -> String {
    let cut = cut(style);
    let mut out = String::new();
    let sleeve = |arm: &super::pose::Limb| {
        let line = arm.upper(cut.sleeve);
        format!(r#"<g stroke-linecap="butt">{}</g>"#, limb(&line, cut.sleeve_width, cut.sleeve_tone, LINE))
    };
    if !pose.far_arm_in_front() {
        out += &sleeve(&pose.arms[0]);
    }
    out += &legs(style, &cut, pose);
    out += &outlined(&torso(pose, 1.0, cut.hem, cut.flare), cut.tone, LINE, 1.6);
    out += &moved(0.0, pose.drop, &trim::details(style, pose));
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
    format!(r#"{}<g mask="url(#open)">{out}</g>{}"#, holes(&cut, pose), trim::lapels(style, &cut, pose))
}

fn holes(cut: &Cut, pose: &Pose) -> String {
    let mut black = String::new();
    let from = usize::from(!pose.far_arm_in_front());
    for arm in &pose.arms[from..] {
        black += &disc(arm.2.0, arm.2.1, 4.2, "#000");
    }
    if cut.open && pose.shows_chest() {
        let (x, y) = (pose.chest(), pose.drop);
        let half = if pose.dir == E { 2.6 } else { 5.0 };
        black += &path(&format!("M{},{} L{},{} L{x},{} Z", x - half, 44.0 + y, x + half, 44.0 + y, 60.0 + y), "#000");
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
            out += &(oval(x + toe, y + 0.8, 5.4, 3.5, "#302e35") + &oval(x + toe, y + 0.2, 4.6, 2.8, SHOE));
        }
    }
    if let Legs::Skirt(hem, flare, tone) = cut.legs {
        // A sitting lap is short, and reaches forward over the knees.
        let (bottom, lean) = if pose.sitting { (76.0, [0.0, 6.0, 11.0, 4.0, 0.0][pose.dir]) } else { (hem, 0.0) };
        let (top, low, hip) = (64.0 + pose.drop, bottom + pose.drop, pose.hip() + 1.2);
        let stride = (pose.legs[0].2.0 - pose.legs[1].2.0).abs() * 0.12;
        let (a, b) = (32.0 - hip - flare - stride + lean * 0.3, 32.0 + hip + flare + stride + lean);
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
