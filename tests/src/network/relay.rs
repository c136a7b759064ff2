//! A proxy between a client and a server, on loopback: can be cut, led elsewhere, and loses patience with a connection
//! over which nothing goes in one direction.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// A relay; it ends when it is dropped.
#[derive(Debug)]
pub struct Relay {
    /// Its address, `http://host:port`.
    pub url: String,
    shared: Arc<Shared>,
    _accepting: JoinSet<()>,
}

#[derive(Debug)]
struct Shared {
    /// Host and port behind it.
    target: Mutex<String>,
    connections: Mutex<JoinSet<()>>,
    patience: Duration,
}

impl Relay {
    /// A relay to `target`, which gives connections up that are silent in one direction for longer than `patience`.
    ///
    /// # Errors
    /// When there is no socket.
    pub async fn open(target: &str, patience: Duration) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared =
            Arc::new(Shared { target: Mutex::new(target.to_owned()), connections: Mutex::default(), patience });
        let mut accepting = JoinSet::new();
        accepting.spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { url, shared, _accepting: accepting })
    }

    /// Ends every connection.
    pub fn cut(&self) {
        self.shared.connections.lock().unwrap_or_else(PoisonError::into_inner).abort_all();
    }

    /// Leads new connections to `target` from now on.
    pub fn lead_to(&self, target: &str) {
        target.clone_into(&mut self.shared.target.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let target = shared.target.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut connections = shared.connections.lock().unwrap_or_else(PoisonError::into_inner);
        connections.spawn(relay(stream, target, shared.patience));
    }
}

async fn relay(near: TcpStream, target: String, patience: Duration) {
    let Ok(far) = TcpStream::connect(target).await else { return };
    let (near_in, near_out) = near.into_split();
    let (far_in, far_out) = far.into_split();
    tokio::select! {
        () = carry(near_in, far_out, patience) => {}
        () = carry(far_in, near_out, patience) => {}
    }
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, patience: Duration) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(Ok(count)) = timeout(patience, from.read(&mut bytes)).await {
        let Some(said) = bytes.get(..count).filter(|said| !said.is_empty()) else { return };
        if to.write_all(said).await.is_err() {
            return;
        }
    }
}
