//! Frames over the browser's WebSocket: one binary message each. The first is the opening, the second its answer.

use futures_channel::mpsc::UnboundedSender;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BinaryType, MessageEvent, WebSocket};

use crate::net::visit::{Attempt, Happening};
use crate::net::web::surroundings::tell;

/// More than this unsent is a connection too slow to be of use.
const MOST_UNSENT_BYTES: u32 = 256 * 1024;

/// A WebSocket with its listeners.
pub(in crate::net::web) struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut()>,
}

impl Socket {
    pub(super) fn open(
        attempt: Attempt,
        url: &str,
        opening: Vec<u8>,
        happens: &UnboundedSender<Happening>,
    ) -> Option<Self> {
        let socket = WebSocket::new(url).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = {
            let (socket, happens) = (socket.clone(), happens.clone());
            Closure::<dyn FnMut()>::new(move || {
                if socket.send_with_u8_array(&opening).is_err() {
                    tell(&happens, Happening::Dialled(attempt, None));
                }
            })
        };
        let heard = {
            let happens = happens.clone();
            let mut answered = false;
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let bytes = event.data().dyn_into::<ArrayBuffer>().map(|buffer| Uint8Array::new(&buffer).to_vec());
                tell(
                    &happens,
                    match (bytes, std::mem::replace(&mut answered, true)) {
                        (Ok(answer), false) => Happening::Dialled(attempt, Some(answer)),
                        (Ok(frame), true) => Happening::Frame(attempt, frame),
                        // Text is nothing this protocol knows.
                        (Err(_), _) => Happening::HungUp(attempt),
                    },
                );
            })
        };
        let closed = {
            let happens = happens.clone();
            Closure::<dyn FnMut()>::new(move || tell(&happens, Happening::HungUp(attempt)))
        };
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _heard: heard, _closed: closed })
    }

    pub(super) fn send(&self, frame: &[u8]) -> bool {
        self.socket.buffered_amount() <= MOST_UNSENT_BYTES && self.socket.send_with_u8_array(frame).is_ok()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // A socket that is closed already does not mind.
        let _ = self.socket.close();
    }
}
