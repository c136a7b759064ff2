//! Captions: what those on stage write live for the whole room, and what interpreters write for those who read another
//! language.
//!
//! However fast somebody types, a room is told twice a second, each reader only their channel. Finished lines are
//! handed to the store behind. Muted people write no captions, and blocks hold as they do for chat.

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::profile::Language;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::stage::{Caption, Channel, MOST_CHANNELS, StageFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::text::CaptionText;
use hiroba_shared::units::{Tick, seconds};

use super::{Stage, looking_in, stage_zone};
use crate::venue::Venue;
use crate::venue::record::{CaptionLine, Request};

/// Ticks from one telling of a room to the next.
const TOLD_EVERY: u32 = seconds(1) / 2;
/// Most lines of a room that wait to be told.
const MOST_LINES: usize = 64;
/// Most finished lines that wait for the store; beyond, the newest are not kept.
const MOST_FINISHED: usize = 2_000;
/// How long a language counts as interpreted into after the last word of it.
const LIVE_TICKS: u32 = seconds(120);

/// What somebody typed.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) language: Language,
    pub(super) text: CaptionText,
    pub(super) finished: bool,
}

/// The captions of a room.
#[derive(Debug, Default, Hash)]
pub(super) struct Captions {
    /// What was typed since the room was told.
    typed: Vec<Caption>,
    /// The unfinished line of each writer in each language.
    open: BTreeMap<(VisitorId, Language), u32>,
    /// Into which languages somebody interprets, and when they last did.
    live: BTreeMap<Language, Tick>,
    stirred: bool,
}

impl Captions {
    /// Into which languages somebody interprets.
    pub(super) fn channels(&self) -> Vec<Language> {
        self.live.keys().copied().take(MOST_CHANNELS).collect()
    }

    fn reads(&self, channel: Channel, caption: &Caption) -> bool {
        match channel {
            Channel::AsSpoken => !caption.interpreted,
            Channel::In(language) if caption.language == language => true,
            Channel::In(language) => !caption.interpreted && !self.live.contains_key(&language),
        }
    }

    /// Takes in what somebody typed; `next` is the number of a new line.
    fn take(&mut self, from: VisitorId, typed: Typed, (interpreted, next): (bool, &mut u32)) -> Result<(), Refusal> {
        let Typed { language, text, finished } = typed;
        let known =
            self.open.get(&(from, language)).is_some_and(|line| self.typed.iter().any(|told| told.line == *line));
        if !known && self.typed.len() >= MOST_LINES {
            // What is finished is over, told or not: the next words are another line.
            self.open.retain(|writer, _| !finished || *writer != (from, language));
            return Err(Refusal::NotReady);
        }
        let line = *self.open.entry((from, language)).or_insert_with(|| {
            *next = next.wrapping_add(1);
            *next
        });
        if finished {
            self.open.remove(&(from, language));
        }
        let caption = Caption { line, from, language, interpreted, finished, text };
        if let Some(known) = self.typed.iter_mut().find(|known| known.line == line) {
            *known = caption;
            return Ok(());
        }
        self.typed.push(caption);
        Ok(())
    }
}

/// Somebody on stage, or an interpreter, writes.
pub(super) fn write(venue: &mut Venue, id: VisitorId, typed: Typed) -> Result<(), Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    let (room, role) = (visitor.room, visitor.profile.role);
    if let Some(until) = visitor.muted_until(venue.now) {
        return Err(Refusal::Muted { until: until.0 });
    }
    let on_stage = venue.stages.is_on(room, id) && role.may(Action::Caption);
    if !on_stage && !role.may(Action::Interpret) {
        return Err(Refusal::NotAllowed);
    }
    stage_zone(venue, room)?;
    // There is nothing to be interpreted where nobody is on stage.
    if venue.stages.rooms.get(&room).is_none_or(|stage| stage.people.is_empty()) {
        return Err(Refusal::OutOfPlace);
    }
    if typed.finished && venue.stages.finished.len() >= MOST_FINISHED {
        return Err(Refusal::NotReady);
    }
    let tick = venue.tick;
    let finished = typed.finished.then(|| CaptionLine {
        at: venue.now,
        room: venue.rooms.get(room).map(|room| room.name.clone()).unwrap_or_default(),
        item: venue.programme.current().filter(|item| item.what.room == room).map(|item| item.id),
        from: id,
        language: typed.language,
        interpreted: !on_stage,
        text: typed.text.clone(),
    });
    let stages = &mut venue.stages;
    let captions = &mut stages.rooms.entry(room).or_default().captions;
    if !on_stage && (captions.live.len() < MOST_CHANNELS || captions.live.contains_key(&typed.language)) {
        captions.stirred |= captions.live.insert(typed.language, tick).is_none();
    }
    // What is kept is confirmed, even where so much is said at once that it is not told.
    let is_kept = finished.is_some();
    stages.finished.extend(finished);
    let told = captions.take(id, typed, (!on_stage, &mut stages.next_line));
    if is_kept { Ok(()) } else { told }
}

/// Somebody reads another channel.
pub(super) fn listen(venue: &mut Venue, id: VisitorId, channel: Channel) {
    if let Some(visitor) = venue.roster.get_mut(id) {
        visitor.channel = channel;
    }
}

/// Languages nobody interprets into any more, and lines of those who are gone, end.
pub(super) fn tidy(venue: &mut Venue) {
    let (roster, tick) = (&venue.roster, venue.tick);
    for (room, stage) in &mut venue.stages.rooms {
        let captions = &mut stage.captions;
        let count = captions.live.len();
        captions.live.retain(|_, since| tick.since(*since) < LIVE_TICKS);
        captions.stirred |= captions.live.len() != count;
        captions.open.retain(|(id, _), _| roster.get(*id).is_some_and(|visitor| visitor.room == *room));
    }
}

/// Tells the rooms what was typed in them.
pub(in crate::venue) fn flush(venue: &mut Venue) {
    if !venue.tick.0.is_multiple_of(TOLD_EVERY) {
        return;
    }
    let waits = |stage: &Stage| stage.captions.stirred || !stage.captions.typed.is_empty();
    let rooms: Vec<RoomId> =
        venue.stages.rooms.iter().filter(|(_, stage)| waits(stage)).map(|(room, _)| *room).collect();
    for room in rooms {
        tell_room(venue, room);
    }
}

/// Hands the store the lines that were finished since the last time.
pub(in crate::venue) fn keep_lines(venue: &mut Venue) {
    let lines = std::mem::take(&mut venue.stages.finished);
    if !lines.is_empty() {
        venue.requests.tell(&mut venue.outbox, Request::KeepCaptions(lines));
    }
}

fn tell_room(venue: &mut Venue, room: RoomId) {
    let looking = looking_in(venue, room);
    let Venue { roster, introductions, outbox, stages, .. } = venue;
    let Some(captions) = stages.rooms.get_mut(&room).map(|stage| &mut stage.captions) else { return };
    if std::mem::take(&mut captions.stirred) {
        let links = looking.iter().map(|(_, link)| *link).collect();
        outbox.broadcast(links, FromServer::Stage(StageFromServer::Channels(captions.channels())));
    }
    for caption in std::mem::take(&mut captions.typed) {
        let Some(writer) = roster.get(caption.from) else { continue };
        let reads = |id: &VisitorId| {
            roster.get(*id).is_some_and(|reader| {
                captions.reads(reader.channel, &caption) && !reader.is_apart_from(writer)
                    || reader.profile.visitor == caption.from
            })
        };
        let readers: Vec<_> = looking.iter().filter(|(id, _)| reads(id)).copied().collect();
        introductions.introduce_to_all(outbox, readers.iter().copied(), &writer.profile);
        let links = readers.iter().map(|(_, link)| *link).collect();
        outbox.broadcast(links, FromServer::Stage(StageFromServer::Caption(caption)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> Language {
        Language::new(code).unwrap()
    }

    fn typed(code: &str, text: &str, finished: bool) -> Typed {
        Typed { language: language(code), text: CaptionText::new(text).unwrap(), finished }
    }

    fn caption(code: &str, interpreted: bool) -> Caption {
        let text = CaptionText::new("words").unwrap();
        Caption { line: 1, from: VisitorId(1), language: language(code), interpreted, finished: true, text }
    }

    #[test]
    fn a_line_grows_until_it_is_finished_and_then_another_begins() {
        let (mut captions, mut next) = (Captions::default(), 0);
        for (text, finished) in [("Good", false), ("Good morning", true), ("Welcome", false)] {
            captions.take(VisitorId(1), typed("en", text, finished), (false, &mut next)).unwrap();
        }
        let told: Vec<(u32, &str)> = captions.typed.iter().map(|line| (line.line, line.text.as_str())).collect();
        assert_eq!(told, [(1, "Good morning"), (2, "Welcome")]);
    }

    #[test]
    fn each_reads_their_channel_and_what_was_said_where_nobody_interprets() {
        let mut captions = Captions::default();
        captions.live.insert(language("mn"), Tick(0));
        let reads = |channel, code, interpreted| captions.reads(channel, &caption(code, interpreted));
        let (spoken, mn, id) = (Channel::AsSpoken, Channel::In(language("mn")), Channel::In(language("id")));
        assert!(reads(spoken, "ja", false) && !reads(spoken, "mn", true));
        assert!(reads(mn, "mn", true) && !reads(mn, "ja", false));
        assert!(reads(id, "ja", false) && !reads(id, "mn", true));
    }

    #[test]
    fn what_waits_to_be_told_is_bounded() {
        let (mut captions, mut next) = (Captions::default(), 0);
        let taken =
            (0..100).filter(|_| captions.take(VisitorId(1), typed("en", "a", true), (false, &mut next)).is_ok());
        assert_eq!(taken.count(), MOST_LINES);
    }

    #[test]
    fn a_line_that_was_finished_while_too_much_waited_is_over_all_the_same() {
        let (mut captions, mut next) = (Captions::default(), 0);
        let mut write = |captions: &mut Captions, by: u32, finished| {
            captions.take(VisitorId(by), typed("en", "a", finished), (false, &mut next))
        };
        write(&mut captions, 1, false).unwrap();
        captions.typed.clear();
        for _ in 0..MOST_LINES {
            write(&mut captions, 2, true).unwrap();
        }
        assert_eq!(write(&mut captions, 3, false), Err(Refusal::NotReady));
        assert_eq!(write(&mut captions, 1, true), Err(Refusal::NotReady));
        assert!(captions.open.is_empty(), "{:?}", captions.open);
        captions.typed.clear();
        write(&mut captions, 1, false).unwrap();
        assert_ne!(captions.typed.first().map(|line| line.line), Some(1), "the next words became the old line");
    }
}
