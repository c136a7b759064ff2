//! Keeps what stands in the halls: who is on each stage and what each screen shows come back after a restart.
//!
//! Handed to the store once a second where it changed, and with the last breath when the venue stops; read when the
//! venue opens, and again until the store can say. Nothing is written over what was not read. What it means is the
//! stage's and the slides' business.

use std::collections::BTreeMap;

use hiroba_shared::ids::RoomId;

use super::record::hall::KeptHall;
use super::record::{Answer, Request};
use super::requests::Awaiting;
use super::{Venue, slides, stage};

/// What the store has of the halls.
#[derive(Debug, Default, Hash)]
pub(super) struct Halls(BTreeMap<RoomId, Kept>);

/// What the store has of a hall.
#[derive(Debug, Default, Hash)]
enum Kept {
    /// Unknown: it was not asked, or could not say.
    #[default]
    Unread,
    /// It was asked.
    Asked,
    /// This; nothing when the last writing failed.
    Known(Option<KeptHall>),
}

/// What the store was asked about halls.
#[derive(Debug)]
pub(super) enum Asked {
    /// What it has of one.
    Read(RoomId),
    /// To keep these.
    Keep(Vec<RoomId>),
}

/// Asks the store for what it keeps of the halls that are not known yet.
pub(super) fn read(venue: &mut Venue) {
    let rooms: Vec<(RoomId, String)> = venue.rooms.iter().map(|(id, room)| (id, room.name.clone())).collect();
    for (id, room) in rooms {
        let kept = venue.halls.0.entry(id).or_default();
        if !matches!(kept, Kept::Unread) {
            continue;
        }
        let awaiting = Awaiting::Hall(Asked::Read(id));
        if venue.requests.ask(&mut venue.outbox, Request::ReadHall { room }, awaiting).is_ok() {
            *kept = Kept::Asked;
        }
    }
}

/// Hands over what changed. After stopping nothing changes any more: then people leave the stage because the venue ends.
pub(super) fn keep(venue: &mut Venue) {
    if venue.stopping {
        return;
    }
    read(venue);
    hand_over(venue, Patience::Tries);
}

/// Hands over what changed for the last time.
pub(super) fn keep_last(venue: &mut Venue) {
    hand_over(venue, Patience::Last);
}

/// The store answered about halls.
pub(super) fn answered(venue: &mut Venue, asked: Asked, answer: Answer) {
    match (asked, answer) {
        (Asked::Read(room), Answer::Hall(found)) => {
            let name = venue.rooms.get(room).map(|room| room.name.clone()).unwrap_or_default();
            let screen = found.screen.as_ref().map(|screen| screen.kept());
            let kept = KeptHall { room: name, stage: found.stage.clone(), screen };
            venue.halls.0.insert(room, Kept::Known(Some(kept)));
            stage::come_back(venue, room, found.stage);
            if let Some(screen) = found.screen {
                slides::come_back(venue, room, screen);
            }
        }
        (Asked::Read(room), _) => {
            venue.halls.0.insert(room, Kept::Unread);
        }
        (Asked::Keep(_), Answer::Kept) => {}
        (Asked::Keep(rooms), _) => not_kept(venue, rooms),
    }
}

/// Whether there will be another try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Patience {
    Tries,
    Last,
}

fn hand_over(venue: &mut Venue, patience: Patience) {
    let Venue { halls, rooms, stages, slides, .. } = venue;
    let mut changed = BTreeMap::new();
    for (id, kept) in &mut halls.0 {
        let (Kept::Known(kept), Some(room)) = (kept, rooms.get(*id)) else { continue };
        let now = KeptHall { room: room.name.clone(), stage: stages.people(*id), screen: slides.shown_in(*id) };
        if kept.as_ref() != Some(&now) {
            *kept = Some(now.clone());
            changed.insert(*id, now);
        }
    }
    if changed.is_empty() {
        return;
    }
    let (rooms, halls): (Vec<RoomId>, Vec<KeptHall>) = changed.into_iter().unzip();
    let request = Request::KeepHalls(halls);
    match patience {
        Patience::Last => drop(venue.requests.tell(&mut venue.outbox, request)),
        Patience::Tries => {
            let awaiting = Awaiting::Hall(Asked::Keep(rooms.clone()));
            if venue.requests.ask(&mut venue.outbox, request, awaiting).is_err() {
                not_kept(venue, rooms);
            }
        }
    }
}

fn not_kept(venue: &mut Venue, rooms: Vec<RoomId>) {
    for room in rooms {
        venue.halls.0.insert(room, Kept::Known(None));
    }
}
