//! The mark on the floor where a click leads.

use bevy::prelude::*;

use super::Walk;
use crate::comfort::Comfort;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::theme::Theme;
use crate::venue_state::{TILE, depth, world_place};

/// The floor shines through a little.
const ALPHA: f32 = 0.85;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::InVenue), lay)
        .add_systems(Update, show.in_set(ClientSystems::Follow).run_if(in_state(Screen::InVenue)));
}

#[derive(Component)]
struct GoalMark;

fn lay(
    mut commands: Commands,
    theme: Res<Theme>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ColorMaterial>>,
) {
    commands.spawn((
        Name::new("goal of the walk"),
        GoalMark,
        DespawnOnExit(Screen::InVenue),
        Mesh2d(meshes.add(Annulus::new(TILE * 0.2, TILE * 0.27))),
        MeshMaterial2d(materials.add(ColorMaterial {
            color: theme.ink.on_plate.colour().with_alpha(ALPHA),
            alpha_mode: bevy::sprite_render::AlphaMode2d::Blend,
            ..default()
        })),
        Transform::from_xyz(0.0, 0.0, depth::MARKS + 0.5),
        Visibility::Hidden,
    ));
}

fn show(
    time: Res<Time>,
    comfort: Option<Res<Comfort>>,
    walk: Res<Walk>,
    mut mark: Query<(&mut Transform, &mut Visibility), With<GoalMark>>,
) {
    let beat = if comfort.is_some_and(|comfort| comfort.is_calm()) { 0.0 } else { (time.elapsed_secs() * 6.0).sin() };
    for (mut transform, mut visibility) in &mut mark {
        let Some(route) = &walk.route else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        visibility.set_if_neq(Visibility::Inherited);
        transform.translation = world_place(route.goal.centre()).extend(transform.translation.z);
        transform.scale = Vec3::splat(1.0 + 0.1 * beat).with_y(0.75);
    }
}
