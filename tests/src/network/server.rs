//! A server as a process of its own: started on any free port with its own data folder, stopped, killed, started anew.
//!
//! Whoever opens one says which executable it is; tests have it from cargo, which builds it with them (the target
//! `server` of this package is the server's own `main.rs`). Nothing here builds anything.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde::Deserialize;
use tempfile::TempDir;

use super::door::Door;

/// How long a server may take to open, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server prints when it is open.
#[derive(Debug, Clone, Deserialize)]
pub struct Ready {
    /// Always true.
    pub ready: bool,
    /// Address of its door.
    pub http: String,
    /// Address of its WebTransport.
    pub webtransport: String,
    /// Its process.
    pub pid: u32,
}

/// A running server.
#[derive(Debug)]
pub struct ServerHandle {
    /// What it printed.
    pub ready: Ready,
    /// Where its door is.
    pub door: Door,
    child: Child,
}

/// A folder for a server's data and its log.
#[derive(Debug)]
pub struct Premises {
    executable: PathBuf,
    folder: TempDir,
}

impl Premises {
    /// An empty folder for servers of this executable.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn new(executable: impl Into<PathBuf>) -> anyhow::Result<Self> {
        Ok(Self { executable: executable.into(), folder: tempfile::tempdir()? })
    }

    /// The data folder; the server makes it.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file beside the data folder.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the server wrote to its log.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.file("log")).unwrap_or_default()
    }

    /// Opens a server on a free port.
    ///
    /// # Errors
    /// When it does not open in time; its log is in the error.
    pub fn open(&self) -> anyhow::Result<ServerHandle> {
        self.open_with(&[])
    }

    /// Opens a server with more flags; on a free port if they name none.
    ///
    /// # Errors
    /// When it does not open in time; its log is in the error.
    pub fn open_with(&self, flags: &[&str]) -> anyhow::Result<ServerHandle> {
        let log = fs::OpenOptions::new().create(true).append(true).open(self.file("log"))?;
        let mut command = Command::new(&self.executable);
        command.arg("--data").arg(self.data()).args(flags);
        if !flags.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn()?;
        let output = child.stdout.take().context("no standard output")?;
        match first_line(output) {
            Ok(line) => {
                let ready: Ready = serde_json::from_str(&line).with_context(|| format!("not ready: {line:?}"))?;
                let door = Door::at(&ready.http)?;
                Ok(ServerHandle { ready, door, child })
            }
            Err(error) => {
                child.kill()?;
                child.wait()?;
                Err(error.context(self.log()))
            }
        }
    }

    /// Runs a command of the server's executable to its end.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn command(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        Ok(Command::new(&self.executable).args(arguments).stdin(Stdio::null()).output()?)
    }

    /// Makes an invitation with a running server and answers its code.
    ///
    /// # Errors
    /// When there is none.
    pub fn invite(&self, role: &str, uses: u32) -> anyhow::Result<String> {
        let (data, uses) = (self.data(), uses.to_string());
        let data = data.to_str().context("an odd folder")?;
        let output = self.command(&["invite", "--data", data, "--role", role, "--uses", &uses])?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let link = String::from_utf8(output.stdout)?.trim().to_owned();
        let code = link.rsplit(['=', '/', '#']).next().context("a link without a code")?;
        Ok(code.to_owned())
    }
}

impl ServerHandle {
    /// Asks the server to stop, as a service manager does, and waits for its end.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn stop(mut self) -> anyhow::Result<ExitStatus> {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        ensure!(asked.success(), "the server is gone already");
        Ok(self.child.wait()?)
    }

    /// Kills the server at once, as a power cut does.
    ///
    /// # Errors
    /// When it is gone already.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Whether the process still runs.
    #[must_use]
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        // A server that was stopped or killed is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first line of a process' output, waited for with patience; what follows is read and dropped.
fn first_line(output: std::process::ChildStdout) -> anyhow::Result<String> {
    let (tx, rx) = mpsc::channel();
    std::thread::spawn(move || {
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        // Nobody waits any more when the patience is over.
        let _ = tx.send(lines.next());
        lines.for_each(drop);
    });
    rx.recv_timeout(PATIENCE).context("the server did not open in time")?.context("the server ended without a word")
}
