//! Frames over the browser's WebSocket: one binary message each. The first is the opening, the second its answer.
//!
//! Nothing is looked into, and nothing is tried again. Dropping the socket closes it, and nothing is told after that.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// More than this unsent is a connection too slow to be of use.
pub const MOST_UNSENT_BYTES: u32 = 256 * 1024;

/// What a socket tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// The opening could not be sent.
    NotOpened,
    /// The answer to the opening.
    Answered(Vec<u8>),
    /// A frame.
    Frame(Vec<u8>),
    /// It is over, or says what this protocol does not know.
    Ended,
}

/// A WebSocket with its listeners.
pub struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut()>,
}

impl Socket {
    /// Begins to connect; `None` when the browser will not even try.
    pub fn open(url: &str, opening: Vec<u8>, tell: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let socket = WebSocket::new(url).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = {
            let (socket, tell) = (socket.clone(), tell.clone());
            Closure::<dyn FnMut()>::new(move || {
                if socket.send_with_u8_array(&opening).is_err() {
                    tell(Said::NotOpened);
                }
            })
        };
        let heard = {
            let tell = tell.clone();
            let mut answered = false;
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let bytes = event.data().dyn_into::<ArrayBuffer>().map(|buffer| Uint8Array::new(&buffer).to_vec());
                tell(match (bytes, std::mem::replace(&mut answered, true)) {
                    (Ok(answer), false) => Said::Answered(answer),
                    (Ok(frame), true) => Said::Frame(frame),
                    // Text is nothing this protocol knows.
                    (Err(_), _) => Said::Ended,
                });
            })
        };
        let closed = Closure::<dyn FnMut()>::new(move || tell(Said::Ended));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _heard: heard, _closed: closed })
    }

    /// Hands a frame to the connection; false when it is too slow or gone.
    #[must_use]
    pub fn send(&self, frame: &[u8]) -> bool {
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
