//! A tileset: named pieces of one or more 64-pixel tiles, packed into one sheet.
//!
//! Pieces are packed in the order they are listed, first fit, so adding one at the end never moves another and
//! maps made earlier stay right. It does not draw the pieces (see `tiles`).

use crate::raster;
use anyhow::{Context, Result, ensure};
use image::RgbaImage;
use std::collections::BTreeMap;

pub const TILE: u32 = 64;

/// One drawn thing: `w` by `h` tiles, its SVG, which of its tiles are walls, and how many of its upper rows are so
/// high that avatars pass behind them.
pub struct Piece {
    pub name: String,
    pub w: u32,
    pub h: u32,
    pub svg: String,
    solid: Vec<bool>,
    pub above: u32,
}

impl Piece {
    pub fn new(name: impl Into<String>, w: u32, h: u32, inner: impl AsRef<str>) -> Self {
        let svg = crate::svg::drawing(w * TILE, h * TILE, inner.as_ref());
        Self { name: name.into(), w, h, svg, solid: vec![false; (w * h) as usize], above: 0 }
    }

    /// All its tiles are walls.
    pub fn solid(mut self) -> Self {
        self.solid.fill(true);
        self
    }

    /// The given row, counted from the top, is a wall.
    pub fn solid_row(mut self, row: u32) -> Self {
        for x in 0..self.w {
            self.solid[(row * self.w + x) as usize] = true;
        }
        self
    }

    /// One tile is a wall.
    pub fn solid_at(mut self, x: u32, y: u32) -> Self {
        self.solid[(y * self.w + x) as usize] = true;
        self
    }

    /// The upper `rows` are drawn over avatars.
    pub fn above(mut self, rows: u32) -> Self {
        self.above = rows;
        self
    }
}

/// The packed tileset: where each piece lies, and which tile ids are walls.
pub struct Sheet {
    pub name: &'static str,
    pub columns: u32,
    pub rows: u32,
    pub pieces: Vec<Piece>,
    places: BTreeMap<String, (usize, u32, u32)>,
}

impl Sheet {
    pub fn pack(name: &'static str, columns: u32, pieces: Vec<Piece>) -> Result<Self> {
        let mut taken: Vec<Vec<bool>> = Vec::new();
        let mut places = BTreeMap::new();
        for (index, piece) in pieces.iter().enumerate() {
            ensure!(piece.w <= columns, "{} is wider than its sheet", piece.name);
            let (x, y) = first_fit(&mut taken, columns, piece.w, piece.h);
            let before = places.insert(piece.name.clone(), (index, x, y));
            ensure!(before.is_none(), "two pieces are called {}", piece.name);
        }
        let rows = taken.len() as u32;
        ensure!(columns.max(rows) * TILE <= 2048, "sheet {name} grew over 2048 pixels");
        Ok(Self { name, columns, rows, pieces, places })
    }

    pub fn piece(&self, name: &str) -> Result<&Piece> {
        let (index, ..) = self.find(name)?;
        Ok(&self.pieces[index])
    }

    /// The tile id (from 0) of one tile of a piece.
    pub fn tile(&self, name: &str, dx: u32, dy: u32) -> Result<u32> {
        let (index, x, y) = self.find(name)?;
        let piece = &self.pieces[index];
        ensure!(dx < piece.w && dy < piece.h, "{name} has no tile {dx},{dy}");
        Ok((y + dy) * self.columns + x + dx)
    }

    /// Tile ids that are walls.
    pub fn walls(&self) -> Vec<u32> {
        let mut ids = Vec::new();
        for (index, x, y) in self.places.values() {
            let piece = &self.pieces[*index];
            for (n, _) in piece.solid.iter().enumerate().filter(|(_, solid)| **solid) {
                let (dx, dy) = (n as u32 % piece.w, n as u32 / piece.w);
                ids.push((y + dy) * self.columns + x + dx);
            }
        }
        ids.sort_unstable();
        ids
    }

    pub fn draw(&self) -> Result<RgbaImage> {
        let mut picture = RgbaImage::new(self.columns * TILE, self.rows * TILE);
        for (index, x, y) in self.places.values() {
            let piece = &self.pieces[*index];
            let drawn = raster::draw_sized(&piece.svg, piece.w * TILE, piece.h * TILE)
                .with_context(|| format!("piece {} of sheet {}", piece.name, self.name))?;
            raster::place(&mut picture, &drawn, x * TILE, y * TILE);
        }
        Ok(picture)
    }

    fn find(&self, name: &str) -> Result<(usize, u32, u32)> {
        let found = self.places.get(name).copied();
        found.with_context(|| format!("sheet {} has no piece {name}", self.name))
    }
}

fn first_fit(taken: &mut Vec<Vec<bool>>, columns: u32, w: u32, h: u32) -> (u32, u32) {
    let mut y = 0;
    loop {
        while taken.len() < (y + h) as usize {
            taken.push(vec![false; columns as usize]);
        }
        for x in 0..=columns - w {
            let free = (y..y + h).all(|r| (x..x + w).all(|c| !taken[r as usize][c as usize]));
            if free {
                for row in &mut taken[y as usize..(y + h) as usize] {
                    row[x as usize..(x + w) as usize].fill(true);
                }
                return (x, y);
            }
        }
        y += 1;
    }
}
