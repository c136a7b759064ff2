//! Where lines may end in scripts that put no spaces between words: Thai, Lao, Khmer, Burmese.
//!
//! Pure. The engine's text layout carries no dictionary for them and would break such a text anywhere or nowhere; here
//! each word boundary gets a zero-width space, which it does understand. Other scripts are left to it.

use std::borrow::Cow;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// Ends a line if need be, and is not seen.
const BREAK: char = '\u{200B}';

/// The text with its word boundaries marked, where its script does not mark them.
#[must_use]
pub fn with_breaks(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unspaced) {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() * 2);
    let mut from = 0;
    for at in LineSegmenter::new_dictionary(LineBreakOptions::default()).segment_str(text) {
        let (Some(before), Some(after)) = (text.get(from..at), text.get(at..)) else { continue };
        marked.push_str(before);
        from = at;
        if before.chars().next_back().is_some_and(is_unspaced) && after.chars().next().is_some_and(is_unspaced) {
            marked.push(BREAK);
        }
    }
    marked.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(marked)
}

/// Thai, Lao, Burmese, Khmer.
const fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_words_are_told_apart_and_nothing_else_is_touched() {
        let marked = with_breaks("สวัสดีครับ Anna ยินดีต้อนรับ");
        assert_eq!(marked.replace(BREAK, ""), "สวัสดีครับ Anna ยินดีต้อนรับ");
        assert_eq!(marked.split(BREAK).next(), Some("สวัสดี"), "{marked:?}");
        for other in ["Good morning", "こんにちは", "김철수", ""] {
            assert_eq!(with_breaks(other), other);
        }
    }
}
