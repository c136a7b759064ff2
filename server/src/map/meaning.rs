//! What the properties of areas, layers and tiles mean here, and what is said about those that mean nothing.
//!
//! The one table of names; where the meant place lies is not decided here.

use hiroba_shared::{map::ZoneKind, units::TilePoint};

use super::{
    error::{printable, quoted},
    exit,
    report::Report,
    tiled::{Properties, property::Value},
};

/// Members of a circle whose map does not say how many.
const USUAL_CAPACITY: u8 = 8;

/// Most members of a meeting room.
const MEETING_CAPACITY: u8 = 50;

/// What has the properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// An object of class `area`.
    Area,
    /// A tile layer.
    Layer,
    /// A tile of a tileset.
    Tile,
}

/// What a place on the map is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    /// People appear here; the name of the entry, `None` for the name of whatever this is.
    Start(Option<String>),
    /// A talk circle for so many.
    Circle(u8),
    /// A meeting room of this name: a circle for as many as stand in it.
    Meeting(String),
    /// See [`ZoneKind::Stage`].
    Stage,
    /// See [`ZoneKind::Screen`].
    Screen,
    /// See [`ZoneKind::Audience`].
    Audience,
    /// See [`ZoneKind::Quiet`].
    Quiet,
    /// See [`ZoneKind::HelpDesk`].
    HelpDesk,
    /// A door to this address.
    Door(exit::Target),
    /// A place with a name, if it has one.
    Place(Option<String>),
}

impl Meaning {
    /// The kind of zone it makes on these open tiles; `None` for an entry.
    pub(super) fn zone_kind(&self, open: impl Iterator<Item = TilePoint>) -> Option<ZoneKind> {
        Some(match self {
            Self::Start(_) => return None,
            Self::Circle(capacity) => ZoneKind::Circle { capacity: *capacity },
            Self::Meeting(_) => {
                let standing =
                    u8::try_from(open.take(usize::from(MEETING_CAPACITY)).count()).unwrap_or(MEETING_CAPACITY);
                ZoneKind::Circle { capacity: standing.max(USUAL_CAPACITY) }
            }
            Self::Stage => ZoneKind::Stage,
            Self::Screen => ZoneKind::Screen,
            Self::Audience => ZoneKind::Audience,
            Self::Quiet => ZoneKind::Quiet,
            Self::HelpDesk => ZoneKind::HelpDesk,
            Self::Door(target) => ZoneKind::Door { room: target.room.clone(), entry: target.entry.clone() },
            Self::Place(_) => ZoneKind::Place,
        })
    }

    /// The name it gives to a place that has none of its own.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Meeting(name) => Some(name),
            Self::Place(name) => name.as_deref(),
            Self::Start(_) | Self::Circle(_) | Self::Stage | Self::Screen | Self::Audience | Self::Quiet => None,
            Self::HelpDesk | Self::Door(_) => None,
        }
    }

    /// What it is, in words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Start(_) => String::from("entry"),
            Self::Circle(capacity) => format!("talk circle for {capacity}"),
            Self::Meeting(_) => String::from("meeting room, as a talk circle"),
            Self::Stage => String::from("stage"),
            Self::Screen => String::from("screen"),
            Self::Audience => String::from("audience"),
            Self::Quiet => String::from("quiet"),
            Self::HelpDesk => String::from("help desk"),
            Self::Door(target) => format!("door to {target}"),
            Self::Place(_) => String::from("named place"),
        }
    }
}

/// What `properties` mean; what means nothing goes into the report.
pub(super) fn of(properties: &Properties, owner: Owner, place: &str, report: &mut Report) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    for (name, value) in properties.iter() {
        match meaning(name, value, owner) {
            Ok(Some(meaning)) if !meanings.contains(&meaning) => meanings.push(meaning),
            Ok(_) => {}
            Err(Odd::Ignored(why)) => report.ignored(place, format_args!("property {}: {why}", quoted(name))),
            Err(Odd::Wrong(why)) => report.is_wrong(place, format_args!("property {}: {why}", quoted(name))),
        }
    }
    // A meeting room often is the camera's place or has a label as well; one name is enough.
    if meanings.iter().any(|meaning| !matches!(meaning, Meaning::Place(_) | Meaning::Start(_))) {
        meanings.retain(|meaning| !matches!(meaning, Meaning::Place(_)));
    }
    meanings
}

enum Odd {
    Ignored(&'static str),
    Wrong(String),
}

fn meaning(name: &str, value: &Value, owner: Owner) -> Result<Option<Meaning>, Odd> {
    let only_if_yes = |meaning: Meaning| Ok(value.is_yes().then_some(meaning));
    match name {
        "silent" | "quiet" => only_if_yes(Meaning::Quiet),
        "stage" | "speakerMegaphone" => only_if_yes(Meaning::Stage),
        "audience" | "listenerMegaphone" => only_if_yes(Meaning::Audience),
        "screen" => only_if_yes(Meaning::Screen),
        "helpDesk" => only_if_yes(Meaning::HelpDesk),
        "focusable" => only_if_yes(Meaning::Place(None)),
        "circle" => circle(value).map(Some),
        "jitsiRoom" | "meetingRoomLabel" | "meetingName" => {
            Ok(value.text().map(|room| Meaning::Meeting(printable(room))))
        }
        "exitUrl" | "exitSceneUrl" => match value.text() {
            None => Ok(None),
            Some(address) => exit::Target::parse(address).map(|target| Some(Meaning::Door(target))).map_err(Odd::Wrong),
        },
        "name" | "zone" => Ok(value.text().map(|name| Meaning::Place(Some(printable(name))))),
        "start" => start(value, owner),
        "collides" if owner != Owner::Area => Ok(None),
        "collides" => Err(Odd::Ignored("walls are tiles and tile layers with this property")),
        "startLayer" if owner == Owner::Layer => Ok(None),
        _ => Err(Odd::Ignored(why_ignored(name))),
    }
}

fn circle(value: &Value) -> Result<Meaning, Odd> {
    match value {
        Value::Number(number) if (2.0..=255.0).contains(number) => Ok(Meaning::Circle(*number as u8)),
        Value::Flag(true) => Ok(Meaning::Circle(USUAL_CAPACITY)),
        Value::Number(_) | Value::Flag(false) | Value::Text(_) | Value::Other => {
            Err(Odd::Wrong(String::from("a circle is for 2 to 255 people, given as a whole number")))
        }
    }
}

fn start(value: &Value, owner: Owner) -> Result<Option<Meaning>, Odd> {
    match owner {
        Owner::Area => Ok(value.is_yes().then(|| Meaning::Start(value.text().map(printable)))),
        Owner::Tile => Ok(value.text().map(|name| Meaning::Start(Some(printable(name))))),
        Owner::Layer => Err(Odd::Ignored("an entry layer is named `start` or has the property `startLayer`")),
    }
}

fn why_ignored(name: &str) -> &'static str {
    const MEETING: [&str; 3] = ["jitsi", "bbb", "userdata-"];
    const SOUND: [&str; 3] = ["playAudio", "audio", "sound"];
    const WEB: [&str; 5] = ["openWebsite", "openTab", "url", "allowApi", "policy"];
    const DOORS: [&str; 12] = [
        "door",
        "openLayer",
        "closeLayer",
        "closelayer",
        "openSound",
        "closeSound",
        "autoOpen",
        "autoClose",
        "bell",
        "openTrigger",
        "closeTrigger",
        "bindVariable",
    ];
    let begins = |names: &[&str]| names.iter().any(|start| name.starts_with(start));
    match name {
        "script" | "scriptDisableModuleSupport" => "scripts are never run",
        "zoomMargin" | "zoom_margin" => "the camera stays with the visitor",
        "exitInstance" => "there is one instance of each room",
        _ if begins(&MEETING) => "talking happens in the venue itself",
        _ if begins(&SOUND) => "maps play no sound",
        _ if begins(&WEB) => "maps open no web pages",
        _ if begins(&DOORS) => "doors that open and close are not supported",
        _ => "not known here",
    }
}
