//! The captions over the bottom bar: what is said on stage, which channel is read, and the line being written.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::languages;
use hiroba_shared::profile::Language;
use hiroba_shared::programme::StageRule;
use hiroba_shared::protocol::stage::Channel;
use hiroba_shared::role::{Action, Role};
use hiroba_shared::text::CaptionText;

use super::Captions;
use crate::locale::{Locale, Tongue};
use crate::panel::{Button, Choice, ChoiceLook, Field, Flow, Group, Panel, PanelKey, Place, Row, Rows, Tone, Widget};
use crate::venue_state::VenueState;

/// What the captions show.
pub struct Around<'a> {
    /// What is read and written.
    pub captions: &'a Captions,
    /// What the venue said.
    pub state: &'a VenueState,
    /// Who may go up by themself now.
    pub rule: StageRule,
}

impl Around<'_> {
    fn offered(&self) -> Vec<Language> {
        self.captions.offered(spoken(self.state))
    }

    fn is_on_stage(&self) -> bool {
        self.state.you.is_some_and(|you| self.state.on_stage.contains(&you))
    }

    /// Who is on stage, or interprets for somebody who is.
    fn writes(&self) -> bool {
        self.is_on_stage() || (self.state.role.may(Action::Interpret) && !self.state.on_stage.is_empty())
    }

    fn may_go_up(&self) -> bool {
        let role = self.state.role;
        let open = match self.rule {
            // Those who run the stage go up by the button of the programme's panel.
            StageRule::Invited => false,
            StageRule::Speakers => role == Role::Speaker,
            StageRule::Everybody => true,
        };
        open && !self.is_on_stage()
    }
}

/// The captions; nothing while there is nothing to read, to write or to answer.
#[must_use]
pub fn view(around: &Around<'_>, words: &Locale) -> Option<Panel> {
    let mut widgets: Vec<Widget> = Vec::new();
    widgets.extend(around.captions.invited_by.map(|by| invitation(around, by, words)));
    widgets.extend(lines(around.captions, words));
    widgets.extend(channels(around, words));
    // A line that was begun can be ended, or its letters would walk whoever writes about.
    if around.writes() || !around.captions.draft.is_empty() {
        widgets.extend(writing(around, words));
    } else if around.may_go_up() && around.captions.invited_by.is_none() {
        widgets.push(Button::new("go-up", words.text("stage-go-up")).icon("stage").into());
    }
    if widgets.is_empty() {
        return None;
    }
    let title = words.text("captions-title");
    Some(Panel { key: PanelKey::Captions, place: Place::Captions, title, close: None, widgets })
}

fn invitation(around: &Around<'_>, by: VisitorId, words: &Locale) -> Widget {
    let profile = around.state.profiles.get(&by);
    let name = profile.map_or_else(|| words.text("person-unknown"), |profile| profile.persona.name.to_string());
    let text = words.text_with("stage-invited", &[("name", name.into())]);
    let accept = Button::new("accept", words.text("stage-accept")).primary().icon("stage");
    let decline = Button::new("decline", words.text("stage-decline")).quiet();
    let widgets = vec![Widget::text("stage-invited", Tone::Good, text), accept.into(), decline.into()];
    Group::new("stage-invitation", Flow::Wrap, widgets).into()
}

fn lines(captions: &Captions, words: &Locale) -> Option<Widget> {
    if captions.lines.is_empty() {
        return None;
    }
    let row = |line: &super::Line| Row {
        text: line.text.clone(),
        ..Row::new(format!("line/{}", line.line), line.name.clone())
    };
    let rows = captions.lines.iter().map(row).collect();
    let label = words.text("captions-title");
    Some(Rows { key: "lines".into(), label, rows, follows_end: true, fills: false, live: true }.into())
}

fn channels(around: &Around<'_>, words: &Locale) -> Option<Widget> {
    let captions = around.captions;
    if captions.channels.is_empty() {
        return None;
    }
    let names = captions.channels.iter().map(|language| languages::own_name(language).to_owned());
    let entries: Vec<String> = [words.text("captions-as-spoken")].into_iter().chain(names).collect();
    let read = match captions.channel {
        Some(Channel::In(language)) => captions.channels.iter().position(|other| *other == language),
        Some(Channel::AsSpoken) | None => None,
    };
    let chosen = vec![read.map_or(0, |at| at + 1)];
    let label = words.text("captions-channel");
    let look = ChoiceLook::Strip;
    Some(Choice { key: "channel".into(), label, label_shown: false, look, entries, chosen, fault: None }.into())
}

fn writing(around: &Around<'_>, words: &Locale) -> Vec<Widget> {
    let captions = around.captions;
    let hint = if around.is_on_stage() { "captions-hint" } else { "captions-hint-interpreter" };
    let field = Field {
        label_shown: false,
        hint: words.text(hint),
        value: captions.draft.clone(),
        edition: captions.edition,
        fault: captions.fault.map(|fault| words.text_fault(fault)),
        limit: usize::from(CaptionText::MAX_GRAPHEMES),
        ..Field::new("caption", words.text("captions-write"))
    };
    let (offered, written) = (around.offered(), captions.language(words.tongue()));
    let language = Choice {
        key: "language".into(),
        label: words.text("captions-language"),
        label_shown: false,
        look: if captions.offers_all { ChoiceLook::Chips } else { ChoiceLook::Strip },
        entries: offered.iter().map(|language| languages::own_name(language).to_owned()).collect(),
        chosen: offered.iter().position(|other| Some(*other) == written).into_iter().collect(),
        fault: None,
    };
    let mut beside: Vec<Widget> = vec![language.into()];
    let more = Button::new("more-languages", words.text("captions-more-languages")).quiet();
    beside.push(Button { on: Some(captions.offers_all), ..more }.into());
    if around.is_on_stage() {
        beside.push(Button::new("go-down", words.text("stage-go-down")).quiet().into());
    }
    vec![field.into(), Group::new("captions-beside", Flow::Wrap, beside).into()]
}

/// The languages this person speaks.
#[must_use]
pub fn spoken(state: &VenueState) -> &[Language] {
    state.own_profile().map(|profile| profile.persona.languages.as_slice()).unwrap_or_default()
}

/// The channel somebody reads who chose none: their own language.
#[must_use]
pub fn own_channel(tongue: Tongue) -> Channel {
    Language::new(tongue.code()).map_or(Channel::AsSpoken, Channel::In)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::spoken::in_every_language;
    use crate::stage::caption;

    fn captions() -> Captions {
        let mut captions = Captions::default();
        captions.take(&caption(1, "<b>Good</b> morning"), "Ana".to_owned(), 0);
        captions.channels = vec![Language::new("mn").unwrap()];
        captions
    }

    fn state(role: Role, on_stage: &[u32]) -> VenueState {
        let on_stage = on_stage.iter().copied().map(VisitorId).collect();
        VenueState { you: Some(VisitorId(1)), role, on_stage, ..VenueState::default() }
    }

    fn shown(captions: &Captions, state: &VenueState, words: &Locale) -> Option<Panel> {
        view(&Around { captions, state, rule: StageRule::Invited }, words)
    }

    #[test]
    fn a_listener_reads_and_chooses_a_channel_and_writes_nothing() {
        let words = Locale::new(Tongue::En);
        let text = shown(&captions(), &state(Role::Visitor, &[2]), &words).unwrap().as_text();
        assert!(text.contains("Ana") && text.contains("<b>Good</b> morning"), "{text}");
        assert!(text.contains("As spoken") && text.contains("Монгол") && !text.contains("English"), "{text}");
    }

    #[test]
    fn who_is_on_stage_writes_and_goes_down_and_an_interpreter_writes() {
        let words = Locale::new(Tongue::En);
        let text = |state| shown(&Captions::default(), &state, &words).map(|panel| panel.as_text());
        let on_stage = text(state(Role::Visitor, &[1])).unwrap();
        assert!(on_stage.contains("[Go down]") && on_stage.contains("English"), "{on_stage}");
        let interpreter = text(state(Role::Interpreter, &[2])).unwrap();
        assert!(interpreter.contains("日本語") && !interpreter.contains("[Go down]"), "{interpreter}");
        assert!(interpreter.contains("[More languages]") && !interpreter.contains("ไทย"), "{interpreter}");
        let all = Captions { offers_all: true, ..Captions::default() };
        let all = shown(&all, &state(Role::Interpreter, &[2]), &words).unwrap().as_text();
        assert!(all.contains("ไทย") && all.contains("[More languages](on)"), "{all}");
        assert_eq!(text(state(Role::Interpreter, &[])), None);
        assert_eq!(text(state(Role::Visitor, &[2])), None);
    }

    #[test]
    fn only_where_the_item_lets_them_people_go_up_by_themselves() {
        let words = Locale::new(Tongue::En);
        let offered = |role, rule| {
            let (captions, state) = (Captions::default(), state(role, &[]));
            view(&Around { captions: &captions, state: &state, rule }, &words).is_some()
        };
        assert!(!offered(Role::Speaker, StageRule::Invited) && offered(Role::Speaker, StageRule::Speakers));
        assert!(!offered(Role::Visitor, StageRule::Speakers) && offered(Role::Visitor, StageRule::Everybody));
    }

    #[test]
    fn every_language_has_all_its_words() {
        let invited = Captions { invited_by: Some(VisitorId(9)), ..captions() };
        in_every_language(|words| shown(&invited, &state(Role::Visitor, &[1]), words).unwrap());
        in_every_language(|words| shown(&captions(), &state(Role::Interpreter, &[2]), words).unwrap());
        let none = Captions::default();
        let state = state(Role::Visitor, &[]);
        in_every_language(|words| {
            view(&Around { captions: &none, state: &state, rule: StageRule::Everybody }, words).unwrap()
        });
    }
}
