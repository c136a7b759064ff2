//! The hall of a group photograph: wall, curtains, the screen with the venue's title, a garland, steps and plants.
//!
//! In the colours of the venue's tiles, so that it is the place where people met.

use std::fmt::Write as _;

use resvg::usvg::Options;

use super::super::words::Hand;
use super::{CREAM, Steps, WIDTH, badge, number};

const FLAGS: [&str; 6] = ["#d9745c", "#dda63f", "#8fbd76", "#5a8fac", "#8d84bd", "#fbf5ea"];

/// Everything behind the people.
pub(super) fn behind(steps: &Steps, title: &str, options: &Options<'_>) -> String {
    let horizon = steps.feet.first().copied().unwrap_or(0.0) - 16.0 * steps.scale;
    let mut out = gradients();
    let _ = write!(
        out,
        r##"<rect width="{WIDTH}" height="{horizon}" fill="url(#wall)"/><rect y="{}" width="{WIDTH}" height="34" fill="#cdb99b"/>"##,
        horizon - 34.0
    );
    out += &screen(steps, title, options);
    out += &curtain(0.0, 1.0, horizon);
    out += &curtain(WIDTH, -1.0, horizon);
    out += &garland();
    out += &floor(horizon, steps.bottom);
    out
}

/// The step that a row stands on; the front row stands on the floor.
pub(super) fn step(steps: &Steps, row: usize) -> String {
    let (Some(feet), Some(next)) = (steps.feet.get(row), steps.feet.get(row + 1)) else { return String::new() };
    let scale = steps.scale;
    let spread = number(row) * 12.0 * scale / number(steps.feet.len());
    let wide = steps.wide + 34.0 * scale + 2.0 * spread;
    let (x, y, deep) = ((WIDTH - wide) / 2.0, feet - 8.0 * scale, next - feet);
    let edge = y + deep * 0.36;
    format!(
        r##"<rect x="{x}" y="{y}" width="{wide}" height="{}" rx="{}" fill="url(#tread)"/><rect x="{x}" y="{edge}" width="{wide}" height="{}" fill="url(#riser)"/><rect x="{x}" y="{edge}" width="{wide}" height="{}" fill="#d8ae80"/>"##,
        deep + 8.0 * scale,
        2.0 * scale,
        deep,
        1.1 * scale
    )
}

/// What stands before everybody: plants at both ends, light that falls on the middle, and the number of each row where
/// there are several.
pub(super) fn before(steps: &Steps) -> String {
    let ground = steps.bottom - 60.0;
    let radius = (5.0 * steps.scale).clamp(16.0, 32.0);
    let left = (WIDTH - steps.wide) / 2.0 - 17.0 * steps.scale + radius * 0.4;
    let rows = steps.feet.len();
    let numbered = steps.feet.iter().enumerate().filter(|_| rows > 1);
    let numbers: String = numbered.map(|(row, feet)| badge(left, feet - radius * 0.6, radius, rows - row)).collect();
    let shade = format!(r##"<rect width="{WIDTH}" height="{}" fill="url(#shade)"/>"##, steps.bottom);
    plant(170.0, ground) + &plant(WIDTH - 170.0, ground) + &shade + &numbers
}

fn gradients() -> String {
    let gradient = |id: &str, from: &str, to: &str| {
        format!(
            r##"<linearGradient id="{id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{from}"/><stop offset="1" stop-color="{to}"/></linearGradient>"##
        )
    };
    let mut out = String::from("<defs>");
    out += &gradient("wall", "#f6efe3", "#e6d8c3");
    out += &gradient("floor", "#d2ab7c", "#e8d0ab");
    out += &gradient("tread", "#c89a6b", "#d3a979");
    out += &gradient("riser", "#b98a5c", "#9c7149");
    out += &gradient("screen", "#3f7391", "#2f5a74");
    out += r##"<linearGradient id="curtain" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#6d333f"/><stop offset="0.5" stop-color="#a05866"/><stop offset="1" stop-color="#8a4451"/></linearGradient>"##;
    out += r##"<radialGradient id="shade" cx="0.5" cy="0.55" r="0.75"><stop offset="0.6" stop-color="#2e263a" stop-opacity="0"/><stop offset="1" stop-color="#2e263a" stop-opacity="0.26"/></radialGradient>"##;
    out += "</defs>";
    out
}

fn screen(steps: &Steps, title: &str, options: &Options<'_>) -> String {
    let (top, wide) = (196.0, 1_900.0);
    let high = (steps.top() - top - 80.0).clamp(300.0, 620.0);
    let (x, y) = ((WIDTH - wide) / 2.0, top);
    let hand = Hand { size: 150.0, weight: 600, colour: CREAM }.within(wide - 260.0, title, options);
    let middle = y + high / 2.0;
    let written = hand.round(WIDTH / 2.0, middle + hand.size * 0.36, title);
    format!(
        r##"<rect x="{}" y="{}" width="{}" height="{}" rx="34" fill="rgba(46,38,58,0.18)"/><rect x="{}" y="{}" width="{}" height="{}" rx="30" fill="#3a3f4b"/><rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="12" fill="url(#screen)"/><path d="M{x},{y} h{} l-340,{high} h-{} Z" fill="#ffffff" opacity="0.05"/>{written}"##,
        x - 14.0,
        y,
        wide + 56.0,
        high + 46.0,
        x - 28.0,
        y - 28.0,
        wide + 56.0,
        high + 56.0,
        wide * 0.55,
        wide * 0.55 - 340.0,
    )
}

/// A curtain from the edge `x`, towards the middle.
fn curtain(x: f32, inward: f32, horizon: f32) -> String {
    let mut out = String::new();
    for fold in 0..5_u8 {
        let from = x + inward * f32::from(fold) * 92.0;
        let to = from + inward * 104.0;
        let (left, right) = (from.min(to), from.max(to));
        let _ = write!(
            out,
            r##"<path d="M{left},0 H{right} C{right},{} {},{} {right},{horizon} H{left} C{},{} {left},{} {left},0 Z" fill="url(#curtain)"/>"##,
            horizon * 0.4,
            right + inward * 26.0,
            horizon * 0.7,
            left + inward * 26.0,
            horizon * 0.7,
            horizon * 0.4,
        );
    }
    out
}

/// Little flags on a line from one curtain to the other.
fn garland() -> String {
    let (left, right) = (430.0_f32, WIDTH - 430.0);
    let mut out = String::new();
    for (swing, sag) in [(0_u8, 92.0_f32), (1, 92.0)] {
        let width = (right - left) / 2.0;
        let from = left + f32::from(swing) * width;
        let at = |part: f32| (from + width * part, 34.0 + sag * 4.0 * part * (1.0 - part));
        let (middle, low) = at(0.5);
        let _ = write!(
            out,
            r##"<path d="M{from},34 Q{middle},{} {},34" fill="none" stroke="#8f6742" stroke-width="5"/>"##,
            34.0 + (low - 34.0) * 2.0,
            from + width
        );
        for flag in 0..14_u8 {
            let (x, y) = at((f32::from(flag) + 0.5) / 14.0);
            let colour = FLAGS.get(usize::from(flag + swing) % FLAGS.len()).copied().unwrap_or(CREAM);
            let _ = write!(
                out,
                r##"<path d="M{},{y} h68 l-34,78 Z" fill="{colour}" stroke="rgba(46,38,58,0.12)" stroke-width="3"/>"##,
                x - 34.0
            );
        }
    }
    out
}

fn floor(horizon: f32, bottom: f32) -> String {
    let mut out =
        format!(r##"<rect y="{horizon}" width="{WIDTH}" height="{}" fill="url(#floor)"/>"##, bottom - horizon);
    for board in -14..=14_i8 {
        let across = f32::from(board);
        let _ = write!(
            out,
            r##"<path d="M{},{horizon} L{},{bottom}" stroke="#c3a178" stroke-width="4" opacity="0.55"/>"##,
            WIDTH / 2.0 + across * 150.0,
            WIDTH / 2.0 + across * 290.0
        );
    }
    out
}

fn plant(x: f32, ground: f32) -> String {
    let mut out = format!(r##"<ellipse cx="{x}" cy="{ground}" rx="150" ry="34" fill="rgba(46,38,58,0.2)"/>"##);
    for (lean, tall, colour) in [
        (-150.0, 470.0, "#4c7d4c"),
        (150.0, 480.0, "#4c7d4c"),
        (-85.0, 560.0, "#6ea361"),
        (90.0, 570.0, "#6ea361"),
        (0.0, 640.0, "#8fbd76"),
    ] {
        let (tip, root) = (ground - tall, ground - 170.0);
        let bend = lean * 0.25;
        let _ = write!(
            out,
            r##"<path d="M{x},{root} C{},{} {},{} {},{tip} C{},{} {},{} {x},{root} Z" fill="{colour}" stroke="#3d6640" stroke-width="5" stroke-linejoin="round"/>"##,
            x + bend - 62.0,
            root - 120.0,
            x + lean - 60.0,
            tip + 150.0,
            x + lean,
            x + lean + 60.0,
            tip + 150.0,
            x + bend + 62.0,
            root - 120.0,
        );
    }
    let _ = write!(
        out,
        r##"<path d="M{},{} h220 l-30,190 q-80,22 -160,0 Z" fill="#d9745c" stroke="#a2503e" stroke-width="6" stroke-linejoin="round"/><rect x="{}" y="{}" width="244" height="46" rx="14" fill="#e28a73" stroke="#a2503e" stroke-width="6"/>"##,
        x - 110.0,
        ground - 184.0,
        x - 122.0,
        ground - 206.0
    );
    out
}
