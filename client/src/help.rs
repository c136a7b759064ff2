//! Keys and hints: one panel of rows. What only moderators can do is explained to them alone.

use bevy::prelude::*;

use crate::hud::OpenPanels;
use crate::locale::Locale;
use crate::panel::{CLOSE, Panel, PanelEvent, PanelKey, PanelSystems, Place, Row, Rows, Shown, Tone, Widget};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::VenueState;
use hiroba_shared::role::{Action, Role};

/// What the help explains: the name of the text, and the keys as printed on them.
const LINES: [(&str, &str); 20] = [
    ("walk", "W A S D · ← ↑ ↓ →"),
    ("run", "Shift"),
    ("click", "🖱️"),
    ("touch", "👆"),
    ("sit", "E"),
    ("say", "Enter"),
    ("back", "Esc"),
    ("tab", "Tab"),
    ("scroll", "Page ↑ ↓"),
    ("people", "P"),
    ("map", "M"),
    ("floor", "Q"),
    ("programme", "R"),
    ("next", "N"),
    ("end", "X"),
    ("gather", "G"),
    ("turn", "T"),
    ("slides", "L"),
    ("emotes", "1 – 6"),
    ("zoom", "+ −"),
];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, act.in_set(ClientSystems::React)).add_systems(Update, show.in_set(PanelSystems::Show));
}

/// Lines for those who may do that.
const ALLOWED: [(&str, Action); 4] = [
    ("next", Action::RunProgramme),
    ("end", Action::RunProgramme),
    ("gather", Action::RunProgramme),
    ("turn", Action::ModerateFloor),
];

/// The panel, for somebody with this role.
#[must_use]
pub fn view(role: Role, words: &Locale) -> Panel {
    let is_for = |name: &str| ALLOWED.iter().all(|(line, action)| *line != name || role.may(*action));
    let row = |(name, keys): (&str, &str)| Row {
        note: words.text(&format!("help-{name}")),
        ..Row::new(format!("help/{name}"), keys.to_owned())
    };
    let list = Rows {
        key: "keys".into(),
        label: words.text("help-keys"),
        rows: LINES.into_iter().filter(|(name, _)| is_for(name)).map(row).collect(),
        follows_end: false,
        fills: false,
        live: false,
    };
    Panel {
        key: PanelKey::Help,
        place: Place::Dialog,
        title: words.text("help-title"),
        close: Some(words.text("close")),
        widgets: vec![list.into(), Widget::text("help-kind", Tone::Quiet, words.text("help-kindness"))],
    }
}

fn act(mut events: MessageReader<PanelEvent>, mut open: ResMut<OpenPanels>) {
    if events.read().any(|event| event.panel == PanelKey::Help && event.key.as_str() == CLOSE) {
        open.help = false;
    }
}

fn show(
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if open.is_changed() || state.is_changed() || words.is_changed() || screen.is_changed() {
        let visible = open.help && *screen.get() == Screen::InVenue;
        shown.set(PanelKey::Help, visible.then(|| view(state.role, &words)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;

    #[test]
    fn every_key_is_explained_in_every_language() {
        for tongue in Tongue::ALL {
            let panel = view(Role::Moderator, &Locale::new(tongue));
            assert!(!panel.as_text().contains("[help"), "{}", panel.as_text());
            assert_eq!(panel.repeated_key(), None);
        }
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| view(Role::Moderator, words));
    }

    #[test]
    fn guests_are_not_told_of_keys_that_do_nothing_for_them() {
        let rows = |role| view(role, &Locale::new(Tongue::En)).as_text().matches("Moderators").count();
        assert_eq!((rows(Role::Visitor), rows(Role::Moderator)), (0, ALLOWED.len()));
    }
}
