//! Why a map cannot be opened: which file, where in it, and what is the matter.

use std::fmt;

/// Why a map cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// The file.
    pub file: String,
    /// Where in it, such as `layer "walls"`; empty for the whole file.
    pub place: String,
    /// What is the matter.
    pub what: String,
}

/// What is the matter at which place of a file that the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) place: String,
    pub(super) what: String,
}

impl Fault {
    pub(super) fn at(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }

    pub(super) fn in_file(self, file: &str) -> ImportError {
        ImportError { file: quoted(file), place: self.place, what: self.what }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            return write!(f, "{}: {}", self.file, self.what);
        }
        write!(f, "{}, {}: {}", self.file, self.place, self.what)
    }
}

impl std::error::Error for ImportError {}

/// A name from a file, fit to be printed: in quotes, without control characters, cut at 80 characters.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", printable(name))
}

/// A text from a file without control characters and without those that turn text round, cut at 80 characters.
pub(super) fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if c.is_control() || turns(c) { '\u{FFFD}' } else { c };
    let mut kept: String = text.chars().take(80).map(shown).collect();
    if text.chars().nth(80).is_some() {
        kept.push('…');
    }
    kept
}
