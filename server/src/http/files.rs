//! Maps and images by their hash: what a hash names never changes, so it may be kept for ever.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Site;
use crate::secrets::from_letters;

/// For what can never change.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(super) async fn map(State(site): State<Arc<Site>>, Path(hash): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = site.maps.get(&hash) else { return not_found(&hash) };
    match known_or_head(&hash, &headers) {
        Ok(known) => known,
        Err(head) => {
            (head, [(header::CONTENT_TYPE, "application/octet-stream")], file.answer(&headers)).into_response()
        }
    }
}

/// Pictures of maps are in memory, what people brought is on the shelf.
pub(super) async fn media(State(site): State<Arc<Site>>, Path(hash): Path<String>, headers: HeaderMap) -> Response {
    if let Some(file) = site.media.get(&hash) {
        return picture(file, &hash, &headers);
    }
    // The shelf looks for a file of this name, so it is never asked for anything but a hash.
    let found = if from_letters(&hash).is_some() { site.decks.shelf().find(&hash).await } else { None };
    let Some(found) = found else { return not_found(&hash) };
    match known_or_head(&hash, &headers) {
        Ok(known) => known,
        Err(head) => {
            let about =
                [(header::CONTENT_TYPE, found.kind.to_owned()), (header::CONTENT_LENGTH, found.length.to_string())];
            (head, about, Body::from_stream(found.pieces())).into_response()
        }
    }
}

/// The answer when nothing bears this name.
fn not_found(hash: &str) -> Response {
    if from_letters(hash).is_none() {
        return (StatusCode::BAD_REQUEST, "A file is named by 64 small hexadecimal letters.\n").into_response();
    }
    (StatusCode::NOT_FOUND, "There is no such file here.\n").into_response()
}

/// The answer to a browser that has the file, or what to say above it.
fn known_or_head(hash: &str, headers: &HeaderMap) -> Result<Response, [(HeaderName, String); 2]> {
    let tag = format!("\"{hash}\"");
    let known = is_known(headers, &tag);
    let head = [(header::ETAG, tag), (header::CACHE_CONTROL, FOR_EVER.to_owned())];
    if known { Ok((StatusCode::NOT_MODIFIED, head).into_response()) } else { Err(head) }
}

fn picture(file: &Bytes, hash: &str, headers: &HeaderMap) -> Response {
    match known_or_head(hash, headers) {
        Ok(known) => known,
        Err(head) => (head, [(header::CONTENT_TYPE, "image/png")], file.clone()).into_response(),
    }
}

/// Whether a browser says that it has what bears this tag.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tags = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    tags.is_some_and(|tags| tags.split(',').any(|known| bare(known) == bare(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_can_be_called_is_a_mistake_and_another_name_is_not_found() {
        assert_eq!(not_found(&"cd".repeat(32)).status(), StatusCode::NOT_FOUND);
        for odd in ["", "..", "../venue.sqlite", &"AB".repeat(32)] {
            assert_eq!(not_found(odd).status(), StatusCode::BAD_REQUEST, "{odd}");
        }
    }

    #[test]
    fn a_browser_that_has_it_is_told_so() {
        let hash = "ab".repeat(32);
        let status = |tag: &str| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag.parse().unwrap())]);
            picture(&Bytes::from_static(b"map"), &hash, &headers).status()
        };
        assert_eq!(status(&format!("\"x\", W/\"{hash}\"")), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"x\""), StatusCode::OK);
    }
}
