//! One connection of the browser that carries frames: WebTransport or WebSocket. Dropping it closes it.
//!
//! Connecting, the answer to the opening, frames and the end arrive as happenings. Neither frames nor the answer are
//! looked into here.

mod websocket;
mod webtransport;

use futures_channel::mpsc::UnboundedSender;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::net::visit::{Attempt, Dial, Happening, Line};

/// A connection, standing or being made.
pub(super) enum Carrier {
    WebSocket(websocket::Socket),
    WebTransport(webtransport::Session),
}

impl Carrier {
    /// Begins to connect; `None` when the browser will not even try.
    pub(super) fn dial(attempt: Attempt, dial: Dial, happens: &UnboundedSender<Happening>) -> Option<Self> {
        match dial.line {
            Line::WebSocket => websocket::Socket::open(attempt, &dial.url, dial.opening, happens).map(Self::WebSocket),
            Line::WebTransport(certificates) => {
                let told = webtransport::Told { attempt, happens: happens.clone() };
                webtransport::Session::open(&dial.url, &certificates, dial.opening, told).map(Self::WebTransport)
            }
        }
    }

    /// Hands a frame to the connection; false when it is too slow or gone.
    pub(super) fn send(&self, frame: &[u8]) -> bool {
        match self {
            Self::WebSocket(socket) => socket.send(frame),
            Self::WebTransport(session) => session.send(frame),
        }
    }
}

/// Whether WebTransport is there and known to work well.
///
/// Pages without a secure context have none. Only Chromium's is used, which alone has `userAgentData`: others have none,
/// or one that does not know certificates by their hash, and would cost their people three seconds at the door.
pub(super) fn may_use_webtransport() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let has = |object: &JsValue, name: &str| Reflect::has(object, &name.into()).unwrap_or(false);
    window.is_secure_context() && has(&window, "WebTransport") && has(&window.navigator(), "userAgentData")
}
