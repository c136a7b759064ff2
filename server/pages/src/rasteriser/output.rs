//! Looks at the files a rasteriser left: their names, lengths and first bytes are what it said, or there is no deck.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use hiroba_shared::deck::{DeckFault, DeckFaultReason, LARGE_PIXELS, SMALL_PIXELS};

use super::{Page, Picture};
use crate::limits;
use crate::line::{self, Drawn};

/// Most flaws of one page that are believed: each kind once.
const MOST_FLAWS: usize = 2;

pub(super) fn look_at(drawn: &Drawn, folder: &Path) -> Result<Page, DeckFault> {
    let look = |file: &line::File, longest: u16| {
        picture(file, folder, (longest, longest))
            .ok_or(DeckFault { page: Some(drawn.page), reason: DeckFaultReason::Undrawable })
    };
    let mut flaws = drawn.flaws.clone();
    flaws.truncate(MOST_FLAWS);
    Ok(Page { large: look(&drawn.large, LARGE_PIXELS)?, small: look(&drawn.small, SMALL_PIXELS)?, flaws })
}

/// A picture of a kind that is served, at most so wide and so high.
pub(crate) fn picture(file: &line::File, folder: &Path, most: (u16, u16)) -> Option<Picture> {
    let in_bounds = |length: u16, longest: u16| (1..=longest).contains(&length);
    let is_name = file.name.len() == 64 && file.name.bytes().all(|letter| matches!(letter, b'0'..=b'9' | b'a'..=b'f'));
    if !is_name || !in_bounds(file.width, most.0) || !in_bounds(file.height, most.1) {
        return None;
    }
    let opened = File::open(folder.join(&file.name)).ok()?;
    let length = opened.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    if length > limits::FILE_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    BufReader::new(opened).take(limits::FILE_BYTES).read_to_end(&mut bytes).ok()?;
    let hash = blake3::hash(&bytes);
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice());
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n");
    let same = hash.to_hex().as_str() == file.name;
    ((is_webp || is_png) && same).then_some(Picture {
        hash: *hash.as_bytes(),
        width: file.width,
        height: file.height,
        bytes: length,
    })
}
