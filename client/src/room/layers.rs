//! Draws the layers of the open room: one mesh per layer, tileset and part of the map, lowest first.
//!
//! Pictures arrive one by one; what uses a picture is drawn when it is there. Only animated tiles change afterwards.

use std::collections::{BTreeMap, BTreeSet};

use bevy::asset::RenderAssetUsages;
use bevy::image::{CompressedImageFormats, ImageFilterMode, ImageSampler, ImageSamplerDescriptor, ImageType};
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::sprite_render::AlphaMode2d;
use hiroba_shared::map::Tileset;

use super::tiles::{self, Quad};
use crate::comfort::Comfort;
use crate::net::port::ToLink;
use crate::net::{Link, PictureArrived};
use crate::schedule::ClientSystems;
use crate::venue_state::{OpenRoom, depth};

/// Height between two layers.
const LAYER_DEPTH: f32 = 0.1;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TilePictures>().add_systems(
        Update,
        (
            take_pictures,
            clear.run_if(resource_removed::<OpenRoom>),
            (draw, animate).chain().run_if(resource_exists::<OpenRoom>),
        )
            .chain()
            .in_set(ClientSystems::React),
    );
}

/// Tileset pictures, by hash.
#[derive(Resource, Default)]
struct TilePictures {
    asked: BTreeSet<String>,
    here: BTreeMap<String, Handle<Image>>,
}

/// A drawn piece of the room.
#[derive(Component)]
struct Piece;

/// A piece with animated tiles in it.
#[derive(Component)]
struct AnimatedPiece {
    tileset: usize,
    quads: Vec<Quad>,
    /// What each quad shows now.
    shown: Vec<u32>,
}

fn take_pictures(
    mut arrived: MessageReader<PictureArrived>,
    mut images: ResMut<Assets<Image>>,
    mut pictures: ResMut<TilePictures>,
) {
    for PictureArrived { hash, png } in arrived.read() {
        // Photographs come the same way.
        if !pictures.asked.contains(hash) {
            continue;
        }
        let Some(png) = png else {
            // It is asked for again when the room is next entered.
            pictures.asked.remove(hash);
            continue;
        };
        match picture(png) {
            Ok(image) => {
                pictures.here.insert(hash.clone(), images.add(image));
            }
            Err(error) => bevy::log::error!(hash, "a tileset is no picture: {error}"),
        }
    }
}

/// Crisp when enlarged, smooth when made smaller.
fn picture(png: &[u8]) -> Result<Image> {
    let sampler = ImageSamplerDescriptor {
        mag_filter: ImageFilterMode::Nearest,
        min_filter: ImageFilterMode::Linear,
        ..ImageSamplerDescriptor::linear()
    };
    let (formats, kind) = (CompressedImageFormats::NONE, ImageType::Extension("png"));
    let usage = RenderAssetUsages::RENDER_WORLD;
    Ok(Image::from_buffer(png, kind, formats, true, ImageSampler::Descriptor(sampler), usage)?)
}

fn clear(mut commands: Commands, pieces: Query<Entity, With<Piece>>) {
    for piece in &pieces {
        commands.entity(piece).despawn();
    }
}

/// Draws everything anew when the room changed, and again when a further picture arrived.
fn draw(
    mut commands: Commands,
    room: Res<OpenRoom>,
    mut pictures: ResMut<TilePictures>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ColorMaterial>>,
    link: Option<ResMut<Link>>,
    pieces: Query<Entity, With<Piece>>,
    mut drawn: Local<usize>,
) {
    if let Some(mut link) = link.filter(|_| room.is_changed()) {
        for tileset in &room.map.tilesets {
            if pictures.asked.insert(tileset.image.clone()) {
                link.0.order(ToLink::FetchPicture(tileset.image.clone()));
            }
        }
    }
    if !room.is_changed() && *drawn == pictures.here.len() {
        return;
    }
    *drawn = pictures.here.len();
    clear(commands.reborrow(), pieces);
    let mut z = [depth::GROUND, depth::ABOVE];
    for layer in &room.map.layers {
        let Some(z) = z.get_mut(usize::from(layer.above)) else { continue };
        *z += LAYER_DEPTH;
        for (number, tileset) in room.map.tilesets.iter().enumerate() {
            let Some(image) = pictures.here.get(&tileset.image).cloned() else { continue };
            let material = ColorMaterial {
                color: Color::WHITE.with_alpha(f32::from(layer.opacity) / 255.0),
                alpha_mode: AlphaMode2d::Blend,
                texture: Some(image),
                ..default()
            };
            let material = materials.add(material);
            for quads in tiles::chunks(&room.map, layer, tileset) {
                let at = Transform::from_xyz(0.0, 0.0, *z + number as f32 * 0.001);
                let mesh = Mesh2d(meshes.add(mesh(tileset, &quads)));
                let mut piece = commands.spawn((Piece, mesh, MeshMaterial2d(material.clone()), at));
                if quads.iter().any(|quad| is_animated(tileset, quad)) {
                    let shown = quads.iter().map(|quad| quad.tile).collect();
                    piece.insert(AnimatedPiece { tileset: number, quads, shown });
                }
            }
        }
    }
}

fn mesh(tileset: &Tileset, quads: &[Quad]) -> Mesh {
    let positions: Vec<_> = quads.iter().flat_map(Quad::corners).collect();
    let texture: Vec<_> = quads.iter().flat_map(|quad| quad.texture(tileset, quad.tile)).collect();
    let count = u32::try_from(quads.len()).unwrap_or(0);
    let indices = (0..count).flat_map(|n| [0, 2, 1, 0, 3, 2].map(|corner| n * 4 + corner)).collect();
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, texture)
        .with_inserted_indices(Indices::U32(indices))
}

fn is_animated(tileset: &Tileset, quad: &Quad) -> bool {
    tileset.animations.iter().any(|animation| animation.tile == quad.tile)
}

/// Turns animated tiles to the picture of the moment.
fn animate(
    time: Res<Time>,
    comfort: Option<Res<Comfort>>,
    room: Res<OpenRoom>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut pieces: Query<(&mut AnimatedPiece, &Mesh2d)>,
) {
    // Water that ripples is decoration, and motion.
    let still = comfort.is_some_and(|comfort| comfort.is_calm() || comfort.is_plain());
    let now_ms = if still { 0 } else { time.elapsed().as_millis() };
    for (mut piece, mesh) in &mut pieces {
        let Some(tileset) = room.map.tilesets.get(piece.tileset) else { continue };
        let shown: Vec<u32> = piece.quads.iter().map(|quad| shown_tile(tileset, quad.tile, now_ms)).collect();
        if shown == piece.shown {
            continue;
        }
        let texture: Vec<_> =
            piece.quads.iter().zip(&shown).flat_map(|(quad, tile)| quad.texture(tileset, *tile)).collect();
        if let Some(mut mesh) = meshes.get_mut(&mesh.0) {
            mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, texture);
        }
        piece.shown = shown;
    }
}

/// Which tile of an animation shows at a moment; every client shows its own moment.
fn shown_tile(tileset: &Tileset, tile: u32, now_ms: u128) -> u32 {
    let Some(animation) = tileset.animations.iter().find(|animation| animation.tile == tile) else { return tile };
    let length: u128 = animation.frames.iter().map(|(_, ms)| u128::from(*ms)).sum();
    let Some(mut into) = now_ms.checked_rem(length) else { return tile };
    for (tile, ms) in &animation.frames {
        if into < u128::from(*ms) {
            return *tile;
        }
        into -= u128::from(*ms);
    }
    tile
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::map::Animation;

    #[test]
    fn an_animated_tile_shows_its_frames_in_turn() {
        let animation = Animation { tile: 4, frames: vec![(4, 100), (6, 50)] };
        let tileset = Tileset {
            image: String::new(),
            image_px: (64, 64),
            tile_px: (32, 32),
            columns: 2,
            margin: 0,
            spacing: 0,
            first: 1,
            count: 8,
            animations: vec![animation],
        };
        let shown = [0, 99, 100, 149, 150].map(|ms| shown_tile(&tileset, 4, ms));
        assert_eq!(shown, [4, 4, 6, 6, 4]);
        assert_eq!(shown_tile(&tileset, 5, 120), 5);
    }
}
