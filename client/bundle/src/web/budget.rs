//! What a visitor downloads before they stand in the hall, and how much that may be.
//!
//! Counts the door page, the bundle's first files, and the demo venue's hall with its map, as they cross the network: the
//! page with gzip, the client with brotli, pictures as they are, the map by what a test of the server lets it have. Does not count what a room of somebody else's brings.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use hiroba_shared::bundle::{DOOR_BYTES, FIRST_MAP_BYTES, Manifest};

use super::Sort;
use super::squeeze::{self, Effort};

/// Most bytes between a visitor and the hall.
pub const FIRST_LOAD_BYTES: u64 = 5_000_000;

/// Where the door page lies.
const PAGE: &str = "assets/page";
/// What the page loads beside its own files, in the language where that is largest.
const BESIDE: [&str; 5] = [
    "assets/atlas/fronts.svg",
    "assets/atlas/avatar.json",
    "assets/locales/ja.ftl",
    "assets/countries/mn.txt",
    "assets/theme.json",
];
/// What the demo venue's first room and the panels over it send as it is.
const PICTURES: [&str; 5] = [
    "assets/atlas/hall.png",
    "assets/atlas/garden.png",
    "assets/atlas/icons.png",
    "assets/atlas/emotes.png",
    "assets/atlas/fronts.png",
];

/// One line of the table.
struct Weight {
    name: String,
    bytes: u64,
    br: u64,
    gz: u64,
    /// What crosses the network.
    sent: u64,
}

impl Weight {
    /// A file that the server packs with gzip where that makes it smaller.
    fn of_page(name: String, bytes: &[u8]) -> Result<Self> {
        let br = squeeze::brotli(bytes, Effort::Usual)?.len() as u64;
        let gz = squeeze::gzip(bytes, Effort::Usual)?.len() as u64;
        let bytes = bytes.len() as u64;
        Ok(Self { name, bytes, br, gz, sent: gz.min(bytes) })
    }
}

/// Every file of the first load with its sizes, for people.
///
/// # Errors
/// When a file cannot be read.
pub fn table(root: &Path, manifest: &Manifest) -> Result<String> {
    let mut weights = page(root)?;
    weights.extend(bundle(manifest));
    weights.extend(pictures(root)?);
    let [bytes, br, gz, sent] = [
        weights.iter().map(|weight| weight.bytes).sum::<u64>(),
        weights.iter().map(|weight| weight.br).sum::<u64>(),
        weights.iter().map(|weight| weight.gz).sum::<u64>(),
        weights.iter().map(|weight| weight.sent).sum::<u64>(),
    ];
    weights.push(Weight { name: "all".to_owned(), bytes, br, gz, sent });
    let mut text = format!("{:<44} {:>11} {:>11} {:>11} {:>11}", "first load", "bytes", "brotli", "gzip", "sent");
    for Weight { name, bytes, br, gz, sent } in &weights {
        write!(text, "\n{name:<44} {bytes:>11} {br:>11} {gz:>11} {sent:>11}")?;
    }
    Ok(text)
}

/// Refuses what is over the budget. A bundle for working on the client has none.
///
/// # Errors
/// When it is over.
pub fn check(root: &Path, manifest: &Manifest, sort: Sort) -> Result<()> {
    let door = sum(&page(root)?);
    ensure!(door <= DOOR_BYTES, "the door page is {door} bytes with gzip, more than {DOOR_BYTES}");
    let all = door + sum(&bundle(manifest)) + sum(&pictures(root)?);
    match sort {
        Sort::Quick => {}
        Sort::Served | Sort::Packaged => {
            ensure!(all <= FIRST_LOAD_BYTES, "the first load is {all} bytes, more than {FIRST_LOAD_BYTES}");
        }
    }
    Ok(())
}

/// The door page's files.
fn page(root: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    let mut folders = vec![root.join(PAGE)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let file = entry?.path();
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            weights.push(Weight::of_page(name, &fs::read(&file)?)?);
        }
    }
    for name in BESIDE {
        weights.push(Weight::of_page(name.to_owned(), &fs::read(root.join(name))?)?);
    }
    weights.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(weights)
}

fn bundle(manifest: &Manifest) -> Vec<Weight> {
    let weigh = |file: &hiroba_shared::bundle::BundleFile| Weight {
        name: format!("/client/{}", file.name),
        bytes: file.bytes,
        br: file.br,
        gz: file.gz,
        sent: file.br,
    };
    manifest.first.iter().map(weigh).collect()
}

/// PNG is compressed already and goes as it is; the map is compiled by the server.
fn pictures(root: &Path) -> Result<Vec<Weight>> {
    let weigh = |name: &str| {
        let bytes = fs::metadata(root.join(name))?.len();
        Ok(Weight { name: name.to_owned(), bytes, br: bytes, gz: bytes, sent: bytes })
    };
    let map = Weight {
        name: "/map (at most)".to_owned(),
        bytes: FIRST_MAP_BYTES,
        br: FIRST_MAP_BYTES,
        gz: FIRST_MAP_BYTES,
        sent: FIRST_MAP_BYTES,
    };
    PICTURES.into_iter().map(weigh).chain([Ok(map)]).collect()
}

fn sum(weights: &[Weight]) -> u64 {
    weights.iter().map(|weight| weight.sent).sum()
}

#[cfg(test)]
mod tests {
    use hiroba_shared::bundle::BundleFile;
    use hiroba_shared::door::Versions;

    use super::*;

    fn manifest(br: u64) -> Manifest {
        let wasm = BundleFile { name: "b.wasm".to_owned(), bytes: 9 * br, br, gz: 2 * br };
        Manifest {
            versions: Versions::OURS,
            script: String::new(),
            wasm: wasm.name.clone(),
            first: vec![wasm],
            later: Vec::new(),
        }
    }

    #[test]
    fn a_bundle_over_its_budget_is_refused_and_one_to_work_on_is_not() -> Result<()> {
        let root = crate::repository();
        check(&root, &manifest(1_000), Sort::Served)?;
        assert!(check(&root, &manifest(FIRST_LOAD_BYTES), Sort::Served).is_err());
        assert!(check(&root, &manifest(FIRST_LOAD_BYTES), Sort::Packaged).is_err());
        check(&root, &manifest(FIRST_LOAD_BYTES), Sort::Quick)
    }

    #[test]
    fn the_table_names_every_file_and_their_sum() -> Result<()> {
        let table = table(&crate::repository(), &manifest(1_000))?;
        assert!(table.contains("/client/b.wasm") && table.lines().last().is_some_and(|line| line.starts_with("all")));
        Ok(())
    }
}
