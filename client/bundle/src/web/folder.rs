//! The folder of a bundle: files under the hashes of their bytes, the same compressed beside them, and the manifest.
//!
//! ```text
//! manifest.json        what is here
//! made-from.txt        what it was made from
//! first/<hash>.js      .br .gz    everything between a visitor and the hall
//! first/<hash>.wasm    .br .gz
//! later/                          what is fetched on demand
//! ```

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hiroba_shared::bundle::{BundleFile, FIRST, HASH_LETTERS, LATER, MANIFEST, Manifest};
use hiroba_shared::door::Versions;

use super::squeeze::{self, Effort};
use super::stamp::Stamp;

/// A bundle in memory.
#[derive(Debug)]
pub struct Bundle {
    /// The module that loads the wasm.
    pub script: Vec<u8>,
    /// The client.
    pub wasm: Vec<u8>,
    /// What it was made from.
    pub stamp: Stamp,
}

impl Bundle {
    /// Writes it in place of what is in `folder`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path, effort: Effort) -> Result<Manifest> {
        let fresh = beside(folder, "new");
        clear(&fresh)?;
        fs::create_dir_all(fresh.join(FIRST))?;
        fs::create_dir_all(fresh.join(LATER))?;
        let script = put(&fresh.join(FIRST), "js", &self.script, effort)?;
        let wasm = put(&fresh.join(FIRST), "wasm", &self.wasm, effort)?;
        let manifest = Manifest {
            versions: Versions::OURS,
            script: script.name.clone(),
            wasm: wasm.name.clone(),
            first: vec![script, wasm],
            later: Vec::new(),
        };
        ensure!(manifest.is_whole(), "the manifest is not whole");
        fs::write(fresh.join(MANIFEST), serde_json::to_string_pretty(&manifest)?)?;
        self.stamp.leave(&fresh)?;
        replace(folder, &fresh)?;
        Ok(manifest)
    }
}

/// The manifest of the bundle in `folder`.
///
/// # Errors
/// When there is none.
pub fn manifest(folder: &Path) -> Result<Manifest> {
    let file = folder.join(MANIFEST);
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

/// Writes one file and its compressed forms.
fn put(folder: &Path, extension: &str, bytes: &[u8], effort: Effort) -> Result<BundleFile> {
    let hash = blake3::hash(bytes).to_hex();
    let name = format!("{}.{extension}", hash.as_str().get(..HASH_LETTERS).unwrap_or_default());
    let (br, gz) = (squeeze::brotli(bytes, effort)?, squeeze::gzip(bytes, effort)?);
    fs::write(folder.join(&name), bytes)?;
    fs::write(folder.join(format!("{name}.br")), &br)?;
    fs::write(folder.join(format!("{name}.gz")), &gz)?;
    Ok(BundleFile { name, bytes: bytes.len() as u64, br: br.len() as u64, gz: gz.len() as u64 })
}

/// Puts `fresh` in the place of `folder`. Between the two renames there is none, never a half one.
fn replace(folder: &Path, fresh: &Path) -> Result<()> {
    let old = beside(folder, "old");
    clear(&old)?;
    if folder.exists() {
        fs::rename(folder, &old)?;
    }
    fs::rename(fresh, folder)?;
    clear(&old)
}

fn beside(folder: &Path, word: &str) -> std::path::PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{word}"));
    folder.with_file_name(name)
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_bundle_replaces_the_last_one_whole() -> Result<()> {
        let place = tempfile::tempdir()?;
        let folder = place.path().join("bundle");
        let stamp = Stamp::of(&crate::repository(), BTreeSet::new(), "test")?;
        let mut bundle = Bundle { script: b"export {}".to_vec(), wasm: b"\0asm".to_vec(), stamp };
        let first = bundle.write(&folder, Effort::Little)?;
        bundle.script = b"export default 1".to_vec();
        let second = bundle.write(&folder, Effort::Little)?;

        assert_eq!((&first.wasm, first.script == second.script), (&second.wasm, false), "names follow the bytes");
        assert_eq!(manifest(&folder)?, second);
        assert!(!folder.join(FIRST).join(&first.script).exists(), "the last one is gone");
        for file in &second.first {
            for (ending, bytes) in [("", file.bytes), (".br", file.br), (".gz", file.gz)] {
                assert_eq!(fs::metadata(folder.join(FIRST).join(format!("{}{ending}", file.name)))?.len(), bytes);
            }
        }
        assert_eq!(fs::read_dir(place.path())?.count(), 1, "nothing is left beside it");
        Ok(())
    }
}
