//! Draws writings with the engine's own text layout and the shipped fonts: the desktop.
//!
//! What is written where, and the card behind it, is decided elsewhere.

use bevy::prelude::*;
use bevy::sprite::{Anchor, Text2d};
use bevy::text::{LineHeight, TextBounds, TextLayoutInfo};

use super::{Extent, TextSystems, Weight, Writing, breaks, fonts};
use crate::panel::bevy_renderer::letters;

pub(super) fn plugin(app: &mut App) {
    fonts::install(app);
    app.add_systems(
        PostUpdate,
        (
            write.in_set(TextSystems::Write).before(bevy::sprite::update_text2d_layout),
            measure.in_set(TextSystems::Write).after(bevy::sprite::update_text2d_layout),
        ),
    );
}

/// Gives new writings their letters.
fn write(mut commands: Commands, new: Query<(Entity, &Writing), Added<Writing>>) {
    for (entity, writing) in &new {
        commands.entity(entity).insert((
            Text2d::new(breaks::with_breaks(&writing.text)),
            letters(writing.size, writing.weight == Weight::Strong),
            TextColor(writing.colour.colour()),
            LineHeight::RelativeToFont(writing.line_height),
            TextLayout::new(Justify::Center, LineBreak::WordOrCharacter),
            writing.width.map_or(TextBounds::UNBOUNDED, TextBounds::new_horizontal),
            Anchor::BOTTOM_CENTER,
        ));
    }
}

/// Tells how large the letters came out.
fn measure(mut laid_out: Query<(&TextLayoutInfo, &mut Extent), Changed<TextLayoutInfo>>) {
    for (layout, mut extent) in &mut laid_out {
        extent.set_if_neq(Extent(layout.size / layout.scale_factor.max(f32::EPSILON)));
    }
}
