//! Which plates are shown whole, which shorter or raised, and which not at all, so that no two lie over each other.
//!
//! Pure. Whoever comes first in the row keeps their place; those who must be shown always are. A plate stays as it is
//! while it nearly fits, so that nothing flickers while people walk past each other.

use bevy::math::{Rect, Vec2};

/// How far a plate is raised to stand above its neighbour's name, in world units.
pub const RAISE: f32 = 26.0;
/// World units that a plate may lie over another while it is shown that way already, and that it must keep away else.
const SLACK: f32 = 4.0;

/// A plate that wants to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The middle of its lower edge, in world units.
    pub foot: Vec2,
    /// Size with all of its lines.
    pub whole: Vec2,
    /// Size without the organisation.
    pub short: Vec2,
    /// Whether it may be left out.
    pub claim: Claim,
    /// How it was shown until now.
    pub before: Form,
}

/// Whether a plate may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The own plate, and that of whom the person pointed at.
    Always,
    /// Everybody else's.
    IfRoom,
}

/// How a plate is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// With all of its lines.
    Whole,
    /// Without the organisation.
    Short,
    /// Without the organisation, one line higher.
    Raised,
    /// Not at all.
    #[default]
    Hidden,
}

/// The form of each plate, in the order of the candidates; earlier ones are served first.
#[must_use]
pub fn arrange(candidates: &[Candidate]) -> Vec<Form> {
    let mut taken: Vec<Rect> = Vec::with_capacity(candidates.len());
    let mut forms = vec![Form::Hidden; candidates.len()];
    for claim in [Claim::Always, Claim::IfRoom] {
        for (candidate, form) in candidates.iter().zip(&mut forms).filter(|(candidate, _)| candidate.claim == claim) {
            *form = form_of(candidate, &taken);
            taken.extend(candidate.rect(*form));
        }
    }
    forms
}

fn form_of(candidate: &Candidate, taken: &[Rect]) -> Form {
    let fits = |form: &Form| {
        let margin = if *form == candidate.before { -SLACK } else { SLACK };
        candidate.rect(*form).is_some_and(|rect| {
            let rect = rect.inflate(margin);
            taken.iter().all(|other| other.intersect(rect).is_empty())
        })
    };
    let otherwise = match candidate.claim {
        Claim::Always => Form::Whole,
        Claim::IfRoom => Form::Hidden,
    };
    [Form::Whole, Form::Short, Form::Raised].into_iter().find(fits).unwrap_or(otherwise)
}

impl Candidate {
    fn rect(&self, form: Form) -> Option<Rect> {
        let (size, raise) = match form {
            Form::Whole => (self.whole, 0.0),
            Form::Short => (self.short, 0.0),
            Form::Raised => (self.short, RAISE),
            Form::Hidden => return None,
        };
        Some(Rect::from_center_size(self.foot + Vec2::new(0.0, raise + size.y / 2.0), size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plate(x: f32, y: f32) -> Candidate {
        Candidate {
            foot: Vec2::new(x, y),
            whole: Vec2::new(120.0, 42.0),
            short: Vec2::new(100.0, 22.0),
            claim: Claim::IfRoom,
            before: Form::Hidden,
        }
    }

    #[test]
    fn plates_apart_are_whole() {
        assert_eq!(arrange(&[plate(0.0, 0.0), plate(200.0, 0.0)]), [Form::Whole, Form::Whole]);
    }

    #[test]
    fn the_farther_one_loses_first_the_organisation_then_its_place_and_then_the_plate() {
        let near = Candidate { whole: Vec2::new(100.0, 22.0), ..plate(0.0, 0.0) };
        assert_eq!(arrange(&[near, plate(0.0, -30.0)])[1], Form::Short);
        assert_eq!(arrange(&[near, plate(64.0, 0.0)])[1], Form::Raised);
        assert_eq!(arrange(&[near, plate(64.0, 0.0), plate(32.0, 0.0)])[2], Form::Hidden);
    }

    #[test]
    fn who_must_be_shown_is_shown_and_the_others_give_way() {
        let own = Candidate { claim: Claim::Always, ..plate(10.0, 0.0) };
        let pointed_at = Candidate { claim: Claim::Always, ..plate(20.0, 0.0) };
        let forms = arrange(&[plate(0.0, 0.0), own, pointed_at]);
        assert_eq!(forms, [Form::Hidden, Form::Whole, Form::Whole]);
    }

    #[test]
    fn a_plate_at_the_edge_of_another_does_not_flicker() {
        let near = plate(0.0, 0.0);
        let mut beside = plate(121.0, 0.0);
        assert_eq!(arrange(&[near, beside])[1], Form::Short, "a new plate keeps its distance");
        beside.before = Form::Whole;
        assert_eq!(arrange(&[near, beside])[1], Form::Whole, "one that was there stays");
        beside.foot.x = 118.0;
        assert_eq!(arrange(&[near, beside])[1], Form::Whole, "and stays while it nearly fits");
    }
}
