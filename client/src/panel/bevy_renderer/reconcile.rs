//! Makes entities equal to elements: what stays keeps its entity, its focus and its caret.

use accesskit::{Live, Toggled};
use bevy::a11y::AccessibilityNode;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::text::LineHeight;
use bevy::ui::InteractionDisabled;
use bevy::ui_widgets::{ControlOrientation, ScrollArea, Scrollbar, ScrollbarThumb};
use std::collections::BTreeMap;

use super::element::{Access, Body, Element, Letters};
use super::paint::{Gauge, Paints};
use super::point::Points;
use super::press::Means;
use super::scroll::FollowsEnd;
use super::{field, pictures};
use crate::panel::{Key, PanelKey};
use crate::text_world::breaks::with_breaks;

/// What is drawn, by panel.
#[derive(Default, Resource)]
pub(super) struct Drawn(pub(super) BTreeMap<PanelKey, Piece>);

/// One drawn element and what is in it.
pub(super) struct Piece {
    pub(super) entity: Entity,
    element: Element,
    children: Vec<Piece>,
}

impl Piece {
    /// Draws an element for the first time.
    pub(super) fn spawn(world: &mut World, panel: PanelKey, mut element: Element, before: Option<Entity>) -> Self {
        let children = std::mem::take(&mut element.children);
        let entity = world.spawn_empty().id();
        apply(world, entity, panel, &element, None);
        if element.body == Body::ScrollBar
            && let Some(target) = before
        {
            world.entity_mut(entity).insert(Scrollbar::new(target, ControlOrientation::Vertical, 28.0)).with_children(
                |bar| {
                    bar.spawn((
                        ScrollbarThumb { border_radius: BorderRadius::all(Val::Px(3.0)), ..default() },
                        BackgroundColor(element.skin.line.unwrap_or_default()),
                    ));
                },
            );
        }
        let mut node = Self { entity, element, children: Vec::new() };
        node.set_children(world, panel, children);
        node
    }

    /// Makes the entity equal to another element of the same key and kind.
    pub(super) fn update(&mut self, world: &mut World, panel: PanelKey, mut element: Element) {
        let children = std::mem::take(&mut element.children);
        if !element.looks_like(&self.element) {
            apply(world, self.entity, panel, &element, Some(&self.element));
        }
        self.element = element;
        self.set_children(world, panel, children);
    }

    fn set_children(&mut self, world: &mut World, panel: PanelKey, elements: Vec<Element>) {
        if elements.is_empty() && self.children.is_empty() {
            return;
        }
        let mut old: Vec<Option<Self>> = std::mem::take(&mut self.children).into_iter().map(Some).collect();
        let before: Vec<Entity> = old.iter().flatten().map(|node| node.entity).collect();
        // Most lists change at their ends: looking first where the last match was keeps this linear.
        let mut next = 0;
        for element in elements {
            let found = (next..old.len()).chain(0..next.min(old.len())).find(|place| {
                old.get(*place).and_then(Option::as_ref).is_some_and(|node| element.continues(&node.element))
            });
            let kept = found.and_then(|place| {
                next = place + 1;
                old.get_mut(place).and_then(Option::take)
            });
            let node = match kept {
                Some(mut node) => {
                    node.update(world, panel, element);
                    node
                }
                None => {
                    let sibling = self.children.last().map(|node| node.entity);
                    Self::spawn(world, panel, element, sibling)
                }
            };
            self.children.push(node);
        }
        for gone in old.into_iter().flatten() {
            world.entity_mut(gone.entity).despawn();
        }
        let after: Vec<Entity> = self.children.iter().map(|node| node.entity).collect();
        if before != after {
            world.entity_mut(self.entity).replace_children(&after);
        }
    }

    /// The field with this key, in here.
    pub(super) fn find_field(&self, wanted: &Key) -> Option<Entity> {
        if let Body::Field(field) = &self.element.body
            && field.key == *wanted
        {
            return Some(self.entity);
        }
        self.children.iter().find_map(|child| child.find_field(wanted))
    }

    /// The field of this family, in here.
    pub(super) fn find_field_of(&self, family: &str) -> Option<Entity> {
        if let Body::Field(field) = &self.element.body
            && field.key.family() == Some(family)
        {
            return Some(self.entity);
        }
        self.children.iter().find_map(|child| child.find_field_of(family))
    }

    /// Takes everything off the screen.
    pub(super) fn despawn(self, world: &mut World) {
        world.entity_mut(self.entity).despawn();
    }
}

fn apply(world: &mut World, entity: Entity, panel: PanelKey, element: &Element, old: Option<&Element>) {
    let skin = element.skin;
    let mut entity = world.entity_mut(entity);
    entity.insert((
        element.node.clone(),
        BackgroundColor(skin.fill.unwrap_or(Color::NONE)),
        BorderColor::all(skin.line.unwrap_or(Color::NONE)),
        ZIndex(skin.layer),
    ));
    match skin.shadow {
        Some(colour) => {
            entity.insert(BoxShadow::new(colour, Val::ZERO, Val::Px(4.0), Val::Px(0.0), Val::Px(18.0)));
        }
        None => {
            entity.remove::<BoxShadow>();
        }
    }
    if skin.hover.is_some() || skin.ring.is_some() {
        entity.insert(Paints(skin));
    }
    if let Some(access) = &element.access {
        entity.insert(accessible(access));
    }
    match &element.body {
        Body::Box => {}
        Body::Glass => {
            entity.insert(Pickable::IGNORE);
        }
        Body::Text(letters) => insert_text(&mut entity, letters),
        Body::Press { key, kind, disabled } => {
            let means = Means { panel, key: key.clone(), kind: kind.clone() };
            if old.is_none() {
                entity.insert(bevy::picking::hover::Hovered::default());
            }
            entity.insert((means, TabIndex(if *disabled { -1 } else { 0 })));
            if *disabled {
                entity.insert(InteractionDisabled);
            } else {
                entity.remove::<InteractionDisabled>();
            }
        }
        Body::Field(body) => {
            let before = old.and_then(|old| if let Body::Field(body) = &old.body { Some(body) } else { None });
            field::apply(&mut entity, panel, body, before);
        }
        Body::Picture { image, part, tint } => {
            entity.insert((pictures::node(image.clone(), *part, *tint), Pickable::IGNORE));
        }
        Body::Points { image, key } => {
            entity.insert((pictures::node(image.clone(), None, Color::WHITE), Points { panel, key: key.clone() }));
        }
        Body::Scroll { follows_end } => {
            if old.is_none() {
                entity.insert(ScrollArea);
            }
            if *follows_end && old.is_none() {
                entity.insert(FollowsEnd::default());
            }
        }
        Body::ScrollBar => {}
        Body::Gauge(percent) => {
            entity.insert(Gauge(*percent));
        }
    }
}

fn insert_text(entity: &mut EntityWorldMut<'_>, letters: &Letters) {
    let justify = if letters.centred { Justify::Center } else { Justify::Left };
    let linebreak = if letters.wraps { LineBreak::WordOrCharacter } else { LineBreak::NoWrap };
    entity.insert((
        Text(with_breaks(&letters.text).into_owned()),
        font(letters.size, letters.strong),
        TextColor(letters.colour),
        LineHeight::RelativeToFont(1.35),
        TextLayout::new(justify, linebreak),
        Pickable::IGNORE,
    ));
    if letters.is_hint {
        entity.insert(field::Hint);
    }
}

/// The interface's letters in this size.
#[must_use]
pub fn font(size: f32, strong: bool) -> TextFont {
    TextFont {
        font: crate::text_world::fonts::FAMILY.into(),
        font_size: FontSize::Px(size),
        weight: if strong { FontWeight::SEMIBOLD } else { FontWeight::NORMAL },
        ..default()
    }
}

fn accessible(access: &Access) -> AccessibilityNode {
    let mut node = accesskit::Node::new(access.role);
    if !access.label.is_empty() {
        node.set_label(access.label.as_str());
    }
    if let Some(value) = &access.value {
        node.set_value(value.as_str());
    }
    if let Some(on) = access.on {
        node.set_toggled(if on { Toggled::True } else { Toggled::False });
    }
    if access.live {
        node.set_live(Live::Polite);
    }
    AccessibilityNode(node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::text::EditableText;

    fn text(key: &str, words: &str) -> Element {
        let letters = Letters {
            text: words.to_owned(),
            size: 15.0,
            strong: false,
            colour: Color::BLACK,
            wraps: true,
            centred: false,
            is_hint: false,
        };
        Element::new(key, Node::default()).body(Body::Text(letters))
    }

    fn list(world: &mut World, piece: &mut Option<Piece>, texts: &[(&str, &str)]) -> Vec<Entity> {
        let element = Element::new("list", Node::default()).with(texts.iter().map(|(key, words)| text(key, words)));
        match piece {
            Some(piece) => piece.update(world, PanelKey::Chat, element),
            None => *piece = Some(Piece::spawn(world, PanelKey::Chat, element, None)),
        }
        let root = piece.as_ref().unwrap().entity;
        world.get::<Children>(root).map(|children| children.iter().collect()).unwrap_or_default()
    }

    #[test]
    fn what_stays_keeps_its_entity_and_what_goes_is_gone() {
        let (mut world, mut piece) = (World::new(), None);
        let before = list(&mut world, &mut piece, &[("a", "1"), ("b", "2"), ("c", "3")]);
        let after = list(&mut world, &mut piece, &[("c", "3"), ("a", "changed"), ("d", "4")]);
        assert_eq!((after[0], after[1]), (before[2], before[0]));
        assert_eq!(world.get::<Text>(after[1]).map(|text| text.0.as_str()), Some("changed"));
        assert!(world.get_entity(before[1]).is_err(), "what is no longer shown was despawned");
        assert!(!before.contains(&after[2]));
    }

    #[test]
    fn a_field_keeps_what_is_typed_unless_the_program_changes_it() {
        let field = |value: &str, edition| {
            Element::new("field", Node::default()).body(Body::Field(super::super::element::FieldBody {
                key: "draft".into(),
                value: value.to_owned(),
                edition,
                limit: 100,
                size: 15.0,
                colour: Color::BLACK,
                caret: Color::BLACK,
                selection: Color::BLACK,
            }))
        };
        let mut world = World::new();
        let mut piece = Piece::spawn(&mut world, PanelKey::Say, field("", 0), None);
        let typed = |world: &World, entity| world.get::<EditableText>(entity).map(|text| text.value().to_string());
        world.get_mut::<EditableText>(piece.entity).unwrap().editor_mut().set_text("typed quickly");
        piece.update(&mut world, PanelKey::Say, field("typed", 0));
        assert_eq!(typed(&world, piece.entity).as_deref(), Some("typed quickly"));
        piece.update(&mut world, PanelKey::Say, field("", 1));
        assert_eq!(typed(&world, piece.entity).as_deref(), Some(""));
        assert_eq!(piece.find_field(&"draft".into()), Some(piece.entity));
    }
}
