//! Texts people type, bounded and cleaned while they are made: names, organisations, chat.
//!
//! A value of these types is already NFC, within its limits and free of characters that hide or turn text around.
//! Look-alikes of staff names are the venue's rule, not checked here.

mod characters;

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

/// Normalises to NFC, trims, and checks against the limits.
fn clean(raw: &str, graphemes: u16, bytes: usize, lines: bool) -> Result<String, TextFault> {
    // Raw input is bounded before any work is spent on it; NFC never grows a text beyond three times its bytes.
    if raw.len() > bytes.saturating_mul(3) {
        return Err(TextFault::TooLong { limit: graphemes });
    }
    let normal: String = if lines { characters::fold_breaks(raw).nfc().collect() } else { raw.nfc().collect() };
    let text = normal.trim();
    let is_tower = |grapheme: &str| grapheme.chars().filter(|c| is_combining_mark(*c)).count() > MAX_MARKS_PER_GRAPHEME;
    if text.graphemes(true).any(is_tower) || !characters::all_in_place(text, lines) {
        return Err(TextFault::ForbiddenCharacter);
    }
    if text.graphemes(true).count() > usize::from(graphemes) || text.len() > bytes {
        return Err(TextFault::TooLong { limit: graphemes });
    }
    if !text.chars().any(characters::is_visible) {
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
    /// The title of an item of a programme: 1 to 80 graphemes, at most 600 bytes.
    ItemTitle, graphemes: 80, bytes: 600, lines: false
);
bounded_text!(
    /// Who speaks, as a programme prints it: 1 to 60 graphemes, at most 480 bytes.
    SpeakerName, graphemes: 60, bytes: 480, lines: false
);
bounded_text!(
    /// One line of captions: 1 to 240 graphemes, at most 1,500 bytes.
    CaptionText, graphemes: 240, bytes: 1_500, lines: false
);
bounded_text!(
    /// The title of a deck of slides: 1 to 80 graphemes, at most 720 bytes.
    DeckTitle, graphemes: 80, bytes: 720, lines: false
);
bounded_text!(
    /// What is written under a group photograph: 1 to 80 graphemes, at most 720 bytes.
    PhotographCaption, graphemes: 80, bytes: 720, lines: false
);
bounded_text!(
    /// What somebody searches for: 1 to 60 graphemes, at most 480 bytes.
    SearchText, graphemes: 60, bytes: 480, lines: false
);
bounded_text!(
    /// A question, an answer, an announcement: 1 to 240 graphemes, at most 1,200 bytes; may hold line breaks.
    FloorText, graphemes: 240, bytes: 1_200, lines: true
);
bounded_text!(
    /// One option of a poll: 1 to 60 graphemes, at most 240 bytes.
    OptionText, graphemes: 60, bytes: 240, lines: false
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
    }

    #[test]
    fn a_name_that_nobody_can_see_is_refused() {
        for name in [" \u{2800} ", "\u{301}", "\u{200D}", "\u{E0041}", "\u{FE00}", "\u{E0100}", "\u{17B4}", "\u{180B}"]
        {
            assert!(DisplayName::new(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_name_cannot_be_made_another_by_what_nobody_sees() {
        for hidden in [
            "Ana\u{E0061}\u{E007F}",
            "Ana\u{FE0F}",
            "Ana1\u{FE0F}",
            "Ana\u{E0100}",
            "Ana\u{200D}",
            "A\u{200C}na",
            "Ana\u{180E}",
            "Ana\u{17B5}",
            "\u{8FBB}\u{E0100}\u{E0101}",
            "\u{1F338}\u{200D}",
            "\u{1F3F4}\u{E0067}",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}",
            "\u{1F338}\u{E0067}\u{E0062}\u{E0065}\u{E007F}",
        ] {
            assert_eq!(DisplayName::new(hidden), Err(TextFault::ForbiddenCharacter), "{hidden:?}");
        }
    }

    #[test]
    fn what_is_invisible_stays_where_a_script_or_an_emoji_needs_it() {
        for name in [
            "\u{8FBB}\u{E0100}",
            "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
            "\u{D9A}\u{DCA}\u{200D}\u{DBB}",
            "\u{182A}\u{180B}",
            "\u{2764}\u{FE0F}",
            "1\u{FE0F}\u{20E3}",
            "\u{1F469}\u{1F3FD}\u{200D}\u{1F680}",
            "\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Ana",
        ] {
            assert_eq!(DisplayName::new(name).map(String::from), Ok(String::from(name)), "{name:?}");
        }
    }

    #[test]
    fn pasted_breaks_and_tabs_are_folded_in_chat() {
        let pasted = ChatText::new("one\r\n\ttwo\rthree\n\r\nfour");
        assert_eq!(pasted.map(String::from), Ok(String::from("one\n two\nthree\n\nfour")));
        assert!(DisplayName::new("one\r\ntwo").is_err());
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
