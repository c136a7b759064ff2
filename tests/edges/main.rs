//! The server as people meet it: a process with real sockets and a real data folder. Every test has its own.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]
#![expect(clippy::disallowed_methods, reason = "real processes and real links take real time")]

mod behind_nginx;
mod certificates;
mod certified;
mod clearing;
mod decks;
mod desk;
mod durability;
mod foreign;
mod garbage;
mod links;
mod logs;
mod metrics;
mod operator;
mod photograph;
mod proxy;
mod scene;
mod settings;
mod silence;
mod slow_reader;
mod staying;
mod voting;
mod world;
