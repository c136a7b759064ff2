//! Pressing: a click, or Enter and Space with the keyboard on it, becomes an event of its panel.
//!
//! A press and its release may fall into one frame on a slow machine, so nothing between them is counted on.

use bevy::input::ButtonState;
use bevy::input::keyboard::{KeyCode, KeyboardInput};
use bevy::input_focus::FocusedInput;
use bevy::picking::events::{Click, Pointer};
use bevy::picking::pointer::PointerButton;
use bevy::prelude::*;
use bevy::ui::InteractionDisabled;

use crate::panel::{Key, PanelEvent, PanelEventKind, PanelKey};

/// What pressing an entity means.
#[derive(Component, Clone, Debug)]
pub(super) struct Means {
    pub(super) panel: PanelKey,
    pub(super) key: Key,
    pub(super) kind: PanelEventKind,
}

type Usable = (With<Means>, Without<InteractionDisabled>);

impl Means {
    fn event(&self) -> PanelEvent {
        PanelEvent { panel: self.panel, key: self.key.clone(), kind: self.kind.clone() }
    }
}

pub(super) fn on_click(
    mut click: On<Pointer<Click>>,
    means: Query<&Means, Usable>,
    mut events: MessageWriter<PanelEvent>,
) {
    if click.button == PointerButton::Primary
        && let Ok(means) = means.get(click.entity)
    {
        click.propagate(false);
        events.write(means.event());
    }
}

pub(super) fn on_key(
    mut key: On<FocusedInput<KeyboardInput>>,
    means: Query<&Means, Usable>,
    mut events: MessageWriter<PanelEvent>,
) {
    let pressed = key.input.state == ButtonState::Pressed && !key.input.repeat;
    let presses = matches!(key.input.key_code, KeyCode::Enter | KeyCode::NumpadEnter | KeyCode::Space);
    if pressed
        && presses
        && let Ok(means) = means.get(key.focused_entity)
    {
        key.propagate(false);
        events.write(means.event());
    }
}
