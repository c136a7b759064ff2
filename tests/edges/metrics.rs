//! What Prometheus reads of a venue in which something happened.

use std::time::Duration;

use hiroba_shared::door::Versions;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::transport::Kind;
use tokio::time::timeout;

use crate::world::{fresh_premises, live};

/// How long the driver may take to show what happened.
const PATIENCE: Duration = Duration::from_secs(20);

/// What an operator was promised: who is where and over what, what ticks cost, traffic, what was refused, the store.
const PROMISED: [&str; 16] = [
    "hiroba_people ",
    "hiroba_room_people{room=\"",
    "hiroba_links{transport=\"webtransport\"} 1\n",
    "hiroba_links{transport=\"websocket\"} 1\n",
    "hiroba_tick_cpu_seconds_bucket{le=\"0.05\"}",
    "hiroba_tick_cpu_seconds_count",
    "hiroba_tick_wall_seconds_bucket{le=\"0.05\"}",
    "hiroba_tick_wall_seconds_count",
    "hiroba_bytes_total{direction=\"in\"}",
    "hiroba_bytes_total{direction=\"out\"}",
    "hiroba_packets_refused_total{reason=\"bad_message\"} 1\n",
    "hiroba_packets_refused_total{reason=\"bad_frame\"} 1\n",
    "hiroba_refused_total{reason=\"wrong_version\"} 1\n",
    "hiroba_store_commit_seconds_bucket{le=\"0.05\"}",
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
];

#[test]
fn metrics_tell_who_is_where_what_ticks_and_the_store_take_and_what_was_refused_and_why() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut alice = Guest::join(&server.door, Kind::WebTransport, "Alice").await?;
        let mut bob = Guest::join(&server.door, Kind::WebSocket, "Bob").await?;
        let mut mallory = Guest::join(&server.door, Kind::WebSocket, "Mallory").await?;
        mallory.bot.send_bytes(&[200, 200, 200, 200]);
        mallory.until_gone().await?;
        let mut noisy = Guest::join(&server.door, Kind::WebTransport, "Noisy").await?;
        noisy.send_frame(&[255; 300]).await?;
        noisy.until_gone().await?;
        let mut old = request("Old");
        old.versions = Versions { protocol: 1, ..old.versions };
        assert!(server.door.join(&old).await.is_err(), "an old client is refused");
        let mut missing = PROMISED.to_vec();
        let shown = async {
            while !missing.is_empty() {
                alice.live(Duration::from_millis(100)).await?;
                bob.live(Duration::from_millis(100)).await?;
                let metrics = server.door.get("/metrics").await?.text();
                missing.retain(|line| !metrics.contains(line));
            }
            anyhow::Ok(())
        };
        if let Ok(shown) = timeout(PATIENCE, shown).await {
            shown?;
        }
        assert!(missing.is_empty(), "not shown: {missing:?}");
        Ok(())
    });
}
