//! The certificates of the venue: the operator's own files, or self-signed ones that clients know by their hash.
//!
//! A browser accepts a certificate by hash only when it is ECDSA and valid for at most 14 days. So a self-signed one
//! begins two days ago (clocks are wrong), ends ten days from now, and is renewed while running, by default every 7
//! days. A new one is offered for a minute before it is used, so that a client that just asked at the door never meets
//! a stranger.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::version::TLS13;
use tokio::sync::watch;
use wtransport::tls::Certificate;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How far back a certificate begins.
const BACK_DATED: Duration = DAY.saturating_mul(2);
/// How long it is valid from now; with the back-dating less than the 14 days browsers allow.
const VALID: Duration = DAY.saturating_mul(10);

/// When certificates change.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// How often a self-signed certificate is renewed.
    pub renew_every: Duration,
    /// How long a new one is offered before it is used.
    pub announce: Duration,
    /// How often the operator's files are looked at.
    pub look_every: Duration,
    /// How soon a renewal that failed is tried again.
    pub retry_after: Duration,
}

impl Rhythm {
    /// The rhythm of renewing so often. The rest happens by the minute, unless that is no small part of it.
    #[must_use]
    pub fn renewing_every(renew_every: Duration) -> Self {
        let moment = Duration::from_secs(60).min(renew_every / 2);
        let retry_after = Duration::from_secs(60 * 60).min(renew_every / 2);
        Self { renew_every, announce: moment, look_every: moment, retry_after }
    }

    fn rest_after(&self, renewed: &anyhow::Result<()>) -> Duration {
        if renewed.is_ok() { self.renew_every } else { self.retry_after }
    }
}

/// Where certificates come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// Made by us, for these names and addresses.
    SelfSigned(Vec<String>),
    /// The operator's PEM files.
    Files {
        /// The certificate and its chain.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
}

/// From when until when a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Its beginning.
    pub from: SystemTime,
    /// Its end.
    pub until: SystemTime,
}

/// A certificate and its key.
#[derive(Debug)]
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Identity {
    /// Makes a self-signed identity, or reads the operator's.
    ///
    /// # Errors
    /// When a file cannot be read or does not hold what it should.
    pub fn load(source: &Source) -> anyhow::Result<Self> {
        match source {
            Source::SelfSigned(names) => Self::self_signed(names),
            Source::Files { certificate, key } => Self::read(certificate, key),
        }
    }

    /// SHA-256 of the certificate in hexadecimal, as browsers want it.
    ///
    /// # Errors
    /// When there is no certificate in it.
    pub fn sha256(&self) -> anyhow::Result<String> {
        let first = self.chain.first().context("no certificate in the file")?;
        let certificate = Certificate::from_der(first.to_vec()).context("the certificate cannot be read")?;
        Ok(certificate.hash().as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// From when until when it is valid.
    ///
    /// # Errors
    /// When there is no certificate in it.
    pub fn life(&self) -> anyhow::Result<Life> {
        let first = self.chain.first().context("no certificate in the file")?;
        let (_, certificate) = X509Certificate::from_der(first).context("the certificate cannot be read")?;
        let moment = |time: x509_parser::time::ASN1Time| {
            let since = u64::try_from(time.timestamp()).context("a time before 1970")?;
            SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since)).context("a time beyond the calendar")
        };
        let validity = certificate.validity();
        Ok(Life { from: moment(validity.not_before)?, until: moment(validity.not_after)? })
    }

    /// The TLS configuration for HTTPS (`http/1.1`: WebSocket needs it) or for QUIC (`h3`).
    ///
    /// # Errors
    /// When key and certificate do not belong together.
    pub fn tls(&self, protocol: &[u8]) -> anyhow::Result<ServerConfig> {
        let builder = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let builder = if protocol == b"h3" {
            builder.with_protocol_versions(&[&TLS13])
        } else {
            builder.with_safe_default_protocol_versions()
        };
        let mut config = builder
            .context("no TLS version to speak")?
            .with_no_client_auth()
            .with_single_cert(self.chain.clone(), self.key.clone_key())
            .context("the certificate and its key do not belong together")?;
        config.alpn_protocols = vec![protocol.to_vec()];
        Ok(config)
    }

    #[expect(clippy::disallowed_methods, reason = "a certificate is valid by the calendar, not by ticks")]
    fn self_signed(names: &[String]) -> anyhow::Result<Self> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).context("no key could be made")?;
        let mut params = CertificateParams::new(names).context("a name for the certificate is no host name")?;
        let mut subject = DistinguishedName::new();
        subject.push(DnType::CommonName, "Hiroba");
        params.distinguished_name = subject;
        let now = SystemTime::now();
        params.not_before = (now - BACK_DATED).into();
        params.not_after = (now + VALID).into();
        let certificate = params.self_signed(&key).context("the certificate could not be signed")?;
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        Ok(Self { chain: vec![certificate.der().clone()], key })
    }

    fn read(certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let unreadable = |path: &Path| format!("{} cannot be read as PEM", path.display());
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(certificate).with_context(|| unreadable(certificate))?.collect();
        let chain = chain.with_context(|| unreadable(certificate))?;
        anyhow::ensure!(!chain.is_empty(), "there is no certificate in {}", certificate.display());
        let key = PrivateKeyDer::from_pem_file(key).with_context(|| unreadable(key))?;
        Ok(Self { chain, key })
    }
}

/// Keeps certificates fresh for as long as it runs: hands each new one to `use_it`, and the hashes of all that may
/// be met to `offered` (none for the operator's own, which clients trust by authority).
pub async fn keep_fresh(
    source: Source,
    rhythm: Rhythm,
    offered: watch::Sender<Vec<String>>,
    use_it: impl Fn(&Identity) -> anyhow::Result<()> + Send,
) {
    match source {
        Source::SelfSigned(_) => {
            let mut rest = rhythm.renew_every;
            loop {
                tokio::time::sleep(rest).await;
                let renewed = renew(&source, rhythm, &offered, &use_it).await;
                if let Err(fault) = &renewed {
                    tracing::warn!(%fault, "the certificate could not be renewed; trying again soon");
                }
                rest = rhythm.rest_after(&renewed);
            }
        }
        Source::Files { ref certificate, ref key } => {
            let mut known = changed_at(certificate, key);
            loop {
                tokio::time::sleep(rhythm.look_every).await;
                let seen = changed_at(certificate, key);
                if seen == known {
                    continue;
                }
                match Identity::load(&source).and_then(|identity| use_it(&identity)) {
                    Ok(()) => {
                        known = seen;
                        tracing::info!("the certificate files were reloaded");
                    }
                    Err(fault) => tracing::warn!(%fault, "changed certificate files are of no use; the old ones stay"),
                }
            }
        }
    }
}

async fn renew(
    source: &Source,
    rhythm: Rhythm,
    offered: &watch::Sender<Vec<String>>,
    use_it: &(impl Fn(&Identity) -> anyhow::Result<()> + Send),
) -> anyhow::Result<()> {
    let next = Identity::load(source)?;
    let hash = next.sha256()?;
    offered.send_modify(|hashes| {
        hashes.insert(0, hash);
        hashes.truncate(2);
    });
    tokio::time::sleep(rhythm.announce).await;
    use_it(&next)?;
    tracing::info!("the self-signed certificate was renewed");
    Ok(())
}

fn changed_at(certificate: &Path, key: &Path) -> [Option<SystemTime>; 2] {
    [certificate, key].map(|path| std::fs::metadata(path).and_then(|file| file.modified()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        vec!["localhost".to_owned(), "127.0.0.1".to_owned()]
    }

    #[test]
    fn a_self_signed_certificate_is_valid_for_less_than_fourteen_days_and_for_yesterday() {
        assert!(BACK_DATED + VALID < DAY * 14);
        assert!(BACK_DATED > DAY);
        let identity = Identity::load(&Source::SelfSigned(names())).unwrap();
        assert_eq!(identity.sha256().unwrap().len(), 64);
        assert!(identity.tls(b"h3").is_ok());
        let life = identity.life().unwrap();
        assert_eq!(life.until.duration_since(life.from).unwrap(), BACK_DATED + VALID);
    }

    #[tokio::test]
    async fn a_renewed_certificate_is_offered_with_the_old_one_before_it_is_used() {
        let source = Source::SelfSigned(names());
        let first = Identity::load(&source).unwrap().sha256().unwrap();
        let (offered, hashes) = watch::channel(vec![first.clone()]);
        let (used, mut uses) = tokio::sync::mpsc::unbounded_channel();
        let moment = Duration::from_millis(1);
        let rhythm = Rhythm { renew_every: moment, announce: moment, look_every: moment, retry_after: moment };
        let use_it = move |identity: &Identity| Ok(used.send((identity.sha256()?, hashes.borrow().clone()))?);
        let fresh = tokio::spawn(keep_fresh(source, rhythm, offered, use_it));
        let (second, offered_then) = uses.recv().await.unwrap();
        fresh.abort();
        assert_eq!(offered_then, vec![second, first]);
    }

    #[test]
    fn a_renewal_that_failed_is_tried_again_within_the_hour() {
        let rhythm = Rhythm::renewing_every(DAY * 7);
        assert_eq!(rhythm.rest_after(&Ok(())), DAY * 7);
        assert!(rhythm.rest_after(&Err(anyhow::anyhow!("no randomness"))) <= Duration::from_secs(60 * 60));
    }

    #[tokio::test]
    async fn changed_files_are_used() {
        let folder = tempfile::tempdir().unwrap();
        let [certificate, key] = ["own.pem", "own.key"].map(|name| folder.path().join(name));
        let write = |made: &rcgen::CertifiedKey<KeyPair>| {
            std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
            std::fs::write(&certificate, made.cert.pem()).unwrap();
        };
        let make = || rcgen::generate_simple_self_signed(names()).unwrap();
        write(&make());
        let source = Source::Files { certificate: certificate.clone(), key: key.clone() };
        let first = Identity::load(&source).unwrap().sha256().unwrap();
        let (offered, hashes) = watch::channel(Vec::new());
        let (used, mut uses) = tokio::sync::mpsc::unbounded_channel();
        let moment = Duration::from_millis(1);
        let rhythm = Rhythm { renew_every: moment, announce: moment, look_every: moment, retry_after: moment };
        let fresh =
            tokio::spawn(keep_fresh(source, rhythm, offered, move |identity| Ok(used.send(identity.sha256()?)?)));
        tokio::task::yield_now().await;
        write(&make());
        // File systems count time in steps that both writes may fall into.
        let later = std::fs::metadata(&certificate).unwrap().modified().unwrap() + DAY;
        std::fs::File::options().write(true).open(&certificate).unwrap().set_modified(later).unwrap();
        let second = uses.recv().await.unwrap();
        fresh.abort();
        assert_ne!(second, first);
        assert!(hashes.borrow().is_empty());
    }

    #[test]
    fn files_that_hold_no_certificate_are_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let [certificate, key] = ["own.pem", "own.key"].map(|name| folder.path().join(name));
        std::fs::write(&certificate, "nothing").unwrap();
        let fault = Identity::load(&Source::Files { certificate, key }).unwrap_err();
        assert!(fault.to_string().contains("own.pem"), "{fault}");
    }
}
