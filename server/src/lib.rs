//! The authority of Hiroba: a pure venue inside, edges outside, one driver between them.
//!
//! `venue` decides and never sees a socket, a file or a clock. `net`, `http` and `store` are edges that do not know
//! each other; between them and the driver lies the `entrance`. `driver` owns the only loop and the only clock. `map`
//! turns Tiled files into compiled rooms. `archive` is what a venue takes home, `darkroom` has its photographs drawn.
//! `acme` fetches certificates, `serve` puts a server together, `operator` is its owner's own door, `command` the command
//! line.
#![forbid(unsafe_code)]

pub mod venue;
pub mod map;
pub mod net;
pub mod programme;
pub mod store;
pub mod archive;
mod darkroom;
pub mod desk;
pub mod http;
pub mod config;
pub mod driver;
pub mod entrance;
pub mod same_site;
pub mod address;
mod calendar;
pub mod secrets;
pub mod media;
pub mod acme;
pub mod operator;
pub mod serve;
pub mod command;
