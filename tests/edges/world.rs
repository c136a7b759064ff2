//! What the edge tests share: a runtime, both kinds of links, and the executable that cargo built for them.

use std::future::Future;

use hiroba_tests::network::server::Premises;
use hiroba_tests::network::transport::Kind;

/// Both kinds of links.
pub(crate) const BOTH: [Kind; 2] = [Kind::WebTransport, Kind::WebSocket];

/// A fresh folder for servers of today's sources: cargo builds this executable before it builds the test.
pub(crate) fn fresh_premises() -> anyhow::Result<Premises> {
    Premises::new(env!("CARGO_BIN_EXE_server"))
}

/// Runs a test's future to its end.
pub(crate) fn live(test: impl Future<Output = anyhow::Result<()>>) {
    // The first to be installed counts.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test).unwrap();
}
