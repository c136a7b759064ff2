//! What the door answers and what it hands out, read: bodies into admissions, refusals, maps, pictures and slides.
//!
//! Everything is held against its bounds, and what is named by a hash against the hash. How the bytes came is the
//! business of whoever fetched them.

use std::sync::Arc;

use hiroba_shared::deck::{DeckIndex, LARGE_PIXELS, MOST_PAGES, PageFiles};
use hiroba_shared::door::{Admission, Refused, ResumeRequest, Versions};
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::codec::{self, MAX_MAP_BYTES};

use super::port::{FromLink, PagePixels};
use super::visit::{Fetch, Question};
use crate::venue_state::JoinRefused;

/// Most bytes of an answer of the door.
pub(super) const MAX_ANSWER_BYTES: u64 = 64 * 1024;
/// Three hundred pages with two names each are a quarter of that.
const MAX_DECK_BYTES: u64 = 256 * 1024;
const MAX_PICTURE_BYTES: u64 = 32 * 1024 * 1024;

impl Question {
    /// Where the question goes.
    pub(super) const fn path(&self) -> &'static str {
        match self {
            Self::Join(_) => "/api/join",
            Self::Resume(_) => "/api/resume",
        }
    }

    /// The question as JSON.
    pub(super) fn body(&self) -> Vec<u8> {
        let written = match self {
            Self::Join(request) => serde_json::to_vec(request),
            Self::Resume(key) => {
                serde_json::to_vec(&ResumeRequest { versions: Versions::OURS, resume_key: key.clone() })
            }
        };
        // Plain fields always become JSON; an empty body would be refused by the door.
        written.unwrap_or_default()
    }
}

/// The answer in a body; `accepted` by the status it came with.
pub(super) fn admission(accepted: Accepted, body: &[u8]) -> Result<Admission, JoinRefused> {
    let unreadable = |error: serde_json::Error| {
        bevy::log::debug!("the door answers in words unknown here: {error}");
        JoinRefused::Unreachable
    };
    match accepted {
        Accepted::Yes => serde_json::from_slice(body).map_err(unreadable),
        Accepted::No => {
            let refused: Refused = serde_json::from_slice(body).map_err(unreadable)?;
            Err(JoinRefused::Refused(refused.refused))
        }
    }
}

/// Whether an answer's status was one of success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted {
    /// It was.
    Yes,
    /// It was not.
    No,
}

impl Accepted {
    pub(super) const fn by_status(status: u16) -> Self {
        if status >= 200 && status < 300 { Self::Yes } else { Self::No }
    }
}

impl Fetch {
    /// Where it lies at the door; `None` for what is no hash.
    pub(super) fn path(&self) -> Option<String> {
        let (kind, hash) = match self {
            Self::Map(hash) => ("map", hash),
            Self::Picture(hash) | Self::Deck(hash) | Self::Page(hash) => ("media", hash),
        };
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| format!("/{kind}/{hash}"))
    }

    /// Most bytes it may have.
    pub(super) const fn limit(&self) -> u64 {
        match self {
            Self::Map(_) => MAX_MAP_BYTES as u64,
            Self::Deck(_) => MAX_DECK_BYTES,
            Self::Picture(_) | Self::Page(_) => MAX_PICTURE_BYTES,
        }
    }

    /// The report of what was fetched, or of nothing; `decoded` makes pixels of a page.
    pub(super) fn report(
        self,
        bytes: Option<Vec<u8>>,
        decoded: impl FnOnce(Vec<u8>) -> Option<PagePixels>,
    ) -> FromLink {
        let bytes = bytes.filter(|bytes| self.is_genuine(bytes));
        match self {
            Self::Map(hash) => {
                let map: Option<RoomMap> = bytes.and_then(|bytes| codec::decode_map(&bytes).ok());
                if map.is_none() {
                    bevy::log::error!(hash, "there is no such map, or it cannot be understood");
                }
                FromLink::Map { hash, map: map.map(Arc::new) }
            }
            Self::Picture(hash) => FromLink::Picture { hash, png: bytes },
            Self::Deck(hash) => {
                let index = bytes.and_then(|bytes| deck(&bytes));
                if index.is_none() {
                    bevy::log::error!(hash, "there is no such deck, or it cannot be understood");
                }
                FromLink::Deck { hash, index: index.map(Arc::new) }
            }
            Self::Page(hash) => {
                let most = u32::from(LARGE_PIXELS);
                let fits = |page: &PagePixels| (1..=most).contains(&page.width) && (1..=most).contains(&page.height);
                FromLink::Page { hash, pixels: bytes.and_then(decoded).filter(fits) }
            }
        }
    }

    fn is_genuine(&self, bytes: &[u8]) -> bool {
        let (Self::Map(hash) | Self::Picture(hash) | Self::Deck(hash) | Self::Page(hash)) = self;
        let genuine = blake3::hash(bytes).to_hex().as_str().eq_ignore_ascii_case(hash);
        if !genuine {
            bevy::log::error!(hash, "what was fetched is not what was named");
        }
        genuine
    }
}

/// A deck as its index tells, if that can be shown.
fn deck(bytes: &[u8]) -> Option<DeckIndex> {
    let index: DeckIndex = serde_json::from_slice(bytes).ok()?;
    let shows = |page: &PageFiles| page.width > 0 && page.height > 0;
    let counts = (1..=usize::from(MOST_PAGES)).contains(&index.pages.len());
    (counts && index.pages.iter().all(shows)).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::refusal::Refusal;

    #[test]
    fn a_refusal_is_read_and_everything_else_counts_as_nobody() {
        let refused = Refused { refused: Refusal::BadInvitation, message: String::new() };
        let body = serde_json::to_vec(&refused).unwrap();
        assert_eq!(admission(Accepted::No, &body), Err(JoinRefused::Refused(Refusal::BadInvitation)));
        for body in ["", "<html>", "{\"refused\":\"what\"}"] {
            assert_eq!(admission(Accepted::No, body.as_bytes()), Err(JoinRefused::Unreachable), "{body}");
            assert_eq!(admission(Accepted::Yes, body.as_bytes()), Err(JoinRefused::Unreachable), "{body}");
        }
    }

    #[test]
    fn what_is_fetched_is_asked_for_by_its_hash_and_held_against_it() {
        assert_eq!(Fetch::Map("../../etc".to_owned()).path(), None);
        let hash = blake3::hash(b"png").to_hex().to_string();
        assert_eq!(Fetch::Picture(hash.clone()).path(), Some(format!("/media/{hash}")));
        for (bytes, kept) in [(&b"png"[..], true), (b"other", false)] {
            let report = Fetch::Picture(hash.clone()).report(Some(bytes.to_vec()), |_| None);
            assert!(matches!(report, FromLink::Picture { png, .. } if png.is_some() == kept));
        }
    }

    #[test]
    fn a_deck_without_pages_or_with_a_page_of_no_size_is_none() {
        let page = |width| PageFiles { large: "a".into(), small: "b".into(), width, height: 9, flaws: Vec::new() };
        for (pages, shown) in [(vec![page(16)], true), (vec![page(16), page(0)], false), (Vec::new(), false)] {
            let bytes = serde_json::to_vec(&DeckIndex { pages }).unwrap();
            assert_eq!(deck(&bytes).is_some(), shown);
        }
        assert_eq!(deck(b"{}"), None);
    }

    #[test]
    fn a_page_larger_than_any_is_none() {
        let hash = blake3::hash(b"webp").to_hex().to_string();
        for (width, kept) in [(LARGE_PIXELS, true), (LARGE_PIXELS + 1, false), (0, false)] {
            let pixels = PagePixels { width: width.into(), height: 1, rgba: Vec::new() };
            let report = Fetch::Page(hash.clone()).report(Some(b"webp".to_vec()), |_| Some(pixels));
            assert!(matches!(report, FromLink::Page { pixels, .. } if pixels.is_some() == kept));
        }
    }
}
