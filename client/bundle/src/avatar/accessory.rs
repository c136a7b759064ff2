//! Ten small things to wear, in their own colours.
//!
//! They are laid over everything else and never tinted. No accessory is no drawing.

use super::pose::{E, N, NE, Pose, S, SE};
use crate::svg::{colour::*, *};

pub(super) const STYLES: [&str; 10] =
    ["glasses", "round-glasses", "sunglasses", "hat", "beret", "scarf", "headset", "flower", "bow-tie", "badge"];

const DARK: &str = "#34323b";

pub(super) fn draw(style: usize, pose: &Pose) -> String {
    let dir = pose.dir;
    let drawn = match style {
        0 => spectacles(dir, false, "rgba(255,255,255,0.25)"),
        1 => spectacles(dir, true, "rgba(255,255,255,0.25)"),
        2 => spectacles(dir, false, DARK),
        3 => hat(dir),
        4 => beret(dir),
        5 => scarf(dir),
        6 => headset(dir),
        7 => flower(dir),
        8 => bow_tie(pose),
        _ => badge(pose),
    };
    moved(0.0, pose.drop, &drawn)
}

fn spectacles(dir: usize, round: bool, glass: &str) -> String {
    let (lenses, arms): (&[(f32, f32)], &str) = match dir {
        S => (&[(25.4, 5.0), (38.6, 5.0)], "M17,31 L20.4,32 M47,31 L43.6,32 M30.4,32 Q32,30.6 33.6,32"),
        SE => (&[(31.2, 5.0), (43.6, 4.0)], "M20,31 L26.2,32 M36.2,32 Q38,30.6 39.6,32"),
        E => (&[(43.4, 3.6)], "M31,31.4 L39.8,32"),
        _ => return String::new(),
    };
    let mut out = stroke(arms, DARK, 1.5);
    for (x, half) in lenses {
        let high = if round { half.max(4.4) } else { 4.0 };
        let corner = if round { high } else { 2.2 };
        out += &format!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{corner}" fill="{glass}" stroke="{DARK}" stroke-width="1.5"/>"#,
            x - half,
            32.2 - high,
            half * 2.0,
            high * 2.0
        );
    }
    out
}

fn hat(dir: usize) -> String {
    let x = [32.0, 32.6, 32.4, 31.6, 32.0][dir];
    let brim = if dir == E { 23.0 } else { 22.0 };
    outlined(
        &format!(
            "M{},21 Q{x},11 {},21 Q{},29 {x},28 Q{},29 {},21 Z",
            x - brim,
            x + brim,
            x + brim - 4.0,
            x - brim + 4.0,
            x - brim
        ),
        "#e6d2a6",
        "#8f7648",
        1.5,
    ) + &outlined(
        &format!("M{},21 C{},1 {},1 {},21 Q{x},25 {},21 Z", x - 13.0, x - 13.0, x + 13.0, x + 13.0, x - 13.0),
        "#efdfb8",
        "#8f7648",
        1.5,
    ) + &path(&format!("M{},16 Q{x},20 {},16 L{},21 Q{x},25 {},21 Z", x - 12.8, x + 12.8, x + 13.0, x - 13.0), HARBOUR)
}

fn beret(dir: usize) -> String {
    let (x, tilt) = [(32.0, -6.0), (31.0, -8.0), (29.0, -12.0), (31.0, 6.0), (32.0, 6.0)][dir];
    let low = if dir >= NE { 24.0 } else { 20.0 };
    turned(
        tilt,
        32.0,
        18.0,
        &(outlined(
            &format!(
                "M{},{low} C{},2 {},2 {},{low} Q{x},{} {},{low} Z",
                x - 19.0,
                x - 19.0,
                x + 19.0,
                x + 18.0,
                low + 4.0,
                x - 19.0
            ),
            WINE,
            "#4f2530",
            1.5,
        ) + &stroke(&format!("M{x},7 v-4"), "#4f2530", 2.2)
            + &stroke(&format!("M{},13 Q{},8.6 {},8.4", x - 11.0, x - 8.0, x - 3.0), WINE_LIGHT, 2.2)),
    )
}

fn scarf(dir: usize) -> String {
    let line = "#7e5a22";
    let round = outlined("M20,45 Q32,51 44,45 Q46.6,51 43,54 Q32,58.6 21,54 Q17.4,51 20,45 Z", MUSTARD, line, 1.4)
        + &stroke("M25,49 L24,54 M32,50.4 V56 M39,49 L40,54", "#f0cd83", 1.5);
    let end = |x: f32| {
        outlined(&format!("M{x},53 h6.4 l0.6,13 h-7.6 Z"), MUSTARD, line, 1.4)
            + &stroke(&format!("M{x},62 h6.6"), "#f0cd83", 1.5)
    };
    match dir {
        S => end(36.0) + &round,
        SE => end(38.0) + &round,
        E => end(34.0) + &round,
        NE => end(21.0) + &round,
        _ => end(25.0) + &round,
    }
}

fn headset(dir: usize) -> String {
    let shell = |x: f32, w: f32| {
        outlined(
            &format!("M{},27 h{} q2.6,5.4 0,11 h{} q-2.6,-5.6 0,-11 Z", x - w, w * 2.0, -w * 2.0),
            "#4c5160",
            DARK,
            1.3,
        )
    };
    let band = |d: &str| stroke(d, DARK, 4.0) + &stroke(d, "#666d7e", 2.0);
    match dir {
        S => {
            band("M16,28 C16,4 48,4 48,28")
                + &shell(15.8, 2.8)
                + &shell(48.2, 2.8)
                + &stroke("M16,38 Q17,44.4 26,43.6", DARK, 1.7)
                + &disc(27.0, 43.4, 2.1, DARK)
        }
        SE => {
            band("M21,28 C20,5 44,4 48,22")
                + &shell(20.4, 4.0)
                + &stroke("M21,38 Q23,45 32,43.6", DARK, 1.7)
                + &disc(33.0, 43.4, 2.1, DARK)
        }
        E => {
            band("M30,28 C28,16 29,10 32,9")
                + &disc(30.4, 32.4, 6.0, DARK)
                + &disc(30.4, 32.4, 4.4, "#4c5160")
                + &stroke("M32,38 Q35,44.4 42.6,42.4", DARK, 1.7)
                + &disc(43.6, 42.0, 2.1, DARK)
        }
        NE => band("M20,22 C20,5 45,5 44.6,28") + &shell(45.0, 3.4),
        _ => band("M16,28 C16,4 48,4 48,28") + &shell(15.8, 2.8) + &shell(48.2, 2.8),
    }
}

fn flower(dir: usize) -> String {
    let (x, y) = [(44.0, 17.0), (23.0, 17.0), (27.0, 17.0), (43.0, 18.0), (19.6, 18.0)][dir];
    let mut out = disc(x, y, 6.6, "#9c4660");
    for n in 0..5_u8 {
        let angle = (f32::from(n) * 72.0 - 90.0).to_radians();
        out += &disc(x + angle.cos() * 3.7, y + angle.sin() * 3.7, 3.0, "#f2a7b5");
    }
    out + &disc(x, y, 2.2, "#fbe3a0")
}

fn bow_tie(pose: &Pose) -> String {
    if !pose.shows_chest() {
        return String::new();
    }
    let (x, half) = (pose.chest() - if pose.dir == SE { 0.6 } else { 0.0 }, if pose.dir == E { 3.6 } else { 6.4 });
    outlined(
        &format!(
            "M{x},49.6 L{},45.8 Q{},49.6 {},53.6 Z M{x},49.6 L{},45.8 Q{},49.6 {},53.6 Z",
            x - half,
            x - half - 1.0,
            x - half,
            x + half,
            x + half + 1.0,
            x + half
        ),
        CORAL,
        "#7d3a2d",
        1.3,
    ) + &rect(x - 1.8, 47.6, 3.6, 4.0, 1.2, "#b9543f")
}

/// The card on a ribbon that everyone wears at a conference.
fn badge(pose: &Pose) -> String {
    let x = pose.chest();
    match pose.dir {
        N | NE => stroke("M25,46 Q32,50 39,46", HARBOUR, 2.2),
        E => stroke(&format!("M33,46 L{x},59"), HARBOUR, 2.2) + &card(x - 2.0, 59.0, 5.0),
        _ => stroke(&format!("M{},46 L{x},59 L{},46", x - 6.6, x + 6.6), HARBOUR, 2.2) + &card(x - 4.2, 58.6, 8.4),
    }
}

fn card(x: f32, y: f32, w: f32) -> String {
    format!(
        r##"<rect x="{x}" y="{y}" width="{w}" height="9.6" rx="1.4" fill="#ffffff" stroke="#4b5361" stroke-width="1.1"/>"##
    ) + &rect(x + 0.8, y + 1.0, w - 1.6, 2.6, 0.6, CORAL)
        + &rect(x + 1.6, y + 5.4, w - 3.2, 1.3, 0.4, "#9aa1ad")
}
