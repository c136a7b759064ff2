//! Who has the keyboard and the pointer: a field, a button reached by Tab, or the world.

use bevy::input_focus::{FocusCause, FocusGained, InputFocus, InputFocusVisible};
use bevy::picking::hover::HoverMap;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::ScrollIntoView;

use super::press::Means;
use super::reconcile::Drawn;
use crate::panel::{FocusWish, PanelFocus};
use crate::venue_state::{PointerTaken, TypingFocus};

/// Tells the rest of the client whether keys belong to a panel.
pub(super) fn tell_focus(
    focus: Option<Res<InputFocus>>,
    visible: Option<Res<InputFocusVisible>>,
    fields: Query<(), With<EditableText>>,
    buttons: Query<(), With<Means>>,
    mut typing: ResMut<TypingFocus>,
    mut panel: ResMut<PanelFocus>,
) {
    let focused = focus.and_then(|focus| focus.get());
    typing.set_if_neq(TypingFocus(focused.is_some_and(|entity| fields.contains(entity))));
    let by_tab = visible.is_some_and(|visible| visible.0);
    panel.set_if_neq(PanelFocus(by_tab && focused.is_some_and(|entity| buttons.contains(entity))));
}

/// Tells the rest of the client whether the pointer is over a panel.
pub(super) fn tell_pointer(hovers: Res<HoverMap>, nodes: Query<(), With<Node>>, mut taken: ResMut<PointerTaken>) {
    let over = hovers.0.values().any(|entities| entities.keys().any(|entity| nodes.contains(*entity)));
    taken.set_if_neq(PointerTaken(over));
}

/// Grants the wish once its field is there. A button that was clicked gives the keyboard back to walking.
pub(super) fn grant(
    mut wish: ResMut<FocusWish>,
    drawn: Res<Drawn>,
    mut focus: ResMut<InputFocus>,
    mut visible: ResMut<InputFocusVisible>,
    buttons: Query<(), With<Means>>,
    mouse: Res<ButtonInput<MouseButton>>,
) {
    let granted = match &*wish {
        FocusWish::Nothing => {
            let clicked = !visible.0 && !mouse.pressed(MouseButton::Left);
            if clicked && focus.get().is_some_and(|entity| buttons.contains(entity)) {
                focus.clear();
            }
            return;
        }
        FocusWish::Walking => {
            focus.clear();
            visible.0 = false;
            true
        }
        FocusWish::Field(panel, key) => match drawn.0.get(panel).map(|piece| piece.find_field(key)) {
            Some(Some(field)) => {
                focus.set(field, FocusCause::Navigated);
                true
            }
            // The panel is there without the field, or not there yet: only the second is worth waiting for.
            Some(None) => true,
            None => false,
        },
    };
    if granted {
        *wish = FocusWish::Nothing;
    }
}

/// What gets the keyboard comes into view.
/// What was not laid out yet has no place to scroll to.
pub(super) fn scroll_to_focus(gained: On<FocusGained>, mut commands: Commands, nodes: Query<&ComputedNode>) {
    let entity = gained.event_target();
    if nodes.get(entity).is_ok_and(|node| node.size().y > 0.0) {
        commands.trigger(ScrollIntoView { entity });
    }
}
