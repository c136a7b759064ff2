//! Starts the rasteriser, watches it, and looks at what it made before anybody else sees it.
//!
//! Whatever happens to the process becomes a [`DeckFault`] with the page it was at. It is never waited for longer than
//! its time, and nothing it says or writes is believed unseen. This blocks: it belongs on a thread of its own.

pub(crate) mod output;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use hiroba_shared::deck::{DeckFault, DeckFaultReason, Flaw, MOST_PAGES, PageNumber};

use crate::limits;
use crate::line::{self, Line};

/// Name of the executable.
pub const EXECUTABLE: &str = "hiroba-rasteriser";
/// Its argument for drawing what comes on standard input; the folder follows.
pub const ARGUMENT: &str = "draw";

/// How often the watcher is asked whether to go on.
const LOOK: Duration = Duration::from_millis(200);
/// Most bytes of last words that are looked at.
const LAST_WORDS: u64 = 4_096;
/// How long a process that says nothing any more may take to end.
const DYING: Duration = Duration::from_secs(2);

/// Starts rasterisers.
#[derive(Debug, Clone)]
pub struct Rasteriser {
    executable: PathBuf,
}

/// How far a deck is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many pages are drawn.
    pub drawn: u16,
    /// How many there are; 0 while the file is being read.
    pub pages: u16,
}

/// A deck that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Its pages, in order.
    pub pages: Vec<Page>,
    /// The most memory the process had at once, in bytes, by its own word; 0 where the system does not say.
    pub peak_bytes: u64,
}

/// The pictures of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// At most [`hiroba_shared::deck::LARGE_PIXELS`] on each side.
    pub large: Picture,
    /// Half of that.
    pub small: Picture,
    /// What was left out.
    pub flaws: Vec<Flaw>,
}

/// A WebP file in the output folder, named by its hash in hexadecimal letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// BLAKE3 of its bytes.
    pub hash: [u8; 32],
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
    /// Length of the file.
    pub bytes: u64,
}

impl Rasteriser {
    /// One that starts this `executable`.
    #[must_use]
    pub fn new(executable: PathBuf) -> Self {
        Self { executable }
    }

    /// Draws `pdf` into `folder`, which must be empty. `watch` hears how far it is, several times a second, and can end
    /// it.
    ///
    /// # Errors
    /// With what was wrong and on which page; what lies in the folder is then of no use.
    pub fn draw(
        &self,
        pdf: File,
        folder: &Path,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Drawing, DeckFault> {
        let mut child = self.start(pdf, folder).map_err(|_| DeckFaultReason::NotStored.of_file())?;
        let mut seen = Seen::default();
        let told = seen.follow(&mut child, folder, watch);
        // One that fell silent may still be dying, and what it dies of is its own.
        let last_words = LastWords::of(&mut child, if told == Err(Silence::Ended) { DYING } else { Duration::ZERO });
        match told {
            Ok(()) => {}
            Err(Silence::Fault(reason)) => return Err(seen.fault(reason)),
            Err(Silence::Said(fault)) => return Err(fault),
            Err(Silence::Ended) => return Err(seen.fault(last_words.reason())),
        }
        if seen.drawn.len() != usize::from(seen.pages) {
            return Err(seen.fault(DeckFaultReason::Undrawable));
        }
        let pages = seen.drawn.iter().map(|drawn| output::look_at(drawn, folder)).collect::<Result<_, _>>()?;
        Ok(Drawing { pages, peak_bytes: seen.peak_bytes })
    }

    /// What is started.
    pub(crate) fn executable(&self) -> &Path {
        &self.executable
    }

    fn start(&self, pdf: File, folder: &Path) -> std::io::Result<Child> {
        let folder = std::path::absolute(folder)?;
        Command::new(&self.executable)
            .arg(ARGUMENT)
            .arg(&folder)
            .env_clear()
            .current_dir(&folder)
            .stdin(pdf)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// Why no more is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Silence {
    /// It said itself what is wrong.
    Said(DeckFault),
    /// It was ended here.
    Fault(DeckFaultReason),
    /// It ended without a word.
    Ended,
}

/// What a process said so far.
#[derive(Default)]
struct Seen {
    pages: u16,
    at: Option<PageNumber>,
    drawn: Vec<line::Drawn>,
    /// Of how many pages the pictures are counted in `bytes`.
    weighed: usize,
    bytes: u64,
    peak_bytes: u64,
}

impl Seen {
    /// Hears the process until it is done.
    fn follow(
        &mut self,
        child: &mut Child,
        folder: &Path,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(), Silence> {
        let lines = lines_of(child);
        let end = now() + limits::DECK_TIME;
        let mut page_end = now() + limits::PAGE_TIME;
        loop {
            let progress = Progress { drawn: u16::try_from(self.drawn.len()).unwrap_or(u16::MAX), pages: self.pages };
            if watch(progress).is_break() {
                return Err(Silence::Fault(DeckFaultReason::NotStored));
            }
            let line = match lines.recv_timeout(LOOK) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) if now() < end.min(page_end) => continue,
                Err(RecvTimeoutError::Timeout) => return Err(Silence::Fault(DeckFaultReason::TooSlow)),
                Err(RecvTimeoutError::Disconnected) => return Err(Silence::Ended),
            };
            if now() > end {
                return Err(Silence::Fault(DeckFaultReason::TooSlow));
            }
            page_end = now() + limits::PAGE_TIME;
            if self.take(line)?.is_break() {
                return Ok(());
            }
            if self.bytes_in(folder) > limits::DECK_BYTES {
                return Err(Silence::Fault(DeckFaultReason::TooLarge));
            }
        }
    }

    /// Counts the pictures of the page that was drawn last, and says how many bytes there are by now.
    fn bytes_in(&mut self, folder: &Path) -> u64 {
        while let Some(drawn) = self.drawn.get(self.weighed) {
            // A name is believed only when the deck is done; until then it is at most not counted.
            let bytes = |file: &line::File| folder.join(&file.name).metadata().map_or(0, |file| file.len());
            self.bytes = self.bytes.saturating_add(bytes(&drawn.large)).saturating_add(bytes(&drawn.small));
            self.weighed += 1;
        }
        self.bytes
    }

    /// Takes a line; breaks after the last. One that has no place here is as good as a death.
    fn take(&mut self, line: Line) -> Result<ControlFlow<()>, Silence> {
        match line {
            Line::Pages(pages) if self.pages == 0 && (1..=MOST_PAGES).contains(&pages) => self.pages = pages,
            Line::Drawing(page) if page.index() == self.drawn.len() && page.number() <= self.pages => {
                self.at = Some(page);
            }
            Line::Drawn(drawn) if Some(drawn.page) == self.at && drawn.page.index() == self.drawn.len() => {
                self.drawn.push(drawn);
            }
            Line::Done { peak_bytes } => {
                self.peak_bytes = peak_bytes;
                return Ok(ControlFlow::Break(()));
            }
            Line::Failed(fault) => return Err(Silence::Said(fault)),
            Line::Pages(_) | Line::Drawing(_) | Line::Drawn(_) => {
                return Err(Silence::Fault(DeckFaultReason::Undrawable));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn fault(&self, reason: DeckFaultReason) -> DeckFault {
        DeckFault { page: self.at, reason }
    }
}

/// The lines a process says, read beside whoever waits for them; ends with the first that is none.
fn lines_of(child: &mut Child) -> Receiver<Line> {
    let (tx, rx) = mpsc::sync_channel(4);
    let Some(out) = child.stdout.take() else { return rx };
    thread::spawn(move || {
        let mut out = BufReader::new(out);
        loop {
            let mut bytes = Vec::new();
            let read = (&mut out).take(line::LONGEST as u64).read_until(b'\n', &mut bytes);
            let line = read.ok().and_then(|_| serde_json::from_slice(&bytes).ok());
            let Some(line) = line else { return };
            if tx.send(line).is_err() {
                return;
            }
        }
    });
    rx
}

/// How a process ended by itself, and the beginning of what it printed about it.
struct LastWords {
    signal: Option<i32>,
    words: Vec<u8>,
}

impl LastWords {
    /// Waits for the process as long as it may take, and then ends it.
    fn of(child: &mut Child, may_take: Duration) -> Self {
        let end = now() + may_take;
        let mut status = child.try_wait().ok().flatten();
        while status.is_none() && now() < end {
            thread::park_timeout(Duration::from_millis(5));
            status = child.try_wait().ok().flatten();
        }
        if status.is_none() {
            drop(child.kill());
            drop(child.wait());
        }
        let mut words = Vec::new();
        if let Some(said) = child.stderr.take() {
            drop(said.take(LAST_WORDS).read_to_end(&mut words));
        }
        Self { signal: status.and_then(|status| ExitStatusExt::signal(&status)), words }
    }

    /// What a process died of.
    fn reason(&self) -> DeckFaultReason {
        let says = |what: &[u8]| self.words.windows(what.len()).any(|words| words == what);
        if says(b"memory allocation of") {
            return DeckFaultReason::TooMuchMemory;
        }
        match self.signal {
            Some(SIGXCPU) => DeckFaultReason::TooSlow,
            Some(SIGXFSZ) => DeckFaultReason::TooLarge,
            // The system itself ran out of memory and took it here.
            Some(SIGKILL) => DeckFaultReason::TooMuchMemory,
            Some(_) | None => DeckFaultReason::Undrawable,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "an edge that watches another process, and nothing else, by the clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Numbers of signals, the same on all systems we know.
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;
const SIGXFSZ: i32 = 25;

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u16) -> PageNumber {
        PageNumber::new(number).unwrap()
    }

    fn drawn(number: u16) -> Line {
        let file = || line::File { name: String::new(), width: 1, height: 1 };
        Line::Drawn(line::Drawn { page: page(number), large: file(), small: file(), flaws: Vec::new() })
    }

    /// What becomes of a process that says these lines.
    fn heard(lines: Vec<Line>) -> Result<usize, Silence> {
        let mut seen = Seen::default();
        for line in lines {
            if seen.take(line)?.is_break() {
                break;
            }
        }
        Ok(seen.drawn.len())
    }

    #[test]
    fn pages_are_heard_in_order_and_nothing_else_is_believed() {
        let two = |rest: Vec<Line>| [vec![Line::Pages(2)], rest].concat();
        let good = two(vec![Line::Drawing(page(1)), drawn(1), Line::Drawing(page(2)), drawn(2)]);
        assert_eq!(heard(good), Ok(2));
        for wrong in [
            vec![Line::Drawing(page(1))],
            vec![Line::Pages(0)],
            vec![Line::Pages(MOST_PAGES + 1)],
            two(vec![Line::Pages(2)]),
            two(vec![drawn(1)]),
            two(vec![Line::Drawing(page(2))]),
            two(vec![Line::Drawing(page(1)), drawn(2)]),
            two(vec![Line::Drawing(page(1)), drawn(1), drawn(1)]),
            two(vec![Line::Drawing(page(1)), drawn(1), Line::Drawing(page(2)), drawn(2), Line::Drawing(page(3))]),
        ] {
            assert_eq!(heard(wrong.clone()), Err(Silence::Fault(DeckFaultReason::Undrawable)), "{wrong:?}");
        }
    }

    #[test]
    fn what_a_process_died_of_is_told_by_its_signal_and_its_last_words() {
        for (signal, words, reason) in [
            (Some(6), "memory allocation of 9 bytes failed", DeckFaultReason::TooMuchMemory),
            (Some(6), "thread has overflowed its stack", DeckFaultReason::Undrawable),
            (Some(SIGXCPU), "", DeckFaultReason::TooSlow),
            (Some(SIGXFSZ), "", DeckFaultReason::TooLarge),
            (None, "", DeckFaultReason::Undrawable),
        ] {
            assert_eq!(LastWords { signal, words: words.into() }.reason(), reason, "{words:?}");
        }
    }
}
