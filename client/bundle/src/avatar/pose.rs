//! Where head, shoulders, hands and feet are, for each direction and frame.
//!
//! All parts are drawn from this one skeleton, so that sleeves meet hands and hair stays on the head. It draws nothing.

/// Directions by number, as in the atlas.
pub(super) const S: usize = 0;
pub(super) const SE: usize = 1;
pub(super) const E: usize = 2;
pub(super) const NE: usize = 3;
pub(super) const N: usize = 4;

pub(super) type Point = (f32, f32);

/// Three joints: hip, knee, foot, or shoulder, elbow, hand.
#[derive(Clone, Copy)]
pub(super) struct Limb(pub(super) Point, pub(super) Point, pub(super) Point);

impl Limb {
    pub(super) fn line(&self) -> String {
        let Limb(a, b, c) = self;
        format!("M{},{} Q{},{} {},{}", a.0, a.1, b.0, b.1, c.0, c.1)
    }

    /// Only the upper part, for short sleeves and shorts.
    pub(super) fn upper(&self, share: f32) -> String {
        let Limb(a, b, c) = self;
        let mix = |from: f32, to: f32, t: f32| from + (to - from) * t;
        let knee = (mix(a.0, b.0, share), mix(a.1, b.1, share));
        let next = (mix(b.0, c.0, share), mix(b.1, c.1, share));
        let end = (mix(knee.0, next.0, share), mix(knee.1, next.1, share));
        format!("M{},{} Q{},{} {},{}", a.0, a.1, knee.0, knee.1, end.0, end.1)
    }
}

pub(super) struct Pose {
    pub(super) dir: usize,
    pub(super) sitting: bool,
    /// How far the upper body is below its standing place.
    pub(super) drop: f32,
    /// Farther from the viewer first.
    pub(super) arms: [Limb; 2],
    pub(super) legs: [Limb; 2],
}

impl Pose {
    pub(super) fn new(dir: usize, frame: usize) -> Self {
        let sitting = frame == 5;
        let swing = [0.0, 1.0, 0.0, -1.0, 0.0, 0.0][frame];
        let passing = [0, 0, 1, 0, 2, 0][frame];
        let drop = match frame {
            1 | 3 => 0.8,
            2 | 4 => -1.0,
            5 => 10.0,
            _ => 0.0,
        };
        let mut pose = Self {
            dir,
            sitting,
            drop,
            arms: [Limb((0.0, 0.0), (0.0, 0.0), (0.0, 0.0)); 2],
            legs: [Limb((0.0, 0.0), (0.0, 0.0), (0.0, 0.0)); 2],
        };
        for side in [0, 1] {
            let sign = if side == 0 { -1.0 } else { 1.0 };
            let raised = passing == side + 1;
            pose.legs[side] = if sitting { sitting_leg(dir, sign) } else { leg(dir, sign, swing * sign, raised, drop) };
            pose.arms[side] = if sitting { sitting_arm(dir, sign) } else { arm(dir, sign, -swing * sign, drop) };
        }
        pose
    }

    /// Half the width across the shoulders.
    pub(super) fn shoulder(&self) -> f32 {
        [12.0, 11.2, 8.6, 11.2, 12.0][self.dir]
    }

    /// Half the width across the hips.
    pub(super) fn hip(&self) -> f32 {
        [10.2, 9.6, 8.0, 9.6, 10.2][self.dir]
    }

    /// Whether the chest is seen: S, SE and E.
    pub(super) fn shows_chest(&self) -> bool {
        self.dir <= E
    }

    /// Where the middle of the chest appears.
    pub(super) fn chest(&self) -> f32 {
        [32.0, 35.6, 37.4, 28.0, 32.0][self.dir]
    }

    /// Both arms are in front of the body, or only the nearer one.
    pub(super) fn far_arm_in_front(&self) -> bool {
        self.dir == S || self.dir == N
    }
}

/// In SE and NE the nearer limb is on different sides of the picture.
fn side(dir: usize, sign: f32) -> f32 {
    if dir == SE { -sign } else { sign }
}

fn leg(dir: usize, sign: f32, swing: f32, raised: bool, drop: f32) -> Limb {
    let out = side(dir, sign) * [5.2, 4.6, 0.6, 4.6, 5.2][dir];
    let lift = if raised { 3.5 } else { 0.0 };
    let hip = (32.0 + out, 69.0 + drop);
    let (dx, dy) = match dir {
        S | N => (0.0, swing * if dir == S { 2.2 } else { -2.2 } - (swing.abs() * 2.0)),
        E => (swing * 8.0, -swing.abs() * 0.8),
        SE => (swing * 5.0, swing * 1.4 - swing.abs()),
        _ => (swing * 5.0, -swing * 1.4 - swing.abs()),
    };
    let foot = (hip.0 + dx, 86.0 + dy - lift);
    let bend = if dir == S || dir == N { 0.0 } else { 2.0 + lift * 0.8 };
    Limb(hip, ((hip.0 + foot.0) / 2.0 + bend, (hip.1 + foot.1) / 2.0), foot)
}

fn sitting_leg(dir: usize, sign: f32) -> Limb {
    let s = side(dir, sign);
    match dir {
        S => Limb((32.0 + s * 5.2, 80.0), (32.0 + s * 7.4, 82.0), (32.0 + s * 6.0, 91.5)),
        SE => Limb((32.0 + s * 4.6, 80.0), (41.0 + s * 4.6, 79.0), (39.5 + s * 4.6, 91.0 - s)),
        E => Limb((30.0, 81.0 - sign), (45.0, 77.0 + sign), (42.0 + sign, 91.0 + sign)),
        NE => Limb((32.0 + s * 4.6, 80.0), (39.0 + s * 4.6, 78.0), (38.0 + s * 4.6, 84.0)),
        _ => Limb((32.0 + s * 5.2, 79.0), (32.0 + s * 5.4, 80.0), (32.0 + s * 5.4, 83.0)),
    }
}

fn arm(dir: usize, sign: f32, swing: f32, drop: f32) -> Limb {
    let s = side(dir, sign);
    let out = s * [11.6, 10.4, 1.0, 10.4, 11.6][dir];
    let shoulder = (32.0 + out, 51.5 + drop);
    let (dx, dy) = match dir {
        S | N => (s * 2.4, 15.0 + swing * if dir == S { 1.6 } else { -1.6 }),
        E => (swing * 9.0 + 0.5, 15.0 - swing.abs() * 1.6),
        SE => (s * 1.6 + swing * 4.5, 15.0 + swing),
        _ => (s * 1.6 + swing * 4.5, 15.0 - swing),
    };
    let hand = (shoulder.0 + dx, shoulder.1 + dy);
    let elbow = if dir == E { -1.8 } else { s * 2.2 };
    Limb(shoulder, ((shoulder.0 + hand.0) / 2.0 + elbow, (shoulder.1 + hand.1) / 2.0), hand)
}

fn sitting_arm(dir: usize, sign: f32) -> Limb {
    let s = side(dir, sign);
    let shoulder = (32.0 + s * [11.6, 10.4, 1.0, 10.4, 11.6][dir], 61.5);
    let hand = match dir {
        S => (32.0 + s * 5.5, 77.0),
        SE => (37.0 + s * 6.0, 76.5),
        E => (40.0, 75.5),
        NE => (36.0 + s * 9.0, 75.0),
        _ => (32.0 + s * 11.0, 75.0),
    };
    let elbow = if dir == E { -3.0 } else { s * 4.0 };
    Limb(shoulder, ((shoulder.0 + hand.0) / 2.0 + elbow, (shoulder.1 + hand.1) / 2.0 + 2.0), hand)
}
