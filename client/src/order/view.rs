//! The panel of the moderators' log.

use super::OrderLog;
use crate::locale::Locale;
use crate::locale::time::clock_face;
use crate::panel::{Button, Panel, PanelKey, Place, Row, Rows, Tone, Widget};
use hiroba_shared::protocol::order::{Deed, LogEntry};
use hiroba_shared::text::ChatText;

/// The panel; `offset_seconds` is the clock's distance from UTC.
#[must_use]
pub fn view(log: &OrderLog, offset_seconds: i64, words: &Locale) -> Panel {
    let mut rows: Vec<Row> = log.entries.iter().map(|entry| entry_row(entry, offset_seconds, words)).collect();
    if log.more {
        let mut row = Row::new("older", String::new());
        row.buttons.push(Button::new("show-older", words.text("order-older")).quiet());
        rows.push(row);
    }
    let empty = rows.is_empty().then(|| Widget::text("order-empty", Tone::Quiet, words.text("order-empty")));
    let label = words.text("order-title");
    let list = Rows { key: "entries".into(), label: label.clone(), rows, follows_end: false, fills: true, live: false };
    Panel {
        key: PanelKey::Order,
        place: Place::Right,
        title: label,
        close: Some(words.text("close")),
        widgets: empty.into_iter().chain([list.into()]).collect(),
    }
}

fn entry_row(entry: &LogEntry, offset_seconds: i64, words: &Locale) -> Row {
    let name = entry.name.as_str();
    let (key, tone) = match &entry.deed {
        Deed::Muted { .. } => ("notice-muted", Tone::Plain),
        Deed::SentOut => ("notice-sent-out", Tone::Plain),
        Deed::Barred { .. } => ("notice-barred", Tone::Plain),
        Deed::Undid(_) => ("notice-undone", Tone::Quiet),
        Deed::Reported { .. } => ("notice-reported", Tone::Bad),
    };
    let text = match &entry.deed {
        Deed::Reported { words, messages } => {
            let quoted = messages.iter().map(|message| format!("“{}”", message.as_str()));
            words.iter().map(|words: &ChatText| words.as_str().to_owned()).chain(quoted).collect::<Vec<_>>().join("\n")
        }
        Deed::Muted { until } | Deed::Barred { until } => {
            let time = words.length_of_time(until - entry.at);
            words.text_with("order-for", &[("time", time.into())])
        }
        Deed::SentOut | Deed::Undid(_) => String::new(),
    };
    let by = words.text_with("order-by", &[("name", entry.by.as_str().into())]);
    let undone = if entry.undone { format!(" · {}", words.text("order-undone")) } else { String::new() };
    let can_undo = matches!(entry.deed, Deed::Muted { .. } | Deed::Barred { .. }) && !entry.undone;
    let undo = can_undo.then(|| Button::new(format!("undo/{}", entry.entry.0), words.text("order-undo")).icon("undo"));
    let look = matches!(entry.deed, Deed::Reported { .. }).then(|| {
        Button::new(format!("look/{}/{}", entry.entry.0, entry.visitor.0), words.text("order-look")).icon("people")
    });
    Row {
        note: format!("{} · {by}{undone}", clock_face(entry.at, offset_seconds)),
        text,
        tone,
        buttons: undo.into_iter().chain(look).collect(),
        ..Row::new(format!("entry/{}", entry.entry.0), words.text_with(key, &[("name", name.into())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::ids::{EntryId, VisitorId};
    use hiroba_shared::protocol::order::OrderFromServer;
    use hiroba_shared::text::DisplayName;

    fn entry(number: u64, deed: Deed) -> LogEntry {
        let name = |name| DisplayName::new(name).unwrap();
        LogEntry {
            entry: EntryId(number),
            at: 0,
            by: name("Mod"),
            visitor: VisitorId(5),
            name: name("Bo"),
            deed,
            undone: false,
        }
    }

    #[test]
    fn a_mute_can_be_undone_once() {
        let mut log = OrderLog::default();
        log.take(&OrderFromServer::Done(entry(1, Deed::Muted { until: 600 })));
        let words = Locale::new(Tongue::En);
        assert!(view(&log, 0, &words).as_text().contains("for 10 minutes [Undo]"));
        log.take(&OrderFromServer::Done(entry(2, Deed::Undid(EntryId(1)))));
        let text = view(&log, 0, &words).as_text();
        assert!(text.contains("undone") && !text.contains("[Undo]"), "{text}");
    }

    #[test]
    fn a_report_shows_its_words_and_the_messages_as_text() {
        let mut log = OrderLog::default();
        let words = ChatText::new("rude").ok();
        let messages = vec![ChatText::new("<script>").unwrap()];
        log.take(&OrderFromServer::Reported(entry(3, Deed::Reported { words, messages })));
        let panel = view(&log, 0, &Locale::new(Tongue::Ja));
        assert!(panel.as_text().contains("rude\n“<script>”"), "{}", panel.as_text());
        assert_eq!((log.unseen, panel.repeated_key()), (1, None));
    }

    /// One entry of every kind, as all of a log.
    fn every_kind() -> OrderLog {
        let said = |text| ChatText::new(text).unwrap();
        let deeds = [
            Deed::Muted { until: 600 },
            Deed::SentOut,
            Deed::Barred { until: 7_200 },
            Deed::Undid(EntryId(9)),
            Deed::Reported { words: Some(said("rude")), messages: vec![said("go away")] },
        ];
        let entries = (1..).zip(deeds).map(|(number, deed)| entry(number, deed)).collect();
        OrderLog { entries, more: true, ..OrderLog::default() }
    }

    #[test]
    fn every_kind_of_deed_says_whom_it_met_how_long_it_holds_and_what_can_be_done() {
        let text = view(&every_kind(), 0, &Locale::new(Tongue::En)).as_text();
        for line in [
            "- Bo was muted (00:00 · by Mod) for 10 minutes [Undo]",
            "- Bo was sent out (00:00 · by Mod)\n",
            "- Bo was barred (00:00 · by Mod) for 2 hours [Undo]",
            "- It was taken back for Bo (00:00 · by Mod)\n",
            "- Bo was reported (00:00 · by Mod) rude\n“go away” [Look at the person]",
            "[Show older entries]",
        ] {
            assert!(text.contains(line), "{line} not in\n{text}");
        }
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| view(&OrderLog::default(), 0, words));
        in_every_language(|words| view(&every_kind(), 0, words));
        for entry in every_kind().entries {
            let log = OrderLog { entries: vec![entry], ..OrderLog::default() };
            in_every_language(|words| view(&log, 0, words));
        }
    }
}
