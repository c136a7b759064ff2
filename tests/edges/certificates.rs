//! Certificates that change while the server runs: clients that hold the old hash get in, and so do those with the new.

use std::time::{Duration, Instant, SystemTime};

use hiroba_shared::door::{Admission, WebTransportLink};
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_tests::network::door::Door;
use hiroba_tests::network::guest::{PATIENCE, present, request};
use hiroba_tests::network::transport::{self, Kind, secret};
use wtransport::tls::Certificate;

use crate::world::{fresh_premises, live};

fn hashes(admission: &Admission) -> Vec<String> {
    admission.links.webtransport.as_ref().map(|link| link.certificate_sha256.clone()).unwrap_or_default()
}

/// The admission of a client that knows these hashes only.
fn knowing(mut admission: Admission, hashes: Vec<String>) -> Admission {
    if let Some(link) = &mut admission.links.webtransport {
        link.certificate_sha256 = hashes;
    }
    admission
}

/// Waits until the door offers so many certificates.
async fn offering(door: &Door, certificates: usize) -> anyhow::Result<Vec<String>> {
    let begun = Instant::now();
    loop {
        let offered = hashes(&door.join(&request("Asking")).await?);
        if offered.len() == certificates {
            return Ok(offered);
        }
        anyhow::ensure!(begun.elapsed() < PATIENCE, "never {certificates} certificates: {offered:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn is_let_in(door: &Door, admission: &Admission) -> bool {
    let Ok(ticket) = secret(&admission.ticket) else { return false };
    let answer = present(door, Kind::WebTransport, admission, Opening::new(ticket)).await;
    answer.is_ok_and(|(.., answer)| answer == OpeningAnswer::Accepted)
}

#[test]
fn a_renewed_certificate_is_offered_beside_the_old_one_and_both_let_people_in() {
    live(async {
        let premises = fresh_premises()?;
        let settings = premises.file("hiroba.toml");
        std::fs::write(&settings, "renew_certificate_seconds = 10\n")?;
        let server = premises.open_with(&["--config", settings.to_str().unwrap()])?;
        let early = server.door.join(&request("Early")).await?;
        let old = hashes(&early);
        assert_eq!(old.len(), 1);
        let both = offering(&server.door, 2).await?;
        assert_eq!(both[1], old[0], "the old one is offered last");
        assert!(is_let_in(&server.door, &early).await, "who held the old hash was a stranger");
        let begun = Instant::now();
        loop {
            let late = knowing(server.door.join(&request("Late")).await?, vec![both[0].clone()]);
            if is_let_in(&server.door, &late).await {
                return Ok(());
            }
            assert!(begun.elapsed() < PATIENCE, "the new certificate was never used");
        }
    });
}

/// A certificate of the operator's own and its key as PEM, and its hash; valid for as long as pinning allows.
fn own_certificate() -> anyhow::Result<([String; 2], String)> {
    let day = Duration::from_secs(24 * 60 * 60);
    let key = rcgen::KeyPair::generate()?;
    let mut params = rcgen::CertificateParams::new(vec![String::from("127.0.0.1")])?;
    params.not_before = (SystemTime::now() - day).into();
    params.not_after = (SystemTime::now() + day).into();
    let certificate = params.self_signed(&key)?;
    let hash = Certificate::from_der(certificate.der().to_vec())?.hash();
    let hash = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(([certificate.pem(), key.serialize_pem()], hash))
}

/// Whether the server's certificate is the one with this hash.
async fn shows(door: &Door, hash: &str) -> bool {
    let url = format!("https://*:{}/link", door.port());
    let link = WebTransportLink { url, certificate_sha256: vec![hash.to_owned()] };
    let Ok(endpoint) = transport::endpoint(&link) else { return false };
    transport::connect_webtransport(&endpoint, door, &link).await.is_ok()
}

#[test]
fn certificate_files_that_change_are_used_without_a_restart_and_useless_ones_are_not() {
    live(async {
        let premises = fresh_premises()?;
        let [settings, certificate, key] = ["hiroba.toml", "own.pem", "own.key"].map(|name| premises.file(name));
        let write =
            |[pem, secret]: &[String; 2]| std::fs::write(&key, secret).and_then(|()| std::fs::write(&certificate, pem));
        let (first, first_hash) = own_certificate()?;
        write(&first)?;
        let named = |path: &std::path::Path| path.display().to_string();
        let text = format!(
            "renew_certificate_seconds = 4\ncertificate = {:?}\ncertificate_key = {:?}\n",
            named(&certificate),
            named(&key)
        );
        std::fs::write(&settings, text)?;
        let server = premises.open_with(&["--config", settings.to_str().unwrap()])?;
        assert!(server.ready.http.starts_with("https://"), "{:?}", server.ready);
        assert!(shows(&server.door, &first_hash).await);
        std::fs::write(&certificate, "nothing of use")?;
        let begun = Instant::now();
        while !premises.log().contains("of no use") {
            assert!(begun.elapsed() < PATIENCE, "nobody looked at the files");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(shows(&server.door, &first_hash).await, "the old certificate did not stay");
        let (second, second_hash) = own_certificate()?;
        write(&second)?;
        let begun = Instant::now();
        while !shows(&server.door, &second_hash).await {
            assert!(begun.elapsed() < PATIENCE, "the new files were never used");
        }
        assert!(!shows(&server.door, &first_hash).await);
        Ok(())
    });
}
