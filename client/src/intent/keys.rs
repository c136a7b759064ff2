//! Which way the held keys point.
//!
//! Pure. A key that was pressed and let go between two ticks still counts for one.

use bevy::input::ButtonInput;
use bevy::input::keyboard::KeyCode;
use hiroba_shared::units::Facing;

const WAYS: [([KeyCode; 2], (i32, i32)); 4] = [
    ([KeyCode::ArrowUp, KeyCode::KeyW], (0, -1)),
    ([KeyCode::ArrowDown, KeyCode::KeyS], (0, 1)),
    ([KeyCode::ArrowLeft, KeyCode::KeyA], (-1, 0)),
    ([KeyCode::ArrowRight, KeyCode::KeyD], (1, 0)),
];

/// Directions pressed since the last tick, and still held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeldKeys {
    tapped: [bool; 4],
    held: [bool; 4],
}

impl HeldKeys {
    /// Notes the keys of a frame.
    pub fn note(&mut self, keys: &ButtonInput<KeyCode>) {
        for ((way, held), tapped) in WAYS.iter().zip(&mut self.held).zip(&mut self.tapped) {
            *held = keys.any_pressed(way.0);
            *tapped |= keys.any_just_pressed(way.0);
        }
    }

    /// The direction for the next tick; taps are used up.
    pub fn take(&mut self) -> Option<Facing> {
        let facing = self.facing();
        self.tapped = [false; 4];
        facing
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether any direction is wanted.
    #[must_use]
    pub fn any(&self) -> bool {
        self.held.iter().chain(&self.tapped).any(|wanted| *wanted)
    }

    fn facing(self) -> Option<Facing> {
        let wanted = self.held.iter().zip(self.tapped).map(|(held, tapped)| *held || tapped);
        let (x, y) = WAYS
            .iter()
            .zip(wanted)
            .filter(|(_, wanted)| *wanted)
            .fold((0, 0), |(x, y), ((_, (dx, dy)), _)| (x + dx, y + dy));
        Facing::from_steps(x, y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(keys: &[KeyCode]) -> ButtonInput<KeyCode> {
        let mut input = ButtonInput::default();
        for key in keys {
            input.press(*key);
        }
        input
    }

    #[test]
    fn two_keys_walk_diagonally_and_opposite_ones_not_at_all() {
        let mut held = HeldKeys::default();
        held.note(&pressed(&[KeyCode::KeyW, KeyCode::ArrowRight]));
        assert_eq!(held.take(), Some(Facing::NorthEast));
        held.clear();
        held.note(&pressed(&[KeyCode::KeyA, KeyCode::KeyD]));
        assert_eq!(held.take(), None);
    }

    #[test]
    fn a_tap_between_two_ticks_counts_once() {
        let mut held = HeldKeys::default();
        let mut input = pressed(&[KeyCode::KeyS]);
        held.note(&input);
        input.clear();
        input.release(KeyCode::KeyS);
        held.note(&input);
        assert_eq!(held.take(), Some(Facing::South));
        assert_eq!(held.take(), None);
    }
}
