//! The chat panel: tabs by reach, the newest messages, and what can be done with each.

use super::log::{ChatLog, Heard, Reach, Tab};
use crate::locale::Locale;
use crate::locale::time::clock_face;
use crate::panel::picture::Picture;
use crate::panel::{Button, Choice, ChoiceLook, Panel, PanelKey, Place, Row, Rows, Tone, Widget};
use hiroba_shared::rules::hearing::Scope;

/// The panel of the log; `offset_seconds` is the clock's distance from UTC.
#[must_use]
pub fn view(log: &ChatLog, offset_seconds: i64, words: &Locale) -> Panel {
    let (messages, earlier) = log.shown();
    let mut rows = Vec::with_capacity(messages.len() + 1);
    if earlier {
        let mut row = Row::new("earlier", String::new());
        row.buttons.push(Button::new("show-earlier", words.text("chat-earlier")).quiet());
        rows.push(row);
    }
    rows.extend(messages.iter().map(|heard| message_row(heard, offset_seconds, words)));
    let empty = messages.is_empty().then(|| Widget::text("chat-empty", Tone::Quiet, words.text("chat-empty")));
    let list = Rows {
        key: "messages".into(),
        label: words.text("chat-messages"),
        rows,
        follows_end: true,
        fills: true,
        live: true,
    };
    Panel {
        key: PanelKey::Chat,
        place: Place::Left,
        title: words.text("chat-title"),
        close: Some(words.text("close")),
        widgets: [tabs(log, words)].into_iter().chain(empty).chain([list.into()]).collect(),
    }
}

fn tabs(log: &ChatLog, words: &Locale) -> Widget {
    let entry = |tab: Tab| match log.unread(tab) {
        0 => tab_name(tab, words),
        unread => words.text_with("chat-tab-unread", &[("tab", tab_name(tab, words).into()), ("count", unread.into())]),
    };
    Choice {
        key: "tab".into(),
        label: words.text("chat-tabs"),
        label_shown: false,
        look: ChoiceLook::Tabs,
        entries: Tab::ALL.map(entry).into(),
        chosen: Tab::ALL.iter().position(|tab| *tab == log.tab).into_iter().collect(),
        fault: None,
    }
    .into()
}

fn tab_name(tab: Tab, words: &Locale) -> String {
    match tab {
        Tab::All => words.text("chat-tab-all"),
        Tab::Near => words.text("scope-near"),
        Tab::Circle => words.text("scope-circle"),
        Tab::Room => words.text("scope-room"),
        Tab::Direct => words.text("scope-direct"),
    }
}

fn message_row(heard: &Heard, offset_seconds: i64, words: &Locale) -> Row {
    let reach = match heard.reach {
        Reach::Said(Scope::Near) => words.text("scope-near"),
        Reach::Said(Scope::Circle) => words.text("scope-circle"),
        Reach::Said(Scope::Room) => words.text("scope-room"),
        Reach::DirectTo(_) => words.text("scope-direct-sent"),
        Reach::DirectFrom(_) => words.text("scope-direct"),
        Reach::Announced => words.text("scope-announced"),
    };
    let number = heard.message.0;
    let more = words.text_with("chat-more", &[("name", heard.name.as_str().into())]);
    let reply = matches!(heard.reach, Reach::DirectFrom(_))
        .then(|| Button::new(format!("reply/{number}"), words.text("chat-reply")).quiet());
    Row {
        picture: Some(Picture::Look(heard.look)),
        note: format!("{} · {reach}", clock_face(heard.at, offset_seconds)),
        text: heard.text.clone(),
        buttons: reply
            .into_iter()
            .chain([Button::new(format!("more/{number}"), more).quiet().only_icon("menu")])
            .collect(),
        ..Row::new(format!("message/{number}"), heard.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::ids::{MessageId, VisitorId};
    use hiroba_shared::look::Look;

    fn log() -> ChatLog {
        let mut log = ChatLog::default();
        log.set_open(true);
        log.show(Tab::Near);
        let heard = |number, name: &str, reach, text: &str| Heard {
            message: MessageId(number),
            from: VisitorId(3),
            name: name.to_owned(),
            look: Look::default(),
            at: 5 * 3_600,
            reach,
            mine: false,
            text: text.to_owned(),
        };
        log.take(heard(1, "山田 花子", Reach::Said(Scope::Near), "こんにちは"));
        log.take(heard(2, "Бат-Эрдэнэ", Reach::DirectFrom(VisitorId(3)), "<b>Сайн уу</b>"));
        log
    }

    #[test]
    fn the_near_tab_shows_what_was_said_nearby_and_counts_the_rest() {
        let text = view(&log(), 9 * 3_600, &Locale::new(Tongue::En)).as_text();
        assert!(text.contains("Part of the chat: All (1) / (Near) / Table / Room / Direct (1)"), "{text}");
        assert!(text.contains("- 山田 花子 (14:00 · Near) こんにちは [More about 山田 花子]"), "{text}");
        assert!(!text.contains("Сайн"), "{text}");
    }

    #[test]
    fn a_direct_message_can_be_replied_to_in_japanese_too() {
        let mut log = log();
        log.show(Tab::Direct);
        let panel = view(&log, 0, &Locale::new(Tongue::Ja));
        assert!(panel.as_text().contains("<b>Сайн уу</b> [返信]"), "{}", panel.as_text());
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| view(&log(), 0, words));
        in_every_language(|words| view(&ChatLog::default(), 0, words));
    }
}
