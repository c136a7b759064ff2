//! The operator's own door: a listener on loopback only, and a secret that only the server's user can read.
//!
//! The command line never opens the store beside a running server; it asks here. Address and secret are in one file
//! in the data folder, written anew at every start and removed at the end.

pub mod api;
pub mod call;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::secrets::{Secret, write_private};
use crate::store::KEYS_FOLDER;

/// Begins with what backups leave out: it belongs to one running server.
const FILE: &str = "operator.key";

/// How to reach the operator's door of a running server.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Key {
    /// Where it listens.
    pub address: SocketAddr,
    /// What to show there.
    pub secret: String,
}

impl Key {
    /// A new key for a door at `address`.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new(address: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self { address, secret: Secret::new()?.letters() })
    }

    /// Leaves the key in the data folder.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leave(&self, data: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string(self).context("the operator's key cannot be written")?;
        write_private(&place(data), &text)
    }

    /// The key of the server that runs on the data folder.
    ///
    /// # Errors
    /// When none runs.
    pub fn find(data: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(place(data)).with_context(|| {
            format!("no server runs on the data folder {} (or this user may not read it)", data.display())
        })?;
        serde_json::from_str(&text).with_context(|| format!("{} cannot be read", place(data).display()))
    }

    /// Takes the key away; a missing one is as good.
    pub fn remove(data: &Path) {
        drop(fs::remove_file(place(data)));
    }
}

fn place(data: &Path) -> PathBuf {
    data.join(KEYS_FOLDER).join(FILE)
}
