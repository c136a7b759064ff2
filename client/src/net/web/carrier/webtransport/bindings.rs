//! The few calls of the browser's WebTransport that are used, bound by hand.
//!
//! web-sys has them behind a flag for unstable interfaces that changes the types of others.

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub(super) type WebTransport;

    #[wasm_bindgen(constructor, catch)]
    pub(super) fn new(url: &str, options: &Object) -> Result<WebTransport, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn ready(this: &WebTransport) -> Promise;

    #[wasm_bindgen(method, getter)]
    pub(super) fn datagrams(this: &WebTransport) -> Object;

    #[wasm_bindgen(method, js_name = createBidirectionalStream)]
    pub(super) fn create_bidirectional_stream(this: &WebTransport) -> Promise;

    #[wasm_bindgen(method, catch)]
    pub(super) fn close(this: &WebTransport) -> Result<(), JsValue>;
}
