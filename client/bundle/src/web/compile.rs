//! Calls the compiler, and reads from its notes which sources the client was made from.
//!
//! The notes name every file of ours that was read, pictures and texts included, so nothing has to be listed by hand.
#![expect(clippy::disallowed_methods, reason = "it tells people how long things take; nothing depends on it")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::say;

use super::toolchain::{TARGET, Toolchain};

/// A program that can be compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// What visitors load.
    Client,
    /// What is claimed of a browser's own objects, for the tests.
    Claims,
}

impl Program {
    /// What cargo is told, and the file that comes of it.
    fn parts(self) -> ([&'static str; 4], &'static str) {
        match self {
            Self::Client => (["--package", "hiroba-client", "--bin", "hiroba-client"], "hiroba-client"),
            Self::Claims => (["--package", "hiroba-web", "--example", "claims"], "examples/claims"),
        }
    }
}

/// How often somebody who waits is told that it goes on.
const WORD_EVERY: Duration = Duration::from_secs(30);

/// What to compile, and where.
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    /// The repository.
    pub root: &'a Path,
    /// Folder for build files.
    pub target: &'a Path,
    /// Profile of `Cargo.toml`.
    pub profile: &'a str,
    /// Which program.
    pub program: Program,
}

/// What came out.
#[derive(Debug)]
pub struct Compiled {
    /// The program, still without bindings.
    pub wasm: PathBuf,
    /// Every file of the repository that it was made from, relative to it.
    pub sources: BTreeSet<String>,
}

impl Build<'_> {
    /// Compiles the program.
    ///
    /// # Errors
    /// When it does not compile; the compiler said why.
    pub fn run(&self, toolchain: &Toolchain) -> Result<Compiled> {
        let mut command = toolchain.build();
        let (words, file) = self.program.parts();
        command.current_dir(self.root).args(words).args(["--locked", "--profile", self.profile]);
        command.arg("--target-dir").arg(self.target);
        let status = watched(command).context("cargo does not run")?;
        ensure!(status.success(), "the browser client does not compile; the messages above say why");
        let file = self.target.join(TARGET).join(self.profile).join(file);
        let notes = file.with_extension("d");
        let notes = fs::read_to_string(&notes).with_context(|| notes.display().to_string())?;
        Ok(Compiled { wasm: file.with_extension("wasm"), sources: sources(&notes, self.root)? })
    }
}

/// Runs cargo with a word now and then instead of a line for each of some hundred packages.
fn watched(mut command: Command) -> Result<ExitStatus> {
    command.args(["--quiet", "--message-format", "json-render-diagnostics"]).stdout(Stdio::piped());
    let mut cargo = command.spawn()?;
    let messages = cargo.stdout.take().context("its output was asked for")?;
    let (mut packages, mut last_word) = (0, Instant::now());
    for message in BufReader::new(messages).lines() {
        packages += u32::from(message?.contains(r#""reason":"compiler-artifact""#));
        if last_word.elapsed() >= WORD_EVERY {
            last_word = Instant::now();
            say(&format!("... {packages} packages are compiled"))?;
        }
    }
    Ok(cargo.wait()?)
}

/// The files of `notes` that lie below `root`.
fn sources(notes: &str, root: &Path) -> Result<BTreeSet<String>> {
    let root = root.canonicalize()?;
    let mut found = BTreeSet::new();
    for line in notes.lines() {
        let Some((_, files)) = line.split_once(": ") else { continue };
        for file in split(files) {
            let Ok(file) = root.join(&file).canonicalize() else { continue };
            if let Ok(file) = file.strip_prefix(&root) {
                found.insert(file.to_string_lossy().into_owned());
            }
        }
    }
    ensure!(!found.is_empty(), "the compiler's notes name no source");
    Ok(found)
}

/// Names with spaces between; a space within a name has a backslash before it.
fn split(files: &str) -> Vec<String> {
    let marked = files.replace("\\ ", "\0");
    marked.split(' ').filter(|file| !file.is_empty()).map(|file| file.replace('\0', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_space_is_one_name() {
        assert_eq!(split("a.rs with\\ space/b.rs  c.rs"), ["a.rs", "with space/b.rs", "c.rs"]);
    }

    #[test]
    fn only_files_of_the_repository_count() -> Result<()> {
        let root = crate::repository();
        let notes =
            format!("target/x.wasm: {}/Cargo.lock /etc/hostname gone.rs client/../Cargo.toml\n", root.display());
        let found: Vec<String> = sources(&notes, &root)?.into_iter().collect();
        assert_eq!(found, ["Cargo.lock", "Cargo.toml"]);
        Ok(())
    }
}
