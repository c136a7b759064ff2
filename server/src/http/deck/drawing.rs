//! Has a file drawn, tells the venue how far it is, and puts the pages on the shelf.

use std::fs::File;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hiroba_pages::rasteriser::{Drawing, Progress, Rasteriser};
use hiroba_shared::deck::{DeckFault, DeckFaultReason, DeckIndex, PageFiles, PageNumber};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::{Arrived, with_signs_of_life};
use crate::http::Site;
use crate::media::file_name;
use crate::venue::input::{DeckFiles, DeckNews, Digest};

/// Draws a file; whatever comes of it is told to the venue.
pub(super) async fn draw(site: &Site, rasteriser: &Rasteriser, key: Digest, arrived: &Arrived) {
    let news = match drawn(site, rasteriser, key, arrived).await {
        Ok(files) => DeckNews::Complete(files),
        Err(fault) => DeckNews::Spoilt(fault),
    };
    if let Err(refusal) = site.entrance.tell_deck(key, news).await {
        tracing::debug!(?refusal, "nobody waits for a deck that was drawn");
    }
}

async fn drawn(site: &Site, rasteriser: &Rasteriser, key: Digest, arrived: &Arrived) -> Result<DeckFiles, DeckFault> {
    let not_stored = || DeckFaultReason::NotStored.of_file();
    let turn = with_signs_of_life(site, key, site.decks.drawing.acquire()).await.map_err(|_| not_stored())?;
    let _turn = turn.map_err(|_| not_stored())?;
    let given_up = Arc::new(AtomicBool::new(false));
    // A server that stops drops this task, and must not wait for the rest of the deck.
    let _giving_up = GivesUp(Arc::clone(&given_up));
    let (progress, mut watched) = watch::channel(Progress { drawn: 0, pages: 0 });
    let pdf = File::open(arrived.pdf()).map_err(|_| not_stored())?;
    let drawing = {
        let (rasteriser, pages, given_up) = (rasteriser.clone(), arrived.pages(), Arc::clone(&given_up));
        spawn_blocking(move || {
            rasteriser.draw(pdf, &pages, &mut |now| {
                progress.send_if_modified(|last| std::mem::replace(last, now) != now);
                if given_up.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
        })
    };
    // Ends when the drawing does, because its end of the channel goes with it. Each answer is waited for, so that the
    // venue is asked no faster than it answers.
    while watched.changed().await.is_ok() {
        let Progress { drawn, pages } = *watched.borrow_and_update();
        if site.entrance.tell_deck(key, DeckNews::Drawn { drawn, pages }).await.is_err() {
            given_up.store(true, Ordering::Relaxed);
        }
    }
    let drawing = drawing.await.map_err(|_| not_stored())??;
    tracing::info!(pages = drawing.pages.len(), peak_bytes = drawing.peak_bytes, "a deck was drawn");
    put(site, arrived, drawing).await.ok_or_else(not_stored)
}

/// Gives a drawing up when it is dropped.
pub(crate) struct GivesUp(pub(crate) Arc<AtomicBool>);

impl Drop for GivesUp {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Puts the pages and their index on the shelf.
async fn put(site: &Site, arrived: &Arrived, drawing: Drawing) -> Option<DeckFiles> {
    let last = PageNumber::new(u16::try_from(drawing.pages.len()).ok()?)?;
    let pictures: Vec<[u8; 32]> = drawing.pages.iter().flat_map(|page| [page.large.hash, page.small.hash]).collect();
    let pages = drawing.pages.into_iter().map(|page| PageFiles {
        large: file_name(&page.large.hash),
        small: file_name(&page.small.hash),
        width: page.large.width,
        height: page.large.height,
        flaws: page.flaws,
    });
    let index = serde_json::to_vec(&DeckIndex { pages: pages.collect() }).ok()?;
    let (shelf, from) = (site.decks.shelf.clone(), arrived.pages());
    let names = pictures.clone();
    let put = spawn_blocking(move || shelf.put(&from, &names, &index)).await.ok()?;
    match put {
        Ok(index) => Some(DeckFiles { last, index, pictures }),
        Err(fault) => {
            tracing::error!(%fault, "the pages of a deck could not be kept");
            None
        }
    }
}
