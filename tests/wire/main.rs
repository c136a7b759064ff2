//! The bytes on the wire: they stay what they are, and no broken ones upset a decoder.

mod corruption;
mod golden;
mod limits;
mod samples;
