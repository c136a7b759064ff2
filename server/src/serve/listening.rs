//! The TCP side: pages and WebSocket over plain HTTP or TLS, and the operator's listener on loopback.

use std::future::{Future, Ready, ready};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum_server::Handle;
use axum_server::accept::Accept;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};

use super::connections::{Connections, Counted};
use crate::operator::Key;

/// What is spoken over TLS: WebSocket needs it.
pub(super) const PROTOCOL: &[u8] = b"http/1.1";
/// How long a connection may take to its first question; slower ones only hold files open.
const FIRST_QUESTION: Duration = Duration::from_secs(10);
/// How long a connection may rest between questions.
const NEXT_QUESTION: Duration = Duration::from_secs(60);
/// What the kernel may hold for one connection. More would only make what a slow reader sees older.
const SEND_BUFFER_BYTES: usize = 256 * 1024;

/// Accepts so many connections, which send at once and hold little.
#[derive(Debug, Clone)]
struct Tuned {
    connections: Arc<Connections>,
}

impl<S> Accept<TcpStream, S> for Tuned {
    type Stream = Counted<TcpStream>;
    type Service = S;
    type Future = Ready<io::Result<(Counted<TcpStream>, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let tuned =
            stream.set_nodelay(true).and_then(|()| SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER_BYTES));
        ready(tuned.and_then(|()| self.connections.admit(stream)).map(|stream| (stream, service)))
    }
}

/// TLS that can be given another certificate later.
pub(super) fn tls(config: rustls::ServerConfig) -> RustlsConfig {
    RustlsConfig::from_config(Arc::new(config))
}

/// Uses another certificate for connections from now on.
pub(super) fn renew(tls: &RustlsConfig, config: rustls::ServerConfig) {
    tls.reload_from_config(Arc::new(config));
}

/// Serves pages on `listener`, with TLS if there is any.
pub(super) fn serve(
    listener: std::net::TcpListener,
    tls: Option<RustlsConfig>,
    router: Router,
    handle: Handle<SocketAddr>,
) -> anyhow::Result<impl Future<Output = ()> + Send> {
    let server = axum_server::from_tcp(listener).context("the TCP socket cannot be served")?;
    let mut server = server.handle(handle).first_request_timeout(FIRST_QUESTION);
    server.http_builder().http1().header_read_timeout(NEXT_QUESTION);
    let tuned = Tuned { connections: Connections::of_this_process() };
    tracing::info!(most = tuned.connections.most(), "TCP connections that may be open at once");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    Ok(async move {
        let served = match tls {
            Some(tls) => {
                let acceptor = RustlsAcceptor::new(tls).acceptor(tuned);
                server.acceptor(acceptor).serve(service).await
            }
            None => server.acceptor(tuned).serve(service).await,
        };
        if let Err(fault) = served {
            tracing::error!(%fault, "pages are served no longer");
        }
    })
}

/// A listener for the operator on this machine only, and the key to it.
pub(super) async fn operator() -> anyhow::Result<(TcpListener, Key)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no listener for the operator")?;
    let key = Key::new(listener.local_addr().context("no address for the operator")?)?;
    Ok((listener, key))
}

/// Answers the operator.
pub(super) async fn serve_operator(listener: TcpListener, router: Router) {
    if let Err(fault) = axum::serve(listener, router).await {
        tracing::error!(%fault, "the operator's door is closed");
    }
}
