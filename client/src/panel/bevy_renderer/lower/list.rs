//! Lists: rows that scroll within their panel, and notices as cards of their own.

use accesskit::Role;
use bevy::prelude::*;

use super::{Tools, input, show, text};
use crate::panel::bevy_renderer::element::{Access, Body, Element, Letters, Skin};
use crate::panel::widget::PictureSize;
use crate::panel::{Key, PanelEventKind, Rank, Row, Rows, Tone};
use crate::theme::Theme;

/// A list.
pub(super) fn rows(rows: &Rows, tools: &mut Tools<'_>) -> Element {
    let theme = tools.theme;
    let notices = rows.key.as_str() == "notices";
    let children: Vec<Element> = rows.rows.iter().map(|one| row(one, notices, tools)).collect();
    let access = Access { live: rows.live, ..Access::new(Role::List, &rows.label) };
    let gap = Val::Px(if notices { theme.space.small } else { theme.space.hair });
    let list_node = Node {
        flex_direction: FlexDirection::Column,
        row_gap: gap,
        overflow: if notices { Overflow::visible() } else { Overflow::scroll_y() },
        flex_grow: 1.0,
        min_height: Val::Px(0.0),
        min_width: Val::Px(0.0),
        flex_basis: Val::Px(0.0),
        ..default()
    };
    if notices {
        let node = Node { flex_basis: Val::Auto, ..list_node };
        return Element::new(rows.key.as_str(), node).body(Body::Glass).access(access).with(children);
    }
    let list = Element::new("list", list_node).body(Body::Scroll { follows_end: rows.follows_end }).access(access);
    let bar_node = Node { width: Val::Px(6.0), min_width: Val::Px(6.0), ..default() };
    let bar = Element::new("bar", bar_node)
        .body(Body::ScrollBar)
        .skin(Skin { line: Some(theme.ink.line.colour()), ..default() });
    let node = Node {
        column_gap: Val::Px(theme.space.tight),
        flex_grow: if rows.fills { 1.0 } else { 0.0 },
        flex_basis: if rows.fills { Val::Px(0.0) } else { Val::Auto },
        flex_shrink: if rows.fills { 1.0 } else { 0.0 },
        min_height: Val::Px(0.0),
        max_height: if rows.fills { Val::Auto } else { Val::Px(420.0) },
        ..default()
    };
    Element::new(rows.key.as_str(), node).with([list.with(children), bar])
}

fn row(row: &Row, notice: bool, tools: &mut Tools<'_>) -> Element {
    let theme = tools.theme;
    let ink = &theme.ink;
    let picture = row
        .picture
        .as_ref()
        .map(|picture| show::picture(&Key::from("row-picture"), picture, "", PictureSize::Face, tools));
    let buttons: Vec<Element> = row.buttons.iter().map(|button| input::row_button(button, row, tools)).collect();
    let below = buttons.len() > 2;
    let ends = Node {
        align_items: AlignItems::Center,
        flex_shrink: 0.0,
        column_gap: Val::Px(if below { theme.space.tight } else { 0.0 }),
        margin: UiRect::left(Val::Px(if below { -6.0 } else { 0.0 })),
        ..default()
    };
    let buttons = (!buttons.is_empty()).then(|| Element::new("buttons", ends).with(buttons));
    let (under, tail) = if below { (buttons, None) } else { (None, buttons) };
    let fill = match (notice, row.tone, row.rank) {
        (true, Tone::Bad, _) => Some(ink.bad_soft),
        (true, ..) => Some(ink.surface),
        (false, _, Rank::Chosen) => Some(ink.accent_soft),
        (false, ..) => None,
    };
    let skin = Skin {
        fill: fill.map(crate::theme::Ink::colour),
        hover: (row.rank != Rank::Plain).then(|| ink.raised_hover.colour()),
        press: (row.rank != Rank::Plain).then(|| ink.raised_press.colour()),
        line: notice.then(|| ink.line.colour()),
        shadow: notice.then(|| ink.shadow.colour()),
        ring: (row.rank != Rank::Plain).then(|| ink.focus.colour()),
        layer: 0,
    };
    let side = if notice { 14.0 } else { 8.0 };
    let node = Node {
        padding: UiRect::axes(Val::Px(side), Val::Px(6.0)),
        column_gap: Val::Px(10.0),
        align_items: if (row.text.len() > 60 || below) && !notice { AlignItems::FlexStart } else { AlignItems::Center },
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(theme.radius.medium)),
        flex_shrink: 0.0,
        max_width: if notice { Val::Px(460.0) } else { Val::Auto },
        ..default()
    };
    let element = Element::new(row.key.as_str(), node).skin(skin);
    let element = match row.rank {
        Rank::Plain => element.access(Access::new(Role::ListItem, &spoken(row))),
        Rank::Pressable | Rank::Chosen => element
            .body(Body::Press { key: row.key.clone(), kind: PanelEventKind::Pressed, disabled: false })
            .access(Access::new(Role::Button, &spoken(row))),
    };
    element.with(picture).with(middle(row, theme).map(|middle| middle.with(under))).with(tail)
}

fn spoken(row: &Row) -> String {
    [row.title.as_str(), row.note.as_str(), row.text.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}

fn middle(row: &Row, theme: &Theme) -> Option<Element> {
    let line = |key: &str, words: &str, size, strong, colour| {
        let letters = Letters { strong, ..text::letters(words, size, colour) };
        (!words.is_empty()).then(|| Element::new(key, Node::default()).body(Body::Text(letters)))
    };
    let plain = row.text.is_empty() && row.note.is_empty() && row.picture.is_none();
    let title = line("title", &row.title, theme.letters.body, !plain, text::colour(row.tone, theme));
    let note = line("note", &row.note, theme.letters.small, false, theme.ink.quiet.colour());
    let head_node = Node {
        column_gap: Val::Px(theme.space.small),
        flex_wrap: FlexWrap::Wrap,
        align_items: AlignItems::Baseline,
        ..default()
    };
    let has_head = title.is_some() || note.is_some();
    let head = has_head.then(|| Element::new("head", head_node).with(title).with(note));
    let words_colour = if row.title.is_empty() { text::colour(row.tone, theme) } else { theme.ink.text.colour() };
    let words = line("words", &row.text, theme.letters.body, false, words_colour);
    if head.is_none() && words.is_none() {
        return None;
    }
    let node = Node {
        flex_direction: FlexDirection::Column,
        flex_grow: 1.0,
        flex_basis: Val::Px(if row.title.is_empty() && !row.text.is_empty() { 380.0 } else { 0.0 }),
        min_width: Val::Px(0.0),
        row_gap: Val::Px(theme.space.hair),
        ..default()
    };
    Some(Element::new("middle", node).with(head).with(words))
}
