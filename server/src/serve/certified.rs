//! Which certificate the venue shows, and who keeps it fresh: the operator's files, an authority, or the venue itself.
//!
//! Both links take a new certificate without a restart. Hashes are offered at the door only while the certificate is
//! self-signed; one that an authority vouches for needs none.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum_server::tls_rustls::RustlsConfig;
use tokio::sync::watch;

use super::listening;
use crate::acme::{self, Cabinet, Proofs};
use crate::config::{Acme, Config};
use crate::net::certificate::{self, Identity, Rhythm, Source};
use crate::net::webtransport::WebTransport;

/// The venue's certificate and what renews it.
pub(super) struct Certified {
    /// The certificate to begin with.
    pub(super) identity: Identity,
    keeper: Keeper,
    tls: Option<RustlsConfig>,
    offering: watch::Sender<Vec<String>>,
}

/// Who keeps the certificate fresh.
enum Keeper {
    /// It is made here, or read from the operator's files.
    Ourselves(Source, Rhythm),
    /// An authority gives it.
    Authority(Authority),
}

struct Authority {
    acme: Acme,
    cabinet: Cabinet,
    proofs: Proofs,
}

impl Certified {
    /// The certificate that the settings ask for, or the one that serves until it is there.
    ///
    /// # Errors
    /// When the operator's files are of no use, or none can be made.
    pub(super) fn open(config: &Config) -> anyhow::Result<Self> {
        match &config.acme {
            Some(acme) => Self::by_authority(config, acme),
            None => Self::by_ourselves(config),
        }
    }

    fn by_ourselves(config: &Config) -> anyhow::Result<Self> {
        let (source, offers_hash) = match &config.certificate {
            Some(files) => (Source::Files { certificate: files.certificate.clone(), key: files.key.clone() }, false),
            None => (Source::SelfSigned(names(config)), true),
        };
        let identity = Identity::load(&source)?;
        let tls = if offers_hash { None } else { Some(listening::tls(identity.tls(listening::PROTOCOL)?)) };
        let keeper = Keeper::Ourselves(source, Rhythm::renewing_every(config.renew_certificate));
        let hashes = if offers_hash { vec![identity.sha256()?] } else { Vec::new() };
        Ok(Self { identity, keeper, tls, offering: watch::Sender::new(hashes) })
    }

    fn by_authority(config: &Config, acme: &Acme) -> anyhow::Result<Self> {
        let cabinet = Cabinet::new(&config.data, acme);
        let proofs = Proofs::default();
        let (identity, hashes) = match cabinet.certificate() {
            Some(kept) => (kept, Vec::new()),
            None => {
                let names = names(config).into_iter().chain(acme.domains.iter().cloned()).collect();
                let temporary = Identity::load(&Source::SelfSigned(names))?;
                let hash = temporary.sha256()?;
                (temporary, vec![hash])
            }
        };
        let tls = Some(listening::tls(proofs.beside(identity.tls(listening::PROTOCOL)?)));
        let keeper = Keeper::Authority(Authority { acme: acme.clone(), cabinet, proofs });
        Ok(Self { identity, keeper, tls, offering: watch::Sender::new(hashes) })
    }

    /// What addresses of the door begin with.
    pub(super) fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }

    /// TLS for the pages and WebSocket, if there is any.
    pub(super) fn tls(&self) -> Option<RustlsConfig> {
        self.tls.clone()
    }

    /// The hashes of certificates that may be met, for clients that know them by these.
    pub(super) fn offered(&self) -> watch::Receiver<Vec<String>> {
        self.offering.subscribe()
    }

    /// Keeps the certificate fresh for as long as it runs.
    pub(super) async fn keep_fresh(self, endpoint: WebTransport) {
        let Self { keeper, tls, offering, .. } = self;
        match keeper {
            Keeper::Ourselves(source, rhythm) => {
                let use_it = move |identity: &Identity| {
                    endpoint.renew(identity)?;
                    let Some(tls) = &tls else { return Ok(()) };
                    listening::renew(tls, identity.tls(listening::PROTOCOL)?);
                    Ok(())
                };
                certificate::keep_fresh(source, rhythm, offering, use_it).await;
            }
            Keeper::Authority(Authority { acme, cabinet, proofs }) => {
                let shown = proofs.clone();
                let use_it = move |identity: &Identity| {
                    endpoint.renew(identity)?;
                    offering.send_replace(Vec::new());
                    let Some(tls) = &tls else { return Ok(()) };
                    listening::renew(tls, shown.beside(identity.tls(listening::PROTOCOL)?));
                    Ok(())
                };
                acme::keep_certified(acme, cabinet, proofs, use_it).await;
            }
        }
    }
}

/// The names a self-signed certificate is for.
fn names(config: &Config) -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), Ipv4Addr::LOCALHOST.to_string(), Ipv6Addr::LOCALHOST.to_string()];
    let listen = config.listen.ip();
    if !listen.is_unspecified() && !listen.is_loopback() {
        names.push(listen.to_string());
    }
    names
}
