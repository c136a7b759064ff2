//! Sets of squares as rectangles: layers and tiles mark places square by square, zones are few and simple shapes.

use hiroba_shared::{
    map::Shape,
    units::{Point, SUBTILES_PER_TILE, TilePoint},
};

/// A set of squares of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    width: usize,
    marked: Vec<bool>,
}

/// Squares from the top left corner (included) to the lower right one (excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

impl Block {
    /// The block as a zone's shape.
    pub(super) fn shape(self) -> Shape {
        let subtiles = |tiles: usize| i32::try_from(tiles).unwrap_or(0) * SUBTILES_PER_TILE;
        let size = Point::new(subtiles(self.right - self.left), subtiles(self.bottom - self.top));
        Shape::Rectangle { at: Point::new(subtiles(self.left), subtiles(self.top)), size }
    }
}

impl Region {
    /// No squares of a map of this size.
    pub(super) fn empty(width: u16, height: u16) -> Self {
        let width = usize::from(width);
        Self { width, marked: vec![false; width * usize::from(height)] }
    }

    /// The squares of `cells` that are not empty.
    pub(super) fn of_cells(cells: &[u32], width: u16) -> Self {
        Self { width: usize::from(width), marked: cells.iter().map(|cell| *cell != 0).collect() }
    }

    pub(super) fn mark(&mut self, square: usize) {
        if let Some(marked) = self.marked.get_mut(square) {
            *marked = true;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.marked.contains(&true)
    }

    /// Every square, row by row.
    pub(super) fn tiles(&self) -> impl Iterator<Item = TilePoint> {
        let side = |value: usize| u16::try_from(value).unwrap_or(u16::MAX);
        let squares = self.marked.iter().enumerate().filter(|(_, marked)| **marked);
        squares.map(move |(square, _)| TilePoint::new(side(square % self.width), side(square / self.width)))
    }

    /// At most `limit` rectangles that cover the region and nothing else, and whether squares are left over.
    pub(super) fn blocks(&self, limit: usize) -> (Vec<Block>, bool) {
        let mut left = self.marked.clone();
        let mut blocks = Vec::new();
        for first in 0..left.len() {
            if !is_marked(&left, first) {
                continue;
            }
            if blocks.len() == limit {
                return (blocks, true);
            }
            let block = self.largest_from(&left, first);
            for row in block.top..block.bottom {
                let row = row * self.width;
                left.get_mut(row + block.left..row + block.right).unwrap_or_default().fill(false);
            }
            blocks.push(block);
        }
        (blocks, false)
    }

    /// At most `limit` rectangles, one round each connected part, and whether parts are left over.
    pub(super) fn parts(&self, limit: usize) -> (Vec<Block>, bool) {
        let mut left = self.marked.clone();
        let mut parts = Vec::new();
        for first in 0..left.len() {
            if !is_marked(&left, first) {
                continue;
            }
            if parts.len() == limit {
                return (parts, true);
            }
            parts.push(self.take_part(&mut left, first));
        }
        (parts, false)
    }

    fn largest_from(&self, left: &[bool], first: usize) -> Block {
        let (column, top) = (first % self.width, first / self.width);
        let run = |row: usize| (column..self.width).take_while(|x| is_marked(left, row * self.width + x)).count();
        let right = column + run(top);
        let rows = (top..).take_while(|row| column + run(*row) >= right).count();
        Block { left: column, top, right, bottom: top + rows }
    }

    fn take_part(&self, left: &mut [bool], first: usize) -> Block {
        let (column, row) = (first % self.width, first / self.width);
        let mut part = Block { left: column, top: row, right: column + 1, bottom: row + 1 };
        let mut open = vec![(column, row)];
        while let Some((x, y)) = open.pop() {
            if x >= self.width || !is_marked(left, y * self.width + x) {
                continue;
            }
            if let Some(square) = left.get_mut(y * self.width + x) {
                *square = false;
            }
            part.left = part.left.min(x);
            part.right = part.right.max(x + 1);
            part.bottom = part.bottom.max(y + 1);
            open.extend([(x + 1, y), (x, y + 1)]);
            open.extend(x.checked_sub(1).map(|x| (x, y)));
            open.extend(y.checked_sub(1).map(|y| (x, y)));
        }
        part
    }
}

fn is_marked(squares: &[bool], square: usize) -> bool {
    squares.get(square).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_l_shape_is_two_blocks_and_one_part() {
        let region = Region::of_cells(&[1, 0, 0, 1, 0, 0, 1, 1, 1], 3);
        let (blocks, more) = region.blocks(9);
        assert_eq!((blocks.len(), more), (2, false));
        assert_eq!(region.parts(9), (vec![Block { left: 0, top: 0, right: 3, bottom: 3 }], false));
    }

    proptest! {
        #[test]
        fn blocks_cover_every_square_once_and_no_other(cells in prop::collection::vec(0u32..2, 48)) {
            let region = Region::of_cells(&cells, 8);
            let (blocks, more) = region.blocks(100);
            let mut covered = vec![0u32; 48];
            for block in blocks {
                for square in (block.top..block.bottom).flat_map(|y| (block.left..block.right).map(move |x| y * 8 + x)) {
                    covered[square] += 1;
                }
            }
            prop_assert!(!more);
            prop_assert_eq!(covered, cells);
        }
    }
}
