//! The photograph as SVG: the hall behind, people on steps, and a mat with caption, date and names under it.
//!
//! The larger the party, the smaller each person, and the longer the mat; the width stays. Nothing is decided here of who
//! stands where.

mod hall;

use hiroba_pages::photograph::{LARGE_WIDTH, Order, Person};
use resvg::usvg::Options;

use super::people::{FEET, Wardrobe};
use super::words::{self, Hand};

/// Width of the picture.
const WIDTH: f32 = LARGE_WIDTH as f32;
/// From shoulder to shoulder, in pixels of the drawing: neighbours do not touch.
const APART: f32 = 44.0;
/// How much higher each row stands than the one before it: faces look over heads.
const RISE: f32 = 38.0;
/// From feet to the tallest hat.
const TALL: f32 = 90.0;
/// Largest and usual drawing of a person.
const LARGEST: f32 = 7.0;
/// Over the heads of the back row.
const HEADROOM: f32 = 680.0;
/// Under the feet of the front row.
const FLOOR: f32 = 170.0;
/// At both sides of the longest row.
const ASIDE: f32 = 440.0;
/// Most of the height that rows take.
const DEEPEST: f32 = 1_900.0;
/// The mat's margin.
const MARGIN: f32 = 200.0;

const INK: &str = "#3a3f4b";
const QUIET: &str = "#7b7468";
const CREAM: &str = "#fbf5ea";
const CORAL: &str = "#d9745c";

/// Where people stand.
pub(super) struct Steps {
    /// Size of a pixel of the drawing.
    pub(super) scale: f32,
    /// Where the feet of each row are, the back row first.
    pub(super) feet: Vec<f32>,
    /// Width of the longest row.
    pub(super) wide: f32,
    /// Where the mat begins.
    pub(super) bottom: f32,
}

impl Steps {
    fn of(rows: &[Vec<Person>]) -> Self {
        let count = rows.len().max(1);
        let longest = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let behind = number(count - 1);
        // Every other row stands half a place aside.
        let across = (WIDTH - 2.0 * ASIDE) / (APART * (number(longest) + 0.5));
        let scale = across.min(DEEPEST / (behind * RISE + TALL)).min(LARGEST);
        let deep = (behind * RISE + TALL) * scale;
        let bottom = (HEADROOM + deep + FLOOR).max(1_700.0);
        let front = bottom - FLOOR;
        let feet = (0..count).map(|row| front - number(count - 1 - row) * RISE * scale).collect();
        Self { scale, feet, wide: APART * (number(longest) + 0.5) * scale, bottom }
    }

    /// Where the tallest of the back row could end.
    pub(super) fn top(&self) -> f32 {
        self.feet.first().copied().unwrap_or(0.0) - TALL * self.scale
    }
}

/// The whole picture.
pub(super) fn compose(order: &Order, options: &Options<'_>) -> Option<String> {
    let wardrobe = Wardrobe::open()?;
    let steps = Steps::of(&order.rows);
    let mut scene = hall::behind(&steps, &order.title, options);
    let mut number_of_person = 0;
    for (at, row) in order.rows.iter().enumerate() {
        scene.push_str(&hall::step(&steps, at));
        for (place, person) in row.iter().enumerate() {
            number_of_person += 1;
            let x = WIDTH / 2.0 + across(order, steps.scale, at, place);
            scene.push_str(&standing(&wardrobe, person, number_of_person, (x, *steps.feet.get(at)?), steps.scale));
        }
    }
    scene.push_str(&hall::before(&steps));
    let (mat, height) = mat(order, steps.bottom, options);
    Some(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">{scene}{mat}</svg>"#
    ))
}

/// How far from the middle somebody stands: rows are centred, and each stands half a place aside of the one before it,
/// so that faces are seen between heads.
fn across(order: &Order, scale: f32, row: usize, place: usize) -> f32 {
    let people = |row: usize| order.rows.get(row).map_or(0, Vec::len);
    let before_it = order.rows.len().saturating_sub(1).saturating_sub(row);
    let between = (people(row) + people(order.rows.len().saturating_sub(1)) + before_it).is_multiple_of(2);
    let aside = if between { 0.0 } else { 0.5 };
    (number(place) - (number(people(row)) - 1.0) / 2.0 + aside) * APART * scale
}

fn standing(wardrobe: &Wardrobe, person: &Person, number: usize, (x, y): (f32, f32), scale: f32) -> String {
    let (left, top) = (x - FEET.0 * scale, y - FEET.1 * scale);
    let shadow = format!(
        r#"<ellipse cx="{x}" cy="{y}" rx="{}" ry="{}" fill="rgba(46,38,58,0.22)"/>"#,
        17.0 * scale,
        4.5 * scale
    );
    format!(
        r#"{shadow}<g transform="translate({left} {top}) scale({scale})">{}</g>"#,
        wardrobe.dress(person.look, number)
    )
}

/// What is written under the picture, and where the picture ends.
fn mat(order: &Order, top: f32, options: &Options<'_>) -> (String, f32) {
    let middle = WIDTH / 2.0;
    // Of most scripts there is one weight only; a caption of two would look like two.
    let weight = if order.caption.chars().all(|letter| letter < '\u{0E00}') { 600 } else { 400 };
    let title = Hand { size: 104.0, weight, colour: INK }.within(WIDTH - 2.0 * MARGIN, &order.caption, options);
    let under: Vec<&str> =
        [order.title.as_str(), order.date.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let under = under.join("  ·  ");
    let note = Hand { size: 54.0, weight: 400, colour: QUIET }.within(WIDTH - 2.0 * MARGIN, &under, options);
    let mut y = top + 170.0;
    let mut texts = title.round(middle, y, &order.caption);
    y += 92.0;
    texts += &note.round(middle, y, &under);
    let (names, end) = names(order, y + 60.0, options);
    let height = (end + 110.0).ceil();
    let ground = format!(
        r#"<rect x="0" y="{top}" width="{WIDTH}" height="{}" fill="{CREAM}"/><rect x="0" y="{top}" width="{WIDTH}" height="10" fill="{CORAL}"/>"#,
        height - top + 1.0
    );
    (ground + &texts + &names, height)
}

/// The names, the front row first, each row with its number where there are several; and where they end.
fn names(order: &Order, top: f32, options: &Options<'_>) -> (String, f32) {
    let rows: Vec<(usize, Vec<&str>)> = order
        .rows
        .iter()
        .rev()
        .enumerate()
        .map(|(at, row)| (at + 1, row.iter().filter_map(|person| person.name.as_deref()).collect::<Vec<_>>()))
        .filter(|(_, names)| !names.is_empty())
        .collect();
    let signed: usize = rows.iter().map(|(_, names)| names.len()).sum();
    if signed == 0 {
        return (String::new(), top);
    }
    let size = if signed <= 40 {
        50.0
    } else if signed <= 120 {
        42.0
    } else {
        34.0
    };
    let hand = Hand { size, weight: 400, colour: INK };
    let gap = size * 1.1;
    let mut out =
        format!(r#"<rect x="{}" y="{top}" width="160" height="4" rx="2" fill="{CORAL}"/>"#, WIDTH / 2.0 - 80.0);
    let mut y = top + 60.0;
    for (row, names) in rows {
        let widths = hand.widths(&names, options);
        for (line, (range, wide)) in words::lines(&widths, gap, WIDTH - 2.0 * MARGIN - 120.0).into_iter().enumerate() {
            y += size * 1.5;
            let mut x = (WIDTH - wide) / 2.0;
            if line == 0 && order.rows.len() > 1 {
                out += &badge(x - size * 1.2, y - size * 0.34, size * 0.56, row);
            }
            for at in range.clone() {
                let (Some(name), Some(width)) = (names.get(at), widths.get(at)) else { continue };
                out += &hand.from(x, y, name);
                x += width;
                if at + 1 < range.end {
                    out += &format!(
                        r#"<circle cx="{}" cy="{}" r="{}" fill="{CORAL}"/>"#,
                        x + gap / 2.0,
                        y - size * 0.3,
                        size * 0.07
                    );
                }
                x += gap;
            }
        }
        y += size * 0.4;
    }
    (out, y)
}

/// The number of a row in a disc.
fn badge(x: f32, y: f32, radius: f32, row: usize) -> String {
    let hand = Hand { size: radius * 1.15, weight: 600, colour: CREAM };
    format!(r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{CORAL}"/>"#)
        + &hand.round(x, y + radius * 0.4, &row.to_string())
}

#[expect(clippy::cast_precision_loss, reason = "at most hundreds")]
fn number(count: usize) -> f32 {
    count as f32
}
