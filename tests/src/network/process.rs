//! Other people's servers as processes: a port for one that cannot pick its own, and the wait until it listens.
#![expect(clippy::disallowed_methods, reason = "an edge test waits for the ports of another process")]

use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::ensure;

/// How long a process may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A port that nobody has now. The system gives ports by turns, so nobody else gets it soon.
///
/// # Errors
/// When the system has none.
pub fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Waits until the process listens on this port of loopback.
///
/// # Errors
/// When it ends, or takes too long.
pub fn until_listening(child: &mut Child, port: u16) -> anyhow::Result<()> {
    let end = Instant::now() + PATIENCE;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = child.try_wait()?;
        ensure!(ended.is_none() && Instant::now() < end, "nobody listens on {port}: {ended:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
