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

#[cfg(test)]
#[path = "../../../build.rs"]
#[expect(dead_code, reason = "its main is cargo's to run; what it writes is looked at here")]
mod build;

#[cfg(test)]
mod tests {
    use std::fs;

    use hiroba_shared::bundle::{FIRST, LATER, MANIFEST};
    use hiroba_shared::door::Versions;

    use super::super::tests::make;
    use super::*;

    /// What the compiler would make of the code that the build script writes: its literals, and the files they name.
    fn compiled(code: &str) -> Carried {
        let mut literals = code.split('"').skip(1).step_by(2);
        let leaked = |path: &str| -> &'static [u8] { fs::read(path).unwrap().leak() };
        let manifest = std::str::from_utf8(leaked(literals.next().unwrap())).unwrap();
        let mut files = Vec::new();
        while let (Some(name), Some(path)) = (literals.next(), literals.next()) {
            let name: &'static str = name.to_owned().leak();
            files.push((name, leaked(path)));
        }
        Carried { manifest, files: files.leak() }
    }

    #[test]
    fn what_the_build_script_puts_in_is_served_and_a_file_left_out_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = make(folder.path(), "a", Versions::OURS, 1);
        fs::create_dir_all(folder.path().join(LATER)).unwrap();
        fs::write(folder.path().join(FIRST).join("unpacked.wasm"), b"not carried").unwrap();
        let code = build::carried(folder.path()).unwrap();
        assert!(code.contains(MANIFEST) && !code.contains("unpacked"), "{code}");

        let whole = compiled(&code);
        assert_eq!(whole.files.len(), 4, "script and wasm, each in two forms");
        let shelf = whole.shelf().unwrap();
        assert!(shelf.items.contains_key(&manifest.wasm) && shelf.items.contains_key(&manifest.script));

        let cut = Carried { files: &whole.files[1..], ..whole };
        let fault = cut.shelf().unwrap_err().to_string();
        assert!(fault.contains("is missing"), "{fault}");
    }
}
