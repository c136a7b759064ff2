//! What the client remembers between runs.

use bevy::prelude::*;

pub(super) fn plugin(_app: &mut App) {}
