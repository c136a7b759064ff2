//! A venue from maps: the first room and those its doors lead to.

use std::{collections::BTreeMap, sync::Arc};

use hiroba_shared::{
    map::{RoomMap, ZoneKind},
    protocol::codec,
};

use super::{
    MAX_ROOMS,
    error::{Fault, ImportError, quoted},
    exit,
    files::Files,
    import::{self, Imported},
    report::Report,
    tileset::Pictures,
};
use crate::venue::RoomSetup;

/// The rooms of a venue with everything clients fetch for them.
#[derive(Debug, Clone)]
pub struct Rooms {
    /// The rooms; the first is where people start.
    pub rooms: Vec<RoomSetup>,
    /// The encoded maps by their BLAKE3 in hexadecimal.
    pub maps: Vec<(String, Vec<u8>)>,
    /// The pictures (PNG) by their BLAKE3 in hexadecimal, each once.
    pub media: Vec<(String, Vec<u8>)>,
    /// What was made of each room's file, by the name of the room.
    pub reports: Vec<(String, Report)>,
}

/// The venue that starts in the map `file` of `files`.
///
/// # Errors
/// Names what in the first file cannot be used.
pub fn rooms_from(files: &impl Files, file: &str) -> Result<Rooms, ImportError> {
    let mut following = Following { files, pictures: Pictures::new(), found: Vec::new(), failed: BTreeMap::new() };
    let first = import::import_with(files, file, &mut following.pictures)?;
    following.found.push((file.to_owned(), first));
    // Rooms found on the way are appended, so this reaches every door of every room.
    let mut next = 0;
    while next < following.found.len() {
        following.follow(next);
        next += 1;
    }
    following.check_entries();
    following.finish()
}

struct Following<'a, F> {
    files: &'a F,
    pictures: Pictures,
    /// Map files and their rooms, in the order they were found.
    found: Vec<(String, Imported)>,
    /// Why a file could not be opened, so that it is tried once.
    failed: BTreeMap<String, String>,
}

impl<F: Files> Following<'_, F> {
    /// Opens the rooms behind the doors of room `index`; a door to nowhere becomes a place without a rule.
    fn follow(&mut self, index: usize) {
        let Some((_, room)) = self.found.get(index) else { return };
        for exit in room.exits.clone() {
            let opened = match &exit.file {
                None => Ok(()),
                Some(file) => self.open(file),
            };
            let Some((_, room)) = self.found.get_mut(index) else { return };
            let Some(zone) = room.room.zones.get_mut(exit.zone) else { continue };
            if let Err(why) = opened {
                zone.kind = ZoneKind::Place;
                room.report.is_wrong(&format!("door {}", quoted(&zone.name)), why);
            }
        }
        if let Some((_, room)) = self.found.get_mut(index) {
            let zones = &room.room.zones;
            room.exits
                .retain(|exit| zones.get(exit.zone).is_some_and(|zone| matches!(zone.kind, ZoneKind::Door { .. })));
        }
    }

    fn open(&mut self, file: &str) -> Result<(), String> {
        if self.found.iter().any(|(found, _)| found == file) {
            return Ok(());
        }
        if let Some(why) = self.failed.get(file) {
            return Err(why.clone());
        }
        let opened = self.import(file);
        if let Err(why) = &opened {
            self.failed.insert(file.to_owned(), why.clone());
        }
        opened
    }

    fn import(&mut self, file: &str) -> Result<(), String> {
        if self.found.len() == MAX_ROOMS {
            return Err(format!("it leads to {}, but a venue has at most {MAX_ROOMS} rooms", quoted(file)));
        }
        let name = exit::room_name(file);
        if self.found.iter().any(|(other, _)| exit::room_name(other) == name) {
            return Err(format!("it leads to {}, but another map has the same name", quoted(file)));
        }
        let imported = import::import_with(self.files, file, &mut self.pictures);
        let imported = imported.map_err(|fault| format!("it leads nowhere: {fault}"))?;
        self.found.push((file.to_owned(), imported));
        Ok(())
    }

    fn check_entries(&mut self) {
        let entries = |room: &RoomMap| room.entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
        let known: BTreeMap<String, Vec<String>> =
            self.found.iter().map(|(file, found)| (file.clone(), entries(&found.room))).collect();
        for (own, found) in &mut self.found {
            for exit in &found.exits {
                let file = exit.file.as_ref().unwrap_or(own);
                let is_known = known.get(file).is_some_and(|names| names.contains(&exit.entry));
                if is_known || exit.entry == "start" {
                    continue;
                }
                let door = found.room.zones.get(exit.zone).map(|zone| quoted(&zone.name)).unwrap_or_default();
                let what = format!("{} has no entry {}; people arrive at its start", quoted(file), quoted(&exit.entry));
                found.report.is_wrong(&format!("door {door}"), what);
            }
        }
    }

    fn finish(self) -> Result<Rooms, ImportError> {
        let mut rooms = Rooms { rooms: Vec::new(), maps: Vec::new(), media: Vec::new(), reports: Vec::new() };
        for (file, imported) in self.found {
            let encoded = codec::encode(&imported.room);
            if encoded.len() > codec::MAX_MAP_BYTES {
                let what = format!("it takes more than {} MiB when compiled", codec::MAX_MAP_BYTES / (1024 * 1024));
                return Err(Fault::at("", what).in_file(&file));
            }
            let name = exit::room_name(&file).unwrap_or(file);
            let map_hash = blake3::hash(&encoded).to_hex().to_string();
            rooms.media.extend(imported.media);
            rooms.reports.push((name.clone(), imported.report));
            rooms.rooms.push(RoomSetup { name, map: Arc::new(imported.room), map_hash: map_hash.clone() });
            rooms.maps.push((map_hash, encoded));
        }
        rooms.media.sort();
        rooms.media.dedup();
        Ok(rooms)
    }
}
