//! The pixels behind pictures of panels: icons, gestures, avatars dressed from parts, and small maps.
//!
//! Atlases are part of the program. A name that no atlas has is shown as a letter instead.

use bevy::asset::RenderAssetUsages;
use bevy::image::{CompressedImageFormats, ImageSampler, ImageType};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::ui::widget::{ImageNode, NodeImageMode};
use hiroba_shared::look::Look;
use hiroba_shared::units::SUBTILES_PER_TILE;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::panel::picture::{MarkKind, Plan, Square};
use crate::theme::{Ink, Palette};

/// Pixels per square of a small map.
const SQUARE: usize = 4;

/// A part of an atlas to draw, and its tint.
pub(super) struct Part {
    pub(super) image: Handle<Image>,
    pub(super) rect: Rect,
    pub(super) tint: Color,
}

#[derive(Deserialize)]
struct Icons {
    cell: (u32, u32),
    columns: u32,
    icons: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
struct Avatars {
    cell: (u32, u32),
    columns: u32,
    order: Vec<String>,
    parts: BTreeMap<String, Vec<u32>>,
    palettes: BTreeMap<String, Vec<String>>,
}

/// The atlases, and the small map drawn last.
#[derive(Resource)]
pub struct Pictures {
    icons: (Handle<Image>, Icons),
    emotes: (Handle<Image>, Icons),
    avatars: (Handle<Image>, Avatars),
    plan: Option<(Arc<Plan>, bool, Handle<Image>)>,
    /// Photographs by their hashes, lent by who fetches them.
    pub(crate) photographs: BTreeMap<String, Handle<Image>>,
    /// Pages of slides by their hashes, lent by who fetches them.
    pub pages: BTreeMap<String, Handle<Image>>,
}

/// Reads the atlases; without a renderer there is nothing to read them for.
pub(super) fn load(mut commands: Commands, images: Option<ResMut<Assets<Image>>>) -> Result {
    let Some(mut images) = images else { return Ok(()) };
    let mut add = |png: &[u8]| -> Result<Handle<Image>> {
        let kind = ImageType::Extension("png");
        let formats = CompressedImageFormats::NONE;
        let image =
            Image::from_buffer(png, kind, formats, true, ImageSampler::linear(), RenderAssetUsages::RENDER_WORLD)?;
        Ok(images.add(image))
    };
    let icons = add(include_bytes!("../../../../assets/atlas/icons.png"))?;
    let emotes = add(include_bytes!("../../../../assets/atlas/emotes.png"))?;
    let avatars = add(include_bytes!("../../../../assets/atlas/avatar.png"))?;
    commands.insert_resource(Pictures {
        icons: (icons, serde_json::from_str(include_str!("../../../../assets/atlas/icons.json"))?),
        emotes: (emotes, serde_json::from_str(include_str!("../../../../assets/atlas/emotes.json"))?),
        avatars: (avatars, serde_json::from_str(include_str!("../../../../assets/atlas/avatar.json"))?),
        plan: None,
        photographs: BTreeMap::new(),
        pages: BTreeMap::new(),
    });
    Ok(())
}

fn cell(number: u32, columns: u32, (width, height): (u32, u32)) -> Rect {
    let at = Vec2::new((number % columns.max(1) * width) as f32, (number / columns.max(1) * height) as f32);
    Rect::from_corners(at, at + Vec2::new(width as f32, height as f32))
}

impl Pictures {
    /// The page or photograph of this hash, if it is here.
    pub(super) fn page(&self, hash: &str) -> Option<Handle<Image>> {
        self.pages.get(hash).or_else(|| self.photographs.get(hash)).cloned()
    }

    /// The icon with this name, in this colour.
    pub(super) fn icon(&self, name: &str, tint: Color) -> Option<Part> {
        let (image, icons) = &self.icons;
        let rect = cell(*icons.icons.get(name)?, icons.columns, icons.cell);
        Some(Part { image: image.clone(), rect, tint })
    }

    /// The gesture with this name.
    pub(super) fn emote(&self, name: &str) -> Option<Part> {
        let (image, icons) = &self.emotes;
        let rect = cell(*icons.icons.get(name)?, icons.columns, icons.cell);
        Some(Part { image: image.clone(), rect, tint: Color::WHITE })
    }

    /// The parts of an avatar that looks at the reader, lowest first.
    pub(super) fn look(&self, look: Look) -> Vec<Part> {
        let (image, avatars) = &self.avatars;
        let [skin, hair, hair_colour, clothes, clothes_colour, accessory] = look.parts().map(usize::from);
        let faces = avatars.parts.get("face").map_or(1, Vec::len).max(1);
        let part = |layer: &String| {
            let (style, palette, colour) = match layer.as_str() {
                "body" => (Some(0), "skin", skin),
                "face" => (Some(crate::panel::picture::face(look) % faces), "", 0),
                "clothes" => (Some(clothes), "clothes", clothes_colour),
                "hair" => (hair.checked_sub(1), "hair", hair_colour),
                "accessory" => (accessory.checked_sub(1), "", 0),
                _ => (None, "", 0),
            };
            let number = *avatars.parts.get(layer)?.get(style?)?;
            let tint = avatars.palettes.get(palette).and_then(|colours| colours.get(colour));
            let tint = tint.and_then(|hex| Srgba::hex(hex).ok()).map_or(Color::WHITE, Color::Srgba);
            Some(Part { image: image.clone(), rect: cell(number, avatars.columns, avatars.cell), tint })
        };
        avatars.order.iter().filter_map(part).collect()
    }

    /// The picture of a small map; the same map is drawn once.
    pub(super) fn plan(
        &mut self,
        plan: &Arc<Plan>,
        ink: &Palette,
        dark: bool,
        images: &mut Assets<Image>,
    ) -> Handle<Image> {
        if let Some((drawn, shade, handle)) = &self.plan
            && (Arc::ptr_eq(drawn, plan) || **drawn == **plan)
            && *shade == dark
        {
            return handle.clone();
        }
        let handle = images.add(draw_plan(plan, ink));
        self.plan = Some((Arc::clone(plan), dark, handle.clone()));
        handle
    }
}

/// A picture node for a part of an image.
pub(super) fn node(image: Handle<Image>, part: Option<Rect>, tint: Color) -> ImageNode {
    ImageNode { image, rect: part, color: tint, image_mode: NodeImageMode::Stretch, ..default() }
}

const fn ink_of(square: Square, ink: &Palette) -> Ink {
    match square {
        Square::Closed => ink.plan_closed,
        Square::Open => ink.plan_open,
        Square::Circle => ink.plan_circle,
        Square::Stage => ink.plan_stage,
        Square::Door => ink.plan_door,
        Square::Quiet => ink.plan_quiet,
        Square::Named => ink.plan_named,
    }
}

fn draw_plan(plan: &Plan, ink: &Palette) -> Image {
    let (width, height) = (usize::from(plan.size.0) * SQUARE, usize::from(plan.size.1) * SQUARE);
    let mut pixels = vec![0u8; width * height * 4];
    let mut put = |x: usize, y: usize, bytes: [u8; 4]| {
        let at = (y * width + x) * 4;
        if x < width
            && let Some(pixel) = pixels.get_mut(at..at + 4)
        {
            pixel.copy_from_slice(&bytes);
        }
    };
    for (n, square) in plan.squares.iter().enumerate() {
        let bytes = ink_of(*square, ink).bytes();
        let (left, top) = (n % usize::from(plan.size.0).max(1) * SQUARE, n / usize::from(plan.size.0).max(1) * SQUARE);
        (0..SQUARE * SQUARE).for_each(|k| put(left + k % SQUARE, top + k / SQUARE, bytes));
    }
    for mark in &plan.marks {
        let (colour, radius) = match mark.kind {
            MarkKind::Person => (ink.quiet, 3),
            MarkKind::Found => (ink.focus, 5),
            MarkKind::You => (ink.accent, 5),
        };
        let pixel = |subtiles: i32| subtiles.max(0) as usize * SQUARE / SUBTILES_PER_TILE as usize;
        disc(&mut put, (pixel(mark.at.x), pixel(mark.at.y)), radius + 1, ink.surface.bytes());
        disc(&mut put, (pixel(mark.at.x), pixel(mark.at.y)), radius, colour.bytes());
    }
    Image::new(
        Extent3d { width: width as u32, height: height as u32, depth_or_array_layers: 1 },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}

fn disc(put: &mut impl FnMut(usize, usize, [u8; 4]), (x, y): (usize, usize), radius: usize, bytes: [u8; 4]) {
    for dy in 0..=radius * 2 {
        for dx in 0..=radius * 2 {
            let (a, b) = (dx.abs_diff(radius), dy.abs_diff(radius));
            if a * a + b * b <= radius * radius {
                put((x + dx).wrapping_sub(radius), (y + dy).wrapping_sub(radius), bytes);
            }
        }
    }
}
