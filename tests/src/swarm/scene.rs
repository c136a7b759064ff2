//! A scene for the whole swarm: a deck is shown and its pages are turned, a poll is voted in, everybody claps.
//!
//! The first bot, a moderator, presses; [`conductor`] says what is next as soon as the last has reached everybody, so
//! that a slow machine makes the scene longer and not wrong; [`part`] is what one bot does, hears and finds wrong. The
//! deck needs no real rasteriser: what is posted is no PDF, and only its number of pages counts.

pub mod conductor;
pub mod part;
pub mod traffic;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde::Serialize;

use hiroba_shared::deck::PageNumber;

use super::report::Spread;
use super::tally::Tally;
use traffic::TurnBytes;

/// How many pages are turned, from the first one on.
pub const TURNS: u16 = 10;

/// What the swarm is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// Nothing yet.
    Wait,
    /// The first bot brings a deck and shows it.
    Show,
    /// Nobody says or does anything, so that the traffic of nothing can be counted.
    Silence,
    /// The first bot turns its pages.
    Turn,
    /// It opens a poll, in which everybody votes.
    Vote,
    /// Everybody claps.
    Clap,
    /// That was all.
    Over,
}

impl Cue {
    const ALL: [Self; 7] = [Self::Wait, Self::Show, Self::Silence, Self::Turn, Self::Vote, Self::Clap, Self::Over];
}

/// What all bots of a scene know together.
#[derive(Debug, Default)]
pub struct Scene {
    /// Place of the cue in [`Cue::ALL`].
    cue: AtomicUsize,
    /// How many bots are done with each.
    done: [AtomicUsize; Cue::ALL.len()],
    pressed: Mutex<Pressed>,
}

/// When what was pressed.
#[derive(Debug, Default, Clone)]
struct Pressed {
    turns: Vec<(PageNumber, Instant)>,
    poll: Option<Instant>,
    clap: Option<Instant>,
}

/// What a scene took, in milliseconds from the press to each bot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SceneFigures {
    /// From the press to the turned page, over bots and pages.
    pub turn_ms: Spread,
    /// From the press to the poll.
    pub poll_ms: Spread,
    /// From the moment when all are to clap until a bot has heard the last of them.
    pub clap_ms: Spread,
    /// How many pages were turned.
    pub turned_pages: u16,
    /// What one of them cost for each viewer, where the server tells its traffic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_bytes: Option<TurnBytes>,
}

impl Scene {
    /// What the swarm is at.
    #[must_use]
    pub fn cue(&self) -> Cue {
        Cue::ALL.get(self.cue.load(Ordering::Relaxed)).copied().unwrap_or(Cue::Over)
    }

    /// Whether nobody should chat: bytes are counted, and afterwards what everybody had to keep to themself would come
    /// out at once.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.cue() >= Cue::Silence
    }

    fn give(&self, cue: Cue) {
        if cue == Cue::Clap {
            self.press(|pressed| pressed.clap = Some(Instant::now()));
        }
        self.cue.store(cue as usize, Ordering::Relaxed);
    }

    fn done(&self, cue: Cue) {
        if let Some(done) = self.done.get(cue as usize) {
            done.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn are_done(&self, cue: Cue) -> usize {
        self.done.get(cue as usize).map_or(0, |done| done.load(Ordering::Relaxed))
    }

    fn press(&self, press: impl FnOnce(&mut Pressed)) {
        press(&mut self.pressed.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn pressed<T>(&self, read: impl FnOnce(&Pressed) -> T) -> T {
        read(&self.pressed.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SceneFigures {
    /// Puts together what all bots timed.
    #[must_use]
    pub fn of(tallies: &[Tally], turn_bytes: Option<TurnBytes>) -> Self {
        let parts = || tallies.iter().map(|tally| &tally.scene);
        Self {
            turn_ms: Spread::of_times(parts().flat_map(|times| times.turns.iter().copied())),
            poll_ms: Spread::of_times(parts().filter_map(|times| times.poll)),
            clap_ms: Spread::of_times(parts().filter_map(|times| times.clap)),
            turned_pages: TURNS,
            turn_bytes,
        }
    }
}
