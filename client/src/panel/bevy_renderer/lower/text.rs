//! Headings and paragraphs.

use accesskit::Role;
use bevy::prelude::*;

use crate::panel::bevy_renderer::element::{Access, Body, Element, Letters};
use crate::panel::{Key, Tone};
use crate::theme::Theme;

/// A heading of a part of a panel.
pub(super) fn heading(n: usize, words: &str, theme: &Theme) -> Element {
    let letters = Letters { strong: true, ..letters(words, theme.letters.strong, theme.ink.text.colour()) };
    let node = Node { margin: UiRect::top(Val::Px(theme.space.tight)), ..default() };
    Element::new(format!("heading-{n}"), node).body(Body::Text(letters)).access(Access::new(Role::Heading, words))
}

/// A paragraph in its tone.
pub(super) fn paragraph(key: &Key, words: &str, tone: Tone, theme: &Theme) -> Element {
    let (size, strong) = match tone {
        Tone::Plain | Tone::Good | Tone::Bad => (theme.letters.body, false),
        Tone::Quiet => (theme.letters.small, false),
        Tone::Strong => (theme.letters.heading, true),
    };
    let letters = Letters { strong, ..letters(words, size, colour(tone, theme)) };
    let node = Node::default();
    Element::new(key.as_str(), node).body(Body::Text(letters)).access(Access::new(Role::Label, words))
}

/// The colour of a tone.
pub(super) fn colour(tone: Tone, theme: &Theme) -> Color {
    match tone {
        Tone::Plain | Tone::Strong => theme.ink.text.colour(),
        Tone::Quiet => theme.ink.quiet.colour(),
        Tone::Good => theme.ink.good.colour(),
        Tone::Bad => theme.ink.bad.colour(),
    }
}

/// Plain letters that wrap.
pub(super) fn letters(words: &str, size: f32, colour: Color) -> Letters {
    Letters { text: words.to_owned(), size, strong: false, colour, wraps: true, centred: false, is_hint: false }
}
