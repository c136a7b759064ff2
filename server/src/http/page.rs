//! The door page: `/`, the files it loads, what stands at the door, and what people agree to.
//!
//! Everything is part of the executable and packed once at the start. The page itself is never kept by a browser; its
//! files lie in a folder named by the hash of them all, so they are kept for ever. Nobody is let in here: see `door`.

mod files;
mod markdown;
mod policies;
mod sign;
mod theme;
mod welcome;
mod words;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hiroba_shared::title::Title;
use serde::Deserialize;

pub use policies::{Operator, PolicyBook};
pub(super) use policies::{show as show_policies, show_in as show_policies_in};
pub(super) use sign::show as show_sign;
pub use welcome::Welcome;

use super::Site;
use files::FileSet;
use words::Words;

/// Languages of the page and of both clients; the first is for whoever wants none of them.
pub(super) const LANGUAGES: [&str; 4] = ["en", "ja", "mn", "id"];

const INDEX: &str = include_str!("../../../assets/page/index.html");
/// The element of the page that says what a venue is, where the operator says nothing of theirs.
const ABOUT: &str = "<p id=\"about\" data-t=\"page-about\">{{page-about}}</p>";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The page of one venue.
#[derive(Debug)]
pub struct DoorPage {
    /// Name of the venue.
    pub title: String,
    /// Title of each room by its name, the first room first.
    pub rooms: Vec<(String, Title)>,
    /// What people agree to.
    pub policies: PolicyBook,
    /// What it says of itself.
    pub welcome: Welcome,
    files: FileSet,
    words: Vec<(&'static str, Words)>,
}

/// What the address says that matters to the server.
#[derive(Debug, Deserialize)]
pub(super) struct Wish {
    lang: Option<String>,
}

impl DoorPage {
    /// The page of a venue of this title.
    ///
    /// # Errors
    /// When a file that is part of the executable is broken.
    pub fn new(title: String, rooms: Vec<(String, Title)>, policies: PolicyBook) -> anyhow::Result<Self> {
        let words = LANGUAGES.map(|language| (language, Words::of(language))).to_vec();
        let files = FileSet::pack(&words)?;
        Ok(Self { title, rooms, policies, welcome: Welcome::default(), files, words })
    }

    /// The same page with these words at the door.
    #[must_use]
    pub fn saying(self, welcome: Welcome) -> Self {
        Self { welcome, ..self }
    }

    /// The address of the folder its files lie in, those of other pages too.
    pub(super) fn folder(&self) -> String {
        self.files.folder()
    }

    /// The page in this language.
    fn index(&self, language: &str) -> String {
        let words = self.words.iter().find(|(known, _)| *known == language).map(|(_, words)| words);
        let fill = |page: &str| words.map_or_else(|| page.to_owned(), |words| words.fill(page));
        let greeting = self.welcome.greeting(language);
        let title = greeting.map_or(self.title.as_str(), |greeting| greeting.title(&self.title));
        let page = fill(INDEX).replace("{language}", language).replace("{files}", &self.files.folder());
        let page = page.replace("{title}", &escaped(title));
        // The operator's words come last: what stands in braces there is theirs.
        greeting.map_or_else(|| page.clone(), |greeting| page.replace(&fill(ABOUT), &greeting.element()))
    }
}

pub(super) async fn show(State(site): State<Arc<Site>>, Query(wish): Query<Wish>, headers: HeaderMap) -> Response {
    let language = wish.lang.as_deref().and_then(words::known).unwrap_or_else(|| language(&headers));
    let head = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_LANGUAGE, language.to_owned()),
        (header::CONTENT_SECURITY_POLICY, content_policy(&site, &headers)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::VARY, "accept-language".to_owned()),
        // The address may hold an invitation.
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    (head, site.page.index(language)).into_response()
}

/// The language of ours that a browser asks for.
pub(super) fn language(headers: &HeaderMap) -> &'static str {
    words::best(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

/// A file of the page.
pub(super) async fn file(
    State(site): State<Arc<Site>>,
    Path((folder, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = site.page.files.find(&name).filter(|_| site.page.files.is_folder(&folder));
    let Some(file) = found else {
        // A page of an older server asks for its files: it must not keep this answer.
        let head = [(header::CACHE_CONTROL, "no-store")];
        return (StatusCode::NOT_FOUND, head, "There is no such file here.\n").into_response();
    };
    let head = [(header::CONTENT_TYPE, file.kind), (header::CACHE_CONTROL, FOR_EVER)];
    (head, file.packed.answer(&headers)).into_response()
}

/// What the page may load: its own files, its own links, and WebTransport wherever the operator has it.
fn content_policy(site: &Site, headers: &HeaderMap) -> String {
    let is_plain = |host: &&str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]_".contains(&b));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(is_plain).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(host, |(name, _)| name);
    let transport = site.webtransport_url.replace('*', name);
    let transport = transport.strip_suffix("/link").unwrap_or(&transport);
    // Browsers before CSP 3 do not count a WebSocket of the same host as `self`.
    let sockets = if host.is_empty() { String::new() } else { format!(" ws://{host} wss://{host}") };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'{sockets} {transport}; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Braces are the page's own marks.
            '{' => safe.push_str("&#123;"),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests;
