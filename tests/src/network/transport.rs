//! One link over a real transport: the opening, then frames, bytes as they are.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use wtransport::endpoint::endpoint_side::Client;
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Connection, Endpoint, RecvStream, SendStream};

use hiroba_shared::door::{Admission, WebTransportLink};
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::frame::{MAX_DATAGRAM_BYTES, MAX_FRAME_BYTES};
use hiroba_shared::protocol::opening::OpeningAnswer;

use super::door::Door;

/// tungstenite sets its buffer to zero before every read.
const READ_BUFFER_BYTES: usize = 4 * 1024;

/// What carries a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// QUIC datagrams and a stream.
    WebTransport,
    /// WebSocket messages.
    WebSocket,
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The sending half of a link.
pub enum Sender {
    /// Over WebTransport; the endpoint lives as long as its links.
    WebTransport(Connection, SendStream, Arc<Endpoint<Client>>),
    /// Over WebSocket.
    WebSocket(SplitSink<Socket, Message>),
}

/// The receiving half of a link.
pub enum Receiver {
    /// Over WebTransport.
    WebTransport(Connection, RecordReader),
    /// Over WebSocket.
    WebSocket(SplitStream<Socket>),
}

/// Connects without saying anything yet.
///
/// # Errors
/// When there is no way to the server.
pub async fn connect(kind: Kind, door: &Door, admission: &Admission) -> anyhow::Result<(Sender, Receiver)> {
    match kind {
        Kind::WebTransport => {
            let link = admission.links.webtransport.as_ref().context("the server offers no WebTransport")?;
            connect_webtransport(&endpoint(link)?, door, link).await
        }
        Kind::WebSocket => connect_websocket(door, &admission.links.websocket).await,
    }
}

/// An endpoint that trusts the certificates of this link; many links can share it.
///
/// # Errors
/// When there is no socket or a hash is none.
pub fn endpoint(link: &WebTransportLink) -> anyhow::Result<Arc<Endpoint<Client>>> {
    let hashes = link.certificate_sha256.iter().map(|hex| digest(hex)).collect::<anyhow::Result<Vec<_>>>()?;
    let config = ClientConfig::builder().with_bind_default().with_server_certificate_hashes(hashes);
    let config = config.keep_alive_interval(Some(Duration::from_secs(5))).build();
    Ok(Arc::new(Endpoint::client(config).context("no client endpoint")?))
}

/// Connects over WebTransport.
///
/// # Errors
/// When there is no way to the server.
pub async fn connect_webtransport(
    endpoint: &Arc<Endpoint<Client>>,
    door: &Door,
    link: &WebTransportLink,
) -> anyhow::Result<(Sender, Receiver)> {
    let url = link.url.replace("//*", &format!("//{}", door.host()));
    let connection = endpoint.connect(url).await.context("WebTransport")?;
    let (sender, receiver) = connection.open_bi().await?.await?;
    let records = RecordReader { stream: receiver, so_far: Vec::new() };
    let sender = Sender::WebTransport(connection.clone(), sender, Arc::clone(endpoint));
    Ok((sender, Receiver::WebTransport(connection, records)))
}

async fn connect_websocket(door: &Door, address: &str) -> anyhow::Result<(Sender, Receiver)> {
    let url = if address.starts_with('/') { format!("ws://{}{address}", door.authority()) } else { address.to_owned() };
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_message_size(Some(MAX_FRAME_BYTES));
    let connected = tokio_tungstenite::connect_async_with_config(url, Some(config), true).await;
    let (sender, receiver) = connected.context("WebSocket")?.0.split();
    Ok((Sender::WebSocket(sender), Receiver::WebSocket(receiver)))
}

/// Presents an opening and waits for the answer.
///
/// # Errors
/// When the link ends before an answer.
pub async fn present(sender: &mut Sender, receiver: &mut Receiver, opening: &[u8]) -> anyhow::Result<OpeningAnswer> {
    sender.send_on_stream(opening).await?;
    let answer = receiver.next_on_stream().await?.context("the link ended before an answer")?;
    codec::decode(&answer).context("no answer to an opening")
}

impl Sender {
    /// Sends a frame: as a datagram where it fits one, else on the stream.
    ///
    /// # Errors
    /// When the link is gone.
    pub async fn send(&mut self, frame: &[u8]) -> anyhow::Result<()> {
        if let Self::WebTransport(connection, ..) = self {
            let limit = connection.max_datagram_size().unwrap_or(0).min(MAX_DATAGRAM_BYTES);
            if frame.len() <= limit {
                return connection.send_datagram(frame).context("datagram");
            }
        }
        self.send_on_stream(frame).await
    }

    /// Sends bytes on the stream.
    ///
    /// # Errors
    /// When the link is gone.
    pub async fn send_on_stream(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::WebTransport(_, stream, _) => {
                let length = u16::try_from(bytes.len())?;
                stream.write_all(&[&length.to_le_bytes(), bytes].concat()).await.context("stream")
            }
            Self::WebSocket(socket) => socket.send(Message::Binary(bytes.to_vec().into())).await.context("WebSocket"),
        }
    }

    /// Says goodbye, so that the server need not wait for silence.
    pub async fn close(&mut self) {
        match self {
            Self::WebTransport(connection, ..) => connection.close(0u32.into(), b""),
            Self::WebSocket(socket) => drop(socket.close().await),
        }
    }
}

impl Receiver {
    /// The next frame; `None` when the link ended. Losing this future loses no frame.
    ///
    /// # Errors
    /// When the server sends what is no frame.
    pub async fn next(&mut self) -> anyhow::Result<Option<Vec<u8>>> {
        match self {
            Self::WebTransport(connection, records) => tokio::select! {
                datagram = connection.receive_datagram() => Ok(datagram.ok().map(|bytes| bytes.payload().to_vec())),
                record = records.next() => record,
            },
            Self::WebSocket(socket) => next_message(socket).await,
        }
    }

    /// The next bytes on the stream.
    async fn next_on_stream(&mut self) -> anyhow::Result<Option<Vec<u8>>> {
        match self {
            Self::WebTransport(_, records) => records.next().await,
            Self::WebSocket(socket) => next_message(socket).await,
        }
    }
}

async fn next_message(socket: &mut SplitStream<Socket>) -> anyhow::Result<Option<Vec<u8>>> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Binary(bytes))) => return Ok(Some(bytes.to_vec())),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(None),
            Some(Ok(Message::Text(_) | Message::Frame(_))) => bail!("a text over the game link"),
        }
    }
}

/// Reads `length: u16` and that many bytes, and may be dropped between any two bytes.
pub struct RecordReader {
    stream: RecvStream,
    so_far: Vec<u8>,
}

impl RecordReader {
    async fn next(&mut self) -> anyhow::Result<Option<Vec<u8>>> {
        loop {
            if let Some((length, rest)) = self.so_far.split_first_chunk::<2>() {
                let length = usize::from(u16::from_le_bytes(*length));
                if let Some(record) = rest.get(..length).map(<[u8]>::to_vec) {
                    self.so_far.drain(..2 + length);
                    return Ok(Some(record));
                }
            }
            let mut chunk = [0; 2_048];
            match self.stream.read(&mut chunk).await {
                Ok(Some(read)) => self.so_far.extend_from_slice(chunk.get(..read).unwrap_or_default()),
                Ok(None) | Err(_) => return Ok(None),
            }
        }
    }
}

fn digest(hex: &str) -> anyhow::Result<Sha256Digest> {
    Ok(Sha256Digest::new(secret(hex)?))
}

/// 32 bytes from 64 hexadecimal letters.
///
/// # Errors
/// When they are none.
pub fn secret(hex: &str) -> anyhow::Result<[u8; 32]> {
    anyhow::ensure!(hex.len() == 64, "not 64 letters");
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair)?, 16).context("not hexadecimal")?;
    }
    Ok(bytes)
}
