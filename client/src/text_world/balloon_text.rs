//! What a balloon holds of a message, and how long it stands.

/// Most letters of a balloon: about three lines.
const LETTERS: usize = 96;

/// The start of a message, on as few lines as it takes; an ellipsis where it goes on in the chat.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut room = LETTERS;
    let mut cut = None;
    for (at, letter) in joined.char_indices() {
        if room < width(letter) {
            cut = Some(at);
            break;
        }
        room -= width(letter);
    }
    match cut.and_then(|at| joined.get(..at)) {
        Some(start) => format!("{}…", start.trim_end()),
        None => joined,
    }
}

/// Whether a balloon holds the text without breaking it.
#[must_use]
pub fn fits_one_line(text: &str) -> bool {
    narrow_letters(text) <= LETTERS / 4
}

/// How long a text is, in narrow letters; an estimate before anything is laid out.
#[must_use]
pub fn narrow_letters(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// How much of a line a letter fills, in narrow letters; a mark over or under another fills nothing.
const fn width(letter: char) -> usize {
    let mark = matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
    if mark {
        return 0;
    }
    let wide = matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..);
    if wide { 2 } else { 1 }
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
    fn a_thai_letter_is_never_cut_from_its_marks() {
        let cut = excerpt(&"ที่".repeat(97));
        assert_eq!(cut, format!("{}…", "ที่".repeat(96)));
    }

    #[test]
    fn longer_messages_stand_longer_but_not_for_ever() {
        assert!(seconds("hi") < seconds("a longer message"));
        assert_eq!(seconds(&"a".repeat(500)), 12.0);
    }
}
