//! Files that are packed with gzip once, and sent so to whoever takes it. Brotli is the bundle's alone, which comes packed.

use std::io::Write;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A file as it is, and packed where that makes it smaller.
#[derive(Debug, Clone)]
pub struct Packed {
    bytes: Bytes,
    gzip: Option<Bytes>,
}

impl Packed {
    /// Packs a file.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn pack(bytes: Bytes) -> std::io::Result<Self> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&bytes)?;
        let packed = packer.finish()?;
        let gzip = (packed.len() < bytes.len()).then(|| packed.into());
        Ok(Self { bytes, gzip })
    }

    /// The file as it is.
    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes that cross the network to whoever takes gzip.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.gzip.as_ref().unwrap_or(&self.bytes).len()
    }

    /// The file in the form that this asker takes.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Response {
        let vary = [(header::VARY, "accept-encoding")];
        match self.gzip.clone().filter(|_| takes_gzip(headers)) {
            Some(packed) => (vary, [(header::CONTENT_ENCODING, "gzip")], packed).into_response(),
            None => (vary, self.bytes.clone()).into_response(),
        }
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim() == "gzip" && weight.is_some_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_takes_gzip_gets_it() {
        let file = Packed::pack(Bytes::from(vec![b'a'; 1_000])).unwrap();
        for (accepted, takes) in [
            ("gzip", true),
            ("br, gzip;q=0.8", true),
            ("gzip;q=0", false),
            ("gzip; q=0.5", true),
            ("identity", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, accepted.parse().unwrap())]);
            let answer = file.answer(&headers);
            assert_eq!(answer.headers().contains_key(header::CONTENT_ENCODING), takes, "{accepted}");
        }
    }

    #[test]
    fn what_does_not_get_smaller_is_never_packed() {
        let file = Packed::pack(Bytes::from_static(b"x")).unwrap();
        assert_eq!(file.sent(), 1);
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, "gzip".parse().unwrap())]);
        assert!(!file.answer(&headers).headers().contains_key(header::CONTENT_ENCODING));
    }
}
