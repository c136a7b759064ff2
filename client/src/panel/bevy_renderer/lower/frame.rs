//! Where panels stand, and the card with its head.

use accesskit::Role;
use bevy::prelude::*;

use super::{Tools, input, text};
use crate::panel::bevy_renderer::element::{Access, Body, Element, Letters, Skin};
use crate::panel::{Button, CLOSE, Panel, Place};
use crate::theme::Theme;

/// Height of the bars at the top and at the bottom with the space round them.
const BAR: f32 = 76.0;
/// Width of what stands between the panels at both sides; in a narrow window it lies under them.
const BETWEEN: f32 = 500.0;
/// How far below the bar short messages begin, so that a strip of one line stays in sight.
const UNDER_STRIP: f32 = 48.0;

/// The panel round its widgets.
pub(super) fn frame(panel: &Panel, widgets: Vec<Element>, tools: &mut Tools<'_>) -> Element {
    let theme = tools.theme;
    let role = match panel.place {
        Place::Dialog | Place::Large | Place::Veil => Role::Dialog,
        Place::Toasts | Place::Unseen => Role::Status,
        Place::Door => Role::Form,
        Place::Top | Place::Strip | Place::Captions | Place::Bottom | Place::Left | Place::Right => Role::Region,
    };
    let access = Access::new(role, &panel.title);
    match panel.place {
        Place::Top => {
            let bar = card(
                theme,
                Node { padding: UiRect::axes(Val::Px(14.0), Val::Px(8.0)), flex_grow: 1.0, ..column(theme) },
            );
            glass(panel, Node { top: Val::Px(theme.space.medium), ..across(theme) }, 3)
                .with([bar.access(access).with(widgets)])
        }
        Place::Strip => {
            let padding = UiRect::axes(Val::Px(14.0), Val::Px(6.0));
            let strip =
                card(theme, Node { padding, max_width: Val::Px(BETWEEN), row_gap: Val::Px(4.0), ..column(theme) });
            let node = Node { top: Val::Px(BAR), ..across(theme) };
            glass(panel, node, 1).with([strip.access(access).with(widgets)])
        }
        Place::Captions => {
            let padding = UiRect::axes(Val::Px(14.0), Val::Px(8.0));
            let wide = card(theme, Node { padding, width: Val::Px(BETWEEN), row_gap: Val::Px(6.0), ..column(theme) });
            let node = Node { bottom: Val::Px(BAR), ..across(theme) };
            glass(panel, node, 1).with([wide.access(access).with(widgets)])
        }
        Place::Bottom => {
            let node = Node {
                width: Val::Px(760.0),
                padding: UiRect::all(Val::Px(10.0)),
                row_gap: Val::Px(8.0),
                ..column(theme)
            };
            let bar = card(theme, node).access(access).with(widgets);
            glass(panel, Node { bottom: Val::Px(theme.space.medium), ..across(theme) }, 4).with([bar])
        }
        Place::Left | Place::Right => {
            let mut node = Node {
                position_type: PositionType::Absolute,
                top: Val::Px(BAR),
                bottom: Val::Px(BAR),
                width: Val::Px(theme.size.panel),
                padding: UiRect::all(Val::Px(theme.space.large)),
                ..column(theme)
            };
            let edge = Val::Px(theme.space.medium);
            if panel.place == Place::Left {
                node.left = edge
            } else {
                node.right = edge
            }
            let side = card(theme, node).access(access);
            let side = Element { key: panel.key.name().to_owned(), ..side };
            side.with([head(panel, tools)]).with(widgets)
        }
        Place::Dialog => {
            let node = Node {
                width: Val::Px(theme.size.dialog),
                padding: UiRect::all(Val::Px(theme.space.huge)),
                ..column(theme)
            };
            let dialog =
                card(theme, Node { max_height: Val::Percent(92.0), row_gap: Val::Px(theme.space.large), ..node });
            let dialog = dialog.access(access).with([head(panel, tools)]).with(widgets);
            glass(panel, whole(), 6).with([dialog])
        }
        Place::Large => {
            let edge = Val::Px(theme.space.medium);
            let node = Node {
                position_type: PositionType::Absolute,
                top: Val::Px(BAR),
                bottom: Val::Px(BAR),
                left: edge,
                right: edge,
                padding: UiRect::all(Val::Px(theme.space.large)),
                ..column(theme)
            };
            let large = card(theme, node).access(access);
            let large = Element { key: panel.key.name().to_owned(), skin: Skin { layer: 5, ..large.skin }, ..large };
            large.with([head(panel, tools)]).with(widgets)
        }
        Place::Toasts => {
            let node = Node {
                top: Val::Px(BAR + UNDER_STRIP),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                ..across(theme)
            };
            glass(panel, node, 7).access(Access { live: true, ..access }).with(widgets)
        }
        Place::Unseen => unseen(panel, widgets, access),
        Place::Door => door(panel, widgets, access, theme),
        Place::Veil => veil(panel, widgets, access, theme),
    }
}

/// A card's place over the whole window with its content in the middle.
fn whole() -> Node {
    Node {
        position_type: PositionType::Absolute,
        width: Val::Percent(100.0),
        height: Val::Percent(100.0),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    }
}

/// A strip across the window with its content in the middle.
fn across(theme: &Theme) -> Node {
    Node {
        position_type: PositionType::Absolute,
        left: Val::Px(theme.space.medium),
        right: Val::Px(theme.space.medium),
        justify_content: JustifyContent::Center,
        ..default()
    }
}

fn column(theme: &Theme) -> Node {
    Node {
        flex_direction: FlexDirection::Column,
        row_gap: Val::Px(theme.space.medium),
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(theme.radius.large)),
        ..default()
    }
}

/// What only holds a card in its place lets clicks through.
fn glass(panel: &Panel, node: Node, layer: i32) -> Element {
    Element::new(panel.key.name(), node).body(Body::Glass).skin(Skin { layer, ..default() })
}

fn card(theme: &Theme, node: Node) -> Element {
    let ink = &theme.ink;
    Element::new("card", node).skin(Skin {
        fill: Some(ink.surface.colour()),
        line: Some(ink.line.colour()),
        shadow: Some(ink.shadow.colour()),
        layer: 2,
        ..default()
    })
}

fn title(words: &str, size: f32, theme: &Theme) -> Element {
    let letters = Letters { strong: true, ..text::letters(words, size, theme.ink.text.colour()) };
    Element::new("title", Node { flex_shrink: 1.0, ..default() })
        .body(Body::Text(letters))
        .access(Access::new(Role::Heading, words))
}

fn head(panel: &Panel, tools: &mut Tools<'_>) -> Element {
    let theme = tools.theme;
    let node = Node {
        justify_content: JustifyContent::SpaceBetween,
        align_items: AlignItems::Center,
        flex_shrink: 0.0,
        column_gap: Val::Px(theme.space.medium),
        ..default()
    };
    let close = panel
        .close
        .as_ref()
        .map(|label| input::button(&Button::new(CLOSE, label.clone()).quiet().only_icon("close"), tools));
    Element::new("head", node).with([title(&panel.title, theme.letters.title, theme)]).with(close)
}

/// Told and not drawn: one pixel that shows nothing of what is in it.
fn unseen(panel: &Panel, widgets: Vec<Element>, access: Access) -> Element {
    let one = Val::Px(1.0);
    let node = Node {
        position_type: PositionType::Absolute,
        width: one,
        height: one,
        overflow: Overflow::clip(),
        ..default()
    };
    let hidden = Node { position_type: PositionType::Absolute, left: Val::Px(2.0), ..default() };
    let texts = Element::new("texts", hidden).body(Body::Glass).with(widgets.into_iter().map(without_bars));
    glass(panel, node, 0).access(Access { live: true, ..access }).with([texts])
}

/// Bars are drawn by the engine's own rules, whatever stands round them.
fn without_bars(mut element: Element) -> Element {
    element.children.retain(|child| child.body != Body::ScrollBar);
    element.children = element.children.into_iter().map(without_bars).collect();
    element
}

fn door(panel: &Panel, widgets: Vec<Element>, access: Access, theme: &Theme) -> Element {
    let node = Node {
        width: Val::Px(theme.size.door),
        max_width: Val::Percent(96.0),
        max_height: Val::Percent(96.0),
        padding: UiRect::all(Val::Px(theme.space.huge)),
        row_gap: Val::Px(theme.space.large),
        overflow: Overflow::scroll_y(),
        ..column(theme)
    };
    let card = card(theme, node).body(Body::Scroll { follows_end: false }).access(access);
    let card = card.with([title(&panel.title, theme.letters.display, theme)]).with(widgets);
    let skin = Skin { fill: Some(theme.ink.ground.colour()), layer: 5, ..default() };
    Element::new(panel.key.name(), whole()).skin(skin).with([card])
}

fn veil(panel: &Panel, widgets: Vec<Element>, access: Access, theme: &Theme) -> Element {
    let node =
        Node { width: Val::Px(theme.size.dialog), padding: UiRect::all(Val::Px(theme.space.huge)), ..column(theme) };
    let card =
        card(theme, Node { row_gap: Val::Px(theme.space.large), ..node }).access(Access { live: true, ..access });
    let card = card.with([title(&panel.title, theme.letters.title, theme)]).with(widgets);
    let skin = Skin { fill: Some(theme.ink.veil.colour()), layer: 9, ..default() };
    Element::new(panel.key.name(), whole()).skin(skin).with([card])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_that_is_only_told_has_no_bars() {
        let bar = || Element::new("bar", Node::default()).body(Body::ScrollBar);
        let list = Element::new("said", Node::default()).with([Element::new("row", Node::default()), bar()]);
        let told = without_bars(Element::new("texts", Node::default()).with([list, bar()]));
        assert_eq!(told.children.len(), 1);
        assert_eq!(told.children[0].children.len(), 1);
    }
}
