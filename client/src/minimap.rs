//! The small map.

use bevy::prelude::*;

pub(super) fn plugin(_app: &mut App) {}
