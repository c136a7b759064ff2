//! Which cell of the drawn atlas shows which part of an avatar, in which direction and frame.
//!
//! Pure: read once from `assets/atlas/avatar.json`, which is part of the program. Directions that go west are those
//! that go east, mirrored.

use std::collections::BTreeMap;

use bevy::math::{Rect, Vec2};
use hiroba_shared::look::Look;
use hiroba_shared::units::Facing;
use serde::Deserialize;

const JSON: &str = include_str!("../../../assets/atlas/avatar.json");
/// Frames of one direction.
const FRAMES: u32 = 6;
/// Frames of one walking cycle; they follow the frame of standing.
pub(super) const WALK_FRAMES: u32 = 4;

/// Where the parts are.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Atlas {
    cell: (u32, u32),
    columns: u32,
    feet: (u32, u32),
    order: Vec<String>,
    parts: BTreeMap<String, Vec<u32>>,
    palettes: BTreeMap<String, Vec<String>>,
    tints: BTreeMap<String, Option<String>>,
}

/// One layer of an avatar's picture: its first cell and its colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) first_cell: u32,
    /// As `#rrggbb`; `None` as drawn.
    pub(super) tint: Option<String>,
}

/// What a body is doing in its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Standing,
    /// Which of the [`WALK_FRAMES`].
    Walking(u32),
    Sitting,
}

impl Atlas {
    /// The atlas of this build.
    pub(super) fn load() -> serde_json::Result<Self> {
        serde_json::from_str(JSON)
    }

    /// Where the feet are, as a sprite anchor: fractions of the cell from its middle, y upwards.
    pub(super) fn anchor(&self) -> Vec2 {
        let fraction = |feet: u32, size: u32| feet as f32 / size.max(1) as f32 - 0.5;
        Vec2::new(fraction(self.feet.0, self.cell.0), -fraction(self.feet.1, self.cell.1))
    }

    /// The parts of a look, lowest first.
    pub(super) fn parts(&self, look: Look) -> Vec<Part> {
        self.order.iter().filter_map(|layer| self.part(layer, look)).collect()
    }

    /// The pixels of a part, and whether they are to be mirrored.
    pub(super) fn pixels(&self, part: &Part, facing: Facing, frame: Frame) -> (Rect, bool) {
        let (direction, mirrored) = match facing {
            Facing::South => (0, false),
            Facing::SouthEast => (1, false),
            Facing::East => (2, false),
            Facing::NorthEast => (3, false),
            Facing::North => (4, false),
            Facing::NorthWest => (3, true),
            Facing::West => (2, true),
            Facing::SouthWest => (1, true),
        };
        let frame = match frame {
            Frame::Standing => 0,
            Frame::Walking(step) => 1 + step % WALK_FRAMES,
            Frame::Sitting => FRAMES - 1,
        };
        let cell = part.first_cell + direction * FRAMES + frame;
        let columns = self.columns.max(1);
        let corner = Vec2::new((cell % columns * self.cell.0) as f32, (cell / columns * self.cell.1) as f32);
        (Rect::from_corners(corner, corner + Vec2::new(self.cell.0 as f32, self.cell.1 as f32)), mirrored)
    }

    fn part(&self, layer: &str, look: Look) -> Option<Part> {
        let styles = self.parts.get(layer)?;
        let style = look.style(layer, styles.len())?;
        let palette = self.tints.get(layer).cloned().flatten();
        let tint = palette.and_then(|name| self.palettes.get(&name)?.get(look.colour(&name)?).cloned());
        Some(Part { first_cell: *styles.get(style)?, tint })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::look::CHOICES;

    #[test]
    fn every_choice_of_a_look_is_drawn() {
        let atlas = Atlas::load().unwrap();
        for index in 0..CHOICES.len() {
            for choice in 0..CHOICES[index] {
                let mut numbers = [0, 1, 0, 0, 0, 1];
                numbers[index] = choice;
                let parts = atlas.parts(Look::new(numbers).unwrap());
                let none = usize::from(choice == 0 && (index == 1 || index == 5));
                assert_eq!(parts.len(), atlas.order.len() - none, "{numbers:?}");
                let tinted = parts.iter().filter(|part| part.tint.is_some()).count();
                assert_eq!(tinted, 3 - usize::from(choice == 0 && index == 1), "{numbers:?}");
            }
        }
    }

    #[test]
    fn west_is_east_in_the_mirror() {
        let atlas = Atlas::load().unwrap();
        let part = Part { first_cell: 30, tint: None };
        let (east, straight) = atlas.pixels(&part, Facing::East, Frame::Walking(1));
        let (west, mirrored) = atlas.pixels(&part, Facing::West, Frame::Walking(1));
        assert_eq!((east, straight, mirrored), (west, false, true));
    }
}
