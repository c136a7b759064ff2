//! How a bot walks: numbers its intents, predicts them with the shared step, and takes the server's word for it.
//!
//! Remembers how far the server ever disagreed with it, because without loss that must be nothing at all. Never
//! decides where the body is.

use std::collections::VecDeque;

use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::snapshot::OwnBody;
use hiroba_shared::protocol::stride::{Ack, MAX_INTENTS, Stride};
use hiroba_shared::rules::movement::{self, Body, Drive, Intent};
use hiroba_shared::units::Point;

/// The body as its own client knows it.
#[derive(Debug, Clone, Default)]
pub struct Legs {
    body: Body,
    told: OwnBody,
    placed: bool,
    last: u32,
    last_intent: Intent,
    pending: VecDeque<Intent>,
    worst_error: i64,
    errors: u32,
}

impl Legs {
    /// Where the bot believes to be.
    #[must_use]
    pub const fn body(&self) -> Body {
        self.body
    }

    /// What the server said last.
    #[must_use]
    pub const fn told(&self) -> OwnBody {
        self.told
    }

    /// Whether the server has said where the body is.
    #[must_use]
    pub const fn are_placed(&self) -> bool {
        self.placed
    }

    /// Whether every intent was applied and the last was to stay.
    #[must_use]
    pub fn rest(&self) -> bool {
        self.placed && self.pending.is_empty() && self.last_intent == Intent::Stay
    }

    /// How often the server disagreed with the prediction.
    #[must_use]
    pub const fn prediction_errors(&self) -> u32 {
        self.errors
    }

    /// The largest disagreement, squared, in subtiles.
    #[must_use]
    pub const fn worst_prediction_error(&self) -> i64 {
        self.worst_error
    }

    /// Number of the newest intent: what is asked now is asked after it.
    #[must_use]
    pub const fn newest(&self) -> u32 {
        self.last
    }

    /// Puts the body somewhere without prediction: a room was entered.
    pub fn place(&mut self, at: Point) {
        self.body.position = at;
        self.placed = true;
    }

    /// Takes one tick's wish. Standing still takes no numbers beyond the one that stopped; when too much waits for
    /// the server, the wish is dropped.
    pub fn intend(&mut self, intent: Intent, ground: &RoomMap) {
        let idle = intent == Intent::Stay && self.last_intent == Intent::Stay;
        if idle || !self.placed || self.pending.len() >= MAX_INTENTS {
            return;
        }
        self.last += 1;
        self.last_intent = intent;
        self.pending.push_back(intent);
        self.body = movement::step(self.body, Drive::Own(intent), ground);
    }

    /// Takes the server's word: what it applied is no longer pending, the rest is stepped anew from there.
    pub fn reconcile(&mut self, own: OwnBody, ground: &RoomMap) {
        let comparable = self.placed && self.told.epoch == own.epoch && !own.led && !self.told.led;
        if self.pending.is_empty() && self.last < own.last_intent {
            // A new link goes on counting where the one before it stopped.
            self.last = own.last_intent;
        }
        let waiting = usize::try_from(self.last.saturating_sub(own.last_intent)).unwrap_or(usize::MAX);
        while self.pending.len() > waiting {
            self.pending.pop_front();
        }
        let start = Body { position: own.position, facing: own.facing, motion: own.motion };
        let step = |body, intent: &Intent| movement::step(body, Drive::Own(*intent), ground);
        let body = self.pending.iter().fold(start, step);
        let error = self.body.position.distance_squared(body.position);
        if comparable && error > 0 {
            self.errors += 1;
            self.worst_error = self.worst_error.max(error);
        }
        self.body = body;
        self.told = own;
        self.placed = true;
    }

    /// What is to be sent now.
    #[must_use]
    pub fn stride(&self, ack: Ack) -> Stride {
        Stride { ack, last: self.last, intents: self.pending.iter().copied().collect() }
    }

    /// Whether intents wait to be applied.
    #[must_use]
    pub fn have_pending(&self) -> bool {
        !self.pending.is_empty()
    }
}
