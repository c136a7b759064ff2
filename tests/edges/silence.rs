//! A peer that is gone without a word.

use std::time::Instant;

use hiroba_tests::bot::TICK;
use hiroba_tests::network::guest::{Guest, PATIENCE};
use hiroba_tests::network::transport::Kind;

use crate::world::{fresh_premises, live};

/// How many links the server says it carries.
async fn links(door: &hiroba_tests::network::door::Door) -> anyhow::Result<f64> {
    let metrics = door.get("/metrics").await?.text();
    let counts = metrics.lines().filter(|line| line.starts_with("hiroba_links{"));
    Ok(counts.filter_map(|line| line.rsplit_once(' ')?.1.parse::<f64>().ok()).sum())
}

#[test]
fn a_peer_that_falls_silent_is_let_go_and_one_that_only_stands_is_kept() {
    live(async {
        let premises = fresh_premises()?;
        let settings = premises.file("hiroba.toml");
        std::fs::write(&settings, "silence_seconds = 2\n")?;
        let server = premises.open_with(&["--config", settings.to_str().unwrap()])?;
        let mut standing = Guest::join(&server.door, Kind::WebSocket, "Standing").await?;
        // A link that nobody reads any more answers no ping, as when a machine is switched off.
        let mut silent = Guest::join(&server.door, Kind::WebSocket, "Silent").await?;
        let begun = Instant::now();
        // The gauge follows once a second.
        while links(&server.door).await? < 2.0 {
            assert!(begun.elapsed() < PATIENCE, "two links were never counted");
            standing.live(TICK).await?;
            silent.live(TICK).await?;
        }
        let begun = Instant::now();
        while links(&server.door).await? > 1.0 {
            assert!(begun.elapsed() < PATIENCE, "the silent link was never let go");
            standing.live(TICK).await?;
        }
        assert!(begun.elapsed().as_secs() >= 1, "let go before its time");
        assert!(!standing.is_gone);
        silent.until_gone().await?;
        Ok(())
    });
}
