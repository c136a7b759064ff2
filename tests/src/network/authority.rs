//! A real ACME authority on loopback: Debian's `pebble`, which refuses and delays at random as real ones do.
//!
//! It calls the venue at a port given when it starts, and gives certificates of any life. Names are looked up in the
//! system's own list, which is why the venue's name here is `localhost`.
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tempfile::TempDir;

use super::process::{free_port, until_listening};
use super::secure::Trust;

/// A running authority.
#[derive(Debug)]
pub struct Authority {
    port: u16,
    management: u16,
    own: CertificateDer<'static>,
    child: Child,
    folder: TempDir,
}

impl Authority {
    /// Opens an authority that calls venues at `venue_port`; its certificates live for so many seconds.
    ///
    /// # Errors
    /// When pebble is missing or does not start.
    pub fn open(venue_port: u16, life_seconds: u64) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        let [certificate, key] = ["authority.pem", "authority.key"].map(|name| folder.path().join(name));
        fs::write(&certificate, cert.pem())?;
        fs::write(&key, signing_key.serialize_pem())?;
        let [port, management] = [free_port()?, free_port()?];
        let configuration = serde_json::json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{port}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": certificate,
            "privateKey": key,
            "httpPort": free_port()?,
            "tlsPort": venue_port,
            "certificateValidityPeriod": life_seconds,
        }});
        let file = folder.path().join("pebble.json");
        fs::write(&file, configuration.to_string())?;
        let child = Command::new("pebble")
            .arg("-config")
            .arg(&file)
            .env("PEBBLE_VA_NOSLEEP", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("pebble cannot be started; scripts/setup.sh --test installs it")?;
        let mut authority = Self { port, management, own: cert.der().clone(), child, folder };
        until_listening(&mut authority.child, port)?;
        until_listening(&mut authority.child, management)?;
        Ok(authority)
    }

    /// The address of its directory.
    #[must_use]
    pub fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.port)
    }

    /// The file of the certificate that it shows itself with.
    #[must_use]
    pub fn own_certificate(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// Trust in the certificates that it gives, and in nothing else.
    ///
    /// # Errors
    /// When it does not tell its root.
    pub fn trust(&self) -> anyhow::Result<Trust> {
        let seen = Trust::only([self.own.clone()])?.get(self.management, "/roots/0")?;
        Trust::only([CertificateDer::from_pem_slice(seen.answer.as_bytes())?])
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        // One that ended by itself is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
