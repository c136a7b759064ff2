//! The bundle inside the executable, if it was built with one (`build.rs`).

use std::collections::BTreeMap;

use anyhow::Context;
use axum::body::Bytes;

use super::shelf::Shelf;

/// A bundle as the compiler put it here.
#[derive(Debug)]
pub(super) struct Carried {
    manifest: &'static str,
    /// Names with `.br` or `.gz` behind, and bytes.
    files: &'static [(&'static str, &'static [u8])],
}

/// What this executable carries.
pub(super) static CARRIED: Option<Carried> = include!(concat!(env!("OUT_DIR"), "/carried.rs"));

impl Carried {
    pub(super) fn shelf(&self) -> anyhow::Result<Shelf> {
        let files: BTreeMap<&str, &'static [u8]> = self.files.iter().copied().collect();
        Shelf::fill(self.manifest, |_, name| {
            files.get(name).copied().map(Bytes::from_static).with_context(|| format!("{name} is missing"))
        })
    }
}
