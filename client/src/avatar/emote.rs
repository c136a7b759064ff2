//! Gestures float over avatars for three seconds.
//!
//! Who may gesture and who sees it is the venue's business.

use bevy::prelude::*;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::talk::{Emote, TalkFromServer};

use super::dress::embedded;
use crate::comfort::Comfort;
use crate::index::AvatarIndex;
use crate::schedule::ClientSystems;
use crate::venue_state::{FromVenue, HEAD, depth};

const PNG: &[u8] = include_bytes!("../../../assets/atlas/emotes.png");
pub(super) const CELL: f32 = 64.0;
/// Above the head, so that the name and the organisation can still be read.
const LIFT: f32 = 70.0;
const SHOWN_SECONDS: f32 = 3.0;
const GROWN_AFTER: f32 = 0.18;
const FADES_FOR: f32 = 0.4;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, load).add_systems(
        Update,
        (show.in_set(ClientSystems::React), float.in_set(ClientSystems::Follow))
            .run_if(resource_exists::<EmotePictures>),
    );
}

#[derive(Resource)]
pub(super) struct EmotePictures(pub(super) Handle<Image>);

/// A gesture that is being shown, child of its avatar.
#[derive(Component)]
struct Floating {
    since: f32,
}

fn load(mut commands: Commands, mut images: ResMut<Assets<Image>>) -> Result {
    commands.insert_resource(EmotePictures(images.add(embedded(PNG)?)));
    Ok(())
}

fn show(
    mut commands: Commands,
    mut heard: MessageReader<FromVenue>,
    pictures: Res<EmotePictures>,
    index: Res<AvatarIndex>,
    avatars: Query<(&Transform, Option<&Children>)>,
    floating: Query<(), With<Floating>>,
) {
    for FromVenue(message) in heard.read() {
        let FromServer::Talk(TalkFromServer::Emoted(visitor, emote)) = message else { continue };
        let Some(entity) = index.0.get(visitor).copied() else { continue };
        let Ok((transform, children)) = avatars.get(entity) else { continue };
        for old in children.into_iter().flatten().filter(|child| floating.contains(**child)) {
            commands.entity(*old).despawn();
        }
        let corner = Vec2::new(cell_of(*emote) * CELL, 0.0);
        let rect = Some(Rect::from_corners(corner, corner + CELL));
        let sprite = Sprite { image: pictures.0.clone(), rect, custom_size: Some(Vec2::splat(44.0)), ..default() };
        let at = Transform::from_xyz(0.0, HEAD + LIFT, depth::EMOTES - transform.translation.z)
            .with_scale(Vec3::splat(0.01));
        commands.entity(entity).with_child((Floating { since: 0.0 }, sprite, at));
    }
}

/// The column of an emote's picture; the atlas has them in the order of the wire.
pub(super) fn cell_of(emote: Emote) -> f32 {
    Emote::ALL.into_iter().position(|known| known == emote).unwrap_or(0) as f32
}

fn float(
    mut commands: Commands,
    time: Res<Time>,
    comfort: Option<Res<Comfort>>,
    mut emotes: Query<(Entity, &mut Floating, &mut Transform, &mut Sprite)>,
) {
    let calm = comfort.is_some_and(|comfort| comfort.is_calm());
    for (entity, mut floating, mut transform, mut sprite) in &mut emotes {
        floating.since += time.delta_secs();
        let since = floating.since;
        if since > SHOWN_SECONDS {
            commands.entity(entity).despawn();
            continue;
        }
        let grown = if calm { 1.0 } else { (since / GROWN_AFTER).min(1.0) };
        transform.scale = Vec3::splat(0.3 + 0.7 * grown);
        transform.translation.y = HEAD + LIFT + if calm { 0.0 } else { (since * 4.0).sin() * 3.0 };
        sprite.color.set_alpha(if calm { 1.0 } else { ((SHOWN_SECONDS - since) / FADES_FOR).min(1.0) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(serde::Deserialize)]
    struct Icons {
        icons: BTreeMap<String, u32>,
    }

    #[test]
    fn every_emote_has_its_picture_in_wire_order() {
        let json = include_str!("../../../assets/atlas/emotes.json");
        let Icons { icons } = serde_json::from_str(json).unwrap();
        for emote in Emote::ALL {
            assert_eq!(icons.get(emote.name()).map(|cell| *cell as f32), Some(cell_of(emote)), "{emote:?}");
        }
    }
}
