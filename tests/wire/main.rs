//! The bytes on the wire: they stay what they are, and no broken ones upset a decoder.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]

mod corruption;
mod golden;
mod limits;
mod samples;
