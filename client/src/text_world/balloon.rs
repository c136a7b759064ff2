//! Speech balloons: what somebody said last, over their head for as long as it takes to read.

use std::collections::BTreeMap;

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_shared::rules::hearing::Scope;

use super::balloon_text::{excerpt, fits_one_line, seconds};
use super::plate::Plate;
use super::{Card, Weight, Writing};
use crate::theme::Theme;
use crate::venue_state::{Avatar, FromVenue, HEAD, depth};

/// Width of a balloon's text in world units.
const WIDTH: f32 = 264.0;

/// What people said last.
#[derive(Debug, Clone, PartialEq, Default, Resource)]
pub(super) struct Balloons(BTreeMap<VisitorId, Said>);

#[derive(Debug, Clone, PartialEq)]
struct Said {
    text: String,
    scope: Scope,
    seconds: f32,
    number: u64,
}

/// A drawn balloon and what it shows.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub(super) struct Balloon {
    visitor: VisitorId,
    number: u64,
}

pub(super) fn clear(mut commands: Commands, drawn: Query<Entity, With<Balloon>>, mut balloons: ResMut<Balloons>) {
    balloons.0.clear();
    drawn.iter().for_each(|balloon| commands.entity(balloon).despawn());
}

pub(super) fn hear(mut heard: MessageReader<FromVenue>, mut balloons: ResMut<Balloons>) {
    for FromVenue(message) in heard.read() {
        if let FromServer::Talk(TalkFromServer::Heard { message, from, scope, text }) = message {
            let text = excerpt(text.as_str());
            let seconds = seconds(&text);
            balloons.0.insert(*from, Said { text, scope: *scope, seconds, number: message.0 });
        }
    }
}

pub(super) fn place(
    mut commands: Commands,
    mut balloons: ResMut<Balloons>,
    time: Res<Time>,
    theme: Res<Theme>,
    avatars: Query<(Entity, &Avatar, &Transform), Without<Balloon>>,
    plates: Query<&Plate>,
    mut drawn: Query<(Entity, &Balloon, &mut Transform)>,
) {
    balloons.0.values_mut().for_each(|said| said.seconds -= time.delta_secs());
    balloons.0.retain(|_, said| said.seconds > 0.0);
    let heights: BTreeMap<Entity, f32> = plates.iter().map(|plate| (plate.avatar, plate.height())).collect();
    let mut wanted: BTreeMap<VisitorId, (&Said, Vec3)> = BTreeMap::new();
    for (entity, avatar, feet) in &avatars {
        if let Some(said) = balloons.0.get(&avatar.visitor) {
            let lift = HEAD + 22.0 + heights.get(&entity).copied().unwrap_or(0.0);
            // What was said later lies over what was said earlier, card over text.
            let later = balloons.0.values().filter(|other| other.number < said.number).count();
            let height = depth::BALLOONS + 0.1 * later.min(400) as f32;
            wanted.insert(
                avatar.visitor,
                (said, Vec3::new(feet.translation.x.round(), (feet.translation.y + lift).round(), height)),
            );
        }
    }
    for (entity, balloon, mut transform) in &mut drawn {
        match wanted.get(&balloon.visitor) {
            Some((said, at)) if said.number == balloon.number && !theme.is_changed() => {
                transform.translation = *at;
                wanted.remove(&balloon.visitor);
            }
            Some(_) | None => commands.entity(entity).despawn(),
        }
    }
    for (visitor, (said, at)) in wanted {
        spawn(&mut commands, &theme, Balloon { visitor, number: said.number }, said, at);
    }
}

fn spawn(commands: &mut Commands, theme: &Theme, balloon: Balloon, said: &Said, at: Vec3) {
    let ink = &theme.ink;
    let colour = match said.scope {
        Scope::Near => ink.near,
        Scope::Circle => ink.circle,
        Scope::Room => ink.room,
    };
    commands.spawn((balloon, Transform::from_translation(at), Visibility::default())).with_children(|parent| {
        parent.spawn((
            Writing {
                text: said.text.clone(),
                size: 15.0,
                weight: Weight::Plain,
                colour: ink.text,
                line_height: 1.35,
                // A text within bounds is placed by its bounds; a short one has none, so that its card fits it.
                width: (!fits_one_line(&said.text)).then_some(WIDTH),
                card: Card { colour, padding: Vec2::new(12.0, 7.0), radius: 12.0 },
            },
            Transform::from_xyz(0.0, 8.0, 0.03),
        ));
        // The tip: a square on its corner, half of it behind the card.
        parent.spawn((
            Sprite::from_color(colour.colour(), Vec2::splat(12.0)),
            Transform::from_xyz(0.0, 1.0, 0.01).with_rotation(Quat::from_rotation_z(std::f32::consts::FRAC_PI_4)),
        ));
    });
}
