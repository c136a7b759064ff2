//! What the door answers and what it hands out, read: bodies into admissions, refusals, maps and pictures.
//!
//! Everything is held against its bounds, and what is named by a hash against the hash. How the bytes came is the
//! business of whoever fetched them.

use std::sync::Arc;

use hiroba_shared::door::{Admission, Refused, ResumeRequest, Versions};
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::codec::{self, MAX_MAP_BYTES};

use super::port::FromLink;
use super::visit::{Fetch, Question};
use crate::venue_state::JoinRefused;

/// Most bytes of an answer of the door.
pub(super) const MAX_ANSWER_BYTES: u64 = 64 * 1024;
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
            Self::Picture(hash) => ("media", hash),
        };
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| format!("/{kind}/{hash}"))
    }

    /// Most bytes it may have.
    pub(super) const fn limit(&self) -> u64 {
        match self {
            Self::Map(_) => MAX_MAP_BYTES as u64,
            Self::Picture(_) => MAX_PICTURE_BYTES,
        }
    }

    /// The report of what was fetched, or of nothing.
    pub(super) fn report(self, bytes: Option<Vec<u8>>) -> FromLink {
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
        }
    }

    fn is_genuine(&self, bytes: &[u8]) -> bool {
        let (Self::Map(hash) | Self::Picture(hash)) = self;
        let genuine = blake3::hash(bytes).to_hex().as_str().eq_ignore_ascii_case(hash);
        if !genuine {
            bevy::log::error!(hash, "what was fetched is not what was named");
        }
        genuine
    }
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
            let report = Fetch::Picture(hash.clone()).report(Some(bytes.to_vec()));
            assert!(matches!(report, FromLink::Picture { png, .. } if png.is_some() == kept));
        }
    }
}
