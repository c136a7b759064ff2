//! Turns a panel into elements of the page: landmarks, headings, buttons, fields, lists, each with its role and name.
//!
//! Looks are classes; the style sheet knows the rest. What an element means when it is used stands in `data-key` (and
//! `data-entry` for one entry of a choice) below a root with `data-panel`.

mod frame;
mod input;
mod list;
mod show;

use super::node::Node;
use super::sheets::Sheets;
use crate::panel::{ChoiceLook, Flow, Group, Key, Panel, PanelKey, Tone, Widget};

/// What lowering a panel needs.
#[derive(Clone, Copy)]
pub(super) struct Scribe<'a> {
    pub(super) panel: PanelKey,
    pub(super) sheets: &'a Sheets,
}

impl Scribe<'_> {
    /// The id of a part of the panel, the only such one of the page.
    pub(super) fn id(&self, part: &str) -> String {
        format!("{}.{part}", self.panel.name())
    }
}

/// The element of a whole panel.
#[must_use]
pub fn panel(panel: &Panel, sheets: &Sheets) -> Node {
    let scribe = Scribe { panel: panel.key, sheets };
    frame::frame(panel, widgets(&panel.widgets, scribe), scribe)
}

/// The id of the field with this key.
#[must_use]
pub fn field_id(panel: PanelKey, key: &Key) -> String {
    format!("{}.{}", panel.name(), key.as_str())
}

/// Widgets in their order; what follows tabs stands in the part that the tabs turn.
fn widgets(all: &[Widget], scribe: Scribe<'_>) -> Vec<Node> {
    let tabs =
        all.iter().position(|widget| matches!(widget, Widget::Choice(choice) if choice.look == ChoiceLook::Tabs));
    let lower = |(n, one): (usize, &Widget)| widget(n, one, scribe);
    let Some((before, turned)) = tabs.and_then(|at| all.split_at_checked(at + 1)) else {
        return all.iter().enumerate().map(lower).collect();
    };
    let page = Node::new("div", "tab-panel")
        .class("flow column fills")
        .set("role", "tabpanel")
        .set("id", scribe.id("tab-panel"))
        .maybe("aria-labelledby", input::chosen_tab(before.last(), scribe))
        .with(turned.iter().enumerate().map(lower));
    before.iter().enumerate().map(lower).chain([page]).collect()
}

fn widget(n: usize, widget: &Widget, scribe: Scribe<'_>) -> Node {
    match widget {
        Widget::Heading(words) => Node::words("h3", format!("heading-{n}"), words),
        Widget::Text { key, text, tone } => paragraph(key, text, *tone, scribe),
        Widget::Button(button) => input::button(button, scribe),
        Widget::Field(field) => input::field(field, scribe),
        Widget::Choice(choice) => input::choice(choice, scribe),
        Widget::File(field) => input::file(field, scribe),
        Widget::Rows(rows) => list::rows(rows, scribe),
        Widget::Picture { key, picture, label, size } => show::picture(key, picture, label, *size, scribe),
        Widget::Progress { key, label, percent } => show::progress(key, label, *percent),
        Widget::Group(one) => group(one, scribe),
    }
}

fn group(group: &Group, scribe: Scribe<'_>) -> Node {
    let flow = match group.flow {
        Flow::Column => "column",
        Flow::Row => "row-flow",
        Flow::Wrap => "wrap",
        Flow::Pair => "pair",
        Flow::Sides => "sides",
        Flow::Ends => "ends",
        Flow::Card => "column box",
        Flow::Desk => "desk",
    };
    Node::new("div", group.key.as_str())
        .class("flow")
        .class(flow)
        .set("data-group", group.key.as_str())
        .with(widgets(&group.widgets, scribe))
}

fn paragraph(key: &Key, text: &str, tone: Tone, scribe: Scribe<'_>) -> Node {
    let node = Node::words("p", key.as_str(), text).class("text").class(tone_class(tone)).set("dir", "auto");
    match (tone, scribe.panel) {
        // What goes wrong or well while somebody uses the panel is told when it comes.
        // A page that is turned is told by its number.
        (_, PanelKey::Page) if key.as_str() == "page-number" => node.set("role", "status"),
        (Tone::Good | Tone::Bad, _) | (_, PanelKey::Nearby) => node.set("role", "status"),
        (Tone::Plain | Tone::Quiet | Tone::Strong, _) => node,
    }
}

fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Quiet => "quiet",
        Tone::Strong => "strong",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}
