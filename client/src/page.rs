//! The venue within a page of the browser: the page asks for a way in, and hears how it went.
//!
//! The page is the door: it has the form, this program has the world. They speak by one call, `enter`, with a wish as
//! JSON, and by events on the document. What is said when is decided here and tested without a browser; the browser
//! itself is in `page/browser.rs` and nowhere else.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod canvas;
mod react;
pub mod told;
pub mod wish;

use bevy::prelude::*;

#[cfg(target_arch = "wasm32")]
pub use browser::{enter, wait_for_wishes};
use told::Told;
use wish::Wish;

use crate::schedule::ClientSystems;

/// What joins the features to a page; needs [`ThePage`].
pub fn plugin(app: &mut App) {
    app.init_resource::<react::Stand>().add_systems(First, react::take_wishes).add_systems(
        Update,
        (react::hear_refusals, react::tell, react::draw_or_rest).chain().in_set(ClientSystems::React),
    );
}

/// A page that this program runs in.
pub trait Page: Send + Sync {
    /// The oldest wish not taken yet.
    fn wish(&self) -> Option<Wish>;
    /// The key to come back with that an earlier program of this page left.
    fn key(&self) -> Option<String>;
    /// Tells the page.
    fn tell(&self, told: &Told);
    /// Loads the page anew, from a server that is newer than it; false when that was tried already.
    fn reload_once(&self) -> bool;
}

/// The page.
#[derive(Resource)]
pub struct ThePage(pub Box<dyn Page>);
