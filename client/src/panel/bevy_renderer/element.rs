//! What the renderer draws: a tree of boxes, texts, pictures, fields and scrolled lists, still plain values.

use accesskit::Role;
use bevy::prelude::*;

use crate::panel::{Key, PanelEventKind};

/// One thing on the screen. Two elements with equal keys and kinds of body are the same entity.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Unique among its siblings.
    pub key: String,
    /// What it is.
    pub body: Body,
    /// How it is laid out.
    pub node: Node,
    /// Its colours.
    pub skin: Skin,
    /// What it is to screen readers.
    pub access: Option<Access>,
    /// What is in it.
    pub children: Vec<Element>,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    /// A box.
    Box,
    /// A box that lets clicks through to what is behind it.
    Glass,
    /// A text.
    Text(Letters),
    /// Something to press, and the event of it.
    Press {
        /// Key of the event.
        key: Key,
        /// Kind of the event.
        kind: PanelEventKind,
        /// It cannot be pressed now.
        disabled: bool,
    },
    /// A text to type.
    Field(FieldBody),
    /// A part of a picture.
    Picture {
        /// The picture.
        image: Handle<Image>,
        /// Which part of it.
        part: Option<Rect>,
        /// What its colours are multiplied by.
        tint: Color,
    },
    /// A picture that tells where the pointer is on it.
    Points {
        /// The picture.
        image: Handle<Image>,
        /// Key of the event.
        key: Key,
    },
    /// A box whose content scrolls.
    Scroll {
        /// The end of the content stays in view.
        follows_end: bool,
    },
    /// The bar that scrolls the sibling before it.
    ScrollBar,
    /// A part that fills by this much, or to and fro where nobody knows.
    Gauge(Option<u8>),
}

/// A text and its letters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letters {
    /// What it says.
    pub text: String,
    /// How large, in logical pixels.
    pub size: f32,
    /// Drawn in strong letters.
    pub strong: bool,
    /// Its colour.
    pub colour: Color,
    /// Broken into lines where the width ends.
    pub wraps: bool,
    /// Middle of the lines in the middle.
    pub centred: bool,
    /// Shown only while the field beside it is empty.
    pub is_hint: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FieldBody {
    /// Key of its events.
    pub key: Key,
    /// What the program last put into it.
    pub value: String,
    /// Which time the program put something into it.
    pub edition: u32,
    /// Most characters.
    pub limit: usize,
    /// Size of the letters.
    pub size: f32,
    /// Colour of the letters.
    pub colour: Color,
    /// Colour of the caret.
    pub caret: Color,
    /// Colour behind selected letters.
    pub selection: Color,
}

/// The colours of an element.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Skin {
    /// At rest.
    pub fill: Option<Color>,
    /// Under the pointer.
    pub hover: Option<Color>,
    /// While pressed.
    pub press: Option<Color>,
    /// Border.
    pub line: Option<Color>,
    /// Colour of a soft shadow below.
    pub shadow: Option<Color>,
    /// Colour of the ring while the keyboard is here.
    pub ring: Option<Color>,
    /// Drawn over panels before it.
    pub layer: i32,
}

/// What an element is to screen readers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Access {
    /// Its role.
    pub role: Role,
    /// Its name.
    pub label: String,
    /// What it holds, for fields.
    pub value: Option<String>,
    /// It is on, for what can be on and off.
    pub on: Option<bool>,
    /// Changes are told as they come.
    pub live: bool,
}

impl Access {
    /// A role with a name.
    pub(super) fn new(role: Role, label: &str) -> Self {
        Self { role, label: label.to_owned(), value: None, on: None, live: false }
    }
}

impl Element {
    /// A box without colours.
    pub(super) fn new(key: impl Into<String>, node: Node) -> Self {
        Self { key: key.into(), body: Body::Box, node, skin: Skin::default(), access: None, children: Vec::new() }
    }

    /// With these colours.
    pub(super) fn skin(mut self, skin: Skin) -> Self {
        self.skin = skin;
        self
    }

    /// With this body.
    pub(super) fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// With this meaning to screen readers.
    pub(super) fn access(mut self, access: Access) -> Self {
        self.access = Some(access);
        self
    }

    /// With these elements in it.
    pub(super) fn with(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// Whether the entity of `other` can become this element.
    pub(super) fn continues(&self, other: &Self) -> bool {
        self.key == other.key && std::mem::discriminant(&self.body) == std::mem::discriminant(&other.body)
    }

    /// Whether nothing but the children differs.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        self.body == other.body && self.node == other.node && self.skin == other.skin && self.access == other.access
    }
}
