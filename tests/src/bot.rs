//! A client without a window: the clients' own session, prediction and crowd (`hiroba_viewer`), and nothing that does IO.
//!
//! The harness drives it on a virtual clock and the swarm over real sockets: frames in with `receive`, one `tick` per
//! 50 ms, frames out of it. What the server said is taken with `poll`. It never panics on what a server sends; what
//! a faithful server would not send is counted in `faults`.

pub mod legs;
pub mod route;
pub mod sight;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::map::RoomMap;
use hiroba_shared::profile::Profile;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_shared::protocol::{FromClient, FromServer, frame};
use hiroba_shared::refusal::Farewell;
use hiroba_shared::units::TICKS_PER_SECOND;
use hiroba_viewer::arrivals::Arrival;
use hiroba_viewer::own_walk::Nowhere;
use hiroba_viewer::session::{Heard, Session};

use legs::Legs;
use route::Route;
use sight::Sight;

/// One tick of the venue.
pub const TICK: Duration = Duration::from_millis(1_000 / TICKS_PER_SECOND as u64);

/// Compiled maps by their hash, as clients fetch them.
pub type Maps = BTreeMap<String, Arc<RoomMap>>;

/// Where a bot is.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// In which room.
    pub room: RoomId,
    /// Hash of its map.
    pub map: String,
}

/// One client.
#[derive(Debug, Default)]
pub struct Bot {
    /// How it walks.
    pub legs: Legs,
    /// What it sees.
    pub sight: Sight,
    /// Whom it knows.
    pub profiles: BTreeMap<VisitorId, Profile>,
    /// Which visitor it is, once welcomed.
    pub you: Option<VisitorId>,
    /// Where it is, once it entered.
    pub whereabouts: Option<Whereabouts>,
    /// How its session ended.
    pub farewell: Option<Farewell>,
    session: Session,
    route: Route,
    ground: Option<Arc<RoomMap>>,
    said: VecDeque<FromServer>,
    faults: u32,
}

impl Bot {
    /// A client whose link has just been accepted.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends a message on the reliable channel.
    pub fn send(&mut self, message: &FromClient) {
        self.session.say(message);
    }

    /// Sends any bytes as a message on the reliable channel.
    pub fn send_bytes(&mut self, message: &[u8]) {
        self.session.say_bytes(message);
    }

    /// Sends any bytes on a channel as they are.
    pub fn send_raw(&mut self, channel: u8, bytes: Vec<u8>) {
        self.session.queue(channel, bytes);
    }

    /// Walks from the next tick on.
    pub fn walk(&mut self, route: Route) {
        self.route = route;
    }

    /// Whether the route is walked to its end and the server knows it.
    #[must_use]
    pub fn rests(&self) -> bool {
        self.route.is_over() && self.legs.rest()
    }

    /// The map it needs and has not.
    #[must_use]
    pub fn wanted_map(&self) -> Option<&str> {
        if self.ground.is_some() { None } else { self.whereabouts.as_ref().map(|place| place.map.as_str()) }
    }

    /// Gives it the map it wanted.
    pub fn learn_map(&mut self, map: Arc<RoomMap>) {
        self.ground = Some(map);
    }

    /// The ground it walks on.
    #[must_use]
    pub fn ground(&self) -> Option<&Arc<RoomMap>> {
        self.ground.as_ref()
    }

    /// Round trip as renet measures it, waits for ticks included.
    #[must_use]
    pub fn rtt(&self) -> Duration {
        self.session.rtt()
    }

    /// Whether renet gave the connection up.
    #[must_use]
    pub fn is_disconnected(&self) -> bool {
        !self.session.is_alive()
    }

    /// How often the server sent what a faithful one never sends.
    #[must_use]
    pub const fn faults(&self) -> u32 {
        self.faults + self.sight.faults()
    }

    /// The next thing the server said.
    pub fn poll(&mut self) -> Option<FromServer> {
        self.said.pop_front()
    }

    /// Takes a frame from the link.
    pub fn receive(&mut self, bytes: &[u8]) {
        let Ok(all) = self.session.take(bytes) else {
            self.faults += 1;
            return;
        };
        for heard in all {
            match heard {
                Heard::Message(message) => self.hear(message),
                Heard::Snapshot(snapshot) => self.see(&snapshot),
            }
        }
    }

    /// Time passes on a virtual clock: a whole tick.
    pub fn tick(&mut self) -> Vec<Vec<u8>> {
        self.pass(TICK);
        self.step()
    }

    /// Time passes; on a real clock also between ticks, so that round trips are measured finely.
    pub fn pass(&mut self, elapsed: Duration) {
        self.session.pass(elapsed);
    }

    /// One tick: the next step of the route, a stride when one is due. Answers the frames to send.
    pub fn step(&mut self) -> Vec<Vec<u8>> {
        if let Some(ground) = self.ground.clone().filter(|_| self.legs.are_placed()) {
            let intent = self.route.next(&self.legs.body());
            self.legs.intend(intent, &ground);
        }
        if let Some(stride) = self.legs.stride(self.sight.ack()) {
            self.session.stride(stride.to_bytes());
        }
        self.flush()
    }

    /// What waits to be sent, at once: messages need not wait for the tick, and then travel apart from the stride.
    pub fn flush(&mut self) -> Vec<Vec<u8>> {
        self.session.frames(frame::MAX_DATAGRAM_BYTES)
    }

    /// Ends the route: the next tick stays.
    pub fn halt(&mut self) {
        self.route = Route::default();
    }

    fn hear(&mut self, message: FromServer) {
        self.note(&message);
        self.said.push_back(message);
    }

    fn note(&mut self, message: &FromServer) {
        match message {
            FromServer::Session(session) => self.note_session(session),
            FromServer::Talk(TalkFromServer::Heard { from, .. } | TalkFromServer::Direct { from, .. }) => {
                // Whoever speaks was introduced before; oneself needs no introduction.
                self.faults += u32::from(self.you != Some(*from) && !self.profiles.contains_key(from));
            }
            FromServer::Talk(TalkFromServer::Emoted(..) | TalkFromServer::TakesDirect(_))
            | FromServer::Walk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Slides(_)
            | FromServer::Photograph(_) => {}
        }
    }

    fn note_session(&mut self, session: &SessionFromServer) {
        match session {
            SessionFromServer::Welcome { you, .. } => self.you = Some(*you),
            SessionFromServer::Entered { room, map, first_snapshot, .. } => {
                if self.whereabouts.as_ref().is_none_or(|place| place.map != *map) {
                    self.ground = None;
                }
                self.whereabouts = Some(Whereabouts { room: *room, map: map.clone() });
                self.sight.enter(*first_snapshot);
            }
            SessionFromServer::Profiles(profiles) => {
                self.profiles.extend(profiles.iter().map(|profile| (profile.visitor, profile.clone())));
            }
            SessionFromServer::Farewell(farewell) => self.farewell = Some(*farewell),
            SessionFromServer::Present { .. } | SessionFromServer::Zones { .. } | SessionFromServer::Refused(_) => {}
        }
    }

    fn see(&mut self, snapshot: &Snapshot) {
        if self.sight.take(snapshot) != Arrival::Newest {
            return;
        }
        match &self.ground {
            Some(ground) => self.legs.reconcile(snapshot.own, ground.as_ref()),
            None => self.legs.reconcile(snapshot.own, &Nowhere),
        }
    }
}
