//! The HTTP door: join, resume, and fetching what is named by its hash.
//!
//! Blocking, hence only called from blocking tasks. Everything fetched is bounded, and held against its hash.

use std::sync::Arc;
use std::time::Duration;

use hiroba_shared::door::{Admission, JoinRequest, Refused, ResumeRequest, Versions};
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::codec::{self, MAX_MAP_BYTES};
use serde::Serialize;

use super::address::Origin;
use crate::venue_state::JoinRefused;

const TIMEOUT: Duration = Duration::from_secs(10);
const FETCH_TIMEOUT: Duration = Duration::from_secs(60);
const MAX_ANSWER_BYTES: u64 = 64 * 1024;
const MAX_PICTURE_BYTES: u64 = 32 * 1024 * 1024;

/// A door somebody may ask.
#[derive(Debug, Clone)]
pub(super) struct Door {
    /// Where it is.
    pub(super) origin: Origin,
    agent: ureq::Agent,
}

impl Door {
    pub(super) fn new(origin: Origin) -> Self {
        let config = ureq::Agent::config_builder().timeout_global(Some(FETCH_TIMEOUT)).http_status_as_error(false);
        Self { origin, agent: config.build().into() }
    }

    pub(super) fn join(&self, request: &JoinRequest) -> Result<Admission, JoinRefused> {
        self.ask("/api/join", request)
    }

    pub(super) fn resume(&self, resume_key: String) -> Result<Admission, JoinRefused> {
        self.ask("/api/resume", &ResumeRequest { versions: Versions::OURS, resume_key })
    }

    pub(super) fn map(&self, hash: &str) -> Option<Arc<RoomMap>> {
        let bytes = self.fetch("map", hash, MAX_MAP_BYTES as u64)?;
        let map = codec::decode_map(&bytes).ok();
        if map.is_none() {
            bevy::log::error!(hash, "the map cannot be understood");
        }
        map.map(Arc::new)
    }

    pub(super) fn picture(&self, hash: &str) -> Option<Vec<u8>> {
        self.fetch("media", hash, MAX_PICTURE_BYTES)
    }

    fn ask(&self, path: &str, request: &impl Serialize) -> Result<Admission, JoinRefused> {
        let unreachable = |error: &dyn std::fmt::Display| {
            bevy::log::debug!("the door does not answer: {error}");
            JoinRefused::Unreachable
        };
        let body = serde_json::to_vec(request).map_err(|error| unreachable(&error))?;
        let post = self.agent.post(self.origin.http(path)).config().timeout_global(Some(TIMEOUT)).build();
        let mut answer =
            post.header("content-type", "application/json").send(&body[..]).map_err(|error| unreachable(&error))?;
        let accepted = answer.status().is_success();
        let limited = answer.body_mut().with_config().limit(MAX_ANSWER_BYTES);
        let bytes = limited.read_to_vec().map_err(|error| unreachable(&error))?;
        if accepted {
            return serde_json::from_slice(&bytes).map_err(|error| unreachable(&error));
        }
        match serde_json::from_slice::<Refused>(&bytes) {
            Ok(refused) => Err(JoinRefused::Refused(refused.refused)),
            Err(error) => Err(unreachable(&error)),
        }
    }

    fn fetch(&self, kind: &str, hash: &str, limit: u64) -> Option<Vec<u8>> {
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut answer = match self.agent.get(self.origin.http(&format!("/{kind}/{hash}"))).call() {
            Ok(answer) if answer.status().is_success() => answer,
            Ok(answer) => {
                bevy::log::error!(kind, hash, status = answer.status().as_u16(), "not to be had");
                return None;
            }
            Err(error) => {
                bevy::log::error!(kind, hash, "not to be had: {error}");
                return None;
            }
        };
        let bytes = answer.body_mut().with_config().limit(limit).read_to_vec().ok()?;
        let genuine = blake3::hash(&bytes).to_hex().as_str().eq_ignore_ascii_case(hash);
        if !genuine {
            bevy::log::error!(kind, hash, "what was fetched is not what was named");
        }
        genuine.then_some(bytes)
    }
}
