//! Where somebody was at which tick, and where they are seen between those ticks.
//!
//! Pure: samples in, places out. Positions of different epochs are never blended; beyond the newest sample a walking
//! body goes on for a quarter of a second and then stands. When samples arrive and how late they are shown is not
//! known here.

use std::collections::VecDeque;

use hiroba_shared::protocol::snapshot::{OwnBody, Sighting};
use hiroba_shared::rules::movement::{Motion, RUN, WALK};
use hiroba_shared::units::{Facing, Point, Tick};

/// Longest that a body is seen walking on without news, in ticks: 250 ms.
const EXTRAPOLATED_TICKS: f64 = 5.0;
/// Most samples kept: more than the longest delay holds.
const MAX_SAMPLES: usize = 32;

/// One known moment of somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// When; a fraction where a moment was concluded from others.
    pub tick: f64,
    /// Where, in subtiles.
    pub at: Point,
    /// Looking there.
    pub facing: Facing,
    /// Doing that.
    pub motion: Motion,
    /// Counts jumps modulo 4.
    pub epoch: u8,
    /// Present but not looking.
    pub away: bool,
}

/// How somebody is seen at a moment between samples.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Seen {
    /// Subtiles from the left.
    pub x: f32,
    /// Subtiles from the top.
    pub y: f32,
    /// Looking there.
    pub facing: Facing,
    /// Doing that.
    pub motion: Motion,
    /// Present but not looking.
    pub away: bool,
}

/// The latest samples of one avatar, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Track {
    samples: VecDeque<Sample>,
}

impl Sample {
    /// What a sighting says.
    #[must_use]
    pub fn of_sighting(tick: Tick, sighting: &Sighting) -> Self {
        Self {
            tick: f64::from(tick.0),
            at: sighting.position(),
            facing: sighting.facing,
            motion: sighting.motion,
            epoch: sighting.epoch,
            away: sighting.away,
        }
    }

    /// What the venue says of the own body.
    #[must_use]
    pub fn of_own(tick: Tick, own: &OwnBody) -> Self {
        let OwnBody { position, facing, motion, epoch, .. } = *own;
        Self { tick: f64::from(tick.0), at: position, facing, motion, epoch, away: false }
    }

    fn seen(&self) -> Seen {
        let Self { at, facing, motion, away, .. } = *self;
        Seen { x: at.x as f32, y: at.y as f32, facing, motion, away }
    }
}

impl Track {
    /// Adds what was learnt; samples that are not newer than the newest are ignored.
    pub fn push(&mut self, sample: Sample) {
        if let Some(last) = self.samples.back().copied() {
            if sample.tick <= last.tick {
                return;
            }
            if let Some(start) = start_of_walk(&last, &sample) {
                self.samples.push_back(start);
            }
        }
        self.samples.push_back(sample);
        while self.samples.len() > MAX_SAMPLES {
            self.samples.pop_front();
        }
    }

    /// What was learnt last.
    #[must_use]
    pub fn newest(&self) -> Option<&Sample> {
        self.samples.back()
    }

    /// How the avatar is seen at `playhead` (in ticks); `None` before the first sample.
    #[must_use]
    pub fn at(&self, playhead: f64) -> Option<Seen> {
        let after = self.samples.iter().position(|sample| sample.tick > playhead);
        match after {
            Some(0) => self.samples.front().map(Sample::seen),
            Some(index) => Some(between(self.samples.get(index - 1)?, self.samples.get(index)?, playhead)),
            None => self.samples.back().map(|last| beyond(last, playhead)),
        }
    }

    /// Drops what lies before `playhead` and is no longer needed.
    pub fn forget_before(&mut self, playhead: f64) {
        while self.samples.get(1).is_some_and(|second| second.tick <= playhead) {
            self.samples.pop_front();
        }
    }
}

/// Records come only when something changes, so a long silence before a short way was standing: the moment from which
/// the body must have walked.
fn start_of_walk(last: &Sample, next: &Sample) -> Option<Sample> {
    let distance = (last.at.distance_squared(next.at) as f64).sqrt();
    let runs = last.motion == Motion::Running || next.motion == Motion::Running;
    let pace = f64::from(if runs { RUN } else { WALK });
    let needed = (distance / pace).max(1.0);
    let stood = next.tick - last.tick > needed + 1.0 && last.epoch == next.epoch;
    stood.then(|| Sample { tick: next.tick - needed, motion: at_rest(last.motion), ..*last })
}

const fn at_rest(motion: Motion) -> Motion {
    match motion {
        Motion::Seated => Motion::Seated,
        Motion::Standing | Motion::Walking | Motion::Running => Motion::Standing,
    }
}

fn between(from: &Sample, to: &Sample, playhead: f64) -> Seen {
    if from.epoch != to.epoch {
        return from.seen();
    }
    let share = ((playhead - from.tick) / (to.tick - from.tick)) as f32;
    let blend = |a: i32, b: i32| a as f32 + (b - a) as f32 * share;
    let moves = from.at != to.at;
    let motion = match (moves, to.motion) {
        (true, Motion::Walking | Motion::Running) => to.motion,
        (true, Motion::Standing | Motion::Seated) if from.motion == Motion::Running => Motion::Running,
        (true, Motion::Standing | Motion::Seated) => Motion::Walking,
        (false, _) => from.motion,
    };
    let facing = if moves { to.facing } else { from.facing };
    Seen { x: blend(from.at.x, to.at.x), y: blend(from.at.y, to.at.y), facing, motion, away: from.away }
}

fn beyond(last: &Sample, playhead: f64) -> Seen {
    let pace = match last.motion {
        Motion::Standing | Motion::Seated => return last.seen(),
        Motion::Walking => WALK,
        Motion::Running => RUN,
    };
    let ahead = playhead - last.tick;
    let (dx, dy) = last.facing.steps();
    let along = if dx != 0 && dy != 0 { std::f64::consts::FRAC_1_SQRT_2 } else { 1.0 };
    let way = (ahead.clamp(0.0, EXTRAPOLATED_TICKS) * f64::from(pace) * along) as f32;
    let motion = if ahead > EXTRAPOLATED_TICKS { Motion::Standing } else { last.motion };
    let seen = last.seen();
    Seen { x: seen.x + dx as f32 * way, y: seen.y + dy as f32 * way, motion, ..seen }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(tick: f64, x: i32, motion: Motion) -> Sample {
        Sample { tick, at: Point::new(x, 0), facing: Facing::East, motion, epoch: 0, away: false }
    }

    fn track(samples: &[Sample]) -> Track {
        let mut track = Track::default();
        for sample in samples {
            track.push(*sample);
        }
        track
    }

    #[test]
    fn a_walk_is_seen_in_the_middle_between_two_samples() {
        let track = track(&[sample(10.0, 0, Motion::Walking), sample(12.0, 102, Motion::Walking)]);
        assert_eq!(track.at(11.0).map(|seen| seen.x), Some(51.0));
    }

    #[test]
    fn who_stood_long_starts_walking_late_instead_of_creeping() {
        let track = track(&[sample(0.0, 0, Motion::Standing), sample(100.0, 51, Motion::Walking)]);
        assert_eq!(track.at(98.9).map(|seen| (seen.x, seen.motion)), Some((0.0, Motion::Standing)));
        assert_eq!(track.at(99.5).map(|seen| (seen.x, seen.motion)), Some((25.5, Motion::Walking)));
    }

    #[test]
    fn a_jump_is_never_blended() {
        let jumped = Sample { epoch: 1, ..sample(12.0, 5_000, Motion::Standing) };
        let track = track(&[sample(10.0, 0, Motion::Walking), jumped]);
        assert_eq!(track.at(11.9).map(|seen| seen.x), Some(0.0));
        assert_eq!(track.at(12.0).map(|seen| seen.x), Some(5_000.0));
    }

    #[test]
    fn without_news_a_walker_goes_on_for_a_quarter_second_and_then_stands() {
        let track = track(&[sample(10.0, 0, Motion::Walking)]);
        assert_eq!(track.at(12.0).map(|seen| seen.x), Some(102.0));
        assert_eq!(track.at(100.0).map(|seen| (seen.x, seen.motion)), Some((255.0, Motion::Standing)));
    }

    #[test]
    fn late_samples_change_nothing() {
        let mut track = track(&[sample(10.0, 0, Motion::Standing), sample(11.0, 51, Motion::Standing)]);
        track.push(sample(9.0, 900, Motion::Standing));
        assert_eq!(track.at(20.0).map(|seen| seen.x), Some(51.0));
    }
}
