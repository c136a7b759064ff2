//! Listeners and timers that end when they are dropped.

use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// One listener; dropping it takes it away.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    listener: Closure<dyn FnMut()>,
}

impl Listener {
    /// Calls `told` on every event of this name.
    pub fn on(target: &EventTarget, name: &'static str, told: impl FnMut() + 'static) -> Option<Self> {
        let listener = Closure::<dyn FnMut()>::new(told);
        target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref()).ok()?;
        Some(Self { target: target.clone(), name, listener })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        // A listener that is not there any more needs no taking away.
        let _ = self.target.remove_event_listener_with_callback(self.name, listener);
    }
}

/// Goes off again and again for as long as it is kept. Browsers make the pauses longer in hidden tabs.
pub struct Timer {
    number: Option<i32>,
    _tick: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `tick` after each such pause.
    pub fn every(pause: Duration, tick: impl FnMut() + 'static) -> Self {
        let tick = Closure::<dyn FnMut()>::new(tick);
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
