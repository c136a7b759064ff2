//! The fields of an item that is being written.

use hiroba_shared::programme::{ChatRule, ItemKind, Lights, Seating, StageRule};
use hiroba_shared::protocol::session::RoomSummary;

use super::edit::{Editor, Fault};
use crate::locale::{Locale, Tongue};
use crate::panel::{Button, Choice, ChoiceLook, Field, Flow, Group, Widget};

/// The widgets of the editor, in the order in which an item is thought of.
#[must_use]
pub fn widgets(editor: &Editor, rooms: &[RoomSummary], words: &Locale) -> Vec<Widget> {
    let title = if editor.item.is_some() { "edit-heading" } else { "edit-heading-new" };
    let mut widgets = vec![Widget::Heading(words.text(title))];
    widgets.extend(Tongue::ALL.into_iter().enumerate().map(|(at, tongue)| title_field(editor, (at, tongue), words)));
    let speakers = Field {
        hint: words.text("edit-speakers-hint"),
        fault: fault(editor, Fault::Speakers, "edit-fault-speakers", words),
        limit: 600,
        ..field(editor, "speakers", words.text("edit-speakers"), &editor.speakers)
    };
    let start_label = words.text(if editor.open { "edit-start" } else { "edit-start-minutes" });
    let start = Field {
        fault: fault(editor, Fault::Start, "edit-fault-start", words),
        limit: 6,
        ..field(editor, "start", start_label, &editor.start)
    };
    let minutes = Field {
        fault: fault(editor, Fault::Minutes, "edit-fault-minutes", words),
        limit: 4,
        ..field(editor, "minutes", words.text("edit-minutes"), &editor.minutes)
    };
    widgets.push(speakers.into());
    widgets.push(Group::new("edit-times", Flow::Pair, vec![start.into(), minutes.into()]).into());
    let kinds = ItemKind::ALL.iter().map(|kind| words.text(&format!("item-{}", kind.name()))).collect();
    let kind = ItemKind::ALL.iter().position(|kind| *kind == editor.kind);
    widgets.push(choice("kind", words.text("edit-kind"), kinds, kind));
    if rooms.len() > 1 {
        let titles = rooms.iter().map(|room| words.title(&room.title).to_owned()).collect();
        let room = rooms.iter().position(|room| room.room == editor.room);
        widgets.push(choice("room", words.text("edit-room"), titles, room));
    }
    widgets.push(Widget::Heading(words.text("edit-rules")));
    widgets.extend(rules(editor, words));
    let save = Button::new("save", words.text("edit-save")).primary().icon("check");
    let cancel = Button::new("cancel", words.text("edit-cancel")).quiet();
    widgets.push(Group::new("edit-end", Flow::Row, vec![save.into(), cancel.into()]).into());
    widgets
}

fn title_field(editor: &Editor, (at, tongue): (usize, Tongue), words: &Locale) -> Widget {
    let label = words.text_with("edit-title", &[("language", tongue.own_name().into())]);
    let fault = match editor.fault {
        Some(Fault::Title(wrong, fault)) if wrong == at => Some(words.text_fault(fault)),
        Some(Fault::NoTitle) if at == 0 => Some(words.text("edit-fault-title")),
        Some(Fault::Title(..) | Fault::NoTitle | Fault::Speakers | Fault::Start | Fault::Minutes) | None => None,
    };
    let value = editor.titles.get(at).map(String::as_str).unwrap_or_default();
    let field = field(editor, format!("title/{at}"), label, value);
    Field { fault, limit: 80, first: at == 0, ..field }.into()
}

fn rules(editor: &Editor, words: &Locale) -> [Widget; 4] {
    let rules = editor.rules;
    let at = |found: Option<usize>| found.or(Some(0));
    [
        choice(
            "chat",
            words.text("edit-chat"),
            vec![words.text("rule-chat-open"), words.text("rule-chat-closed")],
            at(ChatRule::ALL.iter().position(|rule| *rule == rules.chat)),
        ),
        choice(
            "stage",
            words.text("edit-stage"),
            vec![
                words.text("rule-stage-invited"),
                words.text("rule-stage-speakers"),
                words.text("rule-stage-everybody"),
            ],
            at(StageRule::ALL.iter().position(|rule| *rule == rules.stage)),
        ),
        choice(
            "lights",
            words.text("edit-lights"),
            vec![words.text("rule-lights-bright"), words.text("rule-lights-dim")],
            at(Lights::ALL.iter().position(|rule| *rule == rules.lights)),
        ),
        choice(
            "seating",
            words.text("edit-seating"),
            vec![words.text("rule-seating-free"), words.text("rule-seating-seated")],
            at(Seating::ALL.iter().position(|rule| *rule == rules.seating)),
        ),
    ]
}

fn field(editor: &Editor, key: impl Into<crate::panel::Key>, label: String, value: &str) -> Field {
    Field { value: value.to_owned(), edition: editor.edition, ..Field::new(key, label) }
}

fn fault(editor: &Editor, which: Fault, text: &'static str, words: &Locale) -> Option<String> {
    (editor.fault == Some(which)).then(|| words.text(text))
}

fn choice(key: &'static str, label: String, entries: Vec<String>, chosen: Option<usize>) -> Widget {
    let chosen = chosen.into_iter().collect();
    Choice { key: key.into(), label, label_shown: true, look: ChoiceLook::Chips, entries, chosen, fault: None }.into()
}
