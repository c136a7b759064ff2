//! Name plates: name and flag, the role of staff, and the organisation of those who are close.
//!
//! Who is shown how is decided by `plate_layout`; here the plates are made and kept over their heads.

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use std::collections::BTreeMap;

use super::balloon_text::narrow_letters;
use super::plate_layout::{self, Candidate, Claim, Form, RAISE};
use super::{Card, Weight, Writing};
use crate::comfort::Comfort;
use crate::locale::Locale;
use crate::people::name::{name_with_flag, role_note};
use crate::people::pointing::Pointing;
use crate::theme::{Ink, Theme};
use crate::venue_state::{Avatar, HEAD, OwnAvatar, TILE, VenueState, depth};

/// Most plates at once, nearest first.
const MOST: usize = 60;
/// How near somebody must be for their organisation to be shown, in tiles.
const NEAR_TILES: f32 = 4.0;
/// World units on both sides of a line's letters together.
const SIDES: f32 = 14.0;

/// A drawn plate and what it was drawn for.
#[derive(Component, Debug, Clone, PartialEq)]
pub(super) struct Plate {
    pub(super) avatar: Entity,
    lines: Vec<(String, Line)>,
    form: Form,
}

impl Plate {
    /// World units from the foot of its avatar's plate to its upper edge.
    pub(super) fn height(&self) -> f32 {
        lift(self.lines.len()) + raise(self.form)
    }
}

/// How far above the plate's foot its n-th line begins.
fn lift(n: usize) -> f32 {
    if n == 0 { 0.0 } else { 23.0 + 19.0 * (n as f32 - 1.0) }
}

fn raise(form: Form) -> f32 {
    match form {
        Form::Raised => RAISE,
        Form::Whole | Form::Short | Form::Hidden => 0.0,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Name,
    Role,
    Organisation,
}

/// Somebody near enough for a plate.
struct Near {
    distance: f32,
    avatar: Entity,
    visitor: VisitorId,
    feet: Vec3,
    own: bool,
    /// Whoever is on stage is read from the whole hall, organisation and all.
    on_stage: bool,
}

pub(super) fn clear(mut commands: Commands, plates: Query<Entity, With<Plate>>) {
    plates.iter().for_each(|plate| commands.entity(plate).despawn());
}

pub(super) fn place(
    mut commands: Commands,
    state: Res<VenueState>,
    words: Res<Locale>,
    theme: Res<Theme>,
    comfort: Option<Res<Comfort>>,
    pointing: Option<Res<Pointing>>,
    avatars: Query<(Entity, &Avatar, &Transform, Has<OwnAvatar>), Without<Plate>>,
    mut plates: Query<(Entity, &Plate, &mut Transform)>,
) {
    let pointed_at = pointing.and_then(|pointing| pointing.target).map(|(visitor, _)| visitor);
    let before: BTreeMap<Entity, Form> = plates.iter().map(|(_, plate, _)| (plate.avatar, plate.form)).collect();
    let plain = comfort.is_some_and(|comfort| comfort.is_plain());
    let mut people: Vec<(Near, Vec<(String, Line)>)> = nearest(&avatars, &state.on_stage)
        .into_iter()
        .map(|near| {
            let mut lines = lines(&state, &words, &near);
            lines.retain(|(_, line)| *line == Line::Name || !plain);
            (near, lines)
        })
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    let candidates: Vec<Candidate> = people
        .iter()
        .map(|(near, lines)| Candidate {
            foot: above(near.feet).truncate(),
            whole: size(lines),
            short: size(&short(lines)),
            claim: if near.own || near.on_stage || pointed_at == Some(near.visitor) {
                Claim::Always
            } else {
                Claim::IfRoom
            },
            before: before.get(&near.avatar).copied().unwrap_or_default(),
        })
        .collect();
    let mut wanted: BTreeMap<Entity, (Plate, Vec3)> = BTreeMap::new();
    for (rank, ((near, lines), form)) in people.drain(..).zip(plate_layout::arrange(&candidates)).enumerate() {
        let lines = match form {
            Form::Whole => lines,
            Form::Short | Form::Raised => short(&lines),
            Form::Hidden => continue,
        };
        // The nearest lie over those further away, card over text.
        let height = 0.1 * (MOST - rank.min(MOST)) as f32;
        let at = above(near.feet.with_z(height)) + Vec3::new(0.0, raise(form), 0.0);
        wanted.insert(near.avatar, (Plate { avatar: near.avatar, lines, form }, at));
    }
    for (entity, plate, mut transform) in &mut plates {
        match wanted.get(&plate.avatar) {
            Some((same, at)) if same == plate && !theme.is_changed() => {
                transform.set_if_neq(transform.with_translation(*at));
                wanted.remove(&plate.avatar);
            }
            Some(_) | None => commands.entity(entity).despawn(),
        }
    }
    for (plate, at) in wanted.into_values() {
        spawn(&mut commands, &theme, plate, at);
    }
}

/// Those nearest to the own avatar, itself first; the last places go to those on stage who are far away.
fn nearest(
    avatars: &Query<(Entity, &Avatar, &Transform, Has<OwnAvatar>), Without<Plate>>,
    on_stage: &[VisitorId],
) -> Vec<Near> {
    let own = avatars.iter().find(|(.., own)| *own).map_or(Vec2::ZERO, |(_, _, at, _)| at.translation.truncate());
    let mut near: Vec<Near> = avatars
        .iter()
        .map(|(avatar, Avatar { visitor }, at, is_own)| Near {
            distance: at.translation.truncate().distance(own),
            avatar,
            visitor: *visitor,
            feet: at.translation,
            own: is_own,
            on_stage: on_stage.contains(visitor),
        })
        .collect();
    near.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.visitor.cmp(&b.visitor)));
    if near.len() > MOST {
        let far: Vec<Near> = near.split_off(MOST).into_iter().filter(|near| near.on_stage).collect();
        near.truncate(MOST.saturating_sub(far.len()));
        near.extend(far);
    }
    near
}

/// Just above the head; the height among plates is in `z`.
fn above(feet: Vec3) -> Vec3 {
    // Whole units: letters between two pixels are soft.
    Vec3::new(feet.x.round(), (feet.y + HEAD + 4.0).round(), depth::NAMES + feet.z)
}

fn lines(state: &VenueState, words: &Locale, near: &Near) -> Vec<(String, Line)> {
    let Some(profile) = state.profiles.get(&near.visitor) else { return Vec::new() };
    let mut lines = Vec::new();
    let organisation =
        profile.persona.organisation.as_ref().filter(|_| near.on_stage || near.distance <= NEAR_TILES * TILE);
    lines.extend(organisation.map(|name| (name.as_str().to_owned(), Line::Organisation)));
    let role = role_note(profile, words);
    if !role.is_empty() {
        lines.push((role, Line::Role));
    }
    lines.push((name_with_flag(&profile.persona), Line::Name));
    lines
}

/// The lines but the organisation.
fn short(lines: &[(String, Line)]) -> Vec<(String, Line)> {
    lines.iter().filter(|(_, line)| *line != Line::Organisation).cloned().collect()
}

/// About how large a plate with these lines is; close enough to keep plates apart before they are drawn.
fn size(lines: &[(String, Line)]) -> Vec2 {
    let width = |(text, line): &(String, Line)| narrow_letters(text) as f32 * line.letters().0 * 0.56 + SIDES;
    Vec2::new(lines.iter().map(width).fold(0.0, f32::max), lift(lines.len()))
}

impl Line {
    /// Size and strength of its letters.
    const fn letters(self) -> (f32, Weight) {
        match self {
            Self::Name => (15.0, Weight::Strong),
            Self::Role => (12.0, Weight::Strong),
            Self::Organisation => (12.0, Weight::Plain),
        }
    }

    /// The colours of its letters and of its card.
    const fn colours(self, theme: &Theme) -> (Ink, Ink) {
        let ink = &theme.ink;
        match self {
            Self::Name => (ink.on_plate, ink.plate),
            Self::Role => (ink.on_accent, ink.accent),
            Self::Organisation => (ink.on_plate_quiet, ink.plate),
        }
    }
}

/// The lines from the feet of the plate upwards: the name last, so it is nearest to the head; drawn bottom up.
fn spawn(commands: &mut Commands, theme: &Theme, plate: Plate, at: Vec3) {
    let lines: Vec<(String, Line)> = plate.lines.iter().rev().cloned().collect();
    commands.spawn((plate, Transform::from_translation(at), Visibility::default())).with_children(|parent| {
        for (n, (text, line)) in lines.into_iter().enumerate() {
            let ((size, weight), (colour, card)) = (line.letters(), line.colours(theme));
            parent.spawn((
                Writing {
                    text,
                    size,
                    weight,
                    colour,
                    line_height: 1.3,
                    width: None,
                    card: Card { colour: card, padding: Vec2::new(SIDES / 2.0, 1.0), radius: 8.0 },
                },
                Transform::from_xyz(0.0, lift(n), 0.02),
            ));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use hiroba_shared::country::Country;
    use hiroba_shared::look::Look;
    use hiroba_shared::profile::{Languages, OrganisationKind, Persona, Profile};
    use hiroba_shared::role::Role;
    use hiroba_shared::text::{DisplayName, OrganisationName};

    fn written(role: Role, (tiles, on_stage): (f32, bool)) -> Vec<String> {
        let visitor = VisitorId(1);
        let persona = Persona {
            name: DisplayName::new("Aya").unwrap(),
            country: Country::new("JP").unwrap(),
            organisation_kind: OrganisationKind::City,
            organisation: Some(OrganisationName::new("City of Nagi").unwrap()),
            languages: Languages::default(),
            look: Look::default(),
        };
        let mut state = VenueState::default();
        state.profiles.insert(visitor, Profile { visitor, role, persona });
        let (avatar, feet) = (Entity::PLACEHOLDER, Vec3::ZERO);
        let near = Near { distance: tiles * TILE, avatar, visitor, feet, own: false, on_stage };
        lines(&state, &Locale::new(Tongue::En), &near).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn name_and_flag_are_always_read_the_organisation_from_near_or_from_the_stage() {
        assert_eq!(written(Role::Visitor, (3.0, false)), ["City of Nagi", "Aya 🇯🇵"]);
        assert_eq!(written(Role::Visitor, (5.0, false)), ["Aya 🇯🇵"]);
        assert_eq!(written(Role::Speaker, (5.0, true)), ["City of Nagi", "Speaker", "Aya 🇯🇵"]);
    }
}
