//! Cells of a map as quads: where each tile is drawn and which pixels of its tileset it shows.
//!
//! Pure. Tiles larger than the grid stand on the lower left corner of their square, as in Tiled; flips are turned
//! into texture corners. Nothing is drawn here.

use hiroba_shared::map::{RoomMap, TileLayer, Tileset};

use crate::venue_state::TILE;

const FLIP_HORIZONTAL: u32 = 1 << 31;
const FLIP_VERTICAL: u32 = 1 << 30;
const FLIP_DIAGONAL: u32 = 1 << 29;
const NUMBER: u32 = FLIP_DIAGONAL - 1;
/// Squares along one side of what is drawn at once; what is out of view costs nothing.
const CHUNK: usize = 16;
/// Part of a pixel by which texture corners are drawn in, so that rounding never shows a neighbour.
const INSET_PX: f32 = 0.01;

/// The flips of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flips(u32);

/// One tile to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quad {
    /// Lower left corner in the world.
    pub(super) corner: (f32, f32),
    /// Width and height in the world.
    pub(super) size: (f32, f32),
    /// Tile within its tileset.
    pub(super) tile: u32,
    /// How it is turned.
    pub(super) flips: Flips,
}

/// The quads of one layer and one tileset, square by square of [`CHUNK`] squares a side.
pub(super) fn chunks(map: &RoomMap, layer: &TileLayer, tileset: &Tileset) -> Vec<Vec<Quad>> {
    let (width, height) = (usize::from(map.width), usize::from(map.height));
    let across = width.div_ceil(CHUNK);
    let mut chunks = vec![Vec::new(); across * height.div_ceil(CHUNK)];
    for (index, cell) in layer.cells.iter().enumerate() {
        let (column, row) = (index % width.max(1), index / width.max(1));
        let Some(quad) = quad(map, tileset, *cell, (column, row)) else { continue };
        if let Some(chunk) = chunks.get_mut(row / CHUNK * across + column / CHUNK) {
            chunk.push(quad);
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

fn quad(map: &RoomMap, tileset: &Tileset, cell: u32, (column, row): (usize, usize)) -> Option<Quad> {
    let tile = (cell & NUMBER).checked_sub(tileset.first).filter(|tile| *tile < tileset.count)?;
    let scale = |pixels: u16, grid: u16| f32::from(pixels) * TILE / f32::from(grid.max(1));
    Some(Quad {
        corner: (column as f32 * TILE, -((row + 1) as f32) * TILE),
        size: (scale(tileset.tile_px.0, map.grid_px.0), scale(tileset.tile_px.1, map.grid_px.1)),
        tile,
        flips: Flips(cell & !NUMBER),
    })
}

impl Quad {
    /// The four corners in the world: top left, top right, bottom right, bottom left.
    pub(super) fn corners(&self) -> [[f32; 3]; 4] {
        let ((x, y), (w, h)) = (self.corner, self.size);
        [[x, y + h, 0.0], [x + w, y + h, 0.0], [x + w, y, 0.0], [x, y, 0.0]]
    }

    /// The texture corners that show `tile` of the tileset, in the order of [`Self::corners`].
    pub(super) fn texture(&self, tileset: &Tileset, tile: u32) -> [[f32; 2]; 4] {
        let columns = u32::from(tileset.columns.max(1));
        let start = |index: u32, side: u16| {
            f32::from(tileset.margin) + index as f32 * (f32::from(side) + f32::from(tileset.spacing))
        };
        let (x, y) = (start(tile % columns, tileset.tile_px.0), start(tile / columns, tileset.tile_px.1));
        let along = |from: f32, side: u16, whole: u16, share: f32| {
            let side = f32::from(side);
            (from + INSET_PX + share * (side - 2.0 * INSET_PX)) / f32::from(whole.max(1))
        };
        [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|corner| {
            let (u, v) = self.flips.source(corner);
            [along(x, tileset.tile_px.0, tileset.image_px.0, u), along(y, tileset.tile_px.1, tileset.image_px.1, v)]
        })
    }
}

impl Flips {
    /// Which corner of the picture is seen at this corner of the square. Tiled turns over the diagonal first, so that
    /// is undone last.
    fn source(self, (mut x, mut y): (f32, f32)) -> (f32, f32) {
        if self.0 & FLIP_HORIZONTAL != 0 {
            x = 1.0 - x;
        }
        if self.0 & FLIP_VERTICAL != 0 {
            y = 1.0 - y;
        }
        if self.0 & FLIP_DIAGONAL != 0 { (y, x) } else { (x, y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::map::MAP_VERSION;

    fn tileset() -> Tileset {
        Tileset {
            image: String::new(),
            image_px: (64, 96),
            tile_px: (32, 48),
            columns: 2,
            margin: 0,
            spacing: 0,
            first: 5,
            count: 4,
            animations: vec![],
        }
    }

    fn map(cells: Vec<u32>) -> RoomMap {
        let layer = TileLayer { name: String::new(), above: false, opacity: 255, cells };
        RoomMap {
            version: MAP_VERSION,
            title: hiroba_shared::title::Title::default(),
            width: 2,
            height: 1,
            grid_px: (32, 32),
            blocked: vec![0],
            layers: vec![layer],
            tilesets: vec![tileset()],
            zones: vec![],
            seats: vec![],
            entries: vec![],
        }
    }

    fn only_quad(cell: u32) -> Quad {
        let map = map(vec![0, cell]);
        chunks(&map, &map.layers[0], &map.tilesets[0])[0][0]
    }

    #[test]
    fn a_tall_tile_stands_on_the_lower_left_corner_of_its_square() {
        let quad = only_quad(6);
        assert_eq!((quad.corner, quad.size), ((TILE, -TILE), (TILE, TILE * 1.5)));
    }

    #[test]
    fn tiles_of_other_tilesets_are_left_out() {
        for cell in [0, 4, 9] {
            let map = map(vec![cell, 0]);
            assert!(chunks(&map, &map.layers[0], &map.tilesets[0]).is_empty(), "{cell}");
        }
    }

    #[test]
    fn flips_turn_the_picture_as_tiled_does() {
        let flips = |bits| Flips(bits);
        let top_left = (0.0, 0.0);
        assert_eq!(flips(FLIP_HORIZONTAL).source(top_left), (1.0, 0.0));
        assert_eq!(flips(FLIP_VERTICAL).source(top_left), (0.0, 1.0));
        // A quarter turn to the right is diagonal and horizontal: the picture's bottom left is then seen at top left.
        assert_eq!(flips(FLIP_DIAGONAL | FLIP_HORIZONTAL).source(top_left), (0.0, 1.0));
    }

    #[test]
    fn the_texture_of_the_last_tile_is_the_lower_right_of_the_picture() {
        let corners = only_quad(8).texture(&tileset(), 3);
        assert!((corners[0][0] - 0.5).abs() < 0.001 && (corners[0][1] - 0.5).abs() < 0.001);
        assert!((corners[2][0] - 1.0).abs() < 0.001 && (corners[2][1] - 1.0).abs() < 0.001);
    }
}
