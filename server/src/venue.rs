//! The authority as a state machine: inputs in, one step per tick, outputs out.
//!
//! The driving contract: `apply` any number of inputs, `step` once per tick, and after each of these drain
//! `poll_output` to the end. Equal setup and inputs give equal outputs. There is no clock, no IO, no randomness but
//! the seeded one, and no input that makes it panic.

pub mod input;
pub mod output;
pub mod record;
pub mod view;

use std::sync::Arc;

use hiroba_shared::map::RoomMap;

/// A room to open.
#[derive(Debug, Clone)]
pub struct RoomSetup {
    /// Its name in addresses, such as `terrace`.
    pub name: String,
    /// The compiled map.
    pub map: Arc<RoomMap>,
    /// BLAKE3 of the encoded map, in hexadecimal.
    pub map_hash: String,
}

/// What a venue is made of. The first room is where people without a wish start.
#[derive(Debug, Clone)]
pub struct VenueSetup {
    /// The rooms, at least one.
    pub rooms: Vec<RoomSetup>,
    /// Most people in the venue.
    pub capacity: u32,
    /// Names nobody but staff may have or resemble.
    pub reserved_names: Vec<String>,
    /// Seed of everything that is chosen at random.
    pub seed: u64,
    /// Number of the first message said, beyond any stored one.
    pub first_message: u64,
}
