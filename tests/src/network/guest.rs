//! One person at a real server: a bot on a real link and a real clock, for tests of the edges.
#![expect(clippy::disallowed_methods, reason = "a guest on a real link waits for real time")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::time::timeout_at;

use hiroba_shared::door::{Admission, JoinRequest};
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::hearing::Scope;

use super::door::Door;
use super::transport::{self, Kind, Receiver, Sender};
use crate::bot::{Bot, Maps, TICK};
use crate::messages;

/// How long anything may take on a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// One person.
pub struct Guest {
    /// Their client.
    pub bot: Bot,
    /// Everything the server said to them.
    pub log: Vec<FromServer>,
    /// The key to come back with.
    pub resume_key: String,
    /// Their link ended.
    pub is_gone: bool,
    door: Door,
    maps: Maps,
    sender: Sender,
    receiver: Receiver,
}

/// A request of somebody with this name.
#[must_use]
pub fn request(name: &str) -> JoinRequest {
    JoinRequest::new(&messages::persona(name))
}

/// Presents a ticket over a new link.
///
/// # Errors
/// When there is no link or no answer.
pub async fn present(
    door: &Door,
    kind: Kind,
    admission: &Admission,
    opening: Opening,
) -> anyhow::Result<(Sender, Receiver, OpeningAnswer)> {
    let (mut sender, mut receiver) = transport::connect(kind, door, admission).await?;
    let answer = transport::present(&mut sender, &mut receiver, &opening.to_bytes()).await?;
    Ok((sender, receiver, answer))
}

impl Guest {
    /// Somebody with this name comes in and stands in a room.
    ///
    /// # Errors
    /// When they do not get in.
    pub async fn join(door: &Door, kind: Kind, name: &str) -> anyhow::Result<Self> {
        Self::join_as(door, kind, &request(name)).await
    }

    /// Somebody comes in and stands in a room.
    ///
    /// # Errors
    /// When they do not get in.
    pub async fn join_as(door: &Door, kind: Kind, request: &JoinRequest) -> anyhow::Result<Self> {
        Self::enter(door, kind, door.join(request).await?).await
    }

    /// Somebody comes back by their key.
    ///
    /// # Errors
    /// When they do not get in.
    pub async fn resume(door: &Door, kind: Kind, resume_key: &str) -> anyhow::Result<Self> {
        Self::enter(door, kind, door.resume(resume_key).await?).await
    }

    async fn enter(door: &Door, kind: Kind, admission: Admission) -> anyhow::Result<Self> {
        let opening = Opening::new(transport::secret(&admission.ticket)?);
        let (sender, receiver, answer) = present(door, kind, &admission, opening).await?;
        if let OpeningAnswer::Refused(refusal) = answer {
            bail!("refused at the link: {refusal:?}");
        }
        let mut guest = Self {
            bot: Bot::new(),
            log: Vec::new(),
            resume_key: admission.resume_key,
            is_gone: false,
            door: door.clone(),
            maps: BTreeMap::new(),
            sender,
            receiver,
        };
        guest
            .until("standing in a room", |guest| guest.bot.ground().is_some() && guest.bot.sight.snapshots() > 0)
            .await?;
        Ok(guest)
    }

    /// Lives until `done`.
    ///
    /// # Errors
    /// When that takes longer than [`PATIENCE`], or the link ends before.
    pub async fn until(&mut self, claim: &str, done: impl Fn(&Self) -> bool) -> anyhow::Result<()> {
        let end = Instant::now() + PATIENCE;
        while !done(self) {
            if self.is_gone {
                bail!("the link ended before: {claim} (farewell {:?})", self.bot.farewell);
            }
            if Instant::now() > end {
                bail!("not in time: {claim}");
            }
            self.live(TICK).await?;
        }
        Ok(())
    }

    /// Lives until the link ends.
    ///
    /// # Errors
    /// When that takes longer than [`PATIENCE`].
    pub async fn until_gone(&mut self) -> anyhow::Result<()> {
        let end = Instant::now() + PATIENCE;
        while !self.is_gone {
            anyhow::ensure!(Instant::now() < end, "the link did not end");
            self.live(TICK).await?;
        }
        Ok(())
    }

    /// Lives for so long: ticks, sends and listens.
    ///
    /// # Errors
    /// When a map cannot be fetched.
    pub async fn live(&mut self, time: Duration) -> anyhow::Result<()> {
        let end = tokio::time::Instant::now() + time;
        while !self.is_gone && tokio::time::Instant::now() < end {
            match timeout_at(end, self.receiver.next()).await {
                Ok(Ok(Some(frame))) => self.bot.receive(&frame),
                Ok(Ok(None) | Err(_)) => self.is_gone = true,
                Err(_) => {}
            }
            while let Some(message) = self.bot.poll() {
                self.log.push(message);
            }
        }
        self.fetch_map().await?;
        for frame in self.bot.tick() {
            if self.sender.send(&frame).await.is_err() {
                self.is_gone = true;
            }
        }
        Ok(())
    }

    /// Sends a message with the next tick.
    pub fn asks(&mut self, message: &FromClient) {
        self.bot.send(message);
    }

    /// Says something to those near.
    pub fn says(&mut self, text: &str) {
        self.asks(&FromClient::Talk(TalkFromClient::Say(Scope::Near, messages::chat(text))));
    }

    /// Whether they heard this.
    #[must_use]
    pub fn heard(&self, words: &str) -> bool {
        let is_it = |message: &FromServer| matches!(message, FromServer::Talk(TalkFromServer::Heard { text, .. }) if text.as_str() == words);
        self.log.iter().any(is_it)
    }

    /// Sends any bytes as a frame.
    ///
    /// # Errors
    /// When the link is gone.
    pub async fn send_frame(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.sender.send(bytes).await
    }

    /// Closes the link.
    pub async fn goes(mut self) {
        self.sender.close().await;
    }

    async fn fetch_map(&mut self) -> anyhow::Result<()> {
        let Some(hash) = self.bot.wanted_map().map(str::to_owned) else { return Ok(()) };
        if !self.maps.contains_key(&hash) {
            let map = self.door.map(&hash).await.context("the room's map")?;
            self.maps.insert(hash.clone(), Arc::new(map));
        }
        if let Some(map) = self.maps.get(&hash) {
            self.bot.learn_map(Arc::clone(map));
        }
        Ok(())
    }
}

/// What somebody was refused, if this is a refusal.
#[must_use]
pub fn refusal(error: &anyhow::Error) -> Option<Refusal> {
    match error.downcast_ref::<super::door::NotIn>() {
        Some(super::door::NotIn::Refused(refusal)) => Some(*refusal),
        Some(super::door::NotIn::Unreachable(_)) | None => None,
    }
}
