//! The screen of the room, in the world: the page over its picture, dark around and when its presenter wants it so, and
//! the dot of whoever points.
//!
//! It shows what was fetched and fetches nothing; how much of it is in the window is told, so that the right size is.

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::window::PrimaryWindow;
use hiroba_shared::map::{RoomMap, ZoneKind};
use hiroba_shared::units::SUBTILES_PER_TILE;

use super::pages::{Pages, letters};
use super::{InSight, Slides};
use crate::camera::WorldCamera;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{OpenRoom, TILE, depth, world_place};

/// The dot's width in the world, and in pixels of its picture.
const DOT: f32 = 20.0;
const DOT_PIXELS: u32 = 40;
/// What is round a page that has another shape than the screen.
const DARK: Color = Color::srgb(0.03, 0.03, 0.04);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (hang.run_if(resource_exists::<OpenRoom>), show, look)
            .chain()
            .in_set(ClientSystems::Follow)
            .run_if(in_state(Screen::InVenue)),
    );
}

/// A screen of the room while something is shown on it.
#[derive(Component)]
struct Canvas {
    place: Rect,
}

/// The page on it.
#[derive(Component)]
struct Sheet;

/// The dot of whoever points.
#[derive(Component)]
struct Dot;

/// Hangs the screens of the room when something begins to be shown, and takes them down when nothing is.
fn hang(
    mut commands: Commands,
    room: Res<OpenRoom>,
    slides: Res<Slides>,
    mut images: ResMut<Assets<Image>>,
    mut dot: Local<Option<Handle<Image>>>,
    hung: Query<Entity, With<Canvas>>,
) {
    let shows = slides.showing.is_some();
    if !room.is_changed() && hung.is_empty() != shows {
        return;
    }
    for entity in &hung {
        commands.entity(entity).despawn();
    }
    if !shows {
        return;
    }
    let dot = dot.get_or_insert_with(|| images.add(drawn_dot())).clone();
    for place in screens(&room.map) {
        let sprite = Sprite::from_color(DARK, place.size());
        let at = Transform::from_translation(place.center().extend(depth::SCREENS));
        let canvas = (Name::new("screen"), Canvas { place }, DespawnOnExit(Screen::InVenue), sprite, at);
        let above = |height: f32| Transform::from_xyz(0.0, 0.0, height);
        let light = Sprite { image: dot.clone(), custom_size: Some(Vec2::splat(DOT)), ..default() };
        commands.spawn(canvas).with_children(|on| {
            on.spawn((Sheet, Sprite::default(), above(0.1), Visibility::Hidden));
            on.spawn((Dot, light, above(0.2), Visibility::Hidden));
        });
    }
}

/// Where the screens of a room are in the world.
pub(crate) fn screens(map: &RoomMap) -> impl Iterator<Item = Rect> {
    let units = |subtiles: i32| subtiles as f32 * TILE / SUBTILES_PER_TILE as f32;
    map.zones.iter().filter(|zone| zone.kind == ZoneKind::Screen).map(move |zone| {
        let (at, size) = zone.shape.bounds();
        let corner = world_place(at);
        Rect::from_corners(corner, corner + Vec2::new(units(size.x), -units(size.y)))
    })
}

fn show(
    slides: Res<Slides>,
    pages: Res<Pages>,
    canvases: Query<(&Canvas, &Children)>,
    mut sheets: Query<(&mut Sprite, &mut Visibility), (With<Sheet>, Without<Dot>)>,
    mut dots: Query<(&mut Transform, &mut Visibility), (With<Dot>, Without<Sheet>)>,
) {
    let Some(showing) = &slides.showing else { return };
    let files = slides.files(showing.screen.page).filter(|_| !showing.screen.blank);
    let lit = files.and_then(|files| Some((files, pages.best(files)?)));
    let lost = lit.is_none() && is_lost(&slides, &pages);
    for (canvas, children) in &canvases {
        let shape = lit.map_or(Vec2::ONE, |(files, _)| Vec2::new(files.width.into(), files.height.into()));
        let size = fitted(shape, canvas.place.size());
        for child in children {
            if let Ok((mut sprite, mut visibility)) = sheets.get_mut(*child) {
                // The page before stays until the next one is here. A dark screen is dark, and so is one whose page cannot
                // be had: another page would be taken for it.
                if let Some((_, image)) = lit.filter(|(_, image)| sprite.image != **image) {
                    sprite.image = image.clone();
                    sprite.custom_size = Some(size);
                }
                let seen = !showing.screen.blank && !lost && sprite.custom_size.is_some();
                visibility.set_if_neq(if seen { Visibility::Inherited } else { Visibility::Hidden });
            }
            if let Ok((mut transform, mut visibility)) = dots.get_mut(*child) {
                let dot = slides.dot.filter(|_| !showing.screen.blank);
                if let Some(dot) = dot {
                    let part = |part: u16| f32::from(part) / f32::from(u16::MAX);
                    transform.translation.x = (part(dot.x) - 0.5) * size.x;
                    transform.translation.y = (0.5 - part(dot.y)) * size.y;
                }
                visibility.set_if_neq(if dot.is_some() { Visibility::Inherited } else { Visibility::Hidden });
            }
        }
    }
}

/// Whether the page that is shown cannot be had, or what would say where it lies.
fn is_lost(slides: &Slides, pages: &Pages) -> bool {
    let Some(showing) = &slides.showing else { return false };
    let Some(index) = &slides.index else { return pages.is_lost(&letters(&showing.index.0)) };
    let Some(files) = index.pages.get(showing.screen.page.index()) else { return true };
    let sizes = [&files.large, &files.small];
    sizes.iter().any(|hash| pages.is_lost(hash)) && !sizes.iter().any(|hash| pages.is_asked(hash))
}

/// How large something of this shape can be within a place.
fn fitted(shape: Vec2, place: Vec2) -> Vec2 {
    shape * (place / shape.max(Vec2::ONE)).min_element()
}

/// How much of the screen is in the window.
fn look(
    room: Option<Res<OpenRoom>>,
    window: Query<&Window, With<PrimaryWindow>>,
    cameras: Query<(&WorldCamera, &Transform)>,
    mut sight: ResMut<InSight>,
) {
    let (Some(room), Ok(window), Some((camera, at))) = (room, window.single(), cameras.iter().next()) else { return };
    let half = Vec2::new(window.width(), window.height()) / 2.0 / camera.zoom();
    let view = Rect::from_center_half_size(at.translation.truncate(), half);
    let seen = screens(&room.map).find(|screen| !screen.intersect(view).is_empty());
    let pixels = seen.map_or(0.0, |screen| screen.width() * camera.zoom() * window.scale_factor());
    sight.set_if_neq(InSight { screen: seen.is_some(), pixels: pixels as u32 });
}

/// A red disc with a white rim, soft at its edge, to be seen on any page.
fn drawn_dot() -> Image {
    let middle = DOT_PIXELS as f32 / 2.0;
    let pixel = |n: u32| {
        let (x, y) = ((n % DOT_PIXELS) as f32 + 0.5 - middle, (n / DOT_PIXELS) as f32 + 0.5 - middle);
        let far = x.hypot(y);
        let cover = (middle - far).clamp(0.0, 1.0);
        let [red, green, blue] = if far > middle - 5.0 { [255, 255, 255] } else { [232, 28, 38] };
        [red, green, blue, (cover * 255.0) as u8]
    };
    let rgba = (0..DOT_PIXELS * DOT_PIXELS).flat_map(pixel).collect();
    let size = Extent3d { width: DOT_PIXELS, height: DOT_PIXELS, depth_or_array_layers: 1 };
    let (dimension, format) = (TextureDimension::D2, TextureFormat::Rgba8UnormSrgb);
    let mut image = Image::new(size, dimension, rgba, format, RenderAssetUsages::RENDER_WORLD);
    image.sampler = ImageSampler::linear();
    image
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::ecs::system::RunSystemOnce;

    use crate::slides::samples::slides;

    #[test]
    fn a_page_that_cannot_be_had_leaves_no_other_on_the_screen() {
        let slides = slides(3, 9);
        let (lost, next) = (slides.index.as_ref().unwrap().pages[2].small.clone(), "next".to_owned());
        let index = letters(&slides.showing.as_ref().unwrap().index.0);
        let unknown = Slides { index: None, ..slides.clone() };
        for (slides, hash, seen) in [
            (&slides, &lost, Visibility::Hidden),
            (&slides, &next, Visibility::Inherited),
            (&unknown, &index, Visibility::Hidden),
            (&unknown, &next, Visibility::Inherited),
        ] {
            let mut world = World::new();
            world.insert_resource(slides.clone());
            world.insert_resource(Pages::without(hash));
            let page_before = Sprite { custom_size: Some(Vec2::ONE), ..default() };
            let canvas = world.spawn(Canvas { place: Rect::new(0.0, 0.0, 16.0, 9.0) }).id();
            let sheet = world.spawn((Sheet, page_before, Visibility::Inherited, ChildOf(canvas))).id();
            world.run_system_once(show).unwrap();
            assert_eq!(world.get::<Visibility>(sheet), Some(&seen), "without {hash}");
        }
    }

    #[test]
    fn a_page_is_as_large_as_its_shape_lets_it() {
        let place = Vec2::new(896.0, 504.0);
        assert_eq!(fitted(Vec2::new(1_920.0, 1_080.0), place), place);
        assert_eq!(fitted(Vec2::new(1_440.0, 1_080.0), place), Vec2::new(672.0, 504.0));
        assert_eq!(fitted(Vec2::new(1_920.0, 480.0), place), Vec2::new(896.0, 224.0));
    }

    #[test]
    fn the_dot_is_red_in_the_middle_white_at_its_rim_and_clear_beyond() {
        let dot = drawn_dot();
        let pixels = dot.data.unwrap();
        let at = |x: u32, y: u32| {
            let from = ((y * DOT_PIXELS + x) * 4) as usize;
            pixels[from..from + 4].to_vec()
        };
        assert_eq!(at(20, 20), [232, 28, 38, 255]);
        assert_eq!((at(20, 2)[..3].to_vec(), at(0, 0)[3]), (vec![255, 255, 255], 0));
    }
}
