//! A screen, a server and a client as real processes, ended with the test that started them.

use std::cell::Cell;
use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use hiroba_tests::network::door::Door;

use super::SIZE;
use super::picture::Photograph;

/// How long a state may take to come about on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(90);

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The screen and the server.
pub(super) struct Stage {
    /// Address of the door.
    pub(super) url: String,
    name: String,
    display: String,
    folder: tempfile::TempDir,
    photographs: Cell<u32>,
    _server: Running,
    _screen: Running,
}

/// The client's window.
pub(super) struct Client {
    display: String,
    _process: Running,
}

impl Stage {
    pub(super) fn set(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        forget_photographs(name);
        let depth = format!("{}x{}x24", SIZE.0, SIZE.1);
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &depth, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts; scripts/setup.sh --test installs it");
        let display = format!(":{}", first_line(&mut screen));
        let mut server = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path().join("data"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let ready: serde_json::Value = serde_json::from_str(&first_line(&mut server)).expect("the ready line is JSON");
        Self {
            url: ready["http"].as_str().expect("the ready line names the door").to_owned(),
            name: name.to_owned(),
            display,
            folder,
            photographs: Cell::new(0),
            _server: Running(server),
            _screen: Running(screen),
        }
    }

    /// A client that has every answer and comes in at once.
    pub(super) fn open_client(&self, link: &str, visitor: &str) -> Client {
        let agreed = policies_of(&self.url);
        self.start_client(link, &["--name", visitor, "--organisation", "City of Nagi", "--agreed", &agreed])
    }

    /// A client at its own door, which asks for the name.
    pub(super) fn open_door(&self, link: &str) -> Client {
        self.start_client(link, &[])
    }

    fn start_client(&self, link: &str, answers: &[&str]) -> Client {
        let size = format!("{}x{}", SIZE.0, SIZE.1);
        let process = Command::new(client_program())
            .args(["--server", &self.url, "--country", "JP", "--link", link, "--size", &size])
            .args(["--lang", "en", "--theme", "light"])
            .args(answers)
            .env("DISPLAY", &self.display)
            .env("XDG_CONFIG_HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path())
            .env("WGPU_BACKEND", "vulkan")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the client starts");
        Client { display: self.display.clone(), _process: Running(process) }
    }

    /// Photographs the screen again and again until `found` answers; keeps the last picture.
    pub(super) fn photograph_until<T>(&self, what: &str, found: impl Fn(&Photograph) -> Option<T>) -> Option<T> {
        let file = self.next_photograph(what);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let taken = self
                .photograph(&file)
                .expect("ImageMagick's import takes pictures; scripts/setup.sh --test installs it");
            let Some(picture) = image::open(&file).ok().filter(|_| taken.success()) else { continue };
            if let Some(answer) = found(&Photograph(picture.to_rgba8())) {
                return Some(answer);
            }
        }
        None
    }

    fn next_photograph(&self, what: &str) -> PathBuf {
        let number = self.photographs.get() + 1;
        self.photographs.set(number);
        photographs().join(format!("{}-{number}-{}.png", self.name, what.replace(' ', "-")))
    }

    fn photograph(&self, file: &Path) -> io::Result<ExitStatus> {
        Command::new("import").args(["-display", &self.display, "-window", "root"]).arg(file).status()
    }
}

/// How it looked when a test failed is kept too.
impl Drop for Stage {
    fn drop(&mut self) {
        if thread::panicking() {
            drop(self.photograph(&self.next_photograph("when it failed")));
        }
    }
}

impl Client {
    /// Gives the window the keyboard, as a window manager would.
    pub(super) fn focus(&self) {
        self.xdotool(&["search", "--sync", "--name", "Hiroba", "windowfocus", "--sync"]);
    }

    /// Presses and releases a key.
    pub(super) fn key(&self, key: &str) {
        self.xdotool(&["key", key]);
    }

    /// Holds a key down while `meanwhile` lasts.
    pub(super) fn press(&self, key: &str, meanwhile: impl FnOnce()) {
        self.xdotool(&["keydown", key]);
        meanwhile();
        self.xdotool(&["keyup", key]);
    }

    /// Clicks on a spot of the window.
    pub(super) fn click(&self, (x, y): (i64, i64)) {
        self.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string(), "click", "1"]);
    }

    /// Types a text, key by key.
    pub(super) fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "60", text]);
    }

    fn xdotool(&self, arguments: &[&str]) {
        let done = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).status();
        assert!(done.is_ok_and(|status| status.success()), "xdotool {arguments:?}");
    }
}

/// The version of what the venue wants agreed to.
fn policies_of(url: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let door = Door::at(url).expect("a door");
    runtime.block_on(door.sign()).expect("what stands at the door").policies
}

fn first_line(process: &mut Child) -> String {
    let mut line = String::new();
    let output = process.stdout.take().expect("its output is piped");
    BufReader::new(output).read_line(&mut line).expect("it prints a line");
    line.trim().to_owned()
}

/// The folder with the workspace's programs: the one above that of this test's own program.
fn folder_of_programs() -> PathBuf {
    let own = env::current_exe().expect("a test knows its program");
    own.parent().and_then(Path::parent).expect("it lies in a target folder").to_owned()
}

fn photographs() -> PathBuf {
    folder_of_programs().join("photographs")
}

/// What a test photographed the last time would be taken for what it shows now.
fn forget_photographs(name: &str) {
    fs::create_dir_all(photographs()).expect("a folder for photographs");
    let files = fs::read_dir(photographs()).expect("the folder is read").flatten();
    let own = |file: &fs::DirEntry| file.file_name().to_string_lossy().starts_with(&format!("{name}-"));
    files.filter(own).for_each(|file| drop(fs::remove_file(file.path())));
}

/// The client. Cargo builds it with the workspace but not with this test alone, so an old one is named, never started.
fn client_program() -> PathBuf {
    let client = folder_of_programs().join("hiroba-client");
    let advice = "run `cargo build --workspace --features hiroba-tests/client`, or scripts/test.sh, which does";
    assert!(client.exists(), "{} is not there: {advice}", client.display());
    assert!(is_current(&client), "{} is older than its sources: {advice}", client.display());
    client
}

/// Whether no source of a program is newer than it; cargo notes them beside it, as a rule for make.
fn is_current(program: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|file| file.modified()).ok();
    let rule = fs::read_to_string(program.with_extension("d")).unwrap_or_default();
    let sources = rule.split_once(": ").map_or("", |(_, sources)| sources).replace("\\ ", "\0");
    let newest = sources.split_whitespace().filter_map(|source| changed(Path::new(&source.replace('\0', " ")))).max();
    newest.is_some() && newest <= changed(program)
}
