//! Links over WebTransport: frames in datagrams, and those that do not fit one on a stream.
//!
//! The client opens the stream and presents its ticket on it; after the answer the stream carries `length: u16` and a
//! frame each, both ways. What a connection may buffer is small, so that a thousand of them fit a small server.

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::frame::{MAX_DATAGRAM_BYTES, MAX_FRAME_BYTES};
use hiroba_shared::protocol::opening::{OPENING_BYTES, OpeningAnswer};
use tokio::time::timeout;
use wtransport::config::states::WantsIdentity;
use wtransport::config::{QuicTransportConfig, ServerConfigBuilder};
use wtransport::endpoint::IncomingSession;
use wtransport::endpoint::endpoint_side::Server;
use wtransport::error::SendDatagramError;
use wtransport::quinn;
use wtransport::{Connection, Endpoint, RecvStream, SendStream, ServerConfig, VarInt};

use super::certificate::Identity;
use super::doorstep::{Doorstep, LetIn, OPENING_TIMEOUT, Place, TurnedAway, keep_alive, turned_away};
use crate::entrance::mailbox::{Mailbox, PARTING_TIMEOUT};
use crate::venue::input::Transport;

/// The path links come in by.
const PATH: &str = "/link";
/// What one connection may have waiting in datagrams, each way.
const DATAGRAM_BUFFER_BYTES: usize = 64 * 1024;
/// What one connection may have waiting on streams, each way.
const STREAM_WINDOW_BYTES: u32 = 64 * 1024;
/// Stands where an address is asked for and not used.
const UNBOUND: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0));
/// Connections that may wait to be looked at.
const MAX_INCOMING: usize = 1_024;

/// The venue's WebTransport endpoint.
#[derive(Clone)]
pub struct WebTransport {
    endpoint: Arc<Endpoint<Server>>,
    silence: Duration,
}

impl std::fmt::Debug for WebTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebTransport").finish_non_exhaustive()
    }
}

impl WebTransport {
    /// An endpoint on `socket` with this certificate; it answers once [`Self::serve`] runs. Links that are silent for
    /// longer than `silence` are broken.
    ///
    /// # Errors
    /// When the socket or the certificate is of no use.
    pub fn open(socket: UdpSocket, identity: &Identity, silence: Duration) -> anyhow::Result<Self> {
        let builder = ServerConfig::builder().with_bind_socket(socket);
        let config = config(builder, identity, silence)?;
        let endpoint = Endpoint::server(config).context("WebTransport cannot be served")?;
        Ok(Self { endpoint: Arc::new(endpoint), silence })
    }

    /// Uses another certificate for connections from now on.
    ///
    /// # Errors
    /// When the certificate is of no use.
    pub fn renew(&self, identity: &Identity) -> anyhow::Result<()> {
        // The socket stays: this address is never bound.
        let builder = ServerConfig::builder().with_bind_address(UNBOUND);
        let config = config(builder, identity, self.silence)?;
        self.endpoint.reload_config(config, false).context("the certificate cannot be used")
    }

    /// Lets links in for as long as it runs.
    pub async fn serve(self, doorstep: Doorstep) {
        loop {
            let incoming = self.endpoint.accept().await;
            if doorstep.is_busy() && !incoming.remote_address_validated() {
                incoming.retry();
                continue;
            }
            let Some(place) = doorstep.take_place(doorstep.addresses.key_of_peer(incoming.remote_address().ip()))
            else {
                incoming.refuse();
                continue;
            };
            tokio::spawn(carry(incoming, doorstep.clone(), place));
        }
    }

    /// Closes every connection.
    pub fn close(&self) {
        self.endpoint.close(VarInt::from_u32(0), b"");
    }
}

fn config(
    builder: ServerConfigBuilder<WantsIdentity>,
    identity: &Identity,
    silence: Duration,
) -> anyhow::Result<ServerConfig> {
    let mut transport = QuicTransportConfig::default();
    let idle = quinn::IdleTimeout::try_from(silence).context("the silence is too long for QUIC")?;
    transport
        .max_idle_timeout(Some(idle))
        .keep_alive_interval(Some(keep_alive(silence)))
        .max_concurrent_bidi_streams(4u8.into())
        .max_concurrent_uni_streams(8u8.into())
        .stream_receive_window(STREAM_WINDOW_BYTES.into())
        .receive_window((STREAM_WINDOW_BYTES * 2).into())
        .send_window(u64::from(STREAM_WINDOW_BYTES) * 2)
        .datagram_receive_buffer_size(Some(DATAGRAM_BUFFER_BYTES))
        .datagram_send_buffer_size(DATAGRAM_BUFFER_BYTES);
    let mut config = builder.with_custom_tls_and_transport(identity.tls(b"h3")?, transport).build();
    config.quic_config_mut().max_incoming(MAX_INCOMING);
    Ok(config)
}

async fn carry(incoming: IncomingSession, doorstep: Doorstep, place: Place) {
    let coming_in = async {
        let (connection, stream) = open(incoming, &doorstep).await?;
        let mailbox = Mailbox::new(connection.max_datagram_size().unwrap_or(0).min(MAX_DATAGRAM_BYTES));
        let judged = doorstep.judge(Transport::WebTransport, &stream.opening, mailbox).await;
        Some((connection, stream, judged))
    };
    let came_in = timeout(OPENING_TIMEOUT, coming_in).await;
    drop(place);
    let Ok(Some((connection, mut stream, judged))) = came_in else {
        turned_away("no_opening");
        return;
    };
    match judged {
        Ok(let_in) => run(&connection, &mut stream, &doorstep, let_in).await,
        Err(TurnedAway::Unintelligible) => {}
        Err(TurnedAway::Refused(answer)) => {
            // A peer that does not read its refusal is left all the same.
            let _ = timeout(PARTING_TIMEOUT, write_record(&mut stream.sender, &codec::encode(&answer))).await;
        }
    }
    let _ = timeout(PARTING_TIMEOUT, stream.sender.finish()).await;
    connection.close(VarInt::from_u32(0), b"");
}

/// The client's stream and what it said first.
struct Stream {
    sender: SendStream,
    receiver: RecvStream,
    opening: Vec<u8>,
}

async fn open(incoming: IncomingSession, doorstep: &Doorstep) -> Option<(Connection, Stream)> {
    let request = incoming.await.ok()?;
    if request.path() != PATH {
        request.not_found().await;
        return None;
    }
    if !doorstep.admits(request.origin(), Some(request.authority())) {
        request.forbidden().await;
        return None;
    }
    let connection = request.accept().await.ok()?;
    let (sender, mut receiver) = connection.accept_bi().await.ok()?;
    let opening = read_record(&mut receiver, OPENING_BYTES).await?;
    Some((connection, Stream { sender, receiver, opening }))
}

async fn run(connection: &Connection, stream: &mut Stream, doorstep: &Doorstep, let_in: LetIn) {
    if write_record(&mut stream.sender, &codec::encode(&OpeningAnswer::Accepted)).await.is_some() {
        tokio::select! {
            () = write(connection, &mut stream.sender, &let_in.mailbox) => {}
            () = read_datagrams(connection, doorstep, &let_in) => {}
            () = read_stream(&mut stream.receiver, doorstep, &let_in) => {}
            () = let_in.mailbox.until_cut() => {}
        }
    }
    doorstep.entrance.closed(let_in.link).await;
}

/// Sends what the mailbox holds until it ends or the connection does.
async fn write(connection: &Connection, sender: &mut SendStream, mailbox: &Mailbox) {
    while let Some(frames) = mailbox.take().await {
        for frame in frames {
            if send_frame(connection, sender, &frame).await.is_none() {
                return;
            }
        }
        // The path's limit moves as QUIC discovers it.
        mailbox.set_datagram_bytes(connection.max_datagram_size().unwrap_or(0));
    }
}

async fn send_frame(connection: &Connection, sender: &mut SendStream, frame: &[u8]) -> Option<()> {
    if connection.max_datagram_size().is_none_or(|limit| frame.len() > limit) {
        return write_record(sender, frame).await;
    }
    match connection.send_datagram(frame) {
        Ok(()) => Some(()),
        Err(SendDatagramError::TooLarge | SendDatagramError::UnsupportedByPeer) => write_record(sender, frame).await,
        Err(SendDatagramError::NotConnected) => None,
    }
}

async fn read_datagrams(connection: &Connection, doorstep: &Doorstep, let_in: &LetIn) {
    while let Ok(datagram) = connection.receive_datagram().await {
        doorstep.entrance.frame(let_in.link, &let_in.mailbox, datagram.payload().to_vec());
    }
}

async fn read_stream(receiver: &mut RecvStream, doorstep: &Doorstep, let_in: &LetIn) {
    while let Some(frame) = read_record(receiver, MAX_FRAME_BYTES).await {
        doorstep.entrance.frame(let_in.link, &let_in.mailbox, frame);
    }
}

async fn write_record(sender: &mut SendStream, bytes: &[u8]) -> Option<()> {
    let length = u16::try_from(bytes.len()).ok()?;
    let mut record = length.to_le_bytes().to_vec();
    record.extend_from_slice(bytes);
    sender.write_all(&record).await.ok()
}

async fn read_record(receiver: &mut RecvStream, limit: usize) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    receiver.read_exact(&mut length).await.ok()?;
    let length = usize::from(u16::from_le_bytes(length));
    if length > limit {
        return None;
    }
    let mut bytes = vec![0; length];
    receiver.read_exact(&mut bytes).await.ok()?;
    Some(bytes)
}
