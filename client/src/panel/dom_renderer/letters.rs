//! How much may still be typed into a field, counted in what a reader counts as letters.
//!
//! A browser's own `maxlength` counts halves of emoji; ours is the rule by which the venue takes texts.

use unicode_segmentation::UnicodeSegmentation;

/// The part of `typed` that fits into a field that holds `text` with the part from `from` to `to` selected (counted in
/// UTF-16 units, as browsers do), when it takes `limit` letters; `None` when all of it fits.
#[must_use]
pub fn part_that_fits<'t>(text: &str, (from, to): (usize, usize), typed: &'t str, limit: usize) -> Option<&'t str> {
    let start = text.get(..byte_at(text, from)).unwrap_or_default();
    let end = text.get(byte_at(text, to.max(from))..).unwrap_or_default();
    let fits = |part: &str| letters(&format!("{start}{part}{end}")) <= limit;
    if fits(typed) {
        return None;
    }
    let cuts: Vec<usize> = typed.grapheme_indices(true).map(|(at, _)| at).collect();
    // What fits, fits with less of it too, so the longest part is found by halving.
    let longest = cuts.partition_point(|at| typed.get(..*at).is_some_and(fits)).checked_sub(1);
    let at = longest.and_then(|n| cuts.get(n)).copied().unwrap_or(0);
    Some(typed.get(..at).unwrap_or_default())
}

/// The text, cut to `limit` letters; `None` when it is not longer.
#[must_use]
pub fn cut(text: &str, limit: usize) -> Option<&str> {
    let at = text.grapheme_indices(true).nth(limit)?.0;
    text.get(..at)
}

fn letters(text: &str) -> usize {
    text.graphemes(true).count()
}

/// The byte at which a UTF-16 offset falls, or the end.
fn byte_at(text: &str, units: usize) -> usize {
    let mut passed = 0;
    let at = text.char_indices().find(|(_, letter)| {
        let here = passed >= units;
        passed += letter.len_utf16();
        here
    });
    at.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_one_letter_and_fits_where_one_letter_fits() {
        assert_eq!(part_that_fits("abc", (3, 3), "👨‍👩‍👧", 4), None);
        assert_eq!(part_that_fits("abc", (3, 3), "👨‍👩‍👧x", 4), Some("👨‍👩‍👧"));
        assert_eq!(cut("👨‍👩‍👧👍🏽é", 2), Some("👨‍👩‍👧👍🏽"));
    }

    #[test]
    fn what_is_selected_makes_room() {
        assert_eq!(part_that_fits("👍abc", (2, 4), "xyz", 5), None);
        assert_eq!(part_that_fits("👍abc", (2, 4), "wxyz", 5), Some("wxy"));
    }

    #[test]
    fn a_full_field_takes_nothing() {
        assert_eq!(part_that_fits("あいう", (1, 1), "え", 3), Some(""));
        assert_eq!(cut("あいう", 3), None);
    }

    #[test]
    fn a_mark_that_joins_the_letter_before_it_takes_no_room() {
        assert_eq!(part_that_fits("กา", (2, 2), "\u{0e49}", 2), None);
    }
}
