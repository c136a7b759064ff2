//! Addresses of doors: which map of the same folder, and which entry there.

use std::fmt;

use super::error::{printable, quoted};

/// Where a door leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// The map file in the same folder; `None` for the map the door is in.
    pub(super) file: Option<String>,
    /// Name of the room: the file's name without its ending; empty for the door's own room.
    pub(super) room: String,
    /// Name of the entry; empty for the start.
    pub(super) entry: String,
}

impl Target {
    /// The target written as `other.tmj#entry`.
    pub(super) fn parse(address: &str) -> Result<Self, String> {
        let shown = quoted(address);
        let (path, entry) = address.split_once('#').unwrap_or((address, ""));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let entry = entry.split('&').find(|part| !part.contains('=')).unwrap_or_default();
        let entry = printable(&decoded(entry));
        if path.is_empty() {
            return Ok(Self { file: None, room: String::new(), entry });
        }
        if path.contains("://") || path.starts_with('/') {
            return Err(format!("{shown} leads to another server; only maps in the same folder are opened"));
        }
        let file = decoded(path.trim_start_matches("./"));
        if file.contains(['/', '\\']) {
            return Err(format!("{shown} leads to another folder; only maps in the same folder are opened"));
        }
        let Some(room) = room_name(&file) else {
            return Err(format!("{shown} names no map file (.tmj or .json)"));
        };
        Ok(Self { room, file: Some(file), entry })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let room = if self.room.is_empty() { String::from("the same room") } else { quoted(&self.room) };
        if self.entry.is_empty() { f.write_str(&room) } else { write!(f, "{room}, entry {}", quoted(&self.entry)) }
    }
}

/// The name of the room in the map file `file`: its name without the ending.
pub(super) fn room_name(file: &str) -> Option<String> {
    let stem = file.strip_suffix(".tmj").or_else(|| file.strip_suffix(".json"))?;
    let is_name = !stem.is_empty() && stem.chars().count() <= 64 && stem == printable(stem) && !stem.contains('#');
    is_name.then(|| stem.to_owned())
}

/// `text` with `%20` and the like turned into what they stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let Some((byte, rest)) = left.split_first() {
        let pair = rest.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *byte == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(meant) => {
                bytes.push(meant);
                left = rest.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                left = rest;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_leads_to_a_map_of_the_same_folder_and_an_entry_there() {
        let target = |room: &str, entry: &str| Target {
            file: Some(format!("{room}.tmj")),
            room: room.to_owned(),
            entry: entry.to_owned(),
        };
        assert_eq!(Target::parse("terrace.tmj#from-hall"), Ok(target("terrace", "from-hall")));
        assert_eq!(Target::parse("./Salle%20d.tmj"), Ok(target("Salle d", "")));
        assert_eq!(Target::parse("a.tmj#moveTo=desk&start"), Ok(target("a", "start")));
        assert_eq!(Target::parse("#stage"), Ok(Target { file: None, room: String::new(), entry: "stage".to_owned() }));
        for elsewhere in
            ["https://example.org/a.json", "/_/global/a.json", "../b/a.tmj", "%2e%2e%2fa.tmj", "a.png", ".tmj"]
        {
            assert!(Target::parse(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
