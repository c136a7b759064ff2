//! Writes a few decks into a folder, for `hiroba-rasteriser measure`: `cargo run --example decks -- FOLDER`.
//!
//! They are the ones of the tests, only longer.

#[path = "../tests/drawn/samples.rs"]
#[expect(dead_code, reason = "written for the tests, which use all of it")]
mod samples;
#[path = "../tests/drawn/writer.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "written for the tests, which use all of it")]
mod writer;

use std::fs;
use std::io;
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or(io::ErrorKind::InvalidInput)?);
    fs::create_dir_all(&folder)?;
    let japanese: Vec<&[u8]> = [b"\x93\xfa\x96\x7b\x8c\xea".as_slice(); 100].to_vec();
    for (name, pdf) in [
        ("letters.pdf", samples::numbered(200)),
        ("japanese.pdf", samples::without_its_font("90ms-RKSJ-H", "Japan1", &japanese)),
        ("scan.pdf", samples::scanned(2_480, 3_508)),
        ("scan-600dpi.pdf", samples::scanned(4_960, 7_016)),
        ("scans-600dpi.pdf", samples::scans(200, (4_960, 7_016))),
    ] {
        fs::write(folder.join(name), pdf)?;
    }
    Ok(())
}
