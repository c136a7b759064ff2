//! Brings the file of a deck to the door of the venue, on a thread of its own: read from the disk while it is sent.
//!
//! Who may bring what was agreed over the link before. Dropping the receiving end gives the sending up.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use hiroba_shared::deck::MOST_PDF_BYTES;
use ureq::SendBody;

use crate::net::address::Origin;
use crate::net::port::Sending;

/// How long a file may take to be sent.
const TIMEOUT: Duration = Duration::from_secs(30 * 60);
/// How much is sent between two reports.
const REPORTED_BYTES: u64 = 256 * 1024;

/// Sends the file at `path` to the door at `server`, with a secret in hexadecimal letters.
#[must_use]
pub fn send(server: &str, secret: &str, path: &Path) -> Receiver<Sending> {
    let (report, reports) = channel();
    let (server, secret, path) = (server.to_owned(), secret.to_owned(), path.to_owned());
    let failed = report.clone();
    let begun = std::thread::Builder::new().name("parcel".to_owned()).spawn(move || {
        let arrived = post(&server, &secret, &path, report.clone()).unwrap_or(false);
        // Whoever does not listen any more has gone.
        let _ = report.send(if arrived { Sending::Arrived } else { Sending::Failed });
    });
    if begun.is_err() {
        let _ = failed.send(Sending::Failed);
    }
    reports
}

/// How large a file is, if it may be a deck by its size.
#[must_use]
pub fn size(path: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    (1..=MOST_PDF_BYTES).contains(&metadata.len()).then_some(metadata.len())
}

fn post(server: &str, secret: &str, path: &Path, report: Sender<Sending>) -> Option<bool> {
    let url = Origin::typed(server)?.http("/api/deck");
    let size = size(path)?;
    let counted = Counted { file: File::open(path).ok()?.take(size), sent: 0, told: 0, report };
    let config = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).http_status_as_error(false);
    let agent: ureq::Agent = config.build().into();
    let request = agent
        .post(url)
        .header("content-type", "application/pdf")
        .header("content-length", size.to_string())
        .header("authorization", format!("Bearer {secret}"));
    let answer = request.send(SendBody::from_owned_reader(counted)).inspect_err(|error| {
        bevy::log::debug!("a deck was not sent: {error}");
    });
    Some(answer.ok()?.status().is_success())
}

/// A file that tells how much of it was read.
struct Counted {
    file: io::Take<File>,
    sent: u64,
    told: u64,
    report: Sender<Sending>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.sent += count as u64;
        if self.sent - self.told >= REPORTED_BYTES {
            self.told = self.sent;
            self.report.send(Sending::Sent(self.sent)).map_err(|_| io::Error::other("nobody waits for it"))?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::TcpListener;
    use std::path::PathBuf;

    /// A door that takes one file and answers with `status`; gives the head and the body it was sent.
    #[expect(clippy::disallowed_methods, reason = "a door on loopback for the sender, which is no part of the client")]
    fn door(status: &'static str) -> (String, std::thread::JoinHandle<(String, Vec<u8>)>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut heard = Vec::new();
            let mut piece = [0u8; 65_536];
            let head_end = |heard: &[u8]| heard.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
            let length = |head: &str| {
                let line = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                line.and_then(|line| line.trim().parse::<usize>().ok()).unwrap()
            };
            loop {
                if let Some(end) = head_end(&heard) {
                    let head = String::from_utf8_lossy(&heard[..end]).to_lowercase();
                    if heard.len() - end >= length(&head) {
                        write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").unwrap();
                        return (head, heard.split_off(end));
                    }
                }
                let count = stream.read(&mut piece).unwrap();
                assert!(count > 0, "it was cut off");
                heard.extend_from_slice(&piece[..count]);
            }
        });
        (address, thread)
    }

    fn file(name: &str, bytes: usize) -> PathBuf {
        let path = std::env::temp_dir().join(format!("hiroba-parcel-{}-{name}", std::process::id()));
        std::fs::write(&path, vec![7; bytes]).unwrap();
        path
    }

    #[test]
    fn a_file_is_sent_whole_with_its_secret_and_tells_how_far_it_is() {
        let (path, (address, thread)) = (file("whole.pdf", 1_000_000), door("202 Accepted"));
        let reports: Vec<Sending> = send(&address, "c0ffee", &path).into_iter().collect();
        let (head, body) = thread.join().unwrap();
        assert!(head.starts_with("post /api/deck ") && head.contains("authorization: bearer c0ffee"), "{head}");
        assert!(body.len() == 1_000_000 && body.iter().all(|byte| *byte == 7));
        assert_eq!(reports.last(), Some(&Sending::Arrived));
        assert!(reports.len() >= 3 && matches!(reports[0], Sending::Sent(bytes) if bytes < 600_000), "{reports:?}");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn what_the_door_refuses_and_what_is_not_there_has_failed() {
        let (path, (address, thread)) = (file("refused.pdf", 10), door("403 Forbidden"));
        assert_eq!(send(&address, "00", &path).into_iter().last(), Some(Sending::Failed));
        thread.join().unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(send(&address, "00", &path).into_iter().collect::<Vec<_>>(), [Sending::Failed]);
        assert_eq!(size(&path), None);
    }
}
