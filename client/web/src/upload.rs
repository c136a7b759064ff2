//! Sends a file that somebody picked, and tells how much of it is on its way. Only the older way of asking tells that.
//!
//! The file never lies in the program's memory: the browser reads it while it sends.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, EventTarget};

#[wasm_bindgen]
extern "C" {
    #[derive(Debug, Clone)]
    type XMLHttpRequest;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<XMLHttpRequest, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn open(this: &XMLHttpRequest, method: &str, url: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = setRequestHeader)]
    fn set_request_header(this: &XMLHttpRequest, name: &str, value: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn send(this: &XMLHttpRequest, body: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn abort(this: &XMLHttpRequest);
    #[wasm_bindgen(method, getter)]
    fn status(this: &XMLHttpRequest) -> u16;
    #[wasm_bindgen(method, getter)]
    fn upload(this: &XMLHttpRequest) -> EventTarget;
}

/// How a file fares on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// So many bytes are sent.
    Sent(u64),
    /// It was taken.
    Arrived,
    /// It was not.
    Failed,
}

/// A file on its way; dropping it gives the sending up.
pub struct Upload {
    request: XMLHttpRequest,
    _progress: Closure<dyn FnMut(Event)>,
    _end: Closure<dyn FnMut(Event)>,
}

impl Upload {
    /// Sends `file` to `url` with these headers, and tells `told` how it fares.
    pub fn begin(
        url: &str,
        headers: &[(&str, &str)],
        file: &JsValue,
        told: impl Fn(Sending) + Clone + 'static,
    ) -> Option<Self> {
        let request = XMLHttpRequest::new().ok()?;
        request.open("POST", url).ok()?;
        for (name, value) in headers {
            request.set_request_header(name, value).ok()?;
        }
        let progress = Closure::<dyn FnMut(Event)>::new({
            let told = told.clone();
            move |event: Event| {
                let sent = Reflect::get(&event, &"loaded".into()).ok().and_then(|loaded| loaded.as_f64());
                told(Sending::Sent(sent.unwrap_or(0.0) as u64));
            }
        });
        let asked = request.clone();
        let end = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            let taken = (200..300).contains(&asked.status());
            told(if taken { Sending::Arrived } else { Sending::Failed });
        });
        let listen = |target: &EventTarget, name: &str, closure: &Closure<dyn FnMut(Event)>| {
            target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok()
        };
        listen(&request.upload(), "progress", &progress)?;
        // Comes once, however the asking ended.
        listen(request.unchecked_ref(), "loadend", &end)?;
        request.send(file).ok()?;
        Some(Self { request, _progress: progress, _end: end })
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.request.abort();
    }
}
