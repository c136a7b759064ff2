//! Reads a programme from TOML.
//!
//! An item begins where `start` says, with its offset from UTC; without one where the item before it ends, `pause`
//! minutes later. Either all of a programme is dated, by its first item, or none of it.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow, ensure};
use hiroba_shared::ids::ItemId;
use hiroba_shared::profile::Language;
use hiroba_shared::programme::{
    ChatRule, ItemKind, Lights, MOST_ITEMS, Minutes, RoomRules, Run, Seating, Speakers, StageRule, Titles,
};
use hiroba_shared::text::{ItemTitle, SpeakerName};
use serde::Deserialize;

use crate::calendar;
use crate::venue::record::programme::{KeptItem, KeptProgramme};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    item: Vec<WrittenItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenItem {
    title: WrittenTitle,
    minutes: u16,
    #[serde(default)]
    speakers: Vec<String>,
    kind: Option<String>,
    #[serde(default)]
    room: String,
    start: Option<toml::value::Datetime>,
    #[serde(default)]
    pause: u16,
    chat: Option<String>,
    stage: Option<String>,
    lights: Option<String>,
    seating: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum WrittenTitle {
    One(String),
    Several(BTreeMap<String, String>),
}

/// The programme in `text`, which came from `source`.
///
/// # Errors
/// Names the item and what is wrong with it.
pub fn parse(text: &str, source: &str) -> anyhow::Result<KeptProgramme> {
    let written: Written = toml::from_str(text).context("it is not TOML as a programme is written")?;
    ensure!(written.item.len() <= MOST_ITEMS, "more than {MOST_ITEMS} items");
    let dated = written.item.first().is_some_and(|item| item.start.is_some());
    let mut free = 0;
    let mut items = Vec::new();
    for (number, item) in (1u32..).zip(written.item) {
        let item = checked(item, number, (dated, free)).with_context(|| format!("item {number}"))?;
        free = item.start.saturating_add(item.length.seconds());
        items.push(item);
    }
    let next = u32::try_from(items.len()).unwrap_or(u32::MAX).saturating_add(1);
    Ok(KeptProgramme { source: source.to_owned(), open: dated, next, items })
}

fn checked(item: WrittenItem, number: u32, (dated, free): (bool, i64)) -> anyhow::Result<KeptItem> {
    let start = match item.start {
        None => free.saturating_add(i64::from(item.pause) * 60),
        Some(_) if !dated => return Err(anyhow!("it has a start, and the first item has none: date both or neither")),
        Some(mut start) => {
            // Seconds may be left out.
            if let Some(time) = &mut start.time {
                time.second.get_or_insert(0);
            }
            calendar::moment(&start.to_string())
                .with_context(|| format!("start = {start} must be a moment such as 2026-11-23T10:00:00+09:00"))?
        }
    };
    ensure!(start >= free || free == 0, "it begins before the item before it ends");
    let speakers: Result<Vec<SpeakerName>, _> = item.speakers.iter().map(|name| SpeakerName::new(name)).collect();
    Ok(KeptItem {
        item: ItemId(number),
        titles: titles(item.title)?,
        speakers: Speakers::new(speakers.context("speakers")?)?,
        kind: word("kind", item.kind, ItemKind::ALL, ItemKind::name)?,
        room: item.room,
        start,
        length: Minutes::new(item.minutes).context("minutes")?,
        rules: RoomRules {
            chat: word("chat", item.chat, ChatRule::ALL, ChatRule::name)?,
            stage: word("stage", item.stage, StageRule::ALL, StageRule::name)?,
            lights: word("lights", item.lights, Lights::ALL, Lights::name)?,
            seating: word("seating", item.seating, Seating::ALL, Seating::name)?,
        },
        run: Run::Waiting,
    })
}

fn titles(written: WrittenTitle) -> anyhow::Result<Titles> {
    let mut titles: Vec<(String, String)> = match written {
        WrittenTitle::One(title) => vec![("en".to_owned(), title)],
        WrittenTitle::Several(titles) => titles.into_iter().collect(),
    };
    // The languages of the venue first, in its order: the first of them stands in for others.
    let order = ["en", "ja", "mn", "id"];
    titles.sort_by_key(|(code, _)| order.iter().position(|known| known == code).unwrap_or(order.len()));
    let title = |(code, title): &(String, String)| {
        let language = Language::new(code).with_context(|| format!("title: {code:?}"))?;
        Ok((language, ItemTitle::new(title).with_context(|| format!("title in {code}"))?))
    };
    let titles: anyhow::Result<Vec<_>> = titles.iter().map(title).collect();
    Titles::new(titles?).context("title")
}

/// The one of `all` that a word names; the first without a word.
fn word<T: Copy + Default>(
    key: &str,
    word: Option<String>,
    all: &[T],
    name: fn(T) -> &'static str,
) -> anyhow::Result<T> {
    let Some(word) = word else { return Ok(T::default()) };
    let words = || all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ");
    let found = all.iter().copied().find(|one| name(*one) == word);
    found.with_context(|| format!("{key} = {word:?} must be one of: {}", words()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        format!("{:#}", parse(text, "test").unwrap_err())
    }

    #[test]
    fn items_follow_each_other_with_their_pauses() {
        let text = "[[item]]\ntitle = \"A\"\nminutes = 5\n[[item]]\ntitle = \"B\"\nminutes = 5\npause = 2\n";
        let programme = parse(text, "test").unwrap();
        assert!(!programme.open);
        assert_eq!(programme.items.iter().map(|item| item.start).collect::<Vec<_>>(), [0, 420]);
    }

    #[test]
    fn a_dated_programme_is_open_and_its_items_begin_on_their_date() {
        let text = "[[item]]\ntitle = \"A\"\nminutes = 5\nstart = 2026-11-23T10:00:00+09:00\n\
                    [[item]]\ntitle = \"B\"\nminutes = 5\n";
        let programme = parse(text, "test").unwrap();
        assert!(programme.open);
        let begins = 1_795_395_600;
        assert_eq!(programme.items.iter().map(|item| item.start).collect::<Vec<_>>(), [begins, begins + 300]);
    }

    #[test]
    fn a_start_may_leave_out_its_seconds_and_not_its_offset() {
        let item = |start: &str| format!("[[item]]\ntitle = \"A\"\nminutes = 5\nstart = {start}\n");
        assert_eq!(parse(&item("2026-11-23T10:00+09:00"), "test").unwrap().items[0].start, 1_795_395_600);
        assert_eq!(parse(&item("2026-11-23 01:00:00.5Z"), "test").unwrap().items[0].start, 1_795_395_600);
        for local in ["2026-11-23T10:00:00", "2026-11-23", "10:00:00"] {
            assert!(fault(&item(local)).contains("must be a moment such as"), "{local}");
        }
    }

    #[test]
    fn a_mistake_names_the_item_and_what_would_be_right() {
        let item = |more: &str| format!("[[item]]\ntitle = \"A\"\nminutes = 5\n[[item]]\ntitle = \"B\"\n{more}");
        let wrong = fault(&item("minutes = 5\nlights = \"off\"\n"));
        assert_eq!(wrong, "item 2: lights = \"off\" must be one of: bright, dim");
        assert!(fault(&item("minutes = 0\n")).starts_with("item 2: minutes: not 1 to 1440 minutes"));
        assert!(fault(&item("minutes = 5\nstart = 2026-11-23T10:00:00+09:00\n")).contains("date both or neither"));
        assert!(fault(&item("minutes = 5\ncolour = \"red\"\n")).contains("colour"));
    }
}
