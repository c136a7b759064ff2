//! Claims about what only a browser can show, as a program for one: it names them, and holds one when asked.
//!
//! A claim that does not hold panics, which ends the program; so whoever asks loads it anew for each. It is made by
//! `cargo browser --claims` and asked by `tests/browser/scenarios/claims.js`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a claim that does not hold ends here")]

mod letters;
mod lines;
mod pictures;
mod stage;
mod time;

use std::future::Future;
use std::pin::Pin;

use wasm_bindgen::prelude::wasm_bindgen;

/// A claim, running.
type Holding = Pin<Box<dyn Future<Output = ()>>>;
/// A claim by its name.
type Claim = (&'static str, fn() -> Holding);

/// The names of all claims.
#[wasm_bindgen]
#[must_use]
pub fn claims() -> Vec<String> {
    all().map(|(name, _)| name.to_owned()).collect()
}

/// Holds the claim of this name; answers whether there is one.
#[wasm_bindgen]
pub async fn hold(name: String) -> bool {
    std::panic::set_hook(Box::new(|panic| stage::complain(&panic.to_string())));
    let Some((_, claim)) = all().find(|(known, _)| *known == name) else { return false };
    claim().await;
    true
}

fn all() -> impl Iterator<Item = Claim> {
    time::CLAIMS.iter().chain(lines::CLAIMS).chain(letters::CLAIMS).chain(pictures::CLAIMS).copied()
}

/// The claims of a file, each under the name of its function.
macro_rules! named {
    ($($claim:ident),* $(,)?) => {
        pub(super) const CLAIMS: &[crate::Claim] = &[$((stringify!($claim), || Box::pin($claim()))),*];
    };
}
use named;
