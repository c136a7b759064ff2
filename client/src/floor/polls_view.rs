//! The part of the polls: each with its options and how it stands, and for moderators the poll being written.

use hiroba_shared::protocol::floor::poll::Results;
use hiroba_shared::role::{Action, Role};
use hiroba_shared::text::OptionText;

use super::hall::{Composing, Hall, MINUTES, Shown};
use super::questions_view::field;
use crate::locale::Locale;
use crate::locale::time::clock_face;
use crate::panel::{Button, Choice, ChoiceLook, Field, Flow, Group, Tone, Widget};

/// The widgets of the part; `offset_seconds` is the clock's distance from UTC.
pub(super) fn widgets(hall: &Hall, role: Role, offset_seconds: i64, words: &Locale) -> Vec<Widget> {
    let runs = role.may(Action::RunPoll);
    let mut widgets: Vec<Widget> = Vec::new();
    if hall.polls.is_empty() {
        widgets.push(Widget::text("no-polls", Tone::Quiet, words.text("poll-none")));
    }
    // The newest first: it is the one that is talked about.
    widgets.extend(hall.polls.values().rev().map(|shown| card(shown, role, offset_seconds, words)));
    match &hall.composing {
        Some(composing) => widgets.push(composer(composing, words)),
        None if runs => widgets.push(Button::new("new-poll", words.text("poll-new")).into()),
        None => {}
    }
    widgets
}

fn card(shown: &Shown, role: Role, offset_seconds: i64, words: &Locale) -> Widget {
    let (poll, ballot) = (&shown.poll, &shown.poll.ballot);
    let id = poll.poll.0;
    let mut widgets = vec![Widget::text(format!("poll-words/{id}"), Tone::Strong, ballot.words().as_str().to_owned())];
    let one = ballot.most() == 1;
    let marked = if one { shown.chosen.unwrap_or_default() } else { shown.marked };
    if poll.closed.is_none() {
        let label = if one {
            words.text("poll-choose-one")
        } else {
            words.text_with("poll-choose", &[("count", ballot.most().into())])
        };
        let choice = Choice {
            key: format!("options/{id}").into(),
            label,
            label_shown: true,
            look: if one { ChoiceLook::Chips } else { ChoiceLook::Checks },
            entries: ballot.options().iter().map(|option| option.as_str().to_owned()).collect(),
            chosen: marked.iter().collect(),
            fault: None,
        };
        widgets.push(choice.into());
        if !one {
            let waits = ballot.takes(marked) && shown.chosen != Some(marked);
            let vote = Button::new(format!("choose/{id}"), words.text("poll-vote")).primary().enabled_if(waits);
            widgets.push(vote.into());
        }
    }
    widgets.extend(bars(shown, words));
    widgets.push(Widget::text(format!("poll-state/{id}"), Tone::Quiet, state(shown, offset_seconds, words)));
    if role.may(Action::RunPoll) {
        let close = Button::new(format!("close-poll/{id}"), words.text("poll-close")).enabled_if(poll.closed.is_none());
        let show = Button::new(format!("show-poll/{id}"), words.text("poll-show"));
        let show = (poll.results == Results::Hidden).then(|| show.into());
        widgets.push(
            Group::new(format!("poll-run/{id}"), Flow::Wrap, show.into_iter().chain([close.into()]).collect()).into(),
        );
    }
    Group::new(format!("poll/{id}"), Flow::Card, widgets).into()
}

/// How a poll stands: a bar for each option.
fn bars(shown: &Shown, words: &Locale) -> Vec<Widget> {
    let Some(tally) = &shown.tally else { return Vec::new() };
    let bar = |(n, (option, votes)): (usize, (&OptionText, &u32))| {
        let percent = u64::from(*votes) * 100 / u64::from(tally.voters.max(1));
        let percent = u8::try_from(percent).unwrap_or(100).min(100);
        let places =
            [("option", option.as_str().into()), ("votes", (*votes).into()), ("percent", u32::from(percent).into())];
        let label = words.text_with("poll-bar", &places);
        Widget::Progress { key: format!("bar/{}/{n}", tally.poll.0).into(), label, percent: Some(percent) }
    };
    shown.poll.ballot.options().iter().zip(&tally.votes).enumerate().map(bar).collect()
}

fn state(shown: &Shown, offset_seconds: i64, words: &Locale) -> String {
    let voters = shown.tally.as_ref().map(|tally| words.text_with("poll-voters", &[("count", tally.voters.into())]));
    let hidden = (shown.poll.results == Results::Hidden).then(|| words.text("poll-hidden"));
    let yours = shown.chosen.map(|_| words.text("poll-yours"));
    let open = match (shown.poll.closed, shown.poll.closes) {
        (Some(_), _) => Some(words.text("poll-closed")),
        (None, Some(closes)) => {
            Some(words.text_with("poll-until", &[("time", clock_face(closes, offset_seconds).into())]))
        }
        (None, None) => None,
    };
    let all: Vec<String> = voters.into_iter().chain(hidden).chain(yours).chain(open).collect();
    all.join(" · ")
}

fn composer(composing: &Composing, words: &Locale) -> Widget {
    let mut widgets = vec![field("new-words", &composing.words, (words.text("poll-words"), String::new()), words)];
    widgets.extend(composing.options.iter().enumerate().map(|(n, draft)| {
        let number = words.text_with("poll-option", &[("number", (n + 1).into())]);
        let too_few = (composing.too_few && n == 1).then(|| words.text("poll-too-few"));
        Field {
            value: draft.text.clone(),
            edition: draft.edition,
            fault: draft.fault.map(|fault| words.text_fault(fault)).or(too_few),
            limit: usize::from(OptionText::MAX_GRAPHEMES),
            ..Field::new(format!("new-option/{n}"), number)
        }
        .into()
    }));
    let minutes = MINUTES.map(|minutes| match minutes {
        None => words.text("poll-no-end"),
        Some(minutes) => words.length_of_time(i64::from(minutes) * 60),
    });
    let switch = |key: &'static str, text: &str, on| Button::new(key, words.text(text)).lit_if(on).into();
    let switches = vec![
        switch("new-several", "poll-several", composing.several),
        switch("new-hidden", "poll-hide", composing.hidden),
    ];
    widgets.push(Group::new("new-switches", Flow::Wrap, switches).into());
    let end = Choice {
        key: "new-minutes".into(),
        label: words.text("poll-end"),
        label_shown: true,
        look: ChoiceLook::Chips,
        entries: minutes.into(),
        chosen: vec![composing.minutes],
        fault: None,
    };
    widgets.push(end.into());
    let buttons = vec![
        Button::new("new-stop", words.text("poll-stop")).into(),
        Button::new("new-open", words.text("poll-open")).primary().into(),
    ];
    widgets.push(Group::new("new-buttons", Flow::Ends, buttons).into());
    Group::new("new", Flow::Card, widgets).into()
}
