//! What the operator can set: defaults, one TOML file, the environment and flags, each over the one before.
//!
//! Every value remembers where it came from, so that `--check-config` and every complaint can say so. A name that
//! does not exist is refused: a misspelt setting must not be silently ignored.

mod checked;
mod network;
mod settings;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

pub use network::Network;
pub use settings::{Origin, Setting, Settings};

use crate::store::Retention;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The operator's certificate files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The certificate and its chain, PEM.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

/// A certificate asked for at an authority over ACME.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acme {
    /// The names the certificate is for; the first is the venue's.
    pub domains: Vec<String>,
    /// An e-mail address for the authority.
    pub contact: Option<String>,
    /// The address of the authority's directory.
    pub directory: String,
    /// The authority's own root certificate (PEM), when the system does not trust it.
    pub root: Option<PathBuf>,
}

/// What the operator set, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen: TCP, and UDP of the same number.
    pub listen: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// The address people use, when it is not that of this machine.
    pub public_url: Option<String>,
    /// The address WebTransport is reached by, when a proxy stands before it.
    pub webtransport_url: Option<String>,
    /// Proxies whose word about a client's address counts.
    pub trusted_proxies: Vec<Network>,
    /// Most people in the venue.
    pub capacity: u32,
    /// Names nobody but staff may have.
    pub reserved_names: Vec<String>,
    /// Certificate files; without them TCP is plain and WebTransport self-signed.
    pub certificate: Option<CertificateFiles>,
    /// How often a self-signed certificate is renewed; browsers trust none that is older than 14 days.
    pub renew_certificate: Duration,
    /// How long a link may say nothing at all before it counts as broken.
    pub silence: Duration,
    /// An authority to ask for a certificate instead.
    pub acme: Option<Acme>,
    /// How long personal things are kept.
    pub retention: Retention,
    /// Name of the venue.
    pub title: String,
    /// Whom people ask about what is known of them.
    pub contact: Option<String>,
    /// Folder of the operator's privacy notice and code of conduct.
    pub policies: Option<PathBuf>,
    /// A map to open instead of the demo venue.
    pub map: Option<PathBuf>,
    /// The folder of the browser's bundle; `None` serves the one in the executable, if there is one.
    pub bundle: Option<PathBuf>,
    /// What draws slides; `None` is the executable beside the server's.
    pub rasteriser: Option<PathBuf>,
    /// How much room what people bring may take on the disk, in bytes.
    pub most_media_bytes: u64,
    /// The folder below which maps may read; without one it is the map's project.
    pub map_root: Option<PathBuf>,
    /// The programme to begin with, a TOML file.
    pub programme: Option<PathBuf>,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What is logged, as `tracing` filters are written.
    pub log: String,
}

impl Config {
    /// The configuration from flags, the process's environment and the file it names.
    ///
    /// # Errors
    /// With a sentence that names the setting, where it came from and what to do.
    pub fn gather(flags: &BTreeMap<&'static str, String>) -> anyhow::Result<(Self, Settings)> {
        let environment = std::env::vars().collect();
        let settings = Settings::gather(flags, &environment)?;
        Ok((Self::check(&settings)?, settings))
    }
}
