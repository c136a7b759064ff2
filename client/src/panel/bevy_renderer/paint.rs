//! How elements look under the pointer, while pressed, with the keyboard on them, and while something goes on.

use bevy::input_focus::{InputFocus, InputFocusVisible};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui::InteractionDisabled;

use super::element::Skin;

/// The colours of something that can be used.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Paints(pub(super) Skin);

/// A gauge: how full, or to and fro where nobody knows.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Gauge(pub(super) Option<u8>);

pub(super) fn paint(
    mut painted: Query<(
        Entity,
        &Paints,
        Option<&Hovered>,
        Has<InteractionDisabled>,
        Option<&Children>,
        &mut BackgroundColor,
    )>,
    mut gauges: Query<(&Gauge, &mut Node)>,
    fields: Query<(), With<EditableText>>,
    focus: Res<InputFocus>,
    visible: Res<InputFocusVisible>,
    time: Res<Time>,
    mouse: Res<ButtonInput<MouseButton>>,
    mut commands: Commands,
    outlined: Query<(), With<Outline>>,
) {
    for (entity, Paints(skin), hovered, disabled, children, mut background) in &mut painted {
        let hovered = hovered.is_some_and(|hovered| hovered.0) && !disabled;
        let rest = skin.fill.unwrap_or(Color::NONE);
        let colour = match (hovered && mouse.pressed(MouseButton::Left), hovered) {
            (true, _) => skin.press.or(skin.hover).unwrap_or(rest),
            (false, true) => skin.hover.unwrap_or(rest),
            (false, false) => rest,
        };
        background.set_if_neq(BackgroundColor(colour));
        let Some(ring) = skin.ring else { continue };
        let typing =
            |focused: Entity| children.is_some_and(|children| children.contains(&focused)) && fields.contains(focused);
        let focused = focus.get().is_some_and(|focused| (focused == entity && visible.0) || typing(focused));
        match (focused, outlined.contains(entity)) {
            (true, false) => {
                commands.entity(entity).insert(Outline::new(Val::Px(2.0), Val::Px(1.0), ring));
            }
            (false, true) => {
                commands.entity(entity).remove::<Outline>();
            }
            (true, true) | (false, false) => {}
        }
    }
    for (Gauge(percent), mut node) in &mut gauges {
        let (left, width) = match percent {
            Some(percent) => (0.0, f32::from((*percent).min(100))),
            None => (35.0 + 35.0 * (time.elapsed_secs() * 2.0).sin(), 30.0),
        };
        node.left = Val::Percent(left);
        node.width = Val::Percent(width);
    }
}
