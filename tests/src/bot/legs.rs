//! How a bot walks: by the client's own prediction, [`OwnWalk`].
//!
//! Remembers beside it how far the server ever disagreed, because without loss that must be nothing at all. Has no
//! rule of its own.

use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::snapshot::OwnBody;
use hiroba_shared::protocol::stride::{Ack, Stride};
use hiroba_shared::rules::movement::{Body, Ground, Intent};
use hiroba_viewer::own_walk::OwnWalk;

/// The body as its own client knows it.
#[derive(Debug, Clone, Default)]
pub struct Legs {
    walk: OwnWalk,
    told: OwnBody,
    worst_error: i64,
    errors: u32,
}

impl Legs {
    /// Where the bot believes to be.
    #[must_use]
    pub const fn body(&self) -> Body {
        self.walk.body()
    }

    /// What the server said last.
    #[must_use]
    pub const fn told(&self) -> OwnBody {
        self.told
    }

    /// Whether the server has said where the body is.
    #[must_use]
    pub const fn are_placed(&self) -> bool {
        self.walk.is_known()
    }

    /// Whether every intent was applied and the last was to stay.
    #[must_use]
    pub fn rest(&self) -> bool {
        self.walk.rests()
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
        self.walk.newest()
    }

    /// Takes one tick's wish.
    pub fn intend(&mut self, intent: Intent, ground: &RoomMap) {
        self.walk.step(intent, ground);
    }

    /// Takes the server's word, and notes whether it is another than the prediction's.
    pub fn reconcile(&mut self, own: OwnBody, ground: &impl Ground) {
        let comparable = self.walk.is_known() && self.told.epoch == own.epoch && !own.led && !self.told.led;
        let predicted = self.walk.body().position;
        self.walk.correct(&own, ground);
        let error = predicted.distance_squared(self.walk.body().position);
        if comparable && error > 0 {
            self.errors += 1;
            self.worst_error = self.worst_error.max(error);
        }
        self.told = own;
    }

    /// What is to be sent in this tick, if anything.
    pub fn stride(&mut self, ack: Ack) -> Option<Stride> {
        self.walk.stride(ack)
    }
}
