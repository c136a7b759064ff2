//! Panels: what is not anchored in the world, as small closed trees of widgets.
//!
//! A feature writes one pure function from its state and the words to a [`Panel`]; renderers show it (bevy_ui on the
//! desktop, elements of the page in a browser) and give back [`PanelEvent`]s. Every widget that can be used has a role, a label and a key that is unique
//! within its panel. Nothing here knows a window, a colour or a pixel.

pub mod as_text;
#[cfg(not(target_arch = "wasm32"))]
pub mod bevy_renderer;
pub mod dom_renderer;
pub mod focus;
pub mod picture;
pub mod shown;
#[cfg(test)]
pub(crate) mod spoken;
pub mod widget;

use bevy::prelude::{App, IntoScheduleConfigs, Message, Update};
use std::borrow::Cow;

use hiroba_shared::protocol::slides::PagePoint;

#[cfg(target_arch = "wasm32")]
pub(crate) use dom_renderer::FileInHand;
pub use focus::{FocusWish, PanelFocus};
pub use shown::{PanelSystems, Shown};
pub use widget::{Button, Choice, ChoiceLook, Emphasis, Field, FileField, Flow, Group, Rank, Row, Rows, Tone, Widget};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shown>()
        .init_resource::<FocusWish>()
        .init_resource::<PanelFocus>()
        .add_message::<PanelEvent>()
        .configure_sets(Update, PanelSystems::Show.after(crate::schedule::ClientSystems::React));
    #[cfg(not(target_arch = "wasm32"))]
    bevy_renderer::plugin(app);
    #[cfg(target_arch = "wasm32")]
    dom_renderer::plugin(app);
}

/// Which widget of a panel; equal keys in two trees mean the same widget, so that it keeps focus and caret.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Cow<'static, str>);

impl Key {
    /// The key as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the slash, for keys such as `person/12`.
    #[must_use]
    pub fn family(&self) -> Option<&str> {
        self.0.split_once('/').map(|(family, _)| family)
    }

    /// What follows `family` and a slash, for keys such as `person/12`.
    #[must_use]
    pub fn within(&self, family: &str) -> Option<&str> {
        self.0.strip_prefix(family)?.strip_prefix('/')
    }

    /// The number that follows `family` and a slash.
    #[must_use]
    pub fn number_within(&self, family: &str) -> Option<u64> {
        self.within(family)?.parse().ok()
    }
}

impl From<&'static str> for Key {
    fn from(key: &'static str) -> Self {
        Self(Cow::Borrowed(key))
    }
}

impl From<String> for Key {
    fn from(key: String) -> Self {
        Self(Cow::Owned(key))
    }
}

/// Every panel there can be on the screen, in the order in which Tab visits them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PanelKey {
    /// The door: who are you?
    SignIn,
    /// Room, number present and the buttons at the top.
    Bar,
    /// What runs and what comes next, under the bar.
    Strip,
    /// What is said on stage, over the bottom bar.
    Captions,
    /// The field and the scopes at the bottom.
    Say,
    /// What was said.
    Chat,
    /// Who is here.
    People,
    /// One person: what can be done with them.
    Person,
    /// The moderators' log.
    Order,
    /// What happens when.
    Programme,
    /// Questions of the audience.
    Floor,
    /// Group photographs.
    Photographs,
    /// The slides that are shown, and showing one's own.
    Slides,
    /// The small map.
    Map,
    /// Settings.
    Settings,
    /// Keys and hints.
    Help,
    /// A page of slides, as large as the window allows.
    Page,
    /// What is round this person, told and not drawn.
    Nearby,
    /// Short messages that pass.
    Notices,
    /// Connecting, reconnecting, or the end of the visit.
    Veil,
}

impl PanelKey {
    /// Every panel.
    pub const ALL: [Self; 20] = [
        Self::SignIn,
        Self::Bar,
        Self::Strip,
        Self::Captions,
        Self::Say,
        Self::Chat,
        Self::People,
        Self::Person,
        Self::Order,
        Self::Programme,
        Self::Floor,
        Self::Photographs,
        Self::Slides,
        Self::Map,
        Self::Settings,
        Self::Help,
        Self::Page,
        Self::Nearby,
        Self::Notices,
        Self::Veil,
    ];

    /// The panel with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// The name used in the automation of windows and in the DOM.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Bar => "bar",
            Self::Strip => "strip",
            Self::Captions => "captions",
            Self::Say => "say",
            Self::Chat => "chat",
            Self::People => "people",
            Self::Person => "person",
            Self::Order => "order",
            Self::Programme => "programme",
            Self::Floor => "floor",
            Self::Photographs => "photographs",
            Self::Slides => "slides",
            Self::Map => "map",
            Self::Settings => "settings",
            Self::Help => "help",
            Self::Page => "page",
            Self::Nearby => "nearby",
            Self::Notices => "notices",
            Self::Veil => "veil",
        }
    }
}

/// Where a panel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A large card in the middle of a quiet background.
    Door,
    /// Along the top edge.
    Top,
    /// A narrow card under the top bar.
    Strip,
    /// A wide card over the bottom bar.
    Captions,
    /// Along the bottom edge.
    Bottom,
    /// On the left, above the bottom bar.
    Left,
    /// On the right, full height.
    Right,
    /// A small card in the middle.
    Dialog,
    /// A card over the world and the panels beside it, between the bars.
    Large,
    /// Small cards that stack under the top bar and take no clicks but their own.
    Toasts,
    /// Nowhere: told by screen readers alone.
    Unseen,
    /// Over everything.
    Veil,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Which panel.
    pub key: PanelKey,
    /// Where it stands.
    pub place: Place,
    /// Its title; drawn where the place has room for one, always told to screen readers.
    pub title: String,
    /// Label of its close button; `None` for panels that stay.
    pub close: Option<String>,
    /// What is in it, from the top.
    pub widgets: Vec<Widget>,
}

/// Key of the close button in the head of a panel.
pub const CLOSE: &str = "close-panel";

/// Somebody used a widget.
#[derive(Debug, Clone, PartialEq, Eq, Message)]
pub struct PanelEvent {
    /// In which panel.
    pub panel: PanelKey,
    /// Which widget.
    pub key: Key,
    /// How.
    pub kind: PanelEventKind,
}

/// A file that somebody picked; what is in it stays where it lies until it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickedFile {
    /// Its name.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
}

/// How a widget was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PanelEventKind {
    /// A button or a row was pressed.
    Pressed,
    /// The text of a field is this now.
    Typed(String),
    /// Enter in a field, outside any composition.
    Submitted,
    /// This entry of a choice or of tabs was chosen.
    Chosen(usize),
    /// The pointer, or a finger, is at this place of a picture, or no longer on it.
    Pointed(Option<PagePoint>),
    /// A file was picked.
    Picked(PickedFile),
}

impl Panel {
    /// Every key of the panel, in reading order.
    #[must_use]
    pub fn keys(&self) -> Vec<&Key> {
        let mut keys = Vec::new();
        for widget in &self.widgets {
            widget.collect_keys(&mut keys);
        }
        keys
    }

    /// The first key that two widgets share, if any.
    #[must_use]
    pub fn repeated_key(&self) -> Option<&Key> {
        let mut keys = self.keys();
        keys.sort();
        keys.windows(2).find_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        })
    }
}
