//! The picture of an avatar: tinted parts over each other, a shadow, a badge for those away.
//!
//! Frames follow the way walked, not the clock, so feet never slide. Where the avatar is, is decided elsewhere.

use bevy::asset::RenderAssetUsages;
use bevy::image::{CompressedImageFormats, ImageSampler, ImageType};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::sprite::Anchor;
use hiroba_shared::rules::movement::Motion;

use super::Worn;
use super::atlas::{Atlas, Frame, Part, WALK_FRAMES};
use crate::comfort::Comfort;
use crate::schedule::ClientSystems;
use crate::theme::Theme;
use crate::venue_state::{Avatar, HEAD, Pose, TILE, depth};

const PNG: &[u8] = include_bytes!("../../../assets/atlas/avatar.png");
const ICONS: &[u8] = include_bytes!("../../../assets/atlas/icons.png");
/// The cell of the badge in the icons' atlas, and its side in pixels.
const AWAY_CELL: (f32, f32) = (26.0, 64.0);
const ICON_COLUMNS: f32 = 8.0;
/// World units of one walking cycle, at a walk and at a run.
const CYCLE: (f32, f32) = (1.15 * TILE, 1.7 * TILE);
/// Between the parts of one avatar: far less than between avatars a pixel apart.
const PART_DEPTH: f32 = 0.000_2;
const AWAY_ALPHA: f32 = 0.5;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, load).add_systems(
        Update,
        (dress, animate).chain().in_set(ClientSystems::Follow).run_if(resource_exists::<Wardrobe>),
    );
}

/// The loaded pictures.
#[derive(Resource)]
pub(super) struct Wardrobe {
    atlas: Atlas,
    parts: Handle<Image>,
    icons: Handle<Image>,
    shadow: Handle<Image>,
    disc: Handle<Image>,
}

/// A drawn part, child of its avatar.
#[derive(Component)]
struct Drawn(Part);

#[derive(Component)]
struct Shadow;

#[derive(Component)]
struct AwayBadge;

/// How far the avatar came in its walking cycle.
#[derive(Component, Default)]
struct Gait {
    from: Option<Vec2>,
    way: f32,
}

/// A picture that is part of the program.
pub(super) fn embedded(png: &[u8]) -> Result<Image> {
    let sampler = ImageSampler::linear();
    let formats = CompressedImageFormats::NONE;
    let kind = ImageType::Extension("png");
    Ok(Image::from_buffer(png, kind, formats, true, sampler, RenderAssetUsages::RENDER_WORLD)?)
}

fn load(mut commands: Commands, mut images: ResMut<Assets<Image>>) -> Result {
    let wardrobe = Wardrobe {
        atlas: Atlas::load()?,
        parts: images.add(embedded(PNG)?),
        icons: images.add(embedded(ICONS)?),
        shadow: images.add(ellipse(48, 20, shade)),
        disc: images.add(ellipse(48, 48, edge)),
    };
    commands.insert_resource(wardrobe);
    Ok(())
}

/// Puts the parts of a new or changed look onto an avatar.
fn dress(
    mut commands: Commands,
    wardrobe: Res<Wardrobe>,
    theme: Res<Theme>,
    changed: Query<(Entity, &Worn, Option<&Children>), Changed<Worn>>,
    drawn: Query<(), Or<(With<Drawn>, With<Shadow>, With<AwayBadge>)>>,
) {
    for (avatar, worn, children) in &changed {
        for old in children.into_iter().flatten().filter(|child| drawn.contains(**child)) {
            commands.entity(*old).despawn();
        }
        commands.entity(avatar).insert(Gait::default()).with_children(|parent| {
            let shadow = Sprite { image: wardrobe.shadow.clone(), ..default() };
            parent.spawn((Shadow, shadow, Transform::from_xyz(0.0, 1.0, 0.0)));
            for (number, part) in wardrobe.atlas.parts(worn.0).into_iter().enumerate() {
                let color = part.tint.as_ref().and_then(|tint| Srgba::hex(tint).ok()).unwrap_or(Srgba::WHITE).into();
                let sprite = Sprite { image: wardrobe.parts.clone(), color, ..default() };
                let at = Transform::from_xyz(0.0, 0.0, number as f32 * PART_DEPTH);
                parent.spawn((Drawn(part), sprite, Anchor(wardrobe.atlas.anchor()), at));
            }
            parent
                .spawn((
                    AwayBadge,
                    badge_ground(&wardrobe, &theme),
                    Transform::from_xyz(18.0, HEAD - 20.0, 0.01),
                    Visibility::Hidden,
                ))
                .with_child((away_sign(&wardrobe), Transform::from_xyz(0.0, 0.0, PART_DEPTH)));
        });
    }
}

/// A dark disc, because the sign is white and floors are light.
fn badge_ground(wardrobe: &Wardrobe, theme: &Theme) -> Sprite {
    let color = theme.ink.plate.colour();
    Sprite { image: wardrobe.disc.clone(), color, custom_size: Some(Vec2::splat(24.0)), ..default() }
}

fn away_sign(wardrobe: &Wardrobe) -> Sprite {
    let (cell, side) = AWAY_CELL;
    let corner = Vec2::new(cell % ICON_COLUMNS, (cell / ICON_COLUMNS).floor()) * side;
    Sprite {
        image: wardrobe.icons.clone(),
        rect: Some(Rect::from_corners(corner, corner + side)),
        custom_size: Some(Vec2::splat(17.0)),
        ..default()
    }
}

/// Chooses the cells for what the body does.
fn animate(
    wardrobe: Res<Wardrobe>,
    comfort: Option<Res<Comfort>>,
    mut avatars: Query<(&Pose, &Transform, &mut Gait, &Children), With<Avatar>>,
    mut parts: Query<(&Drawn, &mut Sprite)>,
    mut shadows: Query<(&mut Transform, &mut Visibility), (With<Shadow>, Without<Avatar>)>,
    mut badges: Query<&mut Visibility, (With<AwayBadge>, Without<Shadow>)>,
) {
    let plain = comfort.is_some_and(|comfort| comfort.is_plain());
    for (pose, transform, mut gait, children) in &mut avatars {
        let frame = gait.frame(pose, transform.translation.truncate());
        for child in children {
            if let Ok((drawn, mut sprite)) = parts.get_mut(*child) {
                let (rect, mirrored) = wardrobe.atlas.pixels(&drawn.0, pose.facing, frame);
                let alpha = if pose.away { AWAY_ALPHA } else { 1.0 };
                if sprite.rect != Some(rect) || sprite.flip_x != mirrored || sprite.color.alpha() != alpha {
                    sprite.rect = Some(rect);
                    sprite.flip_x = mirrored;
                    sprite.color.set_alpha(alpha);
                }
            } else if let Ok((mut shadow, mut seen)) = shadows.get_mut(*child) {
                shadow.translation.z = depth::MARKS - transform.translation.z;
                seen.set_if_neq(if plain { Visibility::Hidden } else { Visibility::Inherited });
            } else if let Ok(mut badge) = badges.get_mut(*child) {
                badge.set_if_neq(if pose.away { Visibility::Inherited } else { Visibility::Hidden });
            }
        }
    }
}

impl Gait {
    fn frame(&mut self, pose: &Pose, at: Vec2) -> Frame {
        let moved = self.from.map_or(0.0, |from| from.distance(at));
        self.from = Some(at);
        let cycle = match pose.motion {
            Motion::Seated => return Frame::Sitting,
            Motion::Standing => {
                self.way = 0.0;
                return Frame::Standing;
            }
            Motion::Walking => CYCLE.0,
            Motion::Running => CYCLE.1,
        };
        // A jump is no walking.
        if moved < TILE {
            self.way = (self.way + moved / cycle).fract();
        }
        Frame::Walking((self.way * WALK_FRAMES as f32) as u32)
    }
}

/// A picture of an ellipse; `colour` gets the distance from its middle, 1 at the edge.
fn ellipse(width: u32, height: u32, colour: fn(f32) -> [u8; 4]) -> Image {
    let half = Vec2::new(width as f32, height as f32) / 2.0;
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| {
        let place = (Vec2::new(x as f32 + 0.5, y as f32 + 0.5) - half) / half;
        colour(place.length())
    });
    let size = Extent3d { width, height, depth_or_array_layers: 1 };
    let format = TextureFormat::Rgba8UnormSrgb;
    Image::new(size, TextureDimension::D2, pixels.collect(), format, RenderAssetUsages::RENDER_WORLD)
}

/// Dark in the middle, fading outwards.
fn shade(distance: f32) -> [u8; 4] {
    let strength = (1.0 - distance * distance).clamp(0.0, 1.0);
    [20, 24, 40, (strength.sqrt() * 90.0) as u8]
}

/// White with a soft edge.
fn edge(distance: f32) -> [u8; 4] {
    [255, 255, 255, (((1.0 - distance) * 24.0).clamp(0.0, 1.0) * 255.0) as u8]
}
