//! What the swarm found, as the one JSON object it prints.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::Serialize;

use hiroba_shared::units::TICKS_PER_SECOND;

use super::Order;
use super::board::Board;
use super::process::Usage;
use super::scene::SceneFigures;
use super::tally::{Ending, Tally};
use crate::network::transport::Kind;

mod metrics;

/// Errors told in words; the rest is only counted.
const TOLD_ERRORS: usize = 10;

/// Two percentiles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Half are below.
    pub p50: f64,
    /// 99 of 100 are below.
    pub p99: f64,
}

/// Rates, of which the low end matters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LowSpread {
    /// 5 of 100 are below.
    pub p5: f64,
    /// Half are below.
    pub p50: f64,
}

/// How far off somebody was seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HighSpread {
    /// 99 of 100 are below.
    pub p99: f64,
    /// The worst.
    pub max: f64,
}

/// How long ticks took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TickSpread {
    /// Half are below.
    pub p50: f64,
    /// 99 of 100 are below.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

/// What goes over one kind of link, or all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkFigures {
    /// Snapshots per second, over bots.
    pub snapshot_hz: LowSpread,
    /// Round trips as renet's acknowledgements measure them, waits for both sides' ticks included.
    pub rtt_ms: Spread,
    /// From saying something to hearing it.
    pub chat_ms: Spread,
    /// Bytes per second from the socket, over bots.
    pub down_bytes_per_s: Spread,
    /// Bytes per second to the socket, over bots.
    pub up_bytes_per_s: Spread,
}

/// What the server cost.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ServerFigures {
    /// CPU of the whole process, in microseconds per client and tick.
    pub cpu_us_per_client_tick: Option<f64>,
    /// The part of it outside the kernel.
    pub user_us_per_client_tick: Option<f64>,
    /// CPU of the whole process, in percent of one core.
    pub cpu_percent: Option<f64>,
    /// CPU of the driver's thread per tick of the counted time, as the limits of the server's histogram tell it.
    pub tick_cpu_ms: Option<TickSpread>,
    /// Resident memory at the end.
    pub rss_mb: Option<f64>,
}

/// What the swarm found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How many were to come.
    pub bots: usize,
    /// How many came in and had a room.
    pub joined: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many lost their link, or never got one.
    pub dropped: usize,
    /// How often something seen or heard was wrong.
    pub errors: usize,
    /// How long was counted.
    pub seconds: f64,
    /// Over all links.
    #[serde(flatten)]
    pub all: LinkFigures,
    /// What one bot held of another at rest against what the server told that other.
    pub position_error_tiles: HighSpread,
    /// What the scene took, where one was played.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scene: Option<SceneFigures>,
    /// What the server cost.
    pub server: ServerFigures,
    /// By kind of link, where the swarm was mixed.
    pub links: BTreeMap<&'static str, LinkFigures>,
    /// The first errors and endings, in words.
    pub first_errors: Vec<String>,
}

impl Report {
    /// Puts together what every bot counted.
    #[must_use]
    pub fn of(order: &Order, tallies: &[Tally], board: &Board, (seconds, server): (f64, ServerFigures)) -> Self {
        let unheard = board.unheard(Instant::now());
        let count = |wanted: fn(&Ending) -> bool| tallies.iter().filter(|tally| wanted(&tally.ending)).count();
        let refused = count(|ending| matches!(ending, Ending::Refused(_)));
        let dropped = count(|ending| matches!(ending, Ending::Dropped(_) | Ending::Failed(_)));
        let endings =
            tallies.iter().filter(|tally| tally.ending != Ending::Stayed).map(|tally| format!("{:?}", tally.ending));
        let errors: Vec<&String> = tallies.iter().flat_map(|tally| &tally.errors).chain(&unheard).collect();
        let first_errors =
            errors.iter().map(|error| (*error).clone()).take(TOLD_ERRORS).chain(endings.take(TOLD_ERRORS));
        let off = sorted(tallies.iter().flat_map(|tally| tally.position_errors.iter().copied()));
        let kinds = [(Kind::WebTransport, "webtransport"), (Kind::WebSocket, "websocket")];
        let of_kind = |kind| tallies.iter().filter(|tally| tally.kind == kind).collect::<Vec<_>>();
        let links =
            kinds.into_iter().map(|(kind, name)| (name, of_kind(kind))).filter(|(_, tallies)| !tallies.is_empty());
        Self {
            bots: order.bots,
            joined: tallies.iter().filter(|tally| tally.counted > Duration::ZERO).count(),
            refused,
            dropped,
            errors: errors.len(),
            seconds: rounded(seconds),
            all: LinkFigures::of(&tallies.iter().collect::<Vec<_>>()),
            position_error_tiles: HighSpread { p99: percentile(&off, 99), max: percentile(&off, 100) },
            scene: None,
            server,
            links: links.map(|(name, tallies)| (name, LinkFigures::of(&tallies))).collect(),
            first_errors: first_errors.collect(),
        }
    }
}

impl LinkFigures {
    fn of(tallies: &[&Tally]) -> Self {
        let counted: Vec<&&Tally> = tallies.iter().filter(|tally| tally.counted > Duration::ZERO).collect();
        let rate =
            |of: fn(&Tally) -> u64| sorted(counted.iter().map(|tally| of(tally) as f64 / tally.counted.as_secs_f64()));
        let millis = |of: fn(&Tally) -> &Vec<Duration>| {
            sorted(counted.iter().flat_map(|tally| of(tally)).map(|time| time.as_secs_f64() * 1_000.0))
        };
        let snapshots = rate(|tally| tally.snapshots);
        Self {
            snapshot_hz: LowSpread { p5: percentile(&snapshots, 5), p50: percentile(&snapshots, 50) },
            rtt_ms: Spread::of(&millis(|tally| &tally.rtt)),
            chat_ms: Spread::of(&millis(|tally| &tally.chat)),
            down_bytes_per_s: Spread::of(&rate(|tally| tally.down_bytes)),
            up_bytes_per_s: Spread::of(&rate(|tally| tally.up_bytes)),
        }
    }
}

impl Spread {
    /// Of durations, in milliseconds.
    pub(super) fn of_times(times: impl Iterator<Item = Duration>) -> Self {
        Self::of(&sorted(times.map(|time| time.as_secs_f64() * 1_000.0)))
    }

    fn of(sorted: &[f64]) -> Self {
        Self { p50: percentile(sorted, 50), p99: percentile(sorted, 99) }
    }
}

impl ServerFigures {
    /// From two readings of the process, two of `/metrics`, and how long how many clients were counted.
    #[must_use]
    pub fn from(
        usage: Option<(Usage, Usage)>,
        metrics: Option<(String, String)>,
        (seconds, clients): (f64, usize),
    ) -> Self {
        let tick_cpu_ms = metrics.and_then(|(before, after)| metrics::tick_cpu_ms(&before, &after));
        let Some((before, after)) = usage else { return Self { tick_cpu_ms, ..Self::default() } };
        let user = after.user_seconds - before.user_seconds;
        let all = user + after.system_seconds - before.system_seconds;
        let client_ticks = seconds * f64::from(TICKS_PER_SECOND) * clients as f64;
        let per_client_tick =
            |seconds: f64| (client_ticks > 0.0).then(|| rounded(seconds * 1_000_000.0 / client_ticks));
        Self {
            cpu_us_per_client_tick: per_client_tick(all),
            user_us_per_client_tick: per_client_tick(user),
            cpu_percent: Some(rounded(all * 100.0 / seconds)),
            tick_cpu_ms,
            rss_mb: Some(rounded(after.rss_mb)),
        }
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value that `percent` of the sorted values do not exceed; 0 when there are none.
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let index = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    rounded(sorted.get(index).copied().unwrap_or(0.0))
}

/// Three digits behind the point.
fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::door::Door;
    use crate::swarm::Mix;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!([5, 50, 99, 100].map(|percent| percentile(&values, percent)), [5.0, 50.0, 99.0, 100.0]);
        assert_eq!(percentile(&[], 50), 0.0);
        assert_eq!(percentile(&[3.0], 5), 3.0);
    }
    /// The names of an object's fields, and behind a point those of the objects in it.
    fn names(value: &serde_json::Value, of: &str, found: &mut Vec<String>) {
        for (name, value) in value.as_object().into_iter().flatten() {
            let name = format!("{of}{name}");
            names(value, &format!("{name}."), found);
            found.push(name);
        }
    }

    #[test]
    fn the_printed_object_has_the_fields_that_others_read() {
        let order = Order {
            door: Door::at("http://127.0.0.1:1").unwrap(),
            bots: 1,
            counted: Duration::ZERO,
            mix: Mix::Mixed,
            server_pid: None,
            seed: 1,
            scene: None,
        };
        let usage = Usage { user_seconds: 1.0, system_seconds: 1.0, rss_mb: 1.0, peak_mb: 1.0 };
        let bucket = |count| format!("hiroba_tick_cpu_seconds_bucket{{le=\"1\"}} {count}");
        let server = ServerFigures::from(Some((usage, usage)), Some((bucket(0), bucket(1))), (1.0, 1));
        let tallies = [Tally::new(Kind::WebTransport), Tally::new(Kind::WebSocket)];
        let report = Report::of(&order, &tallies, &Board::new(1), (1.0, server));
        let mut found = Vec::new();
        names(&serde_json::to_value(&report).unwrap(), "", &mut found);
        let rates = ["snapshot_hz.p5", "snapshot_hz.p50", "rtt_ms.p50", "rtt_ms.p99", "chat_ms.p50", "chat_ms.p99"];
        let bytes = ["down_bytes_per_s", "up_bytes_per_s"].map(|of| [format!("{of}.p50"), format!("{of}.p99")]);
        let of_link: Vec<String> = rates.map(str::to_owned).into_iter().chain(bytes.into_iter().flatten()).collect();
        let links = ["webtransport", "websocket"];
        let by_link = links.iter().flat_map(|link| of_link.iter().map(move |name| format!("links.{link}.{name}")));
        let named = "bots joined refused dropped errors seconds position_error_tiles.p99 position_error_tiles.max \
            server.cpu_us_per_client_tick server.user_us_per_client_tick server.cpu_percent server.tick_cpu_ms.p50 \
            server.tick_cpu_ms.p99 server.tick_cpu_ms.max server.rss_mb first_errors";
        let expected = named.split_whitespace().map(str::to_owned).chain(of_link.clone()).chain(by_link);
        for name in expected {
            assert!(found.contains(&name), "{name} is missing among {found:?}");
        }
    }
}
