//! A real server from outside: its door over HTTP, its links over WebTransport and WebSocket.
//!
//! For the swarm and the edge tests. Guests speak to a plain HTTP door only, of a server on loopback or of a proxy before
//! it; a door with TLS can be looked at. Nothing here knows what frames mean.

pub mod authority;
pub mod door;
pub mod guest;
pub mod nginx;
pub mod process;
pub mod relay;
pub mod secure;
pub mod server;
pub mod transport;
