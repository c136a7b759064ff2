//! Where errors of systems end: in the log, never in a panic.
//!
//! Bevy treats an error without severity as a panic unless told otherwise; this file tells it otherwise.

use bevy::ecs::error::{BevyError, ErrorContext, FallbackErrorHandler};
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(FallbackErrorHandler(log));
}

fn log(error: BevyError, context: ErrorContext) {
    bevy::log::error!(system = %context.name(), "a part of the client failed: {error}");
}
