//! What stands on the page, as plain values: elements with attributes, texts and children, each with a key.
//!
//! A text is always text and never markup. Styles are kept apart from attributes because the page's security policy
//! allows them only when they are set one by one.

use std::collections::BTreeMap;

/// One element of the page. Two nodes with equal keys and tags under one parent are the same element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node {
    /// Unique among its siblings.
    pub key: String,
    /// What kind of element.
    pub tag: &'static str,
    /// Its attributes.
    pub attributes: BTreeMap<&'static str, String>,
    /// Its own style properties.
    pub styles: BTreeMap<&'static str, String>,
    /// Its text; a node with a text has no children.
    pub text: Option<String>,
    /// What a field holds; only for `input`.
    pub value: Option<Value>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// What the program put into a field, and which time it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The text.
    pub text: String,
    /// Raised whenever the program, not the person, changed it.
    pub edition: u32,
}

impl Node {
    /// An element without anything.
    #[must_use]
    pub fn new(tag: &'static str, key: impl Into<String>) -> Self {
        Self { key: key.into(), tag, ..Self::default() }
    }

    /// An element that holds words.
    #[must_use]
    pub fn words(tag: &'static str, key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::new(tag, key) }
    }

    /// With this attribute.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.insert(name, value.into());
        self
    }

    /// With this attribute, if there is a value for it.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// With one more class, or several. Classes of panels begin with `p-`, because the door page has its own.
    #[must_use]
    pub fn class(mut self, names: &str) -> Self {
        let classes = self.attributes.entry("class").or_default();
        for name in names.split_whitespace() {
            if !classes.is_empty() {
                classes.push(' ');
            }
            classes.push_str("p-");
            classes.push_str(name);
        }
        self
    }

    /// With this style property.
    #[must_use]
    pub fn style(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.styles.insert(name, value.into());
        self
    }

    /// With these elements in it.
    #[must_use]
    pub fn with(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// Not told to screen readers, because something beside it says the same.
    #[must_use]
    pub fn silent(self) -> Self {
        self.set("aria-hidden", "true")
    }
}
