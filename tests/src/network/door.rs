//! The HTTP door, by hand: one request a connection, answers bounded, no TLS.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use hiroba_shared::door::{Admission, DoorSign, JoinRequest, Refused, ResumeRequest, Versions};
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::codec;
use hiroba_shared::refusal::Refusal;

/// Longest a request may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest a long file may take.
const LONG_PATIENCE: Duration = Duration::from_secs(120);
/// Most bytes of an answer.
const MOST_BYTES: u64 = 80 * 1024 * 1024;

/// Where a server's door is: host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    authority: String,
    is_plain: bool,
    source: Option<Ipv4Addr>,
    says: String,
}

/// An HTTP answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The heads, one a line.
    pub head: String,
    /// What follows them.
    pub body: Vec<u8>,
}

/// Why somebody did not get in.
#[derive(Debug)]
pub enum NotIn {
    /// The venue said no.
    Refused(Refusal),
    /// The door could not be asked.
    Unreachable(anyhow::Error),
}

impl fmt::Display for NotIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {refusal:?}"),
            Self::Unreachable(error) => write!(f, "unreachable: {error:#}"),
        }
    }
}

impl std::error::Error for NotIn {}

impl Door {
    /// The door at this address. One behind TLS can be named, and its links opened, but not asked.
    ///
    /// # Errors
    /// When it is not `http://host:port` or `https://host:port`.
    pub fn at(url: &str) -> anyhow::Result<Self> {
        let (scheme, authority) = url.split_once("://").context("not an address")?;
        let authority = authority.trim_end_matches('/');
        ensure!(authority.contains(':') && !authority.contains('/'), "not host:port: {authority}");
        ensure!(["http", "https"].contains(&scheme), "no door has {scheme}");
        let is_plain = scheme == "http";
        Ok(Self { authority: authority.to_owned(), is_plain, source: None, says: String::new() })
    }

    /// The same door for somebody who comes from this address of the loopback network.
    #[must_use]
    pub fn coming_from(mut self, source: Ipv4Addr) -> Self {
        self.source = Some(source);
        self
    }

    /// The same door for somebody who sends this header along.
    #[must_use]
    pub fn saying(mut self, name: &str, value: &str) -> Self {
        self.says.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Host and port.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.authority.rsplit_once(':').map_or(self.authority.as_str(), |(host, _)| host)
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.authority.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(80)
    }

    /// Asks to come in; who has agreed to nothing agrees to whatever the door shows now.
    ///
    /// # Errors
    /// When the venue refuses or cannot be reached.
    pub async fn join(&self, request: &JoinRequest) -> Result<Admission, NotIn> {
        let mut request = request.clone();
        if request.agreed.is_none() {
            request.agreed = Some(self.sign().await.map_err(NotIn::Unreachable)?.policies);
        }
        self.knock("/api/join", &request).await
    }

    /// What stands at the door.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn sign(&self) -> anyhow::Result<DoorSign> {
        self.get("/api/door").await?.json()
    }

    /// Asks to come back.
    ///
    /// # Errors
    /// When the venue refuses or cannot be reached.
    pub async fn resume(&self, resume_key: &str) -> Result<Admission, NotIn> {
        let request = ResumeRequest { versions: Versions::OURS, resume_key: resume_key.to_owned() };
        self.knock("/api/resume", &request).await
    }

    /// The compiled map of this hash.
    ///
    /// # Errors
    /// When it is not there or no map.
    pub async fn map(&self, hash: &str) -> anyhow::Result<RoomMap> {
        let reply = self.get(&format!("/map/{hash}")).await?;
        ensure!(reply.status == 200, "map {hash}: status {}", reply.status);
        codec::decode_map(&reply.body).context("the map cannot be read")
    }

    /// Gets a path.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn get(&self, path: &str) -> anyhow::Result<Reply> {
        self.request("GET", path, &[]).await
    }

    /// Sends any request and reads the answer to its end.
    ///
    /// # Errors
    /// When there is no answer, or one that is not HTTP.
    pub async fn request(&self, method: &str, path: &str, body: &[u8]) -> anyhow::Result<Reply> {
        ensure!(self.is_plain, "only plain http:// doors can be asked");
        let (host, says) = (&self.authority, &self.says);
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{says}");
        if !body.is_empty() {
            head.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        let exchange = async {
            let mut stream = self.connect().await?;
            stream.write_all(&[head.as_bytes(), body].concat()).await?;
            let mut bytes = Vec::new();
            stream.take(MOST_BYTES).read_to_end(&mut bytes).await?;
            anyhow::Ok(bytes)
        };
        Reply::read(&timeout(PATIENCE, exchange).await.context("no answer in time")??)
    }

    /// Posts so many bytes of nothing, piece by piece as a file is sent.
    ///
    /// # Errors
    /// When there is no answer, or one that is not HTTP.
    pub async fn post_long(&self, path: &str, length: u64) -> anyhow::Result<Reply> {
        ensure!(self.is_plain, "only plain http:// doors can be asked");
        let (host, says) = (&self.authority, &self.says);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{says}\r\n"
        );
        let exchange = async {
            let mut stream = self.connect().await?;
            stream.write_all(head.as_bytes()).await?;
            tokio::io::copy(&mut tokio::io::repeat(b'.').take(length), &mut stream).await?;
            let mut bytes = Vec::new();
            stream.take(MOST_BYTES).read_to_end(&mut bytes).await?;
            anyhow::Ok(bytes)
        };
        Reply::read(&timeout(LONG_PATIENCE, exchange).await.context("no answer in time")??)
    }

    async fn connect(&self) -> anyhow::Result<TcpStream> {
        let Some(source) = self.source else { return Ok(TcpStream::connect(&self.authority).await?) };
        let socket = TcpSocket::new_v4()?;
        socket.bind((IpAddr::V4(source), 0).into())?;
        Ok(socket.connect(self.authority.parse().context("an address in numbers")?).await?)
    }

    async fn knock<Q: Serialize>(&self, path: &str, question: &Q) -> Result<Admission, NotIn> {
        let body = serde_json::to_vec(question).context("a question is JSON").map_err(NotIn::Unreachable)?;
        let reply = self.request("POST", path, &body).await.map_err(NotIn::Unreachable)?;
        if reply.status == 200 {
            return reply.json().map_err(NotIn::Unreachable);
        }
        match reply.json::<Refused>() {
            Ok(refused) => Err(NotIn::Refused(refused.refused)),
            Err(error) => Err(NotIn::Unreachable(error.context(format!("status {}", reply.status)))),
        }
    }
}

impl Reply {
    /// The answer in these bytes.
    fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").context("no end of the head")?;
        let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned();
        let rest = bytes.get(end + 4..).unwrap_or_default();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("no status")?;
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { unchunk(rest)? } else { rest.to_vec() };
        Ok(Self { status, head, body })
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When it is none of this kind.
    pub fn json<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        serde_json::from_slice(&self.body).with_context(|| self.text())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn unchunk(mut rest: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n").context("a chunk without a length")?;
        let (length, after) = rest.split_at(line);
        let length = usize::from_str_radix(std::str::from_utf8(length)?.trim(), 16)?;
        let after = after.get(2..).unwrap_or_default();
        let Some((chunk, after)) = after.split_at_checked(length) else { bail!("a chunk was cut off") };
        if length == 0 {
            return Ok(body);
        }
        body.extend_from_slice(chunk);
        rest = after.get(2..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_answer_is_put_together() {
        let bytes = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let reply = Reply::read(bytes).unwrap();
        assert_eq!((reply.status, reply.text()), (200, "abcde".to_owned()));
    }
}
