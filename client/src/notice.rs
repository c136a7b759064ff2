//! Short messages that pass by themselves, and the veil while there is no link.
//!
//! Refusals of the venue become sentences here. Faults of the form stand at their fields instead.

mod react;
pub mod veil_view;
pub mod view;

use bevy::prelude::*;
use std::collections::VecDeque;

use crate::panel::{PanelSystems, Tone};
use crate::schedule::ClientSystems;
use crate::screen::Screen;

/// Most notices shown at once; the oldest gives way.
const MOST: usize = 4;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Notices>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(Update, (react::hear, react::pass, react::act).chain().in_set(ClientSystems::React))
        .add_systems(Update, (react::show, react::show_veil).in_set(PanelSystems::Show));
}

/// One short message.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its number.
    pub number: u64,
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// Seconds until it passes.
    pub seconds: f32,
}

/// The short messages on the screen, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Resource)]
pub struct Notices {
    shown: VecDeque<Notice>,
    next: u64,
}

impl Notices {
    /// Shows a message for as long as it takes to read it. The same text is not shown twice at once.
    pub fn add(&mut self, tone: Tone, text: String) {
        let seconds = 4.0 + text.chars().count() as f32 * 0.06;
        if let Some(same) = self.shown.iter_mut().find(|notice| notice.text == text) {
            same.seconds = seconds;
            return;
        }
        if self.shown.len() == MOST {
            self.shown.pop_front();
        }
        self.shown.push_back(Notice { number: self.next, tone, text, seconds });
        self.next += 1;
    }

    /// Takes a message away.
    pub fn dismiss(&mut self, number: u64) {
        self.shown.retain(|notice| notice.number != number);
    }

    /// Lets time pass; true when a message passed with it.
    pub fn pass(&mut self, seconds: f32) -> bool {
        let before = self.shown.len();
        self.shown.iter_mut().for_each(|notice| notice.seconds -= seconds);
        self.shown.retain(|notice| notice.seconds > 0.0);
        self.shown.len() != before
    }

    /// The messages, oldest first.
    pub fn shown(&self) -> impl Iterator<Item = &Notice> {
        self.shown.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_pass_and_the_same_text_is_not_piled_up() {
        let mut notices = Notices::default();
        (0..10).for_each(|_| notices.add(Tone::Bad, "too fast".to_owned()));
        assert_eq!(notices.shown().count(), 1);
        assert!(!notices.pass(3.0));
        assert!(notices.pass(3.0));
        assert_eq!(notices.shown().count(), 0);
    }

    #[test]
    fn at_most_four_notices_stand_on_the_screen() {
        let mut notices = Notices::default();
        (0..10).for_each(|n| notices.add(Tone::Plain, format!("notice {n}")));
        let first = notices.shown().next().map(|notice| notice.text.clone());
        assert_eq!((notices.shown().count(), first.as_deref()), (4, Some("notice 6")));
    }
}
