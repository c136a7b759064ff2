//! Lists: rows that scroll within their panel. A row that can be pressed is a button beside its own buttons, never
//! round them.

use super::{Scribe, input, show, tone_class};
use crate::panel::dom_renderer::node::Node;
use crate::panel::widget::PictureSize;
use crate::panel::{Key, PanelKey, Rank, Row, Rows};

/// A list.
pub(super) fn rows(rows: &Rows, scribe: Scribe<'_>) -> Node {
    // Notices are told by the part they stand in, which is there before them.
    let told = rows.live && scribe.panel != PanelKey::Notices;
    // What can be scrolled can be scrolled with the keyboard: by its buttons, or by itself where it has none.
    let reached = rows.rows.iter().any(|row| row.rank != Rank::Plain || !row.buttons.is_empty());
    let list = Node::new("ul", "list")
        .class("rows")
        .set("role", "list")
        .set("aria-label", &rows.label)
        .with(rows.rows.iter().map(|one| row(one, scribe)));
    let scroll = Node::new("div", rows.key.as_str())
        .class(if rows.fills { "scroll fills" } else { "scroll" })
        .set("data-list", rows.key.as_str())
        .maybe("data-follows", rows.follows_end.then_some("end"))
        .maybe("tabindex", (!reached && !rows.rows.is_empty()).then_some("0"));
    let scroll = match (told, rows.follows_end) {
        (true, true) => scroll.set("role", "log").set("aria-live", "polite").set("aria-label", &rows.label),
        (true, false) => scroll.set("aria-live", "polite"),
        (false, _) if reached => scroll,
        (false, _) => scroll.set("role", "group").set("aria-label", &rows.label),
    };
    scroll.with([list])
}

fn row(row: &Row, scribe: Scribe<'_>) -> Node {
    let main = match row.rank {
        Rank::Plain => Node::new("div", "main").class("main"),
        Rank::Pressable | Rank::Chosen => Node::new("button", "main")
            .class("main")
            .set("type", "button")
            .set("data-key", row.key.as_str())
            .maybe("aria-current", (row.rank == Rank::Chosen).then_some("true")),
    };
    let picture = row
        .picture
        .as_ref()
        .map(|picture| show::picture(&Key::from("picture"), picture, "", PictureSize::Face, scribe));
    let main = main.with(picture).with([words(row)]);
    let buttons = (!row.buttons.is_empty()).then(|| {
        Node::new("div", "buttons")
            .class(if row.buttons.len() > 2 { "buttons below" } else { "buttons" })
            .with(row.buttons.iter().map(|button| input::button(button, scribe).set("aria-label", row.name_of(button))))
    });
    let empty = row.picture.is_none() && row.title.is_empty() && row.text.is_empty() && row.note.is_empty();
    Node::new("li", row.key.as_str())
        .class("row")
        .class(tone_class(row.tone))
        .set("data-row", row.key.as_str())
        .with((!empty).then_some(main))
        .with(buttons)
}

fn words(row: &Row) -> Node {
    let line = |key: &str, words: &str| {
        (!words.is_empty()).then(|| Node::words("span", key, words).class(key).set("dir", "auto"))
    };
    let (title, note) = (line("name", &row.title), line("note", &row.note));
    let plain = row.text.is_empty() && row.note.is_empty() && row.picture.is_none();
    let head = (title.is_some() || note.is_some()).then(|| {
        let head = Node::new("span", "line").class(if plain { "line alone" } else { "line" });
        head.with(title).with(note)
    });
    Node::new("span", "words").class("words").with(head).with(line("said", &row.text))
}
