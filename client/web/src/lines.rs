//! Where a text is broken into lines, for an engine that only measures: the canvas of a browser.
//!
//! Pure. The browser's own segmenter tells the words where it can (Thai and Japanese need it); without it lines end at
//! spaces and beside wide letters. No text is lost, and a word wider than a line is broken within.

use std::ops::Range;

/// Where lines may end, as places in the text. `words` are the places where words begin, if somebody knows them.
#[must_use]
pub fn opportunities(text: &str, words: Option<&[usize]>) -> Vec<usize> {
    let mut places = Vec::new();
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if let Some(before) = before
            && may_break(before, letter)
            && words.map_or_else(|| is_spaced(before, letter), |words| words.binary_search(&at).is_ok())
        {
            places.push(at);
        }
        before = Some(letter);
    }
    places
}

/// Places counted in the 16-bit units of a browser, as places in the text; those within a letter are left out.
#[must_use]
pub fn from_units(text: &str, units: &[usize]) -> Vec<usize> {
    let mut units = units.iter().copied().peekable();
    let mut counted = 0;
    let mut places = Vec::new();
    for (at, letter) in text.char_indices() {
        while units.next_if(|unit| *unit < counted).is_some() {}
        if units.next_if_eq(&counted).is_some() {
            places.push(at);
        }
        counted += letter.len_utf16();
    }
    places
}

/// The lines of a text, none wider than `width` unless a single letter is, without the spaces at their ends.
pub fn wrap(text: &str, width: f32, places: &[usize], mut measure: impl FnMut(&str) -> f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let to = line_end(text, from, width, places, &mut measure);
        let line = text.get(from..to).unwrap_or_default();
        lines.push(from..from + line.trim_end().len());
        from = to + text.get(to..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    }
    lines
}

fn line_end(text: &str, from: usize, width: f32, places: &[usize], measure: &mut impl FnMut(&str) -> f32) -> usize {
    let mut fits = |to: usize| text.get(from..to).is_some_and(|line| measure(line.trim_end()) <= width);
    let ahead = places.iter().copied().filter(|at| *at > from).chain([text.len()]);
    let Some(end) = ahead.take_while(|to| fits(*to)).last() else {
        // Not even one word fits: as many letters as do, and at least one.
        let letters = text.get(from..).unwrap_or_default().char_indices().skip(1);
        let ends = letters.filter(|(_, letter)| !hangs_on(*letter)).map(|(at, _)| from + at).chain([text.len()]);
        let ends: Vec<usize> = ends.collect();
        let first = ends.first().copied().unwrap_or(text.len());
        return ends.into_iter().take_while(|to| fits(*to)).last().unwrap_or(first);
    };
    end
}

/// Rules that hold in every script: nothing begins with what closes, nothing ends with what opens.
fn may_break(before: char, after: char) -> bool {
    let opens = matches!(
        before,
        '(' | '[' | '{' | '「' | '『' | '（' | '【' | '〈' | '《' | '“' | '‘' | '«' | '¿' | '¡' | '\u{200D}'
    );
    !(opens || after.is_whitespace() || closes(after) || hangs_on(after))
}

fn closes(letter: char) -> bool {
    matches!(
        letter,
        ')' | ']'
            | '}'
            | ','
            | '.'
            | '!'
            | '?'
            | ':'
            | ';'
            | '…'
            | '”'
            | '’'
            | '»'
            | '%'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
            | '、'
            | '。'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
            | '・'
            | 'ー'
            | '々'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
    )
}

/// Letters that belong to the one before: marks over and under, joiners, skin tones, the second half of a flag.
const fn hangs_on(letter: char) -> bool {
    matches!(
        letter,
        '\u{0300}'..='\u{036F}' | '\u{0E31}' | '\u{0E33}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{0900}'..='\u{0903}'
            | '\u{093A}'..='\u{094F}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{3099}' | '\u{309A}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}'
    )
}

/// Without a segmenter: after a space or a hyphen, and beside wide letters.
fn is_spaced(before: char, after: char) -> bool {
    before.is_whitespace() || before == '-' || is_wide(before) || is_wide(after)
}

const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of at most `width` letters.
    fn lines(text: &str, width: usize, words: Option<&[usize]>) -> Vec<String> {
        let places = opportunities(text, words);
        let ranges = wrap(text, width as f32, &places, |line| line.chars().count() as f32);
        ranges.into_iter().map(|line| text[line].to_owned()).collect()
    }

    #[test]
    fn words_stay_whole_and_spaces_end_with_their_line() {
        assert_eq!(lines("the quick brown fox", 10, None), ["the quick", "brown fox"]);
        assert_eq!(lines("hi", 10, None), ["hi"]);
        assert_eq!(lines("", 10, None), [""; 0]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken_within_and_nothing_is_lost() {
        assert_eq!(lines("aaaaaaaaaaaa b", 5, None), ["aaaaa", "aaaaa", "aa b"]);
        assert_eq!(lines("abc", 0, None), ["a", "b", "c"]);
    }

    #[test]
    fn japanese_breaks_between_letters_but_never_before_a_full_stop_or_a_small_letter() {
        assert_eq!(lines("今日はいい天気。", 7, None), ["今日はいい天", "気。"]);
        assert_eq!(lines("ちょっと", 1, None), ["ち", "ょ", "っ", "と"], "where nothing else fits");
        assert_eq!(lines("「はい」と", 2, None), ["「は", "い」", "と"]);
    }

    #[test]
    fn thai_breaks_where_the_segmenter_says_words_begin() {
        let text = "สวัสดีครับ";
        let words = from_units(text, &[0, 6]);
        assert_eq!(lines(text, 8, Some(&words)), ["สวัสดี", "ครับ"]);
    }

    #[test]
    fn units_of_the_browser_become_places_in_the_text() {
        assert_eq!(from_units("a🌸b", &[0, 1, 2, 3]), [0, 1, 5], "2 is within the flower");
    }

    #[test]
    fn a_flag_and_a_family_are_never_torn() {
        assert_eq!(lines("🇯🇵🇲🇳", 1, None), ["🇯🇵🇲🇳"], "flags in a row hang together");
        assert_eq!(lines("👩🏽‍🔬x", 4, None)[0], "👩🏽‍🔬");
    }
}
