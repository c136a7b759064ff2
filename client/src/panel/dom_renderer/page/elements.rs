//! The elements of the panels, by number, and the operations applied to them.

use std::collections::BTreeMap;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

use super::hear::Heard;
use crate::panel::dom_renderer::reconcile::{NodeId, Operation};
use crate::panel::dom_renderer::stage::ROOT;
use crate::panel::{Key, PanelKey};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Pixels from the end within which a list counts as being at its end.
const AT_END: i32 = 6;

/// The page as far as panels reach it.
pub(super) struct Elements {
    pub(super) document: Document,
    /// What the page keeps for panels.
    pub(super) panels: HtmlElement,
    elements: BTreeMap<NodeId, Element>,
}

impl Elements {
    /// Finds the place for panels and puts an empty root into it.
    pub(super) fn find() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let panels: HtmlElement = document.get_element_by_id("panels")?.dyn_into().ok()?;
        let stack = document.create_element("div").ok()?;
        stack.set_class_name("p-stack");
        panels.replace_children_with_node_1(&stack);
        Some(Self { document, panels, elements: BTreeMap::from([(ROOT, stack)]) })
    }

    /// The world's canvas: who has the keyboard there, walks.
    pub(super) fn canvas(&self) -> Option<HtmlElement> {
        self.document.get_element_by_id("world")?.dyn_into().ok()
    }

    /// Gives the keyboard back to walking.
    pub(super) fn walk(&self) {
        if let Some(canvas) = self.canvas() {
            focus(&canvas);
        }
    }

    /// Gives the keyboard to a panel as a whole.
    pub(super) fn focus_card(&self, key: PanelKey) {
        let card = self.panels.query_selector(&format!("[data-panel={}] > .p-card[tabindex]", key.name()));
        match card.ok().flatten().and_then(|card| card.dyn_into::<HtmlElement>().ok()) {
            Some(card) => focus(&card),
            None => self.walk(),
        }
    }

    /// Whether this panel is on the page.
    pub(super) fn shows(&self, key: PanelKey) -> bool {
        matches!(self.panels.query_selector(&format!("[data-panel={}]", key.name())), Ok(Some(_)))
    }

    /// The field of the same family that a panel has in the place of one that is gone.
    pub(super) fn successor(&self, panel: PanelKey, gone: &Element) -> Option<HtmlElement> {
        let key = Key::from(gone.get_attribute("data-key")?);
        let (panel, family) = (panel.name(), key.family()?);
        let field = self.panels.query_selector(&format!("[data-panel={panel}] input[data-key^=\"{family}/\"]"));
        field.ok()??.dyn_into().ok()
    }

    /// Applies the operations; lists that were at their end are at their end again.
    pub(super) fn apply(&mut self, operations: Vec<Operation>, heard: &mut Heard) {
        if operations.is_empty() {
            return;
        }
        let left: Vec<Element> = self.following().into_iter().filter(|list| !is_at_end(list)).collect();
        for operation in operations {
            self.apply_one(operation, heard);
        }
        heard.forget_gone();
        for list in self.following() {
            if !left.contains(&list) {
                list.set_scroll_top(list.scroll_height());
            }
        }
    }

    fn apply_one(&mut self, operation: Operation, heard: &mut Heard) {
        match operation {
            Operation::Create(id, tag) => {
                let made = match tag {
                    "svg" | "path" | "circle" => self.document.create_element_ns(Some(SVG), tag),
                    _ => self.document.create_element(tag),
                };
                // A tag of ours is always one that a page knows.
                if let Ok(element) = made {
                    self.elements.insert(id, element);
                }
            }
            Operation::Attribute(id, name, value) => {
                let Some(element) = self.elements.get(&id) else { return };
                let done = match value {
                    Some(value) => element.set_attribute(name, &value),
                    None => element.remove_attribute(name),
                };
                drop(done);
            }
            Operation::Style(id, name, value) => {
                let Some(element) = self.elements.get(&id).and_then(|element| element.dyn_ref::<HtmlElement>()) else {
                    return;
                };
                let done = match value {
                    Some(value) => element.style().set_property(name, &value),
                    None => element.style().remove_property(name).map(drop),
                };
                drop(done);
            }
            Operation::Text(id, text) => {
                if let Some(element) = self.elements.get(&id) {
                    element.set_text_content(Some(&text));
                }
            }
            Operation::Value(id, text) => {
                let field = self.elements.get(&id).and_then(|element| element.dyn_ref::<HtmlInputElement>());
                if let Some(field) = field {
                    heard.write(field, text);
                }
            }
            Operation::Place { id, parent, before } => {
                let before = before.and_then(|id| self.elements.get(&id)).map(AsRef::as_ref);
                if let (Some(parent), Some(element)) = (self.elements.get(&parent), self.elements.get(&id)) {
                    drop(parent.insert_before(element, before));
                }
            }
            Operation::Remove { id, all } => {
                if let Some(element) = self.elements.get(&id) {
                    element.remove();
                }
                for gone in all {
                    self.elements.remove(&gone);
                }
            }
        }
    }

    fn following(&self) -> Vec<Element> {
        let Ok(lists) = self.panels.query_selector_all("[data-follows]") else { return Vec::new() };
        (0..lists.length()).filter_map(|n| lists.get(n)?.dyn_into().ok()).collect()
    }
}

/// Gives an element the keyboard without moving the page.
pub(super) fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    drop(element.focus_with_options(&options));
}

fn is_at_end(list: &Element) -> bool {
    list.scroll_height() - list.client_height() - list.scroll_top() <= AT_END
}
