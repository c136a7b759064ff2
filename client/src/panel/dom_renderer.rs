//! Shows panels as elements of the page: semantic HTML over the canvas, so that composition, soft keyboards, screen
//! readers, translation, zoom and copying are the browser's own.
//!
//! `lower` turns a panel into nodes and `reconcile` turns two views into a list of operations; both are plain values
//! and tested without a browser. `page` (in the browser alone) applies them and hears what people do.

pub mod node;
pub mod sheets;
pub mod lower;
pub mod reconcile;
pub mod stage;
pub mod letters;
#[cfg(target_arch = "wasm32")]
mod page;

#[cfg(test)]
mod as_html;
#[cfg(test)]
mod views;

#[cfg(target_arch = "wasm32")]
pub(crate) use page::FileInHand;
#[cfg(target_arch = "wasm32")]
pub(in crate::panel) use page::plugin;
