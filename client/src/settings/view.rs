//! The settings panel.

use super::Settings;
use crate::locale::{Locale, Tongue};
use crate::panel::{Button, Choice, ChoiceLook, Panel, PanelKey, Place, Tone, Widget};
use crate::theme::Shade;

/// Shades in the order of the choice.
pub const SHADES: [Shade; 2] = [Shade::Light, Shade::Dark];

/// The panel; `shade` is the one in force.
#[must_use]
pub fn view(settings: &Settings, shade: Shade, words: &Locale) -> Panel {
    let language = choice(
        "tongue",
        words.text("settings-language"),
        Tongue::ALL.map(|tongue| tongue.own_name().to_owned()).into(),
        Tongue::ALL.iter().position(|tongue| *tongue == words.tongue()),
    );
    let shades = choice(
        "shade",
        words.text("settings-shade"),
        vec![words.text("settings-light"), words.text("settings-dark")],
        SHADES.iter().position(|other| *other == shade),
    );
    let direct = choice(
        "direct",
        words.text("settings-direct"),
        vec![words.text("settings-direct-take"), words.text("settings-direct-refuse")],
        Some(usize::from(settings.refuses_direct)),
    );
    let motion = choice(
        "motion",
        words.text("settings-motion"),
        vec![words.text("settings-motion-auto"), words.text("settings-motion-reduced")],
        Some(usize::from(settings.is_calm())),
    );
    let bandwidth = choice(
        "bandwidth",
        words.text("settings-bandwidth"),
        vec![words.text("settings-bandwidth-auto"), words.text("settings-bandwidth-low")],
        Some(usize::from(settings.is_thrifty())),
    );
    let forget = settings.answers.as_ref().map(|_| Button::new("forget", words.text("settings-forget")).into());
    let note = Widget::text("leave-note", Tone::Quiet, words.text("settings-leave-note"));
    let leave = Button::new("leave", words.text("settings-leave")).danger().icon("log-out");
    Panel {
        key: PanelKey::Settings,
        place: Place::Right,
        title: words.text("settings-title"),
        close: Some(words.text("close")),
        widgets: [language, shades, direct, motion, bandwidth]
            .into_iter()
            .chain(forget)
            .chain([note, leave.into()])
            .collect(),
    }
}

fn choice(key: &'static str, label: String, entries: Vec<String>, chosen: Option<usize>) -> Widget {
    let chosen = chosen.into_iter().collect();
    Choice { key: key.into(), label, label_shown: true, look: ChoiceLook::Strip, entries, chosen, fault: None }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::spoken::in_every_language;
    use crate::start::{Bandwidth, Motion};

    #[test]
    fn what_is_in_force_is_marked_in_both_languages() {
        let settings = Settings { refuses_direct: true, ..Settings::default() };
        let en = view(&settings, Shade::Dark, &Locale::new(Tongue::En)).as_text();
        assert!(en.contains("(English) / 日本語") && en.contains("Light / (Dark)"), "{en}");
        let ja = view(&settings, Shade::Dark, &Locale::new(Tongue::Ja)).as_text();
        assert!(ja.contains("English / (日本語)") && ja.contains("(受け取らない)"), "{ja}");
    }

    #[test]
    fn what_the_command_line_asked_is_marked_until_something_else_is_chosen() {
        let mut settings =
            Settings { asked_bandwidth: Bandwidth::Low, asked_motion: Motion::Reduced, ..Settings::default() };
        let text = |settings: &Settings| view(settings, Shade::Light, &Locale::new(Tongue::En)).as_text();
        let asked = text(&settings);
        let chosen = Settings { low_bandwidth: true, reduced_motion: true, ..Settings::default() };
        assert_eq!(asked, text(&chosen));
        settings.choose_bandwidth(Bandwidth::Auto);
        settings.choose_motion(Motion::Auto);
        assert_eq!(text(&settings), text(&Settings::default()));
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| view(&Settings::default(), Shade::Light, words));
    }
}
