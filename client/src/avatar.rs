//! Bodies of people: who has one, where it is, how it looks.
//!
//! An avatar exists once its place and its profile are known. `predict` moves the own one, `interpolate` everybody
//! else; both write [`Pose`], and only from it come places in the world.

pub mod interpolate;
pub mod predict;
mod atlas;
mod dress;
mod emote;
mod hand;
#[cfg(test)]
mod tests;

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::look::Look;
use hiroba_shared::units::Point;
use hiroba_viewer::track::Seen;

use self::interpolate::Sight;
use self::predict::Prediction;
use crate::index::AvatarIndex;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{Avatar, OpenRoom, OwnAvatar, Pose, VenueState, depth, world_place};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((predict::plugin, interpolate::plugin))
        .add_systems(Update, appear.in_set(ClientSystems::React))
        .add_systems(Update, stand.in_set(ClientSystems::Stand))
        .add_systems(OnEnter(Screen::SignIn), vanish);
}

/// The pictures of avatars and their gestures; needs a renderer.
pub(super) fn pictures(app: &mut App) {
    app.add_plugins((dress::plugin, emote::plugin, hand::plugin));
}

/// Most people who get a body in one frame: each costs its parts, its plate and its letters, and fifty who enter at once
/// shall make no long frame.
const MOST_NEW: usize = 16;

/// What the avatar of a visitor looks like.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worn(pub Look);

/// A place between subtiles, as a pose.
pub(super) fn pose_of(seen: Seen) -> Pose {
    let at = Point::new(seen.x.round() as i32, seen.y.round() as i32);
    Pose { position: at, facing: seen.facing, motion: seen.motion, away: seen.away }
}

/// Gives a body to everybody whose place and profile are known, so many a frame and the own one first, takes it from
/// everybody else, and redresses.
fn appear(
    mut commands: Commands,
    state: Res<VenueState>,
    sight: Res<Sight>,
    prediction: Res<Prediction>,
    room: Option<Res<OpenRoom>>,
    mut index: ResMut<AvatarIndex>,
    mut worn: Query<&mut Worn>,
) {
    let own = state.you.filter(|_| prediction.walk.is_known());
    let wanted = |visitor: VisitorId| room.is_some() && (own == Some(visitor) || sight.crowd.track(visitor).is_some());
    index.0.retain(|visitor, entity| {
        let stays = wanted(*visitor);
        if !stays {
            commands.entity(*entity).despawn();
        }
        stays
    });
    let mut new = 0;
    for visitor in own.into_iter().chain(sight.crowd.visitors()).filter(|visitor| wanted(*visitor)) {
        let Some(look) = look_of(&state, visitor) else { continue };
        match index.0.get(&visitor) {
            Some(entity) => {
                if let Ok(mut worn) = worn.get_mut(*entity) {
                    worn.set_if_neq(Worn(look));
                }
            }
            None if new == MOST_NEW => {}
            None => {
                new += 1;
                let entity = spawn(&mut commands, visitor, look);
                if own == Some(visitor) {
                    commands.entity(entity).insert(OwnAvatar);
                }
                index.0.insert(visitor, entity);
            }
        }
    }
}

fn look_of(state: &VenueState, visitor: VisitorId) -> Option<Look> {
    match state.profiles.get(&visitor) {
        Some(profile) => Some(profile.persona.look),
        // Whoever is here must see themself, even before the venue has told them who they are.
        None if state.you == Some(visitor) => Some(Look::from_seed(u64::from(visitor.0))),
        None => None,
    }
}

fn spawn(commands: &mut Commands, visitor: VisitorId, look: Look) -> Entity {
    let name = Name::new(format!("avatar {}", visitor.0));
    commands
        .spawn((name, Avatar { visitor }, Pose::default(), Worn(look), Transform::default(), Visibility::default()))
        .id()
}

/// Poses become places in the world; who stands further down is drawn in front.
fn stand(mut avatars: Query<(&Pose, &mut Transform), (With<Avatar>, Changed<Pose>)>) {
    const DEEPEST: f32 = (hiroba_shared::units::MAX_MAP_SIDE as i32 * hiroba_shared::units::SUBTILES_PER_TILE) as f32;
    for (pose, mut transform) in &mut avatars {
        let z = depth::AVATARS + 100.0 * pose.position.y as f32 / DEEPEST;
        transform.translation = world_place(pose.position).extend(z);
    }
}

fn vanish(mut commands: Commands, mut index: ResMut<AvatarIndex>) {
    for entity in std::mem::take(&mut index.0).into_values() {
        commands.entity(entity).despawn();
    }
}
