//! The card of one person: who they say they are, and what can be done.

use super::name::{from_where, name_with_flag, role_note};
use super::person::{MINUTES, PersonCard, Step};
use crate::locale::Locale;
use crate::panel::picture::Picture;
use crate::panel::widget::PictureSize;
use crate::panel::{Button, Choice, ChoiceLook, Field, Flow, Group, Panel, PanelKey, Place, Tone, Widget};
use crate::venue_state::VenueState;
use hiroba_shared::profile::Profile;
use hiroba_shared::role::Action;

/// The card of the person with this profile.
#[must_use]
pub fn view(card: &PersonCard, profile: &Profile, state: &VenueState, words: &Locale) -> Panel {
    let mut widgets = vec![who(profile, words)];
    match card.step {
        Step::Looking => {
            widgets.push(meeting(profile, state, words));
            widgets.extend(staging(profile, state, words));
            widgets.push(guarding(profile, state, words));
            widgets.extend(moderating(profile, state, words));
        }
        Step::Reporting => widgets.extend(reporting(card, words)),
        Step::Muting => widgets.extend(confirming(card, words.text("person-mute-sure"), words.text("act-mute"), words)),
        Step::SendingOut => {
            widgets.extend(confirming(card, words.text("person-send-out-sure"), words.text("act-send-out"), words));
        }
        Step::Barring => widgets.extend(confirming(card, words.text("person-bar-sure"), words.text("act-bar"), words)),
    }
    let title = profile.persona.name.as_str().to_owned();
    Panel { key: PanelKey::Person, place: Place::Dialog, title, close: Some(words.text("close")), widgets }
}

fn who(profile: &Profile, words: &Locale) -> Widget {
    let persona = &profile.persona;
    let picture = Widget::Picture {
        key: "person-look".into(),
        picture: Picture::Look(persona.look),
        label: words.text_with("person-look", &[("name", persona.name.as_str().into())]),
        size: PictureSize::Portrait,
    };
    let role = role_note(profile, words);
    let languages: Vec<&str> = persona.languages.as_slice().iter().map(hiroba_shared::languages::own_name).collect();
    let mut lines = vec![
        Widget::text("person-name", Tone::Strong, name_with_flag(persona)),
        Widget::text("person-from", Tone::Plain, from_where(persona, words)),
    ];
    if !languages.is_empty() {
        let text = words.text_with("person-speaks", &[("languages", words.list(&languages).into())]);
        lines.push(Widget::text("person-speaks", Tone::Quiet, text));
    }
    if !role.is_empty() {
        lines.push(Widget::text("person-role", Tone::Good, role));
    }
    let lines = Group::new("person-lines", Flow::Column, lines);
    Group::new("person-who", Flow::Row, vec![picture, lines.into()]).into()
}

fn meeting(profile: &Profile, state: &VenueState, words: &Locale) -> Widget {
    let enabled = !state.blocks.contains(&profile.visitor);
    let widgets = vec![
        Button::new("write", words.text("act-write")).icon("chat").primary().enabled_if(enabled).into(),
        Button::new("show", words.text("act-show")).icon("search").into(),
        Button::new("walk", words.text("act-walk")).icon("walk-there").into(),
        Button::new("follow", words.text("act-follow")).icon("follow").into(),
    ];
    Group::new("meeting", Flow::Wrap, widgets).into()
}

/// For those who run the stage of this room.
fn staging(profile: &Profile, state: &VenueState, words: &Locale) -> Option<Widget> {
    if !state.role.may(Action::InviteToStage) {
        return None;
    }
    let button = if state.on_stage.contains(&profile.visitor) {
        Button::new("send-down", words.text("act-send-down")).icon("stage")
    } else {
        Button::new("invite-up", words.text("act-invite-up")).icon("stage")
    };
    Some(Group::new("staging", Flow::Wrap, vec![button.into()]).into())
}

fn guarding(profile: &Profile, state: &VenueState, words: &Locale) -> Widget {
    let block = if state.blocks.contains(&profile.visitor) {
        Button::new("unblock", words.text("act-unblock")).icon("undo")
    } else {
        Button::new("block", words.text("act-block")).icon("block")
    };
    let report = Button::new("report", words.text("act-report")).icon("report");
    Group::new("guarding", Flow::Wrap, vec![block.quiet().into(), report.quiet().into()]).into()
}

fn moderating(profile: &Profile, state: &VenueState, words: &Locale) -> Option<Widget> {
    if !(state.role.may(Action::Mute) && state.role.outranks(profile.role)) {
        return None;
    }
    let widgets = vec![
        Widget::Heading(words.text("person-moderating")),
        Group::new(
            "moderating-line",
            Flow::Wrap,
            vec![
                Button::new("mute", words.text("act-mute")).icon("mute").danger().into(),
                Button::new("send-out", words.text("act-send-out")).icon("door").danger().into(),
                Button::new("bar", words.text("act-bar")).icon("block").danger().into(),
            ],
        )
        .into(),
    ];
    Some(Group::new("moderating", Flow::Card, widgets).into())
}

fn reporting(card: &PersonCard, words: &Locale) -> Vec<Widget> {
    let field = Field {
        hint: words.text("report-hint"),
        value: card.words.clone(),
        edition: card.edition,
        fault: card.fault.map(|fault| words.text_fault(fault)),
        limit: usize::from(hiroba_shared::text::ChatText::MAX_GRAPHEMES),
        first: true,
        ..Field::new("report-words", words.text("report-words"))
    };
    vec![
        Widget::text("report-what", Tone::Quiet, words.text("report-what")),
        field.into(),
        ends("report-send", words.text("report-send"), words),
    ]
}

fn confirming(card: &PersonCard, question: String, act: String, words: &Locale) -> Vec<Widget> {
    let mut widgets = vec![Widget::text("sure", Tone::Plain, question)];
    if card.step != Step::SendingOut {
        let entries = MINUTES.map(|minutes| words.length_of_time(i64::from(minutes) * 60)).into();
        let (label, look) = (words.text("person-how-long"), ChoiceLook::Chips);
        let chosen = vec![card.minutes];
        widgets.push(
            Choice { key: "minutes".into(), label, label_shown: true, look, entries, chosen, fault: None }.into(),
        );
    }
    widgets.push(ends("confirm", act, words));
    widgets
}

fn ends(key: &'static str, act: String, words: &Locale) -> Widget {
    let widgets = vec![Button::new("back", words.text("back")).into(), Button::new(key, act).danger().into()];
    Group::new("ends", Flow::Ends, widgets).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::country::Country;
    use hiroba_shared::ids::VisitorId;
    use hiroba_shared::profile::{Language, Languages, OrganisationKind, Persona};
    use hiroba_shared::role::Role;
    use hiroba_shared::text::DisplayName;

    fn profile(role: Role) -> Profile {
        let persona = Persona {
            name: DisplayName::new("김철수").unwrap(),
            country: Country::new("KR").unwrap(),
            organisation_kind: OrganisationKind::School,
            organisation: None,
            languages: Languages::new(vec![Language::new("ko").unwrap(), Language::new("en").unwrap()]).unwrap(),
            look: Default::default(),
        };
        Profile { visitor: VisitorId(7), persona, role }
    }

    #[test]
    fn a_guest_can_meet_block_and_report_but_not_moderate() {
        let panel =
            view(&PersonCard::default(), &profile(Role::Visitor), &VenueState::default(), &Locale::new(Tongue::En));
        let text = panel.as_text();
        for line in ["한국어, English", "[[Message]]", "[Block]", "[Report]"] {
            assert!(text.contains(line), "{line} not in\n{text}");
        }
        assert!(!text.contains("[Mute]"), "{text}");
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn a_moderator_chooses_how_long_but_not_over_a_host() {
        let state = VenueState { role: Role::Moderator, ..VenueState::default() };
        let words = Locale::new(Tongue::Ja);
        let card = PersonCard { step: Step::Muting, ..PersonCard::default() };
        let text = view(&card, &profile(Role::Visitor), &state, &words).as_text();
        assert!(text.contains("(10 分) / 60 分 / 24 時間 / 7 日"), "{text}");
        let host = view(&PersonCard::default(), &profile(Role::Host), &state, &words).as_text();
        assert!(!host.contains(&words.text("act-mute")), "{host}");
    }

    #[test]
    fn every_language_has_all_its_words() {
        let state = VenueState { role: Role::Moderator, ..VenueState::default() };
        for step in [Step::Muting, Step::default()] {
            let card = PersonCard { step, ..PersonCard::default() };
            in_every_language(|words| view(&card, &profile(Role::Visitor), &state, words));
        }
    }
}
