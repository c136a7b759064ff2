//! What was understood of a map, what was ignored and what is wrong, line by line, for whoever made it.

use std::fmt;

/// Lines a report keeps of each kind; a hostile file could give millions.
const MAX_LINES: usize = 500;

/// What was made of a map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    understood: Lines,
    ignored: Lines,
    wrong: Lines,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Lines {
    kept: Vec<String>,
    more: usize,
}

impl Report {
    /// How much is wrong that the room can do without.
    #[must_use]
    pub fn wrong(&self) -> usize {
        self.wrong.kept.len() + self.wrong.more
    }

    /// Whether a line about something wrong contains `text`.
    #[must_use]
    pub fn blames(&self, text: &str) -> bool {
        self.wrong.kept.iter().any(|line| line.contains(text))
    }

    pub(super) fn understood(&mut self, place: &str, what: impl fmt::Display) {
        self.understood.add(place, what);
    }

    pub(super) fn ignored(&mut self, place: &str, what: impl fmt::Display) {
        self.ignored.add(place, what);
    }

    pub(super) fn is_wrong(&mut self, place: &str, what: impl fmt::Display) {
        self.wrong.add(place, what);
    }
}

/// So many of something, in words: `1 tile`, `3 tiles`.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

impl Lines {
    fn add(&mut self, place: &str, what: impl fmt::Display) {
        if self.kept.len() == MAX_LINES {
            self.more += 1;
            return;
        }
        let line = format!("{place}: {what}");
        if !self.kept.contains(&line) {
            self.kept.push(line);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("understood", &self.understood), ("ignored", &self.ignored), ("wrong", &self.wrong)];
        for (heading, lines) in parts {
            if lines.kept.is_empty() {
                writeln!(f, "{heading}: nothing")?;
                continue;
            }
            writeln!(f, "{heading}:")?;
            for line in &lines.kept {
                writeln!(f, "  {line}")?;
            }
            if lines.more > 0 {
                writeln!(f, "  and {} more", lines.more)?;
            }
        }
        Ok(())
    }
}
