//! One person of a town: their bot, their link, what they do and what they heard.

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, SeatId, VisitorId};
use hiroba_shared::protocol::floor::question::Signature;
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::opening::OpeningAnswer;
use hiroba_shared::protocol::order::{LogEntry, OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::programme::{Now, ProgrammeFromClient, ProgrammeFromServer};
use hiroba_shared::protocol::session::{SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::slides::{SlidesFromClient, SlidesFromServer};
use hiroba_shared::protocol::snapshot::Sighting;
use hiroba_shared::protocol::stage::{StageFromClient, StageFromServer};
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::walk::{Goal, WalkFromClient};
use hiroba_shared::protocol::{FromClient, FromServer, codec};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::{Facing, Point, TilePoint};

use super::{STEP_MS, TICK_MS};
use crate::bot::route::Route;
use crate::bot::{Bot, Maps};
use crate::link::{Lane, Link, Millis, Pipe};
use crate::messages;
use crate::rng::Rng;

/// How far somebody is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Their ticket was presented.
    Opening,
    /// Their link is open.
    Open,
    /// The link was refused with a reason.
    Refused(Refusal),
    /// No link.
    Gone,
}

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stepped {
    /// Nothing special.
    On,
    /// The server closed the link.
    HungUp,
}

/// One person.
#[derive(Debug)]
pub struct Player {
    /// Their name.
    pub name: String,
    /// Their client.
    pub bot: Bot,
    /// How far they are in.
    pub stage: Stage,
    /// The key to come back with.
    pub resume_key: [u8; 32],
    /// The ticket they had.
    pub ticket: [u8; 32],
    /// Everything the server ever said to them.
    pub log: Vec<FromServer>,
    pub(super) link: Option<hiroba_server::venue::input::LinkId>,
    pub(super) spec: Link,
    pub(super) up: Pipe,
    pub(super) down: Pipe,
    phase_ms: Millis,
    hurries: bool,
    /// What arrived for whoever plays this person from outside the town; their bot sleeps then.
    pub(super) inbox: Option<Vec<Vec<u8>>>,
}

impl Player {
    pub(super) fn new(name: String, spec: Link, phase: u64) -> Self {
        Self {
            name,
            bot: Bot::new(),
            stage: Stage::Gone,
            resume_key: [0; 32],
            ticket: [0; 32],
            log: Vec::new(),
            link: None,
            spec,
            up: Pipe::new(spec, Rng::new(0)),
            down: Pipe::new(spec, Rng::new(0)),
            phase_ms: phase * STEP_MS,
            hurries: false,
            inbox: None,
        }
    }

    /// Whether they stand in a room, know its map and see.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.stage == Stage::Open && self.bot.ground().is_some() && self.bot.sight.snapshots() > 0
    }

    /// Their number.
    ///
    /// # Panics
    /// Before they were welcomed.
    #[must_use]
    pub fn id(&self) -> VisitorId {
        self.bot.you.unwrap_or_else(|| panic!("{} was never welcomed", self.name))
    }

    /// Where they believe to be.
    #[must_use]
    pub fn place(&self) -> Point {
        self.bot.legs.body().position
    }

    /// The tile they believe to be on.
    ///
    /// # Panics
    /// When that is outside the map.
    #[must_use]
    pub fn tile(&self) -> TilePoint {
        self.place().tile().unwrap_or_else(|| panic!("{} left the map", self.name))
    }

    /// The room they are in.
    #[must_use]
    pub fn room(&self) -> Option<RoomId> {
        self.bot.whereabouts.as_ref().map(|place| place.room)
    }

    /// Walks that way for so many ticks.
    pub fn walks(&mut self, facing: Facing, ticks: usize) {
        self.bot.walk(Route::steady(Intent::Walk(facing), ticks));
    }

    /// Runs that way for so many ticks.
    pub fn runs(&mut self, facing: Facing, ticks: usize) {
        self.bot.walk(Route::steady(Intent::Run(facing), ticks));
    }

    /// Walks to a tile, round what is in the way.
    ///
    /// # Panics
    /// When there is no way.
    pub fn walks_to(&mut self, x: u16, y: u16) {
        let body = self.bot.legs.body();
        let route = self.bot.ground().and_then(|map| Route::towards(TilePoint::new(x, y), &body, map));
        self.bot.walk(route.unwrap_or_else(|| panic!("{} finds no way to {x},{y}", self.name)));
    }

    /// Sends any message.
    pub fn asks(&mut self, message: &FromClient) {
        self.bot.send(message);
    }

    /// Says something.
    pub fn says(&mut self, scope: Scope, text: &str) {
        self.asks(&FromClient::Talk(TalkFromClient::Say(scope, messages::chat(text))));
    }

    /// Writes to one person.
    pub fn writes_to(&mut self, other: VisitorId, text: &str) {
        self.asks(&FromClient::Talk(TalkFromClient::Direct(other, messages::chat(text))));
    }

    /// Asks something about order.
    pub fn orders(&mut self, order: OrderFromClient) {
        self.asks(&FromClient::Order(order));
    }

    /// Says something about slides.
    pub fn slides(&mut self, asked: SlidesFromClient) {
        self.asks(&FromClient::Slides(asked));
    }

    /// What the server said about slides, in order.
    pub fn told_of_slides(&self) -> impl DoubleEndedIterator<Item = &SlidesFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Slides(said) = message { Some(said) } else { None })
    }

    /// Asks something about the programme.
    pub fn runs_programme(&mut self, asked: ProgrammeFromClient) {
        self.asks(&FromClient::Programme(asked));
    }

    /// Says something on the floor.
    pub fn floors(&mut self, said: FloorFromClient) {
        self.asks(&FromClient::Floor(said));
    }

    /// Asks something of whoever presents.
    pub fn wonders(&mut self, words: &str) {
        let (words, signature) = (messages::floor::words(words), Signature::Named);
        self.floors(FloorFromClient::Ask { words, signature });
    }

    /// What the server said of the floor, in order.
    pub fn floor(&self) -> impl DoubleEndedIterator<Item = &FloorFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Floor(said) = message { Some(said) } else { None })
    }

    /// Asks something about the stage.
    pub fn stages(&mut self, asked: StageFromClient) {
        self.asks(&FromClient::Stage(asked));
    }

    /// Sits down.
    pub fn sits(&mut self, seat: SeatId) {
        self.moves(WalkFromClient::Sit { seat, after: self.bot.legs.newest() });
    }

    /// Asks to be led.
    pub fn is_led(&mut self, goal: Goal) {
        self.moves(WalkFromClient::Lead { goal, after: self.bot.legs.newest() });
    }

    /// Asks to walk after somebody.
    pub fn follows(&mut self, visitor: VisitorId) {
        self.moves(WalkFromClient::Follow { visitor, after: self.bot.legs.newest() });
    }

    /// Asks something about moving; it does not wait for the next stride.
    pub fn moves(&mut self, walk: WalkFromClient) {
        self.asks(&FromClient::Walk(walk));
        self.hurries = true;
    }

    /// Looks away, or back.
    pub fn looks_away(&mut self, away: bool) {
        self.asks(&FromClient::Session(SessionFromClient::Away(away)));
    }

    /// Leaves for good.
    pub fn leaves(&mut self) {
        self.asks(&FromClient::Session(SessionFromClient::Leave));
    }

    /// What they heard said in rooms, in order: who and what.
    #[must_use]
    pub fn heard(&self) -> Vec<(VisitorId, String)> {
        let said = |message: &FromServer| {
            let FromServer::Talk(TalkFromServer::Heard { from, text, .. }) = message else { return None };
            Some((*from, text.to_string()))
        };
        self.log.iter().filter_map(said).collect()
    }

    /// Whether they heard this said in a room.
    #[must_use]
    pub fn hears(&self, words: &str) -> bool {
        self.heard().iter().any(|(_, text)| text == words)
    }

    /// What was written to them or by them, in order.
    #[must_use]
    pub fn letters(&self) -> Vec<String> {
        let letter = |message: &FromServer| {
            let FromServer::Talk(TalkFromServer::Direct { text, .. }) = message else { return None };
            Some(text.to_string())
        };
        self.log.iter().filter_map(letter).collect()
    }

    /// What the server said about being here, in order.
    pub fn session(&self) -> impl DoubleEndedIterator<Item = &SessionFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Session(said) = message { Some(said) } else { None })
    }

    /// What the server said about order, in order.
    pub fn order(&self) -> impl DoubleEndedIterator<Item = &OrderFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Order(said) = message { Some(said) } else { None })
    }

    /// What the server said about the programme, in order.
    pub fn programme(&self) -> impl DoubleEndedIterator<Item = &ProgrammeFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Programme(said) = message { Some(said) } else { None })
    }

    /// What the server said about the stage, in order.
    pub fn stage(&self) -> impl DoubleEndedIterator<Item = &StageFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Stage(said) = message { Some(said) } else { None })
    }

    /// What runs and what comes next, as they were told last.
    #[must_use]
    pub fn programme_now(&self) -> Option<&Now> {
        self.programme().rev().find_map(|said| if let ProgrammeFromServer::Now(now) = said { Some(now) } else { None })
    }

    /// What they were refused, in order.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.session()
            .filter_map(|said| if let SessionFromServer::Refused(r) = said { Some(*r) } else { None })
            .collect()
    }

    /// How their last session ended.
    #[must_use]
    pub fn farewell(&self) -> Option<Farewell> {
        self.bot.farewell
    }

    /// Deeds confirmed to them, in order.
    #[must_use]
    pub fn deeds(&self) -> Vec<LogEntry> {
        self.order()
            .filter_map(|said| if let OrderFromServer::Done(entry) = said { Some(entry.clone()) } else { None })
            .collect()
    }

    /// Whom they see, and how.
    #[must_use]
    pub fn picture(&self) -> BTreeMap<VisitorId, Sighting> {
        self.bot.sight.picture()
    }

    /// Whether they see this visitor.
    #[must_use]
    pub fn sees(&self, other: VisitorId) -> bool {
        self.bot.sight.of(other).is_some()
    }

    /// From now on their link is like this, in both directions.
    pub fn link_becomes(&mut self, link: Link) {
        self.spec = link;
        self.up.become_like(link);
        self.down.become_like(link);
    }

    /// One step of the clock on their side.
    pub(super) fn step(&mut self, now: Millis, maps: &Maps) -> Stepped {
        if let Some(inbox) = &mut self.inbox {
            inbox.extend(self.down.arrivals(now).into_iter().map(|(_, bytes)| bytes));
            return Stepped::On;
        }
        for (lane, bytes) in self.down.arrivals(now) {
            match self.stage {
                Stage::Opening if lane == Lane::Stream => {
                    self.take_answer(&bytes);
                    if self.stage != Stage::Open {
                        return Stepped::HungUp;
                    }
                }
                Stage::Open if bytes.is_empty() => {
                    self.stage = Stage::Gone;
                    return Stepped::HungUp;
                }
                Stage::Open => self.bot.receive(&bytes),
                Stage::Opening | Stage::Refused(_) | Stage::Gone => {}
            }
        }
        while let Some(message) = self.bot.poll() {
            self.log.push(message);
        }
        if let Some(map) = self.bot.wanted_map().and_then(|hash| maps.get(hash)).cloned() {
            self.bot.learn_map(map);
        }
        if self.stage == Stage::Open && std::mem::take(&mut self.hurries) {
            for frame in self.bot.flush() {
                self.up.send(now, super::lane(&frame), frame);
            }
        }
        if self.stage == Stage::Open && now % TICK_MS == self.phase_ms {
            for frame in self.bot.tick() {
                self.up.send(now, super::lane(&frame), frame);
            }
        }
        Stepped::On
    }

    fn take_answer(&mut self, bytes: &[u8]) {
        self.stage = match codec::decode::<OpeningAnswer>(bytes) {
            Ok(OpeningAnswer::Accepted) => Stage::Open,
            Ok(OpeningAnswer::Refused(refusal)) => Stage::Refused(refusal),
            Err(_) => Stage::Gone,
        };
    }
}
