//! How many TCP connections may be open at once: as many as the process may open files, less what the venue itself
//! needs. Without it a crowd of idle connections would take the file that a commit or a page is waiting for.
//!
//! Who is one too many is closed before a word and counted. WebTransport has one socket for all and is not counted here.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use metrics::counter;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Files the process is given if it may have so many: five for each of the largest venue's visitors.
const FILES: u64 = 16_384;
/// Files kept for the store, maps, media and the operator.
const RESERVED: u64 = 192;

/// The connections of one listener.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    open: AtomicUsize,
}

impl Connections {
    /// As many as this process may open, after asking for more than a shell usually grants.
    pub(super) fn of_this_process() -> Arc<Self> {
        Self::at_most(raise_file_limit().saturating_sub(RESERVED).max(1))
    }

    fn at_most(most: u64) -> Arc<Self> {
        Arc::new(Self { most: usize::try_from(most).unwrap_or(usize::MAX), open: AtomicUsize::new(0) })
    }

    /// How many may be open.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    /// Counts `stream` among the open ones until it is dropped.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(super) fn admit<S>(self: &Arc<Self>, stream: S) -> io::Result<Counted<S>> {
        if self.open.fetch_add(1, Ordering::Relaxed) >= self.most {
            self.open.fetch_sub(1, Ordering::Relaxed);
            counter!("hiroba_connections_refused_total").increment(1);
            return Err(io::Error::other("as many connections are open as there may be"));
        }
        Ok(Counted { stream, connections: Arc::clone(self) })
    }
}

/// Raises how many files the process may open as far as it is allowed to, and tells how many that is.
fn raise_file_limit() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let allowed = limit.maximum.unwrap_or(FILES).min(FILES);
    let current = limit.current.unwrap_or(FILES);
    if current >= allowed || setrlimit(Resource::Nofile, Rlimit { current: Some(allowed), ..limit }).is_err() {
        return current;
    }
    allowed
}

/// A connection that is counted while it is open.
#[derive(Debug)]
pub(super) struct Counted<S> {
    stream: S,
    connections: Arc<Connections>,
}

impl<S> Drop for Counted<S> {
    fn drop(&mut self) {
        self.connections.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(task, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(task, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused_until_another_is_closed() {
        let connections = Connections::at_most(2);
        let (first, second) = (connections.admit(()).unwrap(), connections.admit(()).unwrap());
        assert!(connections.admit(()).is_err());
        assert!(connections.admit(()).is_err());
        drop(first);
        let third = connections.admit(()).unwrap();
        assert!(connections.admit(()).is_err());
        drop((second, third));
        assert_eq!(connections.open.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn the_venue_keeps_files_for_itself() {
        let most = Connections::of_this_process().most();
        let files = getrlimit(Resource::Nofile).current.unwrap_or(FILES);
        assert!(u64::try_from(most).unwrap() + RESERVED <= files, "{most} of {files}");
    }
}
