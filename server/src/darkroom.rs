//! Has group photographs drawn by the rasteriser, one at a time, and puts them where media are served from.
//!
//! Whatever goes wrong is told to the venue as a photograph that could not be drawn. Who is in one is the venue's to say;
//! what it looks like the rasteriser's.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hiroba_pages::photograph::{Made, Order, Person};
use hiroba_pages::rasteriser::Rasteriser;
use hiroba_shared::protocol::photograph::PictureFile;
use hiroba_shared::protocol::slides::Blake3;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use crate::calendar;
use crate::entrance::Entrance;
use crate::http::{GivesUp, Shelf};
use crate::venue::output::Composition;
use crate::venue::record::PhotographFiles;

/// Where photographs are drawn.
#[derive(Debug)]
pub(crate) struct Darkroom {
    /// What draws, if it is there.
    pub(crate) rasteriser: Option<PathBuf>,
    /// Where pictures go.
    pub(crate) shelf: Shelf,
    /// The title of the venue.
    pub(crate) title: String,
    /// Where the venue hears of it.
    pub(crate) entrance: Entrance,
}

impl Darkroom {
    /// Draws what comes, until nothing more can.
    pub(crate) async fn work(self, mut orders: mpsc::UnboundedReceiver<Composition>) {
        while let Some(composition) = orders.recv().await {
            let number = composition.number;
            let drawn = self.draw(composition).await;
            if drawn.is_none() {
                tracing::warn!("a group photograph could not be drawn");
            }
            self.entrance.photograph(number, drawn).await;
        }
    }

    async fn draw(&self, composition: Composition) -> Option<PhotographFiles> {
        // It is looked for each time, because it may be built while the venue is open.
        let executable = self.rasteriser.clone().filter(|executable| executable.is_file())?;
        let order = order(&composition, &self.title);
        let folder = self.shelf.work().join(format!("photograph-{}", composition.number));
        let shelf = self.shelf.clone();
        let given_up = Arc::new(AtomicBool::new(false));
        // A server that stops drops this future, and must not wait for the picture.
        let _giving_up = GivesUp(Arc::clone(&given_up));
        let drawing = spawn_blocking(move || {
            std::fs::create_dir_all(&folder).ok()?;
            let goes_on = || !given_up.load(Ordering::Relaxed);
            let drawn = Rasteriser::new(executable).photograph(&order, &folder, &goes_on);
            let kept = drawn.and_then(|made| {
                let put = shelf.put_files(&folder, &[made.large.hash, made.small.hash]);
                put.inspect_err(|fault| tracing::error!(%fault, "a photograph could not be kept")).ok()?;
                files(&made)
            });
            // What cannot be deleted is swept away with the next start.
            drop(std::fs::remove_dir_all(&folder));
            kept
        });
        drawing.await.ok().flatten()
    }
}

fn order(composition: &Composition, title: &str) -> Order {
    let person = |posed: &crate::venue::output::Posed| Person {
        look: posed.look,
        name: posed.name.as_ref().map(|name| name.as_str().to_owned()),
    };
    Order {
        title: title.to_owned(),
        caption: composition.caption.as_str().to_owned(),
        date: calendar::date(composition.taken.0, composition.ahead_of_utc).unwrap_or_default(),
        rows: composition.rows.iter().map(|row| row.iter().map(person).collect()).collect(),
    }
}

fn files(made: &Made) -> Option<PhotographFiles> {
    let file = |picture: &hiroba_pages::rasteriser::Picture| {
        Some(PictureFile {
            hash: Blake3(picture.hash),
            bytes: u32::try_from(picture.bytes).ok()?,
            width: picture.width,
            height: picture.height,
        })
    };
    Some(PhotographFiles { large: file(&made.large)?, small: file(&made.small)? })
}
