//! The page wears the theme's shade and speaks the interface's language, as the world does; the world has a name.

use bevy::prelude::*;

use crate::locale::Locale;
use crate::theme::{Shade, Theme};

pub(super) fn wear(theme: Res<Theme>, words: Res<Locale>) {
    if !(theme.is_changed() || words.is_changed()) {
        return;
    }
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(page) = document.document_element() {
        let shade = match theme.shade {
            Shade::Light => "light",
            Shade::Dark => "dark",
        };
        drop(page.set_attribute("data-theme", shade));
        drop(page.set_attribute("lang", words.tongue().code()));
    }
    if let Some(world) = document.get_element_by_id("world") {
        // Screen readers then leave its keys to it, and say what they do.
        drop(world.set_attribute("role", "application"));
        drop(world.set_attribute("aria-label", &words.text("near-world")));
    }
}
