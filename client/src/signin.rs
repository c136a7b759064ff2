//! The door's form: who somebody is, how they look, and which venue they want into.
//!
//! Answers are remembered on this device only on request. Whether somebody gets in is the venue's decision; what it
//! wants agreed to first is fetched and shown when it says so.

mod agreement_view;
pub mod form;
pub mod form_view;
pub mod look_view;
#[cfg(not(target_arch = "wasm32"))]
mod papers;
#[cfg(not(target_arch = "wasm32"))]
mod react;

// In a browser the page is the door.
#[cfg(not(target_arch = "wasm32"))]
pub(super) use react::plugin;
