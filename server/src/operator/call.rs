//! The command line's side of the operator's door: one small HTTP request over loopback, without a client library.
//! It runs in a process of its own beside the server, so it may block.
#![expect(clippy::disallowed_methods, reason = "a command waits for its answer; no tick runs in its process")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Key;

/// How long a running server may take; a backup of a large folder takes a while.
const PATIENCE: Duration = Duration::from_secs(600);

/// Asks `question` with this body.
///
/// # Errors
/// With the server's own words when it cannot do it, or when it cannot be reached.
pub fn ask<T: DeserializeOwned>(key: &Key, question: &str, body: &impl Serialize) -> anyhow::Result<T> {
    let body = serde_json::to_string(body).context("the question cannot be written")?;
    let unreachable = || "the server does not answer; is it still running?";
    let mut stream = TcpStream::connect(key.address).with_context(unreachable)?;
    stream.set_read_timeout(Some(PATIENCE)).with_context(unreachable)?;
    write!(
        stream,
        "POST /api/operator/{question} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        key.address,
        key.secret,
        body.len(),
    )
    .with_context(unreachable)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).with_context(unreachable)?;
    let (head, body) = answer.split_once("\r\n\r\n").with_context(unreachable)?;
    if head.split(' ').nth(1) != Some("200") {
        bail!("{body}");
    }
    serde_json::from_str(body).context("the server's answer cannot be read; is it of this version?")
}

/// Waits until the server that had this key is gone.
///
/// # Errors
/// When it is still there after `patience`.
pub fn wait_until_gone(key: &Key, patience: Duration) -> anyhow::Result<()> {
    let pause = Duration::from_millis(50);
    for _ in 0..patience.as_millis() / pause.as_millis() {
        if TcpStream::connect(key.address).is_err() {
            return Ok(());
        }
        std::thread::sleep(pause);
    }
    bail!("the server is stopping but has not ended yet")
}
