//! What a balloon holds of a message, and how long it stands.

/// Most letters of a balloon: about three lines.
const LETTERS: usize = 96;

/// The start of a message, on as few lines as it takes; an ellipsis where it goes on in the chat.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Wide letters fill a line twice as fast.
    let mut room = LETTERS * 2;
    let mut cut = None;
    for (at, letter) in joined.char_indices() {
        let width = if is_wide(letter) { 4 } else { 2 };
        if room < width {
            cut = Some(at);
            break;
        }
        room -= width;
    }
    match cut.and_then(|at| joined.get(..at)) {
        Some(start) => format!("{}…", start.trim_end()),
        None => joined,
    }
}

const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..)
}

/// How long a balloon stands: six seconds, and longer for longer texts.
#[must_use]
pub fn seconds(text: &str) -> f32 {
    6.0 + text.chars().count().min(120) as f32 * 0.05
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_are_cut_and_short_ones_are_not() {
        assert_eq!(excerpt("hello\n there"), "hello there");
        assert_eq!(excerpt(&"a".repeat(97)), format!("{}…", "a".repeat(96)));
        assert_eq!(excerpt(&"字".repeat(49)), format!("{}…", "字".repeat(48)));
    }

    #[test]
    fn longer_messages_stand_longer_but_not_for_ever() {
        assert!(seconds("hi") < seconds("a longer message"));
        assert_eq!(seconds(&"a".repeat(500)), 12.0);
    }
}
