//! Writes a programme as TOML, as [`super::parse`] reads it.
//!
//! What is planned is written, not what became of it: an item that began before the one before it had ended begins where
//! that one was planned to end.

use std::collections::BTreeMap;

use anyhow::Context;
use hiroba_shared::programme::{ChatRule, Lights, Seating, StageRule};
use serde::Serialize;

use crate::calendar;
use crate::venue::record::programme::{KeptItem, KeptProgramme};

#[derive(Serialize)]
struct Written<'a> {
    item: Vec<WrittenItem<'a>>,
}

#[derive(Serialize)]
struct WrittenItem<'a> {
    title: BTreeMap<&'a str, &'a str>,
    kind: &'static str,
    minutes: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<toml::value::Datetime>,
    #[serde(skip_serializing_if = "is_zero")]
    pause: i64,
    #[serde(skip_serializing_if = "str::is_empty")]
    room: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chat: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lights: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seating: Option<&'static str>,
}

/// The programme as a file.
///
/// # Errors
/// When an item begins in no year that a file could name.
pub fn write(programme: &KeptProgramme) -> anyhow::Result<String> {
    let mut free = if programme.open { i64::MIN } else { 0 };
    let mut item = Vec::new();
    for kept in &programme.items {
        let start = kept.start.max(free);
        item.push(written(kept, (programme.open, start, free))?);
        free = start.saturating_add(kept.length.seconds());
    }
    toml::to_string(&Written { item }).context("the programme cannot be written")
}

fn written(item: &KeptItem, (dated, start, free): (bool, i64, i64)) -> anyhow::Result<WrittenItem<'_>> {
    let moment = || -> anyhow::Result<toml::value::Datetime> {
        calendar::text(start).context("a start")?.parse().context("a start")
    };
    let rules = item.rules;
    Ok(WrittenItem {
        title: item.titles.as_slice().iter().map(|(language, title)| (language.code(), title.as_str())).collect(),
        kind: item.kind.name(),
        minutes: item.length.count(),
        start: dated.then(moment).transpose()?,
        pause: if dated { 0 } else { start.saturating_sub(free) / 60 },
        room: &item.room,
        speakers: item.speakers.as_slice().iter().map(|name| name.as_str()).collect(),
        chat: (rules.chat != ChatRule::default()).then(|| rules.chat.name()),
        stage: (rules.stage != StageRule::default()).then(|| rules.stage.name()),
        lights: (rules.lights != Lights::default()).then(|| rules.lights.name()),
        seating: (rules.seating != Seating::default()).then(|| rules.seating.name()),
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks it so")]
fn is_zero(pause: &i64) -> bool {
    *pause == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{demo, parse};

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let demo = demo().unwrap();
        assert_eq!(parse(&write(&demo).unwrap(), "demo").unwrap(), demo);
        let shifted = demo.items.iter().cloned().map(|item| KeptItem { start: item.start + 1_800_000_000, ..item });
        let dated = KeptProgramme { open: true, items: shifted.collect(), ..demo };
        assert_eq!(parse(&write(&dated).unwrap(), "demo").unwrap(), dated);
    }

    #[test]
    fn items_that_overlap_are_written_one_after_the_other() {
        let mut programme = demo().unwrap();
        programme.items[1].start = 0;
        let read = parse(&write(&programme).unwrap(), "demo").unwrap();
        assert_eq!(read.items[1].start, programme.items[0].length.seconds());
    }
}
