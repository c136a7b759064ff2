//! Lists that follow their end: new rows come into view unless the person has scrolled away; bars only where needed.

use bevy::prelude::*;
use bevy::ui_widgets::Scrollbar;

/// A list whose end stays in view, and whether it was in view after the last layout.
#[derive(Component, Debug)]
pub(super) struct FollowsEnd {
    at_end: bool,
}

impl Default for FollowsEnd {
    fn default() -> Self {
        Self { at_end: true }
    }
}

impl FollowsEnd {
    /// The person scrolled there, in a list that ends there: whoever is at the end follows it.
    pub(super) fn scrolled_to(&mut self, position: f32, end: f32) {
        self.at_end = position >= end - 4.0;
    }
}

/// How far a list can be scrolled.
pub(super) fn furthest(node: &ComputedNode) -> f32 {
    ((node.content_size().y - node.size().y) * node.inverse_scale_factor()).max(0.0)
}

/// Before layout: whoever was at the end goes to the end as it was measured last.
pub(super) fn follow_ends(mut lists: Query<(&FollowsEnd, &ComputedNode, &mut ScrollPosition)>) {
    for (follows, node, mut position) in &mut lists {
        let end = furthest(node);
        if follows.at_end && (position.y - end).abs() > 0.5 {
            position.y = end;
        }
    }
}

/// After layout: a person who scrolls up leaves the end, one who comes back to it follows again. Content that grew
/// does not count as scrolling.
pub(super) fn remember_ends(
    mut lists: Query<(&mut FollowsEnd, Ref<ScrollPosition>, &ComputedNode)>,
    mut wheel: MessageReader<bevy::input::mouse::MouseWheel>,
    mouse: Res<ButtonInput<MouseButton>>,
) {
    let scrolled = wheel.read().count() > 0 || mouse.pressed(MouseButton::Left);
    for (mut follows, position, node) in &mut lists {
        if scrolled && position.is_changed() {
            follows.scrolled_to(position.y, furthest(node));
        }
    }
}

/// A list that fits needs no bar.
pub(super) fn hide_idle_bars(mut bars: Query<(&Scrollbar, &mut Visibility)>, lists: Query<&ComputedNode>) {
    for (bar, mut visibility) in &mut bars {
        let fits = lists.get(bar.target).is_ok_and(|list| furthest(list) < 1.0);
        visibility.set_if_neq(if fits { Visibility::Hidden } else { Visibility::Inherited });
    }
}
