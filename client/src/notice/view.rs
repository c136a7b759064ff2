//! The short messages as a panel.

use super::Notices;
use crate::locale::Locale;
use crate::panel::{Button, Panel, PanelKey, Place, Row, Rows};

/// The panel. It is there without notices too: screen readers tell only what comes into a place they know.
#[must_use]
pub fn view(notices: &Notices, words: &Locale) -> Panel {
    let rows: Vec<Row> = notices
        .shown()
        .map(|notice| Row {
            text: notice.text.clone(),
            tone: notice.tone,
            buttons: vec![
                Button::new(format!("dismiss/{}", notice.number), words.text("notice-dismiss"))
                    .quiet()
                    .only_icon("close"),
            ],
            ..Row::new(format!("notice/{}", notice.number), String::new())
        })
        .collect();
    let title = words.text("notice-title");
    let label = title.clone();
    let list = Rows { key: "notices".into(), label, rows, follows_end: false, fills: false, live: true };
    Panel { key: PanelKey::Notices, place: Place::Toasts, title, close: None, widgets: vec![list.into()] }
}

#[cfg(test)]
mod tests {
    use hiroba_shared::refusal::Refusal;

    use super::*;
    use crate::locale::Tongue;
    use crate::panel::Tone;
    use crate::panel::spoken::in_every_language;

    #[test]
    fn notices_are_told_oldest_first_as_they_come_and_each_can_be_dismissed() {
        let words = Locale::new(Tongue::En);
        let mut notices = Notices::default();
        assert_eq!(view(&notices, &words).as_text(), "# Notices\n<list: Notices>\n", "the place is there before");
        notices.add(Tone::Good, words.text("notice-resumed"));
        notices.add(Tone::Bad, words.refusal(&Refusal::SeatTaken, 0));
        let panel = view(&notices, &words);
        let expected = "# Notices\n<list: Notices>\n-  You are back at your place. [Take this note away]\n\
                        -  Somebody sits there already. Please take another seat. [Take this note away]\n";
        assert_eq!(panel.as_text(), expected);
        assert!(
            matches!(panel.widgets.as_slice(), [crate::panel::Widget::Rows(rows)] if rows.live),
            "told as it comes"
        );
        notices.dismiss(0);
        assert!(!view(&notices, &words).as_text().contains("You are back"));
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| view(&Notices::default(), words));
        for refusal in [Refusal::SeatTaken, Refusal::Full { capacity: 2_500 }, Refusal::Muted { until: 600 }] {
            in_every_language(|words| {
                let mut notices = Notices::default();
                notices.add(Tone::Bad, words.refusal(&refusal, 0));
                view(&notices, words)
            });
        }
    }
}
