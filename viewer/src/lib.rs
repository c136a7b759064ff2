//! What one person's client makes of the link: its session, its own body before the venue answers, the crowd in sight.
//!
//! Clients, the bots of the tests and the load tool are all built on this, so that what is proven of a bot is proven
//! of a client. Pure: frames, snapshots and time come in as values. It draws nothing, decides nothing, and knows
//! neither the engine nor the server.

pub mod session;
pub mod arrivals;
pub mod own_walk;
pub mod crowd;
pub mod track;
pub mod playout;
