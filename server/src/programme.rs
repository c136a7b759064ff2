//! The programme a venue begins with: from a TOML file, from the executable, or as the store kept it.
//!
//! A file says what happens in order; when, either by dates or by lengths alone, counted from the moment somebody opens
//! it. Mistakes name the item and what would be right. Once changed in the venue, the store's programme goes on, until
//! the file is another than the one the last start began with.

mod file;
mod written;

use std::path::Path;

use anyhow::Context;

use crate::venue::record::programme::KeptProgramme;

pub use file::parse;
pub use written::write;

/// The programme of the demo venue.
const DEMO: &str = include_str!("../../assets/programme.toml");
/// Where the demo's programme says it came from.
const DEMO_SOURCE: &str = "demo";

/// The programme the venue begins with: `setting` is the file the operator named, `kept` the store's.
///
/// # Errors
/// When the file cannot be read or says what no programme can.
pub fn at_start(
    setting: Option<&Path>,
    kept: Option<KeptProgramme>,
    venue: DemoOrNot,
) -> anyhow::Result<KeptProgramme> {
    let Some(path) = setting else {
        return match (kept, venue) {
            (Some(kept), _) => Ok(kept),
            (None, DemoOrNot::Demo) => demo(),
            (None, DemoOrNot::Own) => Ok(KeptProgramme::default()),
        };
    };
    let text = read(path)?;
    let source = source_of(&text);
    match kept.filter(|kept| kept.source == source) {
        Some(kept) => Ok(kept),
        None => parse(&text, &source).with_context(|| format!("the programme {}", path.display())),
    }
}

/// The programme in a file.
///
/// # Errors
/// When the file cannot be read or says what no programme can.
pub fn from_file(path: &Path) -> anyhow::Result<KeptProgramme> {
    let text = read(path)?;
    parse(&text, &source_of(&text)).with_context(|| format!("the programme {}", path.display()))
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("the programme {} cannot be read", path.display()))
}

fn source_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// Whether the rooms are the demo's, for which there is a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoOrNot {
    /// They are.
    Demo,
    /// They are the operator's own.
    Own,
}

/// The programme inside the executable.
///
/// # Errors
/// Never with the file it is built with; a test holds that.
pub fn demo() -> anyhow::Result<KeptProgramme> {
    parse(DEMO, DEMO_SOURCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_has_a_programme_in_four_languages_that_waits_to_be_opened() {
        let programme = demo().unwrap();
        assert!(!programme.open && programme.items.len() >= 5);
        for item in &programme.items {
            let codes: Vec<&str> = item.titles.as_slice().iter().map(|(language, _)| language.code()).collect();
            assert_eq!(codes, ["en", "ja", "mn", "id"], "{:?}", item.titles);
        }
    }

    #[test]
    fn the_store_goes_on_with_its_programme_until_the_file_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("programme.toml");
        let write =
            |minutes: u32| std::fs::write(&file, format!("[[item]]\ntitle = \"A\"\nminutes = {minutes}\n")).unwrap();
        write(5);
        let first = at_start(Some(&file), None, DemoOrNot::Demo).unwrap();
        let changed = KeptProgramme { open: true, ..first };
        assert_eq!(at_start(Some(&file), Some(changed.clone()), DemoOrNot::Demo).unwrap(), changed);
        write(6);
        let second = at_start(Some(&file), Some(changed), DemoOrNot::Demo).unwrap();
        assert!(!second.open && second.items[0].length.count() == 6);
    }
}
