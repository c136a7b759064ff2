//! What a bundle was made from: a list of sources and one digest over them, kept beside it.
//!
//! The list comes from the compiler. A file that joins the program is mentioned in one that belongs to it already, so a
//! change of the listed files is the only change there can be.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Name of the stamp in the folder of a bundle.
const FILE: &str = "made-from.txt";

/// What decides about the outcome beside the sources that the compiler names.
const ALWAYS: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "client/Cargo.toml",
    "client/bundle/Cargo.toml",
    "client/web/Cargo.toml",
    "shared/Cargo.toml",
    "viewer/Cargo.toml",
    "rust-toolchain.toml",
];

/// What a bundle was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    digest: String,
    sources: BTreeSet<String>,
}

impl Stamp {
    /// The stamp of `sources`, relative to `root`, as they are now; `recipe` says what else decides.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn of(root: &Path, mut sources: BTreeSet<String>, recipe: &str) -> Result<Self> {
        sources.extend(ALWAYS.map(str::to_owned));
        sources.extend(own_sources(root)?);
        let digest = digest(root, &sources, recipe)?;
        Ok(Self { digest, sources })
    }

    /// The stamp in the folder of a bundle.
    #[must_use]
    pub fn read(bundle: &Path) -> Option<Self> {
        let text = fs::read_to_string(bundle.join(FILE)).ok()?;
        let (digest, sources) = text.split_once('\n')?;
        Some(Self { digest: digest.to_owned(), sources: sources.lines().map(str::to_owned).collect() })
    }

    /// Whether nothing changed since.
    #[must_use]
    pub fn holds(&self, root: &Path, recipe: &str) -> bool {
        digest(root, &self.sources, recipe).is_ok_and(|digest| digest == self.digest)
    }

    /// Leaves it in the folder of a bundle.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leave(&self, bundle: &Path) -> Result<()> {
        let sources: String = self.sources.iter().map(|source| format!("{source}\n")).collect();
        Ok(fs::write(bundle.join(FILE), format!("{}\n{sources}", self.digest))?)
    }
}

fn digest(root: &Path, sources: &BTreeSet<String>, recipe: &str) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(recipe.as_bytes());
    for source in sources {
        let bytes = fs::read(root.join(source)).with_context(|| source.clone())?;
        hasher.update(source.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// This program's own part in it.
fn own_sources(root: &Path) -> Result<Vec<String>> {
    let mut found = vec!["client/bundle/src/web.rs".to_owned()];
    for entry in fs::read_dir(root.join("client/bundle/src/web"))? {
        found.push(format!("client/bundle/src/web/{}", entry?.file_name().to_string_lossy()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(root: &Path, file: &str, text: &str) -> Result<()> {
        Ok(fs::write(root.join(file), text)?)
    }

    #[test]
    fn a_stamp_holds_until_a_source_or_the_recipe_changes() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        fs::create_dir_all(root.join("client/bundle/src/web"))?;
        fs::create_dir_all(root.join("client/web"))?;
        fs::create_dir_all(root.join("shared"))?;
        fs::create_dir_all(root.join("viewer"))?;
        for file in ALWAYS.iter().chain(&["client/bundle/src/web.rs", "art.svg"]) {
            written(root, file, file)?;
        }
        Stamp::of(root, BTreeSet::from(["art.svg".to_owned()]), "usual")?.leave(root)?;

        let stamp = Stamp::read(root).context("left a moment ago")?;
        assert!(stamp.holds(root, "usual"));
        assert!(!stamp.holds(root, "packaged"));
        written(root, "art.svg", "changed")?;
        assert!(!stamp.holds(root, "usual"));
        written(root, "art.svg", "art.svg")?;
        assert!(stamp.holds(root, "usual"));
        fs::remove_file(root.join("shared/Cargo.toml"))?;
        assert!(!stamp.holds(root, "usual"), "a source that is gone is a change");
        Ok(())
    }
}
