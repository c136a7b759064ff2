//! One bot's life over a real link: in by the door, about in the room, talking now and then, out at the end.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::time::{MissedTickBehavior, interval, sleep};
use wtransport::Endpoint;
use wtransport::endpoint::endpoint_side::Client;

use hiroba_shared::door::{Admission, JoinRequest, WebTransportLink};
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::hearing::Scope;

use super::board::{Board, Place};
use super::guests;
use super::scene::Scene;
use super::scene::part::{Part, Player};
use super::tally::{Ending, Tally};
use super::{Order, Phase, Progress};
use crate::bot::{Bot, TICK};
use crate::messages;
use crate::network::door::NotIn;
use crate::network::transport::{self, Kind, Receiver, Sender};
use crate::rng::Rng;

mod whim;

use whim::Whim;

/// Ticks between two looks at the picture.
const CHECK_TICKS: u64 = 20;
/// Tries at the door while it asks to wait.
const TRIES: usize = 20;
/// Links that share one UDP socket.
const LINKS_PER_ENDPOINT: usize = 50;

/// Maps fetched once per thread.
pub type MapShelf = Rc<RefCell<BTreeMap<String, Arc<RoomMap>>>>;
/// Client endpoints shared by the bots of one thread, with how many links each carries.
pub type Endpoints = Rc<RefCell<Vec<(Arc<Endpoint<Client>>, usize)>>>;

/// One bot.
pub struct Walker {
    /// Its number.
    pub index: usize,
    /// What is to be done.
    pub order: Order,
    /// What all know.
    pub board: Arc<Board>,
    /// What all know of the scene.
    pub scene: Arc<Scene>,
    /// How far all are.
    pub progress: Arc<Progress>,
    /// Maps its thread has.
    pub maps: MapShelf,
    /// Endpoints its thread has.
    pub endpoints: Endpoints,
}

/// A bot that is in.
struct Life {
    bot: Bot,
    tally: Tally,
    whim: Whim,
    is_in: bool,
    counts: Option<(Instant, u64)>,
    last: Instant,
    rests_since: Option<Instant>,
    quiet: bool,
    told: Option<Place>,
    part: Part,
}

impl Walker {
    /// Lives to the end of the swarm.
    pub async fn live(self) -> Tally {
        let kind = self.order.mix.kind(self.index);
        let tally = Tally::new(kind);
        match self.enter(kind).await {
            Ok((sender, receiver)) => self.stay(sender, receiver, tally).await,
            Err(ending) => {
                self.progress.failed.fetch_add(1, Ordering::Relaxed);
                tally.ended(ending)
            }
        }
    }

    async fn enter(&self, kind: Kind) -> Result<(Sender, Receiver), Ending> {
        let admission = self.knock().await?;
        let linked = async {
            let (mut sender, mut receiver) = self.connect(kind, &admission).await?;
            let opening = Opening::new(transport::secret(&admission.ticket)?).to_bytes();
            let answer = transport::present(&mut sender, &mut receiver, &opening).await?;
            anyhow::Ok((sender, receiver, answer))
        };
        match linked.await {
            Ok((sender, receiver, OpeningAnswer::Accepted)) => Ok((sender, receiver)),
            Ok((_, _, OpeningAnswer::Refused(refusal))) => Err(Ending::Refused(refusal)),
            Err(error) => Err(Ending::Failed(format!("{error:#}"))),
        }
    }

    async fn knock(&self) -> Result<Admission, Ending> {
        let mut request = JoinRequest::new(&guests::guest(self.index));
        request.invitation = self.order.scene.clone().filter(|_| self.index == 0);
        request.device = Some(format!("{:064x}", self.index + 1));
        for _ in 0..TRIES {
            match self.order.door.join(&request).await {
                Ok(admission) => return Ok(admission),
                Err(NotIn::Refused(Refusal::TooFast { retry_ms })) => {
                    sleep(Duration::from_millis(u64::from(retry_ms))).await;
                }
                Err(NotIn::Refused(refusal)) => return Err(Ending::Refused(refusal)),
                Err(NotIn::Unreachable(error)) => return Err(Ending::Failed(format!("{error:#}"))),
            }
        }
        Err(Ending::Failed("the door kept asking to wait".to_owned()))
    }

    async fn connect(&self, kind: Kind, admission: &Admission) -> anyhow::Result<(Sender, Receiver)> {
        if kind == Kind::WebSocket {
            return transport::connect(kind, &self.order.door, admission).await;
        }
        let link = admission.links.webtransport.as_ref().context("the server offers no WebTransport")?;
        let endpoint = self.endpoint(link)?;
        transport::connect_webtransport(&endpoint, &self.order.door, link).await
    }

    fn endpoint(&self, link: &WebTransportLink) -> anyhow::Result<Arc<Endpoint<Client>>> {
        let mut endpoints = self.endpoints.borrow_mut();
        if let Some((endpoint, links)) = endpoints.last_mut().filter(|(_, links)| *links < LINKS_PER_ENDPOINT) {
            *links += 1;
            return Ok(Arc::clone(endpoint));
        }
        let endpoint = transport::endpoint(link)?;
        endpoints.push((Arc::clone(&endpoint), 1));
        Ok(endpoint)
    }

    async fn stay(&self, mut sender: Sender, mut receiver: Receiver, tally: Tally) -> Tally {
        let mut life = Life {
            bot: Bot::new(),
            tally,
            whim: Whim::new(Rng::new(self.order.seed ^ (self.index as u64) << 20)),
            is_in: false,
            counts: None,
            last: Instant::now(),
            rests_since: None,
            quiet: false,
            told: None,
            part: Part::default(),
        };
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let ended = loop {
            tokio::select! {
                frame = receiver.next() => match frame {
                    Ok(Some(frame)) => self.receive(&mut life, &frame),
                    Ok(None) => break Some("the link ended".to_owned()),
                    Err(error) => break Some(format!("{error:#}")),
                },
                _ = ticks.tick() => {
                    if self.progress.phase() == Phase::Over {
                        break None;
                    }
                    if let Err(error) = self.tick(&mut life, &mut sender).await {
                        break Some(format!("{error:#}"));
                    }
                }
            }
        };
        self.board.tell(self.index, ended.as_ref().map_or(life.told, |_| None));
        sender.close().await;
        if !life.is_in {
            self.progress.failed.fetch_add(1, Ordering::Relaxed);
        }
        if self.order.scene.is_some() {
            life.tally.errors.extend(life.part.faults(self.player()));
            life.tally.scene = life.part.times;
        }
        if let Some((begun, before)) = life.counts {
            life.tally.counted = begun.elapsed();
            life.tally.snapshots = life.bot.sight.snapshots() - before;
        }
        if life.bot.faults() > 0 {
            life.tally.errors.push(format!("{} was sent {} things that make no sense", self.index, life.bot.faults()));
        }
        match ended {
            None => life.tally,
            Some(_) if self.progress.phase() == Phase::Over => life.tally,
            Some(why) => {
                let why = life.bot.farewell.map_or(why, |farewell| format!("{farewell:?}"));
                life.tally.ended(Ending::Dropped(why))
            }
        }
    }

    fn receive(&self, life: &mut Life, frame: &[u8]) {
        let now = life.pass();
        if life.counts.is_some() {
            life.tally.down_bytes += frame.len() as u64;
        }
        life.bot.receive(frame);
        while let Some(message) = life.bot.poll() {
            self.hear(life, &message, now);
        }
    }

    fn hear(&self, life: &mut Life, message: &FromServer, now: Instant) {
        match message {
            FromServer::Talk(TalkFromServer::Heard { text, .. }) => {
                let Some(number) = text.as_str().strip_prefix("swarm ").and_then(|number| number.parse().ok()) else {
                    return;
                };
                let Some((after, wrongly)) = self.board.hear(self.index, number, now) else { return };
                if life.counts.is_some() {
                    life.tally.chat.push(after);
                }
                if wrongly {
                    life.tally.errors.push(format!("{} heard message {number} from out of reach", self.index));
                }
            }
            FromServer::Session(SessionFromServer::Zones { quiet, .. }) => life.quiet = *quiet,
            FromServer::Session(SessionFromServer::Refused(refusal)) => {
                self.board.take_back(life.whim.last_said());
                if !matches!(refusal, Refusal::QuietZone | Refusal::CircleFull { .. }) {
                    life.tally.errors.push(format!("{} was refused: {refusal:?}", self.index));
                }
            }
            FromServer::Session(_)
            | FromServer::Talk(_)
            | FromServer::Walk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Stage(_)
            | FromServer::Photograph(_) => {}
            FromServer::Floor(_) | FromServer::Slides(_) => {
                life.part.hear(&self.scene, self.player(), message, (now, &mut life.bot));
            }
        }
    }

    async fn tick(&self, life: &mut Life, sender: &mut Sender) -> anyhow::Result<()> {
        let now = life.pass();
        self.fetch_map(life).await?;
        self.post_deck(life).await?;
        if !life.is_in && life.bot.ground().is_some() && life.bot.sight.snapshots() > 0 {
            life.is_in = true;
            self.progress.joined.fetch_add(1, Ordering::Relaxed);
        }
        if life.counts.is_none() && self.progress.phase() == Phase::Counting {
            life.counts = Some((now, life.bot.sight.snapshots()));
        }
        if life.is_in {
            self.act(life, now);
        }
        for frame in life.bot.step() {
            if life.counts.is_some() {
                life.tally.up_bytes += frame.len() as u64;
            }
            sender.send(&frame).await?;
        }
        self.publish(life, now);
        Ok(())
    }

    fn act(&self, life: &mut Life, now: Instant) {
        life.whim.tick(&mut life.bot);
        if self.order.scene.is_some() {
            // Everybody stays in the room where the scene is played.
            life.bot.halt();
        }
        let rests = life.rests_since.is_some_and(|since| now.duration_since(since) >= super::board::AT_REST);
        let counts = life.counts.is_some();
        if counts && self.order.scene.is_some() {
            life.part.act(&self.scene, self.player(), (now, &mut life.bot));
        }
        if counts && life.whim.ticks() % CHECK_TICKS == (self.index as u64) % CHECK_TICKS {
            let findings = self.board.check(self.index, &life.bot.sight.picture(), now);
            life.tally.position_errors.extend(findings.position_errors);
            life.tally.errors.extend(findings.faults);
            life.tally.rtt.push(life.bot.rtt());
        }
        let may_talk = counts && rests && !life.quiet && !self.scene.is_silent();
        if may_talk && life.whim.wants_to_talk() {
            let number = life.whim.say(self.index);
            self.board.say(self.index, number, now);
            let words = messages::chat(&format!("swarm {number}"));
            life.bot.send(&FromClient::Talk(TalkFromClient::Say(Scope::Near, words)));
        }
    }

    fn publish(&self, life: &mut Life, now: Instant) {
        let (Some(visitor), Some(whereabouts)) = (life.bot.you, &life.bot.whereabouts) else { return };
        let told = life.bot.legs.told();
        let moved =
            life.told.is_none_or(|before| before.told.position != told.position || before.room != whereabouts.room);
        if moved || !life.bot.rests() {
            life.rests_since = None;
        } else if life.rests_since.is_none() {
            life.rests_since = Some(now);
        }
        let place = Place { visitor, room: whereabouts.room, told, rests_since: life.rests_since, quiet: life.quiet };
        life.told = Some(place);
        self.board.tell(self.index, life.told);
    }

    async fn fetch_map(&self, life: &mut Life) -> anyhow::Result<()> {
        let Some(hash) = life.bot.wanted_map().map(str::to_owned) else { return Ok(()) };
        let known = self.maps.borrow().get(&hash).cloned();
        let map = match known {
            Some(map) => map,
            None => Arc::new(self.order.door.map(&hash).await?),
        };
        self.maps.borrow_mut().insert(hash, Arc::clone(&map));
        life.bot.learn_map(map);
        Ok(())
    }

    /// Posts the file of a deck the venue waits for: no PDF, only something to be drawn by a stand-in.
    async fn post_deck(&self, life: &mut Life) -> anyhow::Result<()> {
        let Some(secret) = life.part.upload.take() else { return Ok(()) };
        let letters: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let door = self.order.door.clone().saying("Authorization", &format!("Bearer {letters}"));
        let reply = door.request("POST", "/api/deck", b"%PDF").await?;
        if reply.status != 202 {
            life.tally.errors.push(format!("the deck was answered {}: {}", reply.status, reply.text()));
        }
        Ok(())
    }

    fn player(&self) -> Player {
        Player { index: self.index, bots: self.order.bots }
    }
}

impl Life {
    /// Tells renet how much time passed since the last call.
    fn pass(&mut self) -> Instant {
        let now = Instant::now();
        self.bot.pass(now.duration_since(self.last));
        self.last = now;
        now
    }
}
