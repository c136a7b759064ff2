//! The manifest of a bundle: the files a browser loads, as `client/bundle` writes it and the server reads it.
//!
//! Names are content hashes, so what a name stands for never changes. Where the files lie, how they are compressed and
//! how they are sent is the business of the two sides.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::door::Versions;

/// Most bytes of the door page with all it loads for one language.
pub const DOOR_BYTES: u64 = 60_000;
/// Most bytes of the demo venue's first map, as it is sent.
pub const FIRST_MAP_BYTES: u64 = 10_000;
/// Name of the manifest in the folder of a bundle.
pub const MANIFEST: &str = "manifest.json";
/// Folder of the files that stand between a visitor and the hall.
pub const FIRST: &str = "first";
/// Folder of the files that are fetched when something asks for them.
pub const LATER: &str = "later";
/// Letters of the hash in a file's name.
pub const HASH_LETTERS: usize = 32;

/// One file of a bundle. Beside it lie the same bytes compressed, with `.br` and `.gz` behind the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleFile {
    /// Hash and extension, such as `0123…ef.wasm`.
    pub name: String,
    /// Bytes as they are.
    pub bytes: u64,
    /// Bytes with brotli.
    pub br: u64,
    /// Bytes with gzip.
    pub gz: u64,
}

/// What is in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Versions of the client in it; a server of others would refuse it at the door.
    pub versions: Versions,
    /// Name of the module that loads the wasm.
    pub script: String,
    /// Name of the wasm.
    pub wasm: String,
    /// Files of the first load.
    pub first: Vec<BundleFile>,
    /// Files fetched on demand.
    pub later: Vec<BundleFile>,
}

impl Manifest {
    /// Whether every name is one, and script and wasm are among the files of the first load.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let has = |name: &str| self.first.iter().any(|file| file.name == name);
        let named = self.first.iter().chain(&self.later).all(|file| is_name(&file.name));
        named && has(&self.script) && has(&self.wasm)
    }

    /// One file of the first load.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&BundleFile> {
        self.first.iter().find(|file| file.name == name)
    }
}

/// Whether `name` is a hash and an extension. Anything else could lead out of the folder.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let Some((hash, extension)) = name.split_once('.') else { return false };
    let is_hash = hash.len() == HASH_LETTERS && hash.bytes().all(|letter| matches!(letter, b'0'..=b'9' | b'a'..=b'f'));
    let is_extension = !extension.is_empty() && extension.len() <= 5;
    is_hash && is_extension && extension.bytes().all(|letter| matches!(letter, b'0'..=b'9' | b'a'..=b'z'))
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;

    fn file(letter: &str, extension: &str) -> BundleFile {
        BundleFile { name: alloc::format!("{}.{extension}", letter.repeat(HASH_LETTERS)), bytes: 3, br: 1, gz: 2 }
    }

    #[test]
    fn a_name_is_a_hash_and_nothing_that_leads_elsewhere() {
        assert!(is_name(&file("a", "wasm").name));
        for odd in ["", "app.wasm", "../../etc/passwd", "0123456789abcdef0123456789abcdef", "manifest.json"] {
            assert!(!is_name(odd), "{odd}");
        }
        assert!(!is_name(&file("A", "js").name));
        assert!(!is_name(&file("a", "js/x").name));
        assert!(!is_name(&file("a", "js.br").name));
    }

    #[test]
    fn a_manifest_without_its_wasm_is_not_whole() {
        let (script, wasm) = (file("a", "js"), file("b", "wasm"));
        let mut manifest = Manifest {
            versions: Versions::OURS,
            script: script.name.clone(),
            wasm: wasm.name.clone(),
            first: vec![script, wasm],
            later: Vec::new(),
        };
        assert!(manifest.is_whole());
        manifest.first.pop();
        assert!(!manifest.is_whole());
    }
}
