//! Tells pages of this venue from pages of other sites by the `Origin` a browser sends along.
//!
//! Without this a page elsewhere could join or open a link in its visitor's name. Programs send no origin.

use std::sync::Arc;

use axum::http::{HeaderMap, header};

/// The names this venue answers to.
#[derive(Debug, Clone)]
pub struct SameSite {
    public_authority: Option<Arc<str>>,
}

impl SameSite {
    /// A venue known under `public_url`, when the operator named one, besides the host of each request.
    #[must_use]
    pub fn new(public_url: Option<&str>) -> Self {
        Self { public_authority: public_url.and_then(authority).map(Arc::from) }
    }

    /// Whether a request with these headers may come from a page of ours, or comes from a program.
    #[must_use]
    pub fn admits_request(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null"));
        self.admits(origin, host)
    }

    /// Whether a page of this `origin` may talk to us under the name `host`.
    #[must_use]
    pub fn admits(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let Some(origin) = origin else { return true };
        authority(origin).is_some_and(|theirs| {
            let is_theirs = |ours: &str| ours.eq_ignore_ascii_case(theirs);
            host.is_some_and(is_theirs) || self.public_authority.as_deref().is_some_and(is_theirs)
        })
    }
}

/// Host and port of an address.
fn authority(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', '?', '#']).next().filter(|authority| !authority.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_our_own_are_admitted() {
        let site = SameSite::new(Some("https://venue.example/"));
        let host = Some("192.0.2.1:8080");
        for (origin, admitted) in [
            (None, true),
            (Some("http://192.0.2.1:8080"), true),
            (Some("https://venue.example"), true),
            (Some("https://evil.example"), false),
            (Some("https://venue.example.evil.example"), false),
            (Some("http://192.0.2.1:9090"), false),
            (Some("null"), false),
        ] {
            assert_eq!(site.admits(origin, host), admitted, "{origin:?}");
        }
    }
}
