//! What people do on the page becomes panel events: one listener for each kind of event, on the root of all panels.
//!
//! Within a composition nothing is told; what it became is told once when it is confirmed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use bevy::prelude::*;
use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, Event, EventTarget, HtmlElement, HtmlInputElement, InputEvent};
use web_sys::{KeyboardEvent, MouseEvent};

use super::Desk;
use super::elements::Elements;
use super::keys::{self, Then};
use super::point;
use crate::panel::dom_renderer::letters::{cut, part_that_fits};
use crate::panel::{FocusWish, Key, PanelEvent, PanelEventKind, PanelKey, PickedFile};
use crate::venue_state::LeafKeys;

/// What was heard since the last frame, and what is being typed.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) events: Vec<PanelEvent>,
    /// Somebody left the panels by key.
    pub(super) walks: bool,
    /// Page Up and Page Down leaf through slides.
    pub(super) leafs: bool,
    /// The field in which a composition is open, and what the program wants to stand in it after.
    composing: Option<(HtmlInputElement, Option<String>)>,
    /// What each field told last, by its id.
    told: BTreeMap<String, String>,
    /// The file that was picked last.
    picked: Option<JsValue>,
}

impl Heard {
    /// Writes into a field, or keeps it for the end of the composition in it.
    pub(super) fn write(&mut self, field: &HtmlInputElement, text: String) {
        self.told.insert(field.id(), text.clone());
        match &mut self.composing {
            Some((composing, waiting)) if composing == field => *waiting = Some(text),
            _ => field.set_value(&text),
        }
    }

    /// Tells what stands in a field, once per change.
    pub(super) fn typed(&mut self, field: &HtmlInputElement) {
        // A file is told of when it is picked.
        if field.type_() == "file" {
            return;
        }
        let value = field.value();
        if self.told.get(&field.id()).map(String::as_str).unwrap_or_default() != value {
            self.told.insert(field.id(), value.clone());
            self.tell(field, PanelEventKind::Typed(value));
        }
    }

    /// Tells how a widget was used; nothing when the element is none.
    pub(super) fn tell(&mut self, element: &Element, kind: PanelEventKind) {
        let key = element.get_attribute("data-key").map(Key::from);
        if let (Some(panel), Some(key)) = (panel_of(element), key) {
            self.events.push(PanelEvent { panel, key, kind });
        }
    }

    /// Tells of a press on a part of a panel that may have no element of its own.
    pub(super) fn press(&mut self, panel: PanelKey, key: &'static str) {
        self.events.push(PanelEvent { panel, key: key.into(), kind: PanelEventKind::Pressed });
    }

    /// Uses a button, a row or an entry.
    pub(super) fn use_control(&mut self, control: &Element) {
        if control.get_attribute("aria-disabled").is_some() {
            return;
        }
        let entry = control.get_attribute("data-entry").and_then(|entry| entry.parse().ok());
        self.tell(control, entry.map_or(PanelEventKind::Pressed, PanelEventKind::Chosen));
    }

    /// A field that went took its composition with it.
    pub(super) fn forget_gone(&mut self) {
        self.composing.take_if(|(field, _)| !field.is_connected());
    }

    fn is_composing(&self) -> bool {
        self.composing.is_some()
    }
}

/// The file that was picked last, until somebody sends it.
#[derive(Default)]
pub(crate) struct FileInHand(pub(crate) Option<JsValue>);

/// The panel in which an element stands.
pub(super) fn panel_of(element: &Element) -> Option<PanelKey> {
    let root = element.closest("[data-panel]").ok().flatten()?;
    PanelKey::from_name(&root.get_attribute("data-panel")?)
}

/// The events of the page since the last frame, in their order.
pub(super) fn pass_on(
    desk: NonSend<Desk>,
    mut hand: NonSendMut<FileInHand>,
    leaf: Res<LeafKeys>,
    mut events: MessageWriter<PanelEvent>,
    mut wish: ResMut<FocusWish>,
) {
    let Some(desk) = &desk.open else { return };
    let mut heard = desk.heard.borrow_mut();
    heard.leafs = leaf.pages;
    events.write_batch(heard.events.drain(..));
    if let Some(file) = heard.picked.take() {
        hand.0 = Some(file);
    }
    if std::mem::take(&mut heard.walks) {
        *wish = FocusWish::Walking;
    }
}

/// Calls `then` on every such event, for as long as the page lives.
pub(super) fn on<E: FromWasmAbi + 'static>(target: &EventTarget, kind: &str, then: impl FnMut(E) + 'static) {
    let closure = Closure::<dyn FnMut(E)>::new(then);
    drop(target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref()));
    // The page never closes its panels: they and what they listen to end with it.
    closure.forget();
}

fn field_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

fn control_of(event: &Event) -> Option<Element> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.closest("button[data-key]").ok().flatten()
}

/// Listens to everything that panels need.
pub(super) fn listen(elements: &Rc<RefCell<Elements>>, heard: &Rc<RefCell<Heard>>) {
    let root: EventTarget = elements.borrow().panels.clone().into();
    let document: EventTarget = elements.borrow().document.clone().into();
    // A button pressed with the pointer leaves the keyboard where it is: in a field, or with walking.
    on(&root, "mousedown", |event: MouseEvent| {
        if control_of(&event).is_some() {
            event.prevent_default();
        }
    });
    on(&root, "click", {
        let (elements, heard) = (Rc::clone(elements), Rc::clone(heard));
        move |event: MouseEvent| {
            let then = heard.try_borrow_mut().map_or(Then::Nothing, |mut heard| click(&event, &mut heard));
            then.act(canvas(&elements), None);
        }
    });
    on(&root, "compositionstart", {
        let heard = Rc::clone(heard);
        move |event: Event| with(&heard, |heard| heard.composing = field_of(&event).map(|field| (field, None)))
    });
    on(&root, "compositionend", {
        let heard = Rc::clone(heard);
        move |event: Event| with(&heard, |heard| confirm(&event, heard))
    });
    on(&root, "beforeinput", {
        let heard = Rc::clone(heard);
        move |event: InputEvent| with(&heard, |heard| keep_within_limit(&event, heard))
    });
    on(&root, "input", {
        let heard = Rc::clone(heard);
        move |event: InputEvent| {
            with(&heard, |heard| {
                if let Some(field) = field_of(&event).filter(|_| !event.is_composing() && !heard.is_composing()) {
                    heard.typed(&field);
                }
            });
        }
    });
    on(&root, "change", {
        let heard = Rc::clone(heard);
        move |event: Event| with(&heard, |heard| pick(&event, heard))
    });
    for kind in ["dragover", "drop"] {
        on(&document, kind, |event: DragEvent| refuse_astray(&event));
    }
    point::listen(&root, heard);
    on(&root, "keydown", {
        let (elements, heard) = (Rc::clone(elements), Rc::clone(heard));
        move |event: KeyboardEvent| {
            // Some engines end a composition before the key that ended it comes: only its code tells.
            let composes = event.is_composing() || event.key_code() == 229;
            let then = heard.try_borrow_mut().map_or(Then::Nothing, |mut heard| {
                if composes || heard.is_composing() { Then::Nothing } else { keys::press(&event, &mut heard) }
            });
            then.act(canvas(&elements), Some(&event));
        }
    });
    on(&document, "keydown", {
        let elements = Rc::clone(elements);
        move |event: KeyboardEvent| {
            let then = elements.try_borrow().map_or(Then::Nothing, |elements| keys::press_nowhere(&event, &elements));
            then.act(canvas(&elements), Some(&event));
        }
    });
}

/// While the page is being changed it may tell of what that change did: nobody did that, so it is not heard.
pub(super) fn with(heard: &Rc<RefCell<Heard>>, then: impl FnOnce(&mut Heard)) {
    if let Ok(mut heard) = heard.try_borrow_mut() {
        then(&mut heard);
    }
}

fn canvas(elements: &Rc<RefCell<Elements>>) -> Option<HtmlElement> {
    elements.try_borrow().ok()?.canvas()
}

fn click(event: &MouseEvent, heard: &mut Heard) -> Then {
    if let Some(control) = control_of(event) {
        heard.use_control(&control);
        return Then::Nothing;
    }
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typing = element.is_some_and(|element| matches!(element.closest("input, label"), Ok(Some(_))));
    if typing || selects() { Then::Nothing } else { Then::Walk }
}

/// Whether a text of the page is selected: whoever marks one wants to copy it.
fn selects() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let get = Reflect::get(&window, &"getSelection".into()).ok().and_then(|get| get.dyn_into::<Function>().ok());
    let selection = get.and_then(|get| get.call0(&window).ok());
    let collapsed = selection.and_then(|selection| Reflect::get(&selection, &"isCollapsed".into()).ok());
    collapsed.and_then(|collapsed| collapsed.as_bool()) == Some(false)
}

/// A file dropped beside the field for it would be opened by the browser, in the place of the venue.
fn refuse_astray(event: &DragEvent) {
    let Some(dragged) = event.data_transfer().filter(|dragged| dragged.types().includes(&"Files".into(), 0)) else {
        return;
    };
    if field_of(event).is_none_or(|field| field.type_() != "file") {
        event.prevent_default();
        dragged.set_drop_effect("none");
    }
}

/// Somebody picked a file.
fn pick(event: &Event, heard: &mut Heard) {
    let Some(field) = field_of(event).filter(|field| field.type_() == "file") else { return };
    let get = |from: &JsValue, name: &str| Reflect::get(from, &name.into()).ok();
    let Some(file) = get(&field, "files").and_then(|files| get(&files, "0")).filter(|file| file.is_object()) else {
        return;
    };
    let name = get(&file, "name").and_then(|name| name.as_string()).unwrap_or_default();
    let bytes = get(&file, "size").and_then(|size| size.as_f64()).unwrap_or(0.0) as u64;
    if let (Some(panel), Some(key)) = (panel_of(&field), field.get_attribute("data-file")) {
        let kind = PanelEventKind::Picked(PickedFile { name, bytes });
        heard.events.push(PanelEvent { panel, key: key.into(), kind });
        heard.picked = Some(file);
    }
    // The same file may be picked again.
    field.set_value("");
}

/// A composition was confirmed: what the program wanted meanwhile, or what it became.
fn confirm(event: &Event, heard: &mut Heard) {
    let waiting = heard.composing.take().and_then(|(_, waiting)| waiting);
    let Some(field) = field_of(event) else { return };
    if let Some(text) = waiting {
        field.set_value(&text);
        return;
    }
    let value = field.value();
    if let Some(short) = limit_of(&field).and_then(|limit| cut(&value, limit)) {
        field.set_value(short);
    }
    heard.typed(&field);
}

fn limit_of(field: &HtmlInputElement) -> Option<usize> {
    field.get_attribute("data-limit")?.parse().ok()
}

/// What does not fit any more is not taken, counted as the venue counts.
fn keep_within_limit(event: &InputEvent, heard: &mut Heard) {
    let Some(field) = field_of(event).filter(|_| !event.is_composing() && !heard.is_composing()) else { return };
    let pasted = || event.data_transfer().and_then(|data| data.get_data("text/plain").ok());
    let Some(typed) = event.data().or_else(pasted) else { return };
    let at = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or(0);
    let (from, to) = (at(field.selection_start()), at(field.selection_end()));
    // A field is one line: what is pasted into it loses its breaks, as it would without us.
    let typed = typed.replace(['\r', '\n'], " ");
    let Some(limit) = limit_of(&field) else { return };
    let Some(part) = part_that_fits(&field.value(), (from as usize, to as usize), &typed, limit) else { return };
    event.prevent_default();
    if part.is_empty() {
        return;
    }
    // A caret that moved ends what was typed before: what is written now is undone by itself.
    drop((field.set_selection_range(0, 0), field.set_selection_range(from, to)));
    if write_as_typed(part).is_none() {
        let end = from + u32::try_from(part.encode_utf16().count()).unwrap_or(0);
        drop((field.set_range_text(part), field.set_selection_range(end, end)));
    }
    heard.typed(&field);
}

/// Writes where the caret is. By no other call the browser's own undo knows of it; `None` where a browser has it no more.
fn write_as_typed(text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let write: Function = Reflect::get(&document, &"execCommand".into()).ok()?.dyn_into().ok()?;
    let written = write.call3(&document, &"insertText".into(), &JsValue::FALSE, &text.into()).ok()?;
    (written.as_bool() == Some(true)).then_some(())
}
