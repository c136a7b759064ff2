//! The canvas of the world as an element of the page: what keys and fingers do to the page while it has the focus.
//!
//! Only what the world uses itself is kept from the page. Tab leaves the canvas, and the browser's own keys and zoom work.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, FocusOptions, HtmlCanvasElement, KeyboardEvent, WheelEvent};

/// Where the world is drawn.
pub(super) const SELECTOR: &str = "#world";

/// Keys that walk or gesture here and would scroll or search the page.
const OURS: [&str; 11] =
    ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " ", "PageUp", "PageDown", "Home", "End", "/", "'"];

/// Whether this browser has WebGL 2 to draw with.
pub(super) fn can_be_drawn() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.and_then(|document| document.create_element("canvas").ok());
    let canvas = canvas.and_then(|element| element.dyn_into::<HtmlCanvasElement>().ok());
    canvas.is_some_and(|canvas| canvas.get_context("webgl2").is_ok_and(|context| context.is_some()))
}

/// Keeps keys, wheel and fingers of the world from the page.
pub(super) fn keep_ours() {
    let Some(canvas) = element() else { return };
    let keys = Closure::<dyn FnMut(KeyboardEvent)>::new(|event: KeyboardEvent| {
        let is_browsers = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !is_browsers && OURS.contains(&event.key().as_str()) {
            event.prevent_default();
        }
    });
    // With Control the wheel is the browser's own zoom.
    let wheel = Closure::<dyn FnMut(WheelEvent)>::new(|event: WheelEvent| {
        if !event.ctrl_key() {
            event.prevent_default();
        }
    });
    // A finger that rests means somebody's card here; the browser's menu would take the finger away.
    let menu = Closure::<dyn FnMut(Event)>::new(|event: Event| event.prevent_default());
    let active = AddEventListenerOptions::new();
    active.set_passive(false);
    let listening = canvas
        .add_event_listener_with_callback("keydown", keys.as_ref().unchecked_ref())
        .and_then(|()| {
            let wheel = wheel.as_ref().unchecked_ref();
            canvas.add_event_listener_with_callback_and_add_event_listener_options("wheel", wheel, &active)
        })
        .and_then(|()| canvas.add_event_listener_with_callback("contextmenu", menu.as_ref().unchecked_ref()))
        .and_then(|()| canvas.style().set_property("touch-action", "none"));
    if listening.is_err() {
        bevy::log::warn!("the page scrolls with the world");
    }
    // They live as long as the page.
    keys.forget();
    wheel.forget();
    menu.forget();
}

/// Puts the keyboard into the world.
pub(super) fn focus() {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Without focus a click on the world does the same.
    let _ = element().map(|canvas| canvas.focus_with_options(&options));
}

fn element() -> Option<HtmlCanvasElement> {
    web_sys::window()?.document()?.query_selector(SELECTOR).ok()??.dyn_into().ok()
}
