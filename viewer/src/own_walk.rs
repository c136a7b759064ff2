//! The own body between two answers of the venue: the pure heart of prediction.
//!
//! It keeps the intents the venue has not applied yet; an answer rewinds to the venue's body and replays them through
//! the shared step. It never decides: whatever the venue says, counts.

use std::collections::VecDeque;

use hiroba_shared::protocol::snapshot::OwnBody;
use hiroba_shared::protocol::stride::{Ack, MAX_INTENTS, Stride};
use hiroba_shared::rules::movement::{self, Body, Drive, Ground, Intent, Motion};
use hiroba_shared::units::{Facing, Point, SUBTILES_PER_TILE, TilePoint};

use crate::track::Seen;

/// How long a correction is eased over, in seconds.
const EASE_SECONDS: f32 = 0.1;
/// Corrections beyond this many tiles are shown at once.
const SNAP_TILES: u16 = 2;
/// Ticks between two strides that carry nothing but an acknowledgement: four a second.
const IDLE_TICKS: u32 = 5;

/// The predicted body and the intents on their way.
#[derive(Debug, Clone, Default)]
pub struct OwnWalk {
    /// The newest answer of the venue on this link.
    server: Option<OwnBody>,
    /// At most [`MAX_INTENTS`], because a stride repeats them all; with that many on their way the body waits.
    pending: VecDeque<(u32, Intent)>,
    last: u32,
    walks: bool,
    previous: Body,
    current: Body,
    easing: (f32, f32),
    since_stride: u32,
}

/// A room whose map is not there yet: nobody can stand anywhere, so nothing is predicted.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere;

impl Ground for Nowhere {
    fn is_open(&self, _tile: TilePoint) -> bool {
        false
    }
}

impl OwnWalk {
    /// Begins anew on a new link: nothing is known until the venue answers. What is drawn stays.
    pub fn begin(&mut self) {
        let Self { previous, current, .. } = *self;
        *self = Self { previous, current, ..Self::default() };
    }

    /// One tick: makes the step that `intent` asks for and keeps it until the venue has applied it.
    pub fn step(&mut self, intent: Intent, ground: &impl Ground) {
        self.previous = self.current;
        let idle = intent == Intent::Stay && !self.walks;
        if self.server.is_none() || idle || self.pending.len() >= MAX_INTENTS {
            return;
        }
        self.walks = intent != Intent::Stay;
        self.last = self.last.wrapping_add(1);
        self.pending.push_back((self.last, intent));
        self.current = movement::step(self.current, Drive::Own(intent), ground);
    }

    /// What to send in this tick, if anything.
    pub fn stride(&mut self, ack: Ack) -> Option<Stride> {
        self.server?;
        self.since_stride += 1;
        if self.pending.is_empty() && self.since_stride < IDLE_TICKS {
            return None;
        }
        self.since_stride = 0;
        Some(Stride { ack, last: self.last, intents: self.pending.iter().map(|(_, intent)| *intent).collect() })
    }

    /// Takes the venue's answer: rewinds, replays, and eases over what was predicted wrong.
    pub fn correct(&mut self, own: &OwnBody, ground: &impl Ground) {
        let jumped = self.server.is_none_or(|before| before.epoch != own.epoch);
        if self.server.is_none() {
            self.last = own.last_intent;
        }
        self.server = Some(*own);
        self.pending.retain(|(number, _)| *number > own.last_intent);
        let body = Body { position: own.position, facing: own.facing, motion: own.motion };
        let replayed = replay(body, self.pending.iter().map(|(_, intent)| *intent), ground);
        let (was, is) = (self.current.position, replayed.position);
        self.current = replayed;
        if jumped || !was.is_within(is, SNAP_TILES) {
            self.previous = replayed;
            self.easing = (0.0, 0.0);
            return;
        }
        let error = (was.x - is.x, was.y - is.y);
        self.previous.position = Point::new(self.previous.position.x - error.0, self.previous.position.y - error.1);
        self.easing = (self.easing.0 + error.0 as f32, self.easing.1 + error.1 as f32);
    }

    /// Whether the venue moves the body, and no own intent has ended that yet.
    #[must_use]
    pub fn is_led(&self) -> bool {
        self.pending.is_empty() && self.server.is_some_and(|own| own.led)
    }

    /// Number of the newest intent: what is asked now is asked after it.
    #[must_use]
    pub const fn newest(&self) -> u32 {
        self.last
    }

    /// The body as predicted, without easing.
    #[must_use]
    pub const fn body(&self) -> Body {
        self.current
    }

    /// Whether every step was applied, and the last was to stay.
    #[must_use]
    pub fn rests(&self) -> bool {
        self.is_known() && self.pending.is_empty() && !self.walks
    }

    /// Whether the venue has answered on this link.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.server.is_some()
    }

    /// Lets `seconds` of easing pass.
    pub fn ease(&mut self, seconds: f32) {
        let left = (-3.0 * seconds / EASE_SECONDS).exp();
        self.easing = (self.easing.0 * left, self.easing.1 * left);
    }

    /// Shows the body `by` subtiles away from where it is, and eases that over.
    pub fn ease_from(&mut self, by: (f32, f32)) {
        let limit = (i32::from(SNAP_TILES) * SUBTILES_PER_TILE) as f32;
        self.easing = if by.0.hypot(by.1) > limit { (0.0, 0.0) } else { by };
    }

    /// How the body is drawn at `share` (0 to 1) of the way from the last tick to the next.
    #[must_use]
    pub fn drawn(&self, share: f32) -> Seen {
        let blend = |from: i32, to: i32| from as f32 + (to - from) as f32 * share;
        let (from, to) = (self.previous.position, self.current.position);
        let motion = match self.current.motion {
            // The venue may find no intent for a tick; the body is still on its way.
            Motion::Standing if from != to => Motion::Walking,
            motion @ (Motion::Standing | Motion::Walking | Motion::Running | Motion::Seated) => motion,
        };
        let facing: Facing = self.current.facing;
        let (x, y) = (blend(from.x, to.x) + self.easing.0, blend(from.y, to.y) + self.easing.1);
        Seen { x, y, facing, motion, away: false }
    }
}

fn replay(body: Body, pending: impl Iterator<Item = Intent>, ground: &impl Ground) -> Body {
    pending.fold(body, |body, intent| movement::step(body, Drive::Own(intent), ground))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::rules::movement::WALK;

    struct Field;
    impl Ground for Field {
        fn is_open(&self, tile: TilePoint) -> bool {
            tile.x < 40 && tile.y < 40
        }
    }

    const EAST: Intent = Intent::Walk(Facing::East);
    const START: Point = Point::new(2_000, 2_000);

    fn answer(last_intent: u32, x: i32) -> OwnBody {
        OwnBody { last_intent, position: Point::new(x, START.y), facing: Facing::East, ..OwnBody::default() }
    }

    fn walker() -> OwnWalk {
        let mut walk = OwnWalk::default();
        walk.correct(&answer(0, START.x), &Field);
        walk
    }

    #[test]
    fn an_agreeing_venue_moves_nothing() {
        let mut walk = walker();
        for _ in 0..4 {
            walk.step(EAST, &Field);
        }
        let before = walk.drawn(0.5);
        walk.correct(&OwnBody { motion: Motion::Walking, ..answer(2, START.x + 2 * WALK) }, &Field);
        assert_eq!(walk.drawn(0.5), before);
    }

    #[test]
    fn applied_intents_are_not_replayed() {
        let mut walk = walker();
        walk.step(EAST, &Field);
        walk.step(EAST, &Field);
        walk.correct(&answer(2, START.x + 7), &Field);
        assert_eq!(walk.body().position.x, START.x + 7);
    }

    #[test]
    fn a_small_correction_is_eased_and_gone_after_a_fifth_of_a_second() {
        let mut walk = walker();
        walk.step(EAST, &Field);
        walk.correct(&answer(1, START.x), &Field);
        assert!((walk.drawn(1.0).x - (START.x + WALK) as f32).abs() < 0.01);
        walk.ease(0.2);
        assert!((walk.drawn(1.0).x - START.x as f32).abs() < 1.0);
    }

    #[test]
    fn a_jump_of_another_epoch_is_shown_at_once() {
        let mut walk = walker();
        walk.correct(&OwnBody { epoch: 1, ..answer(0, START.x + 100) }, &Field);
        assert_eq!(walk.drawn(0.0).x, (START.x + 100) as f32);
    }

    #[test]
    fn standing_takes_one_number_to_stop_and_none_after() {
        let mut walk = walker();
        walk.step(EAST, &Field);
        for _ in 0..10 {
            walk.step(Intent::Stay, &Field);
        }
        let stride = walk.stride(Ack::default()).unwrap();
        assert_eq!((stride.last, stride.intents), (2, vec![EAST, Intent::Stay]));
    }

    #[test]
    fn with_a_full_ring_the_body_waits() {
        let mut walk = walker();
        for _ in 0..MAX_INTENTS + 20 {
            walk.step(EAST, &Field);
        }
        assert_eq!(walk.body().position.x, START.x + MAX_INTENTS as i32 * WALK);
        assert_eq!(walk.stride(Ack::default()).map(|stride| stride.intents.len()), Some(MAX_INTENTS));
    }

    #[test]
    fn an_idle_client_acknowledges_four_times_a_second() {
        let mut walk = walker();
        let sent = (0..20).filter(|_| walk.stride(Ack::default()).is_some()).count();
        assert_eq!(sent, 4);
    }

    #[test]
    fn intents_go_on_from_the_number_the_venue_knows() {
        let mut walk = OwnWalk::default();
        walk.correct(&answer(41, START.x), &Field);
        walk.step(EAST, &Field);
        assert_eq!(walk.stride(Ack::default()).map(|stride| stride.last), Some(42));
    }
}
