//! A real server from outside: its door over HTTP, its links over WebTransport and WebSocket.
//!
//! For the swarm and the edge tests. Speaks to a plain HTTP door only, as a server on loopback or behind nobody's
//! proxy offers it. Nothing here knows what frames mean.

pub mod door;
pub mod guest;
pub mod relay;
pub mod server;
pub mod transport;
