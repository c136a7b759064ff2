//! A field that gives way to another of its family while somebody types into it hands the keyboard on.
//!
//! Who has it otherwise is the business of `focus`.

use bevy::input_focus::{FocusCause, InputFocus};
use bevy::prelude::*;

use super::field::FieldMark;
use super::reconcile::Drawn;
use crate::panel::{Key, PanelKey};

/// The field that had the keyboard in the frame before.
#[derive(Debug, Default)]
pub(super) struct Typed(Option<(Entity, PanelKey, Key)>);

/// A field that went while it was being typed into leaves the keyboard to the one of its family in its place: the note of
/// one page to that of the next. Letters that went to walking there would be commands.
pub(super) fn follow(
    mut typed: Local<Typed>,
    drawn: Res<Drawn>,
    fields: Query<&FieldMark>,
    mut focus: ResMut<InputFocus>,
) {
    if let Some((gone, panel, key)) = typed.0.take().filter(|(entity, ..)| !fields.contains(*entity))
        && focus.get().is_none_or(|focused| focused == gone)
        && let Some(piece) = drawn.0.get(&panel)
        && let Some(field) = key.family().and_then(|family| piece.find_field_of(family))
    {
        focus.set(field, FocusCause::Navigated);
    }
    let focused = focus.get().and_then(|entity| Some((entity, fields.get(entity).ok()?)));
    typed.0 = focused.map(|(entity, mark)| (entity, mark.panel, mark.key.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::bevy_renderer::element::{Body, Element, FieldBody};
    use crate::panel::bevy_renderer::reconcile::Piece;

    /// The part of a panel with one field.
    fn with_field(key: &str) -> Element {
        let body = FieldBody {
            key: Key::from(key.to_owned()),
            value: String::new(),
            edition: 0,
            limit: 30,
            size: 15.0,
            colour: Color::BLACK,
            caret: Color::BLACK,
            selection: Color::BLACK,
        };
        let field = Element::new(key, Node::default()).body(Body::Field(body));
        Element::new("beside", Node::default()).with([field])
    }

    fn draw(app: &mut App, key: &str) {
        let world = app.world_mut();
        let mut drawn = std::mem::take(&mut *world.resource_mut::<Drawn>());
        match drawn.0.get_mut(&PanelKey::Page) {
            Some(piece) => piece.update(world, PanelKey::Page, with_field(key)),
            None => {
                let piece = Piece::spawn(world, PanelKey::Page, with_field(key), None);
                drawn.0.insert(PanelKey::Page, piece);
            }
        }
        *world.resource_mut::<Drawn>() = drawn;
    }

    /// The key of the field that has the keyboard after `to` took the place of `notes/3`, which had it.
    fn after(to: &str) -> Option<String> {
        let mut app = App::new();
        app.init_resource::<Drawn>().init_resource::<InputFocus>().add_systems(Update, follow);
        draw(&mut app, "notes/3");
        let first = app.world().resource::<Drawn>().0[&PanelKey::Page].find_field(&"notes/3".into()).unwrap();
        app.world_mut().resource_mut::<InputFocus>().set(first, FocusCause::Navigated);
        app.update();
        draw(&mut app, to);
        app.update();
        let focused = app.world().resource::<InputFocus>().get()?;
        Some(app.world().get::<FieldMark>(focused)?.key.as_str().to_owned())
    }

    #[test]
    fn a_page_that_is_turned_while_its_note_is_typed_leaves_the_keyboard_in_the_next_note() {
        assert_eq!(after("notes/4").as_deref(), Some("notes/4"));
        assert_eq!(after("answer"), None, "another field is none of theirs");
    }
}
