//! The parts of the raised hands with the applause, and of the announcements.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::floor::Audience;
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::role::Action;

use super::hall::Hall;
use super::questions_view::field;
use crate::locale::Locale;
use crate::panel::picture::Picture;
use crate::panel::{Button, Choice, ChoiceLook, Flow, Group, Row, Rows, Tone, Widget};
use crate::people::name::name_with_flag;
use crate::venue_state::VenueState;

/// What the hall hears as applause, in the order of the buttons.
pub(super) const CHEERS: [Emote; 4] = [Emote::Clap, Emote::Heart, Emote::Laugh, Emote::Thanks];
/// Most hands listed by name; of the others the number is told.
const MOST_LISTED: usize = 50;

/// The part of the hands.
pub(super) fn hands(hall: &Hall, state: &VenueState, words: &Locale) -> Vec<Widget> {
    let orders = state.role.may(Action::ModerateFloor);
    let is_up = state.you.is_some_and(|you| hall.raised.contains(&you));
    let has_word = state.you.is_some() && state.you == hall.called;
    let own = match (has_word, is_up) {
        (true, _) => Button::new("lower", words.text("hand-done")).primary(),
        (false, true) => Button::new("lower", words.text("hand-lower")).lit_if(true).icon("wave"),
        (false, false) => Button::new("raise", words.text("hand-raise")).primary().icon("wave"),
    };
    let mut widgets: Vec<Widget> = vec![own.into()];
    if let Some(called) = hall.called {
        let text = words.text_with("hand-called", &[("name", name_of(called, state, words).into())]);
        let free = orders.then(|| {
            let free = Button::new("free", words.text("hand-free"));
            if hall.raised.is_empty() { free.shortcut("T").into() } else { free.into() }
        });
        let line = [Widget::text("called", Tone::Good, text)].into_iter().chain(free).collect();
        widgets.push(Group::new("word", Flow::Ends, line).into());
    }
    let count = words.text_with("hand-count", &[("count", hall.raised.len().into())]);
    widgets.push(Widget::text("hand-count", Tone::Quiet, count));
    if orders && !hall.raised.is_empty() {
        widgets.push(queue(hall, state, words));
        widgets.push(Button::new("all-down", words.text("hand-all-down")).into());
    }
    let cheer = |(n, emote): (usize, Emote)| -> Widget {
        let label = words.text(&format!("emote-{}", emote.name()));
        Button::new(format!("cheer/{n}"), label).gesture(emote).into()
    };
    widgets.push(Widget::Heading(words.text("cheer-title")));
    widgets.push(Group::new("cheers", Flow::Wrap, CHEERS.into_iter().enumerate().map(cheer).collect()).into());
    widgets
}

/// The part of the announcements.
pub(super) fn announcing(hall: &Hall, words: &Locale) -> Vec<Widget> {
    let to = Choice {
        key: "announce-to".into(),
        label: words.text("announce-to"),
        label_shown: true,
        look: ChoiceLook::Strip,
        entries: vec![words.text("announce-room"), words.text("announce-venue")],
        chosen: vec![usize::from(hall.audience == Audience::Venue)],
        fault: None,
    };
    let hint = words.text("announce-hint");
    vec![
        field("announcement", &hall.announcement, (words.text("announce-field"), hint), words),
        to.into(),
        Button::new("announce", words.text("announce-send")).primary().icon("send").into(),
    ]
}

fn queue(hall: &Hall, state: &VenueState, words: &Locale) -> Widget {
    let row = |visitor: &VisitorId| {
        let call = Button::new(format!("call/{}", visitor.0), words.text("hand-call")).primary();
        let is_next = hall.raised.first() == Some(visitor);
        let down = Button::new(format!("down/{}", visitor.0), words.text("hand-down"));
        Row {
            picture: state.profiles.get(visitor).map(|profile| Picture::Look(profile.persona.look)),
            buttons: vec![if is_next { call.shortcut("T") } else { call }, down],
            ..Row::new(format!("hand/{}", visitor.0), name_of(*visitor, state, words))
        }
    };
    Rows {
        key: "hands".into(),
        label: words.text("floor-hands"),
        rows: hall.raised.iter().take(MOST_LISTED).map(row).collect(),
        follows_end: false,
        fills: true,
        live: false,
    }
    .into()
}

/// The name of a visitor, as far as this client was told it.
pub(super) fn name_of(visitor: VisitorId, state: &VenueState, words: &Locale) -> String {
    let profile = state.profiles.get(&visitor);
    profile.map_or_else(|| words.text("person-unknown"), |profile| name_with_flag(&profile.persona))
}
