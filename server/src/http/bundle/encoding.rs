//! Which of the two compressed forms a browser takes, by its `Accept-Encoding`.

use axum::http::{HeaderMap, header};

/// How a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The smallest that is accepted.
    pub(super) fn best(headers: &HeaderMap) -> Self {
        let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let accepted: Vec<&str> = accepted.flat_map(|value| value.split(',')).filter_map(accepted_name).collect();
        let takes = |name: &str| accepted.iter().any(|accepted| accepted.eq_ignore_ascii_case(name));
        if takes("br") {
            return Self::Brotli;
        }
        if takes("gzip") { Self::Gzip } else { Self::Identity }
    }
}

/// The name of one entry, unless its weight is zero.
fn accepted_name(entry: &str) -> Option<&str> {
    let (name, rest) = entry.split_once(';').unwrap_or((entry, ""));
    let weight = rest.trim().strip_prefix("q=").map_or(Ok(1.0), |weight| weight.trim().parse::<f32>());
    weight.is_ok_and(|weight| weight > 0.0).then_some(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_accepted_form_is_sent() {
        for (accepted, best) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("BR;q=0.1", Encoding::Brotli),
            ("br;q=0, gzip;q=0.5", Encoding::Gzip),
            ("gzip", Encoding::Gzip),
            ("broccoli", Encoding::Identity),
            ("br;q=x", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, accepted.parse().unwrap())]);
            assert_eq!(Encoding::best(&headers), best, "{accepted}");
        }
        assert_eq!(Encoding::best(&HeaderMap::new()), Encoding::Identity);
    }
}
