//! One room as both sides know it: ground, layers to draw, zones, seats, entries and doors.
//!
//! The server compiles a map once (from Tiled or from the demo venue) and serves it by hash; this is that compiled
//! form. It is checked here when decoded ([`RoomMap::check`]); reading Tiled files is not done here.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::ids::{SeatId, ZoneId};
use crate::title::Title;
use crate::units::{Facing, MAX_MAP_SIDE, Point, SUBTILES_PER_TILE, TilePoint};

/// Version of the compiled form; a client refuses another.
pub const MAP_VERSION: u16 = 2;
/// Most layers a compiled map can hold.
pub const MAX_LAYERS: usize = 64;
/// Most tilesets a compiled map can hold.
pub const MAX_TILESETS: usize = 64;
/// Most zones, and most seats, of one room.
pub const MAX_PLACES: usize = 4_096;

/// A picture cut into tiles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tileset {
    /// BLAKE3 of the PNG file, 64 hexadecimal letters; fetched from `/media/<hash>`.
    pub image: String,
    /// Size of the whole picture in pixels.
    pub image_px: (u16, u16),
    /// Size of one tile in pixels; it is drawn with its lower left corner on the lower left corner of its square.
    pub tile_px: (u16, u16),
    /// Tiles per row.
    pub columns: u16,
    /// Pixels round the whole picture.
    pub margin: u16,
    /// Pixels between tiles.
    pub spacing: u16,
    /// Number of the first tile of this tileset in [`TileLayer::cells`].
    pub first: u32,
    /// How many tiles there are.
    pub count: u32,
    /// Animated tiles.
    pub animations: Vec<Animation>,
}

/// A tile that shows others in turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Animation {
    /// Which tile, counted within its tileset.
    pub tile: u32,
    /// Tile (counted within the tileset) and how long it shows, in milliseconds.
    pub frames: Vec<(u32, u16)>,
}

/// One drawn layer. `cells` has one entry per square, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TileLayer {
    /// Name in the source, for reports.
    pub name: String,
    /// Drawn over the avatars instead of under them.
    pub above: bool,
    /// 0 (invisible) to 255.
    pub opacity: u8,
    /// Tile number (0 = nothing, else tileset's `first` + index) in the low 29 bits; above them Tiled's flip
    /// flags: bit 31 horizontal, bit 30 vertical, bit 29 diagonal.
    pub cells: Vec<u32>,
}

/// Where a zone lies, in subtiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A rectangle from its top left corner.
    Rectangle {
        /// Top left corner.
        at: Point,
        /// Width and height.
        size: Point,
    },
    /// An ellipse within the rectangle from `at` with `size`.
    Ellipse {
        /// Top left corner of the rectangle round it.
        at: Point,
        /// Width and height of the rectangle round it.
        size: Point,
    },
}

impl Shape {
    /// Whether `point` lies within the shape.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        match self {
            Self::Rectangle { at, size } => {
                (at.x..at.x.saturating_add(size.x)).contains(&point.x)
                    && (at.y..at.y.saturating_add(size.y)).contains(&point.y)
            }
            Self::Ellipse { at, size } => {
                let (w, h) = (i128::from(size.x), i128::from(size.y));
                // Twice the offset from the centre, so that odd sizes need no rounding.
                let dx = i128::from(point.x) * 2 - i128::from(at.x) * 2 - w;
                let dy = i128::from(point.y) * 2 - i128::from(at.y) * 2 - h;
                dx * dx * h * h + dy * dy * w * w <= w * w * h * h
            }
        }
    }

    /// The middle of the shape.
    #[must_use]
    pub fn centre(self) -> Point {
        let (Self::Rectangle { at, size } | Self::Ellipse { at, size }) = self;
        Point::new(at.x.saturating_add(size.x / 2), at.y.saturating_add(size.y / 2))
    }

    /// Top left corner and size of the rectangle round the shape.
    #[must_use]
    pub const fn bounds(self) -> (Point, Point) {
        let (Self::Rectangle { at, size } | Self::Ellipse { at, size }) = self;
        (at, size)
    }
}

/// What a zone is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZoneKind {
    /// A talk circle, such as a table: those in it hear each other and nobody else does.
    Circle {
        /// Most members.
        capacity: u8,
    },
    /// Where speakers stand.
    Stage,
    /// Where slides are shown.
    Screen,
    /// Where listeners sit.
    Audience,
    /// No near chat, no circles.
    Quiet,
    /// The help desk: where somebody lost is led to.
    HelpDesk,
    /// Walking in here leads to another room.
    Door {
        /// Name of the room it leads to.
        room: String,
        /// Name of the entry there; empty for the room's own start.
        entry: String,
    },
    /// A place with a name and no rule.
    Place,
}

/// A named area of a room with a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its name, shown to people; may be empty.
    pub name: String,
    /// Where it lies.
    pub shape: Shape,
    /// What it is for.
    pub kind: ZoneKind,
}

/// A place to sit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Where the sitting body is.
    pub at: Point,
    /// Where it looks.
    pub facing: Facing,
}

/// A named place where people appear. The entry with the empty name is the room's start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name, as in an address's `#name`; empty for the start of the room.
    pub name: String,
    /// Open tiles to appear on, never empty.
    pub tiles: Vec<TilePoint>,
}

/// A compiled room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomMap {
    /// [`MAP_VERSION`].
    pub version: u16,
    /// Title for people, as the map's author wrote it.
    pub title: Title,
    /// Width in tiles, 1 to 512.
    pub width: u16,
    /// Height in tiles, 1 to 512.
    pub height: u16,
    /// Pixels of the source map's grid per tile, across and down: tileset pictures are scaled by it when drawn.
    pub grid_px: (u16, u16),
    /// One bit per tile, row by row, lowest bit first: set where nobody can stand.
    pub blocked: Vec<u8>,
    /// What is drawn, bottom first.
    pub layers: Vec<TileLayer>,
    /// Pictures the layers use.
    pub tilesets: Vec<Tileset>,
    /// Zones, by [`ZoneId`].
    pub zones: Vec<Zone>,
    /// Seats, by [`SeatId`].
    pub seats: Vec<Seat>,
    /// Places to appear; the first is the start.
    pub entries: Vec<Entry>,
}

/// What is wrong with a compiled map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapFault(pub &'static str);

impl RoomMap {
    /// Whether a body can stand on `tile`; tiles outside the map are closed.
    #[must_use]
    pub fn is_open(&self, tile: TilePoint) -> bool {
        if tile.x >= self.width || tile.y >= self.height {
            return false;
        }
        let index = usize::from(tile.y) * usize::from(self.width) + usize::from(tile.x);
        self.blocked.get(index / 8).is_some_and(|byte| byte >> (index % 8) & 1 == 0)
    }

    /// Closes or opens a tile; used while compiling. Tiles outside the map are ignored.
    pub fn set_blocked(&mut self, tile: TilePoint, blocked: bool) {
        if tile.x >= self.width || tile.y >= self.height {
            return;
        }
        let index = usize::from(tile.y) * usize::from(self.width) + usize::from(tile.x);
        if let Some(byte) = self.blocked.get_mut(index / 8) {
            let bit = 1 << (index % 8);
            if blocked { *byte |= bit } else { *byte &= !bit }
        }
    }

    /// The zones that contain `point`, with their ids.
    pub fn zones_at(&self, point: Point) -> impl Iterator<Item = (ZoneId, &Zone)> {
        (0u16..).map(ZoneId).zip(&self.zones).filter(move |(_, zone)| zone.shape.contains(point))
    }

    /// The zone with this id.
    #[must_use]
    pub fn zone(&self, id: ZoneId) -> Option<&Zone> {
        self.zones.get(usize::from(id.0))
    }

    /// The seat with this id.
    #[must_use]
    pub fn seat(&self, id: SeatId) -> Option<Seat> {
        self.seats.get(usize::from(id.0)).copied()
    }

    /// The entry with this name, or the room's start when there is none.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name).or(self.entries.first())
    }

    /// Checks what decoding alone cannot: sizes that belong together, places on the map, open entries.
    ///
    /// # Errors
    /// Names the first thing that is wrong.
    pub fn check(&self) -> Result<(), MapFault> {
        let fail = |what| Err(MapFault(what));
        let squares = usize::from(self.width) * usize::from(self.height);
        if self.version != MAP_VERSION {
            return fail("unknown map version");
        }
        if squares == 0 || self.width > MAX_MAP_SIDE || self.height > MAX_MAP_SIDE {
            return fail("map side not within 1 to 512 tiles");
        }
        if self.grid_px.0 == 0 || self.grid_px.1 == 0 {
            return fail("a grid without pixels");
        }
        if self.blocked.len() != squares.div_ceil(8) {
            return fail("blocked bits do not fit the size");
        }
        if self.layers.len() > MAX_LAYERS || self.tilesets.len() > MAX_TILESETS {
            return fail("too many layers or tilesets");
        }
        if self.zones.len() > MAX_PLACES || self.seats.len() > MAX_PLACES || self.entries.len() > MAX_PLACES {
            return fail("too many zones, seats or entries");
        }
        if self.layers.iter().any(|layer| layer.cells.len() != squares) {
            return fail("a layer does not fit the size");
        }
        if self.tilesets.iter().any(|t| t.columns == 0 || t.tile_px.0 == 0 || t.tile_px.1 == 0) {
            return fail("a tileset without columns or pixels");
        }
        let limit = i32::from(MAX_MAP_SIDE) * SUBTILES_PER_TILE;
        let on_map = |p: Point| (0..=limit).contains(&p.x) && (0..=limit).contains(&p.y);
        let fits = |zone: &Zone| {
            let (at, size) = zone.shape.bounds();
            on_map(at) && on_map(size) && size.x > 0 && size.y > 0
        };
        if !self.zones.iter().all(fits) {
            return fail("a zone outside the map");
        }
        if !self.seats.iter().all(|seat| seat.at.tile().is_some_and(|tile| self.is_open(tile))) {
            return fail("a seat on a closed tile");
        }
        let open = |entry: &Entry| !entry.tiles.is_empty() && entry.tiles.iter().all(|tile| self.is_open(*tile));
        if self.entries.is_empty() || !self.entries.iter().all(open) {
            return fail("no entry, or one on a closed tile");
        }
        Ok(())
    }
}

impl crate::rules::movement::Ground for RoomMap {
    fn is_open(&self, tile: TilePoint) -> bool {
        Self::is_open(self, tile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipse_holds_its_centre_and_not_the_corners_of_its_box() {
        let shape = Shape::Ellipse { at: Point::new(100, 100), size: Point::new(50, 30) };
        assert!(shape.contains(shape.centre()));
        assert!(!shape.contains(Point::new(101, 101)));
        assert!(shape.contains(Point::new(101, 115)));
    }
}
