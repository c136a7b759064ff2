//! What the venue wants agreed to, to be read before coming in: two texts and two ways on.
//!
//! The texts are the operator's and come from the venue; here they are only shown.

use crate::locale::{Locale, Tongue};
use crate::panel::{Button, Flow, Group, Panel, PanelKey, Place, Row, Rows, Tone, Widget};
use hiroba_shared::door::Policies;

/// The panel with both texts, in the language of the words or else in English.
#[must_use]
pub(super) fn view(policies: &Policies, words: &Locale) -> Panel {
    let texts = [words.tongue(), Tongue::En].into_iter().find_map(|tongue| policies.texts.get(tongue.code()));
    let rows = texts.or_else(|| policies.texts.values().next()).map(|texts| {
        let row = |key: &'static str, title: &str, text: &str| {
            // The text's own first line says again what it is.
            let body = text.split_once("\n\n").map_or(text, |(_, body)| body);
            Row { text: body.to_owned(), ..Row::new(key, words.text(title)) }
        };
        vec![row("privacy", "page-privacy", &texts.privacy), row("conduct", "page-conduct", &texts.conduct)]
    });
    let list = Rows {
        key: "papers".into(),
        label: words.text("agree-title"),
        rows: rows.unwrap_or_default(),
        follows_end: false,
        fills: false,
        live: false,
    };
    let ends = vec![
        Button::new("disagree", words.text("back")).quiet().into(),
        Button::new("agree", words.text("agree-here")).primary().icon("check").into(),
    ];
    Panel {
        key: PanelKey::SignIn,
        place: Place::Door,
        title: words.text("agree-title"),
        close: None,
        widgets: vec![
            Widget::text("agree-note", Tone::Quiet, words.text("agree-note")),
            list.into(),
            Group::new("agree-ends", Flow::Ends, ends).into(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::door::PolicyTexts;

    #[test]
    fn both_texts_are_read_in_the_language_of_the_interface_and_in_english_where_it_has_none() {
        let texts = |language: &str| PolicyTexts {
            privacy: format!("Privacy\n\nkept {language}"),
            conduct: format!("Conduct\n\nkind {language}"),
        };
        let known = ["en", "ja"].map(|language| (language.to_owned(), texts(language)));
        let policies = Policies { version: "v".to_owned(), texts: known.into_iter().collect() };
        for (tongue, shown) in [(Tongue::Ja, "ja"), (Tongue::En, "en"), (Tongue::Mn, "en")] {
            let panel = view(&policies, &Locale::new(tongue));
            let text = panel.as_text();
            assert!(text.contains(&format!("kept {shown}")) && text.contains(&format!("kind {shown}")), "{text}");
            assert_eq!(panel.repeated_key(), None);
        }
    }
}
