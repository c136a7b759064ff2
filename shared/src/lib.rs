//! What both sides of Hiroba must agree on: the protocol and the rules of walking, hearing and rights.
//!
//! Same answer on both sides is the promise: everything here is pure integer code without clock, IO, threads or
//! randomness, and a value that was decoded is already valid. There is no engine, no socket and no file in here;
//! who is present and what happens is the venue's business (`hiroba-server`), how it looks is the client's.
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod units;
pub mod ids;
pub mod text;
pub mod country;
pub mod look;
pub mod role;
pub mod profile;
pub mod languages;
pub mod refusal;
pub mod title;
pub mod programme;
pub mod map;
pub mod rules;
pub mod protocol;
pub mod door;
pub mod bundle;
pub mod deck;
pub mod rows;
