//! The rules both sides must agree on: how a body walks, where a path leads, who hears whom.
//!
//! Any change of an answer raises [`RULES_VERSION`], because clients predict with these very functions.

pub mod hearing;
pub mod movement;
pub mod path;

/// Version of the answers the rules give.
pub const RULES_VERSION: u16 = 1;
