//! The closed set of widgets. Each says what it is and what it says; how it looks is the theme's business.

mod button;

use super::Key;
use super::picture::Picture;

pub use button::{Button, Download, Emphasis};

/// One widget of a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Widget {
    /// A heading of the part that follows.
    Heading(String),
    /// A paragraph.
    Text {
        /// Which paragraph.
        key: Key,
        /// What it says.
        text: String,
        /// How it is meant.
        tone: Tone,
    },
    /// Something to press.
    Button(Button),
    /// A text to type.
    Field(Field),
    /// One of several.
    Choice(Choice),
    /// A file to pick.
    File(FileField),
    /// A list.
    Rows(Rows),
    /// A picture with words.
    Picture {
        /// Which picture widget.
        key: Key,
        /// What it shows.
        picture: Picture,
        /// What it says to those who do not see it.
        label: String,
        /// How large.
        size: PictureSize,
    },
    /// How far something is.
    Progress {
        /// Which.
        key: Key,
        /// What is going on.
        label: String,
        /// 0 to 100, or unknown.
        percent: Option<u8>,
    },
    /// Widgets that belong together.
    Group(Group),
}

/// How large a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSize {
    /// As high as a line of text.
    Line,
    /// A face in a row.
    Face,
    /// The avatar at the door.
    Portrait,
    /// As wide as the panel.
    Wide,
    /// As large as the panel has room.
    Full,
}

/// How a text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// Beside the point.
    Quiet,
    /// Important.
    Strong,
    /// Something went well.
    Good,
    /// Something needs attention.
    Bad,
}

/// A text to type, on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Which field.
    pub key: Key,
    /// What is wanted.
    pub label: String,
    /// The label stands above the field; otherwise only screen readers get it.
    pub label_shown: bool,
    /// An example or hint, shown while the field is empty.
    pub hint: String,
    /// What it holds.
    pub value: String,
    /// Raised whenever the program, not the person, changed `value`: only then a renderer writes it into the field.
    pub edition: u32,
    /// What is wrong with it, in words.
    pub fault: Option<String>,
    /// Most letters it takes, as a reader counts them.
    pub limit: usize,
    /// Takes the focus when its panel opens.
    pub first: bool,
}

impl Field {
    /// An empty field.
    #[must_use]
    pub fn new(key: impl Into<Key>, label: String) -> Self {
        Self {
            key: key.into(),
            label,
            label_shown: true,
            hint: String::new(),
            value: String::new(),
            edition: 0,
            fault: None,
            limit: 200,
            first: false,
        }
    }
}

impl From<Field> for Widget {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

/// A file to pick: by a dialog of the browser, or by dropping it on the window of the desktop.
#[derive(Debug, Clone, PartialEq)]
pub struct FileField {
    /// Which field.
    pub key: Key,
    /// What is wanted.
    pub label: String,
    /// How a file is given where there is no dialog to pick one.
    pub hint: String,
    /// What kind of file, as a browser calls it.
    pub kind: &'static str,
}

impl From<FileField> for Widget {
    fn from(field: FileField) -> Self {
        Self::File(field)
    }
}

/// How the entries of a choice stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceLook {
    /// Side by side in one strip.
    Strip,
    /// Side by side, wrapping.
    Chips,
    /// Side by side, wrapping; several may be chosen.
    Checks,
    /// Tabs over what follows.
    Tabs,
}

/// One of several.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Which choice; its entries have the keys `key/0`, `key/1` and so on.
    pub key: Key,
    /// What is chosen.
    pub label: String,
    /// The label stands above the choice; otherwise only screen readers get it.
    pub label_shown: bool,
    /// How the entries stand.
    pub look: ChoiceLook,
    /// The entries in words.
    pub entries: Vec<String>,
    /// Those that are chosen, one unless several may be.
    pub chosen: Vec<usize>,
    /// What is wrong with it, in words.
    pub fault: Option<String>,
}

impl From<Choice> for Widget {
    fn from(choice: Choice) -> Self {
        Self::Choice(choice)
    }
}

/// A list whose rows scroll within the panel. Long lists are windowed by the view: it gives the rows that matter and
/// says in a row of its own how to get at the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Which list.
    pub key: Key,
    /// What is listed.
    pub label: String,
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// The newest row is at the end and stays in view.
    pub follows_end: bool,
    /// Takes the height that is left in the panel.
    pub fills: bool,
    /// Told to screen readers when it changes.
    pub live: bool,
}

impl From<Rows> for Widget {
    fn from(rows: Rows) -> Self {
        Self::Rows(rows)
    }
}

/// How much of a row there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rank {
    /// Something to read.
    #[default]
    Plain,
    /// The row as a whole can be pressed.
    Pressable,
    /// The row as a whole can be pressed and is the chosen one.
    Chosen,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which row.
    pub key: Key,
    /// A picture before it.
    pub picture: Option<Picture>,
    /// Its first line.
    pub title: String,
    /// A short remark beside the title, such as a time.
    pub note: String,
    /// What it says; empty for nothing.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it can be pressed.
    pub rank: Rank,
    /// What can be done with it.
    pub buttons: Vec<Button>,
}

impl Row {
    /// What one of its buttons is called where the row round it is not seen: what it does, and to whom.
    #[must_use]
    pub fn name_of(&self, button: &Button) -> String {
        if self.title.is_empty() || button.label.contains(&self.title) {
            return button.label.clone();
        }
        format!("{}: {}", button.label, self.title)
    }

    /// A row with a title alone.
    #[must_use]
    pub fn new(key: impl Into<Key>, title: String) -> Self {
        Self {
            key: key.into(),
            picture: None,
            title,
            note: String::new(),
            text: String::new(),
            tone: Tone::Plain,
            rank: Rank::Plain,
            buttons: Vec::new(),
        }
    }
}

/// Which way widgets of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Below each other.
    Column,
    /// Beside each other.
    Row,
    /// Beside each other, wrapping.
    Wrap,
    /// Beside each other, equally wide.
    Pair,
    /// Beside each other from the top, the last as wide as can be.
    Sides,
    /// Beside each other, the first and the last at the ends.
    Ends,
    /// Below each other in a box of their own.
    Card,
    /// Beside each other in all the height there is, the first as wide as can be.
    Desk,
}

/// Widgets that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Which group.
    pub key: Key,
    /// Which way they stand.
    pub flow: Flow,
    /// What is in it.
    pub widgets: Vec<Widget>,
}

impl Group {
    /// A group.
    #[must_use]
    pub fn new(key: impl Into<Key>, flow: Flow, widgets: Vec<Widget>) -> Self {
        Self { key: key.into(), flow, widgets }
    }
}

impl From<Group> for Widget {
    fn from(group: Group) -> Self {
        Self::Group(group)
    }
}

impl Widget {
    /// A paragraph.
    #[must_use]
    pub fn text(key: impl Into<Key>, tone: Tone, text: String) -> Self {
        Self::Text { key: key.into(), text, tone }
    }

    /// Adds the keys of this widget and of those in it.
    pub(super) fn collect_keys<'a>(&'a self, keys: &mut Vec<&'a Key>) {
        match self {
            Self::Heading(_) => {}
            Self::Text { key, .. } | Self::Picture { key, .. } | Self::Progress { key, .. } => keys.push(key),
            Self::Button(button) => keys.push(&button.key),
            Self::Field(field) => keys.push(&field.key),
            Self::Choice(choice) => keys.push(&choice.key),
            Self::File(field) => keys.push(&field.key),
            Self::Rows(rows) => {
                keys.push(&rows.key);
                for row in &rows.rows {
                    keys.push(&row.key);
                    keys.extend(row.buttons.iter().map(|button| &button.key));
                }
            }
            Self::Group(group) => {
                keys.push(&group.key);
                for widget in &group.widgets {
                    widget.collect_keys(keys);
                }
            }
        }
    }
}
