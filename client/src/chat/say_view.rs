//! The bar at the bottom: who will hear it, the field, the button to send, and the gestures on wish.

use super::say::{SCOPES, Say};
use crate::locale::Locale;
use crate::panel::{Button, Choice, ChoiceLook, Field, Flow, Group, Panel, PanelKey, Place, Tone, Widget};
use crate::venue_state::VenueState;
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::ChatText;

/// The bar. `now` is the time in Unix seconds.
#[must_use]
pub fn view(say: &Say, state: &VenueState, now: i64, words: &Locale) -> Panel {
    let mut widgets = Vec::new();
    if say.emotes {
        widgets.push(emotes(words));
    }
    if let Some(hint) = hint(say, state, now, words) {
        widgets.push(hint);
    }
    widgets.push(Group::new("say-line", Flow::Row, line(say, words)).into());
    Panel { key: PanelKey::Say, place: Place::Bottom, title: words.text("say-title"), close: None, widgets }
}

fn line(say: &Say, words: &Locale) -> Vec<Widget> {
    let to = match &say.to {
        Some((_, name)) => vec![
            Widget::text("say-to", Tone::Strong, words.text_with("say-to", &[("name", name.as_str().into())])),
            Button::new("say-to-all", words.text("say-to-all")).quiet().only_icon("close").into(),
        ],
        None => vec![scopes(say, words)],
    };
    let field = Field {
        label_shown: false,
        hint: words.text("say-hint"),
        value: say.draft.clone(),
        edition: say.edition,
        fault: say.fault.map(|fault| words.text_fault(fault)),
        limit: usize::from(ChatText::MAX_GRAPHEMES),
        ..Field::new("draft", words.text("say-field"))
    };
    let send = Button::new("send", words.text("say-send")).primary().only_icon("send");
    let gestures = Button::new("gestures", words.text("say-gestures")).quiet().only_icon("wave").lit_if(say.emotes);
    to.into_iter().chain([field.into(), send.into(), gestures.into()]).collect()
}

fn scopes(say: &Say, words: &Locale) -> Widget {
    let name = |scope: Scope| match scope {
        Scope::Near => words.text("scope-near"),
        Scope::Circle => words.text("scope-circle"),
        Scope::Room => words.text("scope-room"),
    };
    Choice {
        key: "scope".into(),
        label: words.text("say-scope"),
        label_shown: false,
        look: ChoiceLook::Strip,
        entries: SCOPES.map(name).into(),
        chosen: SCOPES.iter().position(|scope| *scope == say.scope).into_iter().collect(),
        fault: None,
    }
    .into()
}

/// What the person should know before they write in vain.
fn hint(say: &Say, state: &VenueState, now: i64, words: &Locale) -> Option<Widget> {
    let muted = state.muted_until.filter(|until| *until > now);
    let (tone, text) = if let Some(until) = muted {
        let time = words.length_of_time(until - now);
        (Tone::Bad, words.text_with("say-muted", &[("time", time.into())]))
    } else if say.to.is_some() {
        return None;
    } else if state.quiet {
        (Tone::Bad, words.text("say-quiet"))
    } else if say.scope == Scope::Circle && state.circle.is_none() {
        (Tone::Quiet, words.text("say-no-circle"))
    } else if say.scope == Scope::Circle {
        (Tone::Quiet, words.text_with("say-circle", &[("count", state.members.len().into())]))
    } else {
        return None;
    };
    Some(Widget::text("say-now", tone, text))
}

fn emotes(words: &Locale) -> Widget {
    let button = |(n, emote): (usize, Emote)| -> Widget {
        let name = words.text(&format!("emote-{}", emote.name()));
        let label = words.text_with("emote-key", &[("name", name.into()), ("number", (n + 1).into())]);
        Button::new(format!("emote/{n}"), label).quiet().gesture(emote).into()
    };
    Group::new("emotes", Flow::Wrap, Emote::ALL.into_iter().enumerate().map(button).collect()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;

    #[test]
    fn a_muted_person_reads_how_long() {
        let state = VenueState { muted_until: Some(1_600), ..VenueState::default() };
        let text = view(&Say::default(), &state, 1_000, &Locale::new(Tongue::En)).as_text();
        assert!(text.contains("A moderator muted you for another 10 minutes"), "{text}");
    }

    #[test]
    fn the_bar_names_every_gesture_in_japanese() {
        let say = Say { emotes: true, ..Say::default() };
        let panel = view(&say, &VenueState::default(), 0, &Locale::new(Tongue::Ja));
        assert!(panel.as_text().contains("拍手"), "{}", panel.as_text());
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn every_language_has_all_its_words() {
        let say = Say { emotes: true, ..Say::default() };
        let muted = VenueState { muted_until: Some(1_600), ..VenueState::default() };
        in_every_language(|words| view(&say, &VenueState::default(), 0, words));
        in_every_language(|words| view(&say, &muted, 0, words));
    }
}
