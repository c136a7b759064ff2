//! What people live through in a venue, told with bots on a virtual clock: no sockets, no sleeping, every run alike.
//!
//! What matters is told twice, over a perfect link and over a bad one (150 ms, jitter, 5 % burst loss, duplicates,
//! reordering). What must always hold (walls, speed, sizes) is watched by the town itself in each of these.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]

mod again;
mod attendance;
mod circle;
mod direct;
mod decks;
mod door;
mod floor;
mod floor_roles;
mod hands;
mod hostile;
mod join;
mod lead;
mod order;
mod people;
mod photograph;
mod polls;
mod prediction;
mod programme;
mod report;
mod restart;
mod rooms;
mod sight;
mod stage;
mod slides;
mod stopping;
mod talk;
mod walk;
