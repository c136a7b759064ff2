//! Colours, sizes and fonts.

use bevy::prelude::*;

pub(super) fn plugin(_app: &mut App) {}
