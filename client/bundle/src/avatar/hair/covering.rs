//! What is worn on the head instead of seen hair: turban, headscarf, cap.
//!
//! They take the colour that was chosen for the hair.

use super::{LIGHT, LINE, SOFT, shape};
use crate::avatar::pose::{E, N, NE, S, SE};
use crate::svg::*;

pub(super) fn turban(dir: usize) -> String {
    let x = [32.0, 32.6, 31.4, 31.6, 32.0][dir];
    let low = if dir == E { 26.0 } else { 25.0 };
    let back = if dir >= NE { 34.0 } else { low + 2.0 };
    let mut out = shape(&format!(
        "M{},{back} C{},0 {},0 {},{} Q{x},{} {},{back} Z",
        x - 17.4,
        x - 20.0,
        x + 20.0,
        x + 17.4,
        if dir == N { back } else { low + 1.0 },
        if dir >= NE { back + 4.0 } else { low - 5.0 },
        x - 17.4
    ));
    let folds = match dir {
        S => "M15.6,22 Q26,20 34,6 M48.4,22 Q38,20 29,7 M18,13 Q26,12 31,7",
        SE => "M16,22 Q30,20 40,8 M49,21 Q42,19 35,8 M18,14 Q28,12 36,7",
        E => "M15,26 Q30,20 44,12 M16,18 Q28,14 40,8",
        _ => "M17,26 Q31,24 45,15 M18,18 Q30,17 41,10 M18,31 Q34,31 46,24",
    };
    out += &(stroke(folds, SOFT, 3.2) + &stroke(folds, LINE, 1.1));
    if dir <= SE { out + &disc(x + 1.0, 15.0, 2.6, LIGHT) } else { out }
}

pub(super) fn headscarf(dir: usize) -> String {
    let fold = |d: &str| stroke(d, SOFT, 1.6);
    match dir {
        S => {
            let around = "M32,9 C46,9 50.4,20 50,32 Q50,44 47,50 Q44,58 32,58 Q20,58 17,50 Q14,44 14,32 C13.6,20 18,9 32,9 Z M32,17.6 C40,17.6 44.6,23 44.6,31 C44.6,39 40,45.4 32,45.4 C24,45.4 19.4,39 19.4,31 C19.4,23 24,17.6 32,17.6 Z";
            format!(r#"<g fill-rule="evenodd">{}</g>"#, shape(around))
                + &fold("M20,47 Q30,54 43,49 M24,53 Q32,56 38,54")
        }
        SE => {
            let around = "M32,9 C46,9 51,18 50.6,30 Q50.6,44 48,50 Q44,58 32,58 Q20,58 17,50 Q14,44 14,32 C13.6,20 18,9 32,9 Z M38,17.6 C45,17.6 48.8,23 48.8,30 C48.8,39 45,45.4 38,45.4 C30,45.4 25.4,39 25.4,31 C25.4,23 30,17.6 38,17.6 Z";
            format!(r#"<g fill-rule="evenodd">{}</g>"#, shape(around))
                + &fold("M22,46 Q33,54 45,49 M25,53 Q34,56 40,54")
        }
        E => {
            shape(
                "M46.6,18 C43,7 14,5 14,31 Q14,45 18,51 Q22,58 33,57 Q42,56 44.4,47.4 Q36,46 34.4,38 Q33,28 37,21.6 Q40,18.6 46.6,18 Z",
            ) + &fold("M22,46 Q32,53 42,50 M19,28 Q24,40 34,44")
        }
        NE => {
            shape(
                "M32,9 C46,9 50.6,18 49.4,28 Q47,34 46.4,42 Q46,54 40,57 Q32,60 22,57 Q15,52 14.4,40 C13,20 18,9 32,9 Z",
            ) + &fold("M20,30 Q28,44 42,46 M20,48 Q30,55 42,52")
        }
        _ => {
            shape("M32,9 C46,9 50.4,20 50,34 Q50,50 46,56 Q40,60 32,60 Q24,60 18,56 Q14,50 14,34 C13.6,20 18,9 32,9 Z")
                + &fold("M19,32 Q32,46 45,32 M20,46 Q32,54 44,46")
        }
    }
}

/// A cap keeps its crown a little lighter than the hair below, as both take the same tint.
pub(super) fn baseball(dir: usize) -> String {
    let lines = |d: &str| stroke(d, SOFT, 1.4);
    match dir {
        S => {
            shape("M15,24 C14,3 50,3 49,24 Q32,17 15,24 Z")
                + &shape("M16,22 Q32,14 48,22 Q47,29 32,27.4 Q17,29 16,22 Z")
                + &lines("M32,8 V17")
        }
        SE => {
            shape("M15,26 C13,3 49,2 49.4,21 Q32,16 15,26 Z")
                + &shape("M29,20 Q42,14 50,20 Q57,26 51,28 Q42,23 30,26 Z")
                + &lines("M37,8 Q39,12 38,17")
        }
        E => {
            shape("M15,27 C13,4 46,2 47.4,22 Q30,20 15,27 Z")
                + &shape("M38,20 Q50,18 59,24.6 Q60,27.4 56,27.4 Q47,24.6 38,25.6 Z")
                + &lines("M30,8 Q28,14 28,22")
        }
        NE => {
            shape("M15,30 C13,3 50,2 49,22 Q44,30 15,30 Z")
                + &shape("M44,18 Q54,17 56,21 Q54,24 47,23.4 Z")
                + &lines("M30,8 Q25,16 25,29")
        }
        _ => {
            shape("M15,28 C14,3 50,3 49,28 Q32,33 15,28 Z") + &lines("M32,8 V30") + &path("M27,30 Q32,25 37,30 Z", SOFT)
        }
    }
}
