//! Who asks: their browser's cookie, their language, where they come from, and whether a form is theirs.
//!
//! A browser has two random cookies: the hash of one is its session, the other only seals forms before there is one. Each
//! form carries a token that is derived from them, so a page elsewhere, or in another browser, cannot send it. Browsers
//! keep both back when another site leads here; that is why the second is never in the place of the first.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hiroba_desk::form::Form;
use hiroba_desk::keeping::{Seal, Staff};
use hiroba_desk::page::{Done, Frame, Note};
use hiroba_desk::words::Language;

use super::{Aside, Site, said};
use crate::http::page;
use crate::secrets::{self, Secret};
use crate::venue::input::AddressKey;

/// The cookie a session is known by.
const SESSION_COOKIE: &str = "desk-session";
/// The cookie that seals forms where nobody is signed in.
const FORM_COOKIE: &str = "desk-form";
/// The cookie that remembers the language.
const LANGUAGE_COOKIE: &str = "desk-language";
/// What a token is derived for.
const TOKEN: &[u8] = b"a form of the desk";
/// How long the browser keeps the language, in seconds.
const YEAR: u32 = 365 * 86_400;

/// Who asks.
pub(super) struct Asker {
    /// The session's secret, or the one that only seals forms.
    cookie: [u8; 32],
    /// Tokens of every cookie the browser has.
    /// Whether it brings what a session is known by.
    pub(super) has_session: bool,
    tokens: Vec<String>,
    is_secure: bool,
    is_same_site: bool,
    token: String,
    files: String,
    pub(super) language: Language,
    pub(super) from: AddressKey,
    /// What links of this venue begin with, as this browser reaches it.
    pub(super) base: String,
    /// The page of ours they come from.
    pub(super) came_from: Option<String>,
}

impl FromRequestParts<Arc<Site>> for Asker {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, StatusCode> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
        let peer = peer.ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let headers = &parts.headers;
        let known = [SESSION_COOKIE, FORM_COOKIE].map(|name| cookie(headers, name).and_then(secrets::from_letters));
        let tokens = known.iter().flatten().map(token).collect();
        let has_session = known.first().is_some_and(Option::is_some);
        let cookie_bytes = match known.into_iter().flatten().next() {
            Some(bytes) => bytes,
            None => Secret::new().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?.into_bytes(),
        };
        let base = base(site, headers);
        let language = cookie(headers, LANGUAGE_COOKIE).unwrap_or_else(|| page::language(headers));
        Ok(Self {
            cookie: cookie_bytes,
            has_session,
            tokens,
            is_secure: base.starts_with("https://"),
            is_same_site: site.same_site.admits_request(headers),
            token: token(&cookie_bytes),
            files: site.page.folder(),
            language: Language::from_code(language).unwrap_or(Language::English),
            from: site.addresses.key_of(peer, headers),
            came_from: came_from(headers),
            base,
        })
    }
}

impl Asker {
    /// What the session would be known by.
    pub(super) fn seal(&self) -> Seal {
        Seal(secrets::digest(&self.cookie).0)
    }

    /// A secret of this browser for something that is named.
    pub(super) fn derived(&self, what: &str) -> [u8; 32] {
        *blake3::keyed_hash(&self.cookie, what.as_bytes()).as_bytes()
    }

    /// The form in a body, if it was sent from a page of ours in this browser.
    pub(super) fn form(&self, site: &Site, body: &[u8]) -> Result<Form, Aside> {
        let form = Form::read(body);
        // Hashes are compared, so that the time it takes tells nothing about the token.
        let sent = blake3::hash(form.value("token").as_bytes());
        let is_sealed = self.tokens.iter().any(|token| blake3::hash(token.as_bytes()) == sent);
        if self.is_same_site && is_sealed {
            return Ok(form);
        }
        Err(said(site, self, None, Note::Stale).into())
    }

    /// What the pages for this browser have round them.
    pub(super) fn frame<'a>(&'a self, site: &'a Site, staff: Option<&'a Staff>, done: Option<Done>) -> Frame<'a> {
        Frame {
            words: site.desk.words(self.language),
            venue: &site.page.title,
            files: &self.files,
            token: &self.token,
            staff,
            done,
            now: site.desk.door.now(),
        }
    }

    /// A page for this browser.
    pub(super) fn answer(&self, status: StatusCode, page: String) -> Response {
        let kind =
            [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_LANGUAGE, self.language.code())];
        let answer = (status, kind, page).into_response();
        if self.tokens.is_empty() { self.with_cookie(answer, FORM_COOKIE, &letters(&self.cookie)) } else { answer }
    }

    /// The same answer, after which the browser has this session.
    pub(super) fn signed(&self, answer: Response, session: &Secret) -> Response {
        self.with_cookie(answer, SESSION_COOKIE, &session.letters())
    }

    /// The same answer, after which the browser has no session.
    pub(super) fn forgotten(&self, answer: Response) -> Response {
        self.with_cookie(answer, SESSION_COOKIE, "; Max-Age=0")
    }

    /// The same answer, after which the browser asks for this language.
    pub(super) fn speaking(&self, mut answer: Response, language: Language) -> Response {
        let code = language.code();
        let cookie = format!("{LANGUAGE_COOKIE}={code}; Path=/desk; SameSite=Lax; HttpOnly; Max-Age={YEAR}");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, value);
        }
        answer
    }

    /// Gone when the browser closes, out of reach of scripts, and never sent along from other sites.
    fn with_cookie(&self, mut answer: Response, name: &str, value: &str) -> Response {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/desk; HttpOnly; SameSite=Strict{secure}");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, value);
        }
        answer
    }
}

/// The value of a cookie.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn token(cookie: &[u8; 32]) -> String {
    blake3::keyed_hash(cookie, TOKEN).to_hex().to_string()
}

fn letters(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The public address, or the one this browser uses.
fn base(site: &Site, headers: &HeaderMap) -> String {
    let is_plain = |host: &&str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]_".contains(&b));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(is_plain).unwrap_or_default();
    site.public_url.clone().unwrap_or_else(|| format!("{}://{host}", site.scheme)).trim_end_matches('/').to_owned()
}

/// The path of the desk's page that led here; whatever else a browser names is not followed.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let referrer = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = referrer.split_once("://")?;
    let address = rest.find('/').and_then(|at| rest.get(at..))?;
    let (path, question) = address.split_once('?').unwrap_or((address, ""));
    is_shown(path, question).then(|| address.to_owned())
}

/// Whether an address shows a page whenever it is asked for: the answer to a form is there only once.
fn is_shown(path: &str, question: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["desk"] | ["desk", "sign-in" | "people" | "invitations" | "reports" | "audit"] => true,
        ["desk", "people", person] => person.parse::<u32>().is_ok(),
        ["desk", "begin"] => question.starts_with("key="),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_cookie_is_found_among_others_and_no_other_is_taken_for_it() {
        let sent = headers(header::COOKIE, "desk-language=ja; desk-form=1;desk-session=abc; no-desk-session=z");
        assert_eq!((cookie(&sent, SESSION_COOKIE), cookie(&sent, LANGUAGE_COOKIE)), (Some("abc"), Some("ja")));
        assert_eq!(cookie(&sent, "desk"), None);
    }

    #[test]
    fn after_a_change_of_language_only_a_page_of_the_desk_is_returned_to() {
        for (from, back) in [
            ("https://venue.example/desk/people?done=role", Some("/desk/people?done=role")),
            ("https://venue.example/desk", Some("/desk")),
            ("https://venue.example/desk/people/2", Some("/desk/people/2")),
            ("https://venue.example/desk/begin?key=abc", Some("/desk/begin?key=abc")),
            // Answers to forms are there only once.
            ("https://venue.example/desk/begin", None),
            ("https://venue.example/desk/invitations/make", None),
            ("https://venue.example/desk/people/2/role", None),
            ("https://venue.example/desk/language/ja", None),
            ("https://evil.example//desk", None),
            ("https://evil.example/desktop", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(came_from(&headers(header::REFERER, from)).as_deref(), back, "{from}");
        }
    }

    #[test]
    fn a_token_belongs_to_one_cookie() {
        assert_eq!(token(&[1; 32]), token(&[1; 32]));
        assert_ne!(token(&[1; 32]), token(&[2; 32]));
        assert!(!token(&[1; 32]).contains(&letters(&[1; 32])));
    }
}
