//! Draws writings with the browser's own text engine, once for each distinct text, into shared pages: any script, the
//! reader's own fonts, nothing to download.
//!
//! Bounded in time (`budget`) and memory (`atlas`). Texts wait for their turn unseen, nearest first. The canvas is
//! `hiroba_web::pen`, the way to the graphics card `upload`. What is written where is decided elsewhere.

mod upload;

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::platform::time::Instant;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::sprite::Anchor;
use bevy::window::PrimaryWindow;
use hiroba_web::pen::{Pen, Script};

use self::upload::{Patch, Patches};
use super::atlas::{Atlas, Drawn};
use super::budget::{allows, sharpness};
use super::{Extent, TextSystems, Weight, Writing};
use crate::camera::WorldCamera;

/// Pixels along a page's side, and how many pages there are at most: 32 MB of the graphics card's memory.
const PAGE_SIDE: u32 = 2_048;
const MOST_PAGES: usize = 2;
/// Frames for which texts are drawn less sharply after the pages were too full for all that is on the screen.
const CROWDED_FRAMES: u64 = 1_800;

pub(super) fn plugin(app: &mut App) {
    let Some(pen) = Pen::new() else {
        bevy::log::error!("the browser gives no canvas for texts");
        return;
    };
    app.insert_non_send(pen)
        .insert_resource(Texts {
            atlas: Atlas::new(PAGE_SIDE, MOST_PAGES),
            pages: Vec::new(),
            frame: 0,
            crowded_until: 0,
        })
        .add_plugins(upload::plugin)
        .add_systems(PostUpdate, (use_again, draw).chain().in_set(TextSystems::Write));
}

/// What makes one drawn text another: all that its pixels depend on, in whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    text: String,
    weight: Weight,
    colour: [u8; 4],
    /// Size, line height, width and sharpness in hundredths.
    measures: [u32; 4],
}

/// Every drawn text.
#[derive(Resource)]
struct Texts {
    atlas: Atlas<Look>,
    pages: Vec<Handle<Image>>,
    frame: u64,
    crowded_until: u64,
}

/// The drawn text that a writing shows, and how sharp it is.
#[derive(Component)]
struct Inked {
    drawn: Drawn,
    sharpness: f32,
}

impl Look {
    fn of(writing: &Writing, sharpness: f32) -> Self {
        let hundredths = |number: f32| (number * 100.0) as u32;
        let measures = [writing.size, writing.line_height, writing.width.unwrap_or(0.0), sharpness].map(hundredths);
        Self { text: writing.text.clone(), weight: writing.weight, colour: writing.colour.bytes(), measures }
    }
}

/// A writing as the pen takes it.
fn script(writing: &Writing) -> Script<'_> {
    let weight = match writing.weight {
        Weight::Plain => 400,
        Weight::Strong => 600,
    };
    let Writing { text, size, line_height, width, colour, .. } = writing;
    Script { text, size: *size, weight, colour: colour.bytes(), line_height: *line_height, width: *width }
}

/// Keeps what is on the screen.
fn use_again(mut texts: ResMut<Texts>, inked: Query<&Inked>) {
    texts.frame += 1;
    let frame = texts.frame;
    for Inked { drawn, .. } in &inked {
        texts.atlas.touch(*drawn, frame);
    }
}

/// Draws what is new or not sharp enough, as much as fits into this frame.
fn draw(
    mut commands: Commands,
    mut texts: ResMut<Texts>,
    mut patches: ResMut<Patches>,
    mut images: ResMut<Assets<Image>>,
    pen: NonSend<Pen>,
    window: Query<&Window, With<PrimaryWindow>>,
    camera: Query<&WorldCamera>,
    writings: Query<(Entity, &Writing, &GlobalTransform, Option<&Inked>)>,
) {
    let Ok(window) = window.single() else { return };
    let zoom = camera.iter().next().map_or(1.0, WorldCamera::zoom);
    let crowded = texts.frame < texts.crowded_until;
    let wanted = if crowded { 1.0 } else { sharpness(window.scale_factor(), zoom) };
    let is_due = |inked: Option<&Inked>| inked.is_none_or(|inked| inked.sharpness != wanted);
    let mut waiting: Vec<_> = writings.iter().filter(|(.., inked)| is_due(*inked)).collect();
    // Those who see nothing yet before those who see it less sharply; then the higher ones, which are the nearer ones.
    waiting.sort_by(|(_, _, a, inked), (_, _, b, other)| {
        inked.is_some().cmp(&other.is_some()).then(b.translation().z.total_cmp(&a.translation().z))
    });
    let (began, mut count) = (Instant::now(), 0);
    for (entity, writing, _, _) in waiting {
        let look = Look::of(writing, wanted);
        let drawn = match texts.atlas.find(&look) {
            Some(drawn) => drawn,
            None if !allows(count, began.elapsed().as_secs_f32() * 1_000.0) => return,
            None => {
                count += 1;
                let Some(drawing) = pen.draw(&script(writing), wanted) else { continue };
                let frame = texts.frame;
                let Some(drawn) = texts.atlas.place(look, drawing.size, frame) else {
                    texts.crowded_until = frame + CROWDED_FRAMES;
                    return;
                };
                let Some(spot) = texts.atlas.spot(drawn) else { continue };
                let page = texts.page(spot.page, &mut images).id();
                patches.0.push(Patch { page, at: spot.at, size: spot.size, rgba: drawing.rgba });
                drawn
            }
        };
        let frame = texts.frame;
        texts.atlas.touch(drawn, frame);
        let Some(spot) = texts.atlas.spot(drawn) else { continue };
        let corner = Vec2::new(spot.at.0 as f32, spot.at.1 as f32);
        let size = Vec2::new(spot.size.0 as f32, spot.size.1 as f32);
        let extent = size / pen.scale(&script(writing), wanted);
        let sprite = Sprite {
            image: texts.page(spot.page, &mut images),
            rect: Some(Rect::from_corners(corner, corner + size)),
            custom_size: Some(extent),
            ..default()
        };
        let extent = Extent(extent);
        commands.entity(entity).insert((sprite, Anchor::BOTTOM_CENTER, extent, Inked { drawn, sharpness: wanted }));
    }
}

impl Texts {
    /// The picture of a page; made when it is first needed.
    fn page(&mut self, number: usize, images: &mut Assets<Image>) -> Handle<Image> {
        while self.pages.len() <= number {
            let size = Extent3d { width: PAGE_SIDE, height: PAGE_SIDE, depth_or_array_layers: 1 };
            let (dimension, format) = (TextureDimension::D2, TextureFormat::Rgba8UnormSrgb);
            let mut page = Image::new_uninit(size, dimension, format, RenderAssetUsages::RENDER_WORLD);
            page.sampler = ImageSampler::linear();
            self.pages.push(images.add(page));
        }
        self.pages.get(number).cloned().unwrap_or_default()
    }
}
