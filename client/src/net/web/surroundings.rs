//! What the page tells of itself: hidden or looked at, in another network.
//!
//! Each only becomes a happening of the visit; what follows from it is decided there.

use futures_channel::mpsc::UnboundedSender;
use hiroba_web::listening::Listener;
use web_sys::VisibilityState;

use crate::net::visit::Happening;

/// Whether the page can be seen.
pub(super) fn looks() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

/// Listens to the page for as long as it is kept.
pub(super) struct Surroundings {
    _heard: [Listener; 3],
}

impl Surroundings {
    pub(super) fn watch(happens: &UnboundedSender<Happening>) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let seen = happens.clone();
        let moved = || {
            let happens = happens.clone();
            move || tell(&happens, Happening::NetworkChanged)
        };
        let heard = [
            Listener::on(document.as_ref(), "visibilitychange", move || tell(&seen, Happening::Looks(looks())))?,
            // A page out of the browser's cache of pages: its connections were cut.
            Listener::on(window.as_ref(), "pageshow", moved())?,
            Listener::on(window.as_ref(), "online", moved())?,
        ];
        Some(Self { _heard: heard })
    }
}

/// Says it to the visit; when there is none any more it does not matter.
pub(super) fn tell(happens: &UnboundedSender<Happening>, happening: Happening) {
    let _ = happens.unbounded_send(happening);
}
