//! What claims are held with: a pause until the browser did something, and stand-ins written in the browser's language.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    pub(super) fn complain(text: &str);
}

/// Runs this in the page.
pub(super) fn run(script: &str) -> JsValue {
    js_sys::eval(script).unwrap()
}

/// Whether this is true in the page.
pub(super) fn is(script: &str) -> bool {
    run(script).is_truthy()
}

/// Lets the browser do what it has to do once.
pub(super) async fn turn() {
    let promise: Promise = run("new Promise((done) => setTimeout(done, 5))").into();
    JsFuture::from(promise).await.unwrap();
}

/// Waits until it is so; a claim that waits for ever fails by the limit of whoever asked.
pub(super) async fn until(so: impl Fn() -> bool) {
    while !so() {
        turn().await;
    }
}

/// A list that a listener writes and a claim reads.
pub(super) struct Told<T>(Rc<RefCell<Vec<T>>>);

impl<T> Clone for Told<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: Clone + 'static> Told<T> {
    pub(super) fn new() -> Self {
        Self(Rc::default())
    }

    /// What writes into it.
    pub(super) fn teller(&self) -> impl Fn(T) + Clone + 'static {
        let told = self.clone();
        move |what| told.0.borrow_mut().push(what)
    }

    pub(super) fn all(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }
}
