//! The veil over the world while there is no link: connecting, coming back, or the end of the visit.

use crate::locale::Locale;
use crate::panel::{Button, Panel, PanelKey, Place, Tone, Widget};
use crate::screen::Screen;
use crate::venue_state::Parting;

/// The veil on this screen, if there is one.
#[must_use]
pub fn view(screen: Screen, parting: &Parting, now: i64, words: &Locale) -> Option<Panel> {
    let back = Button::new("to-door", words.text("veil-to-door"));
    let (title, widgets) = match screen {
        Screen::SignIn | Screen::InVenue => return None,
        Screen::Connecting => {
            (words.text("veil-connecting"), vec![wait(words.text("veil-connecting-wait")), back.quiet().into()])
        }
        Screen::Lost if parting.tries > 0 => {
            let why = match (parting.refusal, parting.farewell) {
                (Some(refusal), _) => words.refusal(&refusal, now),
                (None, Some(farewell)) => words.farewell(farewell, now),
                (None, None) => words.text("veil-lost"),
            };
            let tries = words.text_with("veil-tries", &[("count", parting.tries.into())]);
            (words.text("veil-back"), vec![Widget::text("why", Tone::Plain, why), wait(tries), back.quiet().into()])
        }
        Screen::Lost => {
            let why = match parting.farewell {
                Some(farewell) => words.farewell(farewell, now),
                None => words.text("veil-gone"),
            };
            (words.text("veil-end"), vec![Widget::text("why", Tone::Plain, why), back.primary().into()])
        }
    };
    Some(Panel { key: PanelKey::Veil, place: Place::Veil, title, close: None, widgets })
}

fn wait(label: String) -> Widget {
    Widget::Progress { key: "wait".into(), label, percent: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::refusal::{Farewell, Refusal};

    fn shown(parting: Parting, tongue: Tongue) -> String {
        view(Screen::Lost, &parting, 0, &Locale::new(tongue)).map(|panel| panel.as_text()).unwrap_or_default()
    }

    #[test]
    fn a_second_window_is_explained_and_not_fought() {
        let parting = Parting { farewell: Some(Farewell::Replaced), ..Parting::default() };
        let en = shown(parting, Tongue::En);
        assert!(en.contains("another window") && en.contains("[[Back to the door]]"), "{en}");
        assert!(shown(parting, Tongue::Ja).contains("別のウィンドウ"));
    }

    #[test]
    fn while_coming_back_the_tries_are_counted() {
        let text = shown(Parting { farewell: Some(Farewell::ServerStops), tries: 3, ..Parting::default() }, Tongue::En);
        assert!(text.contains("<progress: Attempt 3") && text.contains("[Back to the door]"), "{text}");
    }

    #[test]
    fn who_is_not_let_back_in_yet_reads_why_and_that_it_is_tried_again() {
        let full = Parting { refusal: Some(Refusal::Full { capacity: 20 }), tries: 2, ..Parting::default() };
        let text = shown(full, Tongue::En);
        assert!(text.contains("20 people are inside") && text.contains("<progress: Attempt 2"), "{text}");
        in_every_language(|words| view(Screen::Lost, &full, 0, words).expect("a veil while lost"));
    }

    #[test]
    fn there_is_no_veil_in_the_venue() {
        assert_eq!(view(Screen::InVenue, &Parting::default(), 0, &Locale::new(Tongue::En)), None);
    }

    #[test]
    fn every_language_has_all_its_words() {
        for farewell in [None, Some(Farewell::Replaced), Some(Farewell::SentOut), Some(Farewell::ServerStops)] {
            let parting = Parting { farewell, tries: 3, ..Parting::default() };
            in_every_language(|words| view(Screen::Lost, &parting, 0, words).expect("a veil while lost"));
        }
    }
}
