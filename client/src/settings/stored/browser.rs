//! Settings in the browser's storage for this origin, which outlives the tab. Where it is forbidden the page is told of
//! them instead, which remembers while it lives.

use std::io;
use std::path::Path;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Storage};

const KEY: &str = "hiroba.settings";
/// What the page listens for.
const CHOSEN: &str = "hiroba-chosen";

/// A browser may refuse, for instance in a private window.
pub(super) fn is_there(_folder: Option<&Path>) -> bool {
    storage().is_some()
}

/// There is always a page.
pub(super) const fn takes(_folder: Option<&Path>) -> bool {
    true
}

pub(super) fn read(_folder: Option<&Path>) -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

pub(super) fn write(_folder: Option<&Path>, text: &str) -> io::Result<()> {
    let kept = storage().is_some_and(|storage| storage.set_item(KEY, text).is_ok());
    if kept || tell(text).is_some() { Ok(()) } else { Err(io::Error::other("the browser keeps nothing more")) }
}

fn tell(text: &str) -> Option<()> {
    let init = CustomEventInit::new();
    init.set_detail(&js_sys::JSON::parse(text).unwrap_or(JsValue::NULL));
    let event = CustomEvent::new_with_event_init_dict(CHOSEN, &init).ok()?;
    web_sys::window()?.document()?.dispatch_event(&event).ok().map(drop)
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
