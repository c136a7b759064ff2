//! The server as people meet it: a process with real sockets and a real data folder. Every test has its own.

mod durability;
mod garbage;
mod links;
mod operator;
mod slow_reader;
mod staying;
mod world;
