//! The files of one bundle in memory, compressed.
//!
//! Only what the manifest names is ever read or sent, and names are hashes, so no question can lead out of the folder. A
//! file is unfolded only when somebody asks who takes neither form, and then once.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::{Context, ensure};
use axum::body::Bytes;
use flate2::read::GzDecoder;
use hiroba_shared::bundle::{BundleFile, FIRST, LATER, MANIFEST, Manifest};
use hiroba_shared::door::Versions;

/// One bundle.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) manifest: Manifest,
    pub(super) items: BTreeMap<String, Arc<Item>>,
}

/// One file.
#[derive(Debug)]
pub(super) struct Item {
    /// Its MIME type.
    pub(super) kind: &'static str,
    pub(super) br: Bytes,
    pub(super) gz: Bytes,
    bytes: u64,
    unfolded: OnceLock<Option<Bytes>>,
}

impl Shelf {
    /// The bundle in `folder`.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let manifest = fs::read_to_string(folder.join(MANIFEST)).context(MANIFEST)?;
        Self::fill(&manifest, |part, name| {
            Ok(fs::read(folder.join(part).join(name)).with_context(|| format!("{part}/{name}"))?.into())
        })
    }

    /// The bundle of `manifest`; `fetch` gives a file by its part of the bundle and its name.
    pub(super) fn fill(manifest: &str, fetch: impl Fn(&str, &str) -> anyhow::Result<Bytes>) -> anyhow::Result<Self> {
        let manifest: Manifest = serde_json::from_str(manifest).context(MANIFEST)?;
        ensure!(manifest.is_whole(), "{MANIFEST} names no whole bundle");
        ensure!(manifest.versions == Versions::OURS, "it speaks another version of the protocol than this server");
        let mut items = BTreeMap::new();
        for (part, files) in [(FIRST, &manifest.first), (LATER, &manifest.later)] {
            for file in files {
                items.insert(file.name.clone(), Arc::new(Item::fetch(file, part, &fetch)?));
            }
        }
        Ok(Self { manifest, items })
    }
}

impl Item {
    fn fetch(
        file: &BundleFile,
        part: &str,
        fetch: &impl Fn(&str, &str) -> anyhow::Result<Bytes>,
    ) -> anyhow::Result<Self> {
        let form = |ending: &str, length: u64| {
            let bytes = fetch(part, &format!("{}.{ending}", file.name))?;
            ensure!(bytes.len() as u64 == length, "{}.{ending} is not the one {MANIFEST} speaks of", file.name);
            Ok(bytes)
        };
        let (br, gz) = (form("br", file.br)?, form("gz", file.gz)?);
        Ok(Self { kind: kind(&file.name), br, gz, bytes: file.bytes, unfolded: OnceLock::new() })
    }

    /// The file as it is. Blocks while unfolding.
    pub(super) fn unfolded(&self) -> Option<Bytes> {
        let unfold = || {
            let mut bytes = Vec::new();
            GzDecoder::new(self.gz.as_ref()).take(self.bytes).read_to_end(&mut bytes).ok()?;
            (bytes.len() as u64 == self.bytes).then(|| Bytes::from(bytes))
        };
        self.unfolded.get_or_init(unfold).clone()
    }
}

/// The MIME type by the name's extension. Browsers start wasm only under its own.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some(_) | None => "application/octet-stream",
    }
}
