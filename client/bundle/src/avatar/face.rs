//! Eyes, mouth, cheeks, and the white shirt that shows where a jacket is open. Never tinted.
//!
//! Nothing is drawn for those who turn their back.

use super::pose::{E, Pose, S, SE};
use crate::svg::*;

const EYE: &str = "#2e2831";
const MOUTH: &str = "#8a3f3d";
const BLUSH: &str = "rgba(226,98,88,0.24)";

pub(super) fn draw(style: usize, pose: &Pose) -> String {
    if !pose.shows_chest() {
        return String::new();
    }
    let (eyes, cheeks, mouth): (&[(f32, f32)], &[f32], f32) = match pose.dir {
        S => (&[(25.6, 2.3), (38.4, 2.3)], &[21.8, 42.2], 32.0),
        SE => (&[(31.0, 2.3), (43.2, 2.0)], &[26.8, 45.6], 37.4),
        _ => (&[(42.6, 1.9)], &[38.6], 45.6),
    };
    let mut out = String::new();
    for x in cheeks {
        out += &oval(*x, 37.4, if pose.dir == SE && *x > 40.0 { 2.0 } else { 3.2 }, 2.1, BLUSH);
    }
    for (x, half) in eyes {
        out += &eye(style, *x, *half);
    }
    let wide = if pose.dir == E { 2.0 } else { 3.4 };
    let deep = if style == 2 { 0.9 } else { 2.8 };
    out += &stroke(&format!("M{},39.8 q{wide},{deep} {},0", mouth - wide, wide * 2.0), MOUTH, 1.6);
    moved(0.0, pose.drop, &(shirt(pose) + &out))
}

fn eye(style: usize, x: f32, half: f32) -> String {
    let mut out = oval(x, 32.2, half, 3.1, EYE) + &disc(x + 0.7, 31.0, 0.85, "#ffffff");
    if style == 1 {
        out += &stroke(&format!("M{},30.2 q{half},-2.6 {},-0.4", x - half - 0.4, half * 2.0 + 1.4), EYE, 1.3);
    }
    let brow = if style == 2 { 26.4 } else { 26.8 };
    out + &stroke(&format!("M{},{brow} q{half},-1.3 {},0", x - half, half * 2.0), "rgba(60,45,45,0.45)", 1.2)
}

fn shirt(pose: &Pose) -> String {
    let x = pose.chest();
    if pose.dir == E {
        return path(&format!("M{},46 L{},49 L{},62 L{},62 Z", x - 3.4, x + 2.2, x + 2.6, x - 1.0), "#fbfaf7");
    }
    let d = format!("M{},46 L{},46 L{},63 L{},63 Z", x - 5.2, x + 5.2, x + 4.0, x - 4.0);
    path(&d, "#fbfaf7")
        + &path(
            &format!("M{x},49 L{},46 L{},52 Z M{x},49 L{},46 L{},52 Z", x - 5.0, x - 3.5, x + 5.0, x + 3.5),
            "#e4e2de",
        )
}
