//! The net edge: carries frames between peers and the venue, and lets nothing through that could hurt renet or us.
//!
//! `hub` is the heart, without sockets or clock: frames in, venue inputs out, and back. `prefilter` stands before
//! renet. The links (`websocket`, `webtransport`) come in over the `doorstep` and move frames only; what a message means
//! is the venue's business. Tests lead a loopback link straight to the hub.

pub mod renet_config;
pub mod prefilter;
pub mod allowance;
pub mod hub;
pub mod sockets;
pub mod certificate;
pub mod doorstep;
pub mod websocket;
pub mod webtransport;

/// Directive that keeps renet out of the log: it complains once per packet about what the hub has counted already.
pub const QUIET: &str = "renet=off";
