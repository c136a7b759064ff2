//! The desk for staff, as HTTP: cookies, forms and headers in front of the pages of `hiroba_desk`.
//!
//! Nothing is allowed or refused by a role here: the store does that in the transaction of the deed. What this edge keeps
//! is that a form comes from a page of ours in the same browser, that passwords are guessed slowly, and that pages load
//! nothing but our style sheet. No page has a script.

mod asker;
mod entry;
mod invitations;
mod passwords;
mod people;
mod reading;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hiroba_desk::keeping::{Answered, Asked, Deed, Outcome, Seal, Staff};
use hiroba_desk::page::{self, Done, Note};
use hiroba_desk::tries::Tries;
use hiroba_desk::words::{Language, Words};
use serde::Deserialize;
use tower_http::set_header::SetResponseHeaderLayer;

use super::Site;
use crate::desk::DeskDoor;
use crate::secrets::Secret;
use asker::Asker;
use passwords::Passwords;

/// What a page may load and where its forms may go: our style sheets and pictures, and us.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                              frame-ancestors 'none'";

/// What the desk needs beside the rest of the site.
#[derive(Debug)]
pub struct StaffDesk {
    door: DeskDoor,
    words: [Words; 4],
    tries: Mutex<Tries>,
    passwords: Passwords,
}

/// What an address says that matters here.
#[derive(Debug, Deserialize)]
struct Wish {
    done: Option<String>,
    page: Option<u16>,
    key: Option<String>,
}

/// An answer that ends a question early.
struct Aside(Box<Response>);

impl IntoResponse for Aside {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Response> for Aside {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl StaffDesk {
    /// A desk whose matters are kept behind this door.
    #[must_use]
    pub fn new(door: DeskDoor) -> Self {
        let words = Language::ALL.map(Words::of);
        Self { door, words, tries: Mutex::default(), passwords: Passwords::default() }
    }

    fn words(&self, language: Language) -> &Words {
        let [english, ..] = &self.words;
        self.words.iter().find(|words| words.language == language).unwrap_or(english)
    }

    /// Asks about tries, for a moment only.
    fn tries<T>(&self, question: impl FnOnce(&mut Tries) -> T) -> T {
        question(&mut self.tries.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Wish {
    fn done(&self) -> Option<Done> {
        self.done.as_deref().and_then(Done::from_name)
    }
}

/// The pages and forms of the desk.
pub(super) fn router() -> Router<Arc<Site>> {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::CACHE_CONTROL, "no-store"),
        // Not `no-referrer`: then a browser would call the origin of our own forms `null`.
        (header::REFERRER_POLICY, "same-origin"),
        (header::VARY, "accept-language, cookie"),
    ];
    let router = Router::new()
        .route("/desk", get(reading::home))
        .route("/desk/sign-in", get(entry::show_sign_in).post(entry::sign_in))
        .route("/desk/sign-out", post(entry::sign_out))
        .route("/desk/sign-out-everywhere", post(entry::sign_out_everywhere))
        .route("/desk/begin", get(entry::show_begin).post(entry::begin))
        .route("/desk/language/{code}", get(entry::speak))
        .route("/desk/people", get(people::show))
        .route("/desk/people/add", post(people::add))
        .route("/desk/people/links/{link}/withdraw", post(people::withdraw))
        .route("/desk/people/{person}", get(people::show_person))
        .route("/desk/people/{person}/role", post(people::change_role))
        .route("/desk/people/{person}/password", post(people::renew))
        .route("/desk/people/{person}/remove", post(people::remove))
        .route("/desk/invitations", get(invitations::show))
        .route("/desk/invitations/make", post(invitations::make))
        .route("/desk/invitations/{sheet}/end", post(invitations::end))
        .route("/desk/reports", get(reading::reports))
        .route("/desk/audit", get(reading::audit));
    headers.into_iter().fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

/// Does something in the name of who asks.
async fn by(site: &Site, asker: &Asker, deed: Deed) -> Result<(Staff, Outcome), Aside> {
    // Who brings no session needs no answer of the store, however many they are.
    if !asker.has_session {
        return Err(go("/desk/sign-in", None).into());
    }
    let (staff, note) = match site.desk.door.ask(Asked::By(asker.seal(), deed)).await {
        Answered::Done(staff, outcome) => return Ok((staff, outcome)),
        Answered::NoSession => return Err(go("/desk/sign-in", None).into()),
        Answered::NotAllowed(staff) => (Some(staff), Note::NotAllowed),
        Answered::LastHost(staff) => (Some(staff), Note::LastHost),
        Answered::Gone(staff) => (Some(staff), Note::Gone),
        Answered::Failed
        | Answered::HasHost(_)
        | Answered::Kept
        | Answered::Offer(_)
        | Answered::Spent
        | Answered::NameTaken
        | Answered::Password(_)
        | Answered::Signed(_) => (None, Note::NotStored),
    };
    Err(said(site, asker, staff.as_ref(), note).into())
}

/// A page that only says something.
fn said(site: &Site, asker: &Asker, staff: Option<&Staff>, note: Note) -> Response {
    let status = match note {
        Note::NotAllowed | Note::Stale => StatusCode::FORBIDDEN,
        Note::Gone => StatusCode::NOT_FOUND,
        Note::LastHost => StatusCode::CONFLICT,
        Note::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
        Note::Busy | Note::NotStored => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut answer = asker.answer(status, page::note(&asker.frame(site, staff, None), note));
    if let Note::TooOften(seconds) = note {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// The way to another page after something was done.
fn go(address: &str, done: Option<Done>) -> Response {
    let address = done.map_or_else(|| address.to_owned(), |done| format!("{address}?done={}", done.name()));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// A new secret and its seal.
fn secret(site: &Site, asker: &Asker) -> Result<(Secret, Seal), Aside> {
    match Secret::new() {
        Ok(secret) => {
            let seal = Seal(secret.digest().0);
            Ok((secret, seal))
        }
        Err(fault) => {
            tracing::error!(%fault, "no secret could be made");
            Err(said(site, asker, None, Note::Busy).into())
        }
    }
}
