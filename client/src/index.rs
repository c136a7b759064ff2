//! Which entity is whose avatar: the one place where visitors and entities meet.
//!
//! Written by the avatar feature only; everybody may look up.

use std::collections::BTreeMap;

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<AvatarIndex>();
}

/// Avatars in the room, by visitor.
#[derive(Resource, Debug, Default)]
pub struct AvatarIndex(pub BTreeMap<VisitorId, Entity>);
