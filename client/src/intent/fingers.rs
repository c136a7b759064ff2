//! What fingers on the world mean: a tap, a long press, a thumb stick, two fingers that zoom.
//!
//! Pure: touches and time in, meanings out. Fingers on panels never get here. Whoever begins something else with a
//! second finger has to lift them all before the next gesture begins, so that nothing happens by accident.

use bevy::math::Vec2;
use bevy::prelude::{Message, Resource};

use super::stick::Stick;

/// How far a finger may wander and still mean the place it touched, in logical pixels.
const STEADY: f32 = 12.0;
/// Seconds after which a finger that stays is a long press.
const LONG: f64 = 0.5;
/// On screens narrower than this a stick may begin anywhere: they are held and steered with one hand.
const ONE_HAND: f32 = 480.0;
/// Most fingers that are followed.
const MOST_FINGERS: usize = 10;

/// What a finger did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touch {
    /// Which finger.
    pub finger: u64,
    /// What it did.
    pub phase: Phase,
    /// Where, in logical pixels from the upper left corner.
    pub at: Vec2,
}

/// What a finger can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It touched the screen.
    Down,
    /// It moved.
    Moved,
    /// It was lifted.
    Up,
    /// The system took it away.
    Lost,
}

/// What it meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// This place was tapped.
    Tap(Vec2),
    /// This place was held for long.
    LongPress(Vec2),
    /// Two fingers zoom.
    Pinch(Pinched),
}

/// How two fingers zoom.
#[derive(Message, Debug, Clone, Copy, PartialEq)]
pub enum Pinched {
    /// By this factor since the last time.
    By(f32),
    /// One of them was lifted.
    Ended,
}

/// The fingers on the world.
#[derive(Resource, Debug, Default)]
pub struct Fingers {
    down: Vec<u64>,
    doing: Doing,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Doing {
    #[default]
    Nothing,
    /// One finger, steady so far.
    Pressing {
        finger: u64,
        at: Vec2,
        since: f64,
    },
    Steering {
        finger: u64,
        stick: Stick,
    },
    Pinching {
        fingers: [(u64, Vec2); 2],
    },
    /// What was begun is over; the fingers are still to be lifted.
    Waiting,
}

impl Fingers {
    /// Takes in a touch on a screen of this width.
    pub fn touch(&mut self, touch: Touch, width: f32, now: f64) -> Option<Meaning> {
        match touch.phase {
            Phase::Down => {
                self.press(touch, now);
                None
            }
            Phase::Moved => self.wander(touch, width),
            Phase::Up | Phase::Lost => self.lift(touch),
        }
    }

    /// Lets time pass.
    pub fn pass(&mut self, now: f64) -> Option<Meaning> {
        let Doing::Pressing { at, since, .. } = self.doing else { return None };
        if now - since < LONG {
            return None;
        }
        self.doing = Doing::Waiting;
        Some(Meaning::LongPress(at))
    }

    /// The stick under a thumb.
    #[must_use]
    pub const fn stick(&self) -> Option<Stick> {
        if let Doing::Steering { stick, .. } = self.doing { Some(stick) } else { None }
    }

    fn press(&mut self, touch: Touch, now: f64) {
        if self.down.len() >= MOST_FINGERS || self.down.contains(&touch.finger) {
            return;
        }
        self.down.push(touch.finger);
        self.doing = match self.doing {
            Doing::Nothing => Doing::Pressing { finger: touch.finger, at: touch.at, since: now },
            Doing::Pressing { finger, at, .. } => Doing::Pinching { fingers: [(finger, at), (touch.finger, touch.at)] },
            // Another finger beside a thumb that steers, or beside two that zoom, means nothing.
            doing @ (Doing::Steering { .. } | Doing::Pinching { .. } | Doing::Waiting) => doing,
        };
    }

    fn wander(&mut self, touch: Touch, width: f32) -> Option<Meaning> {
        match &mut self.doing {
            Doing::Pressing { finger, at, .. } if *finger == touch.finger && at.distance(touch.at) > STEADY => {
                let steers = width < ONE_HAND || at.x < width / 2.0;
                let stick = Stick { from: *at, at: touch.at };
                self.doing = if steers { Doing::Steering { finger: touch.finger, stick } } else { Doing::Waiting };
                None
            }
            Doing::Steering { finger, stick } if *finger == touch.finger => {
                stick.at = touch.at;
                None
            }
            Doing::Pinching { fingers } => {
                let apart = |[(_, a), (_, b)]: &[(u64, Vec2); 2]| a.distance(*b).max(1.0);
                let before = apart(fingers);
                let (_, at) = fingers.iter_mut().find(|(finger, _)| *finger == touch.finger)?;
                *at = touch.at;
                Some(Meaning::Pinch(Pinched::By(apart(fingers) / before)))
            }
            Doing::Nothing | Doing::Pressing { .. } | Doing::Steering { .. } | Doing::Waiting => None,
        }
    }

    fn lift(&mut self, touch: Touch) -> Option<Meaning> {
        self.down.retain(|finger| *finger != touch.finger);
        let (ends, meaning) = match self.doing {
            Doing::Pressing { finger, at, .. } if finger == touch.finger => {
                (true, (touch.phase == Phase::Up).then_some(Meaning::Tap(at)))
            }
            Doing::Steering { finger, .. } => (finger == touch.finger, None),
            Doing::Pinching { fingers } if fingers.iter().any(|(finger, _)| *finger == touch.finger) => {
                (true, Some(Meaning::Pinch(Pinched::Ended)))
            }
            Doing::Nothing | Doing::Pressing { .. } | Doing::Pinching { .. } | Doing::Waiting => (false, None),
        };
        if self.down.is_empty() {
            self.doing = Doing::Nothing;
        } else if ends {
            self.doing = Doing::Waiting;
        }
        meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::route::Pace;
    use hiroba_shared::units::Facing;

    const WIDTH: f32 = 1_000.0;

    /// Fingers, and everything they meant: (finger, phase, x, y, seconds).
    fn meant(touches: &[(u64, Phase, f32, f32, f64)]) -> (Fingers, Vec<Meaning>) {
        let mut fingers = Fingers::default();
        let mut meanings = Vec::new();
        for (finger, phase, x, y, now) in touches {
            meanings.extend(fingers.pass(*now));
            let touch = Touch { finger: *finger, phase: *phase, at: Vec2::new(*x, *y) };
            meanings.extend(fingers.touch(touch, WIDTH, *now));
        }
        (fingers, meanings)
    }

    use Phase::{Down, Lost, Moved, Up};

    #[test]
    fn a_short_touch_is_a_tap_where_it_began() {
        let (_, meanings) =
            meant(&[(1, Down, 700.0, 50.0, 0.0), (1, Moved, 706.0, 53.0, 0.1), (1, Up, 706.0, 53.0, 0.2)]);
        assert_eq!(meanings, [Meaning::Tap(Vec2::new(700.0, 50.0))]);
    }

    #[test]
    fn a_long_touch_is_a_long_press_once_and_no_tap() {
        let (_, meanings) =
            meant(&[(1, Down, 700.0, 50.0, 0.0), (1, Moved, 701.0, 50.0, 0.6), (1, Up, 701.0, 50.0, 2.0)]);
        assert_eq!(meanings, [Meaning::LongPress(Vec2::new(700.0, 50.0))]);
    }

    #[test]
    fn a_touch_that_the_system_takes_away_means_nothing() {
        let (fingers, meanings) = meant(&[(1, Down, 700.0, 50.0, 0.0), (1, Lost, 700.0, 50.0, 0.1)]);
        assert_eq!((meanings, fingers.doing), (vec![], Doing::Nothing));
    }

    #[test]
    fn a_thumb_on_the_left_steers_until_it_is_lifted() {
        let steering = [(1, Down, 100.0, 300.0, 0.0), (1, Moved, 130.0, 300.0, 0.1), (1, Moved, 160.0, 300.0, 5.0)];
        let (mut fingers, meanings) = meant(&steering);
        assert_eq!(meanings, []);
        assert_eq!(fingers.stick().and_then(Stick::drive), Some((Facing::East, Pace::Run)));
        assert_eq!(fingers.touch(Touch { finger: 1, phase: Up, at: Vec2::ZERO }, WIDTH, 6.0), None);
        assert_eq!(fingers.stick(), None);
    }

    #[test]
    fn a_drag_on_the_right_does_not_steer_but_on_a_narrow_screen_it_does() {
        let drag = [(1, Down, 400.0, 300.0, 0.0), (1, Moved, 440.0, 300.0, 0.1)];
        let stick = |width: f32| {
            let mut fingers = Fingers::default();
            for (finger, phase, x, y, now) in drag {
                fingers.touch(Touch { finger, phase, at: Vec2::new(x, y) }, width, now);
            }
            fingers.stick().is_some()
        };
        assert_eq!((stick(700.0), stick(450.0), stick(1_000.0)), (false, true, true));
    }

    #[test]
    fn two_fingers_zoom_by_how_far_they_move_apart_and_nothing_else_happens() {
        let (_, meanings) = meant(&[
            (1, Down, 100.0, 100.0, 0.0),
            (2, Down, 200.0, 100.0, 0.05),
            (2, Moved, 300.0, 100.0, 0.1),
            (1, Moved, 200.0, 100.0, 0.15),
            (1, Up, 200.0, 100.0, 0.2),
            (2, Moved, 600.0, 600.0, 0.9),
            (2, Up, 600.0, 600.0, 1.0),
        ]);
        let by = |factor| Meaning::Pinch(Pinched::By(factor));
        assert_eq!(meanings, [by(2.0), by(0.5), Meaning::Pinch(Pinched::Ended)]);
    }

    #[test]
    fn a_second_finger_beside_the_thumb_disturbs_nothing_and_the_next_gesture_is_free() {
        let (mut fingers, meanings) = meant(&[
            (1, Down, 100.0, 300.0, 0.0),
            (1, Moved, 100.0, 250.0, 0.1),
            (2, Down, 700.0, 300.0, 0.2),
            (2, Up, 700.0, 300.0, 0.3),
        ]);
        assert_eq!(fingers.stick().and_then(Stick::drive).map(|(facing, _)| facing), Some(Facing::North));
        fingers.touch(Touch { finger: 1, phase: Up, at: Vec2::ZERO }, WIDTH, 0.4);
        fingers.touch(Touch { finger: 3, phase: Down, at: Vec2::ONE }, WIDTH, 0.5);
        let tap = fingers.touch(Touch { finger: 3, phase: Up, at: Vec2::ONE }, WIDTH, 0.6);
        assert_eq!((meanings, tap), (vec![], Some(Meaning::Tap(Vec2::ONE))));
    }
}
