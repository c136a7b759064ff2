//! Draws: a PDF on standard input, pictures in a folder, and what happens on standard output.
//!
//! It lays its limits on itself first. It says which page it is at before it draws it, so that whoever finds it dead
//! knows where.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use hayro::RenderCache;
use hiroba_pages::line::{Drawn, Line};
use hiroba_shared::deck::{DeckFault, DeckFaultReason, MOST_PDF_BYTES, PageNumber};

use crate::confine;
use crate::draw::{self, Deck};
use crate::picture::NoFile;

/// Pages drawn with one set of kept glyphs and pictures; those only grow.
const PAGES_A_CACHE: usize = 12;

/// Why the process ends early.
enum Ending {
    /// The deck has a fault.
    Fault(DeckFault),
    /// Nobody hears what it says.
    Unheard,
}

impl From<io::Error> for Ending {
    fn from(_: io::Error) -> Self {
        Self::Unheard
    }
}

/// Draws the PDF on standard input into `folder`. What became of it is said on standard output; the exit status only
/// tells whether it could be said.
pub(crate) fn rasterise(folder: &Path) -> ExitCode {
    // What a panic would print is of no use to anybody; the page is told in a line.
    std::panic::set_hook(Box::new(|_| {}));
    let drawn = match confine::confine_self() {
        Ok(()) => on_a_large_stack(folder),
        Err(_) => Err(Ending::Fault(DeckFaultReason::NotStored.of_file())),
    };
    let said = match drawn {
        Ok(()) => say(&Line::Done { peak_bytes: peak_bytes().unwrap_or(0) }),
        Err(Ending::Fault(fault)) => say(&Line::Failed(fault)),
        Err(Ending::Unheard) => return ExitCode::FAILURE,
    };
    if said.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn on_a_large_stack(folder: &Path) -> Result<(), Ending> {
    let undrawable = || Ending::Fault(DeckFaultReason::Undrawable.of_file());
    thread::scope(|scope| {
        let drawing = thread::Builder::new().stack_size(confine::STACK_BYTES).spawn_scoped(scope, || draw_all(folder));
        drawing.map_err(|_| undrawable())?.join().unwrap_or_else(|_| Err(undrawable()))
    })
}

fn draw_all(folder: &Path) -> Result<(), Ending> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_PDF_BYTES).read_to_end(&mut bytes)?;
    let deck = Deck::read(bytes).map_err(|reason| Ending::Fault(reason.of_file()))?;
    let settings = deck.settings();
    let numbers = (1..).map_while(PageNumber::new);
    let pages: Vec<_> = numbers.zip(deck.pages()).collect();
    say(&Line::Pages(u16::try_from(pages.len()).unwrap_or(u16::MAX)))?;
    for pages in pages.chunks(PAGES_A_CACHE) {
        let cache = RenderCache::new();
        for (number, page) in pages {
            say(&Line::Drawing(*number))?;
            let fault = |reason| Ending::Fault(DeckFault { page: Some(*number), reason });
            let large = draw::draw(page, &cache, &settings).ok_or_else(|| fault(DeckFaultReason::Undrawable))?;
            let no_file = |why: NoFile| fault(reason(&why));
            let small = large.halved().write(folder).map_err(no_file)?;
            let large = large.write(folder).map_err(no_file)?;
            say(&Line::Drawn(Drawn { page: *number, large, small, flaws: deck.take_flaws() }))?;
        }
    }
    Ok(())
}

fn reason(why: &NoFile) -> DeckFaultReason {
    match why {
        NoFile::Encoding => DeckFaultReason::Undrawable,
        NoFile::Writing(fault) if fault.kind() == io::ErrorKind::FileTooLarge => DeckFaultReason::TooLarge,
        NoFile::Writing(_) => DeckFaultReason::NotStored,
    }
}

fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib * 1024)
}

fn say(line: &Line) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, line)?;
    out.write_all(b"\n")?;
    out.flush()
}
