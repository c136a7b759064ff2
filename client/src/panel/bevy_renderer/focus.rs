//! Who has the keyboard and the pointer: a field, a button reached by Tab, or the world.

use bevy::input_focus::tab_navigation::{NavAction, TabGroup, TabNavigation};
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

/// A panel that comes up by itself and wants an answer first.
#[derive(Component, Debug)]
pub(super) struct Dialog;

/// Tab leads into a dialog that came up by itself: the engine's own navigation finds one only from within it.
pub(super) fn enter_dialog(
    keys: Res<ButtonInput<KeyCode>>,
    navigation: TabNavigation,
    groups: Query<(Entity, &TabGroup), With<Dialog>>,
    parents: Query<&ChildOf>,
    mut focus: ResMut<InputFocus>,
    mut visible: ResMut<InputFocusVisible>,
) {
    let Some((dialog, _)) = groups.iter().max_by_key(|(_, group)| group.order) else { return };
    let is_inside = focus.get().is_some_and(|entity| parents.iter_ancestors(entity).any(|above| above == dialog));
    if !keys.just_pressed(KeyCode::Tab) || is_inside {
        return;
    }
    let backwards = keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
    let end = if backwards { NavAction::Last } else { NavAction::First };
    if let Ok(entity) = navigation.initialize(dialog, end) {
        focus.set(entity, FocusCause::Navigated);
        visible.0 = true;
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

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::input_focus::tab_navigation::TabIndex;

    #[test]
    fn tab_enters_a_dialog_that_came_up_by_itself_and_goes_on_from_within() {
        let mut app = App::new();
        app.init_resource::<ButtonInput<KeyCode>>()
            .init_resource::<InputFocus>()
            .init_resource::<InputFocusVisible>()
            .add_systems(Update, enter_dialog);
        let world = app.world_mut();
        let bar = world.spawn(TabGroup::new(1)).id();
        let behind = world.spawn((TabIndex(0), ChildOf(bar))).id();
        let dialog = world.spawn((TabGroup { order: 2, modal: true }, Dialog)).id();
        let [first, last] = [0, 1].map(|_| world.spawn((TabIndex(0), ChildOf(dialog))).id());
        let focus = |app: &mut App, before: Option<Entity>, held: &[KeyCode]| {
            *app.world_mut().resource_mut::<InputFocus>() =
                before.map_or_else(InputFocus::default, InputFocus::from_entity);
            let mut keys = ButtonInput::default();
            for key in held {
                keys.press(*key);
            }
            app.insert_resource(keys);
            app.update();
            app.world().resource::<InputFocus>().get()
        };
        for outside in [None, Some(behind)] {
            assert_eq!(focus(&mut app, outside, &[]), outside);
            assert_eq!(focus(&mut app, outside, &[KeyCode::Tab]), Some(first));
            assert_eq!(focus(&mut app, outside, &[KeyCode::ShiftLeft, KeyCode::Tab]), Some(last));
        }
        assert_eq!(focus(&mut app, Some(last), &[KeyCode::Tab]), Some(last), "within it the engine leads on");
    }
}
