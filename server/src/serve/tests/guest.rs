//! A guest of the real server: asks at its door over HTTP and opens a link of either kind.

use std::collections::VecDeque;
use std::time::Duration;

use axum::body::Bytes;
use futures_util::{SinkExt, StreamExt};
use hiroba_shared::door::{Admission, JoinRequest, ResumeRequest, Versions};
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::{FromServer, codec, frame};
use hiroba_viewer::session::{Heard, Session};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{interval, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use wtransport::config::IpBindConfig;
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Connection, Endpoint, RecvStream, SendStream};

use crate::http::{Operator, PolicyBook};
use crate::secrets::from_letters;
use crate::serve::Server;

const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Post {
    WebSocket,
    WebTransport,
}

enum Line {
    WebSocket(Box<WebSocketStream<MaybeTlsStream<TcpStream>>>),
    WebTransport { connection: Connection, sender: SendStream, receiver: RecvStream },
}

pub(super) struct Guest {
    pub(super) answer: Option<OpeningAnswer>,
    line: Line,
    far: Session,
    heard: VecDeque<Heard>,
}

impl Guest {
    pub(super) async fn open(server: &Server, post: Post, admission: &Admission, opening: Opening) -> Self {
        Self::open_with(server, post, admission, opening.to_bytes()).await
    }

    pub(super) async fn open_with(server: &Server, post: Post, admission: &Admission, opening: Vec<u8>) -> Self {
        let mut line = match post {
            Post::WebSocket => websocket(server).await,
            Post::WebTransport => webtransport(server, admission).await,
        };
        line.say_first(opening).await;
        let answer = timeout(PATIENCE, line.first_answer()).await.unwrap();
        Self {
            answer: answer.map(|bytes| codec::decode(&bytes).unwrap()),
            line,
            far: Session::default(),
            heard: VecDeque::new(),
        }
    }

    pub(super) async fn send_frame(&mut self, frame: Vec<u8>) {
        self.line.send(frame).await;
    }

    /// Waits for the first message that is `wanted`, acknowledging as a client does; `None` when the link closes.
    pub(super) async fn hear(&mut self, wanted: impl Fn(&FromServer) -> bool) -> Option<FromServer> {
        let wanted = |heard: Heard| match heard {
            Heard::Message(message) if wanted(&message) => Some(message),
            Heard::Message(_) | Heard::Snapshot(_) => None,
        };
        timeout(PATIENCE, self.hear_any(wanted)).await.expect("heard in time")
    }

    pub(super) async fn hear_snapshot(&mut self) -> Snapshot {
        let wanted = |heard| if let Heard::Snapshot(snapshot) = heard { Some(snapshot) } else { None };
        timeout(PATIENCE, self.hear_any(wanted)).await.expect("seen in time").expect("open")
    }

    pub(super) async fn until_closed(&mut self) {
        while timeout(PATIENCE, self.hear_any(|_| None::<()>)).await.expect("closed in time").is_some() {}
    }

    async fn hear_any<T>(&mut self, wanted: impl Fn(Heard) -> Option<T>) -> Option<T> {
        let mut ticks = interval(Duration::from_millis(50));
        loop {
            while let Some(heard) = self.heard.pop_front() {
                if let Some(found) = wanted(heard) {
                    return Some(found);
                }
            }
            tokio::select! {
                frame = self.line.receive() => self.heard.extend(self.far.take(&frame?).unwrap()),
                _ = ticks.tick() => {
                    self.far.pass(Duration::from_millis(50));
                    for frame in self.far.frames(frame::MAX_DATAGRAM_BYTES) {
                        self.line.send(frame).await;
                    }
                }
            }
        }
    }
}

impl Line {
    async fn say_first(&mut self, bytes: Vec<u8>) {
        match self {
            Self::WebSocket(socket) => socket.send(Message::binary(bytes)).await.unwrap(),
            Self::WebTransport { sender, .. } => {
                let record = [u16::try_from(bytes.len()).unwrap().to_le_bytes().to_vec(), bytes].concat();
                sender.write_all(&record).await.unwrap();
            }
        }
    }

    async fn first_answer(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::WebSocket(socket) => binary(socket).await,
            Self::WebTransport { receiver, .. } => record(receiver).await,
        }
    }

    /// A closed link swallows what is sent, as a network does.
    async fn send(&mut self, frame: Vec<u8>) {
        match self {
            Self::WebSocket(socket) => drop(socket.send(Message::binary(frame)).await),
            Self::WebTransport { connection, .. } => drop(connection.send_datagram(frame)),
        }
    }

    async fn receive(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::WebSocket(socket) => binary(socket).await,
            Self::WebTransport { connection, .. } => {
                // Frames on the stream are large ones; everything these tests wait for fits a datagram or is repeated.
                connection.receive_datagram().await.ok().map(|datagram| datagram.payload().to_vec())
            }
        }
    }
}

async fn binary(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>) -> Option<Vec<u8>> {
    loop {
        match socket.next().await? {
            Ok(Message::Binary(bytes)) => return Some(bytes.to_vec()),
            Ok(Message::Close(_)) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

async fn record(receiver: &mut RecvStream) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    receiver.read_exact(&mut length).await.ok()?;
    let mut bytes = vec![0; usize::from(u16::from_le_bytes(length))];
    receiver.read_exact(&mut bytes).await.ok()?;
    Some(bytes)
}

async fn websocket(server: &Server) -> Line {
    let url = format!("{}/link", server.http.replacen("http", "ws", 1));
    Line::WebSocket(Box::new(tokio_tungstenite::connect_async(url).await.unwrap().0))
}

async fn webtransport(server: &Server, admission: &Admission) -> Line {
    let offer = admission.links.webtransport.as_ref().unwrap();
    let hashes = offer.certificate_sha256.iter().map(|hash| Sha256Digest::new(secret(hash)));
    let config = ClientConfig::builder()
        .with_bind_config(IpBindConfig::LocalV4)
        .with_server_certificate_hashes(hashes.collect::<Vec<_>>())
        .build();
    let connection = Endpoint::client(config).unwrap().connect(&server.webtransport).await.unwrap();
    let (sender, receiver) = connection.open_bi().await.unwrap().await.unwrap();
    Line::WebTransport { connection, sender, receiver }
}

pub(super) fn secret(letters: &str) -> [u8; 32] {
    from_letters(letters).unwrap()
}

/// The version of our own policies in a venue where nothing is set.
fn agreed() -> String {
    let operator = Operator { title: "Hiroba".to_owned(), contact: None, chat_hours: 24, name_days: 90 };
    PolicyBook::open(None, &operator).unwrap().version().letters()
}

pub(super) fn join_request(name: &str) -> String {
    let request = JoinRequest {
        versions: Versions::OURS,
        name: name.to_owned(),
        country: "JP".to_owned(),
        organisation_kind: "city".to_owned(),
        organisation: String::new(),
        languages: vec!["en".to_owned()],
        look: [0; 6],
        invitation: None,
        room: None,
        device: None,
        agreed: Some(agreed()),
    };
    serde_json::to_string(&request).unwrap()
}

pub(super) async fn admission(server: &Server, name: &str) -> Admission {
    let (status, body) = post(server, "/api/join", "", &join_request(name)).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

pub(super) async fn resume(server: &Server, resume_key: &str) -> Admission {
    let request = ResumeRequest { versions: Versions::OURS, resume_key: resume_key.to_owned() };
    let (status, body) = post(server, "/api/resume", "", &serde_json::to_string(&request).unwrap()).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

pub(super) async fn get(server: &Server, path: &str) -> (u16, String) {
    ask(server, &format!("GET {path}"), "Connection: close\r\n", "").await
}

pub(super) async fn post(server: &Server, path: &str, headers: &str, body: &str) -> (u16, String) {
    ask(server, &format!("POST {path}"), &format!("Connection: close\r\n{headers}"), body).await
}

/// One HTTP request; the answer is read until the server closes the connection, or to the end of its head when it
/// stays open.
pub(super) async fn ask(server: &Server, line: &str, headers: &str, body: &str) -> (u16, String) {
    let authority = server.http.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(authority).await.unwrap();
    let length = body.len();
    let request = format!("{line} HTTP/1.1\r\nHost: {authority}\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let closes = headers.contains("Connection: close");
    while closes || !answer.windows(4).any(|end| end == b"\r\n\r\n") {
        if timeout(PATIENCE, stream.read_buf(&mut answer)).await.unwrap().unwrap() == 0 {
            break;
        }
    }
    let answer = String::from_utf8(Bytes::from(answer).to_vec()).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}
