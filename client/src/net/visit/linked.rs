//! The part of a visit while a link carries it: renet's packets in and out, being away, and how a link ends.
//!
//! Sends go out 20 times a second whatever the frame rate, and once a second while nobody looks. A link without a
//! frame for ten seconds is broken.

use std::collections::VecDeque;
use std::time::Duration;

use hiroba_shared::protocol::frame::{MAX_DATAGRAM_BYTES, MAX_FRAME_BYTES};
use hiroba_shared::protocol::session::{SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Farewell;
use hiroba_viewer::session::{Heard, Session};

use super::{Deed, Fetch, Line};
use crate::net::port::{FromLink, ToLink};

/// Sends go out this often.
const FLUSH_EVERY: Duration = Duration::from_millis(50);
/// Sends go out this often while nobody looks: the venue and proxies see a link that lives, the battery rests.
const FLUSH_AWAY: Duration = Duration::from_secs(1);
/// A link this long without a frame is broken.
const SILENCE: Duration = Duration::from_secs(10);
/// The same after the network changed: the venue sends 20 times a second, so this long a silence says enough.
const SILENCE_IN_DOUBT: Duration = Duration::from_secs(2);
/// How long a window is hidden before the venue is told, so that whoever leafs through tabs does not flood it.
const HIDDEN: Duration = Duration::from_secs(1);
/// How long the farewell may take after the person leaves.
const LEAVING: Duration = Duration::from_secs(2);

/// How a link ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The venue said farewell.
    Farewell(Farewell),
    /// It broke, or went silent.
    Broken,
}

/// A visit's link.
#[derive(Debug)]
pub(super) struct Linked {
    session: Session,
    frame_bytes: usize,
    heard_at: Duration,
    silence: Duration,
    passed_at: Duration,
    flushed_at: Duration,
    hidden_at: Option<Duration>,
    told_away: bool,
    leaving: Option<Duration>,
    farewell: Option<Farewell>,
}

impl Linked {
    pub(super) fn new(line: &Line, now: Duration) -> Self {
        let frame_bytes = match line {
            Line::WebTransport(_) => MAX_DATAGRAM_BYTES,
            Line::WebSocket => MAX_FRAME_BYTES,
        };
        Self {
            session: Session::default(),
            frame_bytes,
            heard_at: now,
            silence: SILENCE,
            passed_at: now,
            flushed_at: now,
            hidden_at: None,
            told_away: false,
            leaving: None,
            farewell: None,
        }
    }

    /// How the link ended, if it ends now.
    pub(super) fn end(&self) -> End {
        let left = self.leaving.map(|_| Farewell::Left);
        self.farewell.or(left).map_or(End::Broken, End::Farewell)
    }

    pub(super) fn rests_until(&self) -> Duration {
        self.flushed_at + self.pause()
    }

    /// Takes a frame in.
    pub(super) fn hear(&mut self, frame: &[u8], now: Duration, deeds: &mut VecDeque<Deed>) -> Option<End> {
        self.heard_at = now;
        self.silence = SILENCE;
        let Ok(all) = self.session.take(frame) else { return Some(self.end()) };
        for heard in all {
            self.farewell = self.farewell.or(farewell_in(&heard));
            match heard {
                Heard::Message(message) => deeds.push_back(Deed::Report(FromLink::Message(Box::new(message)))),
                // Nobody will draw it, and on return the venue tells everything anew.
                Heard::Snapshot(_) if self.hidden_at.is_some() => {}
                Heard::Snapshot(snapshot) => deeds.push_back(Deed::Report(FromLink::Snapshot(snapshot))),
            }
        }
        None
    }

    /// Does what a feature wants.
    pub(super) fn obey(&mut self, order: ToLink, now: Duration, deeds: &mut VecDeque<Deed>) -> Option<End> {
        match order {
            ToLink::Say(message) => {
                if let FromClient::Session(SessionFromClient::Away(away)) = *message {
                    return self.look(!away, now);
                }
                self.session.say(&message);
            }
            ToLink::Stride(bytes) => {
                self.session.stride(bytes);
                self.flush(now, deeds);
            }
            ToLink::FetchMap(hash) => deeds.push_back(Deed::Fetch(Fetch::Map(hash))),
            ToLink::FetchPicture(hash) => deeds.push_back(Deed::Fetch(Fetch::Picture(hash))),
            ToLink::FetchDeck(hash) => deeds.push_back(Deed::Fetch(Fetch::Deck(hash))),
            ToLink::FetchPage(hash) => deeds.push_back(Deed::Fetch(Fetch::Page(hash))),
            ToLink::Leave => {
                self.session.say(&FromClient::Session(SessionFromClient::Leave));
                self.leaving.get_or_insert(now);
            }
            ToLink::Join { .. } | ToLink::ComeBack { .. } => bevy::log::debug!("asked to join while in a venue"),
        }
        None
    }

    /// The person looks, or not. Returning is told at once, going away after a while.
    pub(super) fn look(&mut self, looks: bool, now: Duration) -> Option<End> {
        if !looks {
            self.hidden_at.get_or_insert(now);
            return None;
        }
        self.hidden_at = None;
        if std::mem::take(&mut self.told_away) {
            self.session.say(&FromClient::Session(SessionFromClient::Away(false)));
        }
        None
    }

    /// The network changed under the link: a shorter silence is enough to give it up.
    pub(super) fn doubt(&mut self, now: Duration) {
        self.silence = SILENCE_IN_DOUBT;
        self.heard_at = self.heard_at.max(now.saturating_sub(SILENCE_IN_DOUBT / 2));
    }

    /// The program ends: leaves, without waiting for an answer.
    pub(super) fn say_goodbye(&mut self, now: Duration, deeds: &mut VecDeque<Deed>) -> Option<End> {
        self.session.say(&FromClient::Session(SessionFromClient::Leave));
        self.flush(now, deeds);
        None
    }

    /// Lets time pass: sends what is due, and gives up what is over.
    pub(super) fn pass(&mut self, now: Duration, deeds: &mut VecDeque<Deed>) -> Option<End> {
        self.session.pass(now.saturating_sub(self.passed_at));
        self.passed_at = now;
        if self.hidden_at.is_some_and(|since| now >= since + HIDDEN) && !self.told_away {
            self.told_away = true;
            self.session.say(&FromClient::Session(SessionFromClient::Away(true)));
            self.flush(now, deeds);
        }
        if now >= self.rests_until() {
            self.flush(now, deeds);
        }
        let silent = now >= self.heard_at + self.silence;
        let lingers = self.leaving.is_some_and(|since| now >= since + LEAVING);
        (silent || lingers || !self.session.is_alive()).then(|| self.end())
    }

    fn pause(&self) -> Duration {
        if self.told_away { FLUSH_AWAY } else { FLUSH_EVERY }
    }

    fn flush(&mut self, now: Duration, deeds: &mut VecDeque<Deed>) {
        self.flushed_at = now;
        deeds.extend(self.session.frames(self.frame_bytes).into_iter().map(Deed::Send));
    }
}

fn farewell_in(heard: &Heard) -> Option<Farewell> {
    match heard {
        Heard::Message(FromServer::Session(SessionFromServer::Farewell(farewell))) => Some(*farewell),
        Heard::Message(_) | Heard::Snapshot(_) => None,
    }
}
