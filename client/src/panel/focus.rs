//! Where a feature wants the keyboard to go, and whether a panel has it. A renderer grants the wish and tells.
//!
//! Whether keys go into a text field is `venue_state::TypingFocus`, because walking asks for it too.

use bevy::prelude::Resource;

use super::{Key, Panel, PanelKey, Widget};

/// Where a feature wants the keyboard to go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub enum FocusWish {
    /// It stays where it is.
    #[default]
    Nothing,
    /// Back to walking.
    Walking,
    /// Into a field of a panel, as soon as it is drawn.
    Field(PanelKey, Key),
}

impl FocusWish {
    /// Into this field.
    #[must_use]
    pub fn field(panel: PanelKey, key: &'static str) -> Self {
        Self::Field(panel, key.into())
    }
}

/// A widget of a panel has the keyboard because somebody went there by Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Resource)]
pub struct PanelFocus(pub bool);

impl Panel {
    /// The field that takes the keyboard when this panel opens.
    #[must_use]
    pub fn first_field(&self) -> Option<&Key> {
        self.widgets.iter().find_map(first_field)
    }
}

fn first_field(widget: &Widget) -> Option<&Key> {
    match widget {
        Widget::Field(field) => field.first.then_some(&field.key),
        Widget::Group(group) => group.widgets.iter().find_map(first_field),
        Widget::Heading(_)
        | Widget::Text { .. }
        | Widget::Button(_)
        | Widget::Choice(_)
        | Widget::File(_)
        | Widget::Rows(_)
        | Widget::Picture { .. }
        | Widget::Progress { .. } => None,
    }
}
