//! Takes decks: a PDF comes in with the secret its bringer announced over the link, is drawn in a process of its own,
//! and its pages lie where media are served from.
//!
//! One deck is drawn at a time and a few wait. The answer to the upload says only that the file has arrived; how it
//! fares is told over the link. Who may bring what is the venue's to say.

mod drawing;
mod shelf;

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use hiroba_pages::rasteriser::{EXECUTABLE, Rasteriser};
use hiroba_shared::deck::{DeckFaultReason, MOST_PDF_BYTES};
use hiroba_shared::refusal::Refusal;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::Site;
use super::refused::{self, counted};
use crate::secrets::{Secret, digest_of_letters};
use crate::venue::input::{DeckNews, Digest};
pub(crate) use drawing::GivesUp;
pub use shelf::Shelf;

/// Files that arrive, wait or are drawn at a time. Others that were announced wait for a place before they are read.
const PLACES: usize = 8;
/// Secrets that are shown to the venue at a time; the rest of a flood waits here.
const QUESTIONS: usize = 64;
/// How often the venue hears of a file that waits, or takes long to arrive.
const SIGN_OF_LIFE: Duration = Duration::from_secs(60);
/// How long a file may trickle without a byte.
const SILENCE: Duration = Duration::from_secs(30);
/// How long it may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(30 * 60);

/// Where decks are taken.
#[derive(Debug)]
pub struct DeckDesk {
    rasteriser: Option<PathBuf>,
    shelf: Shelf,
    questions: Semaphore,
    places: Arc<Semaphore>,
    drawing: Arc<Semaphore>,
}

impl DeckDesk {
    /// What draws, if it is there. It is looked for each time, because it may be built while the venue is open.
    fn rasteriser(&self) -> Option<Rasteriser> {
        self.rasteriser.clone().filter(|executable| executable.is_file()).map(Rasteriser::new)
    }

    /// Where what people brought lies.
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// A desk that draws with the rasteriser at `rasteriser`, or with the one beside this executable, and puts pages on
    /// `shelf`.
    #[must_use]
    pub fn new(rasteriser: Option<PathBuf>, shelf: Shelf) -> Self {
        Self {
            rasteriser: rasteriser_at(rasteriser),
            shelf,
            questions: Semaphore::new(QUESTIONS),
            places: Arc::new(Semaphore::new(PLACES)),
            drawing: Arc::new(Semaphore::new(1)),
        }
    }
}

/// Where the rasteriser is: where the operator says, or beside this executable.
pub(crate) fn rasteriser_at(named: Option<PathBuf>) -> Option<PathBuf> {
    named.or_else(|| Some(std::env::current_exe().ok()?.with_file_name(EXECUTABLE)))
}

/// Takes a file.
pub(super) async fn take(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    match taken(&site, &headers, body).await {
        Ok(()) => (StatusCode::ACCEPTED, [(header::CACHE_CONTROL, "no-store")]).into_response(),
        Err(No::Refused(refusal)) => refused::answer(refusal),
        Err(No::TooLarge) => refused::too_large(MOST_PDF_BYTES),
    }
}

/// Why a file is not taken.
enum No {
    Refused(Refusal),
    TooLarge,
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

async fn taken(site: &Arc<Site>, headers: &HeaderMap, body: Body) -> Result<(), No> {
    if !site.same_site.admits_request(headers) {
        return Err(counted(Refusal::NotAllowed).into());
    }
    let key = secret_in(headers).ok_or(Refusal::BadTicket).map_err(counted)?;
    // Nobody holds a place for files that nobody announced.
    let question = site.decks.questions.acquire().await.map_err(|_| Refusal::NotReady)?;
    site.entrance.tell_deck(key, DeckNews::Arrives).await?;
    drop(question);
    let places = Arc::clone(&site.decks.places);
    let place = with_signs_of_life(site, key, places.acquire_owned()).await?.map_err(|_| Refusal::NotReady)?;
    let spoilt = |reason: DeckFaultReason| DeckNews::Spoilt(reason.of_file());
    let Some(rasteriser) = site.decks.rasteriser() else {
        site.entrance.tell_deck(key, spoilt(DeckFaultReason::NoRasteriser)).await?;
        return Err(counted(Refusal::NotReady).into());
    };
    let arrived = match with_signs_of_life(site, key, arrive(site, body)).await? {
        Ok(arrived) => arrived,
        Err(reason) => {
            site.entrance.tell_deck(key, spoilt(reason)).await?;
            let is_too_large = reason == DeckFaultReason::TooLarge;
            return Err(if is_too_large { No::TooLarge } else { counted(Refusal::NotStored).into() });
        }
    };
    let site = Arc::clone(site);
    tokio::spawn(async move {
        drawing::draw(&site, &rasteriser, key, &arrived).await;
        // The place is free when the file and all that came of it are gone or on the shelf.
        drop((arrived, place));
    });
    Ok(())
}

/// Does what takes long, and meanwhile tells the venue now and then that the file is on its way.
///
/// # Errors
/// When the venue does not wait for the file any more; then the work is dropped.
async fn with_signs_of_life<T>(site: &Site, key: Digest, work: impl Future<Output = T>) -> Result<T, Refusal> {
    let mut work = pin!(work);
    loop {
        match timeout(SIGN_OF_LIFE, &mut work).await {
            Ok(done) => return Ok(done),
            Err(_) => site.entrance.tell_deck(key, DeckNews::Drawn { drawn: 0, pages: 0 }).await?,
        }
    }
}

/// The digest of the secret in a request's head.
fn secret_in(headers: &HeaderMap) -> Option<Digest> {
    let shown = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    digest_of_letters(shown.strip_prefix("Bearer ")?)
}

/// A file that has arrived, in a folder of its own that goes with this value.
#[derive(Debug)]
struct Arrived {
    folder: PathBuf,
}

impl Arrived {
    fn pdf(&self) -> PathBuf {
        self.folder.join("deck.pdf")
    }

    fn pages(&self) -> PathBuf {
        self.folder.join("pages")
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        // What cannot be deleted is swept away with the next start.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

async fn arrive(site: &Site, body: Body) -> Result<Arrived, DeckFaultReason> {
    let name = Secret::new().map_err(|_| DeckFaultReason::NotStored)?.letters();
    let arrived = Arrived { folder: site.decks.shelf.work().join(name) };
    let stored = |_| DeckFaultReason::NotStored;
    tokio::fs::create_dir_all(arrived.pages()).await.map_err(stored)?;
    let file = arrived.pdf();
    timeout(ARRIVAL, write(&file, body.into_data_stream())).await.unwrap_or(Err(DeckFaultReason::TooSlow))?;
    Ok(arrived)
}

async fn write(path: &Path, mut body: BodyDataStream) -> Result<(), DeckFaultReason> {
    let stored = |_| DeckFaultReason::NotStored;
    let mut file = File::create(path).await.map_err(stored)?;
    let mut left = MOST_PDF_BYTES;
    loop {
        let Some(piece) = timeout(SILENCE, body.next()).await.map_err(|_| DeckFaultReason::TooSlow)? else { break };
        // A body that breaks off was not sent whole.
        let piece = piece.map_err(|_| DeckFaultReason::TooSlow)?;
        left = left.checked_sub(piece.len() as u64).ok_or(DeckFaultReason::TooLarge)?;
        file.write_all(&piece).await.map_err(stored)?;
    }
    file.flush().await.map_err(stored)
}
