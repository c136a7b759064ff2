//! Opens the venue and keeps it open until a signal or the operator stops it; or only says whether it would open.

use std::io::{IsTerminal, Write};

use anyhow::Context;
use serde::Serialize;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use super::asking::print;
use crate::config::{Config, LogFormat, Settings};
use crate::entrance::Entrance;
use crate::net;
use crate::serve::{self, Server};

/// The one line on standard output, for whoever started the server.
#[derive(Serialize)]
struct Ready<'a> {
    ready: bool,
    http: &'a str,
    webtransport: &'a str,
    version: &'static str,
    pid: u32,
}

pub(super) fn serve(config: Config, settings: &Settings) -> anyhow::Result<()> {
    begin_log(&config)?;
    for variable in settings.strangers() {
        tracing::warn!(variable, "a variable of the environment looks like a setting and is none");
    }
    let runtime = Builder::new_multi_thread().enable_all().build().context("no runtime could be started")?;
    runtime.block_on(async {
        let server = Server::open(config).await?;
        let ready = Ready {
            ready: true,
            http: &server.http,
            webtransport: &server.webtransport,
            version: env!("CARGO_PKG_VERSION"),
            pid: std::process::id(),
        };
        let ready = serde_json::to_string(&ready).context("the address cannot be printed")?;
        print(&format!("{ready}\n"))?;
        greet(&server).await;
        let signals = tokio::spawn(stop_on_signal(server.entrance.clone()));
        let ended = server.until_stopped().await;
        signals.abort();
        ended
    })
}

/// Tells who started a venue without a host how to become one. The link is a secret: it is shown to a person at a terminal
/// and never to whatever keeps the log of a service; there `hiroba-server host-link` prints one when it is wanted.
async fn greet(server: &Server) {
    if !server.lacks_host().await {
        return;
    }
    let mut terminal = std::io::stderr();
    if !terminal.is_terminal() {
        tracing::info!("this venue has no host yet: `hiroba-server host-link` prints the link to become its first one");
        return;
    }
    let Some(link) = server.host_link().await else { return };
    let words = format!(
        "\nWelcome! This venue has no host yet. Open this link to become its first one: choose a name and a password,\n\
         then invite people and staff. It works once, for three days; `hiroba-server host-link` makes another.\n\n    {link}\n\n"
    );
    // A closed terminal takes nothing.
    drop(terminal.write_all(words.as_bytes()));
}

/// What `--check-config` prints of a configuration that a start would fail with.
pub(super) fn check(config: &Config, settings: &Settings) -> anyhow::Result<()> {
    print(&settings.to_string())?;
    let faults: Vec<String> =
        log_filter(config).err().into_iter().chain(serve::faults(config)).map(|fault| format!("{fault:#}")).collect();
    anyhow::ensure!(faults.is_empty(), "the venue would not open\n{}", faults.join("\n"));
    Ok(())
}

fn log_filter(config: &Config) -> anyhow::Result<Targets> {
    let filter = format!("{},{}", config.log, net::QUIET);
    let right = "the setting log: write a level such as info, or levels of parts such as info,hiroba_server::net=debug";
    filter.parse().with_context(|| format!("{:?} is no filter", config.log)).context(right)
}

fn begin_log(config: &Config) -> anyhow::Result<()> {
    let filter = log_filter(config)?;
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Text => registry.with(log.with_ansi(false)).init(),
        LogFormat::Json => registry.with(log.json()).init(),
    }
    Ok(())
}

async fn stop_on_signal(entrance: Entrance) {
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        tracing::error!("signals cannot be heard; stop the server with `hiroba-server stop`");
        return;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("a signal asks the venue to close");
    serve::stop(&entrance).await;
}
