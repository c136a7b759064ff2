//! Texts people type, bounded and cleaned while they are made: names, organisations, chat.
//!
//! A value of these types is already NFC, within its limits and free of characters that hide or turn text around.
//! Look-alikes of staff names are the venue's rule, not checked here.

use alloc::string::{String, ToString};
use core::fmt;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// Combining marks allowed on one grapheme; Thai and Vietnamese need two or three, stacks of dozens hide names.
const MAX_MARKS_PER_GRAPHEME: usize = 6;

/// Why a text was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextFault {
    /// Nothing visible is left after trimming.
    Empty,
    /// More than this many graphemes (what a reader counts as letters), or too many bytes for them.
    TooLong {
        /// The limit in graphemes.
        limit: u16,
    },
    /// A control, bidi-override, tag or private character, or a tower of combining marks.
    ForbiddenCharacter,
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty text"),
            Self::TooLong { limit } => write!(f, "text longer than {limit} graphemes"),
            Self::ForbiddenCharacter => f.write_str("text with a forbidden character"),
        }
    }
}

impl core::error::Error for TextFault {}

fn is_forbidden(c: char, lines: bool) -> bool {
    match c {
        '\n' => !lines,
        // Bidi overrides and isolates, invisible operators, the object replacement and the byte order mark.
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => true,
        '\u{200B}' | '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => true,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFF}' | '\u{2028}' | '\u{2029}' => true,
        // Private use; tags except those of the subdivision flags, which follow U+1F3F4.
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{E0001}' => true,
        _ => c.is_control(),
    }
}

/// Normalises to NFC, trims, and checks against the limits.
fn clean(raw: &str, graphemes: u16, bytes: usize, lines: bool) -> Result<String, TextFault> {
    // Raw input is bounded before any work is spent on it; NFC never grows a text beyond three times its bytes.
    if raw.len() > bytes.saturating_mul(3) {
        return Err(TextFault::TooLong { limit: graphemes });
    }
    let normal: String = raw.nfc().collect();
    let text = normal.trim();
    let mut count = 0usize;
    for grapheme in text.graphemes(true) {
        count += 1;
        let marks = grapheme.chars().filter(|c| is_combining_mark(*c)).count();
        if marks > MAX_MARKS_PER_GRAPHEME || grapheme.chars().any(|c| is_forbidden(c, lines)) {
            return Err(TextFault::ForbiddenCharacter);
        }
    }
    if count > usize::from(graphemes) || text.len() > bytes {
        return Err(TextFault::TooLong { limit: graphemes });
    }
    let visible = |c: char| !c.is_whitespace() && !matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE0F}' | '\u{2800}');
    if !text.chars().any(visible) {
        return Err(TextFault::Empty);
    }
    Ok(text.to_string())
}

macro_rules! bounded_text {
    ($(#[$doc:meta])* $name:ident, graphemes: $graphemes:expr, bytes: $bytes:expr, lines: $lines:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Most graphemes a value can hold.
            pub const MAX_GRAPHEMES: u16 = $graphemes;

            /// Cleans `raw` (NFC, trimmed) and checks it.
            ///
            /// # Errors
            /// Says what is wrong with the text; nothing is cut off silently.
            pub fn new(raw: &str) -> Result<Self, TextFault> {
                clean(raw, $graphemes, $bytes, $lines).map(Self)
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextFault;
            fn try_from(raw: String) -> Result<Self, TextFault> {
                Self::new(&raw)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

bounded_text!(
    /// The name over an avatar: 1 to 40 graphemes, at most 480 bytes.
    DisplayName, graphemes: 40, bytes: 480, lines: false
);
bounded_text!(
    /// The name of an organisation: 1 to 60 graphemes, at most 720 bytes.
    OrganisationName, graphemes: 60, bytes: 720, lines: false
);
bounded_text!(
    /// One chat message: 1 to 500 graphemes, at most 6,000 bytes; may hold line breaks.
    ChatText, graphemes: 500, bytes: 6_000, lines: true
);
bounded_text!(
    /// What somebody searches for: 1 to 60 graphemes, at most 480 bytes.
    SearchText, graphemes: 60, bytes: 480, lines: false
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_eight_scripts_are_kept_as_written() {
        for name in ["山田", "Бат-Эрдэнэ", "สมชาย", "देवनागरी", "김철수", "陈伟", "Nguyễn", "Ана 🌸🇯🇵"]
        {
            assert_eq!(DisplayName::new(name).map(String::from), Ok(String::from(name)));
        }
    }

    #[test]
    fn decomposed_text_is_composed() {
        assert_eq!(DisplayName::new("e\u{301}").map(String::from), Ok(String::from("\u{e9}")));
    }

    #[test]
    fn hidden_and_turned_text_is_refused() {
        for name in ["a\u{202E}b", "a\u{200B}b", "a\tb", "line\nbreak", "\u{E000}"] {
            assert_eq!(DisplayName::new(name), Err(TextFault::ForbiddenCharacter), "{name:?}");
        }
        assert_eq!(DisplayName::new(" \u{200D} "), Err(TextFault::Empty));
    }

    #[test]
    fn forty_graphemes_are_accepted_and_forty_one_are_not() {
        assert!(DisplayName::new(&"あ".repeat(40)).is_ok());
        assert_eq!(DisplayName::new(&"あ".repeat(41)), Err(TextFault::TooLong { limit: 40 }));
    }

    #[test]
    fn a_tower_of_marks_is_refused() {
        let tower: String = core::iter::once('a').chain(core::iter::repeat_n('\u{0315}', 9)).collect();
        assert_eq!(DisplayName::new(&tower), Err(TextFault::ForbiddenCharacter));
    }
}
