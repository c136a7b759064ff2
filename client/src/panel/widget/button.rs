//! Buttons: what they do in words, how much they ask to be pressed, and whether they are on.

use hiroba_shared::protocol::talk::Emote;

use super::Widget;
use crate::panel::Key;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emphasis {
    /// The one thing to do here.
    Primary,
    /// One of the things to do.
    #[default]
    Plain,
    /// Shown by its picture or text alone.
    Quiet,
    /// Takes something away from somebody.
    Danger,
}

/// Something to press.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    /// Which button.
    pub key: Key,
    /// What it does, in words; always told to screen readers.
    pub label: String,
    /// Name of an icon shown before the label.
    pub icon: Option<&'static str>,
    /// A gesture shown before the label, in its own colours.
    pub gesture: Option<Emote>,
    /// The icon is enough for those who see it.
    pub icon_only: bool,
    /// How much it asks for it.
    pub emphasis: Emphasis,
    /// What it stands for is on or off; `None` for buttons that are neither.
    pub on: Option<bool>,
    /// It cannot be pressed now.
    pub disabled: bool,
    /// A small number on it, for what waits behind it.
    pub count: u32,
    /// The key that does the same while nobody types, as printed on it.
    pub shortcut: Option<&'static str>,
    /// A file that a press brings onto this device.
    pub download: Option<Download>,
}

/// A file of the venue that is brought onto this device. A browser does it by itself, without an event; elsewhere the press is
/// told and the feature does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its hash in letters, by which it is served.
    pub hash: String,
    /// What it is called on the device.
    pub name: String,
}

impl Button {
    /// A plain button.
    #[must_use]
    pub fn new(key: impl Into<Key>, label: String) -> Self {
        Self {
            key: key.into(),
            label,
            icon: None,
            gesture: None,
            icon_only: false,
            emphasis: Emphasis::Plain,
            on: None,
            disabled: false,
            count: 0,
            shortcut: None,
            download: None,
        }
    }

    /// The one thing to do here.
    #[must_use]
    pub fn primary(mut self) -> Self {
        self.emphasis = Emphasis::Primary;
        self
    }

    /// Shown without a box.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.emphasis = Emphasis::Quiet;
        self
    }

    /// Takes something away from somebody.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.emphasis = Emphasis::Danger;
        self
    }

    /// With an icon before the label.
    #[must_use]
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With a gesture before the label.
    #[must_use]
    pub fn gesture(mut self, gesture: Emote) -> Self {
        self.gesture = Some(gesture);
        self
    }

    /// With an icon instead of the label.
    #[must_use]
    pub fn only_icon(mut self, icon: &'static str) -> Self {
        self.icon_only = true;
        self.icon(icon)
    }

    /// A switch, on if `on`.
    #[must_use]
    pub fn lit_if(mut self, on: bool) -> Self {
        self.on = Some(on);
        self
    }

    /// Not to be pressed unless `enabled`.
    #[must_use]
    pub fn enabled_if(mut self, enabled: bool) -> Self {
        self.disabled = !enabled;
        self
    }

    /// Brings a file onto this device.
    #[must_use]
    pub fn downloading(mut self, download: Download) -> Self {
        self.download = Some(download);
        self
    }

    /// With the key that does the same.
    #[must_use]
    pub fn shortcut(mut self, key: &'static str) -> Self {
        self.shortcut = Some(key);
        self
    }

    /// With a number of things that wait.
    #[must_use]
    pub fn counting(mut self, count: u32) -> Self {
        self.count = count;
        self
    }
}

impl From<Button> for Widget {
    fn from(button: Button) -> Self {
        Self::Button(button)
    }
}
