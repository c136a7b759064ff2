//! Where panels stand on the page, the landmark each is, and the card with its head.

use super::{Scribe, input};
use crate::panel::dom_renderer::node::Node;
use crate::panel::{Button, CLOSE, Panel, PanelKey, Place};

/// The panel round its widgets.
pub(super) fn frame(panel: &Panel, widgets: Vec<Node>, scribe: Scribe<'_>) -> Node {
    let title_id = scribe.id("title");
    // The card takes the keyboard when it opens over others, so that screen readers read its title.
    let landmark = if panel.key == PanelKey::Bar { "nav" } else { "section" };
    let card = Node::new(landmark, "card").class("card").set("aria-labelledby", title_id.as_str());
    let card = match panel.place {
        Place::Dialog | Place::Large => card.set("role", "dialog").set("tabindex", "-1"),
        Place::Veil | Place::Door => card.set("role", "dialog").set("aria-modal", "true").set("tabindex", "-1"),
        Place::Left | Place::Right => card.set("tabindex", "-1"),
        Place::Top | Place::Strip | Place::Captions | Place::Bottom | Place::Toasts | Place::Unseen => card,
    };
    let content = match panel.place {
        Place::Left | Place::Right | Place::Dialog | Place::Large => {
            vec![head(panel, &title_id, scribe), Node::new("div", "body").class("body flow column").with(widgets)]
        }
        Place::Door | Place::Veil => {
            vec![title(panel, &title_id), Node::new("div", "body").class("body flow column").with(widgets)]
        }
        Place::Top | Place::Strip | Place::Captions | Place::Bottom | Place::Unseen => {
            [title(panel, &title_id).class("unseen")].into_iter().chain(widgets).collect()
        }
        // The part that tells of notices stays when there is none: only what comes into it later is told.
        Place::Toasts => {
            let told = Node::new("div", "told").set("role", "status").set("aria-live", "polite");
            vec![title(panel, &title_id).class("unseen"), told.with(widgets)]
        }
    };
    Node::new("div", panel.key.name())
        .class("place")
        .class(at(panel.place))
        .set("data-panel", panel.key.name())
        .with([card.with(content)])
}

const fn at(place: Place) -> &'static str {
    match place {
        Place::Door => "at-door",
        Place::Top => "at-top",
        Place::Strip => "at-strip",
        Place::Captions => "at-captions",
        Place::Bottom => "at-bottom",
        Place::Left => "at-left",
        Place::Right => "at-right",
        Place::Dialog => "at-dialog",
        Place::Large => "at-large",
        Place::Toasts => "at-toasts",
        Place::Unseen => "unseen",
        Place::Veil => "at-veil",
    }
}

/// The bar names where one is, which is what the page is about; everything else comes below it.
fn title(panel: &Panel, id: &str) -> Node {
    let tag = if panel.key == PanelKey::Bar { "h1" } else { "h2" };
    Node::words(tag, "title", &panel.title).class("title").set("id", id).set("dir", "auto")
}

fn head(panel: &Panel, id: &str, scribe: Scribe<'_>) -> Node {
    let close = panel
        .close
        .as_ref()
        .map(|label| input::button(&Button::new(CLOSE, label.clone()).quiet().only_icon("close"), scribe));
    Node::new("header", "head").class("head").with([title(panel, id)]).with(close)
}
