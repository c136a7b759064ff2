//! What a person can use: buttons, fields and choices.

use super::Scribe;
use crate::panel::dom_renderer::node::{Node, Value};
use crate::panel::{Button, Choice, ChoiceLook, Emphasis, Field, FileField, PanelKey, Widget};

/// A button.
pub(super) fn button(button: &Button, scribe: Scribe<'_>) -> Node {
    let emphasis = match button.emphasis {
        Emphasis::Primary => "primary",
        Emphasis::Plain => "plain",
        Emphasis::Quiet => "quiet",
        Emphasis::Danger => "danger",
    };
    // One that cannot be pressed now stays reachable: whoever just used it keeps their place.
    let node = match &button.download {
        // The browser asks where to, and shows how far it is.
        Some(file) => Node::new("a", button.key.as_str())
            .set("href", format!("/media/{}", file.hash))
            .set("download", file.name.as_str()),
        None => Node::new("button", button.key.as_str()).set("type", "button").set("data-key", button.key.as_str()),
    };
    let node = node
        .class("button")
        .class(emphasis)
        .maybe("aria-keyshortcuts", button.shortcut)
        .maybe("aria-pressed", button.on.map(|on| on.to_string()))
        .maybe("aria-disabled", button.disabled.then_some("true"));
    let node = if button.icon_only { node.class("round").set("title", &button.label) } else { node };
    // The name holds what the badge shows, outside brackets: whoever speaks to the computer says what they see.
    let counted = || format!("{}, {}", button.label, badge(button.count));
    let node = match (button.icon_only, button.count) {
        (true, 0) => node.set("aria-label", &button.label),
        (true, _) => node.set("aria-label", counted()),
        (false, _) => node,
    };
    let label = (!button.icon_only).then(|| Node::words("span", "label", &button.label).class("label"));
    let count = (button.count > 0).then(|| Node::words("span", "count", badge(button.count)).class("badge").silent());
    let shortcut = button.shortcut.map(|key| Node::words("kbd", "shortcut", key).class("keycap").silent());
    node.with(button.icon.map(|icon| scribe.sheets.icon(icon)))
        .with(button.gesture.and_then(|gesture| scribe.sheets.emote(gesture.name())))
        .with(label)
        .with(shortcut)
        .with(count)
}

fn badge(count: u32) -> String {
    if count > 99 { "99+".to_owned() } else { count.to_string() }
}

fn fault(words: &str, id: String) -> Node {
    Node::words("p", "fault", words).class("fault").set("role", "alert").set("id", id)
}

/// A field with its label, hint and fault.
pub(super) fn field(field: &Field, scribe: Scribe<'_>) -> Node {
    let id = scribe.id(field.key.as_str());
    let fault_id = scribe.id(&format!("{}.fault", field.key.as_str()));
    let looks = if field.label_shown { "label" } else { "label unseen" };
    let label = Node::words("label", "label", &field.label).class(looks).set("for", id.as_str());
    // What the key of a soft keyboard says that sends the text off.
    let enter = match (scribe.panel, field.key.as_str()) {
        (PanelKey::Say, _) => "send",
        (_, "search") => "search",
        _ => "done",
    };
    let wrong = field.fault.is_some();
    let input = Node::new("input", "input")
        .set("id", id.as_str())
        .set("type", "text")
        .set("data-key", field.key.as_str())
        .set("data-limit", field.limit.to_string())
        .set("placeholder", &field.hint)
        .set("autocomplete", "off")
        .set("enterkeyhint", enter)
        .set("dir", "auto")
        .maybe("aria-invalid", wrong.then_some("true"))
        .maybe("aria-describedby", wrong.then(|| fault_id.clone()));
    let input = Node { value: Some(Value { text: field.value.clone(), edition: field.edition }), ..input };
    Node::new("div", field.key.as_str())
        .class("field")
        .with([label, input])
        .with(field.fault.as_ref().map(|words| fault(words, fault_id)))
}

/// A file to pick: a button that opens the browser's own dialog, on which a file may be dropped too.
pub(super) fn file(field: &FileField, scribe: Scribe<'_>) -> Node {
    let id = scribe.id(field.key.as_str());
    let input = Node::new("input", "input")
        .set("id", id.as_str())
        .set("type", "file")
        .set("accept", field.kind)
        .set("data-file", field.key.as_str());
    let label = Node::words("label", "label", &field.label).class("label").set("for", id);
    Node::new("div", field.key.as_str()).class("file").with([input, label])
}

/// A choice as a strip, as chips or as tabs.
pub(super) fn choice(choice: &Choice, scribe: Scribe<'_>) -> Node {
    let label_id = scribe.id(&format!("{}.label", choice.key.as_str()));
    let fault_id = scribe.id(&format!("{}.fault", choice.key.as_str()));
    let (role, look) = match choice.look {
        ChoiceLook::Strip => ("radiogroup", "strip"),
        ChoiceLook::Chips => ("radiogroup", "chips"),
        ChoiceLook::Checks => ("group", "chips"),
        ChoiceLook::Tabs => ("tablist", "chips"),
    };
    let entries = choice.entries.iter().enumerate().map(|(n, words)| entry(choice, n, words, scribe));
    let strip = Node::new("div", "entries")
        .class("entries")
        .class(look)
        .set("role", role)
        .set("aria-labelledby", label_id.as_str())
        .maybe("aria-describedby", choice.fault.as_ref().map(|_| fault_id.clone()))
        .with(entries);
    let looks = if choice.label_shown { "label" } else { "label unseen" };
    let label = Node::words("span", "label", &choice.label).class(looks).set("id", label_id);
    Node::new("div", choice.key.as_str())
        .class("choice")
        .with([label, strip])
        .with(choice.fault.as_ref().map(|words| fault(words, fault_id)))
}

fn entry(choice: &Choice, n: usize, words: &str, scribe: Scribe<'_>) -> Node {
    let on = choice.chosen.contains(&n);
    let (role, state) = match choice.look {
        ChoiceLook::Strip | ChoiceLook::Chips => ("radio", "aria-checked"),
        ChoiceLook::Checks => ("checkbox", "aria-checked"),
        ChoiceLook::Tabs => ("tab", "aria-selected"),
    };
    // One stop of Tab for the whole choice, arrows within it; boxes to tick are a stop each.
    let stop = match choice.look {
        ChoiceLook::Checks => true,
        ChoiceLook::Strip | ChoiceLook::Chips | ChoiceLook::Tabs => on || (choice.chosen.is_empty() && n == 0),
    };
    let tab = choice.look == ChoiceLook::Tabs;
    Node::new("button", format!("entry-{n}"))
        .class("entry")
        .set("type", "button")
        .set("role", role)
        .set(state, on.to_string())
        .set("tabindex", if stop { "0" } else { "-1" })
        .set("data-key", choice.key.as_str())
        .set("data-entry", n.to_string())
        .maybe("id", tab.then(|| scribe.id(&entry_part(choice, n))))
        .maybe("aria-controls", tab.then(|| scribe.id("tab-panel")))
        .with([Node::words("span", "label", words).class("label")])
}

fn entry_part(choice: &Choice, n: usize) -> String {
    format!("{}.{n}", choice.key.as_str())
}

/// The id of the tab that is chosen in these tabs.
pub(super) fn chosen_tab(tabs: Option<&Widget>, scribe: Scribe<'_>) -> Option<String> {
    let Some(Widget::Choice(choice)) = tabs else { return None };
    choice.chosen.first().map(|n| scribe.id(&entry_part(choice, *n)))
}
