//! The venue's page: that it runs, how many are in it, and how to come in. No scripts, light and dark.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse};
use serde::Deserialize;

use super::Site;

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
/// Longest invitation that is shown.
const LONGEST_CODE: usize = 100;

/// What the address says beyond the page.
#[derive(Debug, Deserialize)]
pub(super) struct Wish {
    invite: Option<String>,
}

pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> impl IntoResponse {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let address = site.public_url.clone().or_else(|| host.map(|host| format!("{}://{host}", site.scheme)));
    let gauges = site.gauges.borrow().clone();
    let rooms: String = gauges.rooms.iter().map(|(room, people)| row(room, *people)).collect();
    let invited = wish.invite.filter(|code| code.len() <= LONGEST_CODE).map(|code| invitation(&code));
    let page = include_str!("page.html")
        .replace("{present}", &gauges.present.to_string())
        .replace("{rooms}", &rooms)
        .replace("{invitation}", &invited.unwrap_or_default())
        .replace("{address}", &escaped(&address.unwrap_or_default()))
        .replace("{version}", env!("CARGO_PKG_VERSION"));
    let head = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (head, Html(page))
}

fn row(room: &str, people: u32) -> String {
    format!("<tr><th scope=\"row\">{}</th><td>{people}</td></tr>\n", escaped(room))
}

fn invitation(code: &str) -> String {
    format!("<p>Your invitation: <code>{}</code></p>\n", escaped(code))
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
mod tests {
    use super::*;

    #[test]
    fn what_an_address_says_is_shown_and_never_obeyed() {
        let shown = invitation("<script>{address}&\"'");
        assert_eq!(shown, "<p>Your invitation: <code>&lt;script&gt;&#123;address}&amp;&quot;&#39;</code></p>\n");
    }
}
