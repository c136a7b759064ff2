//! An item while somebody writes it: texts as typed, and the item they make or what is wrong with them.

use hiroba_shared::ids::{ItemId, RoomId};
use hiroba_shared::profile::Language;
use hiroba_shared::programme::{Item, ItemDraft, ItemKind, Minutes, RoomRules, Speakers, Titles};
use hiroba_shared::text::{ItemTitle, SpeakerName, TextFault};

use crate::locale::Tongue;
use crate::locale::time::clock_face;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What is wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A title.
    Title(usize, TextFault),
    /// No title in any language.
    NoTitle,
    /// The speakers.
    Speakers,
    /// The time of the beginning.
    Start,
    /// The length.
    Minutes,
}

/// An item that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The item that changes; `None` for a new one.
    pub item: Option<ItemId>,
    /// Titles in the languages of the interface, in their order.
    pub titles: [String; 4],
    /// Titles in other languages, which stay as they are.
    others: Vec<(Language, ItemTitle)>,
    /// Speakers with semicolons between.
    pub speakers: String,
    /// What it is.
    pub kind: ItemKind,
    /// Where.
    pub room: RoomId,
    /// When: `14:05` in the person's zone, or minutes after the opening.
    pub start: String,
    /// The start as it was, for the day of it.
    began: i64,
    /// The programme was opened.
    pub open: bool,
    /// Seconds that the person's zone is ahead of UTC then.
    offset: i64,
    /// How long, in minutes.
    pub minutes: String,
    /// What holds meanwhile.
    pub rules: RoomRules,
    /// What was wrong when it was to be saved.
    pub fault: Option<Fault>,
    /// Raised when the program wrote the texts.
    pub edition: u32,
    /// The digest of the item as it was read.
    pub was: u64,
    /// It was sent and is not answered yet.
    pub sent: bool,
    /// Another change came first.
    pub overtaken: bool,
}

impl Editor {
    /// The item as texts; `offset` is the person's zone at its start.
    #[must_use]
    pub fn of(item: &Item, open: bool, offset: i64) -> Self {
        let what = &item.what;
        let titles = what.titles.as_slice();
        let of = |tongue: Tongue| titles.iter().find(|(language, _)| language.code() == tongue.code());
        let is_other = |language: &Language| Tongue::ALL.iter().all(|tongue| tongue.code() != language.code());
        let speakers: Vec<&str> = what.speakers.as_slice().iter().map(SpeakerName::as_str).collect();
        Self {
            item: Some(item.id),
            titles: Tongue::ALL.map(|tongue| of(tongue).map(|(_, title)| title.to_string()).unwrap_or_default()),
            others: titles.iter().filter(|(language, _)| is_other(language)).cloned().collect(),
            speakers: speakers.join("; "),
            kind: what.kind,
            room: what.room,
            start: if open { clock_face(what.start, offset) } else { (what.start / 60).to_string() },
            began: what.start,
            open,
            offset,
            minutes: what.length.count().to_string(),
            rules: what.rules,
            fault: None,
            edition: 0,
            was: what.digest(),
            sent: false,
            overtaken: false,
        }
    }

    /// A new item that begins at `start`.
    #[must_use]
    pub fn new(room: RoomId, start: i64, open: bool, offset: i64) -> Self {
        Self {
            item: None,
            titles: [const { String::new() }; 4],
            others: Vec::new(),
            speakers: String::new(),
            kind: ItemKind::default(),
            room,
            start: if open { clock_face(start, offset) } else { (start / 60).to_string() },
            began: start,
            open,
            offset,
            minutes: "10".to_owned(),
            rules: RoomRules::default(),
            fault: None,
            edition: 0,
            was: 0,
            sent: false,
            overtaken: false,
        }
    }

    /// Another change came first, and was read: this is one of the item as it is now. Where the programme was opened
    /// meanwhile, the start is one of another kind: it is taken from there, and marked.
    pub fn follow(&mut self, item: Option<&Item>, open: bool, (start, offset): (i64, i64)) {
        self.overtaken = false;
        self.was = item.map_or(self.was, |item| item.what.digest());
        if open != self.open {
            let start = item.map_or(start, |item| item.what.start);
            (self.open, self.began, self.offset) = (open, start, offset);
            self.start = if open { clock_face(start, offset) } else { (start / 60).to_string() };
            self.edition += 1;
            self.fault = Some(Fault::Start);
        }
    }

    /// What was written.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub fn draft(&self) -> Result<ItemDraft, Fault> {
        let length = self.minutes.trim().parse().ok().and_then(|minutes| Minutes::new(minutes).ok());
        Ok(ItemDraft {
            titles: self.all_titles()?,
            speakers: self.all_speakers()?,
            kind: self.kind,
            room: self.room,
            start: self.moment().ok_or(Fault::Start)?,
            length: length.ok_or(Fault::Minutes)?,
            rules: self.rules,
        })
    }

    fn all_titles(&self) -> Result<Titles, Fault> {
        let mut titles = Vec::new();
        for (at, (tongue, typed)) in Tongue::ALL.into_iter().zip(&self.titles).enumerate() {
            if typed.trim().is_empty() {
                continue;
            }
            let title = ItemTitle::new(typed).map_err(|fault| Fault::Title(at, fault))?;
            titles.push((Language::new(tongue.code()).map_err(|_| Fault::NoTitle)?, title));
        }
        let room_left = Titles::MAX.saturating_sub(titles.len());
        titles.extend(self.others.iter().take(room_left).cloned());
        Titles::new(titles).map_err(|_| Fault::NoTitle)
    }

    fn all_speakers(&self) -> Result<Speakers, Fault> {
        let typed = self.speakers.split([';', '；']).map(str::trim).filter(|name| !name.is_empty());
        let names: Result<Vec<SpeakerName>, TextFault> = typed.map(SpeakerName::new).collect();
        Speakers::new(names.map_err(|_| Fault::Speakers)?).map_err(|_| Fault::Speakers)
    }

    /// The moment of the start: that time of day, on the day it was before.
    fn moment(&self) -> Option<i64> {
        let typed = self.start.trim();
        if !self.open {
            let minutes: i64 = typed.parse().ok()?;
            return (0..=i64::from(Minutes::MAX) * 7).contains(&minutes).then_some(minutes * 60);
        }
        let (hour, minute) = typed.split_once([':', '：', '.'])?;
        let (hour, minute): (i64, i64) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        let midnight = self.began.saturating_add(self.offset).div_euclid(DAY) * DAY - self.offset;
        // Seconds that the field does not show stay, so that saving alone changes nothing.
        let seconds = self.began.rem_euclid(60);
        Some(midnight.saturating_add(hour * 3_600 + minute * 60 + seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::samples::{NOON, item};

    #[test]
    fn what_is_not_changed_stays_as_it_was() {
        for (open, offset) in [(true, 9 * 3_600), (true, -5 * 3_600)] {
            let item = item(2);
            assert_eq!(Editor::of(&item, open, offset).draft(), Ok(item.what));
        }
    }

    #[test]
    fn a_time_is_one_of_the_persons_own_day() {
        let mut editor = Editor::of(&item(0), true, 9 * 3_600);
        assert_eq!(editor.start, "17:00");
        editor.start = "18:30".to_owned();
        assert_eq!(editor.draft().map(|draft| draft.start), Ok(NOON + 5_400));
        editor.start = "25:00".to_owned();
        assert_eq!(editor.draft(), Err(Fault::Start));
    }

    #[test]
    fn after_another_change_came_first_it_is_one_of_the_item_as_it_is_now() {
        let mut old = item(2);
        old.what.start = 600;
        let mut editor = Editor::of(&old, false, 0);
        editor.follow(Some(&old), false, (0, 0));
        assert_eq!((editor.was, editor.fault), (old.what.digest(), None));
        let now = item(2);
        editor.follow(Some(&now), true, (0, 9 * 3_600));
        assert_eq!((editor.was, editor.fault), (now.what.digest(), Some(Fault::Start)));
        assert_eq!(editor.draft().map(|draft| draft.start), Ok(now.what.start));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut editor = Editor::new(RoomId(0), 600, false, 0);
        assert_eq!(editor.draft(), Err(Fault::NoTitle));
        editor.titles[1] = "講演".to_owned();
        assert_eq!(editor.draft().map(|draft| draft.start), Ok(600));
        editor.minutes = "0".to_owned();
        assert_eq!(editor.draft(), Err(Fault::Minutes));
        editor.minutes = "5".to_owned();
        editor.speakers = "a;".repeat(9);
        assert_eq!(editor.draft(), Err(Fault::Speakers));
    }
}
