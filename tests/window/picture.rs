//! What a photograph of the window shows, judged by counting pixels round a known spot. It says that something is
//! drawn where it should be, not that it is beautiful; that is for eyes.

use hiroba_shared::protocol::snapshot::Sighting;
use hiroba_shared::units::SUBTILES_PER_TILE;
use image::{Rgba, RgbaImage};

/// Pixels along a side of a tile at the usual zoom.
const TILE: i64 = 64;

/// A photograph of the whole screen.
pub(super) struct Photograph(pub(super) RgbaImage);

/// Where on the screen an avatar's feet should be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    x: i64,
    y: i64,
}

impl Spot {
    /// The feet of an avatar in a room of `room` tiles, when the camera follows it and stops at the room's edges.
    pub(super) fn on_screen(sighting: Sighting, room: (u16, u16), screen: (u32, u32)) -> Self {
        let side = |at: i32, tiles: u16, pixels: u32| {
            let at = i64::from(at) * TILE / i64::from(SUBTILES_PER_TILE);
            let (length, view) = (i64::from(tiles) * TILE, i64::from(pixels));
            let left = (at - view / 2).clamp(0, (length - view).max(0));
            at - left
        };
        let at = sighting.position();
        Self { x: side(at.x, room.0, screen.0), y: side(at.y, room.1, screen.1) }
    }
}

impl Spot {
    /// The place so many tiles further up, in pixels.
    pub(super) fn above(self, tiles: i64) -> (i64, i64) {
        (self.x, self.y - tiles * TILE)
    }
}

impl Photograph {
    /// The floors of the hall are light and warm: they fill a good part of the picture.
    pub(super) fn shows_the_hall(&self) -> bool {
        let floor = |p: &Rgba<u8>| {
            let [r, g, b, _] = p.0;
            (190..=240).contains(&r) && r >= g && g >= b && r - b < 80
        };
        let counted = self.0.pixels().filter(|pixel| floor(pixel)).count();
        counted * 4 > self.0.pixels().len()
    }

    /// An avatar has dark outlines and shoes where a floor has none.
    pub(super) fn shows_an_avatar(&self, feet: Spot) -> bool {
        self.count(feet, (-28, 28), (-84, 4), |[r, g, b]| u32::from(r) + u32::from(g) + u32::from(b) < 230) > 120
    }

    /// A name plate is a dark field with light letters above the head.
    pub(super) fn shows_a_name(&self, feet: Spot) -> bool {
        let dark = self.count(feet, (-60, 60), (-150, -88), |[r, g, b]| r < 120 && g < 120 && b < 120);
        let light = self.count(feet, (-60, 60), (-150, -88), |[r, g, b]| r > 225 && g > 225 && b > 225);
        dark > 300 && light > 40
    }

    /// A balloon is a near-white field above the name.
    pub(super) fn shows_a_balloon(&self, feet: Spot) -> bool {
        self.count(feet, (-140, 140), (-230, -120), |[r, g, b]| r > 248 && g > 248 && b > 238) > 1_500
    }

    /// A field in focus wears a ring of the theme's focus colour.
    pub(super) fn shows_a_focus_ring(&self) -> bool {
        self.focus_ring() > 400
    }

    /// A wide button in the theme's strongest colour is one that leads on from a long text.
    pub(super) fn shows_a_wide_button(&self) -> bool {
        let strong = |p: &Rgba<u8>| p.0[0] < 50 && (95..125).contains(&p.0[1]) && (85..115).contains(&p.0[2]);
        self.0.rows().any(|row| {
            let mut run = 0;
            row.into_iter().any(|pixel| {
                run = if strong(pixel) { run + 1 } else { 0 };
                run > 200
            })
        })
    }

    /// Pixels of the ring round what has the keyboard.
    pub(super) fn focus_ring(&self) -> usize {
        let ring = |p: &Rgba<u8>| {
            let [r, g, b, _] = p.0;
            (180..=215).contains(&r) && (80..=115).contains(&g) && b < 40
        };
        self.0.pixels().filter(|pixel| ring(pixel)).count()
    }

    fn count(&self, feet: Spot, xs: (i64, i64), ys: (i64, i64), like: impl Fn([u8; 3]) -> bool) -> usize {
        let pixel = |x: i64, y: i64| {
            let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
            self.0.get_pixel_checked(x, y).map(|Rgba([r, g, b, _])| [*r, *g, *b])
        };
        let rows = feet.y + ys.0..feet.y + ys.1;
        rows.flat_map(|y| (feet.x + xs.0..feet.x + xs.1).map(move |x| (x, y)))
            .filter(|(x, y)| pixel(*x, *y).is_some_and(&like))
            .count()
    }
}
