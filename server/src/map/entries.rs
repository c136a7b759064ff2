//! Where people appear: gathered while the map is read, checked once all walls are known.

use hiroba_shared::{
    map::{Entry, MAX_PLACES, RoomMap},
    rules::path,
    units::TilePoint,
};

use super::{
    error::quoted,
    report::{Report, counted},
};

/// Tiles one entry keeps; a random one of them is enough.
const MAX_TILES: usize = 4_096;

/// The entries of a map, in the order they were found. The one without a name is the start.
#[derive(Debug, Default)]
pub(super) struct Entries {
    found: Vec<Entry>,
}

impl Entries {
    /// Adds tiles to the entry of this name.
    pub(super) fn add(&mut self, name: &str, tiles: impl IntoIterator<Item = TilePoint>) {
        let index = match self.found.iter().position(|entry| entry.name == name) {
            Some(index) => index,
            None if self.found.len() + 1 >= MAX_PLACES => return,
            None => {
                self.found.push(Entry { name: name.to_owned(), tiles: Vec::new() });
                self.found.len() - 1
            }
        };
        if let Some(entry) = self.found.get_mut(index) {
            let room = MAX_TILES.saturating_sub(entry.tiles.len());
            entry.tiles.extend(tiles.into_iter().take(room));
        }
    }

    /// The entries with their open tiles, the start first. `map` knows its walls by now.
    pub(super) fn settled(mut self, map: &RoomMap, report: &mut Report) -> Vec<Entry> {
        for entry in &mut self.found {
            let before = entry.tiles.len();
            entry.tiles.retain(|tile| map.is_open(*tile));
            entry.tiles.sort_unstable_by_key(|tile| (tile.y, tile.x));
            entry.tiles.dedup();
            let place = place(&entry.name);
            match (before, entry.tiles.len()) {
                (_, 0) => report.is_wrong(&place, "none of its tiles is open; it is left out"),
                (before, open) if open < before => {
                    report.understood(
                        &place,
                        format_args!("{}; {} closed ones left out", counted(open, "open tile"), before - open),
                    );
                }
                (_, open) => report.understood(&place, counted(open, "tile")),
            }
        }
        self.found.retain(|entry| !entry.tiles.is_empty());
        if let Some(index) = self.found.iter().position(|entry| entry.name.is_empty()) {
            self.found.swap(0, index);
            return self.found;
        }
        let start = self.stand_in(map, report);
        self.found.insert(0, start);
        self.found
    }

    /// A start for a map that names none.
    fn stand_in(&self, map: &RoomMap, report: &mut Report) -> Entry {
        if let Some(first) = self.found.first() {
            report.is_wrong("entries", format_args!("no layer \"start\"; people start at {}", quoted(&first.name)));
            return Entry { name: String::new(), tiles: first.tiles.clone() };
        }
        let centre = TilePoint::new(map.width / 2, map.height / 2);
        let nearest = path::nearest_open(map, centre, map.width.max(map.height));
        report.is_wrong("entries", "no layer \"start\"; people start at the open tile nearest to the centre");
        Entry { name: String::new(), tiles: nearest.into_iter().collect() }
    }
}

fn place(name: &str) -> String {
    if name.is_empty() { String::from("start") } else { format!("entry {}", quoted(name)) }
}
