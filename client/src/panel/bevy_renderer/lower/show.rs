//! Pictures and progress.

use accesskit::Role;
use bevy::prelude::*;

use super::{Tools, input, text};
use crate::panel::bevy_renderer::element::{Access, Body, Element, Skin};
use crate::panel::bevy_renderer::pictures::Part;
use crate::panel::picture::{PagePicture, Picture};
use crate::panel::widget::PictureSize;
use crate::panel::{FileField, Key};
use crate::theme::Theme;

/// The square of a head in an avatar's cell: its side as a share of the width, its top as a share of the height.
const HEAD_SIDE: f32 = 0.5625;
const HEAD_TOP: f32 = 1.0 / 6.0;
/// A screen that shows nothing.
const DARK: Color = Color::srgb(0.05, 0.05, 0.07);
/// The dot of whoever points, and how wide it is.
const LASER: Color = Color::srgb(0.91, 0.11, 0.15);
const DOT: f32 = 16.0;

/// A picture with words for those who do not see it.
pub(super) fn picture(key: &Key, picture: &Picture, label: &str, size: PictureSize, tools: &mut Tools<'_>) -> Element {
    let element = match picture {
        Picture::Icon(name) => input::icon(name, tools.theme.ink.text, tools),
        Picture::Look(look) => {
            let parts = tools.pictures.look(*look);
            avatar(parts, size, tools.theme)
        }
        Picture::Plan(plan) => {
            let dark = tools.theme.shade == crate::theme::Shade::Dark;
            let image = tools.pictures.plan(plan, &tools.theme.ink, dark, tools.images);
            let ratio = f32::from(plan.size.0.max(1)) / f32::from(plan.size.1.max(1));
            let node = Node {
                width: Val::Percent(100.0),
                aspect_ratio: Some(ratio),
                max_height: Val::Px(300.0),
                flex_shrink: 0.0,
                border: UiRect::all(Val::Px(1.0)),
                border_radius: BorderRadius::all(Val::Px(tools.theme.radius.medium)),
                ..default()
            };
            let skin = Skin { line: Some(tools.theme.ink.line.colour()), ..default() };
            Element::new("plan", node).body(Body::Picture { image, part: None, tint: Color::WHITE }).skin(skin)
        }
        Picture::Page(page) => return sheet(key, page, (label, size), tools),
    };
    let element = Element { key: key.as_str().to_owned(), ..element };
    if label.is_empty() { element } else { element.access(Access::new(Role::Image, label)) }
}

fn stretched(key: impl Into<String>, part: Part) -> Element {
    let node = Node {
        width: Val::Percent(100.0),
        height: Val::Percent(100.0),
        position_type: PositionType::Absolute,
        ..default()
    };
    Element::new(key, node).body(Body::Picture { image: part.image, part: Some(part.rect), tint: part.tint })
}

/// A page of slides; dark until it is there.
fn sheet(key: &Key, page: &PagePicture, (label, size): (&str, PictureSize), tools: &Tools<'_>) -> Element {
    let ratio = f32::from(page.size.0.max(1)) / f32::from(page.size.1.max(1));
    let full = size == PictureSize::Full;
    let (whole, free) = (Val::Percent(100.0), Val::Auto);
    let node = Node {
        width: if full { free } else { whole },
        height: if full { whole } else { free },
        max_width: whole,
        max_height: whole,
        aspect_ratio: Some(ratio),
        flex_shrink: 0.0,
        ..default()
    };
    let dark = Skin { fill: Some(DARK), ..default() };
    let picture = match tools.pictures.page(&page.hash) {
        Some(image) if page.points => Element::new("shown", node).body(Body::Points { image, key: key.clone() }),
        Some(image) => Element::new("shown", node).body(Body::Picture { image, part: None, tint: Color::WHITE }),
        None => Element::new("shown", node).skin(dark),
    };
    let dot = page.dot.map(|dot| {
        let part = |part: u16| Val::Percent(f32::from(part) * 100.0 / f32::from(u16::MAX));
        let node = Node {
            position_type: PositionType::Absolute,
            left: part(dot.x),
            top: part(dot.y),
            width: Val::Px(DOT),
            height: Val::Px(DOT),
            margin: UiRect { left: Val::Px(-DOT / 2.0), top: Val::Px(-DOT / 2.0), ..default() },
            border: UiRect::all(Val::Px(2.0)),
            border_radius: BorderRadius::all(Val::Px(DOT / 2.0)),
            ..default()
        };
        let skin = Skin { fill: Some(LASER), line: Some(Color::WHITE), ..default() };
        Element::new("dot", node).body(Body::Glass).skin(skin)
    });
    let room = Node {
        flex_grow: if full { 1.0 } else { 0.0 },
        flex_shrink: if full { 1.0 } else { 0.0 },
        flex_basis: if full { Val::Px(0.0) } else { Val::Auto },
        min_height: Val::Px(0.0),
        justify_content: JustifyContent::Center,
        align_items: AlignItems::Center,
        ..default()
    };
    let picture = picture.access(Access::new(Role::Image, label)).with(dot);
    Element::new(key.as_str(), room).with([picture])
}

/// Where a file may be dropped, as the desktop has no dialog of its own to pick one.
pub(super) fn drop_field(field: &FileField, theme: &Theme) -> Element {
    let ink = &theme.ink;
    let node = Node {
        flex_direction: FlexDirection::Column,
        row_gap: Val::Px(theme.space.small),
        padding: UiRect::all(Val::Px(theme.space.large)),
        border: UiRect::all(Val::Px(1.0)),
        border_radius: BorderRadius::all(Val::Px(theme.radius.medium)),
        flex_shrink: 0.0,
        ..default()
    };
    let line = |key: &str, words: &str, colour: Color| {
        Element::new(key, Node::default()).body(Body::Text(text::letters(words, theme.letters.body, colour)))
    };
    let words = [line("label", &field.label, ink.text.colour()), line("hint", &field.hint, ink.quiet.colour())];
    let skin = Skin { fill: Some(ink.sunken.colour()), line: Some(ink.accent.colour()), ..default() };
    let access = Access { value: Some(field.hint.clone()), ..Access::new(Role::Group, &field.label) };
    Element::new(field.key.as_str(), node).skin(skin).access(access).with(words)
}

/// An avatar: the whole of it as a portrait, the head alone, in a round frame, in a row.
fn avatar(parts: Vec<Part>, size: PictureSize, theme: &Theme) -> Element {
    let face = matches!(size, PictureSize::Line | PictureSize::Face);
    let (side, fill) = if face { ((36.0, 36.0), theme.ink.accent_soft) } else { ((112.0, 156.0), theme.ink.surface) };
    let round = BorderRadius::all(Val::Px(if face { side.0 / 2.0 } else { theme.radius.medium }));
    let frame = Node {
        width: Val::Px(side.0),
        height: Val::Px(side.1),
        overflow: Overflow::clip(),
        flex_shrink: 0.0,
        align_self: AlignSelf::Center,
        border_radius: round,
        ..default()
    };
    let layers = parts.into_iter().enumerate().map(|(n, part)| {
        let layer = stretched(format!("part-{n}"), if face { head(part) } else { part });
        if face { Element { node: Node { border_radius: round, ..layer.node }, ..layer } } else { layer }
    });
    let inner = if face {
        Node { width: Val::Percent(100.0), height: Val::Percent(100.0), ..default() }
    } else {
        Node { left: Val::Px(4.0), top: Val::Px(0.0), width: Val::Px(104.0), height: Val::Px(156.0), ..default() }
    };
    let inner = Node { position_type: PositionType::Absolute, ..inner };
    Element::new("avatar", frame)
        .skin(Skin { fill: Some(fill.colour()), ..default() })
        .with([Element::new("layers", inner).with(layers)])
}

/// The head of an avatar: a square round it. A layer clips to its own round corners, never to those of the frame
/// round it, so every layer is cut to the same square.
fn head(part: Part) -> Part {
    let cell = part.rect.size();
    let side = cell.x * HEAD_SIDE;
    let corner = part.rect.min + Vec2::new((cell.x - side) / 2.0, cell.y * HEAD_TOP);
    Part { rect: Rect::from_corners(corner, corner + side), ..part }
}

/// How far something is.
pub(super) fn progress(key: &Key, label: &str, percent: Option<u8>, theme: &Theme) -> Element {
    let words = Element::new("label", Node::default()).body(Body::Text(text::letters(
        label,
        theme.letters.body,
        theme.ink.quiet.colour(),
    )));
    let round = BorderRadius::all(Val::Px(3.0));
    let track_node = Node { height: Val::Px(6.0), border_radius: round, overflow: Overflow::clip(), ..default() };
    let gauge_node =
        Node { position_type: PositionType::Absolute, height: Val::Percent(100.0), border_radius: round, ..default() };
    let gauge = Element::new("gauge", gauge_node)
        .body(Body::Gauge(percent))
        .skin(Skin { fill: Some(theme.ink.accent.colour()), ..default() });
    let track =
        Element::new("track", track_node).skin(Skin { fill: Some(theme.ink.raised_press.colour()), ..default() });
    let node = Node { flex_direction: FlexDirection::Column, row_gap: Val::Px(theme.space.small), ..default() };
    let value = percent.map(|percent| format!("{percent} %"));
    Element::new(key.as_str(), node)
        .access(Access { value, live: true, ..Access::new(Role::ProgressIndicator, label) })
        .with([words, track.with([gauge])])
}
