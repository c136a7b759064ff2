//! The load tool's command line: joins a running server with many bots and prints what they found as JSON.
//!
//! Ends with status 1 when somebody was refused, dropped, or saw or heard something wrong.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use hiroba_tests::network::door::Door;
use hiroba_tests::swarm::{self, Mix, Order};

/// Joins a venue with many bots that walk, talk and check what they see.
#[derive(Debug, Parser)]
#[command(name = "swarm", version)]
struct Arguments {
    /// Address of the venue's door, `http://host:port`.
    #[arg(long)]
    server: String,
    /// How many bots.
    #[arg(long, default_value_t = 200)]
    bots: usize,
    /// Seconds to count, from the moment all have joined; a scene takes its time beyond them.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// What carries the links; mixed is half and half.
    #[arg(long, value_enum, default_value_t = Transport::Mixed)]
    transport: Transport,
    /// Print the JSON object on one line instead of many.
    #[arg(long)]
    json: bool,
    /// The server's process, where it is not found by its port on this machine.
    #[arg(long)]
    server_pid: Option<u32>,
    /// Seed of where bots go and when they talk.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Play a scene: pages turned, a poll, everybody's vote and applause. Needs --invitation, and a server whose
    /// rasteriser draws more than ten pages of anything.
    #[arg(long, value_enum, requires = "invitation")]
    scene: Option<Played>,
    /// The code of a moderator's invitation, for the scene.
    #[arg(long)]
    invitation: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Played {
    Stage,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Transport {
    Webtransport,
    Websocket,
    Mixed,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    // The first to be installed counts; a second try changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mix = match arguments.transport {
        Transport::Webtransport => Mix::WebTransport,
        Transport::Websocket => Mix::WebSocket,
        Transport::Mixed => Mix::Mixed,
    };
    let order = Order {
        door: Door::at(&arguments.server)?,
        bots: arguments.bots,
        counted: Duration::from_secs(arguments.seconds),
        mix,
        server_pid: arguments.server_pid,
        seed: arguments.seed,
        scene: arguments.scene.and(arguments.invitation),
    };
    let report = swarm::run(&order)?;
    let text = if arguments.json { serde_json::to_string(&report)? } else { serde_json::to_string_pretty(&report)? };
    writeln!(std::io::stdout(), "{text}")?;
    let is_well = report.errors == 0 && report.dropped == 0 && report.refused == 0 && report.joined == report.bots;
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
