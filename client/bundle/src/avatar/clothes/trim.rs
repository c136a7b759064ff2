//! What makes a garment known: lapels, ties, sashes, stripes, patterns.
//!
//! The garment itself is cut in `clothes`; this file only draws on it.

use super::{Cut, DARK, DEEP, LINE, MAIN, SOFT};
use crate::avatar::pose::{E, Pose, S, SE};
use crate::svg::*;

/// Lapels lie over the opening that was cut out.
pub(super) fn lapels(style: usize, cut: &Cut, pose: &Pose) -> String {
    if !(cut.open && pose.shows_chest()) {
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
        out += &stroke(&format!("M{},45 L{x},60 L{},45", x - half, x + half), LINE, 1.5);
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

pub(super) fn details(style: usize, pose: &Pose) -> String {
    let (x, front, shoulder, hip) = (pose.chest(), pose.shows_chest(), pose.shoulder() + 1.0, pose.hip() + 1.0);
    let band = |y: f32, h: f32, tone: &str| {
        let half = shoulder + (hip - shoulder) * ((y - 50.0) / 22.0).clamp(0.0, 1.0);
        rect(32.0 - half, y, half * 2.0, h, 0.8, tone)
    };
    let buttons = |ys: &[f32], tone: &str| ys.iter().fold(String::new(), |out, y| out + &disc(x, *y, 1.1, tone));
    match style {
        0 | 1 if front => stroke(&format!("M{x},61 V71"), LINE, 1.1) + &buttons(&[64.5, 68.0], DARK),
        2 => {
            let hood = outlined("M20,50 Q22,43 32,43 Q42,43 44,50 Q32,57 20,50 Z", SOFT, LINE, 1.3);
            let pocket =
                outlined(&format!("M{},61 H{} L{},68.5 H{} Z", x - 5.0, x + 5.0, x + 7.0, x - 7.0), SOFT, LINE, 1.1);
            match pose.dir {
                S | SE => hood + &pocket + &stroke(&format!("M{},53 v5 M{},53 v5", x - 3.0, x + 3.0), DARK, 1.3),
                E => hood,
                _ => outlined("M21,47 Q32,42 43,47 Q43,58 32,59.5 Q21,58 21,47 Z", SOFT, LINE, 1.3),
            }
        }
        3 if front => band(56.0, 3.4, DEEP) + &band(61.0, 1.6, DEEP),
        3 => band(56.0, 3.4, DEEP) + &band(61.0, 1.6, DEEP),
        4 => {
            band(63.5, 4.0, DEEP)
                + &if front { path(&format!("M{},45 Q{x},52 {},45 Z", x - 5.0, x + 5.0), SOFT) } else { String::new() }
        }
        5 => band(67.5, 2.4, DARK),
        6 => {
            let obi = outlined(
                &format!("M{},59 H{} V68.5 H{} Z", 32.0 - hip - 0.8, 32.0 + hip + 0.8, 32.0 - hip - 0.8),
                DEEP,
                LINE,
                1.2,
            );
            let cord = band(63.0, 1.8, MAIN);
            if !front {
                return obi + &cord + &outlined("M26,57.5 h12 v9 h-12 Z", SOFT, LINE, 1.2);
            }
            let collar = format!("M{},45 L{},59 M{},45 L{},55", x - 5.5, x + 3.0, x + 5.5, x - 0.5);
            stroke(&collar, LINE, 4.2) + &stroke(&collar, "#ffffff", 2.4) + &obi + &cord
        }
        7 => {
            let sash = outlined(
                &format!("M{},62 H{} V67.5 H{} Z", 32.0 - hip - 0.6, 32.0 + hip + 0.6, 32.0 - hip - 0.6),
                DEEP,
                LINE,
                1.2,
            );
            let collar = outlined("M25.5,47 Q32,43 38.5,47 L38,50 Q32,52 26,50 Z", SOFT, LINE, 1.1);
            if !front {
                return sash + &collar;
            }
            let edge = format!("M{x},50 Q{},51 {},57 L{},62", x + 6.0, (x + 7.5).min(41.5), (x + 7.5).min(41.5));
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
                out + &stroke(&format!("M{},45 L{x},50 L{},45 M{x},50 V73", x - 4.5, x + 4.5), LINE, 1.2)
            } else {
                out
            }
        }
        9 if front => stroke(&format!("M{x},60 V70"), LINE, 1.1) + &buttons(&[62.5, 65.5, 68.5], MAIN),
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
                    + &outlined(&format!("M{},45 L{x},49 L{},45", x - 6.0, x + 6.0), DEEP, LINE, 1.2)
            } else {
                stripes
            }
        }
        _ => String::new(),
    }
}
