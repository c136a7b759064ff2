//! What a person can use: buttons, fields and choices.

use accesskit::Role;
use bevy::prelude::*;

use super::{Tools, text};
use crate::panel::bevy_renderer::element::{Access, Body, Element, FieldBody, Letters, Skin};
use crate::panel::{Button, Choice, ChoiceLook, Emphasis, Field, Key, PanelEventKind, Row};
use crate::theme::{Ink, Theme};

/// Letters shown for icons that no atlas has.
fn sign(icon: &str) -> &'static str {
    match icon {
        "back" => "‹",
        "on" => "›",
        "box" => "○",
        _ => "•",
    }
}

/// A button in a row of a list: lower than others, and called after its row.
pub(super) fn row_button(one: &Button, row: &Row, tools: &mut Tools<'_>) -> Element {
    let mut element = button(one, tools);
    if let Some(access) = &mut element.access {
        access.label = row.name_of(one);
    }
    element.node.min_height = Val::Px(32.0);
    element.node.padding = UiRect::axes(Val::Px(if one.icon_only { 6.0 } else { 10.0 }), Val::Px(3.0));
    element.node.min_width = Val::Px(34.0);
    element
}

/// A button.
pub(super) fn button(button: &Button, tools: &mut Tools<'_>) -> Element {
    let theme = tools.theme;
    let (skin, ink) = clothes(button, theme);
    let round = button.icon_only;
    let side = if round { 8.0 } else { 14.0 };
    let node = Node {
        min_height: Val::Px(theme.size.control),
        min_width: Val::Px(if round { theme.size.control } else { 0.0 }),
        padding: UiRect::axes(Val::Px(side), Val::Px(6.0)),
        column_gap: Val::Px(theme.space.small),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(theme.radius.medium)),
        flex_shrink: 0.0,
        ..default()
    };
    let access = Access { on: button.on, ..Access::new(Role::Button, &button.label) };
    let icon = button.icon.map(|name| icon(name, ink, tools));
    let gesture = button.gesture.and_then(|gesture| tools.pictures.emote(gesture.name())).map(|part| {
        let node = Node { width: Val::Px(24.0), height: Val::Px(24.0), flex_shrink: 0.0, ..default() };
        let body = Body::Picture { image: part.image, part: Some(part.rect), tint: part.tint };
        Element::new("gesture", node).body(body)
    });
    let letters = Letters {
        strong: button.emphasis == Emphasis::Primary,
        wraps: false,
        ..text::letters(&button.label, theme.letters.body, ink.colour())
    };
    let label = (!button.icon_only).then(|| Element::new("label", Node::default()).body(Body::Text(letters)));
    let shortcut = button.shortcut.map(|key| keycap(key, ink, theme));
    let count = (button.count > 0).then(|| badge(button.count, theme));
    Element::new(button.key.as_str(), node)
        .body(Body::Press { key: button.key.clone(), kind: PanelEventKind::Pressed, disabled: button.disabled })
        .skin(skin)
        .access(access)
        .with(icon)
        .with(gesture)
        .with(label)
        .with(shortcut)
        .with(count)
}

/// The colours of a button and of what is on it.
fn clothes(button: &Button, theme: &Theme) -> (Skin, Ink) {
    let ink = &theme.ink;
    let ring = Some(ink.focus.colour());
    let skin = |fill: Option<Ink>, hover: Ink, press: Ink, line: Option<Ink>| Skin {
        fill: fill.map(Ink::colour),
        hover: Some(hover.colour()),
        press: Some(press.colour()),
        line: line.map(Ink::colour),
        ring,
        ..default()
    };
    if button.disabled {
        return (skin(Some(ink.raised), ink.raised, ink.raised, None), ink.quiet);
    }
    match button.emphasis {
        Emphasis::Primary => (skin(Some(ink.accent), ink.accent_hover, ink.accent_press, None), ink.on_accent),
        Emphasis::Plain | Emphasis::Quiet if button.on == Some(true) => {
            (skin(Some(ink.accent_soft), ink.accent_soft, ink.raised_press, Some(ink.accent)), ink.text)
        }
        Emphasis::Plain => (skin(Some(ink.raised), ink.raised_hover, ink.raised_press, Some(ink.line)), ink.text),
        Emphasis::Quiet => (skin(None, ink.raised_hover, ink.raised_press, None), ink.text),
        Emphasis::Danger => (skin(Some(ink.bad_soft), ink.bad_press, ink.bad_press, None), ink.bad),
    }
}

/// An icon in this ink.
pub(super) fn icon(name: &str, ink: Ink, tools: &Tools<'_>) -> Element {
    let size = Val::Px(tools.theme.size.icon);
    match tools.pictures.icon(name, ink.colour()) {
        Some(part) => Element::new("icon", Node { width: size, height: size, flex_shrink: 0.0, ..default() })
            .body(Body::Picture { image: part.image, part: Some(part.rect), tint: part.tint }),
        None => {
            let letters =
                Letters { wraps: false, ..text::letters(sign(name), tools.theme.letters.heading, ink.colour()) };
            Element::new("sign", Node::default()).body(Body::Text(letters))
        }
    }
}

/// The key that does the same as the button, drawn as a key.
fn keycap(key: &str, ink: Ink, theme: &Theme) -> Element {
    let letters = Letters { strong: true, wraps: false, ..text::letters(key, 11.0, ink.colour()) };
    let node = Node {
        min_width: Val::Px(20.0),
        height: Val::Px(20.0),
        padding: UiRect::horizontal(Val::Px(4.0)),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(theme.radius.small)),
        flex_shrink: 0.0,
        ..default()
    };
    let label = Element::new("key", Node::default()).body(Body::Text(letters));
    let line = ink.colour().with_alpha(0.45);
    Element::new("shortcut", node).body(Body::Glass).skin(Skin { line: Some(line), ..default() }).with([label])
}

fn badge(count: u32, theme: &Theme) -> Element {
    let words = if count > 99 { "99+".to_owned() } else { count.to_string() };
    let letters = Letters { strong: true, wraps: false, ..text::letters(&words, 11.0, theme.ink.on_accent.colour()) };
    let node = Node {
        position_type: PositionType::Absolute,
        top: Val::Px(-5.0),
        right: Val::Px(-5.0),
        min_width: Val::Px(18.0),
        height: Val::Px(18.0),
        padding: UiRect::horizontal(Val::Px(5.0)),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border_radius: BorderRadius::all(Val::Px(9.0)),
        ..default()
    };
    let label = Element::new("count", Node::default()).body(Body::Text(letters));
    Element::new("badge", node)
        .body(Body::Glass)
        .skin(Skin { fill: Some(theme.ink.accent.colour()), layer: 1, ..default() })
        .with([label])
}

fn label(words: &str, theme: &Theme) -> Element {
    let letters = Letters { strong: true, ..text::letters(words, theme.letters.small, theme.ink.text.colour()) };
    Element::new("label", Node::default()).body(Body::Text(letters))
}

fn fault(words: &str, theme: &Theme) -> Element {
    let access = Access { live: true, ..Access::new(Role::Alert, words) };
    Element::new("fault", Node::default())
        .body(Body::Text(text::letters(words, theme.letters.small, theme.ink.bad.colour())))
        .access(access)
}

/// A field with its label, hint and fault.
pub(super) fn field(field: &Field, theme: &Theme) -> Element {
    let ink = &theme.ink;
    let size = theme.letters.body;
    let body = FieldBody {
        key: field.key.clone(),
        value: field.value.clone(),
        edition: field.edition,
        // The engine counts code points: a letter of four of them must not be refused here, the venue counts letters.
        limit: field.limit * 4,
        size,
        colour: ink.text.colour(),
        caret: ink.accent.colour(),
        selection: ink.accent_soft.colour(),
    };
    let input = Element::new("input", Node { flex_grow: 1.0, ..default() })
        .body(Body::Field(body))
        .access(Access { value: Some(field.value.clone()), ..Access::new(Role::TextInput, &field.label) });
    let hint = Letters { wraps: false, is_hint: true, ..text::letters(&field.hint, size, ink.quiet.colour()) };
    let hint_node = Node { position_type: PositionType::Absolute, left: Val::Px(12.0), top: Val::Px(9.0), ..default() };
    let hint = Element::new("hint", hint_node).body(Body::Text(hint));
    let box_node = Node {
        height: Val::Px(theme.size.control + 2.0),
        padding: UiRect::axes(Val::Px(11.0), Val::Px(8.0)),
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(theme.radius.medium)),
        align_items: AlignItems::Center,
        overflow: Overflow::clip(),
        ..default()
    };
    let line = if field.fault.is_some() { ink.bad } else { ink.line };
    let skin = Skin {
        fill: Some(ink.sunken.colour()),
        line: Some(line.colour()),
        ring: Some(ink.focus.colour()),
        ..default()
    };
    let input = Element::new("box", box_node).skin(skin).with([input, hint]);
    let node = Node {
        flex_direction: FlexDirection::Column,
        row_gap: Val::Px(theme.space.tight + 1.0),
        flex_shrink: 0.0,
        min_width: Val::Px(0.0),
        ..default()
    };
    Element::new(field.key.as_str(), node)
        .with(field.label_shown.then(|| label(&field.label, theme)))
        .with([input])
        .with(field.fault.as_ref().map(|words| fault(words, theme)))
}

/// A choice as a strip, as chips or as tabs.
pub(super) fn choice(choice: &Choice, theme: &Theme) -> Element {
    let space = theme.space;
    let entries = choice.entries.iter().enumerate().map(|(n, words)| entry(choice, n, words, theme));
    let node = match choice.look {
        ChoiceLook::Strip => Node {
            padding: UiRect::all(Val::Px(3.0)),
            column_gap: Val::Px(space.hair),
            border_radius: BorderRadius::all(Val::Px(theme.radius.medium)),
            align_self: AlignSelf::FlexStart,
            ..default()
        },
        ChoiceLook::Chips | ChoiceLook::Checks | ChoiceLook::Tabs => Node {
            column_gap: Val::Px(space.tight + 2.0),
            row_gap: Val::Px(space.tight + 2.0),
            flex_wrap: FlexWrap::Wrap,
            ..default()
        },
    };
    let fill = (choice.look == ChoiceLook::Strip).then(|| theme.ink.raised.colour());
    let role = match choice.look {
        ChoiceLook::Tabs => Role::TabList,
        ChoiceLook::Checks => Role::Group,
        ChoiceLook::Strip | ChoiceLook::Chips => Role::RadioGroup,
    };
    let strip = Element::new("entries", node)
        .skin(Skin { fill, ..default() })
        .access(Access::new(role, &choice.label))
        .with(entries);
    let node = Node {
        flex_direction: FlexDirection::Column,
        row_gap: Val::Px(space.tight + 1.0),
        flex_shrink: 0.0,
        ..default()
    };
    Element::new(choice.key.as_str(), node)
        .with(choice.label_shown.then(|| label(&choice.label, theme)))
        .with([strip])
        .with(choice.fault.as_ref().map(|words| fault(words, theme)))
}

fn entry(choice: &Choice, n: usize, words: &str, theme: &Theme) -> Element {
    let ink = &theme.ink;
    let on = choice.chosen.contains(&n);
    let strip = choice.look == ChoiceLook::Strip;
    let (fill, line, colour) = match (strip, on) {
        (true, true) => (Some(ink.surface), Some(ink.line), ink.text),
        (true, false) => (None, None, ink.quiet),
        (false, true) => (Some(ink.accent), Some(ink.accent), ink.on_accent),
        (false, false) => (Some(ink.raised), Some(ink.line), ink.text),
    };
    let hover = if on { fill.unwrap_or(ink.raised_hover) } else { ink.raised_hover };
    let skin = Skin {
        fill: fill.map(Ink::colour),
        hover: Some(hover.colour()),
        press: Some(if on { hover.colour() } else { ink.raised_press.colour() }),
        line: line.map(Ink::colour),
        ring: Some(ink.focus.colour()),
        ..default()
    };
    let radius = if strip { theme.radius.small + 1.0 } else { 15.0 };
    let node = Node {
        min_height: Val::Px(if strip { 34.0 } else { 30.0 }),
        padding: UiRect::axes(Val::Px(12.0), Val::Px(3.0)),
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(radius)),
        align_items: AlignItems::Center,
        ..default()
    };
    let letters = Letters { wraps: false, ..text::letters(words, theme.letters.small, colour.colour()) };
    let role = match choice.look {
        ChoiceLook::Tabs => Role::Tab,
        ChoiceLook::Checks => Role::CheckBox,
        ChoiceLook::Strip | ChoiceLook::Chips => Role::RadioButton,
    };
    let key = Key::from(choice.key.as_str().to_owned());
    Element::new(format!("entry-{n}"), node)
        .body(Body::Press { key, kind: PanelEventKind::Chosen(n), disabled: false })
        .skin(skin)
        .access(Access { on: Some(on), ..Access::new(role, words) })
        .with([Element::new("label", Node::default()).body(Body::Text(letters))])
}
