//! Pointing at pictures that want to know: where the pointer is on them, in parts of their sides.

use bevy::picking::events::{Move, Out, Pointer};
use bevy::prelude::*;
use hiroba_shared::protocol::slides::PagePoint;

use crate::panel::{Key, PanelEvent, PanelEventKind, PanelKey};

/// A picture that tells where the pointer is on it.
#[derive(Component, Clone, Debug)]
pub(super) struct Points {
    pub(super) panel: PanelKey,
    pub(super) key: Key,
}

impl Points {
    fn event(&self, at: Option<PagePoint>) -> PanelEvent {
        PanelEvent { panel: self.panel, key: self.key.clone(), kind: PanelEventKind::Pointed(at) }
    }
}

pub(super) fn on_move(moved: On<Pointer<Move>>, points: Query<&Points>, mut events: MessageWriter<PanelEvent>) {
    // The engine counts from the middle of the picture, whole sides.
    if let (Ok(points), Some(at)) = (points.get(moved.entity), moved.hit.position) {
        let part = |along: f32| ((along + 0.5).clamp(0.0, 1.0) * f32::from(u16::MAX)) as u16;
        events.write(points.event(Some(PagePoint { x: part(at.x), y: part(at.y) })));
    }
}

pub(super) fn on_out(left: On<Pointer<Out>>, points: Query<&Points>, mut events: MessageWriter<PanelEvent>) {
    if let Ok(points) = points.get(left.entity) {
        events.write(points.event(None));
    }
}
