//! Which compiler can make wasm here: the one in use when it has the target, otherwise Debian's `rustc-web`.
//!
//! Debian's brings its library as source, which is then compiled too, and a linker of its own. Nothing is installed
//! here; `scripts/setup.sh --browser` does that.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's compiler, which no rustup stands before.
const DEBIAN: &str = "/usr/bin/rustc";

const MISSING: &str = "No compiler here can make wasm. With rustup: `rustup target add wasm32-unknown-unknown`. Where that \
    cannot download, on Debian: `apt-get install rustc-web cargo-web rust-web-src lld-22`. `scripts/setup.sh --browser` \
    tries both";

/// A compiler that can make wasm, and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// What it calls itself.
    pub version: String,
    cargo: OsString,
    environment: Vec<(&'static str, OsString)>,
    removed: Vec<&'static str>,
    arguments: Vec<&'static str>,
}

impl Toolchain {
    /// A call of its cargo; what to build is still to be said.
    #[must_use]
    pub fn build(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.arg("build").args(["--target", TARGET]).args(&self.arguments);
        // Flags that somebody set for their own processor mean nothing to wasm.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_BUILD_TARGET");
        for name in &self.removed {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().cloned());
        command
    }
}

/// Finds one.
///
/// # Errors
/// When there is none; the sentence says how to get one.
pub fn find() -> Result<Toolchain> {
    if let Some(toolchain) = installed(Path::new("rustc")) {
        return Ok(toolchain);
    }
    if let Some(toolchain) = debian(Path::new(DEBIAN)) {
        return Ok(toolchain);
    }
    bail!(MISSING)
}

/// The compiler in use, if its library for wasm is installed.
fn installed(rustc: &Path) -> Option<Toolchain> {
    let library = sysroot(rustc).ok()?.join("lib/rustlib").join(TARGET).join("lib");
    library.is_dir().then_some(())?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let version = ask(rustc, &["--version"]).ok()?;
    Some(Toolchain { version, cargo, environment: Vec::new(), removed: Vec::new(), arguments: Vec::new() })
}

/// Debian's compiler, if the source of its library and a linker for wasm are installed.
fn debian(rustc: &Path) -> Option<Toolchain> {
    let source = sysroot(rustc).ok()?.join("lib/rustlib/src/rust/library/std");
    source.is_dir().then_some(())?;
    let linker = linker(rustc.parent()?)?;
    Some(Toolchain {
        version: ask(rustc, &["--version"]).ok()?,
        cargo: rustc.with_file_name("cargo").into(),
        environment: vec![
            ("RUSTC", rustc.into()),
            // Debian's compiler is a stable one; compiling the library along is not stable yet.
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()),
        ],
        // Set by rustup for the compiler that runs this program.
        removed: vec!["LD_LIBRARY_PATH", "RUSTUP_TOOLCHAIN", "CARGO"],
        arguments: vec!["-Zbuild-std=std,panic_abort"],
    })
}

/// The newest `wasm-ld`: Debian's have their version in the name.
fn linker(folder: &Path) -> Option<PathBuf> {
    let names = std::fs::read_dir(folder).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let version = |name: &str| name.strip_prefix("wasm-ld-").and_then(|version| version.parse::<u32>().ok());
    let newest = names.filter_map(|name| version(&name)).max()?;
    Some(folder.join(format!("wasm-ld-{newest}")))
}

fn sysroot(rustc: &Path) -> Result<PathBuf> {
    Ok(PathBuf::from(ask(rustc, &["--print", "sysroot"])?))
}

fn ask(rustc: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(rustc).args(arguments).output().with_context(|| rustc.display().to_string())?;
    if !output.status.success() {
        bail!("{} {} fails", rustc.display(), arguments.join(" "));
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
