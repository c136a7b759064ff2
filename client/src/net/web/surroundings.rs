//! What the page tells of itself: hidden or looked at, in another network; and a timer.
//!
//! Each only becomes a happening of the visit; what follows from it is decided there.

use std::time::Duration;

use futures_channel::mpsc::UnboundedSender;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventTarget, VisibilityState};

use crate::net::visit::Happening;

/// Whether the page can be seen.
pub(super) fn looks() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

/// Listens to the page for as long as it is kept.
pub(super) struct Surroundings {
    _heard: [Heard; 3],
}

impl Surroundings {
    pub(super) fn watch(happens: &UnboundedSender<Happening>) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let seen = |happens: &UnboundedSender<Happening>| tell(happens, Happening::Looks(looks()));
        let moved = |happens: &UnboundedSender<Happening>| tell(happens, Happening::NetworkChanged);
        let heard = [
            Heard::on(document.as_ref(), "visibilitychange", happens, seen)?,
            // A page out of the browser's cache of pages: its connections were cut.
            Heard::on(window.as_ref(), "pageshow", happens, moved)?,
            Heard::on(window.as_ref(), "online", happens, moved)?,
        ];
        Some(Self { _heard: heard })
    }
}

/// One listener; dropping it takes it away.
struct Heard {
    target: EventTarget,
    name: &'static str,
    listener: Closure<dyn FnMut()>,
}

impl Heard {
    fn on(
        target: &EventTarget,
        name: &'static str,
        happens: &UnboundedSender<Happening>,
        mut told: impl FnMut(&UnboundedSender<Happening>) + 'static,
    ) -> Option<Self> {
        let happens = happens.clone();
        let listener = Closure::<dyn FnMut()>::new(move || told(&happens));
        target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref()).ok()?;
        Some(Self { target: target.clone(), name, listener })
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        // A listener that is not there any more needs no taking away.
        let _ = self.target.remove_event_listener_with_callback(self.name, listener);
    }
}

/// Tells the time again and again for as long as it is kept.
pub(super) struct Timer {
    number: Option<i32>,
    _tick: Closure<dyn FnMut()>,
}

impl Timer {
    pub(super) fn every(pause: Duration, happens: &UnboundedSender<Happening>) -> Self {
        let happens = happens.clone();
        let tick = Closure::<dyn FnMut()>::new(move || tell(&happens, Happening::Passed));
        let pause = i32::try_from(pause.as_millis()).unwrap_or(i32::MAX);
        let callback = tick.as_ref().unchecked_ref();
        let number = web_sys::window()
            .and_then(|window| window.set_interval_with_callback_and_timeout_and_arguments_0(callback, pause).ok());
        Self { number, _tick: tick }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(window), Some(number)) = (web_sys::window(), self.number) {
            window.clear_interval_with_handle(number);
        }
    }
}

/// Says it to the visit; when there is none any more it does not matter.
pub(super) fn tell(happens: &UnboundedSender<Happening>, happening: Happening) {
    let _ = happens.unbounded_send(happening);
}
