//! Puts the browser's bundle into the executable when `HIROBA_CARRY_BUNDLE` names its folder.
//!
//! Only the compressed files go in: every browser takes one of the two, and the rest can be unfolded from them. It does
//! not make the bundle; `client/bundle` does.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const VARIABLE: &str = "HIROBA_CARRY_BUNDLE";

fn main() -> Result<(), Box<dyn Error>> {
    let mut cargo = std::io::stdout();
    writeln!(cargo, "cargo::rerun-if-changed=build.rs")?;
    writeln!(cargo, "cargo::rerun-if-env-changed={VARIABLE}")?;
    let folder = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let code = match &folder {
        None => "None".to_owned(),
        Some(folder) => {
            let folder = folder.canonicalize().map_err(|fault| format!("{VARIABLE}: {fault}"))?;
            writeln!(cargo, "cargo::rerun-if-changed={}", folder.display())?;
            carried(&folder)?
        }
    };
    let out = env::var_os("OUT_DIR").ok_or("cargo names no folder for what is generated")?;
    Ok(fs::write(Path::new(&out).join("carried.rs"), code)?)
}

/// An expression of the type `Option<Carried>`.
pub(crate) fn carried(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut code = format!("Some(Carried {{ manifest: include_str!({:?}), files: &[", folder.join("manifest.json"));
    for part in ["first", "later"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.join(part))?.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.ends_with(".br") || name.ends_with(".gz") {
                write!(code, "({name:?}, include_bytes!({file:?})),")?;
            }
        }
    }
    code.push_str("] })");
    Ok(code)
}
