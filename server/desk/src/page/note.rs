//! Pages that only say something: that one may not, that there is no such thing, that one must wait.

use maud::html;

use super::Frame;
use super::frame::Here;

/// What is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// One's role does not allow it.
    NotAllowed,
    /// There is no such page, person or link any more.
    Gone,
    /// It would leave the venue without a host.
    LastHost,
    /// The form was not one of this session, or came from elsewhere.
    Stale,
    /// Too many tries: wait so many seconds.
    TooOften(i64),
    /// The server has too much to do at the moment.
    Busy,
    /// It could not be stored.
    NotStored,
}

impl Note {
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::NotAllowed => ("desk-not-allowed-title", "desk-not-allowed"),
            Self::Gone => ("desk-gone-title", "desk-gone"),
            Self::LastHost => ("desk-last-host-title", "desk-last-host"),
            Self::Stale => ("desk-stale-title", "desk-stale"),
            Self::TooOften(_) => ("desk-too-often-title", "desk-too-often"),
            Self::Busy => ("desk-busy-title", "desk-busy"),
            Self::NotStored => ("desk-not-stored-title", "desk-not-stored"),
        }
    }
}

/// A page that says this.
#[must_use]
pub fn note(frame: &Frame<'_>, note: Note) -> String {
    let (title, key) = note.keys();
    let minutes = match note {
        Note::TooOften(seconds) => seconds.saturating_add(59) / 60,
        Note::NotAllowed | Note::Gone | Note::LastHost | Note::Stale | Note::Busy | Note::NotStored => 0,
    };
    let matter = html! {
        div.card.narrow {
            h1 { (frame.text(title)) }
            p { (frame.words.fill(key, &[("minutes", &minutes.to_string())])) }
            p { a.button.soft href="/desk" { (frame.text("desk-nav-home")) } }
        }
    };
    frame.page(Here::Aside, frame.text(title), &matter)
}
