//! The browser's bundle: whether it is there, and its files.
//!
//! It lies in a folder or in the executable. A venue may open before its bundle is made: the folder's manifest is looked at
//! again whenever somebody asks, and read anew when it changed. Files are sent as they were compressed; nothing is
//! compressed here, and the page that loads them is `page`.

mod carried;
mod encoding;
mod shelf;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use std::time::SystemTime;

use axum::Json;
use axum::extract::{Path as Asked, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hiroba_shared::bundle::MANIFEST;
use serde::Serialize;

use super::Site;
use super::files::{FOR_EVER, is_known};
use encoding::Encoding;
use shelf::{Item, Shelf};

/// The bundle that is served, once there is one.
#[derive(Debug)]
pub struct Bundle {
    folder: Option<PathBuf>,
    /// When the manifest that was read last was written. Also the right to read.
    read: Mutex<Option<SystemTime>>,
    shelves: RwLock<Shelves>,
}

/// The newest bundle, and the one before: a page that was opened with that may still be loading it.
#[derive(Debug, Default)]
struct Shelves {
    newest: Option<Arc<Shelf>>,
    before: Option<Arc<Shelf>>,
}

/// What `GET /api/bundle` answers.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(untagged)]
enum Standing {
    /// It can be loaded.
    Ready { ready: bool, script: String, wasm: String, wasm_bytes: u64, files: Vec<String> },
    /// It cannot; `coming` tells whether asking again may help.
    Not { ready: bool, coming: bool },
}

impl Bundle {
    /// The bundle in `folder`, or the one in the executable when no folder is named.
    #[must_use]
    pub fn open(folder: Option<&Path>) -> Self {
        let newest = match folder {
            Some(_) => None,
            None => carried::CARRIED.as_ref().and_then(|carried| told(carried.shelf(), "in the executable")),
        };
        let shelves = RwLock::new(Shelves { newest, before: None });
        let bundle = Self { folder: folder.map(Path::to_owned), read: Mutex::new(None), shelves };
        bundle.look();
        bundle
    }

    /// Reads the folder again when its manifest changed. Blocks for as long as reading some megabytes takes.
    fn look(&self) {
        let Some(folder) = &self.folder else { return };
        // Whoever comes while another reads gets what there is.
        let Ok(mut read) = self.read.try_lock() else { return };
        let Ok(written) = folder.join(MANIFEST).metadata().and_then(|file| file.modified()) else { return };
        if *read == Some(written) {
            return;
        }
        // Noted before it is read, so that a broken bundle is complained of once and not at every question.
        *read = Some(written);
        let Some(shelf) = told(Shelf::read(folder), &folder.display().to_string()) else { return };
        if let Ok(mut shelves) = self.shelves.write() {
            shelves.before = shelves.newest.replace(shelf);
        }
    }

    fn standing(&self) -> Standing {
        let newest = self.shelves.read().ok().and_then(|shelves| shelves.newest.clone());
        let Some(shelf) = newest else { return Standing::Not { ready: false, coming: self.folder.is_some() } };
        let address = |name: &str| format!("/client/{name}");
        let manifest = &shelf.manifest;
        Standing::Ready {
            ready: true,
            script: address(&manifest.script),
            wasm: address(&manifest.wasm),
            wasm_bytes: manifest.first(&manifest.wasm).map_or(0, |file| file.bytes),
            files: manifest.first.iter().map(|file| address(&file.name)).collect(),
        }
    }

    fn find(&self, name: &str) -> Option<Arc<Item>> {
        let shelves = self.shelves.read().ok()?;
        [&shelves.newest, &shelves.before].into_iter().flatten().find_map(|shelf| shelf.items.get(name).cloned())
    }
}

/// Logs how taking a bundle went.
fn told(shelf: anyhow::Result<Shelf>, place: &str) -> Option<Arc<Shelf>> {
    match shelf {
        Ok(shelf) => {
            tracing::info!(place, "the browser client is there");
            Some(Arc::new(shelf))
        }
        Err(fault) => {
            tracing::warn!(place, fault = format!("{fault:#}"), "the browser client there cannot be served");
            None
        }
    }
}

pub(super) async fn standing(State(site): State<Arc<Site>>) -> Response {
    let asked = tokio::task::spawn_blocking(move || {
        site.bundle.look();
        site.bundle.standing()
    });
    let Ok(standing) = asked.await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    ([(header::CACHE_CONTROL, "no-store")], Json(standing)).into_response()
}

pub(super) async fn file(State(site): State<Arc<Site>>, Asked(name): Asked<String>, headers: HeaderMap) -> Response {
    let Some(item) = site.bundle.find(&name) else {
        // A page that was opened long ago asks for what is gone; it must not remember the answer.
        let head = [(header::CACHE_CONTROL, "no-store")];
        return (StatusCode::NOT_FOUND, head, "There is no such file here; load the page again.\n").into_response();
    };
    let tag = format!("W/\"{name}\"");
    let head = [
        (header::CACHE_CONTROL, FOR_EVER.to_owned()),
        (header::VARY, header::ACCEPT_ENCODING.to_string()),
        (header::ETAG, tag.clone()),
        (header::CONTENT_TYPE, item.kind.to_owned()),
    ];
    if is_known(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    match Encoding::best(&headers) {
        Encoding::Brotli => (head, [(header::CONTENT_ENCODING, "br")], item.br.clone()).into_response(),
        Encoding::Gzip => (head, [(header::CONTENT_ENCODING, "gzip")], item.gz.clone()).into_response(),
        Encoding::Identity => match tokio::task::spawn_blocking(move || item.unfolded()).await {
            Ok(Some(bytes)) => (head, bytes).into_response(),
            Ok(None) | Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
    }
}

#[cfg(test)]
mod tests;
