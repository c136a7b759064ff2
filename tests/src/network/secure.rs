//! A look at what speaks TLS: one request over HTTPS, one knock over WebTransport, and the certificate that was shown.
//!
//! Only certificates that lead to the given roots are accepted, as a browser does.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use wtransport::Endpoint;

/// How long a peer may be silent.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most bytes of an answer.
const MOST_BYTES: u64 = 1024 * 1024;

/// What a caller trusts.
#[derive(Debug, Clone)]
pub struct Trust {
    roots: RootCertStore,
}

/// An answer over HTTPS.
#[derive(Debug)]
pub struct Seen {
    /// The certificate that was shown.
    pub certificate: CertificateDer<'static>,
    /// Head and body as they came.
    pub answer: String,
}

impl Trust {
    /// Trusts these roots and nothing else.
    ///
    /// # Errors
    /// When one is no root.
    pub fn only(roots: impl IntoIterator<Item = CertificateDer<'static>>) -> anyhow::Result<Self> {
        let mut store = RootCertStore::empty();
        for root in roots {
            store.add(root)?;
        }
        Ok(Self { roots: store })
    }

    /// Asks `localhost` at this port for a path.
    ///
    /// # Errors
    /// When there is no answer, or the certificate is not trusted.
    #[expect(clippy::disallowed_methods, reason = "a real peer of an edge connects to a real port")]
    pub fn get(&self, port: u16, path: &str) -> anyhow::Result<Seen> {
        let name = ServerName::try_from("localhost")?;
        let connection = ClientConnection::new(Arc::new(self.config(b"http/1.1")), name)?;
        let socket = TcpStream::connect(("127.0.0.1", port))?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let mut stream = StreamOwned::new(connection, socket);
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        let read = (&mut stream).take(MOST_BYTES).read_to_end(&mut answer);
        // Some servers close without saying so in TLS; what came before counts.
        anyhow::ensure!(read.is_ok() || !answer.is_empty(), "no answer: {read:?}");
        let shown = stream.conn.peer_certificates().and_then(|chain| chain.first()).context("no certificate")?;
        Ok(Seen { certificate: shown.clone().into_owned(), answer: String::from_utf8_lossy(&answer).into_owned() })
    }

    /// Opens a WebTransport session with `localhost` at this port and leaves again.
    ///
    /// # Errors
    /// When there is none, or the certificate is not trusted.
    pub async fn knock(&self, port: u16) -> anyhow::Result<()> {
        let config =
            wtransport::ClientConfig::builder().with_bind_default().with_custom_tls(self.config(b"h3")).build();
        let endpoint = Endpoint::client(config).context("no client endpoint")?;
        endpoint.connect(format!("https://localhost:{port}/link")).await.context("WebTransport")?;
        Ok(())
    }

    fn config(&self, protocol: &[u8]) -> ClientConfig {
        let mut config = ClientConfig::builder().with_root_certificates(self.roots.clone()).with_no_client_auth();
        config.alpn_protocols = vec![protocol.to_vec()];
        config
    }
}
