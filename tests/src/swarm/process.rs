//! What the server's process costs, read from `/proc`: CPU time of all its threads and resident memory.
//!
//! Works on Linux and for a server of the same user on the same machine; elsewhere there are simply no figures.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

/// Ticks of `/proc/<pid>/stat` in one second, fixed in Linux' interface to programs.
const CLOCK_TICKS_PER_SECOND: f64 = 100.0;

/// A process whose cost can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerProcess(u32);

/// What it has cost so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// CPU seconds in its own code.
    pub user_seconds: f64,
    /// CPU seconds in the kernel.
    pub system_seconds: f64,
    /// Resident memory now, in MiB.
    pub rss_mb: f64,
    /// The most resident memory it ever had, in MiB, or since that was forgotten.
    pub peak_mb: f64,
}

impl ServerProcess {
    /// The process with this number, or the one that listens on `port` of this machine.
    #[must_use]
    pub fn find(pid: Option<u32>, port: u16) -> Option<Self> {
        pid.or_else(|| listener_of(port)).map(Self).filter(|process| process.usage().is_ok())
    }

    /// Lets the system forget the most memory it ever had.
    ///
    /// # Errors
    /// When it is gone or somebody else's.
    pub fn forget_peak(self) -> anyhow::Result<()> {
        const PEAK: &str = "5";
        Ok(fs::write(format!("/proc/{}/clear_refs", self.0), PEAK)?)
    }

    /// What it has cost so far.
    ///
    /// # Errors
    /// When it is gone or hidden.
    pub fn usage(self) -> anyhow::Result<Usage> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        // The name stands in brackets and may hold anything; what counts follows the last one.
        let fields: Vec<&str> = stat.rsplit_once(')').context("no name")?.1.split_whitespace().collect();
        let seconds = |index: usize| -> anyhow::Result<f64> {
            Ok(fields.get(index).context("too short")?.parse::<f64>()? / CLOCK_TICKS_PER_SECOND)
        };
        let status = fs::read_to_string(format!("/proc/{}/status", self.0))?;
        let mib = |name: &str| -> anyhow::Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such memory")?;
            let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
            Ok(kib / 1_024.0)
        };
        let (rss_mb, peak_mb) = (mib("VmRSS:")?, mib("VmHWM:")?);
        Ok(Usage { user_seconds: seconds(11)?, system_seconds: seconds(12)?, rss_mb, peak_mb })
    }
}

/// Which process listens on a TCP port: the socket's inode, and whose open file it is.
fn listener_of(port: u16) -> Option<u32> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].iter().filter_map(|path| fs::read_to_string(path).ok());
    let inodes: Vec<String> = tables.flat_map(|table| listening_inodes(&table, port)).collect();
    let sockets: Vec<PathBuf> = inodes.iter().map(|inode| PathBuf::from(format!("socket:[{inode}]"))).collect();
    let pids = fs::read_dir("/proc").ok()?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    pids.into_iter().find(|pid| {
        let files = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
        files.filter_map(|file| fs::read_link(file.path()).ok()).any(|target| sockets.contains(&target))
    })
}

/// Inodes of the sockets that listen on `port` in a table of `/proc/net`.
fn listening_inodes(table: &str, port: u16) -> Vec<String> {
    const LISTENS: &str = "0A";
    let ending = format!(":{port:04X}");
    let inode = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let listens = fields.get(1)?.ends_with(&ending) && *fields.get(3)? == LISTENS;
        listens.then(|| fields.get(9).map(|inode| (*inode).to_owned())).flatten()
    };
    table.lines().skip(1).filter_map(inode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_that_listens_is_found_by_its_port() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let process = ServerProcess::find(None, port).unwrap();
        assert_eq!(process, ServerProcess(std::process::id()));
        assert!(process.usage().unwrap().rss_mb > 1.0);
    }
}
