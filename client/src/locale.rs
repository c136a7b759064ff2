//! Texts in the languages of the client.

use bevy::prelude::*;

pub(super) fn plugin(_app: &mut App) {}
