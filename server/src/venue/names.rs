//! Names that only staff may have, and every name that looks like one of them.
//!
//! Two names look alike when their skeletons (Unicode's confusables) are equal once case, spaces and punctuation are
//! gone. Whether somebody is staff is not decided here.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// The skeletons of reserved names.
#[derive(Debug, Default)]
pub(super) struct ReservedNames {
    skeletons: Vec<String>,
}

impl ReservedNames {
    /// Reserves `names` and what resembles them.
    pub(super) fn new(names: &[String]) -> Self {
        let skeletons = names.iter().map(|name| name_skeleton(name)).filter(|skeleton| !skeleton.is_empty());
        Self { skeletons: skeletons.collect() }
    }

    /// Whether `name`, or words in a row of it, resemble a reserved name; numbers before or behind do not help.
    pub(super) fn resembles(&self, name: &str) -> bool {
        let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let as_written: Vec<String> = words().map(name_skeleton).collect();
        let bare = words().map(|word| word.trim_matches(char::is_numeric)).filter(|word| !word.is_empty());
        let bare: Vec<String> = bare.map(name_skeleton).collect();
        self.holds(&name_skeleton(name)) || self.holds_words_of(&as_written) || self.holds_words_of(&bare)
    }

    /// Spaces and punctuation count for nothing, so a reserved name may be spread over any number of words.
    fn holds_words_of(&self, words: &[String]) -> bool {
        (0..words.len()).any(|first| {
            let mut run = String::new();
            words.iter().skip(first).any(|word| {
                run.push_str(word);
                self.holds(&run)
            })
        })
    }

    fn holds(&self, skeleton: &str) -> bool {
        self.skeletons.iter().any(|reserved| reserved == skeleton)
    }
}

/// What is left of a name when look-alikes, case, spaces and punctuation are folded away. Never empty for a name.
pub(super) fn name_skeleton(name: &str) -> String {
    // Two rounds, because a small letter can lack the look-alike that its capital has (Cyrillic M). The capital I
    // folds to a small l, so i has to as well.
    let normal: String = name.nfkc().collect();
    let small: String = skeleton(&normal).flat_map(char::to_lowercase).collect();
    let folded: String = skeleton(&small).map(|c| if c == 'i' { 'l' } else { c }).collect();
    let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() { folded } else { plain }
}

/// A text as searches compare it: compatibility forms and case folded away.
pub(super) fn search_fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reserved() -> ReservedNames {
        ReservedNames::new(&["Moderator".to_owned(), "Hiroba Staff".to_owned()])
    }

    #[test]
    fn look_alikes_of_staff_names_are_known() {
        for name in [
            "moderator",
            "MODERATOR",
            "Moderat\u{43e}r",
            "\u{41c}oderator",
            "m o d e r a t o r",
            "Moderator 2",
            "The Moderator",
            "hiroba-staff",
            "H\u{406}ROBA STAFF",
            "Ｍｏｄｅｒａｔｏｒ",
            "Ana (Hiroba Staff)",
            "Hiroba Staff Ana",
            "The Moderat\u{35b}or",
            "7Moderator",
            "1 hiroba 2 staff 3",
            "(m.o.d.e.r.a.t.o.r) Ana",
        ] {
            assert!(reserved().resembles(name), "{name}");
        }
    }

    #[test]
    fn ordinary_names_of_many_scripts_are_free() {
        for name in ["Ana", "山田", "Бат-Эрдэнэ", "สมชาย", "Modesta Rator", "Staffan", "Hiroba Ana Staff", "007", "🌸"]
        {
            assert!(!reserved().resembles(name), "{name}");
        }
    }

    #[test]
    fn a_name_of_symbols_still_has_a_skeleton() {
        assert!(!name_skeleton("🌸!").is_empty());
    }
}
