//! Frames over WebTransport: datagrams, and a stream for what does not fit one.
//!
//! The stream is opened by the client, carries the opening first and then `length: u16` and a frame each, both ways.

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use wtransport::config::IpBindConfig;
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Connection, Endpoint, RecvStream, SendStream};

use super::{Carrier, MAX_FRAME_BYTES, QUEUED_FRAMES};
use crate::net::address::letters_to_bytes;

pub(super) async fn connect(url: &str, certificates: &[String], opening: &[u8]) -> Option<(Vec<u8>, Carrier)> {
    let connection = dial(url, certificates).await?;
    let (mut sender, mut receiver) = stream(&connection).await?;
    write_record(&mut sender, opening).await?;
    let answer = read_record(&mut receiver).await?;

    let (arrived, incoming) = mpsc::channel(QUEUED_FRAMES);
    let (outgoing, to_send) = mpsc::channel(QUEUED_FRAMES);
    let mut tasks = JoinSet::new();
    let connection = std::sync::Arc::new(connection);
    tasks.spawn(read_datagrams(connection.clone(), arrived.clone()));
    tasks.spawn(async move {
        while let Some(frame) = read_record(&mut receiver).await {
            if arrived.send(frame).await.is_err() {
                return;
            }
        }
    });
    tasks.spawn(write_frames(connection, sender, to_send));
    Some((answer, Carrier { incoming, outgoing, _tasks: tasks }))
}

async fn dial(url: &str, certificates: &[String]) -> Option<Connection> {
    let failed = |error: &dyn std::fmt::Display| bevy::log::debug!("no WebTransport: {error}");
    // Machines without IPv6 cannot bind the dual-stack socket.
    let endpoint = Endpoint::client(config(IpBindConfig::InAddrAnyDual, certificates))
        .or_else(|_| Endpoint::client(config(IpBindConfig::InAddrAnyV4, certificates)))
        .inspect_err(|error| failed(error))
        .ok()?;
    endpoint.connect(url).await.inspect_err(|error| failed(error)).ok()
}

/// Certificates are known by their hash; without hashes by the usual authorities.
fn config(bind: IpBindConfig, certificates: &[String]) -> ClientConfig {
    let builder = ClientConfig::builder().with_bind_config(bind);
    let builder = if certificates.is_empty() {
        builder.with_native_certs()
    } else {
        let hashes = certificates.iter().filter_map(|letters| letters_to_bytes(letters)).map(Sha256Digest::new);
        builder.with_server_certificate_hashes(hashes)
    };
    builder.keep_alive_interval(Some(std::time::Duration::from_secs(3))).build()
}

async fn stream(connection: &Connection) -> Option<(SendStream, RecvStream)> {
    connection.open_bi().await.ok()?.await.ok()
}

async fn read_datagrams(connection: std::sync::Arc<Connection>, arrived: mpsc::Sender<Vec<u8>>) {
    while let Ok(datagram) = connection.receive_datagram().await {
        if arrived.send(datagram.payload().to_vec()).await.is_err() {
            return;
        }
    }
}

async fn write_frames(
    connection: std::sync::Arc<Connection>,
    mut sender: SendStream,
    mut to_send: mpsc::Receiver<Vec<u8>>,
) {
    while let Some(frame) = to_send.recv().await {
        let fits = connection.max_datagram_size().is_some_and(|limit| frame.len() <= limit);
        let sent = if fits { connection.send_datagram(&frame).ok() } else { write_record(&mut sender, &frame).await };
        if sent.is_none() {
            return;
        }
    }
}

async fn write_record(sender: &mut SendStream, bytes: &[u8]) -> Option<()> {
    let length = u16::try_from(bytes.len()).ok()?;
    sender.write_all(&length.to_le_bytes()).await.ok()?;
    sender.write_all(bytes).await.ok()
}

async fn read_record(receiver: &mut RecvStream) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    receiver.read_exact(&mut length).await.ok()?;
    let length = usize::from(u16::from_le_bytes(length));
    if length > MAX_FRAME_BYTES {
        return None;
    }
    let mut bytes = vec![0; length];
    receiver.read_exact(&mut bytes).await.ok()?;
    Some(bytes)
}
