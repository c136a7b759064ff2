//! Turns a PDF into pictures of its pages: `hiroba-rasteriser draw FOLDER < FILE`, as the server starts it.
//!
//! `hiroba-rasteriser photograph FOLDER` draws a group photograph. It lays limits on itself before it reads the first byte, and knows nothing of the venue. By hand
//! `hiroba-rasteriser measure FILE...` says how fast files are drawn and how large their pages are.
#![forbid(unsafe_code)]

mod child;
mod confine;
mod draw;
mod fonts;
mod photograph;
mod picture;

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use hiroba_pages::photograph::ARGUMENT as PHOTOGRAPH;
use hiroba_pages::rasteriser::{ARGUMENT, Page, Rasteriser};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [task, folder] if task == ARGUMENT => child::rasterise(Path::new(folder)),
        [task, folder] if task == PHOTOGRAPH => photograph::photograph(Path::new(folder)),
        [task, files @ ..] if task == "measure" => {
            let measured = files.iter().try_for_each(|file| measure(Path::new(file)));
            said(measured.map_err(|fault| fault.to_string()))
        }
        _ => said(Err("hiroba-rasteriser draw FOLDER < FILE, or hiroba-rasteriser measure FILE...".to_owned())),
    }
}

fn said(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            drop(writeln!(io::stderr(), "{why}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is measured")]
fn now() -> Instant {
    Instant::now()
}

/// Draws one file into a folder beside the temporary ones, and says in a line what it took.
fn measure(file: &Path) -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("hiroba-rasteriser-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let rasteriser = Rasteriser::new(std::env::current_exe()?);
    let start = now();
    let drawn = rasteriser.draw(File::open(file)?, &folder, &mut |_| ControlFlow::Continue(()));
    let seconds = start.elapsed().as_secs_f64();
    let line = match drawn {
        Ok(drawing) => {
            let pages = drawing.pages.len();
            let bytes = |pick: fn(&Page) -> u64| drawing.pages.iter().map(pick).sum::<u64>() / 1024;
            let (large, small) = (bytes(|page| page.large.bytes), bytes(|page| page.small.bytes));
            let peak = drawing.peak_bytes / (1024 * 1024);
            #[expect(clippy::cast_precision_loss, reason = "at most 300")]
            let speed = pages as f64 / seconds;
            format!("{pages} pages, {speed:.1} a second, peak {peak} MiB, large {large} KiB, small {small} KiB")
        }
        Err(fault) => format!("{fault:?} after {seconds:.1} s"),
    };
    fs::remove_dir_all(&folder)?;
    writeln!(io::stdout(), "{}: {line}", file.display())
}
