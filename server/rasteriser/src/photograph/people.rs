//! Avatars as vectors: the drawn parts of the venue's art, dyed and laid over each other by the rule of every client.
//!
//! A dye multiplies each colour of a part, which gives what multiplying the finished pixels would, and stays sharp at any
//! size.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hiroba_shared::look::Look;
use serde::Deserialize;

const FRONTS: &str = include_str!("../../../../assets/atlas/fronts.svg");
const ATLAS: &str = include_str!("../../../../assets/atlas/avatar.json");

/// Where in a cell the feet are.
pub(super) const FEET: (f32, f32) = (32.0, 88.0);

/// The drawn parts of all avatars.
pub(super) struct Wardrobe {
    atlas: Atlas,
    /// Each part standing, seen from the front, in the order of the atlas.
    fronts: Vec<&'static str>,
}

#[derive(Deserialize)]
struct Atlas {
    columns: usize,
    order: Vec<String>,
    parts: BTreeMap<String, Vec<usize>>,
    palettes: BTreeMap<String, Vec<String>>,
    tints: BTreeMap<String, Option<String>>,
}

impl Wardrobe {
    /// The art of this build.
    pub(super) fn open() -> Option<Self> {
        // Each cell is an element of its own within the sheet.
        let cells = FRONTS.split("<svg x=").skip(1);
        let fronts = cells.filter_map(|cell| cell.split_once('>')?.1.split("</svg>").next()).collect();
        Some(Self { atlas: serde_json::from_str(ATLAS).ok()?, fronts })
    }

    /// Somebody standing, as elements of a cell of 64 by 96. `number` keeps the names within apart from other people's.
    pub(super) fn dress(&self, look: Look, number: usize) -> String {
        let mut person = String::new();
        for layer in &self.atlas.order {
            if let Some(part) = self.part(layer, look) {
                person.push_str(&part.replace("open", &format!("open-{number}-")));
            }
        }
        person
    }

    fn part(&self, layer: &str, look: Look) -> Option<String> {
        let styles = self.atlas.parts.get(layer)?;
        let cell = styles.get(look.style(layer, styles.len())?)? / self.atlas.columns.max(1);
        let part = self.fronts.get(cell)?;
        let palette = self.atlas.tints.get(layer).cloned().flatten();
        let dye = palette.and_then(|name| colour(self.atlas.palettes.get(&name)?.get(look.colour(&name)?)?));
        Some(dye.map_or_else(|| (*part).to_owned(), |dye| dyed(part, dye)))
    }
}

/// A drawing with every colour multiplied by a dye. Masks are drawn in short colours, which stay.
fn dyed(drawing: &str, dye: [u8; 3]) -> String {
    let mut out = String::with_capacity(drawing.len());
    let mut rest = drawing;
    while let Some(at) = rest.find(['#', '(']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (mixed, length) = from.get(..7).and_then(colour).map_or_else(
            || {
                from.strip_prefix('(')
                    .filter(|_| before.ends_with("rgba"))
                    .map_or((None, 1), |inside| through(inside, dye))
            },
            |own| (Some(letters(mix(own, dye))), 7),
        );
        match mixed {
            Some(mixed) => out.push_str(&mixed),
            None => out.push_str(from.get(..length).unwrap_or_default()),
        }
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The numbers after `rgba(`, dyed, and how long they were with their bracket.
fn through(inside: &str, dye: [u8; 3]) -> (Option<String>, usize) {
    let Some(numbers) = inside.split(')').next() else { return (None, 1) };
    let parts: Vec<&str> = numbers.split(',').map(str::trim).collect();
    let [red, green, blue, alpha] = parts.as_slice() else { return (None, 1) };
    let (Ok(red), Ok(green), Ok(blue)) = (red.parse(), green.parse(), blue.parse()) else { return (None, 1) };
    let [red, green, blue] = mix([red, green, blue], dye);
    (Some(format!("({red},{green},{blue},{alpha}")), 1 + numbers.len())
}

/// `#rrggbb`.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

fn letters(colour: [u8; 3]) -> String {
    colour.iter().fold(String::from("#"), |mut out, channel| {
        let _ = write!(out, "{channel:02x}");
        out
    })
}

fn mix(one: [u8; 3], other: [u8; 3]) -> [u8; 3] {
    std::array::from_fn(|at| {
        let of = |colour: [u8; 3]| colour.get(at).copied().map_or(0, u16::from);
        u8::try_from(of(one) * of(other) / 255).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use hiroba_shared::look::CHOICES;
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree};

    use super::*;

    /// How many half pixels a drawn person is tall.
    fn drawn_height(look: Look) -> u16 {
        let person = Wardrobe::open().unwrap().dress(look, 0);
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="96">{person}</svg>"#);
        let tree = Tree::from_str(&svg, &Options::default()).unwrap();
        let mut pixmap = Pixmap::new(128, 192).unwrap();
        resvg::render(&tree, Transform::from_scale(2.0, 2.0), &mut pixmap.as_mut());
        let first = pixmap.pixels().iter().position(|pixel| pixel.alpha() > 127).unwrap();
        176 - u16::try_from(first / 128).unwrap()
    }

    #[test]
    fn who_is_called_tall_is_drawn_tall() {
        let looks =
            (0..CHOICES[1]).map(|hair| [0, hair, 0, 0, 0, 0]).chain((0..CHOICES[5]).map(|hat| [0, 0, 0, 0, 0, hat]));
        for look in looks.map(|numbers| Look::new(numbers).unwrap()) {
            let (said, drawn) = (look.height(), drawn_height(look));
            assert!(said.abs_diff(drawn) <= 1, "{look:?} is said to be {said} and drawn {drawn}");
        }
    }

    #[test]
    fn every_part_is_found_and_dyed() {
        let wardrobe = Wardrobe::open().unwrap();
        assert_eq!(wardrobe.fronts.len(), 40);
        assert!(wardrobe.fronts.iter().all(|front| front.starts_with('<') && !front.contains("<svg")));
        assert_eq!(
            dyed(r##"fill="#ffffff" stroke="rgba(255,0,128,0.5)" mask="url(#open4)""##, [128, 255, 0]),
            r##"fill="#80ff00" stroke="rgba(128,0,0,0.5)" mask="url(#open4)""##
        );
        let plain = wardrobe.dress(Look::new([0; 6]).unwrap(), 0);
        assert_ne!(plain, wardrobe.dress(Look::new([9, 0, 0, 0, 0, 0]).unwrap(), 0));
    }
}
