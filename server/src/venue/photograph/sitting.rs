//! One photograph on its way: who was called, who stands where, and how far it is.
//!
//! Knows no visitor beyond their place and height, and sends nothing.

use std::collections::BTreeMap;

use hiroba_shared::ids::{ItemId, VisitorId};
use hiroba_shared::map::{RoomMap, Zone};
use hiroba_shared::protocol::photograph::{COUNTDOWN_SECONDS, MOST_IN_PHOTOGRAPH, PhotographFromServer, Progress};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rows;
use hiroba_shared::text::PhotographCaption;
use hiroba_shared::units::{TICKS_PER_SECOND, Tick, TilePoint, seconds};

use crate::venue::input::UnixSeconds;

/// How long people have at least to step out or to allow their name, wherever they stand already.
const LEAST_GATHERING: u32 = seconds(10);
/// How long is waited for those on their way.
const MOST_GATHERING: u32 = seconds(60);
/// How long own steps end the leading by accident: what was pressed before the call was read.
const NEW: u32 = seconds(3);
/// How long the drawing may take.
const DRAWING: u32 = seconds(120);
/// Places more than people, among which those who come late find a good one.
const SPARE: usize = 32;
/// Ticks between two tellings of how many stand there.
const TELL_EVERY: u32 = TICKS_PER_SECOND / 2;

/// How far a photograph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Phase {
    /// People are led to their places.
    Gathering { since: Tick },
    /// The countdown runs.
    Counting { until: Tick },
    /// It was taken, of so many, and is being drawn.
    Drawing { until: Tick, people: u16, taken: UnixSeconds, item: Option<ItemId> },
    /// It is being stored.
    Storing,
}

/// Somebody who was called and did not step out.
#[derive(Debug, Clone, Copy, Hash)]
pub(super) struct Sitter {
    pub(super) place: TilePoint,
    pub(super) height: u16,
    /// Their name may stand under it.
    pub(super) signed: bool,
    pub(super) arrived: bool,
    since: Tick,
}

/// One photograph on its way.
#[derive(Debug, Hash)]
pub(super) struct Sitting {
    pub(super) number: u64,
    pub(super) by: VisitorId,
    pub(super) caption: PhotographCaption,
    /// Minutes by which the clocks of who called are ahead of UTC.
    pub(super) ahead_of_utc: i16,
    pub(super) phase: Phase,
    pub(super) people: BTreeMap<VisitorId, Sitter>,
    /// Places for those who come late; empty until somebody does.
    rows: Vec<Vec<TilePoint>>,
    /// For how many people places were looked for last, whether or not the room has so many.
    looked_for: usize,
    /// What the room was told last, and when.
    told: Option<(Progress, u16, u16, Tick)>,
}

impl Sitter {
    /// Somebody who is called now.
    pub(super) const fn new(place: TilePoint, height: u16, tick: Tick) -> Self {
        Self { place, height, signed: false, arrived: false, since: tick }
    }

    /// Whether what they did may be from before they read of it.
    pub(super) const fn is_new(&self, tick: Tick) -> bool {
        tick.since(self.since) < NEW
    }
}

impl Sitting {
    /// One that is called now, of nobody yet.
    pub(super) const fn new(number: u64, by: VisitorId, caption: PhotographCaption, tick: Tick) -> Self {
        let phase = Phase::Gathering { since: tick };
        Self {
            number,
            by,
            caption,
            ahead_of_utc: 0,
            phase,
            people: BTreeMap::new(),
            rows: Vec::new(),
            looked_for: 0,
            told: None,
        }
    }

    /// Whether people can still come and go.
    pub(super) const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Gathering { .. } | Phase::Counting { .. })
    }

    /// The countdown begins.
    pub(super) const fn count_down(&mut self, tick: Tick) {
        self.phase = Phase::Counting { until: tick.after(seconds(COUNTDOWN_SECONDS as u32)) };
    }

    /// It was taken of so many while `item` ran, and is being drawn.
    pub(super) const fn draw(&mut self, people: u16, item: Option<ItemId>, (tick, taken): (Tick, UnixSeconds)) {
        self.phase = Phase::Drawing { until: tick.after(DRAWING), people, taken, item };
    }

    /// Whether everybody stands there, or was waited for long enough.
    pub(super) fn waited_enough(&self, tick: Tick) -> bool {
        let Phase::Gathering { since } = self.phase else { return false };
        let waited = tick.since(since);
        let (_, coming) = self.counts();
        waited >= MOST_GATHERING || (waited >= LEAST_GATHERING && coming == 0)
    }

    /// A place for one who comes late.
    pub(super) fn place_for_late(&mut self, map: &RoomMap, stage: &Zone, height: u16) -> Result<TilePoint, Refusal> {
        if self.people.len() >= MOST_IN_PHOTOGRAPH {
            return Err(Refusal::TooMany { limit: MOST_IN_PHOTOGRAPH as u32 });
        }
        // Looking over the room is dear, a crowd may come late, and a full room stays full.
        if self.people.len() >= self.looked_for {
            self.looked_for = self.people.len() + SPARE;
            self.rows = rows::before(map, stage, self.looked_for);
        }
        let standing: Vec<(TilePoint, u16)> =
            self.people.values().map(|sitter| (sitter.place, sitter.height)).collect();
        rows::late(&self.rows, &standing, height).ok_or(Refusal::NoSeat)
    }

    /// How far it is, in numbers.
    pub(super) fn standing(&self, tick: Tick) -> PhotographFromServer {
        let (there, coming) = self.counts();
        PhotographFromServer::Standing { progress: self.progress(tick), there, coming }
    }

    /// The same when it is news, and time for it.
    pub(super) fn news(&mut self, tick: Tick) -> Option<PhotographFromServer> {
        let ((there, coming), progress) = (self.counts(), self.progress(tick));
        let is_news = self.told.is_none_or(|(before, stood, came, at)| {
            // Of a countdown its beginning is told; everybody counts by themself.
            let began = std::mem::discriminant(&before) != std::mem::discriminant(&progress);
            began || ((stood, came) != (there, coming) && tick.since(at) >= TELL_EVERY)
        });
        is_news.then(|| {
            self.told = Some((progress, there, coming, tick));
            PhotographFromServer::Standing { progress, there, coming }
        })
    }

    fn progress(&self, tick: Tick) -> Progress {
        match self.phase {
            Phase::Gathering { .. } => Progress::Gathering,
            Phase::Counting { until } => {
                Progress::Counting(u8::try_from(until.since(tick).div_ceil(TICKS_PER_SECOND)).unwrap_or(u8::MAX))
            }
            Phase::Drawing { .. } | Phase::Storing => Progress::Drawing,
        }
    }

    /// How many stand there, and how many are on the way.
    fn counts(&self) -> (u16, u16) {
        let there = self.people.values().filter(|sitter| sitter.arrived).count();
        let number = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        (number(there), number(self.people.len() - there))
    }
}
