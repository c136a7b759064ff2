//! What one bot counted.

use std::time::Duration;

use hiroba_shared::refusal::Refusal;

use super::scene::part::Times;
use crate::network::transport::Kind;

/// How a bot's life ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It stayed to the end.
    Stayed,
    /// It was refused.
    Refused(Refusal),
    /// It never got in, for another reason.
    Failed(String),
    /// Its link ended before the end.
    Dropped(String),
}

/// What one bot counted.
#[derive(Debug, Clone)]
pub struct Tally {
    /// What carried it.
    pub kind: Kind,
    /// How it ended.
    pub ending: Ending,
    /// Snapshots while it counted.
    pub snapshots: u64,
    /// Bytes from the socket while it counted.
    pub down_bytes: u64,
    /// Bytes to the socket while it counted.
    pub up_bytes: u64,
    /// How long it counted.
    pub counted: Duration,
    /// Round trips.
    pub rtt: Vec<Duration>,
    /// From saying to hearing.
    pub chat: Vec<Duration>,
    /// How far off resting neighbours were seen, in tiles.
    pub position_errors: Vec<f64>,
    /// How long what was pressed in the scene took to this bot.
    pub scene: Times,
    /// What was wrong, in words.
    pub errors: Vec<String>,
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            ending: Ending::Stayed,
            snapshots: 0,
            down_bytes: 0,
            up_bytes: 0,
            counted: Duration::ZERO,
            rtt: Vec::new(),
            chat: Vec::new(),
            position_errors: Vec::new(),
            scene: Times { turns: Vec::new(), poll: None, clap: None },
            errors: Vec::new(),
        }
    }

    /// The same bot that ended so.
    #[must_use]
    pub fn ended(self, ending: Ending) -> Self {
        Self { ending, ..self }
    }
}
