//! `hiroba-bundle`: makes the browser's bundle (`web`), redraws the committed art (`redraw`), checks it
//! (`redraw --check`), lays out the maps again (`maps`) and paints a picture of them (`preview DIR`).
//!
//! Art is rewritten only where its pixels changed, so that a newer PNG packer makes no noise in the history.

use anyhow::{Context, Result, bail};
use hiroba_bundle::say;
use std::fs;
use std::path::{Path, PathBuf};

const USAGE: &str =
    "cargo browser [--quick | --packaged] [--out DIR]   make the browser's bundle, unless it is there already:
                                              --quick for working on it, --packaged as small as can be
cargo browser [--quick] --weigh [FILE]        say which packages make it as large as it is, or a wasm FILE
cargo browser --claims                        make the claims about a browser's own objects, for tests/browser
hiroba-bundle redraw [--check] [--root DIR]   draw assets/atlas again, or only compare
hiroba-bundle maps [--root DIR]               lay out assets/maps again (loses changes made by hand)
hiroba-bundle preview DIR [--root DIR]        paint the rooms and the avatars into DIR";

fn main() -> Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let root = match words.iter().position(|word| word == "--root") {
        Some(at) if at + 1 < words.len() => {
            let root = PathBuf::from(words.remove(at + 1));
            words.remove(at);
            root
        }
        Some(_) => bail!("--root wants a folder"),
        None => hiroba_bundle::repository(),
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["redraw"] => redraw(&root),
        ["redraw", "--check"] => check(&root),
        ["maps"] => lay_out(&root),
        ["preview", folder] => hiroba_bundle::preview::paint(&root, Path::new(folder)),
        ["web", words @ ..] => web(&root, words),
        _ => bail!("{USAGE}"),
    }
}

fn redraw(root: &Path) -> Result<()> {
    let folder = root.join("assets/atlas");
    fs::create_dir_all(&folder)?;
    for (name, bytes) in hiroba_bundle::redraw()? {
        let file = folder.join(&name);
        let same = fs::read(&file).is_ok_and(|old| hiroba_bundle::same(&name, &old, &bytes));
        if !same {
            fs::write(&file, &bytes).with_context(|| file.display().to_string())?;
            say(&format!("drew {name}, {} KB", bytes.len() / 1024))?;
        }
    }
    Ok(())
}

fn check(root: &Path) -> Result<()> {
    for (name, bytes) in hiroba_bundle::redraw()? {
        let file = root.join("assets/atlas").join(&name);
        let committed = fs::read(&file).with_context(|| file.display().to_string())?;
        if !hiroba_bundle::same(&name, &committed, &bytes) {
            bail!("assets/atlas/{name} differs from its source: run `cargo run -p hiroba-bundle -- redraw`");
        }
    }
    Ok(())
}

fn lay_out(root: &Path) -> Result<()> {
    let folder = root.join("assets/maps");
    fs::create_dir_all(&folder)?;
    for (name, text) in hiroba_bundle::maps()? {
        fs::write(folder.join(&name), &text)?;
        say(&format!("laid out {name}, {} KB", text.len() / 1024))?;
    }
    Ok(())
}

#[cfg(feature = "web")]
fn web(root: &Path, words: &[&str]) -> Result<()> {
    use hiroba_bundle::web::{Places, Sort, claims, make, weigh, weigh_file};

    let sort = match words.first() {
        Some(&"--quick") => Sort::Quick,
        Some(&"--packaged") => Sort::Packaged,
        _ => Sort::Served,
    };
    let mut places = Places::usual(root, sort);
    match words.get(usize::from(sort != Sort::Served)..).unwrap_or_default() {
        [] => {}
        ["--claims"] => return claims(&places),
        ["--weigh"] => return weigh(&places, sort),
        ["--weigh", wasm] => return weigh_file(Path::new(wasm)),
        ["--out", folder] => places.bundle = PathBuf::from(folder),
        _ => bail!("{USAGE}"),
    }
    make(&places, sort)
}

#[cfg(not(feature = "web"))]
fn web(_root: &Path, _words: &[&str]) -> Result<()> {
    bail!("this build draws only; `cargo browser` builds the part that makes the browser's bundle, and runs it")
}
