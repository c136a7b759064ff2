//! The widget tree and its bevy_ui renderer.

use bevy::prelude::*;

pub(super) fn plugin(_app: &mut App) {}
