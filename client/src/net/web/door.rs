//! The HTTP door by fetch: questions, and fetching what is named by its hash.
//!
//! What the bytes mean is read in `net/answer.rs`.

use hiroba_shared::deck::LARGE_PIXELS;
use hiroba_shared::door::Admission;
use hiroba_web::picture::{self, Decoded};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::net::address::Origin;
use crate::net::answer::{self, Accepted, MAX_ANSWER_BYTES};
use crate::net::port::{FromLink, PagePixels};
use crate::net::visit::{Fetch, Question};
use crate::venue_state::JoinRefused;

/// A door somebody may ask.
#[derive(Debug, Clone)]
pub(super) struct Door {
    origin: Origin,
}

impl Door {
    pub(super) const fn new(origin: Origin) -> Self {
        Self { origin }
    }

    pub(super) async fn ask(&self, question: &Question) -> Result<Admission, JoinRefused> {
        let answered = async {
            let response = self.post(question).await?;
            let accepted = Accepted::by_status(response.status());
            Ok::<_, JsValue>((accepted, body(&response).await?))
        };
        match answered.await {
            Ok((accepted, bytes)) if bytes.len() as u64 <= MAX_ANSWER_BYTES => answer::admission(accepted, &bytes),
            Ok(_) => Err(JoinRefused::Unreachable),
            Err(error) => {
                bevy::log::debug!("the door does not answer: {error:?}");
                Err(JoinRefused::Unreachable)
            }
        }
    }

    pub(super) async fn fetch(&self, what: Fetch) -> FromLink {
        let bytes = match what.path() {
            Some(path) => self.get(&path).await.inspect_err(|error| {
                bevy::log::error!(path, "not to be had: {error:?}");
            }),
            None => Err(JsValue::UNDEFINED),
        };
        let bytes = bytes.ok().flatten().filter(|bytes| bytes.len() as u64 <= what.limit());
        let drawn = match (&what, &bytes) {
            (Fetch::Page(_), Some(bytes)) => picture::decode(bytes, LARGE_PIXELS.into()).await,
            (Fetch::Map(_) | Fetch::Picture(_) | Fetch::Deck(_) | Fetch::Page(_), _) => None,
        };
        what.report(bytes, |_| drawn.map(|Decoded { width, height, rgba }| PagePixels { width, height, rgba }))
    }

    async fn post(&self, question: &Question) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(headers.as_ref());
        init.set_body(&Uint8Array::from(question.body().as_slice()));
        self.send(question.path(), &init).await
    }

    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let response = self.send(path, &RequestInit::new()).await?;
        if !response.ok() {
            bevy::log::error!(path, status = response.status(), "not to be had");
            return Ok(None);
        }
        body(&response).await.map(Some)
    }

    async fn send(&self, path: &str, init: &RequestInit) -> Result<Response, JsValue> {
        let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        JsFuture::from(window.fetch_with_str_and_init(&self.origin.http(path), init)).await?.dyn_into()
    }
}

async fn body(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
