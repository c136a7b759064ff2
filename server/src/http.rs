//! The HTTP edge: the door's questions, maps and media, decks that people bring, the browser's client, the venue's page,
//! the desk for staff, health and metrics.
//!
//! The venue sees digests of secrets only. Nothing here decides who may come in:
//! every question goes to the venue through the driver's entrance. The operator's own door is `operator`.

pub mod bundle;
mod deck;
mod desk;
mod door;
mod files;
mod health;
pub mod metering;
mod packing;
mod page;
mod refused;

pub use deck::{DeckDesk, Shelf};
pub(crate) use deck::{GivesUp, rasteriser_at};
pub use desk::StaffDesk;
pub use packing::Packed;
pub use page::{DoorPage, Operator, PolicyBook, Welcome};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use tokio::sync::watch;
use tokio::time::timeout;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::address::Addresses;
use crate::entrance::Entrance;
use crate::same_site::SameSite;
use crate::venue::Gauges;
use bundle::Bundle;

/// Most bytes of a question at the door.
const QUESTION_BYTES: usize = 16 * 1024;

/// How long an answer may take, the question's own arrival included.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);

/// What the pages and questions need to know.
#[derive(Debug)]
pub struct Site {
    /// The way to the venue.
    pub entrance: Entrance,
    /// Who may ask.
    pub same_site: SameSite,
    /// The address people use, if the operator named one.
    pub public_url: Option<String>,
    /// `http`, or `https` when the server speaks TLS itself.
    pub scheme: &'static str,
    /// Where WebTransport is; a host of `*` stands for the door's.
    pub webtransport_url: String,
    /// Hashes of the certificates WebTransport may meet clients with.
    pub certificates: watch::Receiver<Vec<String>>,
    /// Where clients are.
    pub addresses: Arc<Addresses>,
    /// Encoded maps by hash.
    pub maps: BTreeMap<String, Packed>,
    /// PNG images by hash.
    pub media: BTreeMap<String, Bytes>,
    /// Decks of slides.
    pub decks: DeckDesk,
    /// What a browser loads.
    pub bundle: Bundle,
    /// How the venue stands.
    pub gauges: watch::Receiver<Gauges>,
    /// Most people in the venue.
    pub capacity: u32,
    /// The door page.
    pub page: DoorPage,
    /// The desk for staff.
    pub desk: StaffDesk,
}

/// Everything a site answers, but links.
pub fn router(site: Site) -> Router {
    let nosniff = HeaderValue::from_static("nosniff");
    // A file of a hundred megabytes may take longer than an answer; it has its own patience.
    let uploads = Router::new().route("/api/deck", post(deck::take)).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/", get(page::show))
        .route("/page/{folder}/{name}", get(page::file))
        .route("/api/door", get(page::show_sign))
        .route("/api/policies", get(page::show_policies))
        .route("/api/policies/{language}", get(page::show_policies_in))
        .route("/api/join", post(door::join))
        .route("/api/resume", post(door::resume))
        .route("/api/bundle", get(bundle::standing))
        .route("/client/{name}", get(bundle::file))
        .route("/map/{hash}", get(files::map))
        .route("/media/{hash}", get(files::media))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metering::show))
        .merge(desk::router())
        .layer(DefaultBodyLimit::max(QUESTION_BYTES))
        .layer(middleware::from_fn(in_time))
        .merge(uploads)
        .layer(SetResponseHeaderLayer::overriding(header::X_CONTENT_TYPE_OPTIONS, nosniff))
        .with_state(Arc::new(site))
}

/// A question that trickles in must not hold its connection for ever.
async fn in_time(request: Request, next: Next) -> Response {
    let answered = timeout(ANSWER_TIMEOUT, next.run(request)).await;
    answered.unwrap_or_else(|_| refused::late())
}
