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

    /// Whether `name`, or one of its words, resembles a reserved name; numbers put behind one do not help.
    pub(super) fn resembles(&self, name: &str) -> bool {
        let whole = std::iter::once(name);
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        whole.chain(words).any(|part| self.holds(part) || self.holds(part.trim_end_matches(|c: char| c.is_numeric())))
    }

    fn holds(&self, part: &str) -> bool {
        !part.is_empty() && self.skeletons.contains(&name_skeleton(part))
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
        ] {
            assert!(reserved().resembles(name), "{name}");
        }
    }

    #[test]
    fn ordinary_names_of_many_scripts_are_free() {
        for name in ["Ana", "山田", "Бат-Эрдэнэ", "สมชาย", "Modesta Rator", "Staffan", "🌸"] {
            assert!(!reserved().resembles(name), "{name}");
        }
    }

    #[test]
    fn a_name_of_symbols_still_has_a_skeleton() {
        assert!(!name_skeleton("🌸!").is_empty());
    }
}
