//! Text fields: what the person types becomes events, what the program changes is written in.
//!
//! Composition (IME), selection and clipboard are the engine's; nothing is sent while a composition is open.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key as Logical, KeyboardInput};
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::input_focus::{FocusedInput, InputFocus};
use bevy::prelude::*;
use bevy::text::{EditableText, TextCursorStyle, TextEdit, TextEditChange};

use super::element::FieldBody;
use super::reconcile;
use crate::panel::{Key, PanelEvent, PanelEventKind, PanelKey};

/// A drawn field and what it told last.
#[derive(Component, Debug)]
pub(super) struct FieldMark {
    pub(super) panel: PanelKey,
    pub(super) key: Key,
    told: String,
    /// Enter was pressed; told once what was typed before it is in.
    submitting: bool,
}

/// A text shown only while the field beside it is empty.
#[derive(Component, Debug)]
pub(super) struct Hint;

pub(super) fn apply(entity: &mut EntityWorldMut<'_>, panel: PanelKey, body: &FieldBody, old: Option<&FieldBody>) {
    entity.insert((
        reconcile::font(body.size, false),
        TextColor(body.colour),
        TextCursorStyle {
            color: body.caret,
            selection_color: body.selection,
            unfocused_selection_color: Color::NONE,
            selected_text_color: None,
        },
    ));
    let Some(old) = old else {
        entity.insert((
            EditableText { max_characters: Some(body.limit), cursor_width: 0.1, ..EditableText::new(&body.value) },
            TextLayout::no_wrap(),
            TabIndex(0),
            FieldMark { panel, key: body.key.clone(), told: body.value.clone(), submitting: false },
        ));
        return;
    };
    if old.edition == body.edition {
        return;
    }
    if let Some(mut text) = entity.get_mut::<EditableText>() {
        text.clear();
        text.editor_mut().set_text(&body.value);
        text.queue_edit(TextEdit::TextEnd(false));
    }
    if let Some(mut mark) = entity.get_mut::<FieldMark>() {
        mark.told.clone_from(&body.value);
    }
}

/// What the person typed, once per change and never in the middle of a composition.
pub(super) fn on_change(
    change: On<TextEditChange>,
    mut fields: Query<(&EditableText, &mut FieldMark)>,
    mut events: MessageWriter<PanelEvent>,
) {
    let Ok((text, mut mark)) = fields.get_mut(change.event_target()) else { return };
    let value = text.value().to_string();
    if text.is_composing() || value == mark.told {
        return;
    }
    mark.told.clone_from(&value);
    events.write(PanelEvent { panel: mark.panel, key: mark.key.clone(), kind: PanelEventKind::Typed(value) });
}

/// A space with Shift held is a space too. The engine's field takes it without Shift alone, and asks what is held when
/// the frame ends: whoever types "Ben Sato" quickly on a slow machine would have lost it.
pub(super) fn on_shifted_space(
    mut key: On<FocusedInput<KeyboardInput>>,
    mut fields: Query<&mut EditableText, With<FieldMark>>,
    held: Res<ButtonInput<Logical>>,
) {
    let others = [Logical::Control, Logical::Alt, Logical::Super];
    let shifted = held.pressed(Logical::Shift) && !held.any_pressed(others);
    if !shifted || key.input.state != ButtonState::Pressed || key.input.logical_key != Logical::Space {
        return;
    }
    let Ok(mut text) = fields.get_mut(key.focused_entity) else { return };
    if !text.is_composing() {
        text.queue_edit(TextEdit::Insert(" ".into()));
        key.propagate(false);
    }
}

/// Enter submits, unless it belongs to a composition.
pub(super) fn on_key(
    key: On<FocusedInput<KeyboardInput>>,
    mut fields: Query<(&EditableText, &mut FieldMark)>,
    focus: Res<InputFocus>,
) {
    let pressed =
        key.input.state == ButtonState::Pressed && !key.input.repeat && key.input.logical_key == Logical::Enter;
    if !pressed || focus.get() != Some(key.focused_entity) {
        return;
    }
    let Ok((text, mut mark)) = fields.get_mut(key.focused_entity) else { return };
    if !text.is_composing() {
        mark.submitting = true;
    }
}

/// Tells of Enter after everything typed before it was told.
pub(super) fn submit(
    mut fields: Query<(&EditableText, &mut FieldMark), Changed<FieldMark>>,
    mut events: MessageWriter<PanelEvent>,
) {
    for (text, mut mark) in &mut fields {
        if !mark.submitting {
            continue;
        }
        mark.submitting = false;
        let value = text.value().to_string();
        let mut tell = |kind| events.write(PanelEvent { panel: mark.panel, key: mark.key.clone(), kind });
        if value != mark.told {
            tell(PanelEventKind::Typed(value.clone()));
        }
        tell(PanelEventKind::Submitted);
        mark.told = value;
    }
}

/// Hints hide as soon as anything stands in their field, an open composition included.
pub(super) fn show_hints(
    mut hints: Query<(&ChildOf, &mut Visibility), With<Hint>>,
    siblings: Query<&Children>,
    fields: Query<&EditableText>,
) {
    for (parent, mut visibility) in &mut hints {
        let beside = siblings.get(parent.parent()).into_iter().flatten();
        let empty = beside
            .filter_map(|entity| fields.get(*entity).ok())
            .all(|text| text.value().to_string().is_empty() && !text.is_composing());
        visibility.set_if_neq(if empty { Visibility::Inherited } else { Visibility::Hidden });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::input::InputPlugin;
    use bevy::input::keyboard::KeyCode;
    use bevy::input_focus::{InputDispatchPlugin, InputFocusPlugin};
    use bevy::window::PrimaryWindow;

    /// What is done in a field when Space is pressed in the frame in which these keys are held.
    fn edits_by_space(held: &[(KeyCode, Logical)]) -> Vec<TextEdit> {
        let mut app = App::new();
        app.add_plugins((InputPlugin, InputFocusPlugin, InputDispatchPlugin)).add_observer(on_shifted_space);
        let world = app.world_mut();
        let window = world.spawn((Window::default(), PrimaryWindow)).id();
        let (panel, key, told) = (PanelKey::Say, "draft".into(), String::new());
        let field = world.spawn((EditableText::default(), FieldMark { panel, key, told, submitting: false })).id();
        world.insert_resource(InputFocus::from_entity(field));
        for (key_code, logical_key) in held.iter().cloned().chain([(KeyCode::Space, Logical::Space)]) {
            let (state, repeat) = (ButtonState::Pressed, false);
            world.write_message(KeyboardInput { key_code, logical_key, state, text: None, repeat, window });
        }
        app.update();
        app.world().get::<EditableText>(field).unwrap().pending_edits.clone()
    }

    #[test]
    fn a_space_typed_while_shift_is_held_is_a_space() {
        let shift = (KeyCode::ShiftLeft, Logical::Shift);
        assert_eq!(edits_by_space(std::slice::from_ref(&shift)), [TextEdit::Insert(" ".into())]);
        assert_eq!(edits_by_space(&[]), [], "the engine's field takes it");
        let control = (KeyCode::ControlLeft, Logical::Control);
        assert_eq!(edits_by_space(&[shift, control]), [], "it is a command");
    }
}
