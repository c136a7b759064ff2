//! Maps and images by their hash: what a hash names never changes, so it may be kept for ever.

use std::collections::BTreeMap;
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
    let Some(file) = site.maps.get(&hash) else { return answer(&BTreeMap::new(), &hash, "", &headers) };
    match known_or_head(&hash, &headers) {
        Ok(known) => known,
        Err(head) => {
            (head, [(header::CONTENT_TYPE, "application/octet-stream")], file.answer(&headers)).into_response()
        }
    }
}

/// Pictures of maps are in memory, what people brought is on the shelf.
pub(super) async fn media(State(site): State<Arc<Site>>, Path(hash): Path<String>, headers: HeaderMap) -> Response {
    if site.media.contains_key(&hash) || from_letters(&hash).is_none() {
        return answer(&site.media, &hash, "image/png", &headers);
    }
    let Some(found) = site.decks.shelf().find(&hash).await else { return missing() };
    match known_or_head(&hash, &headers) {
        Ok(known) => known,
        Err(head) => {
            let about =
                [(header::CONTENT_TYPE, found.kind.to_owned()), (header::CONTENT_LENGTH, found.length.to_string())];
            (head, about, Body::from_stream(found.pieces())).into_response()
        }
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such file here.\n").into_response()
}

/// The answer to a browser that has the file, or what to say above it.
fn known_or_head(hash: &str, headers: &HeaderMap) -> Result<Response, [(HeaderName, String); 2]> {
    let tag = format!("\"{hash}\"");
    let known = is_known(headers, &tag);
    let head = [(header::ETAG, tag), (header::CACHE_CONTROL, FOR_EVER.to_owned())];
    if known { Ok((StatusCode::NOT_MODIFIED, head).into_response()) } else { Err(head) }
}

fn answer(files: &BTreeMap<String, Bytes>, hash: &str, kind: &'static str, headers: &HeaderMap) -> Response {
    if from_letters(hash).is_none() {
        return (StatusCode::BAD_REQUEST, "A file is named by 64 small hexadecimal letters.\n").into_response();
    }
    let Some(file) = files.get(hash) else { return missing() };
    match known_or_head(hash, headers) {
        Ok(known) => known,
        Err(head) => (head, [(header::CONTENT_TYPE, kind)], file.clone()).into_response(),
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

    fn status(hash: &str, tag: Option<&str>) -> StatusCode {
        let files = BTreeMap::from([("ab".repeat(32), Bytes::from_static(b"map"))]);
        let mut headers = HeaderMap::new();
        if let Some(tag) = tag {
            headers.insert(header::IF_NONE_MATCH, tag.parse().unwrap());
        }
        answer(&files, hash, "image/png", &headers).status()
    }

    #[test]
    fn a_file_is_found_by_its_hash_and_nothing_else() {
        let hash = "ab".repeat(32);
        assert_eq!(status(&hash, None), StatusCode::OK);
        assert_eq!(status(&"cd".repeat(32), None), StatusCode::NOT_FOUND);
        for odd in ["", "..", "../venue.sqlite", &"AB".repeat(32)] {
            assert_eq!(status(odd, None), StatusCode::BAD_REQUEST, "{odd}");
        }
    }

    #[test]
    fn a_browser_that_has_it_is_told_so() {
        let hash = "ab".repeat(32);
        assert_eq!(status(&hash, Some(&format!("\"x\", W/\"{hash}\""))), StatusCode::NOT_MODIFIED);
        assert_eq!(status(&hash, Some("\"x\"")), StatusCode::OK);
    }
}
