//! Rounded cards behind texts in the world, as large as the text that was laid out.

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::sprite::{BorderRect, SliceScaleMode, SpriteImageMode, TextureSlicer};

use super::{Extent, Writing};

/// Pixels along one side of the card's picture, and of its corners.
const SIDE: u32 = 48;
const CORNER: f32 = 20.0;

/// The card behind a text.
#[derive(Component, Debug)]
pub(super) struct Card;

/// The picture of a round-cornered card, white, to be tinted and stretched.
#[derive(Resource)]
pub(super) struct CardPicture(Handle<Image>);

pub(super) fn make_card(mut commands: Commands, images: Option<ResMut<Assets<Image>>>) {
    let Some(mut images) = images else { return };
    let mut pixels = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for n in 0..SIDE * SIDE {
        let from_middle = |v: u32| ((v as f32 + 0.5 - SIDE as f32 / 2.0).abs() - (SIDE as f32 / 2.0 - CORNER)).max(0.0);
        let (dx, dy) = (from_middle(n % SIDE), from_middle(n / SIDE));
        let cover = (CORNER - (dx * dx + dy * dy).sqrt() + 0.5).clamp(0.0, 1.0);
        pixels.extend([255, 255, 255, (cover * 255.0) as u8]);
    }
    let size = Extent3d { width: SIDE, height: SIDE, depth_or_array_layers: 1 };
    let format = TextureFormat::Rgba8UnormSrgb;
    let mut image = Image::new(size, TextureDimension::D2, pixels, format, RenderAssetUsages::RENDER_WORLD);
    image.sampler = ImageSampler::linear();
    commands.insert_resource(CardPicture(images.add(image)));
}

/// Gives every text its card and keeps both equally large.
pub(super) fn back(
    mut commands: Commands,
    picture: Option<Res<CardPicture>>,
    texts: Query<(Entity, &Writing, &Extent, Option<&Children>), Changed<Extent>>,
    mut cards: Query<(&mut Sprite, &mut Transform), With<Card>>,
) {
    let Some(picture) = picture else { return };
    for (entity, writing, Extent(text), children) in &texts {
        if text.x <= 0.0 {
            continue;
        }
        let size = *text + writing.card.padding * 2.0;
        let middle = Vec2::new(0.0, text.y / 2.0);
        let drawn = children.into_iter().flatten().copied().find(|child| cards.contains(*child));
        if let Some((mut sprite, mut transform)) = drawn.and_then(|card| cards.get_mut(card).ok()) {
            sprite.custom_size = Some(size);
            transform.translation = middle.extend(-0.01);
            continue;
        }
        let slicer = TextureSlicer {
            border: BorderRect::all(CORNER),
            center_scale_mode: SliceScaleMode::Stretch,
            sides_scale_mode: SliceScaleMode::Stretch,
            max_corner_scale: writing.card.radius / CORNER,
        };
        let sprite = Sprite {
            image: picture.0.clone(),
            color: writing.card.colour.colour(),
            custom_size: Some(size),
            image_mode: SpriteImageMode::Sliced(slicer),
            ..default()
        };
        let card = commands.spawn((Card, sprite, Transform::from_translation(middle.extend(-0.01)))).id();
        commands.entity(entity).add_child(card);
    }
}
