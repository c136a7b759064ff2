//! Carries drawn texts to their pages on the graphics card, each as the small rectangle it is.
//!
//! The pages have no copy in the program's memory. What comes before its page exists waits a frame.

use bevy::prelude::*;
use bevy::render::render_asset::RenderAssets;
use bevy::render::render_resource::{Extent3d, Origin3d, TexelCopyBufferLayout, TexelCopyTextureInfo, TextureAspect};
use bevy::render::renderer::RenderQueue;
use bevy::render::texture::GpuImage;
use bevy::render::{ExtractSchedule, MainWorld, Render, RenderApp, RenderSystems};

/// The pixels of one text, and where they belong.
pub(super) struct Patch {
    pub(super) page: AssetId<Image>,
    pub(super) at: (u32, u32),
    pub(super) size: (u32, u32),
    pub(super) rgba: Vec<u8>,
}

/// What was drawn since the last frame.
#[derive(Resource, Default)]
pub(super) struct Patches(pub(super) Vec<Patch>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Patches>();
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render
            .init_resource::<Patches>()
            .add_systems(ExtractSchedule, take)
            .add_systems(Render, write.in_set(RenderSystems::PrepareResources));
    }
}

fn take(mut world: ResMut<MainWorld>, mut waiting: ResMut<Patches>) {
    if let Some(mut drawn) = world.get_resource_mut::<Patches>().filter(|drawn| !drawn.0.is_empty()) {
        waiting.0.append(&mut drawn.0);
    }
}

fn write(mut waiting: ResMut<Patches>, pages: Res<RenderAssets<GpuImage>>, queue: Res<RenderQueue>) {
    waiting.0.retain(|patch| {
        let Some(page) = pages.get(patch.page) else { return true };
        let (width, height) = patch.size;
        let target = TexelCopyTextureInfo {
            texture: &page.texture,
            mip_level: 0,
            origin: Origin3d { x: patch.at.0, y: patch.at.1, z: 0 },
            aspect: TextureAspect::All,
        };
        let layout = TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(width * 4), rows_per_image: Some(height) };
        queue.write_texture(target, &patch.rgba, layout, Extent3d { width, height, depth_or_array_layers: 1 });
        false
    });
}
