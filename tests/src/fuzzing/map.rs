//! The map importer as a fuzz target: a folder of files is read from the bytes, and the venue that starts in the first.
//!
//! A file begins with a line `==> name`, so that breaking one leaves the others whole. Files are found by the last part
//! of their path. Checksums in pictures are put right and a missing picture is replaced by a small one, so that what is
//! broken gets past the first look at it.

use std::io::Cursor;
use std::sync::LazyLock;

use hiroba_server::map::files::{FileFault, Files};
use hiroba_server::map::{ImportError, Rooms, rooms_from};
use hiroba_shared::protocol::codec;
use image::{ImageFormat, Rgba, RgbaImage};

/// What every file but an unnamed first one begins with; its name and the end of the line follow.
const MARK: &[u8] = b"\n==> ";
/// What a file without a name is called.
const UNNAMED: &str = "hall.tmj";

/// A picture of four by four tiles of 16 pixels.
static TILES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let shade = |side: u32| u8::try_from(side / 16 * 60).unwrap_or(u8::MAX);
    let picture = RgbaImage::from_fn(64, 64, |x, y| Rgba([shade(x), shade(y), 90, 255]));
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, ImageFormat::Png);
    assert!(written.is_ok(), "a picture in memory can always be written");
    bytes.into_inner()
});

/// Any files give rooms that hold together, with every picture and map under its hash, or a sentence.
///
/// # Panics
/// When they give anything else.
pub fn map_import(bytes: &[u8]) {
    let rooms = match opened(bytes) {
        Ok(rooms) => rooms,
        Err(fault) => return assert!(!fault.to_string().is_empty()),
    };
    assert_eq!((rooms.rooms.len(), rooms.rooms.len()), (rooms.maps.len(), rooms.reports.len()));
    for (room, (hash, map)) in rooms.rooms.iter().zip(&rooms.maps) {
        assert!(room.map.check().is_ok());
        assert_eq!(&room.map_hash, hash);
        assert_eq!(codec::decode_map(map).as_ref(), Ok(room.map.as_ref()));
        for tileset in &room.map.tilesets {
            assert!(rooms.media.iter().any(|(hash, _)| *hash == tileset.image), "a tileset without its picture");
        }
    }
    for (hash, file) in rooms.maps.iter().chain(&rooms.media) {
        assert_eq!(blake3::hash(file).to_hex().as_str(), hash);
    }
    assert!(rooms.reports.iter().all(|(_, report)| report.to_string().contains("understood")));
}

/// The venue in `bytes`.
///
/// # Errors
/// Says what in its first file cannot be used.
pub fn opened(bytes: &[u8]) -> Result<Rooms, ImportError> {
    let folder = Folder::read(bytes);
    let first = folder.0.first().map_or(UNNAMED, |(name, _)| name);
    rooms_from(&folder, first)
}

/// Bytes that hold these files, from which [`map_import`] reads them.
#[must_use]
pub fn folder(files: &[(&str, &[u8])]) -> Vec<u8> {
    files.iter().flat_map(|(name, bytes)| [MARK, name.as_bytes(), b"\n", *bytes].concat()).collect()
}

/// The small picture that takes the place of a missing one.
#[must_use]
pub fn tiles() -> &'static [u8] {
    &TILES
}

struct Folder<'a>(Vec<(&'a str, &'a [u8])>);

impl<'a> Folder<'a> {
    fn read(mut bytes: &'a [u8]) -> Self {
        let mut files = Vec::new();
        let mut name = UNNAMED;
        loop {
            let end = bytes.windows(MARK.len()).position(|window| window == MARK);
            let file = &bytes[..end.unwrap_or(bytes.len())];
            // Nothing before the first mark is no file.
            if !file.is_empty() || !files.is_empty() || end.is_none() {
                files.push((name, file));
            }
            let Some(end) = end else { return Self(files) };
            bytes = &bytes[end + MARK.len()..];
            let line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
            name = std::str::from_utf8(&bytes[..line]).unwrap_or(UNNAMED);
            bytes = bytes.get(line + 1..).unwrap_or_default();
        }
    }
}

impl Files for Folder<'_> {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, FileFault> {
        let wanted = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let found = self.0.iter().find(|(name, _)| *name == wanted).map(|(_, bytes)| *bytes);
        let is_picture = wanted.ends_with(".png");
        let bytes = match found {
            Some(bytes) if is_picture => sealed(bytes),
            Some(bytes) => bytes.to_vec(),
            None if is_picture => tiles().to_vec(),
            None => return Err(FileFault::Missing),
        };
        if bytes.len() > limit { Err(FileFault::TooLarge(limit)) } else { Ok(bytes) }
    }
}

/// The picture with the right checksum behind each of its chunks, as far as they can be told apart.
fn sealed(png: &[u8]) -> Vec<u8> {
    const SIGNATURE: usize = 8;
    let mut sealed = png.to_vec();
    let mut at = SIGNATURE;
    while let Some(length) = sealed.get(at..).and_then(<[u8]>::first_chunk::<4>) {
        let end = at + 8 + usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX / 2);
        let Some(sum) = sealed.get(at + 4..end).map(checksum) else { break };
        let Some(place) = sealed.get_mut(end..end + 4) else { break };
        place.copy_from_slice(&sum.to_be_bytes());
        at = end + 4;
    }
    sealed
}

/// CRC-32 as PNG has it.
fn checksum(bytes: &[u8]) -> u32 {
    let shifted = |sum: u32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| shifted(sum)))
}

#[cfg(test)]
mod tests {
    use hiroba_shared::map::ZoneKind;

    use super::*;
    use crate::fuzzing::seeds;
    use crate::rng::Rng;

    #[test]
    fn every_seed_becomes_rooms_with_their_own_pictures() {
        for seed in seeds::of("map") {
            let rooms = opened(&seed).unwrap();
            assert_eq!((rooms.rooms.len(), rooms.media.len()), (2, 1));
            for (room, report) in &rooms.reports {
                assert_eq!(report.wrong(), 0, "{room}\n{report}");
            }
            map_import(&seed);
        }
    }

    #[test]
    fn the_seeds_have_everything_a_map_can_mean() {
        let seeds = seeds::of("map");
        let opened: Vec<Rooms> = seeds.iter().map(|seed| opened(seed).unwrap()).collect();
        let maps = || opened.iter().flat_map(|rooms| &rooms.rooms).map(|room| &room.map);
        let zones = || maps().flat_map(|map| &map.zones);
        let has = |wanted: fn(&ZoneKind) -> bool| assert!(zones().any(|zone| wanted(&zone.kind)));
        has(|kind| matches!(kind, ZoneKind::Circle { .. }));
        has(|kind| matches!(kind, ZoneKind::Stage));
        has(|kind| matches!(kind, ZoneKind::Screen));
        has(|kind| matches!(kind, ZoneKind::Audience));
        has(|kind| matches!(kind, ZoneKind::Quiet));
        has(|kind| matches!(kind, ZoneKind::HelpDesk));
        has(|kind| matches!(kind, ZoneKind::Door { .. }));
        has(|kind| matches!(kind, ZoneKind::Place));
        assert!(maps().any(|map| !map.seats.is_empty()) && maps().any(|map| map.entries.len() > 1));
        assert!(maps().all(|map| map.blocked.iter().any(|byte| *byte != 0) && !map.layers.is_empty()));
        assert!(maps().any(|map| map.layers.iter().any(|layer| layer.above)));
        assert!(maps().any(|map| map.tilesets.iter().any(|tileset| !tileset.animations.is_empty())));
        let texts: String = opened.iter().flat_map(|rooms| &rooms.reports).map(|(_, text)| text.to_string()).collect();
        for said in ["\"hall.wam\"", "drawn under the avatars", "from ../art/tiles.png", "layer \"outer/inner/turned\""]
        {
            assert!(texts.contains(said), "{said} in\n{texts}");
        }
    }

    #[test]
    fn many_broken_inputs_still_become_rooms() {
        let (seeds, mut rng) = (seeds::of("map"), Rng::new(7));
        let open = (0..400).filter(|_| opened(&seeds::next(&seeds, &mut rng)).is_ok()).count();
        assert!(open >= 60, "only {open} of 400 broken inputs get as far as a room");
    }

    #[test]
    fn a_picture_is_sealed_as_it_was() {
        assert_eq!(sealed(tiles()), tiles());
        let mut broken = tiles().to_vec();
        let last = broken.len() - 1;
        broken[last] ^= 1;
        assert_eq!(sealed(&broken), tiles());
    }
}
