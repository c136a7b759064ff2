//! Name plates: name and flag, the role of staff, and the organisation of those who are close.

use bevy::prelude::*;
use bevy::sprite::{Anchor, Text2d};
use hiroba_shared::ids::VisitorId;
use std::collections::BTreeMap;

use super::backing::Backed;
use crate::locale::Locale;
use crate::panel::bevy_renderer::letters;
use crate::people::name::{name_with_flag, role_note};
use crate::theme::Theme;
use crate::venue_state::{Avatar, HEAD, OwnAvatar, TILE, VenueState, depth};

/// Most plates at once, nearest first.
const MOST: usize = 60;
/// How near somebody must be for their organisation to be shown, in tiles.
const NEAR_TILES: f32 = 4.0;

/// A drawn plate and what it was drawn for.
#[derive(Component, Debug, Clone, PartialEq)]
pub(super) struct Plate {
    pub(super) avatar: Entity,
    lines: Vec<(String, Line)>,
}

impl Plate {
    /// World units from its lower to its upper edge.
    pub(super) fn height(&self) -> f32 {
        lift(self.lines.len())
    }
}

/// How far above the plate's foot its n-th line begins.
fn lift(n: usize) -> f32 {
    if n == 0 { 0.0 } else { 23.0 + 19.0 * (n as f32 - 1.0) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Name,
    Role,
    Organisation,
}

pub(super) fn clear(mut commands: Commands, plates: Query<Entity, With<Plate>>) {
    plates.iter().for_each(|plate| commands.entity(plate).despawn());
}

pub(super) fn place(
    mut commands: Commands,
    state: Res<VenueState>,
    words: Res<Locale>,
    theme: Res<Theme>,
    avatars: Query<(Entity, &Avatar, &Transform, Has<OwnAvatar>), Without<Plate>>,
    mut plates: Query<(Entity, &Plate, &mut Transform)>,
) {
    let own = avatars.iter().find(|(.., own)| *own).map_or(Vec2::ZERO, |(_, _, at, _)| at.translation.truncate());
    let mut near: Vec<(f32, Entity, VisitorId, Vec3)> = avatars
        .iter()
        .map(|(entity, avatar, at, _)| {
            (at.translation.truncate().distance(own), entity, avatar.visitor, at.translation)
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    near.truncate(MOST);
    let mut wanted: BTreeMap<Entity, (Vec<(String, Line)>, Vec3)> = BTreeMap::new();
    for (rank, (distance, entity, visitor, at)) in near.into_iter().enumerate() {
        // The nearest lie over those further away, card over text.
        let at = at.with_z(0.1 * (MOST - rank.min(MOST)) as f32);
        let lines = lines(&state, &words, visitor, distance);
        if !lines.is_empty() {
            wanted.insert(entity, (lines, at));
        }
    }
    for (entity, plate, mut transform) in &mut plates {
        match wanted.get(&plate.avatar) {
            Some((lines, at)) if *lines == plate.lines && !theme.is_changed() => {
                let goal = above(*at);
                if transform.translation != goal {
                    transform.translation = goal;
                }
                wanted.remove(&plate.avatar);
            }
            Some(_) | None => commands.entity(entity).despawn(),
        }
    }
    for (avatar, (lines, at)) in wanted {
        spawn(&mut commands, &theme, Plate { avatar, lines }, above(at));
    }
}

/// Just above the head; the height among plates is in `z`.
fn above(feet: Vec3) -> Vec3 {
    Vec3::new(feet.x, feet.y + HEAD + 4.0, depth::NAMES + feet.z)
}

fn lines(state: &VenueState, words: &Locale, visitor: VisitorId, distance: f32) -> Vec<(String, Line)> {
    let Some(profile) = state.profiles.get(&visitor) else { return Vec::new() };
    let mut lines = Vec::new();
    let organisation = profile.persona.organisation.as_ref().filter(|_| distance <= NEAR_TILES * TILE);
    lines.extend(organisation.map(|name| (name.as_str().to_owned(), Line::Organisation)));
    let role = role_note(profile, words);
    if !role.is_empty() {
        lines.push((role, Line::Role));
    }
    lines.push((name_with_flag(&profile.persona), Line::Name));
    lines
}

/// The lines from the feet of the plate upwards: the name last, so it is nearest to the head; drawn bottom up.
fn spawn(commands: &mut Commands, theme: &Theme, plate: Plate, at: Vec3) {
    let ink = &theme.ink;
    let lines: Vec<(String, Line)> = plate.lines.iter().rev().cloned().collect();
    commands.spawn((plate, Transform::from_translation(at), Visibility::default())).with_children(|parent| {
        for (n, (text, line)) in lines.into_iter().enumerate() {
            let (size, strong, colour) = match line {
                Line::Name => (15.0, true, ink.on_plate.colour()),
                Line::Role => (12.0, true, ink.on_plate.colour()),
                Line::Organisation => (12.0, false, ink.on_plate_quiet.colour()),
            };
            parent.spawn((
                Text2d::new(text),
                letters(size, strong),
                TextColor(colour),
                bevy::text::LineHeight::RelativeToFont(1.3),
                Anchor::BOTTOM_CENTER,
                Transform::from_xyz(0.0, lift(n), 0.02),
                Backed {
                    colour: if line == Line::Role { ink.accent.colour() } else { ink.plate.colour() },
                    padding: Vec2::new(7.0, 1.0),
                    radius: 8.0,
                },
            ));
        }
    });
}
