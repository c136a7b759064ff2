//! The languages offered at the door, each named in itself: one list for the page, the clients and the server.
//!
//! Somebody who speaks another one simply does not find it here; the wire takes any two-letter code.

use crate::profile::Language;

/// Code and own name, in the order of the choice.
pub const OFFERED: [(&str, &str); 14] = [
    ("en", "English"),
    ("ja", "日本語"),
    ("mn", "Монгол"),
    ("id", "Indonesia"),
    ("th", "ไทย"),
    ("ko", "한국어"),
    ("zh", "中文"),
    ("vi", "Tiếng Việt"),
    ("hi", "हिन्दी"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("de", "Deutsch"),
];

/// What speakers call the language, or its code for one that is not offered.
#[must_use]
pub fn own_name(language: &Language) -> &str {
    OFFERED.into_iter().find(|(code, _)| *code == language.code()).map_or(language.code(), |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_offered_can_be_told_to_a_venue() {
        assert!(OFFERED.iter().all(|(code, _)| Language::new(code).is_ok()));
    }
}
