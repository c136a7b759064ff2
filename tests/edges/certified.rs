//! A public venue's own certificate: asked for at a real authority, used by both links, renewed while running, kept.

use std::time::{Duration, Instant};

use hiroba_tests::network::authority::Authority;
use hiroba_tests::network::process::free_port;
use hiroba_tests::network::secure::{Seen, Trust};
use hiroba_tests::network::server::{Premises, ServerHandle};

use crate::world::{fresh_premises, live};

/// How long an authority and a venue may take on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);
/// Two thirds of it is what a test waits for a renewal.
const SHORT_LIFE_SECONDS: u64 = 15;
const LONG_LIFE_SECONDS: u64 = 90 * 24 * 60 * 60;

/// A venue that asks `authority` for its certificate.
fn open(premises: &Premises, authority: &Authority, listen: &str) -> anyhow::Result<ServerHandle> {
    let root = authority.own_certificate();
    premises.open_with(&[
        "--listen",
        listen,
        "--acme-domains",
        "localhost",
        "--acme-directory",
        &authority.directory(),
        "--acme-root",
        root.to_str().unwrap(),
    ])
}

/// Asks until the answer is wanted, as people do who reload a page.
fn until(trust: &Trust, port: u16, claim: &str, wanted: impl Fn(&Seen) -> bool) -> anyhow::Result<Seen> {
    let end = Instant::now() + PATIENCE;
    loop {
        let asked = trust.get(port, "/readyz");
        match asked {
            Ok(seen) if wanted(&seen) => return Ok(seen),
            asked => anyhow::ensure!(Instant::now() < end, "not in time: {claim}; last {asked:?}"),
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_certificate_is_had_from_an_authority_and_renewed_on_both_links_without_a_restart() {
    live(async {
        // The authority must know it before the venue is open.
        let port = free_port()?;
        let authority = Authority::open(port, SHORT_LIFE_SECONDS)?;
        let premises = fresh_premises()?;
        let server = open(&premises, &authority, &format!("127.0.0.1:{port}"))?;
        assert_eq!(server.ready.http, format!("https://127.0.0.1:{port}"));
        let trust = authority.trust()?;
        let first = until(&trust, port, "a first certificate", |_| true)?;
        assert!(first.answer.starts_with("HTTP/1.1 200"), "{}", first.answer);
        trust.knock(port).await?;
        let second = until(&trust, port, "another certificate", |seen| seen.certificate != first.certificate)?;
        assert!(second.answer.starts_with("HTTP/1.1 200"), "{}", second.answer);
        trust.knock(port).await?;
        Ok(())
    });
}

#[test]
fn a_kept_certificate_serves_from_the_first_call_after_a_restart_without_the_authority() {
    live(async {
        // The authority must know it before the venue is open.
        let port = free_port()?;
        let authority = Authority::open(port, LONG_LIFE_SECONDS)?;
        let premises = fresh_premises()?;
        let server = open(&premises, &authority, &format!("127.0.0.1:{port}"))?;
        let trust = authority.trust()?;
        let first = until(&trust, port, "a first certificate", |_| true)?;
        assert!(server.stop()?.success());
        let server = open(&premises, &authority, "127.0.0.1:0")?;
        drop(authority);
        let again = trust.get(server.door.port(), "/readyz")?;
        assert_eq!(again.certificate, first.certificate);
        trust.knock(server.door.port()).await?;
        Ok(())
    });
}
