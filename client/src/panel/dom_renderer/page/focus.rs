//! Who has the keyboard on the page: a field, something reached by keys, or the world.

use std::collections::BTreeMap;

use bevy::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::elements::{self, Elements};
use super::{Desk, hear};
use crate::panel::dom_renderer::lower;
use crate::panel::{FocusWish, PanelFocus, PanelKey, Shown};
use crate::venue_state::TypingFocus;

/// What has the keyboard within the panels.
#[derive(Default)]
pub(super) struct Keyboard {
    element: Option<Element>,
    panel: Option<PanelKey>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// Nothing of the panels.
    #[default]
    None,
    /// A text field.
    Field,
    /// Something reached by keys.
    Keys,
    /// Something reached by a pointer.
    Pointer,
}

impl Keyboard {
    /// Whether somebody goes about the panels with keys.
    pub(super) fn is_by_keys(&self) -> bool {
        self.kind == Kind::Keys
    }
}

/// What has the keyboard now.
pub(super) fn keyboard(elements: &Elements) -> Keyboard {
    let inside = |element: &Element| elements.panels.contains(Some(element.as_ref()));
    let Some(element) = elements.document.active_element().filter(inside) else { return Keyboard::default() };
    let typed = |field: &HtmlInputElement| field.type_() != "file";
    let kind = if element.dyn_ref::<HtmlInputElement>().is_some_and(typed) {
        Kind::Field
    } else if element.matches(":focus-visible").unwrap_or(false) {
        Kind::Keys
    } else {
        Kind::Pointer
    };
    let panel = hear::panel_of(&element);
    Keyboard { element: Some(element), panel, kind }
}

/// Where the keyboard goes back to when a panel closes.
#[derive(Default)]
pub(super) struct Returns(BTreeMap<PanelKey, Element>);

impl Returns {
    /// Remembers what had the keyboard when this panel opened.
    pub(super) fn note(&mut self, key: PanelKey, keyboard: &Keyboard) {
        if let Some(element) = keyboard.element.clone() {
            self.0.insert(key, element);
        }
    }
}

/// What had the keyboard may have gone: to the field in its place, back to where it came from, to its panel, or to walking.
///
/// The note of one page gives way to that of the next while it is being typed: letters that went to walking there would
/// be commands.
pub(super) fn mend(elements: &Elements, returns: &mut Returns, before: &Keyboard, closed: &[PanelKey]) {
    let back: Vec<Element> = closed.iter().filter_map(|key| returns.0.remove(key)).collect();
    let (Some(element), Some(panel)) = (&before.element, before.panel) else { return };
    if element.is_connected() {
        return;
    }
    if let Some(field) = elements.successor(panel, element).filter(|_| before.kind == Kind::Field) {
        drop(field.focus());
        return;
    }
    let back = back.into_iter().find(|element| element.is_connected());
    match back.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => elements::focus(&element),
        None if elements.shows(panel) && before.is_by_keys() => elements.focus_card(panel),
        None => elements.walk(),
    }
}

/// Tells the rest of the client whether keys belong to a panel.
pub(super) fn tell(desk: NonSend<Desk>, mut typing: ResMut<TypingFocus>, mut panel: ResMut<PanelFocus>) {
    let Some(desk) = &desk.open else { return };
    let kind = keyboard(&desk.elements.borrow()).kind;
    typing.set_if_neq(TypingFocus(kind == Kind::Field));
    panel.set_if_neq(PanelFocus(kind == Kind::Keys));
}

/// Grants the wish once its field is there.
pub(super) fn grant(desk: NonSend<Desk>, mut wish: ResMut<FocusWish>, shown: Res<Shown>) {
    let Some(desk) = &desk.open else { return };
    let elements = desk.elements.borrow();
    let granted = match &*wish {
        FocusWish::Nothing => return,
        FocusWish::Walking => {
            elements.walk();
            true
        }
        FocusWish::Field(panel, key) => {
            let field = elements.document.get_element_by_id(&lower::field_id(*panel, key));
            let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
            if let Some(field) = &field {
                drop(field.focus());
            }
            // The panel may be there without the field, or not there yet: only the second is worth waiting for.
            field.is_some() || shown.panel(*panel).is_some()
        }
    };
    if granted {
        *wish = FocusWish::Nothing;
    }
}
