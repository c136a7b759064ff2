//! The `.wam` file that WorkAdventure's own editor keeps beside a map: areas with rules, and things placed.
//!
//! Its areas are read as if they were area objects of the map, so that one table says what properties mean. What was
//! placed comes from collections on other servers and is not drawn. A map without such a file is just a map.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    MAX_FILE_BYTES, MAX_OBJECTS,
    error::quoted,
    files::{FileFault, Files},
    layers::{Content, Layer},
    report::Report,
    tiled::{List, Object, Properties, property::Value},
};

/// Most properties of one area.
const MAX_PROPERTIES: usize = 64;

#[derive(Deserialize)]
struct Wam<'a> {
    #[serde(default)]
    areas: List<Area, MAX_OBJECTS>,
    #[serde(default, borrow)]
    entities: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Area {
    #[serde(default)]
    name: String,
    #[serde(default)]
    x: f64,
    #[serde(default)]
    y: f64,
    #[serde(default)]
    width: f64,
    #[serde(default)]
    height: f64,
    #[serde(default)]
    properties: List<Rule, MAX_PROPERTIES>,
}

/// What holds in an area; which of the fields there are depends on the kind.
#[derive(Deserialize)]
struct Rule {
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default, rename = "roomName")]
    room: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default, rename = "areaName")]
    area: Option<String>,
    #[serde(default, rename = "isDefault")]
    is_default: bool,
}

/// The areas of the `.wam` file beside the map `file`, as one more layer of it, if there is such a file.
pub(super) fn beside(file: &str, files: &impl Files, report: &mut Report) -> Option<Layer> {
    let (stem, _) = file.rsplit_once('.')?;
    let name = format!("{stem}.wam");
    let place = quoted(&name);
    let bytes = match files.read(&name, MAX_FILE_BYTES) {
        Ok(bytes) => bytes,
        Err(FileFault::Missing) => return None,
        Err(fault) => {
            report.is_wrong(&place, format_args!("{fault}; it is left out"));
            return None;
        }
    };
    let wam: Wam<'_> = match serde_json::from_slice(&bytes) {
        Ok(wam) => wam,
        Err(fault) => {
            report.is_wrong(&place, format_args!("it cannot be read and is left out: {fault}"));
            return None;
        }
    };
    if wam.entities.is_some_and(|entities| entities.get().contains(':')) {
        report.ignored(&place, "things placed in the browser's editor are not drawn");
    }
    let content = Content::Objects(wam.areas.0.into_iter().map(object).collect());
    Some(Layer { name, content, visible: true, opacity: 0, properties: Properties::default() })
}

fn object(area: Area) -> Object {
    let properties = area.properties.0.into_iter().flat_map(property).collect();
    let place = ((area.x, area.y), (area.width, area.height));
    Object::area(area.name, place, Properties::of(properties))
}

/// A rule by the names it has in Tiled maps.
fn property(rule: Rule) -> Vec<(String, Value)> {
    let named = |name: &str, value: Value| vec![(name.to_owned(), value)];
    match rule.kind.as_str() {
        "start" if rule.is_default => {
            // The start of all, and by its own name for doors that say so.
            let start = |value| (String::from("start"), value);
            vec![start(Value::Text(String::from("start"))), start(Value::Flag(true))]
        }
        "start" | "silent" | "focusable" => named(&rule.kind, Value::Flag(true)),
        "exit" => {
            let entry = rule.area.filter(|area| !area.is_empty()).map(|area| format!("#{area}")).unwrap_or_default();
            let address = rule.url.unwrap_or_default();
            let address = address.strip_suffix(".wam").map(|stem| format!("{stem}.tmj")).unwrap_or(address);
            named("exitUrl", Value::Text(format!("{address}{entry}")))
        }
        "jitsiRoomProperty" | "livekitRoomProperty" => named(
            "jitsiRoom",
            Value::Text(rule.room.filter(|room| !room.is_empty()).unwrap_or(String::from("Meeting"))),
        ),
        "speakerMegaphone" | "listenerMegaphone" => {
            named(&rule.kind, rule.name.filter(|name| !name.is_empty()).map_or(Value::Flag(true), Value::Text))
        }
        other => named(other, Value::Other),
    }
}
