//! Tilesets: their pictures, their tiles' properties and animations, and which tile a number in a layer means.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hiroba_shared::map::{Animation, Tileset};
use serde_json::value::RawValue;

use super::{
    MAX_PICTURE_BYTES,
    error::{Fault, printable, quoted},
    files::{self, Files},
    meaning::{self, Meaning, Owner},
    picture::{self, Picture},
    report::Report,
    tiled,
};

/// Most bytes of a tileset in a file of its own.
const MAX_TILESET_BYTES: usize = 4 * 1024 * 1024;
/// Most different things the tiles of a map can mean.
const MAX_MEANINGS: usize = 256;
/// The bits of a number in a layer that count the tile; those above turn it round.
pub(super) const TILE_BITS: u32 = 0x0FFF_FFFF;

/// Pictures already read, by their path.
pub(super) type Pictures = BTreeMap<String, Picture>;

/// All tilesets of a map.
#[derive(Default)]
pub(super) struct Tilesets {
    /// As they are compiled, by their first number.
    pub(super) compiled: Vec<Tileset>,
    walls: BTreeSet<u32>,
    meanings: BTreeMap<u32, Vec<Meaning>>,
    /// The numbers of tilesets that cannot be read, and why.
    unread: Vec<(Range<u32>, Fault)>,
    /// All that tiles of this map mean, each once: every one takes a pass over every layer.
    distinct: BTreeSet<Meaning>,
}

/// Where tilesets are read from and what is noted meanwhile.
pub(super) struct Reading<'a, F> {
    pub(super) files: &'a F,
    pub(super) pictures: &'a mut Pictures,
    pub(super) report: &'a mut Report,
}

impl Tilesets {
    /// The tilesets of a map.
    pub(super) fn read<F: Files>(raw: &[&RawValue], reading: &mut Reading<'_, F>) -> Result<Self, Fault> {
        let mut tilesets = Self::default();
        let named: Vec<tiled::Named> =
            raw.iter().map(|raw| serde_json::from_str(raw.get()).unwrap_or_default()).collect();
        for (number, (raw, own)) in raw.iter().zip(&named).enumerate() {
            let unnamed = own.name.is_empty();
            let place =
                if unnamed { format!("tileset {}", number + 1) } else { format!("tileset {}", quoted(&own.name)) };
            if named.iter().filter(|other| other.firstgid == own.firstgid).count() > 1 {
                return Err(Fault::at(place, "its first number is that of another tileset as well"));
            }
            let after = named.iter().map(|other| other.firstgid).filter(|first| *first > own.firstgid).min();
            let room =
                after.and_then(|after| u32::try_from(after.saturating_sub(own.firstgid)).ok()).unwrap_or(TILE_BITS);
            match tilesets.add(raw, room, &place, reading) {
                Ok(tileset) => tilesets.compiled.push(tileset),
                Err(what) => {
                    let fault = Fault::at(&place, what);
                    let first = u32::try_from(own.firstgid).ok().filter(|first| (1..TILE_BITS).contains(first));
                    let Some(first) = first else { return Err(fault) };
                    tilesets.unread.push((first..first.saturating_add(room), fault));
                }
            }
        }
        tilesets.compiled.sort_by_key(|tileset| tileset.first);
        tilesets.unread.sort_by_key(|(numbers, _)| numbers.start);
        Ok(tilesets)
    }

    /// Width and height of the tile of this number in pixels, if any tileset has it.
    pub(super) fn size(&self, tile: u32) -> Option<(u16, u16)> {
        let before = self.compiled.partition_point(|tileset| tileset.first <= tile);
        let tileset = before.checked_sub(1).and_then(|index| self.compiled.get(index))?;
        (tile - tileset.first < tileset.count).then_some(tileset.tile_px)
    }

    /// What is wrong with the first tileset that could not be read though one of `tiles` is of it; those that no tile
    /// needs are left out of the map.
    pub(super) fn missed(&mut self, mut tiles: impl Iterator<Item = u32>, report: &mut Report) -> Option<Fault> {
        let unread = std::mem::take(&mut self.unread);
        if unread.is_empty() {
            return None;
        }
        let of_unread = |tile: u32| {
            let before = unread.partition_point(|(numbers, _)| numbers.start <= tile);
            before.checked_sub(1).and_then(|index| unread.get(index)).filter(|(numbers, _)| numbers.contains(&tile))
        };
        if let Some((_, fault)) = tiles.find_map(of_unread) {
            return Some(fault.clone());
        }
        for (_, fault) in unread {
            report.is_wrong(&fault.place, format_args!("{}; no tile of it is used, so it is left out", fault.what));
        }
        None
    }

    /// Whether nobody can stand on the tile of this number.
    pub(super) fn is_wall(&self, tile: u32) -> bool {
        self.walls.contains(&tile)
    }

    /// What the tile of this number means beside its picture.
    pub(super) fn meanings(&self, tile: u32) -> &[Meaning] {
        self.meanings.get(&tile).map_or(&[], Vec::as_slice)
    }

    /// Adds a tileset that has room for so many tiles before the next one begins.
    fn add<F: Files>(
        &mut self,
        raw: &RawValue,
        room: u32,
        place: &str,
        reading: &mut Reading<'_, F>,
    ) -> Result<Tileset, String> {
        let unread = |fault: serde_json::Error| format!("it cannot be read: {fault}");
        let mut source: tiled::Tileset = serde_json::from_str(raw.get()).map_err(unread)?;
        let first = source.firstgid;
        let mut folder = String::new();
        if let Some(path) = source.source.take() {
            source = outside(&path, reading)?;
            source.firstgid = first;
            let path = path.replace('\\', "/");
            folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        }
        let Some(image) = source.image.take() else {
            return Err(String::from("it has no picture; collections of single pictures are not read"));
        };
        let picture = picture(&format!("{folder}{image}"), reading)?;
        let mut tileset = compiled(&source, first, picture, place, reading.report)?;
        if tileset.count > room {
            let what = format!("its numbers run into the next tileset; {room} of {} tiles are kept", tileset.count);
            reading.report.is_wrong(place, what);
            tileset.count = room;
            tileset.animations.retain(|animation| animation.frames.iter().all(|(tile, _)| *tile < room));
        }
        for tile in source.tiles.0.iter().filter(|tile| tile.id < tileset.count) {
            self.note(tileset.first + tile.id, tile, place, reading.report);
        }
        let (width, height) = tileset.tile_px;
        let (image, count) = (printable(&image), tileset.count);
        reading.report.understood(place, format_args!("{count} tiles of {width} x {height} pixels from {image}"));
        if let Some(copyright) = source.properties.text("tilesetCopyright") {
            reading.report.understood(place, format_args!("copyright: {}", printable(copyright)));
        }
        Ok(tileset)
    }

    fn note(&mut self, number: u32, tile: &tiled::Tile, place: &str, report: &mut Report) {
        if tile.properties.flag("collides") {
            self.walls.insert(number);
        }
        let place = format!("{place}, tile {}", tile.id);
        let meanings = meaning::of(&tile.properties, Owner::Tile, &place, report);
        self.distinct.extend(meanings.iter().cloned());
        if self.distinct.len() > MAX_MEANINGS {
            report
                .is_wrong(&place, format_args!("tiles mean more than {MAX_MEANINGS} different things; it is left out"));
        } else if !meanings.is_empty() {
            self.meanings.insert(number, meanings);
        }
    }
}

fn outside<F: Files>(path: &str, reading: &Reading<'_, F>) -> Result<tiled::Tileset, String> {
    let shown = quoted(path);
    let is_xml = path.ends_with(".tsx");
    if !is_xml && !path.ends_with(".tsj") && !path.ends_with(".json") {
        return Err(format!("it lies in {shown}, which is not read; embed it in the map, or save it as .tsj"));
    }
    let bytes = reading.files.read(path, MAX_TILESET_BYTES).map_err(|fault| format!("its file {shown}: {fault}"))?;
    let read = if is_xml {
        let text = std::str::from_utf8(&bytes).map_err(|_| String::from("it is no text"));
        text.and_then(|text| tiled::xml::tileset(text.trim_start_matches('\u{FEFF}')))
    } else {
        serde_json::from_slice(&bytes).map_err(|fault| fault.to_string())
    };
    read.map_err(|what| format!("its file {shown} cannot be read: {what}"))
}

/// Hash and size of the picture at `path`, which is read once.
fn picture<F: Files>(path: &str, reading: &mut Reading<'_, F>) -> Result<(String, (u16, u16)), String> {
    let shown = quoted(path);
    // Up to two levels up are allowed, as far as the files allow it; the dots are worked out to read a picture once.
    let key = files::flat(&format!("root/map/{}", path.replace('\\', "/"))).unwrap_or_else(|| path.to_owned());
    if !reading.pictures.contains_key(&key) {
        let bytes =
            reading.files.read(path, MAX_PICTURE_BYTES).map_err(|fault| format!("its picture {shown}: {fault}"))?;
        let read = picture::read(bytes, reading.files.are_ours());
        reading.pictures.insert(key.clone(), read.map_err(|what| format!("its picture {shown} {what}"))?);
    }
    let picture = reading.pictures.get(&key).ok_or_else(|| format!("its picture {shown} was lost"))?;
    Ok((picture.hash.clone(), picture.size))
}

fn compiled(
    source: &tiled::Tileset,
    first: i64,
    (image, image_px): (String, (u16, u16)),
    place: &str,
    report: &mut Report,
) -> Result<Tileset, String> {
    let within = |what: &str, value: i64, low: i64, high: i64| {
        let fits = (low..=high).contains(&value);
        if fits { Ok(value as u16) } else { Err(format!("its {what} is {value}, not within {low} to {high}")) }
    };
    let (width, height) = image_px;
    let tile_px = (
        within("tile width", source.tilewidth, 1, i64::from(width))?,
        within("tile height", source.tileheight, 1, i64::from(height))?,
    );
    let margin = within("margin", source.margin, 0, 1_024)?;
    let spacing = within("spacing", source.spacing, 0, 1_024)?;
    let fitting = |side: u16, tile: u16| {
        let side = u32::from(side).saturating_sub(u32::from(margin)) + u32::from(spacing);
        side / (u32::from(tile) + u32::from(spacing))
    };
    let (columns, rows) = (fitting(width, tile_px.0), fitting(height, tile_px.1));
    if source.columns != 0 && source.columns != i64::from(columns) {
        report.is_wrong(place, format_args!("it says {} columns, but its picture has {columns}", source.columns));
    }
    let there = columns * rows;
    let count = match u32::try_from(source.tilecount) {
        Ok(0) | Err(_) => there,
        Ok(said) if said > there => {
            report.is_wrong(place, format_args!("it says {said} tiles, but its picture has {there}"));
            there
        }
        Ok(said) => said,
    };
    if count == 0 {
        return Err(String::from("its picture is smaller than one tile"));
    }
    let highest = i64::from(TILE_BITS - count);
    if !(1..=highest).contains(&first) {
        return Err(format!("its first number is {first}, not within 1 to {highest}"));
    }
    let animations = source.tiles.0.iter().filter_map(|tile| animation(tile, count)).collect();
    Ok(Tileset {
        image,
        image_px,
        tile_px,
        columns: columns as u16,
        margin,
        spacing,
        first: first as u32,
        count,
        animations,
    })
}

fn animation(tile: &tiled::Tile, count: u32) -> Option<Animation> {
    let shown = tile.animation.0.iter().filter(|frame| frame.tileid < count);
    let frames: Vec<(u32, u16)> = shown.map(|frame| (frame.tileid, frame.duration.clamp(20, 60_000) as u16)).collect();
    (tile.id < count && frames.len() > 1).then_some(Animation { tile: tile.id, frames })
}
