//! Makes the browser's bundle: the client as wasm, its bindings, both compressed, and a manifest of them.
//!
//! A bundle that was made is kept until one of the sources it was made from changes. It replaces the folder of the last
//! one in one step, so that a server never reads half a bundle, and is refused when it is larger than its budget. It
//! serves nothing and opens nothing: that is the server's.
#![expect(clippy::disallowed_methods, reason = "it tells people how long things take; nothing depends on it")]

pub mod bindings;
pub mod budget;
pub mod compile;
pub mod folder;
pub mod squeeze;
pub mod stamp;
pub mod toolchain;
pub mod weigh;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::say;
use compile::{Build, Program};
use folder::Bundle;
use squeeze::Effort;
use stamp::Stamp;

/// What sort of bundle is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// For working on the client: compiled fast, large, no budget.
    Quick,
    /// What a checkout serves.
    Served,
    /// What a package carries: as small as minutes of compressing make it.
    Packaged,
}

/// Where things are.
#[derive(Debug, Clone)]
pub struct Places {
    /// The repository.
    pub root: PathBuf,
    /// Build files of the compiler.
    pub target: PathBuf,
    /// The folder of the bundle.
    pub bundle: PathBuf,
}

impl Places {
    /// Below cargo's own folder for build files.
    #[must_use]
    pub fn usual(root: &Path, sort: Sort) -> Self {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        // The compiler is called in the repository, which need not be where this program was called.
        let target = std::path::absolute(&target).unwrap_or(target);
        // A folder of its own: the native build of a client must not wait for the browser's.
        let bundle = target.join(match sort {
            Sort::Quick => "bundle-quick",
            Sort::Served => "bundle",
            Sort::Packaged => "bundle-packaged",
        });
        Self { root: root.to_owned(), target: target.join("browser"), bundle }
    }
}

impl Sort {
    /// The compiler's profile, as `Cargo.toml` has it.
    #[must_use]
    pub fn profile(self) -> &'static str {
        match self {
            Self::Quick => "web-dev",
            Self::Served | Self::Packaged => "web",
        }
    }

    fn effort(self) -> Effort {
        match self {
            Self::Quick => Effort::Little,
            Self::Served => Effort::Usual,
            Self::Packaged => Effort::Most,
        }
    }
}

/// Says which packages make the client as large as it is. Compiles it where it is not up to date.
///
/// # Errors
/// As [`make`].
pub fn weigh(places: &Places, sort: Sort) -> Result<()> {
    let build = Build { root: &places.root, target: &places.target, profile: sort.profile(), program: Program::Client };
    weigh_file(&build.run(&toolchain::find()?)?.wasm)
}

/// The same of wasm that somebody compiled, with the names of its functions still in it.
///
/// # Errors
/// When it cannot be read or is no wasm.
pub fn weigh_file(wasm: &Path) -> Result<()> {
    let bytes = std::fs::read(wasm).with_context(|| wasm.display().to_string())?;
    say(&weigh::table(&bytes)?)
}

/// Makes what is claimed of a browser's own objects into a program for one, which the tests load.
///
/// # Errors
/// When a tool is missing or it does not compile.
pub fn claims(places: &Places) -> Result<()> {
    let profile = Sort::Quick.profile();
    let build = Build { root: &places.root, target: &places.target, profile, program: Program::Claims };
    let bindings = bindings::make(&build.run(&toolchain::find()?)?.wasm)?;
    let folder = places.bundle.with_file_name("claims");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("claims.js"), bindings.script)?;
    std::fs::write(folder.join("claims.wasm"), bindings.wasm)?;
    say(&format!("The claims are in {}", folder.display()))
}

/// Makes the bundle, unless the one that is there was made from the same sources.
///
/// # Errors
/// When a tool is missing, the client does not compile, or the bundle is over its budget; in a sentence to act on.
pub fn make(places: &Places, sort: Sort) -> Result<()> {
    let toolchain = toolchain::find()?;
    let recipe = format!("{sort:?} with {}", toolchain.version);
    if Stamp::read(&places.bundle).is_some_and(|stamp| stamp.holds(&places.root, &recipe)) {
        say(&format!("The browser client in {} is up to date", places.bundle.display()))?;
        return budget::check(&places.root, &folder::manifest(&places.bundle)?, sort);
    }
    let began = Instant::now();
    let seconds = || began.elapsed().as_secs();
    say("Compiling the browser client (from nothing a quarter of an hour on two cores, later less)")?;
    let build = Build { root: &places.root, target: &places.target, profile: sort.profile(), program: Program::Client };
    let compiled = build.run(&toolchain)?;
    // Read before the slow rest, so that a source changed meanwhile makes the bundle stale and not wrong.
    let stamp = Stamp::of(&places.root, compiled.sources, &recipe)?;
    say(&format!("Compiled after {} s; making the bindings", seconds()))?;
    let bindings = bindings::make(&compiled.wasm)?;
    say(&format!("Compressing {} MB", bindings.wasm.len() / 1_000_000))?;
    let bundle = Bundle { script: bindings.script.into_bytes(), wasm: bindings.wasm, stamp };
    let manifest = bundle.write(&places.bundle, sort.effort())?;
    say(&budget::table(&places.root, &manifest)?)?;
    say(&format!("The browser client is in {} after {} s", places.bundle.display(), seconds()))?;
    budget::check(&places.root, &manifest, sort)
}
