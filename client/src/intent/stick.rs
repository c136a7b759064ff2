//! The thumb stick: which way and how fast a thumb steers that was put down here and pushed there.
//!
//! Pure. It lies wherever the thumb was put down.

use bevy::math::Vec2;
use hiroba_shared::units::Facing;

use super::route::Pace;

/// Logical pixels from the middle to the edge, along which the knob is drawn.
pub const RADIUS: f32 = 56.0;
/// Within this many nobody walks, and beyond so many they run.
const STILL: f32 = 14.0;
const RUNS: f32 = 46.0;

/// A stick under a thumb, in logical pixels, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stick {
    /// Where the thumb was put down.
    pub from: Vec2,
    /// Where it is.
    pub at: Vec2,
}

impl Stick {
    /// Which way it steers, in eight directions, and how fast.
    #[must_use]
    pub fn drive(self) -> Option<(Facing, Pace)> {
        let push = self.at - self.from;
        if push.length() < STILL {
            return None;
        }
        // Clockwise from north, as directions are counted.
        let eighths = push.x.atan2(-push.y) / std::f32::consts::FRAC_PI_4;
        let facing = Facing::from_index(eighths.round().rem_euclid(8.0) as u8);
        Some((facing, if push.length() >= RUNS { Pace::Run } else { Pace::Walk }))
    }

    /// Where the knob is drawn: under the thumb, but not beyond the edge.
    #[must_use]
    pub fn knob(self) -> Vec2 {
        self.from + (self.at - self.from).clamp_length_max(RADIUS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drive(x: f32, y: f32) -> Option<(Facing, Pace)> {
        Stick { from: Vec2::new(100.0, 100.0), at: Vec2::new(100.0 + x, 100.0 + y) }.drive()
    }

    #[test]
    fn eight_directions_lie_round_the_thumb_and_the_outer_ring_runs() {
        assert_eq!(drive(5.0, -5.0), None);
        assert_eq!(drive(0.0, -30.0), Some((Facing::North, Pace::Walk)));
        assert_eq!(drive(21.0, -21.0), Some((Facing::NorthEast, Pace::Walk)));
        assert_eq!(drive(50.0, 3.0), Some((Facing::East, Pace::Run)));
        assert_eq!(drive(0.0, 80.0), Some((Facing::South, Pace::Run)));
        assert_eq!(drive(-30.0, 0.0), Some((Facing::West, Pace::Walk)));
        assert_eq!(drive(-21.0, -21.0), Some((Facing::NorthWest, Pace::Walk)));
        assert_eq!(drive(-8.0, -30.0), Some((Facing::North, Pace::Walk)), "slightly askew is still north");
    }

    #[test]
    fn the_knob_stays_within_the_ring() {
        let stick = Stick { from: Vec2::ZERO, at: Vec2::new(300.0, 0.0) };
        assert_eq!(stick.knob(), Vec2::new(RADIUS, 0.0));
    }
}
