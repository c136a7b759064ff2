//! How much of the window a soft keyboard or a pinch leaves: the panels keep to it, so that the field stays in view.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, HtmlElement};

use super::elements::Elements;
use super::hear;

/// Keeps the panels within what is seen.
pub(super) fn watch(elements: &Rc<RefCell<Elements>>) {
    let view = web_sys::window().and_then(|window| Reflect::get(&window, &"visualViewport".into()).ok());
    let Some(view) = view.and_then(|view| view.dyn_into::<EventTarget>().ok()) else { return };
    let panels = elements.borrow().panels.clone();
    fit(&panels, &view);
    for kind in ["resize", "scroll"] {
        let (panels, seen) = (panels.clone(), view.clone());
        hear::on(&view, kind, move |_: Event| fit(&panels, &seen));
    }
}

fn fit(panels: &HtmlElement, view: &EventTarget) {
    let number = |name: &str| Reflect::get(view, &name.into()).ok().and_then(|value| value.as_f64());
    // Somebody who pinches looks closer at a part of the panels: they must stay where they are then.
    let pinched = number("scale").is_some_and(|scale| scale > 1.01);
    for (name, pixels) in [("--viewport-top", number("offsetTop")), ("--viewport-height", number("height"))] {
        let done = match pixels.filter(|_| !pinched) {
            Some(pixels) => panels.style().set_property(name, &format!("{pixels}px")),
            None => panels.style().remove_property(name).map(drop),
        };
        drop(done);
    }
}
