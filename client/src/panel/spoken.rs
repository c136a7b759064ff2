//! For tests of views: shows a panel in every language of the interface and holds what must be true in each.

use std::collections::BTreeSet;

use super::Panel;
use crate::locale::{Locale, Tongue};

/// No word is missing, no place is left unfilled, no key stands twice, and no two languages say the same.
pub(crate) fn in_every_language(shown: impl Fn(&Locale) -> Panel) {
    let mut texts = BTreeSet::new();
    for tongue in Tongue::ALL {
        let panel = shown(&Locale::new(tongue));
        let text = panel.as_text();
        assert!(!text.contains(['{', '}', '$']), "{tongue:?} leaves a place unfilled:\n{text}");
        assert_eq!(missing(&text), None, "{tongue:?} has no such text:\n{text}");
        assert_eq!(panel.repeated_key(), None, "{tongue:?}");
        texts.insert(text);
    }
    assert_eq!(texts.len(), Tongue::ALL.len(), "two languages say the same: {texts:?}");
}

/// A key that shows itself, because its text is missing.
fn missing(text: &str) -> Option<&str> {
    let in_brackets = text.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    let mut keys = in_brackets.filter(|inner| inner.contains('-'));
    keys.find(|inner| inner.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
}
