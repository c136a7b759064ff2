//! Keys pressed on the page: within panels they move and use what has the keyboard, elsewhere they walk.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use super::elements::{self, Elements};
use super::hear::{Heard, panel_of};
use crate::panel::{CLOSE, PanelEventKind, PanelKey};

/// What is left to do for a key once nothing of ours is in use: the world may act on it at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    Nothing,
    /// The world gets the keyboard.
    Walk,
    /// The world gets the keyboard, and the key.
    HandOver,
}

/// A key pressed within the panels, outside any composition.
pub(super) fn press(event: &KeyboardEvent, heard: &mut Heard) -> Then {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return Then::Nothing;
    };
    let field = element.dyn_ref::<HtmlInputElement>().filter(|field| field.type_() != "file");
    if let Some((panel, key)) = leaf(event, &element).filter(|_| field.is_none()) {
        event.prevent_default();
        // A key that is held turns one page, as on the desktop: more would leave the venue behind.
        if !event.repeat() {
            heard.press(panel, key);
        }
        return Then::Nothing;
    }
    if heard.leafs
        && field.is_none()
        && let Some(key) = turn(event)
    {
        event.prevent_default();
        if !event.repeat() {
            heard.press(PanelKey::Slides, key);
        }
        return Then::Nothing;
    }
    match (event.key().as_str(), field) {
        ("Enter", Some(field)) if !event.repeat() => {
            event.prevent_default();
            heard.typed(field);
            heard.tell(field, PanelEventKind::Submitted);
        }
        // A key that is held presses a button once, as on the desktop.
        ("Enter" | " ", None) if event.repeat() && element.tag_name() == "BUTTON" => event.prevent_default(),
        ("Escape", _) => {
            event.prevent_default();
            escape(&element, heard);
        }
        ("Tab", _) => wrap(event, &element),
        ("ArrowLeft" | "ArrowUp" | "ArrowRight" | "ArrowDown", None) if element.class_list().contains("p-card") => {
            return Then::HandOver;
        }
        ("ArrowLeft" | "ArrowUp" | "ArrowRight" | "ArrowDown" | "Home" | "End", None) => step(event, &element, heard),
        (_, None) if is_letter(event) => return Then::HandOver,
        (_, _) => {}
    }
    Then::Nothing
}

/// Within slides, keys leaf through them as through a book; over a large page the arrows do too, which elsewhere go from
/// place to place: for a presenter each of these keys turns the page for everybody.
fn leaf(event: &KeyboardEvent, element: &Element) -> Option<(PanelKey, &'static str)> {
    let panel = panel_of(element).filter(|_| !is_command(event))?;
    let large = panel == PanelKey::Page;
    if !large && panel != PanelKey::Slides {
        return None;
    }
    let key = match event.key().as_str() {
        "ArrowLeft" | "ArrowUp" if large => "page-back",
        "ArrowRight" | "ArrowDown" if large => "page-on",
        "Home" if large => "page-first",
        "End" if large => "page-last",
        _ => turn(event)?,
    };
    Some((panel, key))
}

/// Whoever presents turns by these keys wherever the keyboard is, as on the desktop.
fn turn(event: &KeyboardEvent) -> Option<&'static str> {
    match event.key().as_str() {
        "PageUp" if !is_command(event) => Some("page-back"),
        "PageDown" if !is_command(event) => Some("page-on"),
        _ => None,
    }
}

/// Escape closes a dialog, and leaves everything else for walking.
fn escape(element: &Element, heard: &mut Heard) {
    let dialog = element.closest("[role=dialog]").ok().flatten();
    match dialog.and_then(|dialog| panel_of(&dialog)) {
        Some(panel) => heard.press(panel, CLOSE),
        None => heard.walks = true,
    }
}

/// Tab stays within a dialog, as it does on the desktop.
fn wrap(event: &KeyboardEvent, element: &Element) {
    let Ok(Some(dialog)) = element.closest("[role=dialog]") else { return };
    let Ok(stops) = dialog.query_selector_all("button:not([tabindex='-1']), input, [tabindex='0']") else { return };
    let stop = |n: u32| stops.get(n).and_then(|stop| stop.dyn_into::<HtmlElement>().ok());
    let Some(last) = stops.length().checked_sub(1) else {
        event.prevent_default();
        return;
    };
    let is = |n: u32| stop(n).is_some_and(|stop| AsRef::<Element>::as_ref(&stop) == element);
    let goes_to = match event.shift_key() {
        true if is(0) || *element == dialog => Some(last),
        false if is(last) => Some(0),
        true | false => None,
    };
    if let Some(stop) = goes_to.and_then(stop) {
        event.prevent_default();
        drop(stop.focus());
    }
}

/// Arrows go from entry to entry of a choice and choose where they come to.
fn step(event: &KeyboardEvent, element: &Element, heard: &mut Heard) {
    let Ok(Some(group)) = element.closest("[role=radiogroup], [role=tablist]") else { return };
    let Ok(entries) = group.query_selector_all("[data-entry]") else { return };
    let count = entries.length();
    let entry = |n: u32| entries.get(n).and_then(|entry| entry.dyn_into::<HtmlElement>().ok());
    let Some(at) = (0..count).find(|n| entry(*n).is_some_and(|entry| AsRef::<Element>::as_ref(&entry) == element))
    else {
        return;
    };
    let to = match event.key().as_str() {
        "ArrowLeft" | "ArrowUp" => (at + count - 1) % count,
        "ArrowRight" | "ArrowDown" => (at + 1) % count,
        "Home" => 0,
        _ => count - 1,
    };
    event.prevent_default();
    if let Some(entry) = entry(to) {
        drop(entry.focus());
        heard.use_control(&entry);
    }
}

/// A letter on a button means what it means in the world, as on the desktop: it opens a panel or walks.
fn is_letter(event: &KeyboardEvent) -> bool {
    !is_command(event) && event.key().chars().count() == 1 && event.key() != " "
}

fn is_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// A key pressed while nothing at all has the keyboard belongs to the world.
pub(super) fn press_nowhere(event: &KeyboardEvent, elements: &Elements) -> Then {
    let active = elements.document.active_element();
    let nowhere = active.is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"));
    let in_venue = elements.panels.offset_width() > 0;
    if nowhere && in_venue && !is_command(event) && event.key() != "Tab" { Then::HandOver } else { Then::Nothing }
}

impl Then {
    /// Does it.
    pub(super) fn act(self, canvas: Option<HtmlElement>, event: Option<&KeyboardEvent>) {
        let Some(canvas) = canvas.filter(|_| self != Self::Nothing) else { return };
        elements::focus(&canvas);
        if let Some(event) = event.filter(|_| self == Self::HandOver) {
            hand_over(event, &canvas);
        }
    }
}

fn hand_over(event: &KeyboardEvent, canvas: &HtmlElement) {
    let same = KeyboardEventInit::new();
    same.set_key(&event.key());
    same.set_code(&event.code());
    same.set_location(event.location());
    same.set_repeat(event.repeat());
    same.set_shift_key(event.shift_key());
    same.set_cancelable(true);
    if let Ok(copy) = KeyboardEvent::new_with_keyboard_event_init_dict(&event.type_(), &same) {
        drop(canvas.dispatch_event(&copy));
    }
}
