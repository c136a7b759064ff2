//! One connection of the browser that carries frames: WebTransport or WebSocket. Dropping it closes it.
//!
//! Connecting, the answer to the opening, frames and the end arrive as happenings. Neither frames nor the answer are
//! looked into here.

mod webtransport;

use futures_channel::mpsc::UnboundedSender;
use hiroba_web::socket::{Said, Socket};
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::surroundings::tell;
use crate::net::visit::{Attempt, Dial, Happening, Line};

/// A connection, standing or being made.
pub(super) enum Carrier {
    WebSocket(Socket),
    WebTransport(webtransport::Session),
}

impl Carrier {
    /// Begins to connect; `None` when the browser will not even try.
    pub(super) fn dial(attempt: Attempt, dial: Dial, happens: &UnboundedSender<Happening>) -> Option<Self> {
        match dial.line {
            Line::WebSocket => {
                let happens = happens.clone();
                let told = move |said| tell(&happens, of_socket(attempt, said));
                Socket::open(&dial.url, dial.opening, told).map(Self::WebSocket)
            }
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

/// What a socket says, as it matters to the visit.
fn of_socket(attempt: Attempt, said: Said) -> Happening {
    match said {
        Said::NotOpened => Happening::Dialled(attempt, None),
        Said::Answered(answer) => Happening::Dialled(attempt, Some(answer)),
        Said::Frame(frame) => Happening::Frame(attempt, frame),
        Said::Ended => Happening::HungUp(attempt),
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
