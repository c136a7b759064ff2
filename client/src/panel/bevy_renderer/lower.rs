//! Turns a panel into elements: where it stands, what its widgets look like in the theme.

mod frame;
mod input;
mod list;
mod show;
mod text;

use bevy::prelude::*;

use super::element::{Access, Body, Element, Skin};
use super::pictures::Pictures;
use crate::panel::{Flow, Group, Panel, Widget};
use crate::theme::Theme;

/// What lowering needs.
pub(super) struct Tools<'a> {
    pub(super) theme: &'a Theme,
    pub(super) pictures: &'a mut Pictures,
    pub(super) images: &'a mut Assets<Image>,
}

/// The element of a whole panel.
pub(super) fn panel(panel: &Panel, tools: &mut Tools<'_>) -> Element {
    let widgets = panel.widgets.iter().enumerate().map(|(n, one)| widget(n, one, tools)).collect();
    frame::frame(panel, widgets, tools)
}

fn widget(n: usize, widget: &Widget, tools: &mut Tools<'_>) -> Element {
    match widget {
        Widget::Heading(words) => text::heading(n, words, tools.theme),
        Widget::Text { key, text: words, tone } => text::paragraph(key, words, *tone, tools.theme),
        Widget::Button(button) => input::button(button, tools),
        Widget::Field(field) => input::field(field, tools.theme),
        Widget::Choice(choice) => input::choice(choice, tools.theme),
        Widget::File(field) => show::drop_field(field, tools.theme),
        Widget::Rows(rows) => list::rows(rows, tools),
        Widget::Picture { key, picture, label, size } => show::picture(key, picture, label, *size, tools),
        Widget::Progress { key, label, percent } => show::progress(key, label, *percent, tools.theme),
        Widget::Group(one) => group(one, tools),
    }
}

fn group(group: &Group, tools: &mut Tools<'_>) -> Element {
    let children: Vec<Element> = group.widgets.iter().enumerate().map(|(n, one)| widget(n, one, tools)).collect();
    let theme = tools.theme;
    let space = theme.space;
    let key = group.key.as_str();
    match group.flow {
        Flow::Column => Element::new(
            key,
            Node {
                flex_direction: FlexDirection::Column,
                row_gap: Val::Px(space.medium),
                flex_grow: 1.0,
                flex_basis: Val::Px(0.0),
                min_width: Val::Px(0.0),
                ..default()
            },
        )
        .with(children),
        Flow::Row => {
            let widened = group.widgets.iter().zip(children).map(|(widget, mut child)| {
                if matches!(widget, Widget::Field(_)) {
                    child.node.flex_grow = 1.0;
                    child.node.flex_shrink = 1.0;
                }
                child
            });
            let gap = Val::Px(space.medium);
            let node = Node { column_gap: gap, align_items: AlignItems::Center, min_width: Val::Px(0.0), ..default() };
            Element::new(key, node).with(widened)
        }
        Flow::Pair => {
            let side = |mut child: Element| {
                child.node.flex_grow = 1.0;
                child.node.flex_basis = Val::Px(0.0);
                child.node.min_width = Val::Px(0.0);
                child
            };
            let node = Node { column_gap: Val::Px(space.large), align_items: AlignItems::FlexStart, ..default() };
            Element::new(key, node).with(children.into_iter().map(side))
        }
        Flow::Sides => {
            let node = Node { column_gap: Val::Px(space.huge), align_items: AlignItems::FlexStart, ..default() };
            Element::new(key, node).with(children)
        }
        Flow::Wrap => Element::new(
            key,
            Node {
                column_gap: Val::Px(space.small),
                row_gap: Val::Px(space.small),
                flex_wrap: FlexWrap::Wrap,
                align_items: AlignItems::Center,
                ..default()
            },
        )
        .with(children),
        Flow::Ends => Element::new(
            key,
            Node {
                justify_content: JustifyContent::SpaceBetween,
                align_items: AlignItems::Center,
                column_gap: Val::Px(space.medium),
                min_width: Val::Px(0.0),
                ..default()
            },
        )
        .with(children),
        Flow::Desk => {
            let node = Node {
                column_gap: Val::Px(space.large),
                align_items: AlignItems::Stretch,
                flex_grow: 1.0,
                flex_basis: Val::Px(0.0),
                min_height: Val::Px(0.0),
                ..default()
            };
            let beside = |(n, mut child): (usize, Element)| {
                if n > 0 {
                    child.node.width = Val::Px(theme.size.panel);
                    child.node.overflow = Overflow::clip();
                }
                child
            };
            Element::new(key, node).with(children.into_iter().enumerate().map(beside))
        }
        Flow::Card => Element::new(
            key,
            Node {
                flex_direction: FlexDirection::Column,
                row_gap: Val::Px(space.small),
                padding: UiRect::all(Val::Px(space.large)),
                border_radius: BorderRadius::all(Val::Px(theme.radius.medium)),
                min_width: Val::Px(256.0),
                flex_shrink: 0.0,
                ..default()
            },
        )
        .skin(Skin { fill: Some(theme.ink.raised.colour()), ..default() })
        .with(children),
    }
    .access(Access::new(accesskit::Role::Group, ""))
    .body(Body::Box)
}
