//! PDFs of all kinds become pages or a reason, in a process that keeps within its limits.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what a test cannot go on without fails it")]

mod writer;
mod samples;
mod good;
mod photograph;
mod bad;
mod others;

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;

use hiroba_pages::rasteriser::{Drawing, Progress, Rasteriser};
use hiroba_shared::deck::{DeckFault, DeckFaultReason, PageNumber};
use tempfile::TempDir;

/// What came of a PDF.
pub(crate) struct Drawn {
    folder: TempDir,
    pub(crate) drawing: Drawing,
    pub(crate) told: Vec<Progress>,
}

/// Pixels of a page's small picture.
#[derive(PartialEq)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    rgb: Vec<u8>,
}

/// Draws a file.
pub(crate) fn try_draw(pdf: &[u8]) -> Result<Drawn, DeckFault> {
    let folder = tempfile::tempdir().unwrap();
    let (file, pages) = (folder.path().join("deck.pdf"), folder.path().join("pages"));
    fs::write(&file, pdf).unwrap();
    fs::create_dir(&pages).unwrap();
    let mut told = Vec::new();
    let rasteriser = Rasteriser::new(Path::new(env!("CARGO_BIN_EXE_hiroba-rasteriser")).to_owned());
    let drawing = rasteriser.draw(File::open(file).unwrap(), &pages, &mut |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    })?;
    Ok(Drawn { folder, drawing, told })
}

/// Draws a file that is good.
pub(crate) fn draw(pdf: &[u8]) -> Drawn {
    try_draw(pdf).unwrap_or_else(|fault| panic!("it should have been drawn: {fault:?}"))
}

/// The fault of a file that is not, and its page.
pub(crate) fn fault(pdf: &[u8]) -> (DeckFaultReason, Option<u16>) {
    let fault = try_draw(pdf).err().expect("it should not have been drawn");
    (fault.reason, fault.page.map(PageNumber::number))
}

impl Drawn {
    /// Sizes of the large pictures.
    pub(crate) fn sizes(&self) -> Vec<(u16, u16)> {
        self.drawing.pages.iter().map(|page| (page.large.width, page.large.height)).collect()
    }

    /// The small picture of the page at `index`.
    pub(crate) fn pixels(&self, index: usize) -> Pixels {
        let name: String = self.drawing.pages[index].small.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let file = std::io::BufReader::new(File::open(self.folder.path().join("pages").join(name)).unwrap());
        let mut decoder = image_webp::WebPDecoder::new(file).unwrap();
        let (width, height) = decoder.dimensions();
        let mut rgb = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut rgb).unwrap();
        assert!(!decoder.has_alpha());
        Pixels { width, height, rgb }
    }
}

impl Pixels {
    /// The colour at a part of the width and height, both in hundredths.
    pub(crate) fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let (x, y) = (self.width * x / 100, self.height * y / 100);
        let at = ((y * self.width + x) * 3) as usize;
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    /// How many pixels are dark.
    pub(crate) fn ink(&self) -> usize {
        self.rgb.chunks_exact(3).filter(|pixel| pixel.iter().all(|colour| *colour < 96)).count()
    }
}
