//! The browser's own objects behind plain types: clocks, timers, the tab's storage, sockets, letters on a canvas,
//! pictures as pixels, files on their way.
//!
//! It knows neither the engine nor the venue, so that what only a browser can show is tested in one, as a program that
//! is compiled in seconds (`claims`). What can be decided without a browser is in `lines` and `passing` and is tested
//! everywhere. When to connect, what to write and what anything means is decided by the client.

pub mod lines;
pub mod passing;

#[cfg(target_arch = "wasm32")]
pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod listening;
#[cfg(target_arch = "wasm32")]
pub mod pen;
#[cfg(target_arch = "wasm32")]
pub mod picture;
#[cfg(target_arch = "wasm32")]
pub mod socket;
#[cfg(target_arch = "wasm32")]
pub mod tab;
#[cfg(target_arch = "wasm32")]
pub mod upload;
