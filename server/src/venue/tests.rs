//! Claims about the whole venue: inputs in, outputs out, with a store that answers at once.
//!
//! Long stories over links are told by the tests crate; here stands what one feature must do.
#![expect(clippy::wildcard_enum_match_arm, reason = "a claim looks for the one message it is about")]

mod anything;
mod contract;
mod crowd;
mod door;
mod keeping;
mod leading;
mod links;
mod order;
pub(in crate::venue) mod rehearsal;
mod talking;
mod walking;
