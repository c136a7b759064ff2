//! A real nginx before a real server, on loopback, with the lines that `docs/operate.md` gives operators.
//!
//! One process, no privileges, every file in a folder of its own.
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use tempfile::TempDir;

use super::door::Door;
use super::process::{free_port, until_listening};

/// Where the lines for operators are.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/operate.md");
/// What is to be done when there is no nginx.
const MISSING: &str = "nginx cannot be started; scripts/setup.sh --test installs it";
/// What those lines call the server.
const DOCUMENTED_SERVER: &str = "127.0.0.1:8080";

/// A running nginx.
#[derive(Debug)]
pub struct Nginx {
    /// Where it listens.
    pub door: Door,
    child: Child,
    _folder: TempDir,
}

impl Nginx {
    /// Opens a proxy before `server` that gives up a connection on which nothing came for `idle_seconds`.
    ///
    /// # Errors
    /// When nginx is missing or does not start.
    pub fn before(server: &Door, idle_seconds: u32) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let address = format!("127.0.0.1:{port}");
        let location = documented_location()?;
        let location = location.replace(DOCUMENTED_SERVER, server.authority());
        let configuration =
            configuration(&format!("listen {address};\nproxy_read_timeout {idle_seconds}s;\n{location}"));
        let file = folder.path().join("nginx.conf");
        fs::write(&file, configuration)?;
        let child = program(folder.path()).arg("-c").arg(&file).spawn().context(MISSING)?;
        let mut proxy = Self { door: Door::at(&format!("http://{address}"))?, child, _folder: folder };
        until_listening(&mut proxy.child, port)?;
        Ok(proxy)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // One that ended by itself is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(folder: &Path) -> Command {
    let program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].into_iter().find(|path| Path::new(path).exists());
    let mut command = Command::new(program.unwrap_or("nginx"));
    command.arg("-p").arg(folder).args(["-e", "stderr"]).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// A whole configuration round the lines of one server.
fn configuration(server: &str) -> String {
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .into_iter()
        .map(|kind| format!("{kind}_temp_path {kind};\n"))
        .collect();
    format!(
        "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr warn;\nevents {{}}\nhttp {{\n\
         access_log off;\n{temporary}map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}\n\
         server {{\n{server}\n}}\n}}\n"
    )
}

/// The `location` that operators are told to write.
fn documented_location() -> anyhow::Result<String> {
    let text = fs::read_to_string(DOCUMENT)?;
    let begin = text.find("location / {").context("docs/operate.md shows no location for nginx")?;
    let (_, after) = text.split_at(begin);
    let end = after.find('}').context("the location does not end")?;
    Ok(after.split_at(end + 1).0.to_owned())
}
