//! Head, hands, legs: everything that takes the colour of the skin.
//!
//! No eyes and no mouth: they keep their own colours and are in `face`.

use super::pose::{E, N, NE, Pose, S, SE};
use crate::svg::*;

pub(super) const LINE: &str = "#77656a";
const FILL: &str = "#ffffff";
const SHADE: &str = "#e9dcd9";

pub(super) fn draw(_style: usize, pose: &Pose) -> String {
    let mut out = String::new();
    let [far, near] = &pose.arms;
    if !pose.far_arm_in_front() {
        out += &limb(&far.line(), 5.4, SHADE, LINE);
    }
    for leg in &pose.legs {
        out += &limb(&leg.line(), 6.4, SHADE, LINE);
        out += &oval(leg.2.0, leg.2.1 + 0.6, 4.6, 3.0, SHADE);
    }
    out += &outlined(&torso(pose, 0.0, 70.0, 0.0), FILL, LINE, 1.6);
    if pose.far_arm_in_front() {
        out += &limb(&far.line(), 5.4, FILL, LINE);
        out += &hand(far.2);
    }
    out += &limb(&near.line(), 5.4, FILL, LINE);
    out += &hand(near.2);
    out + &head(pose)
}

/// The trunk, wider by `extra`, down to `bottom`, whose hem stands out by `flare`.
pub(super) fn torso(pose: &Pose, extra: f32, bottom: f32, flare: f32) -> String {
    let (top, low) = (45.0 + pose.drop, bottom + pose.drop);
    let (shoulder, hem) = (pose.shoulder() + extra, pose.hip() + extra + flare);
    let (a, b) = (32.0 - shoulder, 32.0 + shoulder);
    format!(
        "M27,{top} Q{a},{} {a},{} L{},{low} Q32,{} {},{low} L{b},{} Q{b},{} 37,{top} Z",
        top + 1.0,
        top + 8.0,
        32.0 - hem,
        low + 2.4,
        32.0 + hem,
        top + 8.0,
        top + 1.0
    )
}

fn hand((x, y): (f32, f32)) -> String {
    format!(r#"<circle cx="{x}" cy="{y}" r="3.6" fill="{FILL}" stroke="{LINE}" stroke-width="1.3"/>"#)
}

fn head(pose: &Pose) -> String {
    let y = pose.drop;
    let mut out = rect(28.0, 42.0 + y, 8.0, 6.0, 2.0, SHADE);
    let ears: &[f32] = match pose.dir {
        S | N => &[16.8, 47.2],
        SE => &[18.6],
        NE => &[45.4],
        _ => &[],
    };
    for x in ears {
        out += &format!(
            r#"<ellipse cx="{x}" cy="{}" rx="3.4" ry="4.2" fill="{SHADE}" stroke="{LINE}" stroke-width="1.5"/>"#,
            32.5 + y
        );
    }
    let shape = match pose.dir {
        S | N => {
            "M32,12.5 C42,12.5 47.8,19.5 47.8,29 C47.8,39.5 41,46.5 32,46.5 C23,46.5 16.2,39.5 16.2,29 C16.2,19.5 22,12.5 32,12.5 Z"
        }
        SE => {
            "M32,12.5 C42,12.5 48,19 48.2,28 C48.4,38 44,46.5 35.5,46.5 C24,46.5 16.2,40 16.2,29 C16.2,19.5 22,12.5 32,12.5 Z"
        }
        NE => {
            "M32,12.5 C42,12.5 48,19.5 47.8,28 C47.6,38 42,46 34,46 C24,46 16.2,40 16.2,29 C16.2,19.5 22,12.5 32,12.5 Z"
        }
        _ => {
            "M32,12.5 C41,12.5 46.6,18 47.2,26 C47.4,29 49.6,31.6 50.4,33.4 C50.8,34.6 49.6,35.4 48,35.6 C48,42 45,46.5 37.5,46.5 C25,46.5 16.4,40 16.4,29 C16.4,19.5 22,12.5 32,12.5 Z"
        }
    };
    out += &moved(0.0, y, &outlined(shape, FILL, LINE, 1.6));
    if pose.dir == E {
        out += &format!(
            r#"<ellipse cx="30" cy="{}" rx="3.2" ry="4.2" fill="{SHADE}" stroke="{LINE}" stroke-width="1.4"/>"#,
            32.5 + y
        );
    }
    out
}
