//! Raised hands are seen over their owners' heads, and the applause of the hall as a wave over it.
//!
//! Whose hands are up is told by the venue, and how loud the applause is: a number each half second, never each clap.

use bevy::prelude::*;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::talk::Emote;

use super::emote::{EmotePictures, cell_of};
use crate::comfort::Comfort;
use crate::floor::hall::Hall;
use crate::schedule::ClientSystems;
use crate::venue_state::{Avatar, FromVenue, HEAD, depth};

/// Beside the head, so that the name and a gesture can still be seen.
const BESIDE: Vec2 = Vec2::new(30.0, 8.0);
/// Most pictures of one wave; a thousand claps are not more of them.
const MOST_IN_A_WAVE: usize = 24;
const WAVE_SECONDS: f32 = 2.4;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (hold.run_if(resource_exists::<Hall>), cheer.run_if(resource_exists::<Comfort>), rise)
            .in_set(ClientSystems::Follow)
            .run_if(resource_exists::<EmotePictures>),
    );
}

/// A raised hand, child of its avatar.
#[derive(Component)]
struct RaisedHand;

/// One picture of a wave of applause.
#[derive(Component)]
struct Cheering {
    since: f32,
    from: Vec2,
}

fn hold(
    mut commands: Commands,
    hall: Res<Hall>,
    pictures: Res<EmotePictures>,
    avatars: Query<(Entity, &Avatar, &Transform, Option<&Children>)>,
    hands: Query<(), With<RaisedHand>>,
) {
    if hall.raised.is_empty() && hands.is_empty() {
        return;
    }
    for (entity, avatar, transform, children) in &avatars {
        let held = children.into_iter().flatten().copied().find(|child| hands.contains(*child));
        match (hall.raised.contains(&avatar.visitor), held) {
            (true, None) => {
                let at = Transform::from_translation(
                    (Vec2::Y * HEAD + BESIDE).extend(depth::EMOTES - transform.translation.z),
                );
                commands.entity(entity).with_child((RaisedHand, pictures.sprite(Emote::Wave, 34.0), at));
            }
            (false, Some(hand)) => commands.entity(hand).despawn(),
            (true, Some(_)) | (false, None) => {}
        }
    }
}

fn cheer(
    mut commands: Commands,
    mut heard: MessageReader<FromVenue>,
    comfort: Res<Comfort>,
    pictures: Res<EmotePictures>,
    camera: Query<(&Transform, &Projection), With<Camera2d>>,
) {
    for FromVenue(message) in heard.read() {
        let FromServer::Floor(FloorFromServer::Cheers(cheers)) = message else { continue };
        let Ok((eye, Projection::Orthographic(view))) = camera.single() else { continue };
        if comfort.is_calm() {
            continue;
        }
        let heard = cheers.iter().flat_map(|(emote, count)| std::iter::repeat_n(*emote, usize::from(*count)));
        let all: Vec<Emote> = heard.take(MOST_IN_A_WAVE * 64).collect();
        let every = all.len().div_ceil(MOST_IN_A_WAVE).max(1);
        let shown: Vec<Emote> = all.into_iter().step_by(every).collect();
        let width = view.area.width();
        for (n, emote) in shown.iter().enumerate() {
            // Spread evenly with a little disorder that is the same on every screen.
            let along = (n as f32 + 0.5) / shown.len() as f32 + ((n * 7919) % 13) as f32 * 0.004;
            let from = eye.translation.truncate() + Vec2::new(view.area.min.x + along * width, view.area.min.y);
            let late = ((n * 31) % 10) as f32 * 0.05;
            let at = Transform::from_translation(from.extend(depth::EMOTES + 1.0));
            commands.spawn((Cheering { since: -late, from }, pictures.sprite(*emote, 40.0), at));
        }
    }
}

fn rise(
    mut commands: Commands,
    time: Res<Time>,
    mut cheering: Query<(Entity, &mut Cheering, &mut Transform, &mut Sprite)>,
) {
    for (entity, mut one, mut transform, mut sprite) in &mut cheering {
        one.since += time.delta_secs();
        let part = (one.since / WAVE_SECONDS).max(0.0);
        if part > 1.0 {
            commands.entity(entity).despawn();
            continue;
        }
        let sway = (part * 9.0 + one.from.x).sin() * 6.0;
        transform.translation.x = one.from.x + sway;
        transform.translation.y = one.from.y + 220.0 * part;
        sprite.color.set_alpha((1.0 - part) * 0.9);
    }
}

impl EmotePictures {
    /// A gesture of this size.
    fn sprite(&self, emote: Emote, size: f32) -> Sprite {
        let corner = Vec2::new(cell_of(emote) * super::emote::CELL, 0.0);
        let rect = Some(Rect::from_corners(corner, corner + super::emote::CELL));
        Sprite { image: self.0.clone(), rect, custom_size: Some(Vec2::splat(size)), ..default() }
    }
}
