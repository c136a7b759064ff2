//! The stage as this person lives it: being invited up, captions of those on it, and writing captions oneself.
//!
//! Who is on stage is the venue's word and lies in `venue_state`; here are the lines being written and read.

mod react;
pub mod view;

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::languages::OFFERED;
use hiroba_shared::profile::Language;
use hiroba_shared::protocol::stage::{Caption, Channel};
use hiroba_shared::text::TextFault;

use crate::locale::Tongue;
use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

/// Most lines on the screen.
const MOST_LINES: usize = 3;
/// Seconds a line stays after it was last changed.
const SHOWN_SECONDS: i64 = 20;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Captions>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::hear, react::act, react::send, react::pass)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}

/// A line on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub line: u32,
    /// Who says it.
    pub name: String,
    /// What.
    pub text: String,
    /// When it was last changed, by this device's clock.
    pub at: i64,
}

/// What is read and written in captions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Captions {
    /// The last lines, oldest first.
    pub lines: Vec<Line>,
    /// Into which languages somebody interprets.
    pub channels: Vec<Language>,
    /// Which channel is read; `None` until the person or their language chose one.
    pub channel: Option<Channel>,
    /// Who invites this person up.
    pub invited_by: Option<VisitorId>,
    /// The line being written.
    pub draft: String,
    /// Raised when the program wrote the draft.
    pub edition: u32,
    /// Why the draft could not be sent.
    pub fault: Option<TextFault>,
    /// The line changed since it was sent.
    pub unsent: bool,
    /// The language it is written in; the interface's without one.
    pub writes: Option<Language>,
    /// Languages in which lines were sent, in the order in which they first were.
    pub written: Vec<Language>,
    /// Every language is offered to write in, and not only those that are likely.
    pub offers_all: bool,
}

impl Captions {
    /// Takes in a line of somebody called `name`.
    pub fn take(&mut self, caption: &Caption, name: String, unix: i64) {
        let line = Line { line: caption.line, name, text: caption.text.to_string(), at: unix };
        match self.lines.iter_mut().find(|known| known.line == line.line) {
            Some(known) => *known = line,
            None => self.lines.push(line),
        }
        let over = self.lines.len().saturating_sub(MOST_LINES);
        self.lines.drain(..over);
    }

    /// The language that is written in.
    #[must_use]
    pub fn language(&self, tongue: Tongue) -> Option<Language> {
        self.writes.or_else(|| Language::new(tongue.code()).ok())
    }

    /// The languages to choose from, each once: those this person speaks, those of the interface, all others once they
    /// were asked for, those that were written in, and the one that is. Choosing one leaves every other in its place.
    #[must_use]
    pub fn offered(&self, spoken: &[Language]) -> Vec<Language> {
        let known = |code: &str| Language::new(code).ok();
        let all = OFFERED.iter().filter(|_| self.offers_all).filter_map(|(code, _)| known(code));
        let likely = spoken.iter().copied().chain(Tongue::ALL.into_iter().filter_map(|tongue| known(tongue.code())));
        let mut offered: Vec<Language> = Vec::new();
        for language in likely.chain(all).chain(self.written.iter().copied()).chain(self.writes) {
            if !offered.contains(&language) {
                offered.push(language);
            }
        }
        offered
    }

    /// Takes away lines that stood long enough; true when one did.
    pub fn pass(&mut self, unix: i64) -> bool {
        let count = self.lines.len();
        self.lines.retain(|line| unix.saturating_sub(line.at) < SHOWN_SECONDS);
        self.lines.len() != count
    }
}

#[cfg(test)]
pub(crate) fn caption(line: u32, text: &str) -> Caption {
    Caption {
        line,
        from: VisitorId(2),
        language: Language::new("en").unwrap(),
        interpreted: false,
        finished: false,
        text: hiroba_shared::text::CaptionText::new(text).unwrap(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_somebody_speaks_come_first_and_one_that_was_chosen_stays() {
        let codes = |captions: &Captions, spoken: &[&str]| -> Vec<String> {
            let spoken: Vec<Language> = spoken.iter().map(|code| Language::new(code).unwrap()).collect();
            captions.offered(&spoken).iter().map(|language| language.code().to_owned()).collect()
        };
        let mut captions = Captions::default();
        assert_eq!(codes(&captions, &["th", "ja"]), ["th", "ja", "en", "mn", "id"]);
        captions.offers_all = true;
        assert_eq!(
            codes(&captions, &["sw"]).len(),
            OFFERED.len() + 1,
            "one that the door does not offer is theirs too"
        );
        captions.writes = Language::new("ko").ok();
        captions.offers_all = false;
        assert_eq!(codes(&captions, &[]), ["en", "ja", "mn", "id", "ko"]);
        assert_eq!(captions.language(Tongue::Ja), Language::new("ko").ok());
        captions.offers_all = true;
        let before = codes(&captions, &[]);
        captions.writes = Language::new("th").ok();
        assert_eq!(codes(&captions, &[]), before, "what was chosen stays in its place");
        captions.written = vec![Language::new("ko").unwrap()];
        captions.offers_all = false;
        assert_eq!(codes(&captions, &[]), ["en", "ja", "mn", "id", "ko", "th"], "an interpreter's two languages");
    }

    #[test]
    fn a_line_grows_in_its_place_and_old_ones_give_way() {
        let mut captions = Captions::default();
        for (line, text) in [(1, "Good"), (2, "Hello"), (1, "Good morning"), (3, "a"), (4, "b")] {
            captions.take(&caption(line, text), "Ana".to_owned(), 100);
        }
        let texts: Vec<&str> = captions.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Hello", "a", "b"]);
        assert!(!captions.pass(119) && captions.pass(120) && captions.lines.is_empty());
    }
}
