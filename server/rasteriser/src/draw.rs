//! Draws pages: hayro reads and interprets, this decides the size and the ground.
//!
//! A page that makes hayro panic ends the deck with its number instead of the process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hiroba_shared::deck::{DeckFaultReason, Flaw, LARGE_PIXELS, MOST_PAGES};

use crate::fonts;
use crate::picture::Picture;

/// A PDF that was read and has as many pages as a deck may have.
pub(crate) struct Deck {
    pdf: Pdf,
    flaws: Arc<Mutex<Vec<Flaw>>>,
}

impl Deck {
    /// Reads a file.
    pub(crate) fn read(bytes: Vec<u8>) -> Result<Self, DeckFaultReason> {
        // The pages are found here too, because hayro finds them while reading.
        let read = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes))).map_err(|_| DeckFaultReason::NotPdf)?;
        let pdf = read.map_err(|fault| match fault {
            LoadPdfError::Decryption(_) => DeckFaultReason::NeedsPassword,
            LoadPdfError::Invalid => DeckFaultReason::NotPdf,
        })?;
        match pdf.pages().len() {
            0 => Err(DeckFaultReason::NoPages),
            pages if pages > usize::from(MOST_PAGES) => Err(DeckFaultReason::TooManyPages),
            _ => Ok(Self { pdf, flaws: Arc::default() }),
        }
    }

    /// Its pages, between one and [`MOST_PAGES`].
    pub(crate) fn pages(&self) -> &[Page<'_>] {
        self.pdf.pages()
    }

    /// What hayro needs while it draws: our fonts, and somewhere to say what it left out.
    pub(crate) fn settings(&self) -> InterpreterSettings {
        let flaws = Arc::clone(&self.flaws);
        InterpreterSettings {
            font_resolver: Arc::new(fonts::resolve),
            warning_sink: Arc::new(move |warning| {
                let flaw = match warning {
                    InterpreterWarning::UnsupportedFont => Flaw::Letters,
                    InterpreterWarning::ImageDecodeFailure => Flaw::Picture,
                    // A note in the margin that has no look of its own; what hayro may add later is as small.
                    InterpreterWarning::UnresolvedAnnotationAppearance | _ => return,
                };
                let mut flaws = flaws.lock().unwrap_or_else(PoisonError::into_inner);
                if !flaws.contains(&flaw) {
                    flaws.push(flaw);
                }
            }),
            ..InterpreterSettings::default()
        }
    }

    /// What was left out since it was asked last.
    pub(crate) fn take_flaws(&self) -> Vec<Flaw> {
        std::mem::take(&mut *self.flaws.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Draws a page on white, its longer side [`LARGE_PIXELS`].
pub(crate) fn draw<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, settings: &InterpreterSettings) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let scale = f64::from(LARGE_PIXELS) / f64::from(width.max(height));
    if !(scale.is_finite() && scale > 0.0) {
        return None;
    }
    let (width, height) = (pixels(f64::from(width) * scale), pixels(f64::from(height) * scale));
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let mut context = RenderContext::new(width, height);
        let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
        render_into(page, cache, settings, &RenderSettings::default(), &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let ground = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
        context.render_with(&mut pixmap, &mut Resources::default(), ground);
        pixmap
    }));
    let rgb = drawn.ok()?.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    Some(Picture { width, height, rgb })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and LARGE_PIXELS")]
fn pixels(length: f64) -> u16 {
    length.round().clamp(1.0, f64::from(LARGE_PIXELS)) as u16
}
