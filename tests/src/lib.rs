//! The venue seen from outside: bots, links as bad as wanted, and the tools that load and measure a server.
//!
//! Everything here drives the real venue and the real protocol; nothing is a second version of either. The test
//! binaries (`venue`, `wire`, `edges`, `tidy`) and the tools (`swarm`, `bench`) are thin uses of these modules.

pub mod bench;
pub mod bot;
pub mod drawing;
pub mod foreign;
pub mod fuzzing;
pub mod link;
pub mod messages;
pub mod network;
pub mod rng;
pub mod swarm;
pub mod town;
