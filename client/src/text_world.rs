//! Name plates and speech balloons in the world.

use bevy::prelude::*;

pub(super) fn plugin(_app: &mut App) {}
