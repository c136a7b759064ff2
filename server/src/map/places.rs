//! Zones and seats of a map: from area objects, from layers with properties and from tiles with properties.

use std::collections::BTreeMap;

use hiroba_shared::{
    map::{MAX_PLACES, RoomMap, Seat, Shape, Zone},
    text::OrganisationName,
    units::{Facing, MAX_MAP_SIDE, Point, SUBTILES_PER_TILE, TilePoint},
};

use super::{
    entries::Entries,
    error::quoted,
    exit::Target,
    layers::{Content, Grid, Layer},
    meaning::{self, Meaning, Owner},
    outline,
    region::Region,
    report::{Report, counted},
    tiled::Object,
    tileset::{TILE_BITS, Tilesets},
};

/// Most tiles one area adds to an entry.
const MAX_ENTRY_TILES: usize = 4_096;
/// Most zones one layer or one kind of tile makes.
const MAX_BLOCKS: usize = 256;
/// Most tiles under all zones of a room, one that lies under several counted for each: four times the largest map.
const MAX_ZONE_TILES: usize = 4 * MAX_MAP_SIDE as usize * MAX_MAP_SIDE as usize;

/// What a map holds beside what is drawn.
pub(super) struct Places<'a> {
    pub(super) grid: Grid,
    /// Its walls are known; zones and seats are added to it.
    pub(super) map: &'a mut RoomMap,
    pub(super) entries: Entries,
    /// The doors, by their zone's index.
    pub(super) doors: Vec<(usize, Target)>,
    /// So many tiles lie under its zones.
    pub(super) zone_tiles: usize,
    pub(super) report: &'a mut Report,
}

impl Places<'_> {
    /// Reads the places of one layer.
    pub(super) fn read(&mut self, layer: &Layer, tilesets: &Tilesets) {
        match &layer.content {
            Content::Tiles(cells) => self.tiles(layer, cells, tilesets),
            Content::Objects(objects) => {
                for (name, _) in layer.properties.iter() {
                    let why = "object layers have none here; put it on the objects";
                    self.report.ignored(&layer.place(), format_args!("property {}: {why}", quoted(name)));
                }
                self.objects(layer, objects);
            }
            Content::Picture => {}
        }
    }

    fn tiles(&mut self, layer: &Layer, cells: &[u32], tilesets: &Tilesets) {
        let place = layer.place();
        let region = Region::of_cells(cells, self.grid.width);
        let short = layer.name.rsplit_once('/').map_or(layer.name.as_str(), |(_, short)| short);
        let is_start = short == "start";
        if is_start || layer.properties.flag("startLayer") {
            self.entry_layer(layer, cells, tilesets, is_start);
        }
        let meanings = meaning::of(&layer.properties, Owner::Layer, &place, self.report);
        if !meanings.is_empty() && region.is_empty() {
            self.report.is_wrong(&place, "it has properties but no tiles, so they hold nowhere");
            return;
        }
        for meaning in &meanings {
            self.zones(meaning, &region, short, &place);
        }
        let mut by_meaning: BTreeMap<&Meaning, Region> = BTreeMap::new();
        for (square, cell) in cells.iter().enumerate() {
            for meaning in tilesets.meanings(cell & TILE_BITS) {
                let region = || Region::empty(self.grid.width, self.grid.height);
                by_meaning.entry(meaning).or_insert_with(region).mark(square);
            }
        }
        for (meaning, region) in by_meaning {
            self.zones(meaning, &region, "", &format!("{place}, tiles"));
        }
    }

    fn entry_layer(&mut self, layer: &Layer, cells: &[u32], tilesets: &Tilesets, is_start: bool) {
        let mut unnamed = Region::empty(self.grid.width, self.grid.height);
        let mut named: BTreeMap<&str, Region> = BTreeMap::new();
        for (square, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != 0) {
            let name = tilesets.meanings(cell & TILE_BITS).iter().find_map(|meaning| match meaning {
                Meaning::Start(name) => name.as_deref(),
                Meaning::Circle(_) | Meaning::Meeting(_) | Meaning::Stage | Meaning::Screen | Meaning::Audience => None,
                Meaning::Quiet | Meaning::HelpDesk | Meaning::Door(_) | Meaning::Place(_) => None,
            });
            let region = || Region::empty(self.grid.width, self.grid.height);
            match name {
                Some(name) => named.entry(name).or_insert_with(region).mark(square),
                None => unnamed.mark(square),
            }
        }
        let whole = if unnamed.is_empty() { Region::of_cells(cells, self.grid.width) } else { unnamed };
        if whole.is_empty() {
            self.report.is_wrong(&layer.place(), "people are to start on its tiles, but it has none");
        } else if is_start {
            self.entries.add("", whole.tiles());
        } else {
            self.entries.add(&layer.name, whole.tiles());
            // Doors name a layer in a group with or without the group.
            if let Some((_, short)) = layer.name.rsplit_once('/') {
                self.entries.add(short, whole.tiles());
            }
        }
        for (name, region) in named {
            self.entries.add(name, region.tiles());
        }
    }

    fn zones(&mut self, meaning: &Meaning, region: &Region, name: &str, place: &str) {
        // A circle in pieces would be several circles: each connected part is one, in the rectangle round it.
        let (blocks, more) = match meaning {
            Meaning::Circle(_) | Meaning::Meeting(_) => region.parts(MAX_BLOCKS),
            Meaning::Start(_) => return,
            Meaning::Stage | Meaning::Screen | Meaning::Audience | Meaning::Quiet => region.blocks(MAX_BLOCKS),
            Meaning::HelpDesk | Meaning::Door(_) | Meaning::Place(_) => region.blocks(MAX_BLOCKS),
        };
        if more {
            self.report.is_wrong(place, format_args!("its tiles are too scattered; {MAX_BLOCKS} rectangles are kept"));
        }
        self.report.understood(place, format_args!("{} in {}", meaning.words(), counted(blocks.len(), "rectangle")));
        for block in blocks {
            self.zone(meaning, block.shape(), name, place);
        }
    }

    fn zone(&mut self, meaning: &Meaning, shape: Shape, name: &str, place: &str) {
        if self.map.zones.len() == MAX_PLACES {
            self.report.is_wrong(place, format_args!("the room already has {MAX_PLACES} zones; this one is left out"));
            return;
        }
        let left = MAX_ZONE_TILES.saturating_sub(self.zone_tiles);
        let tiles = self.tiles_in(shape).take(left + 1).count();
        if tiles > left {
            let why =
                format_args!("all zones together would cover more than {MAX_ZONE_TILES} tiles; this one is left out");
            self.report.is_wrong(place, why);
            return;
        }
        let Some(kind) = meaning.zone_kind(self.open_tiles(shape)) else { return };
        self.zone_tiles += tiles;
        if let Meaning::Door(target) = meaning {
            self.doors.push((self.map.zones.len(), target.clone()));
        }
        let name = if name.is_empty() { meaning.name().unwrap_or_default() } else { name };
        self.map.zones.push(Zone { name: shown_name(name), shape, kind });
    }

    fn objects(&mut self, layer: &Layer, objects: &[Object]) {
        let mut seats = 0;
        for (number, object) in objects.iter().enumerate() {
            let name = if object.name.is_empty() { format!("{}", number + 1) } else { quoted(&object.name) };
            let place = format!("{}, object {name}", layer.place());
            match object.class() {
                "seat" => seats += usize::from(self.seat(object, &place)),
                "area" | "zone" => self.area(object, &place),
                _ => self.other(object, &place),
            }
        }
        if seats > 0 {
            self.report.understood(&layer.place(), counted(seats, "seat"));
        }
    }

    fn area(&mut self, object: &Object, place: &str) {
        let meanings = meaning::of(&object.properties, Owner::Area, place, self.report);
        let is_odd = object.polyline.is_some() || object.text.is_some();
        if is_odd || object.gid.is_some() || object.template.is_some() {
            self.report.is_wrong(place, "only rectangles, ellipses, polygons and points can be areas; it is left out");
            return;
        }
        let starts =
            meanings.iter().filter_map(|meaning| if let Meaning::Start(name) = meaning { Some(name) } else { None });
        for start in starts {
            let name = start.as_deref().unwrap_or(&object.name);
            let name = if name == "start" { "" } else { name };
            let tiles = self.entry_tiles(object);
            self.entries.add(&super::error::printable(name), tiles);
        }
        let mut zones: Vec<Meaning> =
            meanings.into_iter().filter(|meaning| !matches!(meaning, Meaning::Start(_))).collect();
        if zones.is_empty() && object.properties.iter().next().is_none() && !object.name.is_empty() {
            zones.push(Meaning::Place(None));
        }
        if zones.is_empty() {
            return;
        }
        if let Some(corners) = outline::corners(object) {
            let region = outline::covered(&corners, self.grid);
            if region.is_empty() {
                self.report.is_wrong(place, "it covers the middle of no tile; it is left out");
                return;
            }
            zones.iter().for_each(|meaning| self.zones(meaning, &region, &object.name, place));
            return;
        }
        let Some(shape) = self.shape(object).or_else(|| self.tile_of_point(object)) else {
            self.report.is_wrong(place, "it has no size or lies outside the map; it is left out");
            return;
        };
        for meaning in &zones {
            self.report.understood(place, meaning.words());
            self.zone(meaning, shape, &object.name, place);
        }
    }

    fn seat(&mut self, object: &Object, place: &str) -> bool {
        let middle = (object.x + object.width / 2.0, object.y + object.height / 2.0);
        let (at, size) = (self.point(middle.0, middle.1), (self.grid.width, self.grid.height));
        let on_map = at.tile().filter(|tile| tile.x < size.0 && tile.y < size.1);
        if !on_map.is_some_and(|tile| self.map.is_open(tile)) {
            self.report.is_wrong(place, "the seat is in a wall or outside the map; it is left out");
            return false;
        }
        if self.map.seats.len() == MAX_PLACES {
            self.report.is_wrong(place, format_args!("the room already has {MAX_PLACES} seats; it is left out"));
            return false;
        }
        for (name, _) in object.properties.iter().filter(|(name, _)| *name != "facing") {
            self.report.ignored(place, format_args!("property {}: not known here", quoted(name)));
        }
        let facing = object.properties.text("facing").map(facing);
        if facing == Some(None) {
            self.report.is_wrong(place, "its `facing` is none of n, ne, e, se, s, sw, w, nw");
        }
        self.map.seats.push(Seat { at, facing: facing.flatten().unwrap_or_default() });
        true
    }

    fn other(&mut self, object: &Object, place: &str) {
        if object.template.is_some() {
            self.report.is_wrong(place, "templates are not read; detach the object from its template");
        } else if object.gid.is_some() {
            // Where it is drawn, or why not, is said for the whole layer.
        } else if object.text.is_some() {
            self.report.ignored(place, "text on the map is not drawn");
        } else if object.properties.iter().next().is_some() {
            let class = quoted(object.class());
            self.report.ignored(place, format_args!("it is of class {class}; only `area` and `seat` are read"));
        }
    }

    /// The shape of an area, cut to the map; `None` when nothing is left of it.
    fn shape(&self, object: &Object) -> Option<Shape> {
        let limit = Point::new(subtiles(self.grid.width), subtiles(self.grid.height));
        let (from, to) =
            (self.point(object.x, object.y), self.point(object.x + object.width, object.y + object.height));
        let at = Point::new(from.x.clamp(0, limit.x), from.y.clamp(0, limit.y));
        let end = Point::new(to.x.clamp(0, limit.x), to.y.clamp(0, limit.y));
        let size = Point::new(end.x - at.x, end.y - at.y);
        if size.x <= 0 || size.y <= 0 {
            return None;
        }
        let is_whole = at == from && end == to;
        Some(if object.ellipse && is_whole { Shape::Ellipse { at, size } } else { Shape::Rectangle { at, size } })
    }

    /// The tile a point lies on.
    fn tile_of_point(&self, object: &Object) -> Option<Shape> {
        let is_point = object.width == 0.0 && object.height == 0.0;
        let tile = self.point(object.x, object.y).tile().filter(|_| is_point)?;
        let on_map = tile.x < self.grid.width && tile.y < self.grid.height;
        let at = Point::new(subtiles(tile.x), subtiles(tile.y));
        on_map.then_some(Shape::Rectangle { at, size: Point::new(SUBTILES_PER_TILE, SUBTILES_PER_TILE) })
    }

    fn entry_tiles(&self, object: &Object) -> Vec<TilePoint> {
        if let Some(corners) = outline::corners(object) {
            return outline::covered(&corners, self.grid).tiles().take(MAX_ENTRY_TILES).collect();
        }
        let whole: Vec<TilePoint> =
            self.shape(object).map(|shape| self.tiles_in(shape).take(MAX_ENTRY_TILES).collect()).unwrap_or_default();
        if !whole.is_empty() {
            return whole;
        }
        self.point(object.x + object.width / 2.0, object.y + object.height / 2.0).tile().into_iter().collect()
    }

    /// The tiles whose middle lies in `shape`.
    fn tiles_in(&self, shape: Shape) -> impl Iterator<Item = TilePoint> + use<> {
        let (at, size) = shape.bounds();
        let end = Point::new(at.x + size.x, at.y + size.y);
        let range = |from: i32, to: i32, side: u16| {
            let tile = |subtile: i32| u16::try_from(subtile / SUBTILES_PER_TILE).unwrap_or(0);
            tile(from)..tile(to).saturating_add(1).min(side)
        };
        let (columns, rows) = (range(at.x, end.x, self.grid.width), range(at.y, end.y, self.grid.height));
        let tiles = rows.flat_map(move |y| columns.clone().map(move |x| TilePoint::new(x, y)));
        tiles.filter(move |tile| shape.contains(tile.centre()))
    }

    fn open_tiles(&self, shape: Shape) -> impl Iterator<Item = TilePoint> {
        self.tiles_in(shape).filter(|tile| self.map.is_open(*tile))
    }

    /// A place in pixels of the map; far outside it counts as its edge.
    fn point(&self, x: f64, y: f64) -> Point {
        let subtile = |pixels: f64, tile: u16| {
            let tiles = (pixels / f64::from(tile)).clamp(-1_024.0, 1_024.0);
            (tiles * f64::from(SUBTILES_PER_TILE)).round() as i32
        };
        Point::new(subtile(x, self.grid.tile_px.0), subtile(y, self.grid.tile_px.1))
    }
}

fn subtiles(tiles: u16) -> i32 {
    i32::from(tiles) * SUBTILES_PER_TILE
}

/// A name fit to be shown to people; what cannot be shown is no name.
fn shown_name(name: &str) -> String {
    let cut: String = name.chars().take(60).collect();
    OrganisationName::new(&cut).map(String::from).unwrap_or_default()
}

fn facing(text: &str) -> Option<Facing> {
    const NAMES: [[&str; 2]; 8] = [
        ["n", "north"],
        ["ne", "northeast"],
        ["e", "east"],
        ["se", "southeast"],
        ["s", "south"],
        ["sw", "southwest"],
        ["w", "west"],
        ["nw", "northwest"],
    ];
    let text = text.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let index = NAMES.iter().position(|names| names.contains(&text.as_str()))?;
    Facing::ALL.get(index).copied()
}
